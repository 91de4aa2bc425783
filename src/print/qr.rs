//! A QR code as inline SVG.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Blank modules that the standard asks for on each side.
const QUIET: usize = 4;

/// The code of a text, with as much correction as there is: badges get wet and bent. Nothing where the text is too long.
pub(super) fn qr(text: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::H) else {
        return html! {};
    };
    let width = code.width();
    let mut path = String::new();
    for (n, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (n % width + QUIET, n / width + QUIET);
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let size = width + 2 * QUIET;
    html! {
        svg .qr viewBox={ "0 0 " (size) " " (size) } shape-rendering="crispEdges" aria-label=(text) {
            path d=(path) {}
        }
    }
}

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
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = QUIET;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (y, length) = (y + QUIET, run.len());
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            x += run.len();
        }
    }
    let size = width + 2 * QUIET;
    // The thin line around each run closes the hair of white that some printers leave between two of them.
    html! {
        svg .qr viewBox={ "0 0 " (size) " " (size) } aria-label=(text) {
            path stroke="#000" stroke-width="0.06" d=(path) {}
        }
    }
}

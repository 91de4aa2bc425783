//! Japanese screens speak Japanese.

use super::overlays::opened;
use super::{SIZES, full, go, resize};
use crate::view::screen as painted;
use enishi::app::Screen;
use enishi::app::overlay::OverlayKind;
use enishi::words::Lang;

/// Names that stand in Latin letters in Japanese, too: keys, laws and bodies, forms of files, codes of the record.
const NAMES: &[&str] = &[
    "Alt", "Ctrl", "Shift", "Enter", "Esc", "Tab", "Delete", "Space", "PageUp", "PageDown", "Home",
    "End", "NDA", "MTA", "PMDA", "JMDN", "CSV", "Excel", "USB", "IME", "FI", "TLO", "x", "QR",
    "TOML", "J", "PlatPat", "Up", "Down", "Left", "Right", "End", "replaced",
];

/// Words in Latin letters that are neither a name, nor a key or code such as `F5` and `n5`, nor part of a path.
fn english(shown: &str) -> Vec<String> {
    let parts =
        shown.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '/' && c != '-');
    let words = parts.filter(|w| w.chars().filter(char::is_ascii_alphabetic).count() > 1);
    words
        .filter(|w| !w.contains(['.', '/']) && !w.contains(|c: char| c.is_ascii_digit()))
        .filter(|w| w.split('-').any(|w| !w.is_empty() && !NAMES.contains(&w)))
        // Roman numerals of classes.
        .filter(|w| !w.chars().all(|c| "IVX-".contains(c)))
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_japanese_screen_or_box_has_an_english_word() {
    let mut found = Vec::new();
    for size in SIZES {
        for screen in Screen::ALL {
            let mut desk = full();
            assert!(go(&mut desk, *screen));
            resize(&mut desk, size);
            let shown = painted(&desk.model, Lang::Ja);
            let (rows, _) = shown.rsplit_once('\n').unwrap();
            found.extend(
                english(rows)
                    .into_iter()
                    .map(|w| format!("{screen:?}: {w}")),
            );
        }
        for kind in OverlayKind::ALL {
            let mut desk = opened(*kind);
            resize(&mut desk, size);
            let shown = painted(&desk.model, Lang::Ja);
            let (rows, _) = shown.rsplit_once('\n').unwrap();
            found.extend(english(rows).into_iter().map(|w| format!("{kind:?}: {w}")));
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

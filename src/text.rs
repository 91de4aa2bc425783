//! Floor 0: text for the screen: cleaned, measured in cells, cut, padded and wrapped.
//!
//! Widths are in terminal cells. Ambiguous characters count as one cell, as in ratatui.

pub mod clean;
pub mod fold;
pub mod script;

pub use clean::Clean;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Mark at the end of a cut text. Two ASCII dots, because the width of `…` depends on the font.
pub const CUT: &str = "..";

/// Width in terminal cells.
pub fn width(s: &str) -> usize {
    s.width()
}

/// The longest start of `s`, in whole graphemes, that fits `cells`.
pub fn fit(s: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, g) in s.grapheme_indices(true) {
        used += g.width();
        if used > cells {
            return s.get(..at).unwrap_or_default();
        }
    }
    s
}

/// `s` cut to `cells`, ending with [`CUT`] if something was cut.
pub fn elide(s: &str, cells: usize) -> String {
    if s.width() <= cells {
        return s.to_owned();
    }
    let mark = fit(CUT, cells);
    let mut out = fit(s, cells - mark.len()).to_owned();
    out.push_str(mark);
    out
}

/// `s` cut or filled with blanks to exactly `cells`.
pub fn pad(s: &str, cells: usize) -> String {
    let mut out = elide(s, cells);
    let missing = cells.saturating_sub(out.width());
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// Lines of at most `cells` cells, broken by the rules of Japanese typesetting (no `、` or small kana at a start).
///
/// Used instead of ratatui's own wrapping, which lets a wide character stick out and panics at a width of two.
pub fn wrap(s: &str, cells: usize) -> Vec<String> {
    if cells < 2 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for line in textwrap::wrap(s, cells) {
        let mut rest = line.as_ref();
        // A word wider than the line (a wide grapheme beside combining marks) is cut by hand.
        while rest.width() > cells {
            let head = fit(rest, cells);
            if head.is_empty() {
                break;
            }
            lines.push(head.to_owned());
            rest = rest.get(head.len()..).unwrap_or_default();
        }
        if rest.width() <= cells {
            lines.push(rest.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn elide_counts_cells_and_marks_the_cut() {
        assert_eq!(elide("内視鏡用止血デバイス", 10), "内視鏡用..");
        assert_eq!(elide("内視鏡", 6), "内視鏡");
        assert_eq!(elide("内視鏡", 1), ".");
        assert_eq!(elide("内視鏡", 0), "");
    }

    #[test]
    fn wrap_keeps_closing_marks_off_the_line_start() {
        for line in wrap("曇りを防ぐ、光学の会社。撥水（はっすい）膜", 10) {
            assert!(!line.starts_with(['、', '。', '）', 'っ']), "{line}");
        }
    }

    proptest! {
        #[test]
        fn pad_is_exact_and_wrap_never_sticks_out(s in "[ -~ぁ-ん一-龥ｦ-ﾟ\u{300}\u{3099}👨‍⚕️]{0,60}", n in 0usize..40) {
            prop_assert_eq!(pad(&s, n).width(), n);
            for line in wrap(&s, n) {
                prop_assert!(line.width() <= n, "{:?}", line);
            }
        }
    }
}

//! How large letters can be so that a text fits its box on paper.

use crate::text;
use unicode_width::UnicodeWidthChar;

const MM_PER_POINT: f64 = 25.4 / 72.0;
/// Height of a line, in letters. The style sheet says the same.
const LINE: f64 = 1.2;
/// Smaller letters are not read at arm's length.
const LEAST: f64 = 5.0;

/// A text with the size at which it fits.
#[derive(Debug, PartialEq)]
pub(super) struct Fitted {
    pub(super) text: String,
    points: f64,
}

impl Fitted {
    /// For the `style` of the box.
    pub(super) fn style(&self) -> String {
        format!("font-size:{:.1}pt", self.points)
    }
}

/// A text in the largest letters up to `most` points with which it fits a box in millimetres, in as many lines as it
/// takes. One that is too long even for the smallest letters is cut, and says so.
pub(super) fn fitted(text: &str, width: f64, height: f64, most: f64) -> Fitted {
    let ems = ems(text);
    let mut points = most;
    while points > LEAST && ems > room(width, height, points) {
        points -= 0.5;
    }
    let room = room(width, height, points);
    let text = if ems > room {
        // A cell is at most one letter wide.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a box has a small number of cells, and not less than none"
        )]
        text::elide(text, room as usize)
    } else {
        text.to_owned()
    };
    Fitted { text, points }
}

/// How many letters a box holds.
fn room(width: f64, height: f64, points: f64) -> f64 {
    let letter = points * MM_PER_POINT;
    let lines = (height / (letter * LINE)).floor();
    // Each line may end with room for less than a letter.
    let in_line = width / letter;
    if lines > 1.0 {
        lines * (in_line - 1.0).floor()
    } else {
        in_line.floor() * lines
    }
}

/// Width of a text in letters of kanji. Latin letters are of different widths in every font; they count generously.
fn ems(text: &str) -> f64 {
    let of = |c: char| match c.width().unwrap_or(0) {
        0 => 0.0,
        1 if c.is_uppercase() || matches!(c, 'm' | 'w' | '@' | '%' | '&') => 0.95,
        1 => 0.62,
        _ => 1.0,
    };
    text.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_has_the_largest_letters_and_a_long_one_smaller_ones() {
        let short = fitted("田中 一郎", 80.0, 13.0, 28.0);
        assert_eq!(short.style(), "font-size:28.0pt");
        let long = fitted("寿限無寿限無五劫の擦り切れ海砂利水魚", 80.0, 13.0, 28.0);
        assert!(long.points < 28.0 && long.text.ends_with("水魚"));
        let endless = fitted(&"あ".repeat(500), 80.0, 13.0, 28.0);
        assert!(endless.text.ends_with("..") && endless.style() == "font-size:5.0pt");
        assert_eq!(fitted("", 80.0, 13.0, 28.0).text, "");
    }
}

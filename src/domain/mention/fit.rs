//! How the characters of a window are parted, and whether a name may be parted so.

use super::glyph::Gap;
use super::glyph::Glyphs;
use super::glyph::Script;
use super::pattern::Shape;

/// How a window is parted: how many gaps of each kind stand between its characters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fit {
    length: usize,
    gaps: usize,
    /// Blanks where the name has no break.
    loose: usize,
    pub(super) lines: usize,
    pub(super) dots: usize,
    /// The last part stands in brackets: 高橋（直）.
    pub(super) brackets: usize,
}

impl Fit {
    pub(super) fn is_parted(self) -> bool {
        self.gaps > 0
    }

    /// All characters stand apart: 高　橋　直.
    pub(super) fn is_spaced(self) -> bool {
        self.gaps > 0 && self.gaps + 1 == self.length
    }

    /// Nobody parts a name so on purpose: 高 橋直.
    pub(super) fn is_doubtful(self) -> bool {
        self.lines > 0 || (self.loose > 0 && !self.is_spaced())
    }
}

/// How the characters from `start` on are parted, if a name of this shape may be parted so: by blanks anywhere in a
/// Japanese name; by a 中黒, a comma, a bracket or the end of a line only where the name has a break.
pub(super) fn fits(glyphs: &Glyphs<'_>, start: usize, shape: &Shape) -> Option<Fit> {
    let end = start + shape.length;
    let window = glyphs.list.get(start..end)?;
    if !glyphs.is_whole(start, end) {
        return None;
    }
    let mut fit = Fit {
        length: shape.length,
        ..Fit::default()
    };
    let mut free = shape.breaks.is_empty();
    let japanese = |s: Script| matches!(s, Script::Kanji | Script::Hiragana | Script::Katakana);
    for (at, pair) in window.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        if right.gap == Gap::None {
            continue;
        }
        fit.gaps += 1;
        let both = japanese(left.script) && japanese(right.script);
        let is_break =
            shape.breaks.binary_search(&(at + 1)).is_ok() || (std::mem::take(&mut free) && both);
        match right.gap {
            Gap::Blank if is_break => {}
            Gap::Blank if both => fit.loose += 1,
            Gap::Line if is_break => fit.lines += 1,
            Gap::Dot if is_break => fit.dots += 1,
            Gap::Comma if is_break && right.script == Script::Letter => {}
            Gap::Open if shape.breaks.last() == Some(&(at + 1)) => fit.brackets += 1,
            Gap::None | Gap::Blank | Gap::Line | Gap::Dot | Gap::Comma | Gap::Open | Gap::Other => {
                return None;
            }
        }
    }
    if fit.brackets > 0 && closing(glyphs, end).is_none() {
        return None;
    }
    Some(fit)
}

/// The byte behind the bracket that closes directly behind the character before `end`.
pub(super) fn closing(glyphs: &Glyphs<'_>, end: usize) -> Option<usize> {
    let last = glyphs.get(end.checked_sub(1)?)?;
    let bracket = glyphs.text.get(last.to..)?.chars().next()?;
    matches!(bracket, ')' | '）').then(|| last.to + bracket.len_utf8())
}

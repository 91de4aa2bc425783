//! The list of the needs: its columns, and the one line that may take two rows to show its whole title.

use super::state::{Focus, Live, NEEDS, Turnout};
use crate::app::core::layout::Layout;
use crate::app::help;
use crate::domain::book::Book;
use crate::domain::code::Aside;
use crate::domain::number;
use crate::text::{CUT, width};
use crate::words::{Lang, Words};
use unicode_segmentation::UnicodeSegmentation;

/// Widths of the columns, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Number.
    pub no: u16,
    /// Title.
    pub title: u16,
    /// State.
    pub state: u16,
}

/// How far a need is, in a word.
pub fn word(words: &Words, turnout: Turnout) -> String {
    match turnout {
        Turnout::Waiting => words.text("live-waiting"),
        Turnout::Now => words.text("live-now"),
        Turnout::Done => words.text("live-done"),
        Turnout::Aside(aside) => words.pick(aside.ja(), aside.en()).to_owned(),
    }
}

impl Live {
    /// The columns of the list in a pane of that width.
    pub fn columns(&self, book: &Book, inner: u16, lang: Lang) -> Columns {
        let cells = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let needs = self.session(book).map_or(&[][..], |s| &s.needs);
        let no = needs
            .iter()
            .map(|n| width(number::shown(&n.no)))
            .max()
            .unwrap_or(0);
        let no = cells(no.min(8)) + 1;
        let words = help::words(lang);
        let all = [Turnout::Waiting, Turnout::Now, Turnout::Done];
        let aside = Aside::ALL.iter().map(|a| Turnout::Aside(*a));
        let state = all.into_iter().chain(aside).map(|t| width(&word(words, t)));
        let state = cells(state.max().unwrap_or(0)).max(6);
        Columns {
            no,
            title: inner.saturating_sub(3 + no + state),
            state,
        }
    }

    /// The line that takes two rows: the selected one, or the need that is shown, where its title is longer than the
    /// column.
    pub fn tall(&self, book: &Book, layout: &Layout, lang: Lang) -> Option<usize> {
        let needs = &self.session(book)?.needs;
        let shown = self.shown(book).map(|n| &n.no);
        let at = match self.focus {
            Focus::Needs => self.needs.selected,
            Focus::Search | Focus::Records => needs.iter().position(|n| Some(&n.no) == shown)?,
        };
        let inner = layout.get(NEEDS).inner();
        let room = self.columns(book, inner.width, lang).title;
        (inner.height > 2 && width(&needs.get(at)?.title) > usize::from(room)).then_some(at)
    }

    /// The need in a row of the list.
    pub(super) fn need_at(
        &self,
        row: u16,
        book: &Book,
        layout: &Layout,
        lang: Lang,
    ) -> Option<usize> {
        let len = self.session(book)?.needs.len();
        let tall = self.tall(book, layout, lang);
        let line = self.needs.offset + usize::from(row);
        let line = if tall.is_some_and(|tall| line > tall && tall >= self.needs.offset) {
            line - 1
        } else {
            line
        };
        (line < len).then_some(line)
    }
}

/// A title cut to its column. Where another one would look the same, the middle is cut, because the end tells them apart.
pub fn title<'a>(own: &str, mut others: impl Iterator<Item = &'a str>, cells: u16) -> String {
    let cells = usize::from(cells);
    let plain = crate::text::elide(own, cells);
    if plain == own || !others.any(|o| o != own && crate::text::elide(o, cells) == plain) {
        return plain;
    }
    let head = crate::text::fit(own, cells.saturating_sub(CUT.len()) / 2);
    let room = cells.saturating_sub(width(head) + CUT.len());
    let mut tail = "";
    for (at, _) in own.grapheme_indices(true).rev() {
        let rest = own.get(at..).unwrap_or_default();
        if width(rest) > room {
            break;
        }
        tail = rest;
    }
    format!("{head}{CUT}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_begin_alike_are_cut_in_the_middle() {
        let all = [
            "内視鏡の曇りを防ぐ",
            "内視鏡の曇りを取る",
            "止血を短時間で済ませる",
        ];
        let cut = |own| title(own, all.into_iter(), 12);
        assert_eq!(cut(all[0]), "内視..を防ぐ");
        assert_eq!(cut(all[1]), "内視..を取る");
        assert_eq!(cut(all[2]), "止血を短時..");
        assert_eq!(title("短い", all.into_iter(), 12), "短い");
    }
}

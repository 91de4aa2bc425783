//! Whether a line below the headings may be headings once more, told at once for the many lines that are not.

use super::alias::{Aliases, key};
use super::heading::Columns;
use super::kind::ListKind;
use crate::intake::sheet::{Line, Raw};
use crate::text::script::is_kanji;
use std::collections::BTreeSet;

/// Names of columns, to tell at once that a line is no headings: most cells of headings are one.
pub(super) struct Names<'n> {
    kind: ListKind,
    aliases: &'n Aliases,
    /// Headings of the table itself.
    own: BTreeSet<String>,
    /// How the names begin.
    begins: BTreeSet<char>,
}

impl<'n> Names<'n> {
    pub(super) fn new(columns: &Columns, kind: ListKind, aliases: &'n Aliases) -> Self {
        let own: BTreeSet<String> = columns.all.iter().map(|c| key(&c.heading)).collect();
        let begins = own.iter().filter_map(|name| name.chars().next());
        let begins = begins.chain(aliases.beginnings(kind)).collect();
        Self {
            kind,
            aliases,
            own,
            begins,
        }
    }

    /// Whether more than half of the cells are names of columns.
    pub(super) fn may_be_headings(&self, line: &Line) -> bool {
        let mut others = 0;
        for (_, raw) in &line.cells {
            let is_name = matches!(raw, Raw::Text(text) if self.is_name(text));
            others += usize::from(!is_name);
            if others * 2 >= line.cells.len() {
                return false;
            }
        }
        true
    }

    fn is_name(&self, text: &str) -> bool {
        let first = text.chars().find(|c| !c.is_whitespace());
        // Only these are the same whatever is done about width, marks and the number of a question.
        let is_plain = |c: char| is_kanji(c) || matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ');
        if first.is_none_or(|c| is_plain(c) && !self.begins.contains(&c)) {
            return false;
        }
        // 氏名1 and 2人目の会社 are headings of one person of several.
        if text.len() < 60 && text.chars().filter(|c| c.is_numeric()).count() == 1 {
            return true;
        }
        self.own.contains(&key(text)) || !self.aliases.exactly(self.kind, text).is_empty()
    }
}

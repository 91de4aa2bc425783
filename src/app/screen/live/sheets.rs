//! The lines of the card and of what stands beside it.

use super::state::{CARD, Live, RESULTS, SIDE, SheetKey, Sheets};
use crate::app::core::layout::Layout;
use crate::app::fact::{self, Fact, FactLine};
use crate::app::widget::area::Area;
use crate::domain::book::Book;
use crate::words::Lang;
use jiff::civil::Date;

/// A card of fewer rows says less of each thing, and what is most asked for first.
const BRIEF: u16 = 18;
/// In fewer lines than these there is no room for a heading.
const LOW: u16 = 6;

impl Live {
    /// Makes the sheets anew if need be, and keeps their scroll in them.
    pub(super) fn refresh(
        &mut self,
        book: &Book,
        layout: &Layout,
        (revision, today, lang): (u64, Option<Date>, Lang),
    ) {
        let areas = [CARD, SIDE, RESULTS].map(|pane| layout.get(pane).inner());
        let key = SheetKey {
            need: self.shown(book).map(|n| n.no.clone()),
            revision,
            today,
            lang,
            areas,
        };
        let [card, side, results] = areas;
        if self.sheets.of.as_ref() != Some(&key) {
            let (first, second) = self.facts(
                book,
                today,
                card.height,
                side.is_empty() && results.is_empty(),
            );
            self.sheets = Sheets {
                card: fact::lines(&first, card.width, lang),
                side: fact::lines(&second, side.width, lang),
                of: Some(key),
            };
        }
        let below =
            |lines: &[FactLine], area: Area| lines.len().saturating_sub(usize::from(area.height));
        let most = below(&self.sheets.card, card).max(below(&self.sheets.side, side));
        self.card = self.card.min(most);
    }

    /// What the card says, and what stands beside it unless it stands `alone`.
    fn facts(
        &self,
        book: &Book,
        today: Option<Date>,
        height: u16,
        alone: bool,
    ) -> (Vec<Fact>, Vec<Fact>) {
        let Some((session, need)) = self.session(book).zip(self.shown(book)) else {
            return Default::default();
        };
        let around = fact::around(book, session, need);
        let wishes = fact::wishes(book, session, need);
        if !alone {
            let side = wishes.into_iter().chain(around).collect();
            return (fact::card(session, need, today), side);
        }
        let mut card = if height < BRIEF {
            fact::brief(session, need, today, around)
        } else {
            let mut card = fact::card(session, need, today);
            card.extend(around);
            card
        };
        // Right below the title: who is interested is seen without scrolling.
        let rest = card.split_off(card.len().min(1));
        // Where there are hardly any lines their heading gives way: the levels say what it is.
        let heading = usize::from(height < LOW);
        card.extend(wishes.into_iter().skip(heading));
        card.extend(rest);
        (card, Vec::new())
    }
}

//! Who recorded what of a book stands in its rows, too.

use super::Book;
use crate::text::Clean;

impl Book {
    /// Puts something else in place of every recorder whom `is_gone` means.
    pub fn mask_recorders(&mut self, is_gone: &mut dyn FnMut(&Clean) -> bool, instead: &Clean) {
        let pairings = self.pairings.values_mut().map(|p| &mut p.coordinator);
        let memos = self.memos.values_mut().map(|m| &mut m.actor);
        let waivers = self.waivers.values_mut().map(|w| &mut w.by);
        let letters = self.letters.values_mut().map(|l| &mut l.by);
        let conflicts = self.conflicts.values_mut().flatten();
        let heads = conflicts.flat_map(|c| &mut c.heads);
        let heads = heads.map(|head| &mut head.actor);
        let rows = pairings.chain(memos).chain(waivers).chain(letters);
        for name in rows.chain(heads).filter(|name| is_gone(name)) {
            name.clone_from(instead);
        }
    }
}

//! The copies of the record: backups, the second copy, and the one that is put in the place of a record that cannot be
//! opened.

use super::Keeper;
use crate::app::Msg;
use crate::shell::clock;
use crate::store::sqlite::mirror::MirrorState;
use crate::store::sqlite::offer::GoodCopy;
use crate::store::sqlite::{offer, restore};
use crate::store::{Notice, SqliteStore, StoreError};
use crate::text::Clean;
use crate::words::fl;
use std::path::Path;

impl Keeper {
    /// Tells why, and offers copies where they are what helps.
    pub(super) fn tell_unread(&self, error: &StoreError) {
        let mut why = self.lines(error);
        let mut copies = Vec::new();
        if error.asks_for_copy() {
            copies = offer::offered(&self.place.options, &self.place.backups);
            if copies.is_empty() {
                let folder = Clean::line(&self.place.backups.to_string_lossy());
                let none = fl!(self.words, "keep-no-copy", path = folder.as_str());
                why.push(none.into());
            }
        }
        self.tell(Msg::Unread { why, copies });
    }

    /// Where no record is in its place, and the second copy holds one, it is offered.
    pub(super) fn offer(&mut self, copy: GoodCopy) {
        self.offered = Some(copy.path.clone());
        self.tell(Msg::Offered(vec![copy]));
    }

    /// Restores a copy and goes on with it; what waits to be saved is saved into it. What was recorded meanwhile in the
    /// place of a record that was gone stays beside it.
    pub(super) fn restore(&mut self, from: &Path) {
        let is_offered = self.offered.take_if(|path| path == from).is_some();
        if self.store.is_some() && !is_offered {
            return;
        }
        self.store = None;
        let put = if is_offered {
            restore::restore_any
        } else {
            restore::restore
        };
        match put(&self.place.options, from) {
            Ok(restored) => {
                let w = &self.words;
                let mut told = vec![fl!(w, "keep-restored", ops = restored.report.ops)];
                if let Some(kept) = &restored.kept {
                    let path = Clean::line(&kept.to_string_lossy());
                    told.push(fl!(w, "keep-kept", path = path.as_str()));
                }
                // Told once it can be worked with.
                self.open();
                for text in told {
                    let text = Clean::line(&text);
                    self.tell(Msg::Notice { grave: true, text });
                }
            }
            Err(error) => self.tell_unread(&error),
        }
    }

    /// Tells when the second copy begins to fail; the record itself is saved.
    pub(super) fn look_at_copy(&mut self) {
        let Some(state) = self.store.as_ref().map(SqliteStore::mirror_state) else {
            return;
        };
        if *state == self.copy {
            return;
        }
        self.copy = state.clone();
        if let MirrorState::Failed(detail) = &self.copy {
            let notice = Notice::MirrorFailed(detail.clone());
            let text = Clean::line(&notice.explain(&self.words));
            self.tell(Msg::Notice { grave: true, text });
        }
    }

    /// The next of the rotating backups, where something changed since the last.
    pub(super) fn rotate(&mut self) {
        self.rotated = clock::instant();
        let writable = self.store.as_mut().filter(|store| !store.is_read_only());
        let Some(store) = writable else {
            return;
        };
        if let Err(error) = store.rotate(&self.place.backups, clock::timestamp()) {
            self.tell(Msg::Trouble(self.lines(&error)));
        }
    }
}

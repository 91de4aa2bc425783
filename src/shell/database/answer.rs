//! What the record is asked for by somebody who looks and changes nothing.

use super::super::{clock, erasures};
use super::Keeper;
use crate::app::Msg;
use crate::app::msg::HistoryRow;
use crate::domain::entity::Entity;
use crate::domain::op::Hlc;
use crate::domain::reading;
use crate::domain::rule::provision::KEPT_YEARS;
use crate::store::{LogFilter, Sessions, SqliteStore, Store, StoreError};
use crate::text::Clean;
use crate::words::fl;
use jiff::Timestamp;
use jiff::ToSpan;

/// How many lines of history a screen gets.
const HISTORY: usize = 500;

/// How many things of files that were read are looked past for them.
const READ: usize = 5000;

/// Where it is kept when the user was last reminded of persons held too long.
const REMINDED: &str = "reminded";

impl Keeper {
    /// Asks the record, and tells what it says or what went wrong.
    fn answer(&self, ask: impl FnOnce(&SqliteStore) -> Result<Msg, StoreError>) {
        match self.store.as_ref().map(ask) {
            // Why it is not open was told when it was tried.
            None => self.tell(Msg::Unanswered(Vec::new())),
            Some(Ok(msg)) => self.tell(msg),
            Some(Err(error)) => self.tell(Msg::Unanswered(self.lines(&error))),
        }
    }

    /// Ops of an entity, or the newest of all.
    pub(super) fn history(&self, entity: Option<&Entity>) {
        // The lines of a file that was read come on top: there may be thousands, and only one is shown.
        let newest = LogFilter {
            limit: Some(HISTORY + READ),
            ..LogFilter::default()
        };
        self.answer(|store| {
            let entries = match entity {
                Some(entity) => store.log_of(entity)?,
                None => store.log(&newest)?,
            };
            let entries = reading::in_short(entries, |entry| &entry.op);
            let skip = entries.len().saturating_sub(HISTORY);
            let rows = entries.into_iter().skip(skip).map(|e| HistoryRow {
                doubtful: e.is_doubtful(clock::timestamp()),
                op: e.op,
                undone: e.undone,
            });
            Ok(Msg::History(rows.collect()))
        });
    }

    /// The session of an entity as it was.
    pub(super) fn past(&self, until: Hlc, entity: Entity) {
        let session = entity.session().cloned();
        let scope = session.map_or(Sessions::All, Sessions::One);
        self.answer(|store| {
            let book = Box::new(store.book_until(&scope, until)?);
            Ok(Msg::Past {
                until,
                entity,
                book,
            })
        });
    }

    /// Who was introduced to whom.
    pub(super) fn provisions(&self) {
        self.answer(|store| Ok(Msg::Provisions(store.provisions(&Sessions::All)?)));
    }

    /// Goes on with erasures that are not done yet, and tells of those that still are not.
    pub(super) fn enforce_erasures(&mut self) {
        let Some(store) = &mut self.store else {
            return;
        };
        let lines = match store.enforce_erasures(clock::timestamp()) {
            Ok(done) => erasures::unfinished(&self.words, &done),
            Err(error) => vec![erasures::failed(&self.words, &error)],
        };
        self.tell_gravely(&lines);
        self.tell_recognised();
    }

    /// Tells whom the record recognises as erased: a name that is taken down by hand is asked about.
    fn tell_recognised(&self) {
        let found = self.store.as_ref().map(SqliteStore::recognised);
        match found {
            Some(Ok(found)) if !found.is_empty() => self.tell(Msg::Recognised(found)),
            Some(Err(error)) => self.tell_gravely(&[erasures::failed(&self.words, &error)]),
            Some(Ok(_)) | None => {}
        }
    }

    /// Tells sentences that somebody has to read.
    pub(super) fn tell_gravely(&self, lines: &[String]) {
        for line in lines {
            let text = Clean::line(line);
            self.tell(Msg::Notice { grave: true, text });
        }
    }

    /// Once a month: which sessions still hold persons after the time they are kept for. Nothing is erased by itself.
    pub(super) fn remind(&mut self, now: Timestamp) {
        let Some(store) = &mut self.store else {
            return;
        };
        let last: Option<Timestamp> =
            (store.note(REMINDED).ok().flatten()).and_then(|text| text.parse().ok());
        let month = (24 * 30).hours();
        let fresh = last.is_some_and(|at| at.checked_add(month).is_ok_and(|next| now < next));
        if fresh || store.is_read_only() {
            return;
        }
        let Ok(overdue) = store.retention(now, KEPT_YEARS) else {
            return;
        };
        let Some(first) = overdue.first() else {
            return;
        };
        let text = fl!(
            self.words,
            "person-overdue",
            count = overdue.len(),
            years = KEPT_YEARS,
            title = first.title.as_str()
        );
        let _ = store.set_note(REMINDED, Some(&now.to_string()));
        let lines = text.split_inclusive('。').map(Clean::line);
        self.tell(Msg::Trouble(lines.filter(|l| !l.is_empty()).collect()));
    }
}

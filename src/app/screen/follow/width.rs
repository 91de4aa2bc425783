//! How wide the lines of the list are, so that whoever lays them out need not look at all of them again.

use super::line::Line;
use crate::domain::book::Book;
use crate::domain::rule::apart;
use crate::text::{Clean, width};
use crate::words::Lang;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A date with its year has 10 cells, and so has 11/20(金); a blank stands behind it.
pub const DUE: u16 = 11;
/// The number of a need.
pub const NEED: u16 = 7;
/// The state of a task.
pub const STATE: u16 = 13;

/// Cells of what is widest in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// The title of a task.
    pub title: u16,
    /// A firm beside a task.
    pub org: u16,
    /// The state of a task.
    pub state: u16,
    /// The word for a session, where several are listed.
    pub session: u16,
}

impl Widths {
    /// Of these lines.
    pub(super) fn of(
        lines: &[Line],
        book: &Book,
        sessions: &BTreeMap<Clean, String>,
        lang: Lang,
    ) -> Self {
        let cells = |text: &str| u16::try_from(width(text)).unwrap_or(u16::MAX);
        let mut most = Self {
            session: sessions.values().map(|word| cells(word)).max().unwrap_or(0),
            ..Self::default()
        };
        for line in lines {
            let Line::Task { id, waits, .. } = line else {
                continue;
            };
            let Some(task) = book.tasks.get(id) else {
                continue;
            };
            let [title, status] = match lang {
                Lang::Ja => [task.title_ja.as_str(), task.status.ja()],
                Lang::En => [task.title_en.as_str(), task.status.en()],
            };
            let session = book.sessions.get(&id.session);
            let org = session.and_then(|s| s.recorded_organisation(&id.org));
            let org = org.map_or(&id.org, |o| o.short_name());
            let state = if waits.is_some() {
                STATE
            } else {
                cells(status)
            };
            most.title = most.title.max(cells(title));
            most.org = most.org.max(cells(org));
            most.state = most.state.max(state);
        }
        most
    }

    /// Cells of a line in one row of which neither task, day, firm, need nor state is cut.
    pub fn least(&self) -> u16 {
        let state = STATE.min(self.state + 1);
        let session = self.session + u16::from(self.session > 0);
        let named = self.title.saturating_add(self.org).saturating_add(2);
        (2 + DUE + NEED + state + session).saturating_add(named)
    }
}

/// A word for each session that is listed, where several are.
pub(super) fn sessions(lines: &[Line], book: &Book) -> BTreeMap<Clean, String> {
    let mut listed: BTreeMap<&Clean, (&Clean, Date)> = BTreeMap::new();
    let mut last = None;
    for id in lines.iter().filter_map(Line::session) {
        // Lines of one session often follow each other.
        if last == Some(id) {
            continue;
        }
        last = Some(id);
        if let Some(session) = book.sessions.get(id) {
            listed.insert(id, (&session.title, session.held_on));
        }
    }
    let listed: Vec<_> = listed
        .into_iter()
        .map(|(id, (title, day))| (id, title, day))
        .collect();
    apart::words(&listed)
}

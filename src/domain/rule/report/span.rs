//! Which sessions a report is about.

use crate::domain::book::Book;
use crate::domain::roster::Session;
use crate::text::{Clean, fold};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Which sessions are counted: those that everything said here holds for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// One session, by its id in the record.
    pub session: Option<Clean>,
    /// 事業名
    pub programme: Option<Clean>,
    /// Held on this day or later.
    pub from: Option<Date>,
    /// Held on this day or earlier.
    pub to: Option<Date>,
}

impl Span {
    /// A Japanese fiscal year (年度): 1 April to 31 March.
    pub fn fiscal_year(year: i16) -> Self {
        Self {
            from: Some(date(year, 4, 1)),
            to: Some(date(year.saturating_add(1), 3, 31)),
            ..Self::default()
        }
    }

    /// Whether a session is counted.
    pub fn holds(&self, session: &Session) -> bool {
        let same = |name: &Clean| fold::key(name) == fold::key(&session.program_name);
        self.session.as_ref().is_none_or(|id| *id == session.id)
            && self.programme.as_ref().is_none_or(same)
            && self.from.is_none_or(|day| day <= session.held_on)
            && self.to.is_none_or(|day| session.held_on <= day)
    }

    /// What it is compared with: the year before, or the session before of the same programme and, where none is named,
    /// of the same hosts.
    pub fn before(&self, book: &Book) -> Option<Self> {
        if let Some(id) = &self.session {
            let session = book.sessions.get(id)?;
            let earlier = book.sessions.values();
            let earlier = earlier.filter(|s| s.held_on < session.held_on && is_series(s, session));
            let last = earlier.max_by_key(|s| (s.held_on, &s.id))?;
            let session = Some(last.id.clone());
            return Some(Self {
                session,
                ..Self::default()
            });
        }
        let year_before = |day: Date| day.checked_sub(1.year()).ok();
        let (from, to) = (self.from?, self.to?);
        Some(Self {
            from: Some(year_before(from)?),
            to: Some(year_before(to)?),
            ..self.clone()
        })
    }
}

/// Whether two sessions belong to one series of meetings.
fn is_series(a: &Session, b: &Session) -> bool {
    if !a.program_name.is_empty() || !b.program_name.is_empty() {
        return fold::key(&a.program_name) == fold::key(&b.program_name);
    }
    let hosts = |s: &Session| -> Vec<String> {
        let hosts = s.hosts.iter();
        hosts.map(|id| fold::key(s.org_name(id))).collect()
    };
    let (a, b) = (hosts(a), hosts(b));
    a.iter().any(|host| b.contains(host))
}

//! The session (開催回) itself: its title, its day, its place. Older records hold everything prepared for it in one op.

use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{Kept, purged};
use crate::domain::recorded::stated::Stated;
use crate::domain::recorded::{By, Length, Recorded, Subject, Telling};
use crate::domain::roster::{Attendee, Need, Organisation, Patent};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::civil::Date;

use super::attendee::{self, PurgedAttendee};
use super::need::{self, PurgedNeed};
use super::organisation::{self, PurgedOrganisation};
use super::patent::{self, PurgedPatent};
use crate::domain::recorded::prepared::{Fields, Item, Prepared};
use crate::domain::roster;

pub use crate::domain::recorded::purged::ERASED;

/// What is recorded of the session itself; the lists of what was prepared for it are empty here.
pub type Session = Prepared<roster::Session>;

impl Item for roster::Session {
    const NUMBER: &'static str = "id";
    const THINGS: &'static [&'static str] = &["needs", "organisations", "attendees", "patents"];
    const KEPT: &'static [&'static str] = &["title", "held_on", "hosts", "joint_hospitals"];

    fn numbered(number: &Clean) -> Self {
        Self {
            id: number.clone(),
            ..Self::default()
        }
    }

    fn number(&self) -> &Clean {
        &self.id
    }

    fn name(&self) -> &Clean {
        &self.title
    }

    fn rename(&mut self, name: Clean) {
        self.title = name;
    }

    fn at(&self) -> Option<&Clean> {
        None
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        let lists = [
            &mut self.hosts,
            &mut self.cohosts,
            &mut self.supporters,
            &mut self.joint_hospitals,
        ];
        for id in lists.into_iter().flatten() {
            each(Numbered::Organisation, id);
        }
    }

    fn is_replaced(&self) -> bool {
        false
    }
}

impl roster::Session {
    /// Every number of a whole file: those of its things, and wherever they are named.
    pub fn every_number(&mut self, each: &mut Each<'_>) {
        self.numbers(each);
        for org in &mut self.organisations {
            each(Numbered::Organisation, &mut org.id);
            org.numbers(each);
        }
        for need in &mut self.needs {
            each(Numbered::Need, &mut need.no);
            need.numbers(each);
        }
        for person in &mut self.attendees {
            each(Numbered::Attendee, &mut person.badge);
            person.numbers(each);
        }
        for patent in &mut self.patents {
            patent.numbers(each);
        }
    }
}

changes! {
    /// What happens to a session.
    pub enum SessionChange {
        /// An older version read the session file and recorded it whole: for everything prepared it counts as a reading of
        /// all its fields. Nobody recorded it by hand, so that Ctrl+Z does not take it back.
        #[kind("session-loaded", creates = true, undoable = false)]
        Loaded(Box<roster::Session>),
        /// A file that was read says something new of the session itself. Not taken back either.
        #[kind("session-read", creates = true, undoable = false)]
        Read {
            /// What is new.
            set: Fields<roster::Session>,
        },
        /// It was begun by hand, without a file.
        #[kind("session-added", creates = true, undoable = true)]
        Added {
            /// What is known of it.
            set: Fields<roster::Session>,
        },
        /// It was corrected by hand.
        #[kind("session-corrected", creates = false, undoable = true)]
        Corrected {
            /// What.
            set: Fields<roster::Session>,
        },
    }
}

purged! {
    /// What a purge leaves of a change of a session.
    pub enum PurgedSessionChange {
        Loaded(PurgedSession),
        Read { session: PurgedHeader, fields: Vec<Kept> },
        Added { session: PurgedHeader, fields: Vec<Kept> },
        Corrected { session: PurgedHeader, fields: Vec<Kept> },
    }
}

purged! {
    /// The session itself without persons and free text.
    pub struct PurgedHeader {
        title: Kept,
        held_on: Date,
        hosts: Vec<Kept>,
        joint_hospitals: Vec<Kept>,
    }
}

purged! {
    /// A session without persons and free text.
    pub struct PurgedSession {
        id: Kept,
        title: Kept,
        held_on: Date,
        hosts: Vec<Kept>,
        joint_hospitals: Vec<Kept>,
        needs: Vec<PurgedNeed>,
        organisations: Vec<PurgedOrganisation>,
        attendees: Vec<PurgedAttendee>,
        patents: Vec<PurgedPatent>,
    }
}

impl Recorded for Session {
    type Key = Clean;
    type Change = SessionChange;
    type Purged = PurgedSessionChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(id: &Clean, change: &SessionChange, _: &By<'_>) -> Option<Self> {
        match change {
            SessionChange::Loaded(_) | SessionChange::Read { .. } => Some(Self::numbered(id)),
            SessionChange::Added { .. } => Some(Self {
                added: true,
                ..Self::numbered(id)
            }),
            SessionChange::Corrected { .. } => None,
        }
    }

    fn step(&mut self, change: &SessionChange, _: &By<'_>) {
        match change {
            SessionChange::Loaded(session) => self.read(&Fields::all(session), None),
            SessionChange::Read { set } => self.read(set, None),
            SessionChange::Added { set } => self.add(set, None),
            SessionChange::Corrected { set } => self.corrected.extend(set),
        }
    }

    fn states(change: &SessionChange) -> Vec<Stated> {
        match change {
            // What a file says, or what corrects it: the last one holds.
            SessionChange::Loaded(_)
            | SessionChange::Read { .. }
            | SessionChange::Added { .. }
            | SessionChange::Corrected { .. } => Vec::new(),
        }
    }

    fn with_text(change: &SessionChange, _: &Clean) -> Option<SessionChange> {
        match change {
            SessionChange::Loaded(_)
            | SessionChange::Read { .. }
            | SessionChange::Added { .. }
            | SessionChange::Corrected { .. } => None,
        }
    }

    fn purge(change: &SessionChange) -> PurgedSessionChange {
        match change {
            SessionChange::Loaded(session) => PurgedSessionChange::Loaded(purge(session)),
            SessionChange::Read { set } => PurgedSessionChange::Read {
                session: header(&set.alone()),
                fields: set.kept(),
            },
            SessionChange::Added { set } => PurgedSessionChange::Added {
                session: header(&set.alone()),
                fields: set.kept(),
            },
            SessionChange::Corrected { set } => PurgedSessionChange::Corrected {
                session: header(&set.alone()),
                fields: set.kept(),
            },
        }
    }

    fn forget(_: &Clean, change: &mut SessionChange, badge: &Clean) {
        match change {
            SessionChange::Loaded(session) => {
                for person in session.attendees.iter_mut().filter(|a| a.badge == *badge) {
                    *person = Attendee {
                        badge: person.badge.clone(),
                        org: person.org.clone(),
                        role: person.role,
                        name: ERASED.into(),
                        interests: std::mem::take(&mut person.interests),
                        ..Attendee::default()
                    };
                }
            }
            SessionChange::Read { .. }
            | SessionChange::Added { .. }
            | SessionChange::Corrected { .. } => {}
        }
    }

    fn numbers(change: &mut SessionChange, each: &mut Each<'_>) {
        match change {
            SessionChange::Loaded(session) => session.every_number(each),
            SessionChange::Read { set }
            | SessionChange::Added { set }
            | SessionChange::Corrected { set } => set.numbers(each),
        }
    }

    fn subject(change: &SessionChange) -> Subject<'_> {
        match change {
            SessionChange::Loaded(_)
            | SessionChange::Read { .. }
            | SessionChange::Added { .. }
            | SessionChange::Corrected { .. } => Subject::default(),
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        Some(self.now().title.to_string())
    }

    fn tell(change: &SessionChange, telling: &Telling<'_>) -> String {
        let (words, what) = (telling.words, telling.what);
        match (change, telling.length) {
            (SessionChange::Loaded(_) | SessionChange::Read { .. }, Length::Short) => {
                fl!(words, "op-session-loaded")
            }
            (SessionChange::Loaded(session), Length::Full) => {
                fl!(
                    words,
                    "summary-session-loaded",
                    title = session.title.as_str()
                )
            }
            (SessionChange::Read { set }, Length::Full) => {
                let title = set.alone().title;
                let title = if title.is_empty() { what } else { &title };
                fl!(words, "summary-session-loaded", title = title)
            }
            (SessionChange::Added { set }, _) => {
                // Once it is taken back, only the op itself says what it was called.
                let title = set.alone().title;
                let what = if what.is_empty() { &title } else { what };
                fl!(words, "op-session-added", what = what)
            }
            (SessionChange::Corrected { .. }, _) => fl!(words, "op-session-corrected"),
        }
    }
}

fn header(session: &roster::Session) -> PurgedHeader {
    PurgedHeader {
        title: Kept::text(&session.title),
        held_on: session.held_on,
        hosts: Kept::texts(&session.hosts),
        joint_hospitals: Kept::texts(&session.joint_hospitals),
    }
}

fn purge(session: &roster::Session) -> PurgedSession {
    PurgedSession {
        id: Kept::text(&session.id),
        title: Kept::text(&session.title),
        held_on: session.held_on,
        hosts: Kept::texts(&session.hosts),
        joint_hospitals: Kept::texts(&session.joint_hospitals),
        needs: session.needs.iter().map(need::purge).collect(),
        organisations: (session.organisations.iter())
            .map(organisation::purge)
            .collect(),
        attendees: session.attendees.iter().map(attendee::purge).collect(),
        patents: session.patents.iter().map(patent::purge).collect(),
    }
}

impl From<PurgedSessionChange> for SessionChange {
    fn from(purged: PurgedSessionChange) -> Self {
        match purged {
            PurgedSessionChange::Loaded(session) => Self::Loaded(Box::new(session.into())),
            PurgedSessionChange::Read { session, fields } => Self::Read {
                set: only(session, fields),
            },
            PurgedSessionChange::Added { session, fields } => Self::Added {
                set: only(session, fields),
            },
            PurgedSessionChange::Corrected { session, fields } => Self::Corrected {
                set: only(session, fields),
            },
        }
    }
}

fn only(header: PurgedHeader, fields: Vec<Kept>) -> Fields<roster::Session> {
    let session = roster::Session {
        title: header.title.into(),
        held_on: header.held_on,
        hosts: texts(header.hosts),
        joint_hospitals: texts(header.joint_hospitals),
        ..roster::Session::default()
    };
    Fields::only(&session, &texts(fields))
}

fn texts(kept: Vec<Kept>) -> Vec<Clean> {
    kept.into_iter().map(Clean::from).collect()
}

impl From<PurgedSession> for roster::Session {
    fn from(purged: PurgedSession) -> Self {
        Self {
            id: purged.id.into(),
            title: purged.title.into(),
            held_on: purged.held_on,
            hosts: texts(purged.hosts),
            joint_hospitals: texts(purged.joint_hospitals),
            needs: purged.needs.into_iter().map(Need::from).collect(),
            organisations: (purged.organisations.into_iter())
                .map(Organisation::from)
                .collect(),
            attendees: purged.attendees.into_iter().map(Attendee::from).collect(),
            patents: purged.patents.into_iter().map(Patent::from).collect(),
            ..Self::default()
        }
    }
}

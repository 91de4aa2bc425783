//! What was prepared for a session (開催回): recorded whole when its file is read.

use crate::domain::code::{DeviceClass, DeviceKind, Disclosure, Filing, OrgKind, Relation};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{Kept, purged};
use crate::domain::recorded::stated::Stated;
use crate::domain::recorded::{By, Length, Recorded, Subject, Telling};
use crate::domain::roster::{Attendee, Need, Organisation, Patent, PatentLink};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::civil::Date;

pub use crate::domain::roster::Session;

/// What stands where a text that cannot be empty was forgotten.
pub const ERASED: &str = "（消去済）";

changes! {
    /// What happens to what was prepared.
    pub enum SessionChange {
        /// The session file was read and differs from what the record holds. Nobody recorded it by hand, so that Ctrl+Z
        /// does not take it back.
        #[kind("session-loaded", creates = true, undoable = false)]
        Loaded(Box<Session>),
    }
}

purged! {
    /// What a purge leaves of a change of a session.
    pub enum PurgedSessionChange {
        Loaded(PurgedSession),
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

purged! {
    /// A need without free text.
    pub struct PurgedNeed {
        no: Kept,
        hospital: Kept,
        device_kind: Option<DeviceKind>,
        device_class: Option<DeviceClass>,
        disclosure: Option<Disclosure>,
        patent_status: Option<Filing>,
        order: Option<u32>,
    }
}

purged! {
    /// An organisation without free text.
    pub struct PurgedOrganisation {
        id: Kept,
        name: Kept,
        kinds: Vec<OrgKind>,
        prefecture: Kept,
    }
}

purged! {
    /// A place in the room, without the person who had it.
    pub struct PurgedAttendee {
        badge: Kept,
        org: Kept,
        role: Option<OrgKind>,
    }
}

purged! {
    /// A patent without its texts.
    pub struct PurgedPatent {
        doc_no: Kept,
        needs: Vec<PurgedLink>,
    }
}

purged! {
    /// Which need a patent touches, and how.
    pub struct PurgedLink {
        no: Kept,
        relation: Relation,
    }
}

impl Recorded for Session {
    type Key = Clean;
    type Change = SessionChange;
    type Purged = PurgedSessionChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &Clean, change: &SessionChange, _: &By<'_>) -> Option<Self> {
        match change {
            SessionChange::Loaded(session) => Some((**session).clone()),
        }
    }

    fn step(&mut self, change: &SessionChange, _: &By<'_>) {
        match change {
            SessionChange::Loaded(session) => self.clone_from(session),
        }
    }

    fn states(change: &SessionChange) -> Vec<Stated> {
        match change {
            // What a file says, and nobody stated by hand.
            SessionChange::Loaded(_) => Vec::new(),
        }
    }

    fn with_text(change: &SessionChange, _: &Clean) -> Option<SessionChange> {
        match change {
            SessionChange::Loaded(_) => None,
        }
    }

    fn purge(change: &SessionChange) -> PurgedSessionChange {
        match change {
            SessionChange::Loaded(session) => PurgedSessionChange::Loaded(purge(session)),
        }
    }

    fn forget(change: &mut SessionChange, badge: &Clean) {
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
        }
    }

    fn subject(change: &SessionChange) -> Subject<'_> {
        match change {
            SessionChange::Loaded(_) => Subject::default(),
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        Some(self.title.to_string())
    }

    fn tell(change: &SessionChange, telling: &Telling<'_>) -> String {
        match (change, telling.length) {
            (SessionChange::Loaded(_), Length::Short) => fl!(telling.words, "op-session-loaded"),
            (SessionChange::Loaded(session), Length::Full) => {
                fl!(
                    telling.words,
                    "summary-session-loaded",
                    title = session.title.as_str()
                )
            }
        }
    }
}

fn purge(session: &Session) -> PurgedSession {
    PurgedSession {
        id: Kept::text(&session.id),
        title: Kept::text(&session.title),
        held_on: session.held_on,
        hosts: Kept::texts(&session.hosts),
        joint_hospitals: Kept::texts(&session.joint_hospitals),
        needs: (session.needs.iter())
            .map(|n| PurgedNeed {
                no: Kept::text(&n.no),
                hospital: Kept::text(&n.hospital),
                device_kind: n.device_kind,
                device_class: n.device_class,
                disclosure: n.disclosure,
                patent_status: n.patent_status,
                order: n.order,
            })
            .collect(),
        organisations: (session.organisations.iter())
            .map(|o| PurgedOrganisation {
                id: Kept::text(&o.id),
                name: Kept::text(&o.name),
                kinds: o.kinds.clone(),
                prefecture: Kept::text(&o.prefecture),
            })
            .collect(),
        attendees: (session.attendees.iter())
            .map(|a| PurgedAttendee {
                badge: Kept::text(&a.badge),
                org: Kept::text(&a.org),
                role: a.role,
            })
            .collect(),
        patents: (session.patents.iter())
            .map(|p| PurgedPatent {
                doc_no: Kept::text(&p.doc_no),
                needs: (p.needs.iter())
                    .map(|link| PurgedLink {
                        no: Kept::text(&link.no),
                        relation: link.relation,
                    })
                    .collect(),
            })
            .collect(),
    }
}

impl From<PurgedSessionChange> for SessionChange {
    fn from(purged: PurgedSessionChange) -> Self {
        match purged {
            PurgedSessionChange::Loaded(session) => Self::Loaded(Box::new(session.into())),
        }
    }
}

impl From<PurgedSession> for Session {
    fn from(purged: PurgedSession) -> Self {
        let texts = |kept: Vec<Kept>| kept.into_iter().map(Clean::from).collect();
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

impl From<PurgedNeed> for Need {
    fn from(purged: PurgedNeed) -> Self {
        Self {
            no: purged.no.into(),
            title: ERASED.into(),
            hospital: purged.hospital.into(),
            device_kind: purged.device_kind,
            device_class: purged.device_class,
            disclosure: purged.disclosure,
            patent_status: purged.patent_status,
            order: purged.order,
            ..Self::default()
        }
    }
}

impl From<PurgedOrganisation> for Organisation {
    fn from(purged: PurgedOrganisation) -> Self {
        Self {
            id: purged.id.into(),
            name: purged.name.into(),
            kinds: purged.kinds,
            prefecture: purged.prefecture.into(),
            ..Self::default()
        }
    }
}

impl From<PurgedAttendee> for Attendee {
    fn from(purged: PurgedAttendee) -> Self {
        Self {
            badge: purged.badge.into(),
            org: purged.org.into(),
            role: purged.role,
            name: ERASED.into(),
            ..Self::default()
        }
    }
}

impl From<PurgedPatent> for Patent {
    fn from(purged: PurgedPatent) -> Self {
        Self {
            doc_no: purged.doc_no.into(),
            needs: (purged.needs.into_iter())
                .map(|link| PatentLink {
                    no: link.no.into(),
                    relation: link.relation,
                })
                .collect(),
            ..Self::default()
        }
    }
}

//! When a template of the catalogue is needed: a list of conditions over need, organisation, pairing and session, each
//! of which can say in words why it holds.

use super::licence;
use crate::domain::book::Book;
use crate::domain::code::{
    DeviceClass, DeviceKind, Disclosure, Filing, Level, OrgKind, PairingStatus, Stage,
};
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::TaskId;
use crate::domain::number::MahType;
use crate::domain::roster::{Need, Organisation, Session};
use crate::text::Clean;
use crate::words::{Words, fl};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

/// When a template is needed. Every condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a list of independent conditions, as written in the catalogue"
)]
pub struct Trigger {
    /// The session is still to come (for tasks that prepare it).
    pub before_session: bool,
    /// The pairing has come at least so far and is on the road. Without `from` and `at`: 確定.
    pub from: Option<PairingStatus>,
    /// The pairing has not come so far: later nobody needs it any more.
    pub before: Option<PairingStatus>,
    /// The pairing is in exactly one of these states.
    #[serde(deserialize_with = "one_or_more")]
    pub at: Vec<PairingStatus>,
    /// The need is disclosed in one of these ways.
    pub disclosure: Vec<Disclosure>,
    /// The filing of the presenters' idea is in one of these states; an unknown one counts as 未検討.
    pub filing: Vec<Filing>,
    /// The need was disclosed before its filing: the first day is known.
    pub disclosed: bool,
    /// The device is at least of this class, or its class is unknown; never for things that are no devices.
    pub class_from: Option<DeviceClass>,
    /// The class is unknown.
    pub class_unknown: bool,
    /// What would solve the need is one of these; unknown where the need does not say.
    pub device_kind: Vec<DeviceKind>,
    /// The idea has come at least so far.
    pub need_stage_from: Option<Stage>,
    /// No organisation on the need holds a licence that is enough for the class.
    pub no_licence: bool,
    /// The organisation of the pairing holds no licence at all.
    pub org_unlicensed: bool,
    /// The organisation of the pairing holds a licence.
    pub org_licensed: bool,
    /// The organisation of the pairing is one of these.
    pub org_kind: Vec<OrgKind>,
    /// The hospital lets visitors in.
    pub visit_ok: bool,
    /// The hospital lets prototypes be tried.
    pub trial_site_ok: bool,
    /// The level of the organisation is one of these.
    pub level: Vec<Level>,
    /// These tasks of the pairing are done or not needed.
    pub done: Vec<Clean>,
    /// Somebody has worked on the pairing: it has tasks.
    pub followed: bool,
    /// Only opened by hand.
    pub by_hand: bool,
}

fn one_or_more<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PairingStatus>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        One(PairingStatus),
        More(Vec<PairingStatus>),
    }
    Ok(match Either::deserialize(from)? {
        Either::One(one) => vec![one],
        Either::More(more) => more,
    })
}

/// What a trigger looks at.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What was prepared.
    pub session: &'a Session,
    /// What is recorded.
    pub book: &'a Book,
    /// The need of the pairing.
    pub need: &'a Need,
    /// The pairing in the state it is about to have.
    pub pairing: &'a Pairing,
    /// A task that is about to be done.
    pub released: Option<Released<'a>>,
}

/// A task that is about to be done, and on which day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Released<'a> {
    /// Which.
    pub task: &'a TaskId,
    /// When.
    pub on: Date,
}

/// One condition of a trigger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Condition<'t> {
    /// Confirmed, and at least so far.
    From(PairingStatus),
    /// Not so far.
    Before(PairingStatus),
    /// In one of these states.
    At(&'t [PairingStatus]),
    /// Disclosed so.
    Disclosure(&'t [Disclosure]),
    /// Filed so.
    Filing(&'t [Filing]),
    /// First disclosed on a day that is known.
    Disclosed,
    /// Of this class at least, or unknown.
    ClassFrom(DeviceClass),
    /// Of an unknown class.
    ClassUnknown,
    /// One of these kinds of device.
    DeviceKind(&'t [DeviceKind]),
    /// The idea has come so far.
    NeedStageFrom(Stage),
    /// Nobody holds a licence that is enough.
    NoLicence,
    /// The organisation holds none.
    OrgUnlicensed,
    /// The organisation holds one.
    OrgLicensed,
    /// The organisation is one of these.
    OrgKind(&'t [OrgKind]),
    /// Visitors are let in.
    VisitOk,
    /// Prototypes may be tried.
    TrialSiteOk,
    /// Wanted so much.
    Level(&'t [Level]),
    /// This task is done.
    Done(&'t Clean),
    /// There are tasks already.
    Followed,
}

impl Trigger {
    /// The conditions that are given, for a task of a pairing.
    pub fn conditions(&self) -> Vec<Condition<'_>> {
        use Condition as C;
        let mut all = Vec::new();
        if self.at.is_empty() {
            all.push(C::From(self.from.unwrap_or(PairingStatus::Confirmed)));
        } else {
            all.push(C::At(&self.at));
        }
        all.extend(self.before.map(C::Before));
        let given = [
            (!self.disclosure.is_empty(), C::Disclosure(&self.disclosure)),
            (!self.filing.is_empty(), C::Filing(&self.filing)),
            (self.disclosed, C::Disclosed),
            (self.class_unknown, C::ClassUnknown),
            (
                !self.device_kind.is_empty(),
                C::DeviceKind(&self.device_kind),
            ),
            (self.no_licence, C::NoLicence),
            (self.org_unlicensed, C::OrgUnlicensed),
            (self.org_licensed, C::OrgLicensed),
            (!self.org_kind.is_empty(), C::OrgKind(&self.org_kind)),
            (self.visit_ok, C::VisitOk),
            (self.trial_site_ok, C::TrialSiteOk),
            (!self.level.is_empty(), C::Level(&self.level)),
            (self.followed, C::Followed),
        ];
        all.extend(given.into_iter().filter(|(is, _)| *is).map(|(_, c)| c));
        all.extend(self.class_from.map(C::ClassFrom));
        all.extend(self.need_stage_from.map(C::NeedStageFrom));
        all.extend(self.done.iter().map(C::Done));
        all
    }

    /// Whether a pairing needs a task of it.
    pub fn holds(&self, case: &Case<'_>) -> bool {
        !self.by_hand && self.conditions().iter().all(|c| c.holds(case))
    }

    /// Whether a pairing that goes on comes to need a task of it: what stands in the way is its state or other tasks.
    pub fn could_hold(&self, case: &Case<'_>) -> bool {
        let passes = |c: &Condition<'_>| {
            let of_time = matches!(
                c,
                Condition::From(_) | Condition::Before(_) | Condition::Done(_)
            );
            of_time || c.holds(case)
        };
        !self.by_hand && self.conditions().iter().all(passes)
    }

    /// Why a pairing has a task of it, one reason for each condition that holds still.
    pub fn because(&self, words: &Words, case: &Case<'_>) -> Vec<String> {
        if self.by_hand {
            return vec![fl!(words, "because-by-hand")];
        }
        let all = self.conditions();
        let holding = all.iter().filter(|c| c.holds(case));
        holding.map(|c| c.told(words, case)).collect()
    }

    /// Whether a need is as the conditions on needs say; for tasks that belong to no pairing.
    pub fn fits_need(&self, need: &Need) -> bool {
        let all = self.conditions();
        all.iter().all(|c| c.holds_for(need).unwrap_or(true))
    }
}

impl Condition<'_> {
    /// Whether a need is as it says; `None`: it says nothing about the need.
    fn holds_for(&self, need: &Need) -> Option<bool> {
        Some(match self {
            Self::Disclosure(any) => need.disclosure.is_some_and(|d| any.contains(&d)),
            Self::Filing(any) => any.contains(&filing(need)),
            Self::Disclosed => need.first_disclosed_on.is_some(),
            Self::ClassFrom(from) => {
                need.device_kind != Some(DeviceKind::NonDevice) && class(need) >= *from
            }
            Self::ClassUnknown => class(need) == DeviceClass::Unknown,
            Self::DeviceKind(any) => any.contains(&kind(need)),
            Self::NeedStageFrom(from) => need.stage.is_some_and(|s| s >= *from),
            Self::VisitOk => need.visit_ok == Some(true),
            Self::TrialSiteOk => need.trial_site_ok == Some(true),
            Self::From(_)
            | Self::Before(_)
            | Self::At(_)
            | Self::NoLicence
            | Self::OrgUnlicensed
            | Self::OrgLicensed
            | Self::OrgKind(_)
            | Self::Level(_)
            | Self::Done(_)
            | Self::Followed => return None,
        })
    }

    /// Whether it is so.
    pub fn holds(&self, case: &Case<'_>) -> bool {
        let (need, status) = (case.need, case.pairing.status);
        match self {
            Self::From(from) => status.is_confirmed() && status >= *from,
            Self::Before(before) => status < *before,
            Self::At(at) => at.contains(&status),
            Self::NoLicence => !has_licence(case),
            Self::OrgUnlicensed => !is_licensed(case),
            Self::OrgLicensed => is_licensed(case),
            Self::OrgKind(any) => {
                organisation(case).is_some_and(|o| o.kinds.iter().any(|k| any.contains(k)))
            }
            Self::Level(any) => any.contains(&case.pairing.level),
            Self::Done(code) => {
                let id = task_of(case, code);
                case.released.is_some_and(|r| *r.task == id)
                    || (case.book.tasks.get(&id)).is_some_and(|t| t.status.releases())
            }
            Self::Followed => case.book.tasks_of(&case.pairing.id).next().is_some(),
            Self::Disclosure(_)
            | Self::Filing(_)
            | Self::Disclosed
            | Self::ClassFrom(_)
            | Self::ClassUnknown
            | Self::DeviceKind(_)
            | Self::NeedStageFrom(_)
            | Self::VisitOk
            | Self::TrialSiteOk => self.holds_for(need).unwrap_or(false),
        }
    }

    /// Why, with what the record says of it.
    pub fn told(&self, w: &Words, case: &Case<'_>) -> String {
        let need = case.need;
        match self {
            Self::From(from) => {
                fl!(w, "because-from", status = w.pick(from.ja(), from.en()))
            }
            Self::Before(before) => {
                fl!(
                    w,
                    "because-before",
                    status = w.pick(before.ja(), before.en())
                )
            }
            Self::At(_) => {
                let status = case.pairing.status;
                fl!(w, "because-at", status = w.pick(status.ja(), status.en()))
            }
            Self::Disclosure(_) => {
                let d = need.disclosure;
                let d = d.map_or("", |d| w.pick(d.ja(), d.en()));
                fl!(w, "because-disclosure", disclosure = d)
            }
            Self::Filing(_) => {
                let f = filing(need);
                fl!(w, "because-filing", filing = w.pick(f.ja(), f.en()))
            }
            Self::Disclosed => {
                let day = need.first_disclosed_on.map(|d| d.to_string());
                fl!(w, "because-disclosed", day = day.unwrap_or_default())
            }
            Self::ClassFrom(_) if class(need) == DeviceClass::Unknown => {
                fl!(w, "because-class-unknown")
            }
            Self::ClassFrom(_) => {
                let c = class(need);
                fl!(w, "because-class", class = w.pick(c.ja(), c.en()))
            }
            Self::ClassUnknown => fl!(w, "because-class-unknown"),
            Self::DeviceKind(_) => {
                let k = kind(need);
                fl!(w, "because-kind", kind = w.pick(k.ja(), k.en()))
            }
            Self::NeedStageFrom(_) => {
                let s = need.stage.map_or("", |s| w.pick(s.ja(), s.en()));
                fl!(w, "because-need-stage", stage = s)
            }
            Self::NoLicence => fl!(w, "because-no-licence"),
            Self::OrgUnlicensed => fl!(w, "because-unlicensed"),
            Self::OrgLicensed => fl!(w, "because-licensed"),
            Self::OrgKind(any) => {
                let kinds = organisation(case).map(|o| o.kinds.as_slice());
                let of = |k: &&OrgKind| any.contains(*k);
                let kind = kinds.and_then(|kinds| kinds.iter().find(of));
                let kind = kind.map_or("", |k| w.pick(k.ja(), k.en()));
                fl!(w, "because-org-kind", kind = kind)
            }
            Self::VisitOk => fl!(w, "because-visit"),
            Self::TrialSiteOk => fl!(w, "because-trial-site"),
            Self::Level(_) => {
                let level = case.pairing.level;
                fl!(w, "because-level", level = w.pick(level.ja(), level.en()))
            }
            Self::Done(code) => {
                let task = case.book.tasks.get(&task_of(case, code));
                let title = task.map_or(code.as_str(), |t| w.pick(&t.title_ja, &t.title_en));
                fl!(w, "because-done", task = title)
            }
            Self::Followed => fl!(w, "because-followed"),
        }
    }
}

fn task_of(case: &Case<'_>, code: &Clean) -> TaskId {
    TaskId {
        session: case.session.id.clone(),
        need: case.pairing.id.need.clone(),
        org: case.pairing.id.org.clone(),
        template: code.clone(),
    }
}

fn filing(need: &Need) -> Filing {
    need.patent_status.unwrap_or(Filing::NotConsidered)
}

fn class(need: &Need) -> DeviceClass {
    need.device_class.unwrap_or(DeviceClass::Unknown)
}

fn kind(need: &Need) -> DeviceKind {
    need.device_kind.unwrap_or(DeviceKind::Unknown)
}

fn organisation<'a>(case: &Case<'a>) -> Option<&'a Organisation> {
    case.session.recorded_organisation(&case.pairing.id.org)
}

fn is_licensed(case: &Case<'_>) -> bool {
    organisation(case).is_some_and(|o| o.licence().is_some())
}

/// Why there is a task of this trigger, as far as the record says; nothing where it belongs to no pairing.
pub fn because(words: &Words, book: &Book, when: &Trigger, task: &TaskId) -> Vec<String> {
    let id = task.pairing();
    let pairing = id.and_then(|id| book.pairings.get(&id));
    let session = book.sessions.get(&task.session);
    let need = session.and_then(|s| s.recorded_need(&task.need));
    let (Some(pairing), Some(session), Some(need)) = (pairing, session, need) else {
        return Vec::new();
    };
    let case = Case {
        session,
        book,
        need,
        pairing,
        released: None,
    };
    when.because(words, &case)
}

/// Whether somebody who works on the need holds a licence that is enough for its class (type 2 or better where the class
/// is unknown).
pub fn has_licence(case: &Case<'_>) -> bool {
    let least = case.need.least_licence().unwrap_or(MahType::Second);
    let others = licence::on_need(case.book, &case.session.id, &case.need.no);
    let orgs = others.map(|p| &p.id.org).chain([&case.pairing.id.org]);
    orgs.filter_map(|org| case.session.recorded_organisation(org))
        .any(|o| o.licence().is_some_and(|l| l >= least))
}

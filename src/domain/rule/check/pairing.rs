//! Rules about a pairing.

use super::finding::Broken;
use crate::domain::code::{DeviceClass, Disclosure, PairingStatus, Rule, TaskStatus};
use crate::domain::entity::pairing::{Pairing, Side};
use crate::domain::entity::task::{Task, TaskId};
use crate::domain::number::MahType;
use crate::domain::roster::{Need, Organisation};
use crate::domain::rule::facts::Facts;
use crate::domain::rule::{licence, matching, project, reply};
use crate::text::Clean;
use jiff::civil::Date;

/// After how many business days a hospital that does not answer is told.
const UNANSWERED_AFTER: i32 = 10;

/// What the rules look at.
#[derive(Clone, Copy)]
pub(super) struct On<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) pairing: &'a Pairing,
    pub(super) need: &'a Need,
}

impl<'a> On<'a> {
    fn task(self, code: &str) -> Option<&'a Task> {
        let id = &self.pairing.id;
        self.facts.book.tasks.get(&TaskId {
            session: id.session.clone(),
            need: id.need.clone(),
            org: id.org.clone(),
            template: Clean::line(code),
        })
    }

    fn is_released(self, code: &str) -> bool {
        self.task(code).is_some_and(|t| t.status.releases())
    }

    fn org(self) -> Option<&'a Organisation> {
        self.facts
            .session
            .recorded_organisation(&self.pairing.id.org)
    }

    /// The licences of those who work on the need.
    fn licences(self) -> impl Iterator<Item = MahType> + 'a {
        let facts = self.facts;
        let all = licence::on_need(facts.book, &facts.session.id, &self.need.no);
        all.filter_map(|p| facts.session.recorded_organisation(&p.id.org)?.licence())
    }

    /// R2: no meeting before the NDA where the need is told only after one.
    pub(super) fn nda_first(self) -> Option<(Rule, Broken)> {
        let met = self.pairing.status >= PairingStatus::MeetingPlanned;
        let meeting = self.facts.book.meetings.get(&self.pairing.id);
        let seated = meeting.is_some_and(|m| m.seat.is_some() || m.outcome.is_some());
        let broken = self.need.disclosure == Some(Disclosure::AfterNda)
            && (met || seated)
            && !self.is_released("C1");
        broken.then_some((Rule::NdaFirst, Broken::Nda))
    }

    /// R3: the licence of the organisation is too small for the class and nobody else has a bigger one, or has run out.
    pub(super) fn licence(self) -> Option<(Rule, Broken)> {
        let org = self.org()?;
        let has = org.licence()?;
        let expires: Option<Date> = org.note("mah_expires_on").and_then(|day| day.parse().ok());
        if let Some(on) = expires.filter(|on| *on < self.facts.today) {
            return Some((Rule::Licence, Broken::Expired { on }));
        }
        licence::least(self.need)?;
        let least = self.need.least_licence()?;
        let class = self.need.device_class?;
        let broken = Broken::Licence { class, least, has };
        let enough = self.licences().any(|l| l >= least);
        (has < least && !enough).then_some((Rule::Licence, broken))
    }

    /// R4: no prototype before market, patents, approval, reimbursement and the concept are looked at.
    pub(super) fn surveys_first(self) -> Option<(Rule, Broken)> {
        let prototype = self.task("K1")?;
        let begun = match prototype.status {
            TaskStatus::Preparing
            | TaskStatus::Counterpart
            | TaskStatus::InReview
            | TaskStatus::Signing
            | TaskStatus::Done => true,
            TaskStatus::Open | TaskStatus::OnHold | TaskStatus::NotNeeded | TaskStatus::Stopped => {
                false
            }
        };
        let case = self.facts.case(self.pairing, self.need, None);
        let is_needed = |code: &str| {
            let mut all = self.facts.templates.iter();
            let template = all.find(|t| *t.code == *code);
            self.task(code).is_some() || template.is_some_and(|t| t.when.could_hold(&case))
        };
        let surveys = ["D1", "D2", "D3", "D4", "D5"]
            .into_iter()
            .filter(|code| is_needed(code));
        let missing: Vec<Clean> = surveys
            .filter(|code| !self.is_released(code))
            .map(Clean::line)
            .collect();
        let broken = begun && !missing.is_empty();
        broken.then_some((Rule::SurveysFirst, Broken::Surveys { missing }))
    }

    /// R5: the conflict of interest is looked at before the ethics review.
    pub(super) fn coi_first(self) -> Option<(Rule, Broken)> {
        let review = self.task("H2")?.status;
        let under_way = matches!(review, TaskStatus::InReview | TaskStatus::Done);
        let broken = under_way && !self.is_released("H1");
        broken.then_some((Rule::CoiFirst, Broken::Coi))
    }

    /// R6: somebody with a type 1 or 2 licence, for all but devices of class I.
    pub(super) fn no_holder(self) -> Option<(Rule, Broken)> {
        licence::least(self.need)?;
        let class = self.need.device_class.unwrap_or(DeviceClass::Unknown);
        let broken = class > DeviceClass::I && !self.licences().any(|l| l >= MahType::Second);
        broken.then_some((Rule::NoHolder, Broken::NoHolder { class }))
    }

    /// R7: each pairing has a next step, with a day that is to come.
    pub(super) fn next_step(self) -> Option<(Rule, Broken)> {
        if self.pairing.status == PairingStatus::Business {
            return None;
        }
        let sides = [
            (Side::Hospital, &self.pairing.next_hospital),
            (Side::Company, &self.pairing.next_company),
        ];
        if sides
            .iter()
            .all(|(_, (text, on))| text.is_empty() && on.is_none())
        {
            return Some((Rule::NextStep, Broken::NoNext));
        }
        let past = sides
            .iter()
            .filter_map(|(side, (_, on))| on.map(|on| (*side, on)))
            .filter(|(_, on)| *on < self.facts.today)
            .min_by_key(|(_, on)| *on);
        past.map(|(side, on)| (Rule::NextStep, Broken::NextPast { side, on }))
    }

    /// R8: the hospital answers within ten business days.
    pub(super) fn unanswered(self) -> Option<(Rule, Broken)> {
        let asked = self.task("B3").filter(|t| !t.status.is_closed())?;
        let id = &self.pairing.id;
        if reply::of(self.facts.book, &id.session, &id.need, &id.org).is_some() {
            return None;
        }
        // Asked on the day the pairing came to where it is, or else when the task was opened.
        let opened = jiff::tz::TimeZone::UTC.to_datetime(asked.opened_at).date();
        let since = self.pairing.status_on.map_or(opened, |on| on.min(opened));
        let days = self.facts.calendar.remaining(since, self.facts.today);
        let broken = Broken::Unanswered { days };
        (days > UNANSWERED_AFTER).then_some((Rule::Unanswered, broken))
    }

    /// R9: nobody has too many at once.
    pub(super) fn many(self) -> Option<(Rule, Broken)> {
        let count = matching::open_of(self.facts.book, &self.pairing.id.org);
        let broken = Broken::Many { count };
        (count >= matching::MANY).then_some((Rule::ManyPairings, broken))
    }

    /// R10: rivals do not work on one need.
    pub(super) fn rivals(self) -> Option<(Rule, Broken)> {
        let org = self.org()?;
        let mut rivals = matching::rivals(self.facts, self.need, org);
        let name = rivals.next()?.name.clone();
        Some((Rule::Rivals, Broken::Rival { name }))
    }

    /// R11: whoever is changed keeps its record, and somebody follows.
    pub(super) fn successor(self) -> Option<(Rule, Broken)> {
        if self.pairing.status != PairingStatus::PartnerChange {
            return None;
        }
        let followed = project::successor(self.facts.book, &self.pairing.id).is_some();
        (!followed).then_some((Rule::Successor, Broken::NoSuccessor))
    }
}

//! `enishi pairing`: one pairing, as its card on the screen tells it, and what is changed of it.

use super::pair::Row;
use crate::app::fact;
use crate::domain::book::Book;
use crate::domain::code::{EndReason, PairingStatus};
use crate::domain::date;
use crate::domain::entity::pairing::{Pairing, PairingChange, PairingId, Side};
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::filter::{self, Of};
use crate::domain::number;
use crate::domain::rule::facts::Facts;
use crate::domain::rule::matching::Refusal;
use crate::domain::rule::{ending, project, task_status};
use crate::shell::args::{OpenTasks, PairingArgs};
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::text::{Clean, pad, width};
use crate::view::card;
use crate::words::fl;

/// Width of the card in a terminal or a file.
const COLUMNS: u16 = 78;

pub(super) fn pairing(workspace: &Workspace, told: &PairingArgs) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let book = workspace.book(&store, &Sessions::All)?;
    let pairing = find(workspace, &book, &told.id)?;
    if !told.records() {
        return show(workspace, &book, pairing);
    }
    let changes = changes(workspace, &book, pairing, told)?;
    let is_new = !changes.is_empty();
    if is_new {
        workspace.commit(&mut store, &pairing.id.session, changes)?;
    }
    let after = workspace.book(&store, &Sessions::All)?;
    let Some(now) = after.pairings.get(&pairing.id) else {
        return Ok(());
    };
    let w = &workspace.words;
    let said = if is_new {
        fl!(w, "pairing-recorded")
    } else {
        fl!(w, "tasks-unchanged")
    };
    workspace.answer(
        |out| out.json(&Row::of(&after, now)),
        |out| {
            let session = after.sessions.get(&now.id.session);
            let org = session.map_or(&now.id.org, |s| s.org_name(&now.id.org));
            let status = w.pick(now.status.ja(), now.status.en());
            let need = number::shown(&now.id.need);
            out.line(format!("{said}: {need} / {org} [{status}]"))
        },
    )
}

/// Everything that is told, as one action.
fn changes(
    workspace: &Workspace,
    book: &Book,
    pairing: &Pairing,
    told: &PairingArgs,
) -> Result<Changes, Failure> {
    let w = &workspace.words;
    let Some(session) = book.sessions.get(&pairing.id.session) else {
        let what = fl!(w, "tasks-no-session");
        return Err(Failure::new(FailureKind::Nothing, what));
    };
    let facts = workspace.facts(session, book);
    let mut changes = status(workspace, &facts, pairing, told)?;
    let mut said = Vec::new();
    for (point, text) in &told.set {
        let day = |text: &str| date::typed(text, workspace.today, &workspace.calendar);
        let value = project::read(*point, text, workspace.today, day);
        let value = value.ok_or_else(|| {
            let what = card::bad_point(w, *point);
            Failure::new(FailureKind::Usage, what)
        })?;
        said.push((*point, value));
    }
    changes.extend(project::points(pairing, &said));
    let met = workspace.past_day("--met", told.met.as_deref())?;
    if let (Some(on), outcome) = (met, told.outcome) {
        if on > workspace.today {
            let what = fl!(w, "say-met-not-yet");
            return Err(Failure::new(FailureKind::Usage, what));
        }
        let note = Clean::text(told.said.as_deref().unwrap_or_default());
        changes.extend(project::met(pairing, on, outcome, note));
    }
    let next = [
        (
            Side::Hospital,
            &told.next_hospital,
            workspace.day("--hospital-by", told.hospital_by.as_deref())?,
        ),
        (
            Side::Company,
            &told.next_company,
            workspace.day("--company-by", told.company_by.as_deref())?,
        ),
    ];
    for (side, text, on) in next {
        let now = match side {
            Side::Hospital => &pairing.next_hospital,
            Side::Company => &pairing.next_company,
        };
        let text = text.as_deref().map(Clean::text);
        if let Some(text) = text.filter(|text| (text, &on) != (&now.0, &now.1)) {
            let change = PairingChange::Next { side, text, on };
            changes.push((Entity::Pairing(pairing.id.clone()), Change::Pairing(change)));
        }
    }
    if let Some(named) = &told.successor {
        let to = told.status.unwrap_or(pairing.status);
        if to != PairingStatus::PartnerChange {
            let failure = Failure::new(FailureKind::Usage, fl!(w, "pairing-no-change"));
            return Err(failure.hint(fl!(w, "pairing-no-change-how")));
        }
        let org = firm(workspace, book, &pairing.id, named)?;
        let made = project::succeed(&facts, pairing, &org);
        let (_, more) = made.map_err(|refusal| unfit(workspace, named, &refusal))?;
        changes.extend(more);
    }
    Ok(changes)
}

/// The new state. One that ends says why, and what becomes of its open tasks.
fn status(
    workspace: &Workspace,
    facts: &Facts<'_>,
    pairing: &Pairing,
    told: &PairingArgs,
) -> Result<Changes, Failure> {
    let w = &workspace.words;
    let reason = told.reason.as_deref().unwrap_or_default();
    let known = EndReason::parse(reason).map(EndReason::ja);
    let reason = Clean::line(known.unwrap_or(reason));
    let Some(to) = told
        .status
        .filter(|to| (*to, &reason) != (pairing.status, &pairing.reason))
    else {
        return Ok(Changes::new());
    };
    if (to.is_closed() || to == PairingStatus::OnHold) && reason.is_empty() {
        let all: Vec<&str> = EndReason::ALL
            .iter()
            .map(|r| w.pick(r.ja(), r.en()))
            .collect();
        let failure = Failure::new(FailureKind::Usage, fl!(w, "pairing-why"));
        return Err(failure.hint(fl!(w, "pairing-why-how", all = all.join(" / "))));
    }
    let open = task_status::open_tasks(facts.book, &pairing.id).len();
    if to.is_closed() && open > 0 && told.open_tasks.is_none() {
        let what = fl!(w, "pairing-open-tasks", count = open);
        let failure = Failure::new(FailureKind::Usage, what);
        return Err(failure.hint(fl!(w, "pairing-open-tasks-how")));
    }
    let stop = told.open_tasks == Some(OpenTasks::Stop) && to.is_closed();
    Ok(ending::set_status(facts, pairing, to, reason, stop))
}

/// Id of the organisation that takes over, by id, name or the badge of somebody of it.
fn firm(workspace: &Workspace, book: &Book, id: &PairingId, named: &str) -> Result<Clean, Failure> {
    let w = &workspace.words;
    let session = book.sessions.get(&id.session);
    if let Some(person) = session.and_then(|s| s.attendee_typed(named)) {
        return Ok(person.org.clone());
    }
    let all = session.iter().flat_map(|s| &s.organisations);
    let calls = |org: &Clean| filter::calls(book, &id.session, Of::Org(org), named);
    let found: Vec<&Clean> = all.clone().map(|o| &o.id).filter(|id| calls(id)).collect();
    let exact = found.iter().find(|id| number::shown(id) == named);
    match (exact, found.as_slice()) {
        (Some(id), _) | (None, [id]) => Ok((*id).clone()),
        (None, _) => {
            let names = all.map(|o| o.name.as_str());
            let what = fl!(w, "letter-no-receiver", name = named.to_owned());
            Err(workspace.nothing(what, named, names, fl!(w, "letter-to-whom-how")))
        }
    }
}

fn unfit(workspace: &Workspace, named: &str, refusal: &Refusal) -> Failure {
    let w = &workspace.words;
    let what = match refusal {
        Refusal::OwnHospital(name) => fl!(w, "pair-own-hospital", name = name.as_str()),
        Refusal::AlreadyRecorded
        | Refusal::UnknownNeed(_)
        | Refusal::UnknownPartner(_)
        | Refusal::Erased(_)
        | Refusal::UnknownPairing(_)
        | Refusal::AlreadyConfirmed => fl!(w, "pairing-same-firm", name = named),
    };
    Failure::new(FailureKind::Usage, what)
}

/// The pairing that `text` names: need and organisation, with the session in front where several have one; by numbers or
/// by words.
pub(super) fn find<'b>(
    workspace: &Workspace,
    book: &'b Book,
    text: &str,
) -> Result<&'b Pairing, Failure> {
    let w = &workspace.words;
    if let Some(pairing) = text.parse().ok().and_then(|id| book.pairings.get(&id)) {
        return Ok(pairing);
    }
    let parts: Vec<&str> = text.split(['/', '／']).map(str::trim).collect();
    let (session, need, org) = match parts.as_slice() {
        [need, org] => (None, *need, *org),
        [session, need, org] => (Some(*session), *need, *org),
        _ => {
            let what = fl!(w, "pairing-which", id = text);
            let failure = Failure::new(FailureKind::Usage, what);
            return Err(failure.hint(fl!(w, "pairing-which-how")));
        }
    };
    let fits = |p: &&Pairing| {
        let of = &p.id.session;
        let called =
            |asked: &str| number::shown(of) == asked || filter::calls_session(book, of, asked);
        session.is_none_or(called)
            && filter::calls(book, of, Of::Need(&p.id.need), need)
            && filter::calls(book, of, Of::Org(&p.id.org), org)
    };
    let found: Vec<&Pairing> = book.pairings.values().filter(fits).collect();
    let is_key = |p: &&&Pairing| {
        let same =
            |key: &Clean, typed: &str| number::narrow(number::shown(key)) == number::narrow(typed);
        same(&p.id.need, need) && same(&p.id.org, org)
    };
    let exact: Vec<&Pairing> = found.iter().filter(is_key).copied().collect();
    match (exact.as_slice(), found.as_slice()) {
        ([pairing], _) | (_, [pairing]) => Ok(*pairing),
        (_, []) => {
            let ids: Vec<String> = book.pairings.keys().map(shown).collect();
            let names = ids.iter().map(String::as_str);
            let what = fl!(w, "pairing-none", id = text);
            Err(workspace.nothing(what, text, names, fl!(w, "pairing-which-how")))
        }
        (_, several) => {
            let what = fl!(w, "pairing-several", id = text, count = several.len());
            let mut failure = Failure::new(FailureKind::Usage, what);
            for pairing in several.iter().take(10) {
                failure = failure.hint(shown(&pairing.id));
            }
            Err(failure)
        }
    }
}

/// An id as it is typed.
fn shown(id: &PairingId) -> String {
    number::shown_parts(&id.to_string())
}

/// Its card, or all of it for machines.
fn show(workspace: &Workspace, book: &Book, pairing: &Pairing) -> Result<(), Failure> {
    let w = &workspace.words;
    let zone = clock::zoned().time_zone().clone();
    workspace.answer(
        |out| out.json(&Row::of(book, pairing)),
        |out| {
            let Some(session) = book.sessions.get(&pairing.id.session) else {
                return out.line(shown(&pairing.id));
            };
            let facts = fact::pairing(book, session, &pairing.id, &zone);
            for line in fact::lines(&facts, COLUMNS, w.lang()) {
                let label = line
                    .label
                    .map(|l| card::label_word(w, &l))
                    .unwrap_or_default();
                let room = usize::from(line.indent).max(width(&label) + 1);
                let room = if line.indent == 0 { 0 } else { room };
                out.line(format!("{}{}", pad(&label, room), line.text))?;
            }
            Ok(())
        },
    )
}

//! `enishi timetable SESSION`: proposals of what is on record, with times and names.

use crate::app::core::planning::{self, Answer, Ask, How, Proposal, Want};
use crate::domain::number::shown;
use crate::domain::roster::Session;
use crate::domain::rule::availability;
use crate::domain::rule::meetings::{self, Gathered, Missing};
use crate::domain::rule::timetable::{Meeting, Unmet};
use crate::shell::args::TimetableArgs;
use crate::shell::clock;
use crate::shell::commands::of_session;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::tell;
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::view::reason;
use crate::words::{Words, fl};
use serde::Serialize;

/// A meeting with what people read of it.
#[derive(Serialize)]
struct Placed<'a> {
    need: &'a Clean,
    company: &'a Clean,
    slot: usize,
    table: Option<&'a Clean>,
    starts_at: Option<String>,
    persons: Vec<Clean>,
}

#[derive(Serialize)]
struct Proposed<'a> {
    how: &'static str,
    meetings: Vec<Placed<'a>>,
    unmet: &'a [Unmet],
    objective: i64,
    moved: &'a [Meeting],
    out: &'a [Meeting],
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    best: Proposed<'a>,
    proposals: Vec<Proposed<'a>>,
    ms: u64,
}

pub(super) fn timetable(workspace: &Workspace, asked: &TimetableArgs) -> Result<(), Failure> {
    let w = &workspace.words;
    let (file, id) = (asked.file.as_deref(), asked.session.as_deref());
    let (id, book) = of_session::book(workspace, file, id, &asked.changed)?;
    let unknown = || {
        Failure::new(
            FailureKind::Nothing,
            fl!(w, "print-no-session", id = id.as_str()),
        )
    };
    let session = book.sessions.get(&id).ok_or_else(unknown)?;
    let clock = clock::zoned();
    let today = workspace.fixed_today.unwrap_or_else(|| clock.date());
    let today = (today == session.held_on).then(|| clock.time());
    let now = asked.at.or(today);
    let mut gathered =
        meetings::gather(&book, session, clock.time_zone(), now).map_err(|why| missing(w, why))?;
    let unread = gathered.unread.iter();
    let unread: Vec<String> = unread
        .map(|(badge, text)| {
            let (badge, text) = (shown(badge), text.as_str());
            fl!(w, "timetable-unread-times", badge = badge, text = text)
        })
        .collect();
    tell(&unread);
    if let Some(event) = &asked.repair {
        away(w, session, &mut gathered, event)?;
    }
    let want = if asked.repair.is_some() {
        Want::Repair
    } else {
        Want::Timetable
    };
    let start = clock::instant();
    let ask = Ask {
        generation: 0,
        gathered,
        want,
    };
    let mut best: Option<Answer> = None;
    planning::plan(&ask, &mut || true, &mut |answer| best = Some(answer));
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let mut choices = best.map(|b| b.proposals).unwrap_or_default();
    if want == Want::Timetable {
        // Without a word what is 案 is made anew.
        let how = if asked.fill { How::Fill } else { How::Anew };
        if choices.iter().any(|c| c.how == how) {
            choices.retain(|c| c.how == how);
        }
    }
    let Some(first) = choices.first() else {
        return Err(Failure::new(FailureKind::Nothing, fl!(w, "say-no-wishes")));
    };
    let gathered = &ask.gathered;
    workspace.answer(
        |out| {
            out.json(&Told {
                best: told(gathered, first),
                proposals: choices.iter().map(|c| told(gathered, c)).collect(),
                ms,
            })
        },
        |out| {
            for choice in &choices {
                if asked.repair.is_some() {
                    let how = match choice.how {
                        How::ALittle => fl!(w, "timetable-how-a-little"),
                        How::Still | How::Fill | How::Anew => fl!(w, "timetable-how-still"),
                    };
                    let (moved, gone) = (choice.moved.len(), choice.out.len());
                    out.line(fl!(
                        w,
                        "timetable-repair",
                        how = how,
                        moved = moved,
                        out = gone
                    ))?;
                    for m in &choice.out {
                        out.line(fl!(w, "timetable-goes", meetings = pair(session, m)))?;
                    }
                    for m in &choice.moved {
                        let call = call(w, session, gathered, m);
                        out.line(fl!(w, "timetable-moves", call = call))?;
                    }
                    continue;
                }
                for m in &choice.made.meetings {
                    out.line(call(w, session, gathered, m))?;
                }
                let met = choice.made.meetings.len();
                let all = met + choice.made.unmet.len();
                out.line(fl!(w, "timetable-met", met = met, all = all))?;
                for unmet in &choice.made.unmet {
                    out.line(fl!(
                        w,
                        "timetable-unmet",
                        need = shown(&unmet.need),
                        company = firm(session, &unmet.company),
                        why = reason::why(w, unmet.reason)
                    ))?;
                    if let Some(exchange) = &unmet.exchange {
                        let time = clock_of(gathered, exchange.slot);
                        let goes: Vec<String> =
                            exchange.out.iter().map(|m| pair(session, m)).collect();
                        let goes = goes.join("、");
                        let text = fl!(w, "timetable-exchange-at", time = time, goes = goes);
                        out.line(format!("    {text}"))?;
                    }
                }
            }
            Ok(())
        },
    )
}

fn missing(w: &Words, why: Missing) -> Failure {
    let what = match why {
        Missing::Times => fl!(w, "say-no-times"),
        Missing::Tables => fl!(w, "say-no-tables"),
        Missing::TooManySlots(count) => fl!(w, "say-too-many-slots", count = count),
    };
    Failure::new(FailureKind::Nothing, what)
}

/// `27`, `27=15:30-`, `27=-16:00`
fn away(w: &Words, session: &Session, gathered: &mut Gathered, event: &str) -> Result<(), Failure> {
    let (badge, times) = event.split_once('=').unwrap_or((event, ""));
    let refused = |what| Failure::new(FailureKind::Usage, what);
    let person = session.attendee_typed(badge.trim());
    let person = person.ok_or_else(|| refused(fl!(w, "say-no-such-badge", badge = badge)))?;
    let times = Clean::line(times.trim());
    // `27` is gone for the rest of the day; `27=` was not finished.
    let is_unfinished = times.is_empty() && event.contains('=');
    if is_unfinished || availability::read(&times, &[]).is_none() {
        return Err(refused(fl!(w, "say-bad-times")));
    }
    gathered.keep_only(session, &person.badge.clone(), &times);
    Ok(())
}

fn told<'a>(gathered: &'a Gathered, choice: &'a Proposal) -> Proposed<'a> {
    let meetings = choice.made.meetings.iter();
    Proposed {
        how: match choice.how {
            How::Fill => "fill",
            How::Anew => "anew",
            How::Still => "still",
            How::ALittle => "a_little",
        },
        meetings: meetings
            .map(|m| Placed {
                need: &m.need,
                company: &m.company,
                slot: m.slot,
                table: m.table.as_ref(),
                starts_at: gathered
                    .starts_at(m.slot)
                    .map(|t| t.strftime("%H:%M").to_string()),
                persons: gathered.sent(&m.need, &m.company),
            })
            .collect(),
        unmet: &choice.made.unmet,
        objective: choice.made.objective,
        moved: &choice.moved,
        out: &choice.out,
    }
}

fn clock_of(gathered: &Gathered, slot: usize) -> String {
    let time = gathered.starts_at(slot);
    time.map_or_else(String::new, |t| t.strftime("%H:%M").to_string())
}

fn firm<'a>(session: &'a Session, id: &'a Clean) -> &'a str {
    let known = session.recorded_organisation(id);
    known.map_or(id.as_str(), |o| o.short_name().as_str())
}

fn pair(session: &Session, m: &Meeting) -> String {
    format!("{} x {}", shown(&m.need), firm(session, &m.company))
}

/// `15:15 卓C 若葉樹脂 -> N-04`
fn call(w: &Words, session: &Session, gathered: &Gathered, m: &Meeting) -> String {
    let time = clock_of(gathered, m.slot);
    let table = m.table.as_deref().unwrap_or_default();
    let table = fl!(w, "timetable-table-name", table = table);
    let (firm, need) = (firm(session, &m.company), shown(&m.need));
    format!("{time} {table} {firm} -> {need}")
}

//! `enishi person` and `purge`: what is held about a person, and forgetting it.

mod consent;
pub(super) mod lasting;
pub(super) mod provisions;
mod who;

use crate::domain::book::Book;
use crate::domain::number;
use crate::domain::roster::Attendee;
use crate::domain::rule::provision::KEPT_YEARS;
use crate::shell::args::PersonCommand;
use crate::shell::ask;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::store::privacy::erase::Also;
use crate::store::privacy::roll::{Person, Seat};
use crate::store::sqlite::privacy::Erasure;
use crate::text::Clean;
use crate::view::sentence;
use crate::words::fl;
use serde::Serialize;
use serde_json::json;
use who::{scope, unknown};

#[derive(Serialize)]
struct Erased {
    ops: usize,
    compacted: bool,
    left: Vec<String>,
    away: Vec<String>,
    doubtful: usize,
    recorded: u64,
}

pub(super) fn person(workspace: &Workspace, what: &PersonCommand) -> Result<(), Failure> {
    match what {
        PersonCommand::Report {
            badge,
            name,
            session,
        } => match (badge, name) {
            (Some(badge), _) => report(workspace, badge, session.as_deref()),
            (None, name) => who::named(workspace, name.as_deref().unwrap_or_default()),
        },
        PersonCommand::Provisions { session } => provisions::told(workspace, session.as_deref()),
        PersonCommand::Consent {
            badge,
            session,
            on,
            way,
            record,
        } => {
            let said = consent::Said {
                on: workspace.past_day("--on", on.as_deref())?,
                way: way.as_deref(),
                record: *record,
            };
            consent::record(workspace, badge, session.as_deref(), &said)
        }
        PersonCommand::Overdue => overdue(workspace),
        PersonCommand::Pending => lasting::pending(workspace),
        PersonCommand::NewKey => lasting::new_key(workspace),
        PersonCommand::CameBack { badge, session } => {
            lasting::came_back(workspace, badge, session.as_deref())
        }
        PersonCommand::Erase {
            badge,
            session,
            also,
            all_doubtful,
            yes,
        } => {
            let also = match (all_doubtful, also.is_empty()) {
                (true, _) => Also::All,
                (false, true) => Also::None,
                (false, false) => Also::Some(also.iter().copied().collect()),
            };
            erase(workspace, badge, session.as_deref(), &also, *yes)
        }
    }
}

fn report(workspace: &Workspace, badge: &str, session: Option<&str>) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let (scope, badge) = (scope(workspace, &store, session)?, Clean::line(badge));
    let person = who::one(workspace, &store, &scope, &badge, "report")?;
    let held = store.person_report(&person);
    let held = held.map_err(|e| workspace.store_failed(&e))?;
    let recorded = store.recorded_by(&person);
    let recorded = recorded.map_err(|e| workspace.store_failed(&e))?;
    let book = workspace.book_of(&store, held.mentions.iter().map(|entry| &entry.op))?;
    let told = |entry: &crate::store::LogEntry| sentence::full(&workspace.words, &book, &entry.op);
    let w = &workspace.words;
    workspace.answer(
        |out| {
            let prepared = held.prepared.iter();
            let prepared = prepared.map(|(session, a)| json!({"session": session, "attendee": a}));
            let mentions = held.mentions.iter().map(|entry| {
                let at = entry.op.date();
                json!({"at": at, "actor": entry.op.actor, "kind": entry.op.change.kind(),
                    "summary": told(entry), "undone": entry.undone})
            });
            let provisions = held.provisions.iter().map(|p| {
                json!({"at": p.at, "pairing": p.pairing, "organisation": p.org_name,
                    "hospital": p.hospital, "actor": p.actor})
            });
            out.json(&json!({
                "badge": badge,
                "prepared": prepared.collect::<Vec<_>>(),
                "pairings": held.pairings,
                "mentions": mentions.collect::<Vec<_>>(),
                "provisions": provisions.collect::<Vec<_>>(),
                "drafts": held.drafts,
                "recorded": recorded,
                "doubtful": held.doubts.iter().map(|d| {
                    json!({"number": d.number, "found": d.found, "text": d.text,
                        "entity": d.entity().map(ToString::to_string),
                        "place": who::place(w, &book, d)})
                }).collect::<Vec<_>>(),
                "namesakes": held.namesakes.iter().map(|((session, badge), a)| {
                    json!({"session": session, "badge": badge, "attendee": a})
                }).collect::<Vec<_>>(),
                "files": held.files.iter().map(|p| shown(p)).collect::<Vec<_>>(),
            }))
        },
        |out| {
            out.line(fl!(w, "person-prepared"))?;
            for (session, a) in &held.prepared {
                let (session, badge) = (
                    number::shown(session).into(),
                    number::shown(&a.badge).into(),
                );
                let mut parts = vec![&session, &badge, &a.name, &a.kana, &a.dept, &a.title];
                parts.extend([&a.email, &a.tel]);
                parts.extend(a.notes.iter().map(|(_, text)| text));
                let parts: Vec<&str> = parts.iter().map(|p| p.as_str()).collect();
                out.line(format!("  {}", parts.join("  ").trim_end()))?;
            }
            out.line(fl!(w, "person-provisions"))?;
            for p in &held.provisions {
                let day = p.at.to_zoned(clock::zoned().time_zone().clone()).date();
                let session = book.sessions.get(&p.pairing.session);
                let need = session.map_or_else(
                    || number::shown(&p.pairing.need).into(),
                    |s| s.need_told(&p.pairing.need),
                );
                let (hospital, org, actor) = (&p.hospital, &p.org_name, &p.actor);
                out.line(format!("  {day}  {hospital}  {need}  {org}  {actor}"))?;
            }
            out.line(fl!(w, "person-mentions"))?;
            for entry in &held.mentions {
                out.line(format!("  {}", told(entry)))?;
            }
            if !held.drafts.is_empty() {
                out.line(fl!(w, "person-drafts"))?;
            }
            for text in &held.drafts {
                out.line(format!("  {text}"))?;
            }
            who::doubts(workspace, (&person, &book), &held.doubts, out)?;
            who::recorded(w, recorded, out)?;
            for line in who::namesakes(w, &held.namesakes, "report") {
                out.line(line)?;
            }
            if !held.files.is_empty() {
                out.line(fl!(w, "person-files"))?;
            }
            for path in &held.files {
                out.line(format!("  {}", shown(path)))?;
            }
            Ok(())
        },
    )
}

fn overdue(workspace: &Workspace) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let found = store.retention(clock::timestamp(), KEPT_YEARS);
    let found = found.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    workspace.answer(
        |out| {
            let rows = found.iter().map(|o| {
                json!({"session": o.session, "title": o.title, "last_at": o.last_at,
                    "persons": o.persons})
            });
            out.json(&rows.collect::<Vec<_>>())
        },
        |out| {
            if found.is_empty() {
                return out.line(fl!(w, "person-overdue-none", years = KEPT_YEARS));
            }
            let head = [
                fl!(w, "person-overdue-head-session"),
                fl!(w, "person-overdue-head-title"),
                fl!(w, "person-overdue-head-last"),
                fl!(w, "person-overdue-head-persons"),
            ];
            let zone = clock::zoned().time_zone().clone();
            let rows: Vec<Vec<Clean>> = (found.iter())
                .map(|o| {
                    vec![
                        number::shown(&o.session).into(),
                        o.title.clone(),
                        o.last_at.to_zoned(zone.clone()).date().to_string().into(),
                        o.persons.to_string().into(),
                    ]
                })
                .collect();
            out.table(&head, &rows)
        },
    )
}

fn erase(
    workspace: &Workspace,
    badge: &str,
    session: Option<&str>,
    also: &Also,
    yes: bool,
) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let badge = Clean::line(badge);
    let person = who::one(
        workspace,
        &store,
        &scope(workspace, &store, session)?,
        &badge,
        "erase",
    )?;
    if !yes {
        who::confirm(workspace, &person)?;
    }
    let reason = Clean::line("person erase");
    let by = (workspace.who()?, &reason);
    let failed = |e| workspace.store_failed(&e);
    let namesakes = store.namesakes(&person).map_err(failed)?;
    let recorded = store.recorded_by(&person).map_err(failed)?;
    let erased = store.person_erase(&person, also, by, clock::timestamp());
    let erased = erased.map_err(failed)?;
    if erased.ops == 0 && erased.doubts.is_empty() && !erased.continued {
        return Err(unknown(workspace, &badge));
    }
    let things = erased.doubts.iter().filter_map(|d| d.op.as_ref());
    let book = workspace.book_of(&store, things)?;
    tell(
        workspace,
        &erased,
        Some((&person, &book, &namesakes, recorded)),
    )
}

pub(super) fn purge(workspace: &Workspace, session: &str, yes: bool) -> Result<(), Failure> {
    let who = workspace.who()?;
    let mut store = workspace.open_store()?;
    let reason = Clean::line("purge");
    // Several with one id: the one that has it alone is meant, the others are named by their titles.
    let session = match workspace.called(&store, Some(session))?.sessions() {
        Sessions::One(id) => id,
        Sessions::All => Clean::line(session),
    };
    let w = &workspace.words;
    let book = workspace.book(&store, &Sessions::One(session.clone()))?;
    let Some(known) = book.sessions.get(&session) else {
        let what = fl!(w, "person-no-session", id = session.as_str());
        return Err(workspace.nothing(what, "", [], fl!(w, "person-no-session-how")));
    };
    if !yes {
        let title = known.title.as_str();
        let what = fl!(
            w,
            "purge-what",
            title = title,
            count = known.attendees.len()
        );
        match ask::yes(&fl!(w, "purge-ask", what = what.as_str())) {
            Some(true) => {}
            Some(false) => return Err(Failure::new(FailureKind::Failed, fl!(w, "purge-left"))),
            None => {
                return Err(Failure::new(FailureKind::Usage, what)
                    .because(fl!(w, "purge-why"))
                    .hint(fl!(w, "purge-how")));
            }
        }
    }
    let by = (who, &reason);
    let erased = store.purge(&session, by, clock::timestamp());
    let erased = erased.map_err(|e| workspace.store_failed(&e))?;
    tell(workspace, &erased, None)
}

/// Whom an erasure was of, what it takes to tell where they may still be named, others of their name, and how many ops
/// they recorded.
type Whom<'a> = (&'a Person, &'a Book, &'a [(Seat, Attendee)], u64);

fn tell(workspace: &Workspace, erased: &Erasure, whom: Option<Whom<'_>>) -> Result<(), Failure> {
    let w = &workspace.words;
    workspace.answer(
        |out| {
            out.json(&Erased {
                ops: erased.ops,
                compacted: erased.compacted,
                left: erased.left.iter().map(|p| shown(p)).collect(),
                away: erased.away.iter().map(|p| shown(p)).collect(),
                doubtful: erased.doubts.len(),
                recorded: whom.map_or(0, |(_, _, _, recorded)| recorded),
            })
        },
        |out| {
            if erased.ops == 0 && !erased.continued && erased.doubts.is_empty() {
                out.line(fl!(w, "person-nothing-left"))?;
            } else if erased.continued {
                out.line(fl!(w, "person-continued"))?;
            }
            out.line(fl!(w, "person-erased", count = erased.ops))?;
            if !erased.compacted {
                out.line(fl!(w, "person-not-compacted"))?;
            }
            for path in &erased.left {
                out.line(fl!(w, "person-left", path = shown(path)))?;
            }
            for path in &erased.away {
                out.line(fl!(w, "person-away", path = shown(path)))?;
            }
            if erased.sealed > 0 {
                out.line(fl!(w, "person-sealed", count = erased.sealed))?;
            }
            if let Some((person, book, namesakes, recorded)) = whom {
                who::doubts(workspace, (person, book), &erased.doubts, out)?;
                who::recorded(w, recorded, out)?;
                for line in who::namesakes(w, namesakes, "erase") {
                    out.line(line)?;
                }
            }
            out.line(fl!(w, "person-elsewhere"))
        },
    )?;
    if erased.is_done() {
        return Ok(());
    }
    Err(
        Failure::new(FailureKind::Failed, fl!(w, "person-unfinished"))
            .because(fl!(w, "person-unfinished-why"))
            .hint(fl!(w, "person-unfinished-how")),
    )
}

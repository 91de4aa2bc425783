//! `enishi person` and `purge`: what is held about a person, and forgetting it.

use crate::shell::args::PersonCommand;
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::given::shown;
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::store::privacy::provision::KEPT_YEARS;
use crate::store::sqlite::privacy::Erasure;
use crate::text::Clean;
use crate::view::sentence;
use crate::words::fl;
use serde::Serialize;
use serde_json::json;

#[derive(Serialize)]
struct Erased {
    ops: usize,
    compacted: bool,
    left: Vec<String>,
}

pub(super) fn person(workspace: &Workspace, what: &PersonCommand) -> Result<(), Failure> {
    match what {
        PersonCommand::Report { badge, session } => report(workspace, badge, session.as_deref()),
        PersonCommand::Provisions { session } => provisions(workspace, session.as_deref()),
        PersonCommand::Overdue => overdue(workspace),
        PersonCommand::Erase { badge, session } => erase(workspace, badge, session.as_deref()),
    }
}

fn scope(session: Option<&str>) -> Sessions {
    session.map_or(Sessions::All, |id| Sessions::One(Clean::line(id)))
}

fn report(workspace: &Workspace, badge: &str, session: Option<&str>) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let (scope, badge) = (scope(session), Clean::line(badge));
    let held = store.person_report(&scope, &badge);
    let held = held.map_err(|e| workspace.store_failed(&e))?;
    if held.prepared.is_empty() && held.mentions.is_empty() {
        return Err(unknown(workspace, &badge));
    }
    let book = workspace.book(&store, &scope)?;
    let told = |entry: &crate::store::LogEntry| sentence::full(&workspace.words, &book, &entry.op);
    let w = &workspace.words;
    workspace.answer(
        |out| {
            let prepared = held.prepared.iter();
            let prepared = prepared.map(|(session, a)| json!({"session": session, "attendee": a}));
            let mentions = held.mentions.iter().map(|entry| {
                let at = entry.op.stamp.hlc.time();
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
                "files": held.files.iter().map(|p| shown(p)).collect::<Vec<_>>(),
            }))
        },
        |out| {
            out.line(fl!(w, "person-prepared"))?;
            for (session, a) in &held.prepared {
                let mut parts = vec![session, &a.badge, &a.name, &a.kana, &a.dept, &a.title];
                parts.extend([&a.email, &a.tel]);
                parts.extend(a.notes.iter().map(|(_, text)| text));
                let parts: Vec<&str> = parts.iter().map(|p| p.as_str()).collect();
                out.line(format!("  {}", parts.join("  ").trim_end()))?;
            }
            out.line(fl!(w, "person-provisions"))?;
            for p in &held.provisions {
                let day = p.at.to_zoned(clock::zoned().time_zone().clone()).date();
                out.line(format!(
                    "  {day}  {}  {}  {}",
                    p.hospital, p.pairing, p.actor
                ))?;
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

fn provisions(workspace: &Workspace, session: Option<&str>) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let found = store.provisions(&scope(session));
    let found = found.map_err(|e| workspace.store_failed(&e))?;
    let zone = clock::zoned().time_zone().clone();
    let w = &workspace.words;
    workspace.answer(
        |out| {
            let rows = found.iter().map(|p| {
                json!({"at": p.at, "badge": p.badge, "name": p.name, "organisation": p.org_name,
                    "hospital": p.hospital, "need": p.pairing.need, "pairing": p.pairing,
                    "actor": p.actor, "keep_until": p.keep_until(&zone)})
            });
            out.json(&rows.collect::<Vec<_>>())
        },
        |out| {
            if found.is_empty() {
                return out.line(fl!(w, "person-provisions-none"));
            }
            let head = [
                fl!(w, "person-head-at"),
                fl!(w, "person-head-who"),
                fl!(w, "person-head-to"),
                fl!(w, "person-head-need"),
                fl!(w, "person-head-by"),
                fl!(w, "person-head-until"),
            ];
            let rows: Vec<Vec<Clean>> = (found.iter())
                .map(|p| {
                    vec![
                        p.at.to_zoned(zone.clone()).date().to_string().into(),
                        format!("{} {} {}", p.org_name, p.badge, p.name).into(),
                        p.hospital.clone(),
                        p.pairing.need.clone(),
                        p.actor.clone(),
                        p.keep_until(&zone).to_string().into(),
                    ]
                })
                .collect();
            out.table(&head, &rows)
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
                        o.session.clone(),
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

fn erase(workspace: &Workspace, badge: &str, session: Option<&str>) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let badge = Clean::line(badge);
    let reason = Clean::line("person erase");
    let by = (&workspace.actor, &reason);
    let erased = store.person_erase(&scope(session), &badge, by, clock::timestamp());
    let erased = erased.map_err(|e| workspace.store_failed(&e))?;
    if erased.ops == 0 {
        return Err(unknown(workspace, &badge));
    }
    tell(workspace, &erased)
}

pub(super) fn purge(workspace: &Workspace, session: &str) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let (session, reason) = (Clean::line(session), Clean::line("purge"));
    let by = (&workspace.actor, &reason);
    let erased = store.purge(&session, by, clock::timestamp());
    let erased = erased.map_err(|e| workspace.store_failed(&e))?;
    if erased.ops == 0 {
        let w = &workspace.words;
        let what = fl!(w, "person-no-session", id = session.as_str());
        return Err(workspace.nothing(what, "", [], fl!(w, "person-no-session-how")));
    }
    tell(workspace, &erased)
}

fn tell(workspace: &Workspace, erased: &Erasure) -> Result<(), Failure> {
    let w = &workspace.words;
    workspace.answer(
        |out| {
            out.json(&Erased {
                ops: erased.ops,
                compacted: erased.compacted,
                left: erased.left.iter().map(|p| shown(p)).collect(),
            })
        },
        |out| {
            out.line(fl!(w, "person-erased", count = erased.ops))?;
            if !erased.compacted {
                out.line(fl!(w, "person-not-compacted"))?;
            }
            for path in &erased.left {
                out.line(fl!(w, "person-left", path = shown(path)))?;
            }
            out.line(fl!(w, "person-elsewhere"))
        },
    )
}

fn unknown(workspace: &Workspace, badge: &Clean) -> Failure {
    let w = &workspace.words;
    let what = fl!(w, "person-unknown", badge = badge.as_str());
    workspace.nothing(what, "", [], fl!(w, "person-unknown-how"))
}

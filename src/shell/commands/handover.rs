//! `enishi handover`: what the next coordinator must know, and the pairings with their open tasks from one to the other.

use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::domain::number;
use crate::domain::roster::Session;
use crate::domain::rule::handover::{self, Handed};
use crate::shell::args::HandoverArgs;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::{LogFilter, Sessions, SqliteStore, Store};
use crate::text::Clean;
use crate::view::sentence;
use crate::words::fl;
use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
struct Report {
    from: Clean,
    to: Clean,
    moved: bool,
    pairings: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    session: Clean,
    need: Clean,
    title: Clean,
    organisation: Clean,
    name: Clean,
    status: &'static str,
    waiting_since: Option<Date>,
    next_hospital: Clean,
    next_hospital_on: Option<Date>,
    next_company: Clean,
    next_company_on: Option<Date>,
    tasks: Vec<Task>,
    rules: Vec<String>,
    history: Vec<String>,
}

#[derive(Serialize)]
struct Task {
    title: Clean,
    due_on: Date,
    status: &'static str,
    owner: &'static str,
    overdue: bool,
}

pub(super) fn handover(workspace: &Workspace, asked: &HandoverArgs) -> Result<(), Failure> {
    let w = &workspace.words;
    let (from, to) = (Clean::line(asked.from.trim()), Clean::line(asked.to.trim()));
    if from.is_empty() || to.is_empty() || from == to {
        let failure = Failure::new(FailureKind::Usage, fl!(w, "handover-same"));
        return Err(failure.hint(fl!(w, "handover-same-how")));
    }
    let mut store = workspace.open_store()?;
    let book = workspace.book(&store, &Sessions::All)?;
    let mut rows = Vec::new();
    let mut moves = Vec::new();
    for session in book.sessions.values() {
        let facts = workspace.facts(session, &book);
        let handed = handover::of(&facts, &from);
        for one in &handed {
            rows.push(row(workspace, &store, &book, session, one)?);
        }
        let changes = handover::changes(&handed, &to);
        if !changes.is_empty() {
            moves.push((session.id.clone(), changes));
        }
    }
    if rows.is_empty() {
        let what = fl!(w, "handover-nothing", name = from.as_str());
        let names = book.pairings.values().map(|p| p.coordinator.as_str());
        return Err(workspace.nothing(what, &from, names, fl!(w, "handover-nothing-how")));
    }
    let sessions = moves.len();
    let moved = !asked.dry_run;
    if moved {
        for (session, changes) in moves {
            workspace.commit(&mut store, &session, changes)?;
        }
    }
    let report = Report {
        from,
        to,
        moved,
        pairings: rows,
    };
    workspace.answer(
        |out| out.json(&report),
        |out| {
            for line in lines(workspace, &report) {
                out.line(line)?;
            }
            out.line("")?;
            let count = report.pairings.len();
            if !report.moved {
                return out.line(fl!(w, "handover-dry", count = count));
            }
            let (from, to) = (report.from.as_str(), report.to.as_str());
            out.line(fl!(w, "handover-done", count = count, from = from, to = to))?;
            if sessions > 1 {
                out.line(fl!(w, "handover-undo", count = sessions))?;
            }
            Ok(())
        },
    )
}

fn row(
    workspace: &Workspace,
    store: &SqliteStore,
    book: &Book,
    session: &Session,
    handed: &Handed<'_>,
) -> Result<Row, Failure> {
    let w = &workspace.words;
    let pairing = handed.pairing;
    let filter = LogFilter {
        session: Some(pairing.id.session.clone()),
        need: Some(pairing.id.need.clone()),
        org: Some(pairing.id.org.clone()),
        ..LogFilter::default()
    };
    let log = store.log(&filter);
    let log = log.map_err(|e| workspace.store_failed(&e))?;
    let zone = clock::zoned().time_zone().clone();
    let is_pairing = |entity: &Entity| *entity == Entity::Pairing(pairing.id.clone());
    // What became of the tasks stands with them.
    let history = log.iter().filter(|e| !e.undone && is_pairing(&e.op.entity));
    let history = history.map(|e| {
        let on = e.op.date().to_zoned(zone.clone()).date();
        format!("{on} {} {}", e.op.actor, sentence::full(w, book, &e.op))
    });
    let task = |t: &&crate::domain::entity::task::Task| Task {
        title: Clean::line(w.pick(&t.title_ja, &t.title_en)),
        due_on: t.due_on,
        status: w.pick(t.status.ja(), t.status.en()),
        owner: w.pick(t.owner_side.ja(), t.owner_side.en()),
        overdue: t.due_on < workspace.today,
    };
    let need = session.recorded_need(&pairing.id.need);
    Ok(Row {
        session: Clean::line(number::shown(&pairing.id.session)),
        need: Clean::line(number::shown(&pairing.id.need)),
        title: need.map(|n| n.title.clone()).unwrap_or_default(),
        organisation: pairing.id.org.clone(),
        name: session.org_name(&pairing.id.org).clone(),
        status: w.pick(pairing.status.ja(), pairing.status.en()),
        waiting_since: pairing.status_on,
        next_hospital: pairing.next_hospital.0.clone(),
        next_hospital_on: pairing.next_hospital.1,
        next_company: pairing.next_company.0.clone(),
        next_company_on: pairing.next_company.1,
        tasks: handed.tasks.iter().map(task).collect(),
        rules: handed.broken.iter().map(|f| f.message(w)).collect(),
        history: history.collect(),
    })
}

/// What the next person must know, pairing by pairing.
fn lines(workspace: &Workspace, report: &Report) -> Vec<String> {
    let w = &workspace.words;
    let (from, to) = (report.from.as_str(), report.to.as_str());
    let mut out = vec![fl!(w, "handover-title", from = from, to = to)];
    for row in &report.pairings {
        out.push(String::new());
        out.push(format!(
            "{} x {}  {}  {}  {}",
            row.need, row.name, row.status, row.title, row.session
        ));
        if let Some(day) = row.waiting_since {
            out.push(format!(
                "  {}",
                fl!(w, "handover-since", day = day.to_string())
            ));
        }
        let day = |on: Option<Date>| on.map(|d| format!(" {d}")).unwrap_or_default();
        if !row.next_hospital.is_empty() || row.next_hospital_on.is_some() {
            let text = format!("{}{}", row.next_hospital, day(row.next_hospital_on));
            out.push(format!(
                "  {}",
                fl!(w, "handover-next-hospital", text = text)
            ));
        }
        if !row.next_company.is_empty() || row.next_company_on.is_some() {
            let text = format!("{}{}", row.next_company, day(row.next_company_on));
            out.push(format!(
                "  {}",
                fl!(w, "handover-next-company", text = text)
            ));
        }
        for task in &row.tasks {
            let late = if task.overdue {
                fl!(w, "handover-late")
            } else {
                String::new()
            };
            let told = format!(
                "{} {} {} {} {late}",
                task.due_on, task.title, task.status, task.owner
            );
            out.push(format!(
                "  {}",
                fl!(w, "handover-task", text = told.trim_end().to_owned())
            ));
        }
        for rule in &row.rules {
            out.push(format!(
                "  {}",
                fl!(w, "handover-rule", text = rule.as_str())
            ));
        }
        for op in &row.history {
            out.push(format!("  {}", fl!(w, "handover-past", text = op.as_str())));
        }
    }
    out
}

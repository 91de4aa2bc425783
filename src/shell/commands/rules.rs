//! `enishi rules`: which rules are broken, and setting one aside with a reason.

use crate::domain::book::Book;
use crate::domain::code::Rule;
use crate::domain::entity::waiver::WaiverId;
use crate::domain::filter::{self, Of};
use crate::domain::number;
use crate::domain::roster::Session;
use crate::domain::rule::check::{self, Finding, Refusal};
use crate::shell::args::RulesArgs;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::Out;
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::fl;
use jiff::Timestamp;
use serde::Serialize;

#[derive(Serialize)]
struct Row {
    rule: Rule,
    session: Clean,
    need: Clean,
    organisation: Clean,
    message: String,
    why: String,
    source: String,
    help: String,
    overruled: Option<Overruled>,
}

#[derive(Serialize)]
struct Overruled {
    by: Clean,
    at: Timestamp,
    reason: Clean,
}

pub(super) fn rules(workspace: &Workspace, asked: &RulesArgs) -> Result<(), Failure> {
    if let Some(rule) = &asked.overrule {
        return overrule(workspace, asked, rule);
    }
    let store = workspace.open_store()?;
    let book = workspace.book_called(&store, asked.session.as_deref())?;
    let mut found = found(workspace, &book);
    let fits = |of: Of<'_>, session: &Clean, asked: Option<&str>| {
        asked.is_none_or(|asked| filter::calls(&book, session, of, asked))
    };
    found.retain(|f| {
        fits(Of::Need(&f.id.need), &f.id.session, asked.need.as_deref())
            && fits(Of::Org(&f.id.org), &f.id.session, asked.org.as_deref())
    });
    workspace.answer(
        |out| out.json(&rows(workspace, &found)),
        |out| print(workspace, &book, &found, out),
    )
}

fn found(workspace: &Workspace, book: &Book) -> Vec<Finding> {
    let sessions = book.sessions.values();
    sessions
        .flat_map(|session| check::all(&workspace.facts(session, book)))
        .collect()
}

fn rows(workspace: &Workspace, found: &[Finding]) -> Vec<Row> {
    let w = &workspace.words;
    let row = |f: &Finding| Row {
        rule: f.rule,
        session: f.id.session.clone(),
        need: f.id.need.clone(),
        organisation: f.id.org.clone(),
        message: f.message(w),
        why: f.why(w),
        source: f.source(w),
        help: f.help(w),
        overruled: f.overruled.as_ref().map(|waiver| Overruled {
            by: waiver.by.clone(),
            at: waiver.at,
            reason: waiver.reason.clone(),
        }),
    };
    found.iter().map(row).collect()
}

fn print(
    workspace: &Workspace,
    book: &Book,
    found: &[Finding],
    out: &mut Out,
) -> Result<(), Failure> {
    let w = &workspace.words;
    if found.is_empty() {
        return out.line(fl!(w, "rules-none"));
    }
    for f in found {
        let session = book.sessions.get(&f.id.session);
        let org = |s: &Session| s.org_name(&f.id.org).to_string();
        let of = [
            number::shown(&f.id.need).to_owned(),
            session.map(org).unwrap_or_default(),
        ];
        let of: Vec<&str> = of
            .iter()
            .map(String::as_str)
            .filter(|t| !t.is_empty())
            .collect();
        let name = w.pick(f.rule.ja(), f.rule.en());
        out.line(format!("{} {name}  {}", f.rule.code(), of.join(" x ")))?;
        out.line(format!("  {}", f.message(w)))?;
        if let Some(waiver) = &f.overruled {
            let (by, why) = (waiver.by.as_str(), waiver.reason.as_str());
            out.line(format!(
                "  {}",
                fl!(w, "rules-overruled", by = by, why = why)
            ))?;
            continue;
        }
        let (why, source) = (f.why(w), f.source(w));
        out.line(format!(
            "  {}",
            fl!(w, "rules-why", why = why, source = source)
        ))?;
        out.line(format!("  {}", fl!(w, "rules-help", help = f.help(w))))?;
    }
    Ok(())
}

fn overrule(workspace: &Workspace, asked: &RulesArgs, rule: &str) -> Result<(), Failure> {
    let w = &workspace.words;
    let Some(rule) = Rule::parse(rule) else {
        let what = fl!(w, "rules-unknown", rule = rule.to_owned());
        return Err(Failure::new(FailureKind::Usage, what).hint(fl!(w, "rules-unknown-how")));
    };
    let mut store = workspace.open_store()?;
    let book = workspace.book_called(&store, asked.session.as_deref())?;
    let found = found(workspace, &book);
    let is = |f: &&Finding| {
        let need = asked.need.as_deref().unwrap_or_default();
        let of_org = match asked.org.as_deref() {
            Some(org) => {
                !f.id.org.is_empty() && filter::calls(&book, &f.id.session, Of::Org(&f.id.org), org)
            }
            None => true,
        };
        f.rule == rule && of_org && filter::calls(&book, &f.id.session, Of::Need(&f.id.need), need)
    };
    let mut meant: Vec<&WaiverId> = found.iter().filter(is).map(|f| &f.id).collect();
    // Where no organisation is named, a rule of the need itself goes before those of its pairings.
    if asked.org.is_none() && meant.iter().any(|id| id.org.is_empty()) {
        meant.retain(|id| id.org.is_empty());
    }
    let id = match meant.as_slice() {
        [one] => *one,
        [] => return Err(refused(workspace, rule, Refusal::NotBroken)),
        [..] => {
            let what = fl!(w, "rules-several", count = meant.len());
            return Err(Failure::new(FailureKind::Usage, what).hint(fl!(w, "rules-several-how")));
        }
    };
    let reason = Clean::line(asked.reason.as_deref().unwrap_or_default());
    let changes = check::overrule(&found, id, &reason);
    let changes = changes.map_err(|refusal| refused(workspace, rule, refusal))?;
    workspace.commit(&mut store, &id.session, changes)?;
    let after = workspace.book_called(&store, asked.session.as_deref())?;
    let mut now = self::found(workspace, &after);
    now.retain(|f| f.id == *id);
    workspace.answer(
        |out| out.json(&rows(workspace, &now)),
        |out| print(workspace, &after, &now, out),
    )
}

fn refused(workspace: &Workspace, rule: Rule, refusal: Refusal) -> Failure {
    let w = &workspace.words;
    match refusal {
        Refusal::NoReason => {
            let what = fl!(w, "rules-no-reason", rule = rule.code());
            Failure::new(FailureKind::Usage, what).hint(fl!(w, "rules-no-reason-how"))
        }
        Refusal::NotBroken => {
            let what = fl!(w, "rules-not-broken", rule = rule.code());
            Failure::new(FailureKind::Nothing, what).hint(fl!(w, "rules-several-how"))
        }
        Refusal::AlreadyRecorded => Failure::new(
            FailureKind::Usage,
            fl!(w, "rules-already", rule = rule.code()),
        ),
    }
}

//! `enishi team`: the team of a need, role by role. It records nothing.

use super::of_session;
use crate::domain::number;
use crate::domain::rule::team::{self, Place};
use crate::shell::args::TeamArgs;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::{Words, fl};
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    role: &'static str,
    filled: Vec<Named<'a>>,
    could: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    organisation: Clean,
    name: &'a Clean,
    session: &'a Clean,
}

pub(super) fn team(workspace: &Workspace, asked: &TeamArgs) -> Result<(), Failure> {
    let w = &workspace.words;
    let need = asked.need.as_str();
    let (id, book) = of_session::with_others(workspace, &asked.file, &asked.changed)?;
    let unknown = || {
        let what = fl!(w, "pair-no-need", no = need);
        Failure::new(FailureKind::Nothing, what).hint(fl!(w, "pair-no-need-how"))
    };
    let session = book.sessions.get(&id).ok_or_else(unknown)?;
    let need = session.need(need).ok_or_else(unknown)?;
    let places = team::of(session, &book, need);
    workspace.answer(
        |out| out.json(&places.iter().map(|p| row(&id, p)).collect::<Vec<_>>()),
        |out| {
            let no = number::shown(&need.no);
            out.line(fl!(w, "team-title", no = no, title = need.title.as_str()))?;
            for place in &places {
                out.line(format!("  {}", told(w, place)))?;
            }
            Ok(())
        },
    )
}

fn row<'a>(session: &'a Clean, place: &Place<'a>) -> Row<'a> {
    let filled = place.filled.iter().map(|org| Named {
        organisation: number::shown(&org.id).into(),
        name: &org.name,
        session,
    });
    let could = place.could.iter().map(|could| Named {
        organisation: number::shown(&could.org.id).into(),
        name: &could.org.name,
        session: &could.session.id,
    });
    Row {
        role: place.role.code(),
        filled: filled.collect(),
        could: could.collect(),
    }
}

fn told(w: &Words, place: &Place<'_>) -> String {
    let role = w.pick(place.role.ja(), place.role.en());
    let with = w.pick("、", ", ");
    if !place.filled.is_empty() {
        let names: Vec<&str> = place.filled.iter().map(|o| o.name.as_str()).collect();
        return fl!(w, "team-filled", role = role, names = names.join(with));
    }
    if place.could.is_empty() {
        return fl!(w, "team-empty", role = role);
    }
    let names = place.could.iter().map(|could| {
        if could.here {
            fl!(w, "team-here", name = could.org.name.as_str())
        } else {
            let session = could.session.title.as_str();
            fl!(
                w,
                "team-before",
                name = could.org.name.as_str(),
                session = session
            )
        }
    });
    let names = names.collect::<Vec<_>>().join(with);
    fl!(w, "team-could", role = role, names = names)
}

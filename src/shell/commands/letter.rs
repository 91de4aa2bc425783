//! `enishi letter`: letters from templates. They are written, never sent; who was written to is on record.

mod templates;

use crate::domain::book::Book;
use crate::domain::entity::letter::{LetterChange, LetterId};
use crate::domain::entity::{Changes, Entity};
use crate::domain::filter::{self, Of};
use crate::domain::number;
use crate::domain::roster::Session;
use crate::exchange::letter::data::{self, Source, To};
use crate::exchange::letter::template::{Receiver, Template};
use crate::exchange::letter::{Letter, docx, eml};
use crate::shell::args::{LetterArgs, LetterCommand, LetterFormat};
use crate::shell::commands::own_task::the_session;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::Out;
use crate::shell::put_file::{must_be_free, put};
use crate::shell::user_files::{shown, why};
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::text::Clean;
use crate::words::fl;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A letter that is filled, before it is written.
struct Filled {
    letter: Letter,
    id: LetterId,
    /// What it is called in a folder.
    name: String,
    mail: Vec<(Clean, Clean)>,
}

#[derive(Serialize)]
struct Written {
    path: String,
    subject: Clean,
    organisation: Clean,
    badge: Clean,
    /// Mail addresses of a draft.
    mail: Vec<Clean>,
}

pub(super) fn letter(workspace: &Workspace, asked: &LetterArgs) -> Result<(), Failure> {
    if let Some(LetterCommand::List { name }) = &asked.what {
        return templates::list(workspace, name.as_deref());
    }
    let w = &workspace.words;
    let Some(name) = &asked.template else {
        let failure = Failure::new(FailureKind::Usage, fl!(w, "letter-which"));
        return Err(failure.hint(fl!(w, "letter-which-how")));
    };
    let (name, template) = templates::find(workspace, name)?;
    let mut store = workspace.open_store()?;
    let book = workspace.book(&store, &Sessions::All)?;
    let session = the_session(workspace, &book, asked.session.as_deref())?;
    let letters = filled(workspace, &book, session, (&name, &template), asked)?;
    if letters.is_empty() {
        let failure = Failure::new(FailureKind::Nothing, fl!(w, "letter-nobody"));
        return Err(failure.hint(fl!(w, "letter-nobody-how")));
    }
    let Some(output) = &asked.output else {
        return look(workspace, &letters);
    };
    let format = format(asked, output);
    let files = files(asked, output, format, &letters);
    for (path, _) in &files {
        must_be_free(w, path, asked.force)?;
    }
    if asked.all && !output.is_dir() {
        std::fs::create_dir_all(output).map_err(|error| {
            let what = fl!(w, "new-unwritten", path = shown(output));
            Failure::new(FailureKind::Failed, what).because(why(w, &error))
        })?;
    }
    for (path, filled) in &files {
        put(w, path, asked.force, &bytes(workspace, format, filled)?)?;
    }
    let changes: Changes = (letters.iter())
        .map(|filled| {
            let dated = workspace.today;
            let change = LetterChange::Written { dated };
            (Entity::Letter(filled.id.clone()), change.into())
        })
        .collect();
    workspace.commit(&mut store, &session.id, changes)?;
    told(workspace, format, &files)
}

/// The letters that are asked for, each with whom it goes to.
fn filled(
    workspace: &Workspace,
    book: &Book,
    session: &Session,
    (name, template): (&Clean, &Template),
    asked: &LetterArgs,
) -> Result<Vec<Filled>, Failure> {
    let w = &workspace.words;
    let facts = workspace.facts(session, book);
    let source = Source {
        facts: &facts,
        calls: &workspace.config.calls.calls,
        actor: &workspace.actor,
    };
    let outside = asked.to.clone();
    let outside = outside.unwrap_or_else(|| fl!(w, "letter-all-coordinators"));
    let receivers = if template.receiver == Receiver::Outside {
        vec![To::Outside(&outside)]
    } else if asked.all {
        everybody(session, template.receiver)
    } else if let Some(to) = &asked.to {
        vec![one(workspace, book, session, template.receiver, to)?]
    } else {
        let failure = Failure::new(FailureKind::Usage, fl!(w, "letter-to-whom"));
        return Err(failure.hint(fl!(w, "letter-to-whom-how")));
    };
    let mut found = Vec::new();
    for to in receivers {
        let data = data::of(&source, to);
        let letter = template.fill(&data).map_err(|error| {
            let what = fl!(w, "letter-refused", name = name.as_str());
            Failure::new(FailureKind::BadFile, what).because(error.explain(w))
        })?;
        if let Some(letter) = letter {
            let person = match to {
                To::Person(person) => person.badge.clone(),
                To::Organisation(_) | To::Outside(_) => Clean::default(),
            };
            let id = LetterId {
                session: session.id.clone(),
                template: name.clone(),
                org: to.org().cloned().unwrap_or_default(),
                person,
            };
            found.push(Filled {
                name: file_name(session, &id),
                mail: data::mail(&facts, to),
                letter,
                id,
            });
        }
    }
    Ok(found)
}

/// Everybody a template is for.
fn everybody(session: &Session, receiver: Receiver) -> Vec<To<'_>> {
    if receiver == Receiver::Person {
        let persons = session
            .attendees
            .iter()
            .filter(|p| p.replaced_by.is_empty());
        return persons.map(To::Person).collect();
    }
    let all = session.organisations.iter();
    let all = all.filter(|org| fits(session, receiver, &org.id));
    all.map(To::Organisation).collect()
}

/// Whether a template is for an organisation.
fn fits(session: &Session, receiver: Receiver, org: &Clean) -> bool {
    match receiver {
        Receiver::Hospital => data::presents(session, org),
        Receiver::Company => !data::presents(session, org),
        Receiver::Organisation => true,
        Receiver::Person | Receiver::Outside => false,
    }
}

/// The one that is named, by badge number or by id or name of an organisation.
fn one<'a>(
    workspace: &Workspace,
    book: &Book,
    session: &'a Session,
    receiver: Receiver,
    named: &str,
) -> Result<To<'a>, Failure> {
    let w = &workspace.words;
    let unfit = || {
        let what = fl!(w, "letter-unfit", receiver = receiver.name());
        Failure::new(FailureKind::Usage, what).hint(fl!(w, "letter-unfit-how"))
    };
    if let Some(person) = session.attendee_typed(named) {
        return match receiver {
            Receiver::Person => Ok(To::Person(person)),
            Receiver::Hospital | Receiver::Company | Receiver::Organisation | Receiver::Outside => {
                Err(unfit())
            }
        };
    }
    let orgs = session.organisations.iter();
    let mut orgs = orgs.filter(|o| filter::calls(book, &session.id, Of::Org(&o.id), named));
    match (orgs.next(), orgs.next()) {
        (Some(org), None) if fits(session, receiver, &org.id) => Ok(To::Organisation(org)),
        (Some(_), None) => Err(unfit()),
        (None, _) | (Some(_), Some(_)) => {
            let names = session.organisations.iter().map(|o| o.name.as_str());
            let what = fl!(w, "letter-no-receiver", name = named.to_owned());
            Err(workspace.nothing(what, named, names, fl!(w, "letter-to-whom-how")))
        }
    }
}

/// What a letter is called in a folder: the template, the organisation, the badge.
fn file_name(session: &Session, id: &LetterId) -> String {
    let org = session.org_name(&id.org);
    let parts = [
        id.template.as_str(),
        org.as_str(),
        number::shown(&id.person),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    let name = parts.join("-");
    let plain = |c: char| {
        if c.is_control() || "/\\:*?\"<>|".contains(c) {
            '_'
        } else {
            c
        }
    };
    name.chars().map(plain).take(60).collect()
}

fn format(asked: &LetterArgs, output: &Path) -> LetterFormat {
    let end = output.extension().unwrap_or_default().to_string_lossy();
    let by_name = match end.to_lowercase().as_str() {
        "docx" => LetterFormat::Docx,
        "eml" => LetterFormat::Eml,
        _ => LetterFormat::Text,
    };
    asked.format.unwrap_or(by_name)
}

/// Where each letter goes. Two of one name are told apart by a number.
fn files<'a>(
    asked: &LetterArgs,
    output: &Path,
    format: LetterFormat,
    letters: &'a [Filled],
) -> Vec<(PathBuf, &'a Filled)> {
    let end = match format {
        LetterFormat::Text => "txt",
        LetterFormat::Docx => "docx",
        LetterFormat::Eml => "eml",
    };
    if !asked.all && !output.is_dir() {
        return (letters.iter().map(|l| (output.to_path_buf(), l))).collect();
    }
    let mut out: Vec<(PathBuf, &Filled)> = Vec::new();
    for letter in letters {
        let mut path = output.join(format!("{}.{end}", letter.name));
        let mut n = 2;
        while out.iter().any(|(taken, _)| *taken == path) {
            path = output.join(format!("{}-{n}.{end}", letter.name));
            n += 1;
        }
        out.push((path, letter));
    }
    out
}

fn bytes(workspace: &Workspace, format: LetterFormat, filled: &Filled) -> Result<Vec<u8>, Failure> {
    let letter = &filled.letter;
    match format {
        LetterFormat::Text => Ok(letter.body.clone().into_bytes()),
        LetterFormat::Eml => Ok(eml::write(letter, &filled.mail)),
        LetterFormat::Docx => docx::write(letter).map_err(|_| {
            let what = fl!(&workspace.words, "letter-no-word");
            Failure::new(FailureKind::Failed, what)
        }),
    }
}

/// Shows the letters, and records nothing.
fn look(workspace: &Workspace, letters: &[Filled]) -> Result<(), Failure> {
    let mut out = Out::new(&workspace.words);
    for filled in letters {
        out.line(filled.letter.body.trim_end())?;
    }
    out.finish()
}

fn told(
    workspace: &Workspace,
    format: LetterFormat,
    files: &[(PathBuf, &Filled)],
) -> Result<(), Failure> {
    let w = &workspace.words;
    let mail = |filled: &Filled| -> Vec<Clean> {
        let all = filled.mail.iter().map(|(_, address)| address.clone());
        let all = all.filter(|a| format == LetterFormat::Eml && eml::is_address(a));
        all.collect()
    };
    workspace.answer(
        |out| {
            let rows = files.iter().map(|(path, filled)| Written {
                path: shown(path),
                subject: filled.letter.subject.clone(),
                organisation: filled.id.org.clone(),
                badge: filled.id.person.clone(),
                mail: mail(filled),
            });
            out.json(&rows.collect::<Vec<_>>())
        },
        |out| {
            for (path, filled) in files {
                out.line(fl!(w, "letter-written", path = shown(path)))?;
                if format == LetterFormat::Eml && mail(filled).is_empty() {
                    out.line(fl!(w, "letter-no-mail"))?;
                }
            }
            out.line(fl!(w, "letter-unsent", count = files.len()))
        },
    )
}

//! A session file in which numbers got another name: what is asked on the command line, and what may be answered there.

use super::args::ChangedArgs;
use super::failure::{Failure, FailureKind};
use super::user_files::shown;
use crate::domain::book::Book;
use crate::domain::entity::session::ERASED;
use crate::domain::reading::{Answer, Answers, Both, Doubt, Take, Thing};
use crate::domain::roster::Session;
use crate::view;
use crate::words::Words;
use crate::words::fl;
use std::path::Path;

/// What the command line answers.
pub fn answers(given: &ChangedArgs) -> Answers {
    let mut answers = Answers {
        all: given.changed,
        ..Answers::default()
    };
    answers.sides.all = match (given.take_file, given.keep_record) {
        (true, _) => Some(Take::File),
        (false, true) => Some(Take::Record),
        (false, false) => None,
    };
    for number in &given.corrected {
        answers.answer(number, Answer::Corrected);
    }
    for number in &given.other {
        answers.answer(number, Answer::Other);
    }
    for number in &given.moved {
        answers.answer(number, Answer::Moved);
    }
    answers
}

/// Every doubt in sentences: what it was, what it is, and what was recorded with it.
pub fn lines(words: &Words, book: &Book, doubts: &[Doubt]) -> Vec<String> {
    let mut lines = Vec::new();
    for doubt in doubts {
        let (no, old, new) = (
            doubt.number.as_str(),
            doubt.old.as_str(),
            doubt.new.as_str(),
        );
        if doubt.is_erased {
            lines.push(fl!(words, "changed-erased", no = no, new = new));
            continue;
        }
        lines.push(match doubt.thing {
            _ if new.is_empty() => fl!(words, "changed-gone", no = no, old = old),
            Thing::Session => fl!(words, "changed-session", no = no, old = old, new = new),
            Thing::Organisation => {
                fl!(words, "changed-organisation", no = no, old = old, new = new)
            }
            Thing::Need => fl!(words, "changed-need", no = no, old = old, new = new),
            Thing::Attendee => fl!(words, "changed-attendee", no = no, old = old, new = new),
        });
        if let Some(under) = &doubt.now_under {
            let under = under.as_str();
            lines.push(fl!(words, "changed-now-under", old = old, under = under));
        }
        for id in &doubt.pairings {
            let session = book.sessions.get(&id.session);
            let need = session.and_then(|s| s.recorded_need(&id.need));
            let title = need.map_or("", |n| n.title.as_str());
            let org = session.map_or(&id.org, |s| s.org_name(&id.org));
            let need = crate::domain::number::shown(&id.need);
            let org = org.as_str();
            lines.push(fl!(
                words,
                "changed-pairing",
                need = need,
                title = title,
                org = org
            ));
        }
        if doubt.pairings.is_empty() {
            lines.push(fl!(words, "changed-used"));
        }
    }
    lines
}

/// What the file and somebody at the program changed, in sentences: the record was left as it is.
pub fn both(words: &Words, book: &Book, both: &[Both]) -> Vec<String> {
    let mut lines: Vec<String> = both
        .iter()
        .map(|one| {
            let value = |value| view::both::value(words, book, one, value);
            fl!(
                words,
                "both-line",
                field = view::both::field(words, book, one),
                before = value(&one.before),
                file = value(&one.file),
                record = value(&one.record)
            )
        })
        .collect();
    if !lines.is_empty() {
        lines.push(fl!(words, "both-left", count = lines.len()));
        lines.push(fl!(words, "both-how"));
    }
    lines
}

/// Who was erased and stands in a file: as it is written, and as it may be taken.
pub fn erased(words: &Words, whole: &Session, less: &Session) -> Vec<String> {
    let both = less.attendees.iter().zip(&whole.attendees);
    let gone = both.filter(|(less, whole)| less.name == ERASED && whole.name != ERASED);
    gone.map(|(less, _)| fl!(words, "person-in-file", badge = less.badge.as_str()))
        .collect()
}

/// The file as a failure, after its doubts were told.
pub fn refused(words: &Words, path: &Path, doubts: &[Doubt]) -> Failure {
    let path = shown(path);
    let what = fl!(words, "changed-refused", path = path);
    let first = doubts.first().map_or("", |d| d.number.as_str());
    Failure::new(FailureKind::BadFile, what)
        .because(fl!(words, "changed-why", count = doubts.len()))
        .hint(fl!(words, "changed-how-corrected"))
        .hint(fl!(words, "changed-how-other"))
        .hint(fl!(words, "changed-how-moved"))
        .hint(fl!(words, "changed-how-each", no = first))
}

//! Lists that organisers have anyway: attendees, needs, interests, patents, as Excel, forms and J-PlatPat give them.
//! Columns are found by their names, rows become entries with their places, and everything that is doubtful or left out
//! is told. Nothing is written here.

mod against;
mod alias;
mod ask;
mod cells;
mod compose;
mod firm;
mod forms;
mod found;
mod heading;
mod kind;
mod label;
mod legend;
mod merge;
mod names;
mod needs;
mod numbers;
mod office;
mod orgs;
mod patents;
mod people;
mod recorded;
mod settle;
mod sheets;
mod standing;
mod suggest;
mod table;
mod tidy;
mod used;
mod who;
mod wishes;

pub use alias::Aliases;
pub use ask::{Choice, Input, Watch};
pub use forms::Forms;
pub use found::{Entry, Problem, Source, State, Used, Weight};
pub use kind::ListKind;
pub use label::label;

use super::sheet::SheetError;
use crate::domain::roster::Session;
use crate::words::Words;
use compose::Lists;
use found::Report;
use orgs::Orgs;
use settle::Known;
use sheets::Read;
use std::collections::BTreeSet;

/// What the lists hold.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// 参加者
    pub attendees: Vec<Entry>,
    /// ニーズ
    pub needs: Vec<Entry>,
    /// 関連特許
    pub patents: Vec<Entry>,
    /// 関心
    pub interests: Vec<Entry>,
    /// 機関 that people and needs are of; those of the session first.
    pub organisations: Vec<Entry>,
    /// Everything that has to be said.
    pub problems: Vec<Problem>,
    /// What each column was taken for.
    pub columns: Vec<Used>,
}

/// Takes lists in. The error names the file that could not be read at all.
pub fn take<'c>(
    inputs: &[Input<'_>],
    choice: &Choice<'c>,
    words: &'c Words,
) -> Result<Imported, (String, SheetError)> {
    let mut report = Report::new(words, choice.watch, choice.is_on_screen);
    let mut read = Read::default();
    let session = choice.session;
    let mut aliases = choice.aliases.clone();
    let known = session.into_iter().flat_map(|s| &s.needs);
    aliases.know(known.map(|need| (need.no.to_string(), need.title.to_string())));
    // Headings of the other lists may name the needs.
    let is_needs = |input: &&Input<'_>| input.kind == ListKind::Needs;
    let (needs, others): (Vec<_>, Vec<_>) = inputs.iter().partition(is_needs);
    for (inputs, is_last) in [(needs, false), (others, true)] {
        for input in inputs {
            report.list = Some(input.kind);
            sheets::read(input, choice, &aliases, (&mut report, &mut read))
                .map_err(|error| (input.name.clone(), error))?;
        }
        if !is_last {
            let new = read.needs.iter();
            let new = new.map(|need| (need.get("no").to_owned(), need.get("title").to_owned()));
            let fresh: Vec<_> = new.filter(|(no, _)| !aliases.knows(no)).collect();
            aliases.know(fresh.into_iter());
        }
    }
    report.list = Some(ListKind::Attendees);
    let (mut people, went) = merge::people(read.people, &mut report);
    report.list = Some(ListKind::Needs);
    let mut needs = merge::needs(read.needs, &mut report);
    report.list = Some(ListKind::Patents);
    let mut patents = merge::patents(read.patents, &mut report);
    let mut orgs = Orgs::of(session);
    for person in people.iter().filter(|p| !p.is_wrong) {
        orgs.take(person.get("organisation"), person);
    }
    for need in needs.iter().filter(|n| !n.is_wrong) {
        orgs.take(need.get("hospital"), need);
    }
    report.list = Some(ListKind::Attendees);
    orgs.settle(&mut report);
    against::people(&mut people, &orgs, choice, &mut report);
    report.list = Some(ListKind::Needs);
    against::needs(&mut needs, &orgs, session, &mut report);
    against::patents(&mut patents, session);
    let known = Known {
        people: &people,
        needs: &needs,
        orgs: &orgs,
        session,
        is_strict: choice.is_strict,
    };
    report.list = Some(ListKind::Interests);
    let interests = settle::settle(read.wishes, &went, &known, &mut report);
    if let Some(concepts) = choice.concepts {
        report.list = Some(ListKind::Patents);
        suggest::patents(&mut patents, &known, concepts, &mut report);
    }
    let mut problems = report.problems;
    let place = |p: &Problem| (p.severity, p.file.clone(), p.sheet.clone(), p.row);
    problems.sort_by_cached_key(place);
    Ok(Imported {
        attendees: people,
        needs,
        patents,
        interests,
        organisations: orgs.all,
        problems,
        columns: read.columns,
    })
}

/// What a file most likely lists, by its headings; none: by none of them.
pub fn kind_of(input: &Input<'_>, choice: &Choice<'_>) -> Result<Option<ListKind>, SheetError> {
    sheets::kind_of(input, choice)
}

impl Imported {
    /// How many errors there are.
    pub fn errors(&self) -> usize {
        let is_error = |p: &&Problem| p.severity == Weight::Error;
        self.problems.iter().filter(is_error).count()
    }

    /// The entries of a list.
    pub fn list(&self, kind: ListKind) -> &[Entry] {
        match kind {
            ListKind::Attendees => &self.attendees,
            ListKind::Needs => &self.needs,
            ListKind::Patents => &self.patents,
            ListKind::Interests => &self.interests,
        }
    }

    /// How many rows of a list are wrong, whether or not an entry came of them.
    pub fn wrong(&self, kind: ListKind) -> usize {
        let is_error =
            |p: &&Problem| p.severity == Weight::Error && p.list == Some(kind) && p.row > 0;
        let told = self.problems.iter().filter(is_error);
        let told = told.map(|p| (p.file.as_str(), p.sheet.as_str(), p.row));
        let entries = self.list(kind).iter().filter(|e| e.is_wrong);
        let own = entries.map(|e| {
            (
                e.source.file.as_str(),
                e.source.sheet.as_str(),
                e.source.row,
            )
        });
        told.chain(own).collect::<BTreeSet<_>>().len()
    }

    /// How many rows somebody has to decide.
    pub fn doubtful(&self) -> usize {
        let all = ListKind::ALL.iter().flat_map(|kind| self.list(*kind));
        all.filter(|e| e.state == State::Doubtful && !e.is_wrong)
            .count()
    }

    /// How many people have a badge number that is somebody else's in the record.
    pub fn asked(&self) -> usize {
        let asked = |e: &&Entry| e.holder.is_some() && !e.is_wrong;
        self.attendees.iter().filter(asked).count()
    }

    /// The session with what goes in.
    pub fn onto(&self, session: Session, takes_doubtful: bool) -> Session {
        compose::compose(session, &self.lists(takes_doubtful))
    }

    fn lists(&self, takes_doubtful: bool) -> Lists<'_> {
        Lists {
            people: &self.attendees,
            needs: &self.needs,
            patents: &self.patents,
            interests: &self.interests,
            organisations: &self.organisations,
            takes_doubtful,
        }
    }
}

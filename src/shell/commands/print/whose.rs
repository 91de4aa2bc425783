//! Of whom something is printed.

use super::printed;
use super::source::Source;
use crate::domain::number;
use crate::domain::roster::Attendee;
use crate::print;
use crate::shell::args::PrintWhose;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::words::fl;

/// Those of whom something is printed, in the order of their badges. Nobody is a failure, and no empty page.
pub(super) fn persons<'a>(
    workspace: &Workspace,
    source: &'a Source,
    whose: &PrintWhose,
) -> Result<Vec<&'a Attendee>, Failure> {
    let w = &workspace.words;
    let mut all = print::attendees(&source.session);
    if let Some(numbers) = &whose.badges {
        let wanted = wanted(workspace, &all, numbers)?;
        all.retain(|p| wanted.iter().any(|w| w.names(&p.badge)));
    }
    if whose.new {
        let Some(kept) = &source.kept else {
            let path = source.read.first().map(|path| shown(path));
            let path = path.unwrap_or_default();
            return Err(nobody(workspace, fl!(w, "print-no-record", path = path)));
        };
        let new = printed::unprinted(workspace, kept, &source.session)?;
        all.retain(|person| new.contains(&person.badge));
    }
    if all.is_empty() {
        let why = if whose.new {
            fl!(w, "print-nobody-new")
        } else {
            fl!(w, "print-nobody-none")
        };
        return Err(nobody(workspace, why));
    }
    Ok(all)
}

fn nobody(workspace: &Workspace, why: String) -> Failure {
    Failure::new(FailureKind::Nothing, fl!(&workspace.words, "print-nobody")).because(why)
}

/// One part of `12,80-85`.
enum Wanted {
    Badge(String),
    Numbers(u64, u64),
}

impl Wanted {
    fn names(&self, badge: &str) -> bool {
        let badge = number::plain(badge);
        match self {
            Self::Badge(wanted) => badge == *wanted,
            Self::Numbers(first, last) => badge
                .parse::<u64>()
                .is_ok_and(|number| (*first..=*last).contains(&number)),
        }
    }
}

/// The parts of a list of badges. One that is nobody's is a slip of the pen, and is told.
fn wanted(workspace: &Workspace, all: &[&Attendee], numbers: &str) -> Result<Vec<Wanted>, Failure> {
    let w = &workspace.words;
    let mut list = Vec::new();
    for part in numbers.split([',', '、', '，', ' ', '　']) {
        let part = number::narrow(part);
        if part.is_empty() {
            continue;
        }
        let one = Wanted::Badge(number::plain(&part));
        // A badge may have a hyphen itself.
        let is_badge = all.iter().any(|p| one.names(&p.badge));
        let range = part.split_once('-');
        let range = range.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let found = match range {
            Some((first, last)) if !is_badge => Wanted::Numbers(first, last),
            Some(_) | None => one,
        };
        if !all.iter().any(|p| found.names(&p.badge)) {
            let what = fl!(w, "print-no-badge", badge = part.as_str());
            return Err(Failure::new(FailureKind::Nothing, what).hint(fl!(w, "print-badges-how")));
        }
        list.push(found);
    }
    if list.is_empty() {
        let what = fl!(w, "refused-value", arg = "--badges", value = numbers);
        return Err(Failure::new(FailureKind::Usage, what).hint(fl!(w, "print-badges-how")));
    }
    Ok(list)
}

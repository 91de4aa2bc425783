//! `enishi print timetable`: the timetable on record, or one made of a problem, on paper.

use super::paper;
use super::source::Source;
use crate::domain::book::Book;
use crate::domain::code::Disclosure;
use crate::domain::rule::meetings;
use crate::domain::rule::timetable::{self, Meeting};
use crate::print::timetable::{Programme, slots, timetable as pages};
use crate::shell::args::PrintTo;
use crate::shell::clock;
use crate::shell::commands::timetable::read;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::fl;
use jiff::civil::Time;
use std::path::{Path, PathBuf};

/// What the timetable is made of.
pub(super) struct Asked<'a> {
    /// Who wishes to meet whom.
    pub(super) problem: &'a Path,
    /// When the first slot begins.
    pub(super) first: Option<Time>,
    /// Titles up to this level stand on the pages of companies.
    pub(super) level: Disclosure,
}

pub(super) fn print(
    workspace: &Workspace,
    names: &Source,
    asked: &Asked<'_>,
    to: &PrintTo,
) -> Result<(), Failure> {
    let w = &workspace.words;
    let problem = read(workspace, asked.problem)?;
    let made = timetable::make(&problem, |_| true);
    let slots = slots(w, &problem, asked.first);
    let programme = Programme {
        session: &names.session,
        problem: &problem,
        meetings: &made.meetings,
        slots: &slots,
        level: asked.level,
    };
    let html = pages(w, &programme);
    let mut read = names.read.clone();
    read.push(asked.problem.to_path_buf());
    let path = paper::write(workspace, to, "timetable.html", &read, &html)?;
    let count = made.meetings.len();
    let said = |path: &str| fl!(w, "print-written-pages", path = path, count = count);
    paper::told(workspace, to, &path, count, &[], said)
}

/// The timetable that is on record.
pub(super) fn of_record(
    workspace: &Workspace,
    (id, book): (&Clean, &Book),
    level: Disclosure,
    read: &[PathBuf],
    to: &PrintTo,
) -> Result<(), Failure> {
    let w = &workspace.words;
    let nothing = || {
        let what = fl!(w, "print-no-meetings", id = id.as_str());
        Failure::new(FailureKind::Nothing, what).hint(fl!(w, "print-no-meetings-how"))
    };
    let session = book.sessions.get(id).ok_or_else(nothing)?;
    let zone = clock::zoned().time_zone().clone();
    let gathered = meetings::gather(book, session, &zone, None).map_err(|_| nothing())?;
    if gathered.booked.is_empty() {
        return Err(nothing());
    }
    let starts = gathered.starts.iter();
    let slots: Vec<String> = starts.map(|t| t.strftime("%H:%M").to_string()).collect();
    let named = gathered.booked.iter().map(|m| Meeting {
        table: m
            .table
            .as_deref()
            .map(|table| Clean::line(&fl!(w, "timetable-table-name", table = table))),
        ..m.clone()
    });
    let mut meetings: Vec<Meeting> = named.collect();
    meetings.sort_by(|a, b| (a.slot, &a.table, &a.need).cmp(&(b.slot, &b.table, &b.need)));
    // Only whoever presents has a page of a presenter, and only who meets somebody one of a company.
    let mut problem = gathered.problem.clone();
    problem
        .companies
        .retain(|c| meetings.iter().any(|m| m.company == c.id));
    let programme = Programme {
        session,
        problem: &problem,
        meetings: &meetings,
        slots: &slots,
        level,
    };
    let html = pages(w, &programme);
    let path = paper::write(workspace, to, "timetable.html", read, &html)?;
    let count = meetings.len();
    let said = |path: &str| fl!(w, "print-written-pages", path = path, count = count);
    paper::told(workspace, to, &path, count, &[], said)
}

//! `enishi print timetable`: a timetable made of a problem, on paper.

use super::paper;
use super::whose::Source;
use crate::domain::code::Disclosure;
use crate::domain::rule::timetable;
use crate::print::timetable::{Programme, slots, timetable as pages};
use crate::shell::args::PrintTo;
use crate::shell::commands::timetable::read;
use crate::shell::failure::Failure;
use crate::shell::workspace::Workspace;
use crate::words::fl;
use jiff::civil::Time;
use std::path::PathBuf;

/// What the timetable is made of.
pub(super) struct Asked<'a> {
    /// Who wishes to meet whom.
    pub(super) problem: &'a PathBuf,
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
    read.push(asked.problem.clone());
    let path = paper::write(workspace, to, "timetable.html", &read, &html)?;
    let count = made.meetings.len();
    let said = |path: &str| fl!(w, "print-written-pages", path = path, count = count);
    paper::told(workspace, to, &path, count, &[], said)
}

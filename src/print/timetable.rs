//! The timetable (面談表) on paper: for the wall, for who calls the meetings, for each presenter and for each company.

use super::fit::fitted;
use super::page::document;
use super::title_up_to;
use crate::domain::code::Disclosure;
use crate::domain::number;
use crate::domain::roster::{Need, Session};
use crate::domain::rule::timetable::Meeting;
use crate::domain::rule::timetable::problem::{Person, Problem, Side};
use crate::text::Clean;
use crate::words::{Words, fl};
use jiff::ToSpan;
use jiff::civil::Time;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// A timetable with all that its pages name.
#[derive(Clone, Copy, Debug)]
pub struct Programme<'a> {
    /// Where the names come from. What it does not know is called by its id.
    pub session: &'a Session,
    /// Who presents, who answers, and when they are there.
    pub problem: &'a Problem,
    /// In the order of slot and table.
    pub meetings: &'a [Meeting],
    /// What each slot is called; see [`slots`].
    pub slots: &'a [String],
    /// Titles of needs up to this level stand on the pages of companies. The wall shows what is 公開.
    pub level: Disclosure,
}

/// What slots are called: by the clock where it is known when the first one begins, or else by number.
pub fn slots(words: &Words, problem: &Problem, first: Option<Time>) -> Vec<String> {
    let begins = |slot: usize| {
        let minutes = i64::try_from(slot).ok()? * i64::from(problem.slot_minutes);
        let span = minutes.minutes();
        (problem.slot_minutes > 0)
            .then(|| first?.checked_add(span).ok())
            .flatten()
    };
    let name = |slot| match begins(slot) {
        Some(time) => time.strftime("%H:%M").to_string(),
        None => fl!(words, "print-slot", slot = slot + 1),
    };
    (0..problem.slots).map(name).collect()
}

/// A meeting in the line in which it is called out: `15:15 卓C 若葉樹脂 → N-04`.
pub fn call(programme: &Programme<'_>, meeting: &Meeting) -> String {
    let time = programme.slot(meeting.slot);
    let table = table_of(meeting);
    let company = programme.company(&meeting.company);
    let need = number::shown(&meeting.need);
    [time, table, company, "→", need]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn table_of(meeting: &Meeting) -> &str {
    meeting.table.as_deref().unwrap_or_default()
}

/// All pages.
pub fn timetable(words: &Words, programme: &Programme<'_>) -> String {
    let people = |side| (programme.problem.persons.iter()).filter(move |p| p.side == side);
    let pages = html! {
        (wall(words, programme))
        (calls(words, programme))
        @for person in people(Side::Hospital) { (of_presenter(words, programme, person)) }
        @for company in &programme.problem.companies { (of_company(words, programme, &company.id)) }
    };
    let title = fl!(
        words,
        "print-timetable",
        title = programme.session.title.as_str()
    );
    document(words, "timetable", &title, &pages)
}

impl Programme<'_> {
    fn slot(&self, slot: usize) -> &str {
        self.slots.get(slot).map_or("", String::as_str)
    }

    fn company<'a>(&'a self, id: &'a Clean) -> &'a str {
        let known = self.session.recorded_organisation(id);
        known.map_or(number::shown(id), |firm| firm.short_name().as_str())
    }

    fn person<'a>(&'a self, badge: &'a Clean) -> &'a str {
        let known = self.session.recorded_attendee(badge);
        known.map_or(number::shown(badge), |person| person.name.as_str())
    }

    /// Number and title of a need, where these readers may know it.
    fn need(&self, words: &Words, no: &Clean, level: Disclosure) -> String {
        let title = match self.session.recorded_need(no) {
            Some(need) => match title_up_to(need, level) {
                Some(title) => title.to_string(),
                None => fl!(words, "print-closed"),
            },
            None => String::new(),
        };
        format!("{} {title}", number::shown(no)).trim().to_owned()
    }

    /// The needs that somebody presents.
    fn presents(&self, badge: &Clean) -> BTreeSet<&Clean> {
        let needs = self.problem.needs.iter();
        let own = needs.filter(|need| need.presenters.contains(badge));
        own.map(|need| &need.id).collect()
    }

    /// Who sits at a meeting for its company.
    fn sent(&self, meeting: &Meeting) -> String {
        let mut wishes = self.problem.wishes.iter();
        let wish = wishes.find(|w| w.need == meeting.need && w.company == meeting.company);
        let badges = wish.map_or(&[][..], |wish| &wish.persons);
        let names: Vec<&str> = badges.iter().map(|badge| self.person(badge)).collect();
        names.join("、")
    }

    fn head(&self, what: &str) -> Markup {
        let what = fitted(what, 180.0, 18.0, 22.0);
        html! {
            p .event { (self.session.title) @if !self.session.title.is_empty() { "  " (self.session.held_on) } }
            h1 style=(what.style()) { (what.text) }
        }
    }
}

/// Slots down, tables across. It hangs where everybody reads it.
fn wall(words: &Words, programme: &Programme<'_>) -> Markup {
    /// As many tables have room beside each other.
    const ACROSS: usize = 8;
    let tables: BTreeSet<&str> = programme.meetings.iter().map(table_of).collect();
    let mut tables: Vec<&str> = tables.into_iter().collect();
    tables.sort_by_cached_key(|table| {
        let letters = table.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = table.strip_prefix(letters).unwrap_or_default();
        (letters.to_owned(), digits.len(), digits.to_owned())
    });
    // Two at one table are a conflict that somebody let stand: both are there to see.
    let at = |slot: usize, table: &str| {
        let all = programme.meetings.iter();
        let here: Vec<&Meeting> = all
            .filter(|m| m.slot == slot && table_of(m) == table)
            .collect();
        here
    };
    // Even pages are easier to read than a last one with a single table.
    let pages = tables.len().div_ceil(ACROSS).max(1);
    let across = tables.len().div_ceil(pages).max(1);
    html! {
        @for tables in tables.chunks(across) {
            section .wall {
                (programme.head(&fl!(words, "print-wall")))
                table {
                    thead { tr .heads {
                        th .time { (fl!(words, "print-time")) }
                        @for table in tables { th { (table) } }
                    } }
                    tbody {
                        @for slot in 0..programme.problem.slots { tr {
                            th .time { (programme.slot(slot)) }
                            @for table in tables { td {
                                @for meeting in at(slot, table) {
                                    p { b { (number::shown(&meeting.need)) } br; (programme.company(&meeting.company)) }
                                }
                                @if at(slot, table).len() > 1 { p { b { (fl!(words, "print-same-table")) } } }
                            } }
                        } }
                    }
                }
                (titles(words, programme, tables))
            }
        }
    }
}

/// What the numbers on the wall mean, where everybody may know it.
fn titles(words: &Words, programme: &Programme<'_>, tables: &[&str]) -> Markup {
    let here = programme.meetings.iter();
    let here = here.filter(|m| tables.contains(&table_of(m)));
    let needs: BTreeSet<&Clean> = here.map(|m| &m.need).collect();
    let session = programme.session;
    let is_public = |no: &&Clean| session.recorded_need(no).is_some_and(Need::is_public);
    let open = needs.into_iter().filter(is_public);
    html! {
        ul .titles {
            @for no in open { li { (programme.need(words, no, Disclosure::Public)) } }
        }
    }
}

/// What is called out, slot by slot.
fn calls(words: &Words, programme: &Programme<'_>) -> Markup {
    let of = |slot| programme.meetings.iter().filter(move |m| m.slot == slot);
    html! {
        section .calls {
            (programme.head(&fl!(words, "print-calls")))
            @for slot in 0..programme.problem.slots {
                div .slot {
                    h2 { (programme.slot(slot)) }
                    @for meeting in of(slot) { p { span .tick {} " " (call(programme, meeting)) } }
                    @if of(slot).next().is_none() { p { (fl!(words, "print-nothing")) } }
                }
            }
        }
    }
}

fn of_presenter(words: &Words, programme: &Programme<'_>, person: &Person) -> Markup {
    let needs = programme.presents(&person.id);
    let at = |slot: usize| {
        let all = programme.meetings.iter();
        all.filter(|m| m.slot == slot && needs.contains(&m.need))
            .collect::<Vec<_>>()
    };
    let name = programme.person(&person.id);
    html! {
        section .own {
            (programme.head(&fl!(words, "print-presenter", name = name)))
            table {
                thead { tr .heads {
                    th .time { (fl!(words, "print-time")) }
                    th .table { (fl!(words, "print-table")) }
                    th .firm { (fl!(words, "print-company")) }
                    th .title { (fl!(words, "print-need")) }
                    th .remark { (fl!(words, "print-remark")) }
                } }
                tbody {
                    @for slot in 0..programme.problem.slots {
                        @for meeting in at(slot) { tr {
                            th .time { (programme.slot(slot)) }
                            td .table { (table_of(meeting)) }
                            td .firm { b { (programme.company(&meeting.company)) } br; small { (programme.sent(meeting)) } }
                            // Whoever presents a need knows it.
                            td .title { (programme.need(words, &meeting.need, Disclosure::Closed)) }
                            td .remark {}
                        } }
                        @if at(slot).is_empty() { tr {
                            th .time { (programme.slot(slot)) }
                            td .free colspan="4" {
                                @if person.slots.contains(&slot) { (fl!(words, "print-free")) }
                                @else { (fl!(words, "print-away")) }
                            }
                        } }
                    }
                }
            }
        }
    }
}

fn of_company(words: &Words, programme: &Programme<'_>, id: &Clean) -> Markup {
    let own = || programme.meetings.iter().filter(|m| m.company == *id);
    let known = programme.session.recorded_organisation(id);
    let name = known.map_or(number::shown(id), |firm| firm.name.as_str());
    html! {
        section .own {
            (programme.head(&fl!(words, "print-for-company", name = name)))
            table {
                thead { tr .heads {
                    th .time { (fl!(words, "print-time")) }
                    th .table { (fl!(words, "print-table")) }
                    th .title { (fl!(words, "print-need")) }
                    th .firm { (fl!(words, "print-sent")) }
                    th .remark { (fl!(words, "print-remark")) }
                } }
                tbody {
                    @for meeting in own() { tr {
                        th .time { (programme.slot(meeting.slot)) }
                        td .table { (table_of(meeting)) }
                        td .title { (programme.need(words, &meeting.need, programme.level)) }
                        td .firm { (programme.sent(meeting)) }
                        td .remark {}
                    } }
                    @if own().next().is_none() {
                        tr { td .free colspan="5" { (fl!(words, "print-nothing")) } }
                    }
                }
            }
        }
    }
}

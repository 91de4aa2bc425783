//! Interest sheets (関心表): one for each person, with every need and a box for each level. What was declared before the
//! meeting is ticked.

use super::fit::{Fitted, fitted};
use super::page::document;
use super::qr::qr;
use super::{scan_code, title_up_to};
use crate::domain::code::{Disclosure, Level};
use crate::domain::number;
use crate::domain::roster::{Attendee, Need, Session};
use crate::words::{Lang, Words, fl};
use maud::{Markup, html};

/// More needs than these stand in low rows, so that 42 of them fit a page.
const ROOMY: usize = 26;

/// Sheets of these persons. Titles of needs up to `level` stand there.
pub fn sheets(
    words: &Words,
    session: &Session,
    persons: &[&Attendee],
    level: Disclosure,
) -> String {
    let pages = html! {
        @for person in persons { (sheet(words, session, person, level)) }
    };
    let title = fl!(words, "print-sheets", title = session.title.as_str());
    document(words, "sheets", &title, &pages)
}

fn sheet(words: &Words, session: &Session, person: &Attendee, level: Disclosure) -> Markup {
    let is_low = session.needs.len() > ROOMY;
    html! {
        article .paper {
            table .sheet .low[is_low] {
                colgroup {
                    col .no; col .title;
                    @for _ in Level::ALL { col .box; }
                    col .remark;
                }
                // The head comes again on every page, so that each leaf of paper says whose it is.
                thead {
                    tr { td colspan="7" .whose { (whose(words, session, person)) } }
                    tr .heads {
                        th { (fl!(words, "print-no")) }
                        th { (fl!(words, "print-need")) }
                        @for level in Level::ALL { th { (level_name(words, *level)) } }
                        th { (fl!(words, "print-remark")) }
                    }
                }
                tbody {
                    @for need in &session.needs {
                        (row(words, session, person, need, &title(words, session, need, level, is_low)))
                    }
                }
            }
            section .below {
                p { (fl!(words, "print-question")) }
            }
        }
    }
}

fn whose(words: &Words, session: &Session, person: &Attendee) -> Markup {
    let name = fitted(&person.name, 84.0, 9.0, 18.0);
    let firm = format!("{} {}", session.org_name(&person.org), person.dept);
    let firm = fitted(firm.trim(), 118.0, 9.0, 11.0);
    let badge = fitted(number::shown(&person.badge), 34.0, 18.0, 34.0);
    html! {
        div .head {
            div .who {
                h1 { (fl!(words, "print-sheet")) " " small { (session.title) "  " (session.held_on) } }
                p .firm style=(firm.style()) { (firm.text) }
                p .name style=(name.style()) { (name.text) @if !person.kana.is_empty() { " " small { (person.kana) } } }
                p .how { (fl!(words, "print-sheet-how")) }
            }
            p .badge style=(badge.style()) { (badge.text) }
            @if let Some(code) = scan_code(session, person) { (qr(&code)) }
        }
    }
}

fn row(words: &Words, session: &Session, person: &Attendee, need: &Need, title: &Fitted) -> Markup {
    let is_own = need.hospital == person.org;
    let declared = (person.interests.iter())
        .find(|i| session.need(&i.need).is_some_and(|n| n.no == need.no))
        .map(|i| i.level);
    html! {
        tr {
            th .no { (number::shown(&need.no)) }
            td .title style=(title.style()) { (title.text) }
            @if is_own {
                td colspan="4" .own { (fl!(words, "print-own")) }
            } @else {
                @for level in Level::ALL {
                    td .box { span .tick .on[declared == Some(*level)] {} }
                }
            }
            td .remark {}
        }
    }
}

/// What a line says of a need. Low lines have no room for its hospital.
fn title(words: &Words, session: &Session, need: &Need, most: Disclosure, is_low: bool) -> Fitted {
    let hospital = session.org_name(&need.hospital);
    let text = match title_up_to(need, most) {
        Some(title) if is_low => title.to_string(),
        Some(title) => format!("{title}  {hospital}"),
        None => fl!(words, "print-closed"),
    };
    if is_low {
        fitted(&text, 96.0, 4.4, 9.0)
    } else {
        fitted(&text, 96.0, 7.6, 10.0)
    }
}

fn level_name(words: &Words, level: Level) -> &'static str {
    match words.lang() {
        Lang::Ja => level.ja(),
        Lang::En => level.en(),
    }
}

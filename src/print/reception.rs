//! The list for the desk: everybody by badge and again by reading, with boxes. It serves if the laptop does not.

use super::fit::fitted;
use super::page::document;
use crate::domain::number;
use crate::domain::roster::{Attendee, Session};
use crate::text::fold;
use crate::words::{Words, fl};
use maud::{Markup, html};

/// Blank lines for people who come without having registered.
const WALK_INS: usize = 15;

/// The list of these persons, who come in the order of their badges.
pub fn reception(words: &Words, session: &Session, persons: &[&Attendee]) -> String {
    let mut by_kana = persons.to_vec();
    // Somebody without a reading is looked for by name, at the end.
    by_kana.sort_by_cached_key(|p| (p.kana.is_empty(), fold::key(&p.kana), p.name.clone()));
    let pages = html! {
        (list(words, session, &fl!(words, "print-by-badge"), persons, 0))
        (list(words, session, &fl!(words, "print-by-kana"), &by_kana, WALK_INS))
    };
    let title = fl!(words, "print-reception", title = session.title.as_str());
    document(words, "reception", &title, &pages)
}

fn list(
    words: &Words,
    session: &Session,
    order: &str,
    persons: &[&Attendee],
    blank: usize,
) -> Markup {
    let title = fl!(words, "print-reception", title = session.title.as_str());
    let title = fitted(&title, 188.0, 8.0, 16.0);
    html! {
        table .list {
            colgroup {
                col .no; col .name; col .kana; col .firm;
                @for _ in 0..4 { col .box; }
                col .remark;
            }
            thead {
                tr { td colspan="9" .whose {
                    h1 style=(title.style()) { (title.text) }
                    p { (session.held_on) "  " b { (order) } "  " (fl!(words, "print-count", count = persons.len())) }
                } }
                tr .heads {
                    th { (fl!(words, "print-badge")) }
                    th { (fl!(words, "print-name")) }
                    th { (fl!(words, "print-kana")) }
                    th { (fl!(words, "print-firm")) }
                    th { (fl!(words, "print-arrived")) }
                    th { (fl!(words, "print-handed")) }
                    th { (fl!(words, "print-nda")) }
                    th { (fl!(words, "print-consent")) }
                    th { (fl!(words, "print-remark")) }
                }
            }
            tbody {
                @for person in persons { (line(session, person)) }
                @if blank > 0 {
                    tr .part { td colspan="9" { (fl!(words, "print-walk-ins")) } }
                }
                @for _ in 0..blank {
                    tr .blank {
                        @for _ in 0..4 { td {} }
                        @for _ in 0..4 { td .box { (tick(false)) } }
                        td {}
                    }
                }
            }
        }
    }
}

fn line(session: &Session, person: &Attendee) -> Markup {
    let firm = format!("{} {}", session.org_name(&person.org), person.dept);
    let firm = fitted(firm.trim(), 56.0, 7.0, 9.0);
    let name = fitted(&person.name, 28.0, 7.0, 10.0);
    let kana = fitted(&person.kana, 28.0, 7.0, 9.0);
    html! {
        tr {
            th .no { (number::shown(&person.badge)) }
            td .name style=(name.style()) { (name.text) }
            td style=(kana.style()) { (kana.text) }
            td style=(firm.style()) { (firm.text) }
            td .box { (tick(false)) }
            td .box { (tick(false)) }
            td .box { (tick(person.has_signed_nda())) }
            td .box { (tick(person.agrees_to_list())) }
            td .remark {}
        }
    }
}

fn tick(on: bool) -> Markup {
    html! { span .tick .on[on] {} }
}

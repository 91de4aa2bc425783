//! Badges: ten labels of 91 x 55 mm on a sheet of A4, the usual size of visiting cards.

use super::fit::fitted;
use super::page::document;
use super::qr::qr;
use super::scan_code;
use crate::domain::code::OrgKind;
use crate::domain::number;
use crate::domain::roster::{Attendee, Session};
use crate::words::{Words, fl};
use maud::{Markup, html};

/// Labels on a sheet.
const LABELS: usize = 10;

/// Badges of these persons.
pub fn badges(words: &Words, session: &Session, persons: &[&Attendee]) -> String {
    let pages = html! {
        @for sheet in persons.chunks(LABELS) {
            section .labels {
                @for person in sheet { (label(words, session, person)) }
            }
        }
    };
    let title = fl!(words, "print-badges", title = session.title.as_str());
    document(words, "badges", &title, &pages)
}

fn label(words: &Words, session: &Session, person: &Attendee) -> Markup {
    let firm = format!("{} {}", session.org_name(&person.org), person.dept);
    let firm = fitted(firm.trim(), 77.0, 10.0, 13.0);
    let kana = fitted(&person.kana, 77.0, 4.4, 10.0);
    let name = fitted(&person.name, 77.0, 13.0, 28.0);
    let badge = fitted(number::shown(&person.badge), 31.0, 17.0, 38.0);
    let event = fitted(&session.title, 21.0, 12.0, 7.5);
    let side = side(session, person);
    html! {
        article .label .(side.map_or("other", Side::class)) {
            p .firm style=(firm.style()) { (firm.text) }
            p .kana style=(kana.style()) { (kana.text) }
            p .name style=(name.style()) { (name.text) }
            footer {
                p .badge style=(badge.style()) { (badge.text) }
                div .about {
                    @if let Some(side) = side { p .side { (side.word(words)) } }
                    p .event style=(event.style()) { (event.text) }
                }
                @if let Some(code) = scan_code(session, person) { (qr(&code)) }
            }
        }
    }
}

/// What people want to know of somebody whom they meet: the colour and the word of a badge.
#[derive(Clone, Copy)]
enum Side {
    Hospital,
    Company,
    University,
    Support,
}

/// By the role of the person, or else by what the organisation is first.
fn side(session: &Session, person: &Attendee) -> Option<Side> {
    let firm = session.recorded_organisation(&person.org);
    let kind = (person.role).or_else(|| firm?.kinds.first().copied())?;
    Some(match kind {
        OrgKind::Hospital | OrgKind::LiaisonOffice | OrgKind::Clinician => Side::Hospital,
        OrgKind::MarketingHolder1
        | OrgKind::MarketingHolder2
        | OrgKind::MarketingHolder3
        | OrgKind::DeviceMaker
        | OrgKind::Maker
        | OrgKind::Dealer
        | OrgKind::Startup
        | OrgKind::Outsourcing
        | OrgKind::Materials => Side::Company,
        OrgKind::University | OrgKind::TechTransfer => Side::University,
        OrgKind::Support
        | OrgKind::Government
        | OrgKind::Professional
        | OrgKind::Finance
        | OrgKind::Consultant
        | OrgKind::Lawyer
        | OrgKind::PatentAttorney
        | OrgKind::Industry
        | OrgKind::Pmda
        | OrgKind::Prefecture => Side::Support,
    })
}

impl Side {
    fn class(self) -> &'static str {
        match self {
            Self::Hospital => "hospital",
            Self::Company => "company",
            Self::University => "university",
            Self::Support => "support",
        }
    }

    fn word(self, words: &Words) -> String {
        match self {
            Self::Hospital => fl!(words, "print-side-hospital"),
            Self::Company => fl!(words, "print-side-company"),
            Self::University => fl!(words, "print-side-university"),
            Self::Support => fl!(words, "print-side-support"),
        }
    }
}

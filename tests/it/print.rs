//! Printed pages: what stands on them, what must not, and that the codes on them are read.

mod timetable;

use enishi::domain::code::Disclosure;
use enishi::domain::entity::session::ERASED;
use enishi::domain::roster::Session;
use enishi::domain::rule::scan;
use enishi::intake::load;
use enishi::print;
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use proptest::prelude::*;
use std::path::Path;

pub(crate) fn ja() -> Words {
    Words::new(Lang::Ja)
}

pub(crate) fn sample(name: &str) -> Session {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("sessions/{name}.toml"));
    load(&std::fs::read_to_string(path).unwrap(), &ja())
        .session
        .unwrap()
}

/// The parts of a document from `open` up to the next one.
pub(crate) fn parts<'a>(html: &'a str, open: &str) -> Vec<&'a str> {
    html.split(open).skip(1).collect()
}

/// All three documents of everybody.
fn documents(session: &Session, level: Disclosure) -> [String; 3] {
    let persons = print::attendees(session);
    [
        print::badges(&ja(), session, &persons),
        print::sheets(&ja(), session, &persons, level),
        print::reception(&ja(), session, &persons),
    ]
}

/// What a scanner reads of the first code of a part.
fn scanned(part: &str) -> Option<String> {
    let path = part.split("<path").nth(1)?;
    let path = path.split(" d=\"").nth(1)?.split('"').next()?;
    let mut dark = std::collections::BTreeSet::new();
    for run in path.split('M').skip(1) {
        let numbers: Vec<usize> = run
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|n| n.parse().ok())
            .collect();
        let (x, y, length) = (numbers[0], numbers[1], numbers[2]);
        dark.extend((x..x + length).map(|x| (x, y)));
    }
    /// Points of a picture for each module.
    const SCALE: usize = 4;
    let side = 29 * SCALE;
    let mut image = rqrr::PreparedImage::prepare_from_bitmap(side, side, |x, y| {
        dark.contains(&(x / SCALE, y / SCALE))
    });
    let (_, text) = image.detect_grids().first()?.decode().ok()?;
    Some(text)
}

#[test]
fn every_badge_has_its_label_and_its_code_is_read_as_that_person() {
    for name in ["tutorial", "regional"] {
        let session = sample(name);
        let persons = print::attendees(&session);
        assert_eq!(persons.len(), session.attendees.len());
        let [badges, sheets, _] = documents(&session, Disclosure::Members);
        let sheets_of_labels = parts(&badges, "<section class=\"labels\"");
        assert_eq!(sheets_of_labels.len(), persons.len().div_ceil(10));
        for sheet in &sheets_of_labels {
            assert!(parts(sheet, "<article").len() <= 10);
        }
        let labels = parts(&badges, "<article");
        let leaves = parts(&sheets, "<article");
        assert_eq!((labels.len(), leaves.len()), (persons.len(), persons.len()));
        for (person, (label, leaf)) in persons.iter().zip(labels.iter().zip(&leaves)) {
            for paper in [label, leaf] {
                let code = scanned(paper).unwrap();
                assert_eq!(code.len(), 6);
                let typed = scan::badge(&code).unwrap();
                let found = session.attendee_typed(&typed).unwrap();
                assert_eq!(found.badge, person.badge);
                assert!(paper.contains(person.name.as_str()), "{}", person.name);
            }
            assert!(label.contains(person.kana.as_str()));
        }
    }
}

#[test]
fn a_badge_that_is_no_number_or_would_be_read_as_another_has_no_code() {
    let mut session = sample("tutorial");
    for (n, badge) in ["S-1", "123456", "007", "7"].into_iter().enumerate() {
        session.attendees[n].badge = badge.into();
    }
    session.attendees.truncate(5);
    let html = print::badges(&ja(), &session, &print::attendees(&session));
    let labels = parts(&html, "<article");
    let codes: Vec<bool> = labels.iter().map(|l| scanned(l).is_some()).collect();
    // In the order of 5, 007, 7, 123456, S-1. The code of 007 would be read as 7.
    assert_eq!(codes, [true, false, true, false, false]);
}

#[test]
fn papers_lie_in_the_order_of_the_badges() {
    let mut session = sample("tutorial");
    session.attendees.truncate(4);
    for (n, badge) in ["B-2", "100", "20", "3"].into_iter().enumerate() {
        session.attendees[n].badge = badge.into();
    }
    let order: Vec<&str> = (print::attendees(&session).iter())
        .map(|a| a.badge.as_str())
        .collect();
    assert_eq!(order, ["3", "20", "100", "B-2"]);
}

#[test]
fn a_title_stands_only_on_paper_for_those_who_may_know_it() {
    let session = sample("tutorial");
    for level in Disclosure::ALL {
        let [badges, sheets, reception] = documents(&session, *level);
        for need in &session.needs {
            let may = need.disclosure.unwrap() <= *level;
            assert_eq!(
                sheets.contains(need.title.as_str()),
                may,
                "{level:?} {}",
                need.no
            );
            for other in [&badges, &reception] {
                assert!(!other.contains(need.title.as_str()));
            }
            for text in [&need.problem, &need.wanted] {
                assert!(!sheets.contains(text.as_str()), "{}", need.no);
            }
        }
        for person in &session.attendees {
            for contact in [&person.email, &person.tel] {
                let is_there =
                    |html: &String| !contact.is_empty() && html.contains(contact.as_str());
                assert!(![&badges, &sheets, &reception].into_iter().any(is_there));
            }
        }
    }
    let mut unsaid = session;
    unsaid.needs[0].disclosure = None;
    let [_, sheets, _] = documents(&unsaid, Disclosure::AfterNda);
    assert!(
        !sheets.contains(unsaid.needs[0].title.as_str()),
        "what nobody said is not public"
    );
}

#[test]
fn what_was_declared_is_ticked_and_nothing_else() {
    let session = sample("tutorial");
    let [_, sheets, _] = documents(&session, Disclosure::Members);
    for (person, leaf) in print::attendees(&session)
        .iter()
        .zip(parts(&sheets, "<article"))
    {
        let rows = parts(leaf.split("<tbody>").nth(1).unwrap(), "<tr>");
        assert_eq!(rows.len(), session.needs.len());
        for (need, row) in session.needs.iter().zip(rows) {
            let declared = person.interests.iter().find(|i| i.need == need.no);
            let boxes = parts(row, "<span class=\"tick");
            let ticked: Vec<usize> = (0..boxes.len())
                .filter(|n| boxes[*n].starts_with(" on"))
                .collect();
            if need.hospital == person.org {
                assert!(boxes.is_empty(), "nobody answers their own need");
                continue;
            }
            assert_eq!(boxes.len(), 4);
            let wanted: Vec<usize> = declared
                .iter()
                .map(|i| {
                    let mut all = enishi::domain::code::Level::ALL.iter();
                    all.position(|l| *l == i.level).unwrap()
                })
                .collect();
            assert_eq!(ticked, wanted, "{} {}", person.badge, need.no);
        }
    }
}

#[test]
fn the_desk_finds_everybody_by_badge_and_by_reading() {
    let session = sample("tutorial");
    let [_, _, reception] = documents(&session, Disclosure::Public);
    let lists = parts(&reception, "<table class=\"list\"");
    assert_eq!(lists.len(), 2);
    for person in &session.attendees {
        for list in &lists {
            assert_eq!(list.matches(person.name.as_str()).count(), 1);
        }
    }
    // 名札 1 signed and agreed, 2 said nothing.
    let rows = parts(lists[0], "<th class=\"no\">");
    assert_eq!(rows[0].matches("tick on").count(), 2);
    assert_eq!(rows[1].matches("tick on").count(), 0);
    let at = |name: &str| lists[1].find(name).unwrap();
    assert!(at("五十嵐 典子") < at("石川 直美") && at("石川 直美") < at("𠮷田 茂"));
    assert!(
        at("吉田 健一") < at("永井 聡"),
        "without a reading at the end"
    );
    assert!(lists[1].contains("当日参加"));
}

#[test]
fn somebody_who_was_erased_is_on_no_paper() {
    let mut session = sample("tutorial");
    session.attendees[2].name = ERASED.into();
    for html in documents(&session, Disclosure::Closed) {
        assert!(!html.contains(ERASED) && !html.contains("名札 3 "));
    }
    assert_eq!(
        print::attendees(&session).len(),
        session.attendees.len() - 1
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is written in a name, it is text: nothing loads, nothing runs, nothing falls out of its place.
    #[test]
    fn hostile_texts_stay_texts(
        text in prop_oneof![
            Just("<script>alert(1)</script>".to_owned()),
            Just("\"><img src=x onerror=alert(1)>".to_owned()),
            Just("</style></td></table>&lt;".to_owned()),
            Just("a' style='position:fixed".to_owned()),
            "[ -~ぁ-ん一-龥<>&\"']{0,300}",
        ]
    ) {
        let session = sample("tutorial");
        let count = |html: &str, what: &str| html.matches(what).count();
        let plain = documents(&session, Disclosure::Closed);
        let mut hostile = session;
        let text = Clean::line(&text);
        hostile.title = text.clone();
        for person in &mut hostile.attendees {
            (person.name, person.kana, person.dept) = (text.clone(), text.clone(), text.clone());
        }
        for org in &mut hostile.organisations { org.name = text.clone(); }
        for need in &mut hostile.needs { need.title = text.clone(); }
        for (html, plain) in documents(&hostile, Disclosure::Closed).iter().zip(&plain) {
            // Not one tag more than with honest names.
            for tag in ["<script", "<img", "</style", "</table", "</td", "<article", "onerror=alert(1)>", "<p", "<svg"] {
                prop_assert_eq!(count(html, tag), count(plain, tag), "{}", tag);
            }
            for loaded in ["src=", "href=", "url(", "@import"] {
                let tags = html.split('<').filter_map(|t| t.split('>').next());
                prop_assert!(!tags.into_iter().any(|t| t.contains(loaded) && !t.contains('"')), "{}", loaded);
            }
        }
    }
}

//! The timetable on paper.

use super::{ja, parts, sample};
use enishi::domain::code::Disclosure;
use enishi::domain::roster::Session;
use enishi::domain::rule::timetable::problem::Problem;
use enishi::domain::rule::timetable::{Meeting, make};
use enishi::print::timetable::{Programme, call, slots, timetable};
use jiff::civil::time;
use serde_json::json;

/// Two needs of the tutorial, three companies, two tables, three slots.
fn problem() -> Problem {
    let person = |id: &str, side: &str, slots: &[usize]| json!({"id": id, "side": side, "slots": slots, "max_consecutive": 4});
    let wish = |need: &str, company: &str, person: &str| json!({"need": need, "company": company, "company_level": 3, "hospital_level": 3, "persons": [person]});
    serde_json::from_value(json!({
        "slots": 3,
        "slot_minutes": 15,
        "persons": [
            person("1", "hospital", &[0, 1]),
            person("3", "hospital", &[0, 1, 2]),
            person("13", "company", &[0, 1, 2]),
            person("15", "company", &[0, 1, 2]),
            person("16", "company", &[0, 1, 2]),
        ],
        "needs": [
            {"id": "N-01", "presenters": ["1"], "max_meetings": 3, "table": "卓A"},
            {"id": "N-05", "presenters": ["3"], "max_meetings": 3, "table": "卓B"},
        ],
        "companies": [
            {"id": "tokiwagi", "parallel": false, "max_meetings": 3},
            {"id": "sazare", "parallel": false, "max_meetings": 3},
            {"id": "tobiuo", "parallel": false, "max_meetings": 3},
        ],
        "tables": [
            {"id": "卓A", "zone": 0, "slots": [0, 1, 2], "home": true},
            {"id": "卓B", "zone": 0, "slots": [0, 1, 2], "home": true},
        ],
        "wishes": [wish("N-01", "tokiwagi", "13"), wish("N-01", "sazare", "15"), wish("N-05", "sazare", "15")],
    }))
    .unwrap()
}

fn pages(session: &Session, meetings: &[Meeting], level: Disclosure) -> String {
    let problem = problem();
    let slots = slots(&ja(), &problem, Some(time(15, 0, 0, 0)));
    let programme = Programme {
        session,
        problem: &problem,
        meetings,
        slots: &slots,
        level,
    };
    timetable(&ja(), &programme)
}

#[test]
fn there_is_a_page_for_the_wall_the_calls_each_presenter_and_each_company() {
    let session = sample("tutorial");
    let made = make(&problem(), |_| true);
    assert_eq!(made.meetings.len(), 3);
    let html = pages(&session, &made.meetings, Disclosure::Members);
    let sections = parts(&html, "<section class=\"");
    let kinds: Vec<&str> = sections
        .iter()
        .filter_map(|s| s.split('"').next())
        .collect();
    assert_eq!(kinds, ["wall", "calls", "own", "own", "own", "own", "own"]);
    for meeting in &made.meetings {
        let firm = session.recorded_organisation(&meeting.company).unwrap();
        let time = ["15:00", "15:15", "15:30"][meeting.slot];
        let said = format!(
            "{time} {} {} → {}",
            meeting.table.as_deref().unwrap(),
            firm.short,
            meeting.need
        );
        assert!(sections[1].contains(&said), "{said}");
        assert!(sections[0].contains(firm.short.as_str()));
        let whose = |name: &str| {
            let mut own = sections.iter().filter(|s| s.starts_with("own"));
            *own.find(|s| parts(s, "<h1")[0].contains(name)).unwrap()
        };
        let company = whose(&firm.name);
        assert!(company.contains(time) && company.contains(meeting.need.as_str()));
        let need = session.need(&meeting.need).unwrap();
        let presenter = whose(need.presenter_name(&session));
        assert!(presenter.contains(firm.short.as_str()) && presenter.contains(time));
        assert!(presenter.contains(need.title.as_str()), "theirs");
    }
    let first = sections[2];
    assert!(first.contains("不在"), "1 has left by 15:30");
    assert!(sections[6].contains("面談はありません"), "トビウオ");
}

#[test]
fn the_wall_and_the_companies_learn_no_closed_title() {
    let session = sample("tutorial");
    let made = make(&problem(), |_| true);
    let [open, closed] = ["N-01", "N-05"].map(|no| session.need(no).unwrap().title.clone());
    let html = pages(&session, &made.meetings, Disclosure::Members);
    let sections = parts(&html, "<section class=\"");
    let (wall, companies) = (sections[0], &sections[4..]);
    assert!(wall.contains(open.as_str()) && !wall.contains(closed.as_str()));
    assert!(!wall.contains("非公開"), "what says nothing takes no room");
    assert!(!companies.iter().any(|page| page.contains(closed.as_str())));
    let said = pages(&session, &made.meetings, Disclosure::Closed);
    let sections = parts(&said, "<section class=\"");
    assert!(!sections[0].contains(closed.as_str()), "the wall never");
    assert!(sections[5].contains(closed.as_str()), "unless said");
}

#[test]
fn two_at_one_table_and_one_without_a_table_are_there_to_see() {
    let session = sample("tutorial");
    let meeting = |company: &str, table: Option<&str>| Meeting {
        need: "N-01".into(),
        company: company.into(),
        slot: 0,
        table: table.map(Into::into),
    };
    let both = [
        meeting("tokiwagi", Some("卓A")),
        meeting("sazare", Some("卓A")),
        meeting("tobiuo", None),
    ];
    let html = pages(&session, &both, Disclosure::Public);
    for section in &parts(&html, "<section class=\"")[..3] {
        for name in ["常磐木樹脂", "さざれ光学", "トビウオ"] {
            assert!(section.contains(name), "{name}");
        }
    }
    // What hangs on the wall says that it is no slip of the printer.
    let wall = |meetings: &[Meeting]| {
        let html = pages(&session, meetings, Disclosure::Public);
        parts(&html, "<section class=\"")[0].contains("同じ卓に2件以上")
    };
    assert!(wall(&both));
    assert!(!wall(&both[1..]));
}

#[test]
fn without_a_session_ids_stand_for_names_and_slots_are_counted() {
    let (problem, nobody) = (problem(), Session::default());
    let made = make(&problem, |_| true);
    let names = slots(&ja(), &problem, None);
    assert_eq!(names, ["1枠目", "2枠目", "3枠目"]);
    let programme = Programme {
        session: &nobody,
        problem: &problem,
        meetings: &made.meetings,
        slots: &names,
        level: Disclosure::Public,
    };
    let first = call(&programme, &made.meetings[0]);
    assert!(first.starts_with("1枠目 卓A "), "{first}");
    assert!(first.ends_with("→ N-01"), "{first}");
    assert!(timetable(&ja(), &programme).contains("tokiwagi"));
}

//! What leaves the program: the timetable of the meetings, as a sheet and as a calendar.

mod letter;

use enishi::domain::book::Book;
use enishi::domain::code::{Level, OwnerSide, TaskStatus};
use enishi::domain::entity::meeting::{Meeting, MeetingId, Seat};
use enishi::domain::entity::pairing::{Pairing, PairingId};
use enishi::domain::entity::task::{Details, Task, TaskId};
use enishi::domain::sheet::Cell;
use enishi::exchange::calendar;
use enishi::exchange::leave::Reader;
use enishi::exchange::tables::{self, Asked, What};
use enishi::intake;
use enishi::words::{Lang, Words};
use jiff::civil::{date, time};

/// The sample with two meetings: one stands, one is a draft.
fn book() -> Book {
    let text = std::fs::read_to_string("sessions/tutorial.toml").unwrap();
    let session = intake::load(&text, &Words::new(Lang::Ja)).session.unwrap();
    let mut book = Book::default();
    let need = session.needs.iter().find(|n| n.is_public()).unwrap();
    let orgs = session
        .organisations
        .iter()
        .filter(|o| o.id != need.hospital);
    for ((org, fixed), hour) in orgs.zip([true, false]).zip([15, 16]) {
        let id = MeetingId {
            session: session.id.clone(),
            need: need.no.clone(),
            org: org.id.clone(),
        };
        let seat = Seat {
            starts_at: time(hour, 15, 0, 0),
            table: "B".into(),
            persons: Vec::new(),
        };
        let meeting = Meeting {
            seat: Some(seat),
            fixed,
            ..Meeting::default()
        };
        book.meetings.insert(id, meeting);
    }
    let id = session.id.clone();
    book.sessions.insert(id, session);
    book
}

fn asked<'a>(what: &'a [What], reader: &'a Reader) -> Asked<'a> {
    Asked {
        what,
        reader,
        today: date(2026, 11, 20),
        wants: &|_, _, _, _, _| true,
        session: &|_| true,
    }
}

#[test]
fn the_timetable_leaves_by_time_and_a_draft_only_to_the_office() {
    let book = book();
    for (reader, rows) in [(Reader::Office, 2), (Reader::Public, 1)] {
        let (sheets, left_out) = tables::sheets(&book, &asked(&[What::Timetable], &reader));
        let sheet = &sheets.sheets[0];
        assert_eq!(
            (sheet.rows.len(), left_out.rows),
            (rows, 2 - rows),
            "{reader:?}"
        );
        assert_eq!(sheet.rows[0][1], Cell::Time(time(15, 15, 0, 0)));
        let has_outcome = sheet.columns.iter().any(|c| c.key == "outcome");
        assert_eq!(has_outcome, reader == Reader::Office);
    }
}

#[test]
fn a_meeting_in_a_calendar_is_a_time_in_utc_with_an_identity_that_stays() {
    let book = book();
    let day = book.sessions.values().next().unwrap().held_on;
    let write = |now: &str| {
        let asked = asked(&[What::Timetable], &Reader::Office);
        calendar::write(&book, &asked, now.parse().unwrap()).0
    };
    let (first, later) = (write("2026-11-20T00:00:00Z"), write("2026-11-21T00:00:00Z"));
    let begins = format!("DTSTART:{}T061500Z", day.strftime("%Y%m%d"));
    assert!(first.contains(&begins), "{first}");
    assert!(first.contains("STATUS:CONFIRMED") && first.contains("STATUS:TENTATIVE"));
    let of = |text: &str, key: &str| -> Vec<String> {
        let own = text.lines().filter(|line| line.starts_with(key));
        own.map(str::to_owned).collect()
    };
    assert_eq!(of(&first, "UID:"), of(&later, "UID:"));
    assert_eq!(of(&first, "UID:").len(), 2);
    let number = |text: &str| -> i64 {
        let line = of(text, "SEQUENCE:").remove(0);
        line.trim_start_matches("SEQUENCE:").trim().parse().unwrap()
    };
    assert!(number(&later) > number(&first));
}

#[test]
fn what_the_office_wrote_in_its_own_words_leaves_only_to_the_office_and_is_counted() {
    let mut book = book();
    let session = book.sessions.values().next().unwrap().clone();
    let need = session.needs.iter().find(|n| n.is_public()).unwrap();
    let org = &session.organisations.iter().find(|o| o.id != need.hospital);
    let org = org.unwrap().id.clone();
    let id = PairingId {
        session: session.id.clone(),
        need: need.no.clone(),
        org: org.clone(),
    };
    let at = "2026-11-20T00:00:00Z".parse().unwrap();
    let mut pairing = Pairing::new(id.clone(), Level::WantsMeeting, at);
    pairing.note = "秘密のメモ".into();
    pairing.next_hospital = ("秘密の病院側".into(), Some(date(2026, 12, 1)));
    pairing.next_company = ("秘密の企業側".into(), None);
    book.pairings.insert(id, pairing);
    for (template, title) in [
        ("6f0c1c2e-7d0b-4a59-9d50-0f4f0d3c8a11", "秘密の相談"),
        ("C1", "NDA"),
    ] {
        let id = TaskId {
            session: session.id.clone(),
            need: need.no.clone(),
            org: org.clone(),
            template: template.into(),
        };
        let task = Task {
            id: id.clone(),
            title_ja: title.into(),
            title_en: title.into(),
            owner_side: OwnerSide::Support,
            status: TaskStatus::Open,
            due_on: date(2026, 12, 1),
            depends_on: Vec::new(),
            note: "秘密の課題メモ".into(),
            done_on: None,
            due_stated: false,
            details: Details::default(),
            opened_at: at,
        };
        book.tasks.insert(id, task);
    }
    let readers = [Reader::Public, Reader::Organisation(org), Reader::Office];
    for reader in readers {
        let is_office = reader == Reader::Office;
        let (sheets, left_out) = tables::sheets(&book, &asked(What::ALL, &reader));
        let text = enishi::exchange::markdown::write(&sheets);
        assert_eq!(text.contains("秘密"), is_office, "{reader:?}: {text}");
        // Three texts of the pairing, one title, two memos of tasks, the remarks of a need.
        assert_eq!(left_out.texts, if is_office { 0 } else { 7 }, "{reader:?}");
        assert!(text.contains("NDA"), "{reader:?}: {text}");
        let hidden = enishi::exchange::json::write(&sheets, left_out);
        assert_eq!(hidden["texts_left_out"], left_out.texts);
        let asked = asked(&[What::Tasks], &reader);
        let (ics, left_out) = calendar::write(&book, &asked, at);
        assert_eq!(ics.contains("秘密"), is_office, "{reader:?}: {ics}");
        for once in ["VERSION:", "PRODID:", "CALSCALE:", "METHOD:"] {
            assert_eq!(ics.matches(once).count(), 1, "{once} {ics}");
        }
        assert_eq!(left_out.texts, usize::from(!is_office), "{reader:?}");
    }
}

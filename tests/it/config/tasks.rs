//! Which follow-up tasks a pairing gets from the shipped catalogue, for the cases that occur.

use enishi::config::Catalogue;
use enishi::domain::book::Book;
use enishi::domain::code::{Level, OwnerSide, PairingStatus};
use enishi::domain::entity::Change;
use enishi::domain::entity::Entity;
use enishi::domain::entity::pairing::Pairing;
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::task::TaskBody;
use enishi::domain::entity::task::TaskChange;
use enishi::domain::roster::Session;
use enishi::domain::rule::calendar::Calendar;
use enishi::domain::rule::follow_up::{Facts, Scope};
use enishi::intake;
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

/// The day of the meeting.
const HELD: Date = date(2026, 11, 20);

/// A session with one need, of a hospital, and one company.
fn session(need: &str, company: &str) -> Session {
    let text = format!(
        r#"
        format = 1
        [session]
        id = "s"
        title = "会"
        held_on = 2026-11-20
        [[organisations]]
        id = "hosp"
        name = "病院"
        kinds = ["HOSP"]
        [[organisations]]
        id = "co"
        name = "会社"
        kinds = ["MONO"]
        {company}
        [[needs]]
        no = "N-01"
        title = "題"
        hospital = "hosp"
        department = "外科"
        problem = "困りごと"
        wanted = "解決"
        {need}
        "#
    );
    let loaded = intake::load(&text, &Words::new(Lang::Ja));
    assert_eq!(loaded.diagnostics, []);
    loaded.session.unwrap()
}

fn pairing(status: PairingStatus) -> Pairing {
    Pairing {
        id: PairingId {
            session: Clean::line("s"),
            need: Clean::line("N-01"),
            org: Clean::line("co"),
        },
        persons: Vec::new(),
        level: Level::Interested,
        said: BTreeMap::new(),
        status,
        reason: Clean::default(),
        status_on: None,
        note: Clean::default(),
        next_hospital: Default::default(),
        next_company: Default::default(),
        recorded_at: Timestamp::UNIX_EPOCH,
        coordinator: Clean::default(),
    }
}

/// The tasks that come with a state, by code.
fn tasks(session: &Session, status: PairingStatus) -> BTreeMap<String, TaskBody> {
    let catalogue = Catalogue::default();
    let book = Book::default();
    let calendar = Calendar::default();
    let facts = Facts {
        templates: &catalogue.templates,
        session,
        book: &book,
        calendar: &calendar,
        today: HELD,
    };
    bodies(facts.due_tasks(&pairing(status)))
}

fn bodies(changes: Vec<(Entity, Change)>) -> BTreeMap<String, TaskBody> {
    changes
        .into_iter()
        .map(|(entity, change)| match (entity, change) {
            (Entity::Task(id), Change::Task(TaskChange::Opened(body))) => {
                (id.template.to_string(), *body)
            }
            other => panic!("{other:?}"),
        })
        .collect()
}

fn codes(tasks: &BTreeMap<String, TaskBody>) -> String {
    let codes: Vec<&str> = tasks.keys().map(String::as_str).collect();
    codes.join(" ")
}

fn confirmed(need: &str, company: &str) -> String {
    codes(&tasks(&session(need, company), PairingStatus::Confirmed))
}

#[test]
fn confirming_opens_what_the_case_needs() {
    let type1 = "mah_no = \"13B1X00001\"";
    let type2 = "mah_no = \"13B2X00001\"";
    for (need, company, expected) in [
        // A secret need of class II, nobody with a licence: NDA and a licence holder as well.
        (
            "disclosure = \"NDA後\"\ndevice_class = \"II\"",
            "",
            "B1 B2 B3 C1 C2 C4 C5 D1 D2 D3 D4 D5 E1 E2 H1 M1",
        ),
        // Public: no NDA.
        (
            "disclosure = \"公開\"\ndevice_class = \"II\"\npatent_status = \"出願準備\"",
            "",
            "B1 B2 B3 C2 C4 C5 D1 D2 D3 D4 D5 E1 E2 H1 M1",
        ),
        // A type 2 licence is enough for class II, and a filed idea needs no notice.
        (
            "disclosure = \"公開\"\ndevice_class = \"II\"\npatent_status = \"出願済\"",
            type2,
            "B1 B2 B3 C2 C4 D1 D2 D3 D4 D5 H1 M1",
        ),
        // For class III it is not.
        (
            "disclosure = \"公開\"\ndevice_class = \"III\"\npatent_status = \"公開済\"",
            type2,
            "B1 B2 B3 C2 C4 C5 D1 D2 D3 D4 D5 H1 M1",
        ),
        // Type 1 is enough for everything.
        (
            "disclosure = \"参加者限定\"\ndevice_class = \"IV\"\npatent_status = \"出願不要\"",
            type1,
            "B1 B2 B3 C2 C4 D1 D2 D3 D4 D5 H1 M1",
        ),
        // Class I: any company can find a type 3 holder later, nobody is asked in.
        (
            "disclosure = \"公開\"\ndevice_class = \"I\"\npatent_status = \"出願済\"",
            "",
            "B1 B2 B3 C2 C4 D1 D2 D3 D4 D5 H1 M1",
        ),
        // Class unknown counts as II and above, whether written or left out.
        (
            "disclosure = \"公開\"\ndevice_class = \"不明\"\npatent_status = \"出願済\"",
            "",
            "B1 B2 B3 C2 C4 C5 D1 D2 D3 D4 D5 H1 M1",
        ),
        (
            "disclosure = \"公開\"\npatent_status = \"出願済\"",
            "",
            "B1 B2 B3 C2 C4 C5 D1 D2 D3 D4 D5 H1 M1",
        ),
        // No device: no licence holder, no regulatory and no reimbursement survey.
        (
            "disclosure = \"公開\"\ndevice_kind = \"非医療機器\"\npatent_status = \"出願済\"",
            "",
            "B1 B2 B3 C2 C4 D1 D2 D5 H1 M1",
        ),
    ] {
        assert_eq!(confirmed(need, company), expected, "{need} {company}");
    }
}

#[test]
fn the_agreement_comes_before_the_meeting() {
    let tasks = tasks(
        &session("disclosure = \"NDA後\"", ""),
        PairingStatus::Confirmed,
    );
    let before = |code: &str| -> BTreeSet<String> {
        tasks[code]
            .depends_on
            .iter()
            .map(|id| id.template.to_string())
            .collect()
    };
    assert!(before("C2").contains("C1") && before("C1").contains("B3"));
    assert_eq!(
        before("D5"),
        ["D1", "D2", "D3", "D4"].map(str::to_owned).into()
    );
    assert!(tasks["C2"].due_on >= tasks["C1"].due_on);
    assert_eq!(tasks["C1"].owner_side, OwnerSide::Hospital);
    // 15 business days from 2026-11-20 over 勤労感謝の日.
    assert_eq!(tasks["C1"].due_on, date(2026, 12, 14));
    let calendar = Calendar::default();
    for (code, body) in &tasks {
        assert!(calendar.is_business_day(body.due_on), "{code}");
        for id in &body.depends_on {
            assert!(tasks[id.template.as_str()].due_on <= body.due_on, "{code}");
        }
    }
}

#[test]
fn later_states_bring_their_tasks() {
    let need = "disclosure = \"公開\"\ndevice_class = \"不明\"\npatent_status = \"出願済\"";
    let all = |status| codes(&tasks(&session(need, ""), status));
    let first = all(PairingStatus::Confirmed);
    let added = |status| {
        let all = all(status);
        let new: Vec<&str> = all
            .split(' ')
            .filter(|c| !first.split(' ').any(|f| f == *c))
            .collect();
        new.join(" ")
    };
    assert_eq!(added(PairingStatus::Approached), "");
    assert_eq!(added(PairingStatus::InTalks), "I1 I2 J1");
    assert_eq!(added(PairingStatus::Project), "F1 H2 I1 I2 J1 K1");
    assert_eq!(all(PairingStatus::PartnerChange), "L1");
    for status in [
        PairingStatus::Candidate,
        PairingStatus::OnHold,
        PairingStatus::Declined,
    ] {
        assert_eq!(all(status), "", "{status:?}");
    }
}

#[test]
fn a_filing_is_never_due_after_the_year_of_grace() {
    let due = |first: &str| {
        let need = format!("disclosure = \"公開\"\nfirst_disclosed_on = {first}");
        tasks(&session(&need, ""), PairingStatus::Confirmed)["E2"].due_on
    };
    let calendar = Calendar::default();
    assert_eq!(due("2026-11-20"), calendar.add(HELD, 60));
    // The year ends on a Friday; on a Sunday, so the Friday before counts.
    assert_eq!(due("2025-12-11"), date(2026, 12, 11));
    assert_eq!(due("2025-12-13"), date(2026, 12, 11));
}

#[test]
fn the_session_itself_is_prepared_and_closed() {
    let need = "disclosure = \"公開\"\npatent_status = \"未検討\"";
    let session = session(need, "");
    let catalogue = Catalogue::default();
    let (book, calendar) = (Book::default(), Calendar::default());
    let facts = |today| Facts {
        templates: &catalogue.templates,
        session: &session,
        book: &book,
        calendar: &calendar,
        today,
    };
    let before = bodies(facts(date(2026, 9, 1)).session_tasks());
    assert_eq!(codes(&before), "A1 A2 A3 A4 B1 B2");
    assert!(before["A1"].due_on < before["A2"].due_on && before["A2"].due_on < HELD);
    assert_eq!(codes(&bodies(facts(HELD).session_tasks())), "B1 B2");
}

#[test]
fn every_task_of_the_catalogue_can_be_reached_and_explains_itself() {
    let catalogue = Catalogue::default();
    let codes: Vec<&str> = catalogue
        .templates
        .iter()
        .map(|t| t.code.as_str())
        .collect();
    assert_eq!(
        codes.join(" "),
        "A1 A2 A3 A4 B1 B2 B3 C1 C2 C4 C5 D1 D2 D3 D4 D5 E1 E2 F1 F3 F4 H1 H2 I1 I2 J1 J2 K1 L1 M1"
    );
    for t in &catalogue.templates {
        assert!(
            !t.ja.is_empty() && !t.en.is_empty() && !t.basis.is_empty(),
            "{}",
            t.code
        );
        assert!(
            t.due != 0 && (t.due > 0 || t.scope != Scope::Pairing),
            "{}",
            t.code
        );
    }
}

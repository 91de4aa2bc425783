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
use enishi::domain::rule::facts::Facts;
use enishi::domain::rule::template::Scope;
use enishi::intake;
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

/// The day of the meeting.
const HELD: Date = date(2026, 11, 20);

/// A session with one need, of a hospital, and one company.
pub(super) fn session(need: &str, company: &str) -> Session {
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

pub(super) fn pairing(status: PairingStatus) -> Pairing {
    let id = PairingId {
        session: Clean::line("s"),
        need: Clean::line("N-01"),
        org: Clean::line("co"),
    };
    Pairing {
        status,
        ..Pairing::new(id, Level::Interested, Timestamp::UNIX_EPOCH)
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

pub(super) fn bodies(changes: Vec<(Entity, Change)>) -> BTreeMap<String, TaskBody> {
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

pub(super) fn codes(tasks: &BTreeMap<String, TaskBody>) -> String {
    let codes: Vec<&str> = tasks.keys().map(String::as_str).collect();
    codes.join(" ")
}

/// What the record holds when a pairing has come so far, stage by stage, each task done in its turn.
fn opened(need: &str, company: &str, status: PairingStatus) -> String {
    codes(&tasks(&session(need, company), status))
}

#[test]
fn confirming_opens_the_first_stage_and_no_mountain() {
    let nda = "disclosure = \"NDA後\"\ndevice_class = \"II\"";
    let filed = "disclosure = \"公開\"\ndevice_class = \"II\"\npatent_status = \"出願済\"";
    let confirmed = |need| opened(need, "", PairingStatus::Confirmed);
    assert_eq!(confirmed(nda), "B1 B2 B3 B4 B5 E1 E2 M1");
    assert_eq!(confirmed(filed), "B1 B2 B3 B4 B5 M1");
}

#[test]
fn a_stage_opens_what_the_case_needs() {
    let type1 = "mah_no = \"13B1X00001\"";
    let type2 = "mah_no = \"13B2X00001\"";
    let from = |first: &str, all: String| -> String {
        let new = all
            .split(' ')
            .filter(|c| !first.split(' ').any(|f| f == *c));
        new.collect::<Vec<_>>().join(" ")
    };
    for (need, company, secrecy, project) in [
        // A secret need of class II, nobody with a licence: NDA and a licence holder as well.
        (
            "disclosure = \"NDA後\"\ndevice_class = \"II\"",
            "",
            "C1 C2 C5",
            "C1 C4 C5 D1 D2 D3 D4 D5 F1 H1 I1 J1",
        ),
        // Public: no NDA.
        (
            "disclosure = \"公開\"\ndevice_class = \"II\"\npatent_status = \"出願準備\"",
            "",
            "C2 C5",
            "C4 C5 D1 D2 D3 D4 D5 F1 H1 I1 J1",
        ),
        // A type 2 licence is enough for class II; until when it is valid has to be known.
        (
            "disclosure = \"公開\"\ndevice_class = \"II\"\npatent_status = \"出願済\"",
            type2,
            "C2",
            "C4 D1 D2 D3 D4 D5 F1 H1 I4 J1",
        ),
        // For class III it is not.
        (
            "disclosure = \"公開\"\ndevice_class = \"III\"\npatent_status = \"公開済\"",
            type2,
            "C2 C5",
            "C4 C5 D1 D2 D3 D4 D5 F1 H1 I4 J1",
        ),
        // Type 1 is enough for everything.
        (
            "disclosure = \"参加者限定\"\ndevice_class = \"IV\"\npatent_status = \"出願不要\"",
            type1,
            "C2",
            "C4 D1 D2 D3 D4 D5 F1 H1 I4 J1",
        ),
        // Class I: any company can find a type 3 holder later, nobody is asked in.
        (
            "disclosure = \"公開\"\ndevice_class = \"I\"\npatent_status = \"出願済\"",
            "",
            "C2",
            "C4 D1 D2 D3 D4 D5 F1 H1 I1 J1",
        ),
        // Class unknown counts as II and above, whether written or left out, and is asked about.
        (
            "disclosure = \"公開\"\ndevice_class = \"不明\"\npatent_status = \"出願済\"",
            "",
            "C2 C5",
            "C4 C5 D1 D2 D3 D4 D5 F1 H1 I0 I1 I2 J1",
        ),
        (
            "disclosure = \"公開\"\npatent_status = \"出願済\"",
            "",
            "C2 C5",
            "C4 C5 D1 D2 D3 D4 D5 F1 H1 I0 I1 I2 J1",
        ),
        // No device: no licence holder, no regulatory and no reimbursement survey.
        (
            "disclosure = \"公開\"\ndevice_kind = \"非医療機器\"\npatent_status = \"出願済\"",
            "",
            "C2",
            "C4 D1 D2 D5 F1 H1 J1",
        ),
    ] {
        let first = opened(need, company, PairingStatus::Confirmed);
        let planned = opened(need, company, PairingStatus::MeetingPlanned);
        assert_eq!(from(&first, planned), secrecy, "{need} {company}");
        let begun = opened(need, company, PairingStatus::Project);
        assert_eq!(from(&first, begun), project, "{need} {company}");
    }
}

#[test]
fn the_agreement_comes_before_the_meeting() {
    let tasks = tasks(
        &session("disclosure = \"NDA後\"", ""),
        PairingStatus::MeetingPlanned,
    );
    let before = |code: &str| -> BTreeSet<String> {
        tasks[code]
            .depends_on
            .iter()
            .map(|id| id.template.to_string())
            .collect()
    };
    assert!(before("C2").contains("C1"));
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
    let need = "disclosure = \"公開\"\ndevice_class = \"III\"\npatent_status = \"出願済\"";
    let all = |status| codes(&tasks(&session(need, ""), status));
    assert_eq!(
        all(PairingStatus::Approached),
        all(PairingStatus::Confirmed)
    );
    // Whoever has met asks no hospital and sets up no meeting any more.
    assert_eq!(all(PairingStatus::Met), "B1 B2 B4 B5 C4 C5 M1");
    assert_eq!(all(PairingStatus::InTalks), "B1 B2 B4 B5 C4 C5 J1 M1");
    let contract = all(PairingStatus::Contract);
    for code in ["H2", "K1", "K6", "M2"] {
        assert!(contract.contains(code), "{code}: {contract}");
    }
    let business = all(PairingStatus::Business);
    for code in ["K2", "K3", "K4"] {
        assert!(
            business.contains(code) && !contract.contains(code),
            "{code}"
        );
    }
    assert_eq!(all(PairingStatus::PartnerChange), "L1");
    for status in [
        PairingStatus::Candidate,
        PairingStatus::OnHold,
        // Nobody worked on it: there is nothing to sum up.
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
    assert_eq!(codes(&before), "A1 A2 A3 A4 A6 B1 B2 B4");
    assert!(before["A1"].due_on < before["A2"].due_on && before["A2"].due_on < HELD);
    assert_eq!(codes(&bodies(facts(HELD).session_tasks())), "B1 B2 B4");
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
        "A1 A2 A3 A4 A5 A6 B1 B2 B3 B4 B5 C1 C2 C3 C4 C5 D1 D2 D3 D4 D5 E1 E2 E3 E4 E5 F1 F2 F3 F4 F5 \
         H1 H2 H3 H4 H5 H6 I0 I1 I2 I3 I4 J1 J2 K1 K2 K3 K4 K5 K6 L1 L2 M1 M2"
    );
    for t in &catalogue.templates {
        assert!(
            !t.ja.is_empty()
                && !t.en.is_empty()
                && !t.basis.is_empty()
                && !t.source.is_empty()
                && t.checked_on.is_some(),
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

//! Each rule of domain.md d by table: broken, not broken, set aside.

use enishi::config::Catalogue;
use enishi::domain::book::Book;
use enishi::domain::code::{Level, OwnerSide, PairingStatus, TaskStatus};
use enishi::domain::entity::meeting::{Meeting, Seat};
use enishi::domain::entity::pairing::{Pairing, PairingId};
use enishi::domain::entity::task::{Details, Task, TaskId};
use enishi::domain::entity::waiver::Waiver;
use enishi::domain::roster::Session;
use enishi::domain::rule::calendar::Calendar;
use enishi::domain::rule::check::{self, Finding, Refusal};
use enishi::domain::rule::facts::Facts;
use enishi::intake;
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::Timestamp;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 30);

/// A session, and the record of a pairing of N-01 with co.
struct Desk {
    session: Session,
    book: Book,
}

fn desk(need: &str, company: &str, more: &str) -> Desk {
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
        [[organisations]]
        id = "big"
        name = "大会社"
        kinds = ["SEIHAN1"]
        mah_no = "13B1X00001"
        [[needs]]
        no = "N-01"
        title = "題"
        hospital = "hosp"
        department = "外科"
        problem = "困りごと"
        wanted = "解決"
        {need}
        {more}
        "#
    );
    let loaded = intake::load(&text, &Words::new(Lang::Ja));
    let errors: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|d| d.message.clone())
        .collect();
    let session = loaded.session.unwrap_or_else(|| panic!("{errors:?}"));
    let mut desk = Desk {
        session,
        book: Book::default(),
    };
    desk.pair("co", PairingStatus::Confirmed);
    desk
}

impl Desk {
    fn pair(&mut self, org: &str, status: PairingStatus) -> &mut Pairing {
        let mut pairing = Pairing::new(id(org), Level::Discuss, Timestamp::UNIX_EPOCH);
        pairing.status = status;
        pairing.next_company = ("図面".into(), Some(date(2026, 12, 10)));
        self.book.pairings.insert(id(org), pairing);
        self.book.pairings.get_mut(&id(org)).unwrap()
    }

    fn task(mut self, code: &str, status: TaskStatus) -> Self {
        let id = TaskId {
            session: "s".into(),
            need: "N-01".into(),
            org: "co".into(),
            template: code.into(),
        };
        let opened = "2026-11-20T01:00:00Z".parse().unwrap();
        let task = Task {
            id: id.clone(),
            title_ja: code.into(),
            title_en: code.into(),
            owner_side: OwnerSide::Hospital,
            status,
            due_on: TODAY,
            depends_on: Vec::new(),
            note: Clean::default(),
            done_on: None,
            due_stated: false,
            details: Details::default(),
            opened_at: opened,
        };
        self.book.tasks.insert(id, task);
        self
    }

    fn status(mut self, status: PairingStatus) -> Self {
        self.pair("co", status);
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn found(&self, today: Date) -> Vec<Finding> {
        let catalogue = Catalogue::default();
        let calendar = Calendar::default();
        let facts = Facts {
            templates: &catalogue.templates,
            session: &self.session,
            book: &self.book,
            calendar: &calendar,
            today,
        };
        check::all(&facts)
    }

    fn breaks(&self, rule: &str, today: Date) -> bool {
        let all = self.found(today);
        all.iter()
            .any(|f| f.rule.code() == rule && f.overruled.is_none())
    }
}

fn id(org: &str) -> PairingId {
    PairingId {
        session: "s".into(),
        need: "N-01".into(),
        org: org.into(),
    }
}

const PUBLIC: &str = "disclosure = \"公開\"";
const SECRET: &str = "disclosure = \"NDA後\"";

/// For each rule: what it is told by, records that break it, and records that do not.
#[test]
fn each_rule_is_broken_where_it_should_be_and_nowhere_else_and_can_be_set_aside() {
    use PairingStatus as P;
    use TaskStatus as T;
    let class = |class: &str| format!("{PUBLIC}\ndevice_class = \"{class}\"");
    let first = |day: &str, filing: &str| {
        format!("{PUBLIC}\nfirst_disclosed_on = {day}\npatent_status = \"{filing}\"")
    };
    let licence = |number: &str| format!("mah_no = \"{number}\"");
    let patent = |checked: &str| {
        format!(
            "[[patents]]\ndoc_no = \"特開2020-123456\"\ntitle = \"鉗子\"\napplicants = [\"大会社\"]\n\
             needs = [{{ no = \"N-01\", relation = \"背景\" }}]\n{checked}"
        )
    };
    let plain = || desk(PUBLIC, "", "");
    let rivals = "competitors = [\"big\"]";
    let seat = |desk: &mut Desk| {
        let seat = Seat {
            starts_at: jiff::civil::time(15, 0, 0, 0),
            table: "A".into(),
            persons: Vec::new(),
        };
        let meeting = Meeting {
            seat: Some(seat),
            ..Meeting::default()
        };
        desk.book.meetings.insert(id("co"), meeting);
    };
    let surveys = |desk: Desk, done: &[&str]| {
        let all = ["D1", "D2", "D3", "D4", "D5"];
        all.into_iter().fold(desk, |desk, code| {
            let status = if done.contains(&code) {
                T::Done
            } else {
                T::Open
            };
            desk.task(code, status)
        })
    };
    let table: Vec<(&str, Desk, bool)> = vec![
        // R1: a year from the first disclosure, counted down in its last 90 days.
        ("R1", desk(&first("2025-12-20", "未検討"), "", ""), true),
        ("R1", desk(&first("2025-11-01", "出願準備"), "", ""), true),
        ("R1", desk(&first("2026-11-20", "未検討"), "", ""), false),
        ("R1", desk(&first("2025-12-20", "出願済"), "", ""), false),
        ("R1", plain(), false),
        // R2: no meeting before C1 where the need is NDA後.
        ("R2", desk(SECRET, "", "").status(P::MeetingPlanned), true),
        ("R2", desk(SECRET, "", "").with(seat), true),
        (
            "R2",
            desk(SECRET, "", "").status(P::Met).task("C1", T::Signing),
            true,
        ),
        (
            "R2",
            desk(SECRET, "", "").status(P::Met).task("C1", T::Done),
            false,
        ),
        ("R2", desk(SECRET, "", ""), false),
        ("R2", plain().status(P::Met), false),
        // R3: classes III and IV take type 1, II takes type 2; a licence that ran out.
        ("R3", desk(&class("III"), &licence("13B2X00001"), ""), true),
        ("R3", desk(&class("IV"), &licence("13B2X00001"), ""), true),
        ("R3", desk(&class("II"), &licence("13B3X00001"), ""), true),
        ("R3", desk(&class("II"), &licence("13B2X00001"), ""), false),
        ("R3", desk(&class("III"), &licence("13B1X00001"), ""), false),
        ("R3", desk(&class("I"), &licence("13B3X00001"), ""), false),
        (
            "R3",
            desk(&class("III"), &licence("13B2X00001"), "").with(|d| {
                d.pair("big", P::Confirmed);
            }),
            false,
        ),
        (
            "R3",
            desk(
                &class("II"),
                "mah_no = \"13B2X00001\"\nmah_expires_on = 2026-03-31",
                "",
            ),
            true,
        ),
        (
            "R3",
            desk(
                &class("II"),
                "mah_no = \"13B2X00001\"\nmah_expires_on = 2029-03-31",
                "",
            ),
            false,
        ),
        // R4: K1 waits for D1 to D5.
        (
            "R4",
            surveys(plain().task("K1", T::Preparing), &["D1"]),
            true,
        ),
        ("R4", plain().task("K1", T::Done), true),
        (
            "R4",
            surveys(
                plain().task("K1", T::Preparing),
                &["D1", "D2", "D3", "D4", "D5"],
            ),
            false,
        ),
        ("R4", surveys(plain().task("K1", T::Open), &[]), false),
        // R5: COI before ethics.
        ("R5", plain().task("H2", T::InReview), true),
        (
            "R5",
            plain().task("H2", T::InReview).task("H1", T::InReview),
            true,
        ),
        ("R5", plain().task("H2", T::Done).task("H1", T::Done), false),
        ("R5", plain().task("H2", T::Preparing), false),
        // R6: a type 1 or 2 holder on the need.
        ("R6", desk(&class("II"), "", ""), true),
        ("R6", desk(&class("不明"), "", ""), true),
        ("R6", desk(&class("II"), &licence("13B3X00001"), ""), true),
        ("R6", desk(&class("III"), &licence("13B2X00001"), ""), false),
        ("R6", desk(&class("I"), "", ""), false),
        (
            "R6",
            desk(&format!("{PUBLIC}\ndevice_kind = \"非医療機器\""), "", ""),
            false,
        ),
        (
            "R6",
            desk(&class("II"), "", "").with(|d| {
                d.pair("big", P::Candidate);
            }),
            false,
        ),
        // R7: next action empty or past.
        (
            "R7",
            plain().with(|d| d.pair("co", P::Confirmed).next_company = Default::default()),
            true,
        ),
        (
            "R7",
            plain().with(|d| {
                let day = Some(date(2026, 11, 27));
                d.pair("co", P::Confirmed).next_hospital = ("返事".into(), day);
            }),
            true,
        ),
        ("R7", plain(), false),
        (
            "R7",
            plain().with(|d| d.pair("co", P::Business).next_company = Default::default()),
            false,
        ),
        // R9: five open pairings of one company.
        (
            "R9",
            plain().with(|d| {
                for n in 1..5 {
                    let mut pairing = d.book.pairings[&id("co")].clone();
                    pairing.id.need = Clean::line(&format!("N-0{}", n + 1));
                    d.book.pairings.insert(pairing.id.clone(), pairing);
                }
            }),
            true,
        ),
        ("R9", plain(), false),
        // R10: rivals on one need.
        (
            "R10",
            desk(PUBLIC, rivals, "").with(|d| {
                d.pair("big", P::Candidate);
            }),
            true,
        ),
        ("R10", desk(PUBLIC, rivals, ""), false),
        (
            "R10",
            plain().with(|d| {
                d.pair("big", P::Candidate);
            }),
            false,
        ),
        // R11: a swap keeps the record and has a successor, who is named: whoever else works on the need is not.
        ("R11", plain().status(P::PartnerChange), true),
        (
            "R11",
            plain().status(P::PartnerChange).with(|d| {
                d.pair("big", P::Candidate);
            }),
            true,
        ),
        (
            "R11",
            plain().status(P::PartnerChange).with(|d| {
                d.pair("big", P::Candidate).predecessor = "co".into();
            }),
            false,
        ),
        ("R11", plain(), false),
        // R12: a legal status older than six months.
        (
            "R12",
            desk(PUBLIC, "", &patent("checked_on = 2026-04-01")),
            true,
        ),
        ("R12", desk(PUBLIC, "", &patent("")), true),
        (
            "R12",
            desk(PUBLIC, "", &patent("checked_on = 2026-10-01")),
            false,
        ),
        ("R12", plain(), false),
        // Nothing is held against what was never confirmed.
        ("R6", desk(&class("II"), "", "").status(P::Candidate), false),
    ];
    for (row, (rule, mut desk, broken)) in table.into_iter().enumerate() {
        assert_eq!(desk.breaks(rule, TODAY), broken, "{rule}, row {row}");
        if !broken {
            continue;
        }
        let all = desk.found(TODAY);
        let finding = all.iter().find(|f| f.rule.code() == rule).unwrap();
        assert_eq!(
            check::overrule(&all, &finding.id, &Clean::line(" ")),
            Err(Refusal::NoReason)
        );
        let changes = check::overrule(&all, &finding.id, &Clean::line("学会で公表済みのため"));
        assert_eq!(changes.unwrap().len(), 1);
        let waiver = Waiver {
            reason: "学会で公表済みのため".into(),
            waived: true,
            by: "相沢".into(),
            at: Timestamp::UNIX_EPOCH,
        };
        let id = finding.id.clone();
        desk.book.waivers.insert(id.clone(), waiver.clone());
        assert!(!desk.breaks(rule, TODAY), "{rule}, row {row}: set aside");
        let now = desk.found(TODAY);
        let finding = now.iter().find(|f| f.id == id).unwrap();
        assert_eq!(finding.overruled, Some(waiver), "and still told");
    }
}

#[test]
fn a_hospital_that_does_not_answer_is_told_after_ten_business_days() {
    let desk = desk(PUBLIC, "", "").task("B3", TaskStatus::Open);
    // From 2026-11-20; the 23rd is a holiday.
    assert!(!desk.breaks("R8", date(2026, 12, 7)));
    assert!(desk.breaks("R8", date(2026, 12, 8)));
    let desk = desk.task("B3", TaskStatus::Done);
    assert!(!desk.breaks("R8", date(2026, 12, 8)));
}

#[test]
fn every_rule_says_what_why_and_what_to_do_in_both_languages_and_claims_no_law() {
    let first = "disclosure = \"NDA後\"\ndevice_class = \"III\"\nfirst_disclosed_on = 2025-12-20";
    let desk = desk(
        first,
        "mah_no = \"13B3X00001\"\ncompetitors = [\"big\"]",
        "",
    )
    .status(PairingStatus::Met)
    .task("K1", TaskStatus::Done)
    .task("H2", TaskStatus::Done);
    let all = desk.found(TODAY);
    let codes: Vec<&str> = all.iter().map(|f| f.rule.code()).collect();
    assert_eq!(codes, ["R1", "R2", "R3", "R4", "R5", "R6"]);
    let words = [Lang::Ja, Lang::En].map(Words::new);
    for finding in &all {
        let told = words.each_ref().map(|w| {
            [
                finding.message(w),
                finding.why(w),
                finding.source(w),
                finding.help(w),
            ]
        });
        for text in told.iter().flatten() {
            assert!(
                !text.is_empty() && !text.contains("No localization"),
                "{text}"
            );
        }
        let is_law = ["R1", "R3"].contains(&finding.rule.code());
        assert_eq!(told[0][2].contains("法令"), is_law, "{:?}", told[0]);
    }
    let text = all[0].message(&words[0]);
    // The 20th is a Sunday: nobody counts on an extension.
    assert!(
        text.contains("2026-12-20") && text.contains("2026-12-18"),
        "{text}"
    );
    assert!(text.contains("目安") && text.contains("海外"), "{text}");
}

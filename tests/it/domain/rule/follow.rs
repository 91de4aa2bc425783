//! What holds of the tasks of pairings whatever is done in whatever order.

use crate::store::at;
use enishi::config::Catalogue;
use enishi::domain::book::Book;
use enishi::domain::code::{Level, PairingStage, PairingStatus, TaskStatus};
use enishi::domain::entity::Changes;
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::task::{Task, TaskId};
use enishi::domain::reading::{self, Answers};
use enishi::domain::roster::Session;
use enishi::domain::rule::calendar::Calendar;
use enishi::domain::rule::facts::Facts;
use enishi::domain::rule::matching::{self, Partner};
use enishi::domain::rule::stage::{self, Way};
use enishi::domain::rule::task_status::{self, Said};
use enishi::domain::rule::template::Scope;
use enishi::domain::rule::{ending, trigger};
use enishi::intake;
use enishi::store::{Draft, MemoryStore, Sessions, Store};
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 30);

fn session() -> Session {
    let text = r#"
        format = 1
        [session]
        id = "s"
        title = "会"
        held_on = 2026-11-20
        [[organisations]]
        id = "hosp"
        name = "病院"
        kinds = ["HOSP"]
        ethics_meets = "毎月第2水曜（10営業日前）"
        closing_days = "12-14"
        [[organisations]]
        id = "co"
        name = "会社"
        kinds = ["MONO"]
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
        disclosure = "NDA後"
        device_class = "III"
        first_disclosed_on = 2026-11-20
        visit_ok = true
    "#;
    let loaded = intake::load(text, &Words::new(Lang::Ja));
    assert_eq!(loaded.diagnostics, []);
    loaded.session.unwrap()
}

/// A record of two pairings, and the rules over it.
struct House {
    catalogue: Catalogue,
    calendar: Calendar,
    store: MemoryStore,
    time: i64,
}

impl House {
    fn new() -> Self {
        let mut house = Self {
            catalogue: Catalogue::default(),
            calendar: Calendar::default(),
            store: MemoryStore::new(Uuid::from_u128(1)),
            time: 0,
        };
        let session = session();
        let read = reading::read(&house.book(), &session, &Answers::default()).unwrap();
        house.commit(read.changes);
        for org in ["co", "big"] {
            let book = house.book();
            let who = Partner::Organisation(org);
            let level = Some(Level::WantsMeeting);
            let made =
                matching::record(&book.sessions[&Clean::line("s")], &book, "N-01", who, level);
            house.commit(made.unwrap().1);
        }
        house
    }

    fn book(&self) -> Book {
        self.store.book(&Sessions::All).unwrap()
    }

    fn commit(&mut self, changes: Changes) {
        if changes.is_empty() {
            return;
        }
        self.time += 1;
        let draft = Draft {
            actor: "相沢".into(),
            scope: "s".into(),
            changes,
            action: None,
        };
        self.store.commit(&draft, at(self.time)).unwrap();
    }

    fn facts<'a>(&'a self, book: &'a Book) -> Facts<'a> {
        Facts {
            templates: &self.catalogue.templates,
            session: &book.sessions[&Clean::line("s")],
            book,
            calendar: &self.calendar,
            today: TODAY,
        }
    }

    fn status(&mut self, org: &str, status: PairingStatus, stop: bool) {
        let book = self.book();
        let facts = self.facts(&book);
        let pairing = &book.pairings[&id(org)];
        let made = ending::set_status(&facts, pairing, status, Clean::default(), stop);
        self.commit(made);
    }

    fn task(&mut self, task: &TaskId, to: TaskStatus) {
        let book = self.book();
        let facts = self.facts(&book);
        let said = Said::on(TODAY);
        let made = task_status::task_status(Some(&facts), &book.tasks[task], to, said);
        self.commit(made);
    }

    fn codes(&self, org: &str) -> String {
        let book = self.book();
        let codes: Vec<&str> = book
            .tasks_of(&id(org))
            .map(|t| t.id.template.as_str())
            .collect();
        codes.join(" ")
    }
}

fn id(org: &str) -> PairingId {
    PairingId {
        session: "s".into(),
        need: "N-01".into(),
        org: org.into(),
    }
}

fn of(org: &str, code: &str) -> TaskId {
    TaskId {
        session: "s".into(),
        need: "N-01".into(),
        org: org.into(),
        template: code.into(),
    }
}

#[test]
fn a_pairing_goes_from_stage_to_stage_by_its_tasks() {
    let mut house = House::new();
    house.status("co", PairingStatus::Confirmed, false);
    let stage = |house: &House| {
        let book = house.book();
        stage::of(&house.facts(&book), &book.pairings[&id("co")])
    };
    assert_eq!(stage(&house), PairingStage::Will);
    assert_eq!(house.codes("co"), "B3 B5 E1 E2 M1");
    for (code, then) in [
        ("B3", PairingStage::Secrecy),
        ("C2", PairingStage::Goals),
        ("C4", PairingStage::Surveys),
        ("D5", PairingStage::Agreement),
    ] {
        house.task(&of("co", code), TaskStatus::Done);
        assert_eq!(stage(&house), then, "{code}");
    }
    // The agreement is a matter of its state.
    let book = house.book();
    let facts = house.facts(&book);
    let ways = stage::ways(&facts, &book.pairings[&id("co")]);
    assert_eq!(ways, [Way::Status(PairingStatus::Project)]);
    drop(ways);
    house.status("co", PairingStatus::Project, false);
    let agreement = of("co", "F1");
    house.task(&agreement, TaskStatus::Done);
    assert_eq!(stage(&house), PairingStage::Prototype);
    // The ethics committee sits on the second Wednesday; 12-09 asked for papers by 11-25.
    let review = &house.book().tasks[&of("co", "H2")];
    assert_eq!(review.due_on, date(2027, 1, 13));
}

#[test]
fn why_there_is_a_task_is_told_in_words() {
    let mut house = House::new();
    house.status("co", PairingStatus::MeetingPlanned, false);
    let book = house.book();
    let words = Words::new(Lang::Ja);
    let why = |code: &str| {
        let template = house.catalogue.template(code).unwrap();
        trigger::because(&words, &book, &template.when, &of("co", code)).join("、")
    };
    assert_eq!(why("C1"), "確定 まで進んだため、公開範囲が NDA後 のため");
    assert_eq!(
        why("C3"),
        "確定 まで進んだため、病院見学ができるため、関心度が 面談希望 のため"
    );
}

#[test]
fn a_repeating_task_comes_again_after_its_months() {
    let mut house = House::new();
    house.status("co", PairingStatus::Confirmed, false);
    let first = house.book().tasks[&of("co", "M1")].due_on;
    house.task(&of("co", "M1"), TaskStatus::Done);
    let second = house.book().tasks[&of("co", "M1.2")].clone();
    assert_eq!((first, second.due_on), (date(2027, 3, 3), date(2027, 6, 3)));
    // Taken back: one is open, not two; done again, the second one is there again.
    house.task(&of("co", "M1"), TaskStatus::Open);
    assert!(house.book().tasks[&second.id].status.is_closed());
    house.task(&of("co", "M1"), TaskStatus::Done);
    assert_eq!(house.book().tasks[&second.id].status, TaskStatus::Open);
    // The second one is wanted although the first is open again: one is open, whichever was opened last.
    house.task(&of("co", "M1"), TaskStatus::Open);
    house.task(&second.id, TaskStatus::Open);
    assert!(house.book().tasks[&of("co", "M1")].status.is_closed());
    house.status("co", PairingStatus::Stopped, true);
    house.task(&second.id, TaskStatus::Done);
    assert!(!house.book().tasks.contains_key(&of("co", "M1.3")));
}

#[test]
fn papers_after_a_filing_are_due_by_days_of_the_calendar() {
    let mut house = House::new();
    house.status("co", PairingStatus::Confirmed, false);
    let book = house.book();
    let facts = house.facts(&book);
    let filed = date(2026, 11, 27);
    let task = &book.tasks[&of("co", "E2")];
    let made = task_status::task_status(Some(&facts), task, TaskStatus::Done, Said::on(filed));
    house.commit(made);
    let book = house.book();
    // 30 days after the 27th is Sunday, 12-27: the Friday before. Twelve months: Saturday, 11-27.
    assert_eq!(book.tasks[&of("co", "E4")].due_on, date(2026, 12, 25));
    assert_eq!(book.tasks[&of("co", "E5")].due_on, date(2027, 11, 26));
}

/// What somebody does.
#[derive(Clone, Debug)]
enum Step {
    Status(bool, usize, bool),
    Task(usize, usize),
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let one = prop_oneof![
        3 => (any::<bool>(), 0..PairingStatus::ALL.len(), any::<bool>())
            .prop_map(|(org, to, stop)| Step::Status(org, to, stop)),
        6 => (0..60usize, 0..TaskStatus::ALL.len()).prop_map(|(task, to)| Step::Task(task, to)),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ];
    proptest::collection::vec(one, 0..40)
}

/// What has to hold of a record.
fn laws(house: &House) -> Result<(), TestCaseError> {
    let book = house.book();
    let facts = house.facts(&book);
    for task in book.tasks.values() {
        for before in &task.depends_on {
            prop_assert!(book.tasks.contains_key(before), "{}: {before}", task.id);
        }
        let (Some(template), Some(pairing)) = (
            facts.template(&task.id),
            task.id.pairing().and_then(|id| book.pairings.get(&id)),
        ) else {
            continue;
        };
        if task.status.is_closed() || task.id.time() > 1 {
            continue;
        }
        // What comes first is there, where the pairing needs it.
        let need = facts.session.recorded_need(&task.id.need).unwrap();
        let case = facts.case(pairing, need, None);
        for code in &template.after {
            let before = house.catalogue.template(code).unwrap();
            let own = TaskId {
                template: code.clone(),
                ..task.id.clone()
            };
            let needed = before.scope == Scope::Pairing
                && before.when.holds(&case)
                && before.stage <= stage::of(&facts, pairing);
            prop_assert!(!needed || book.tasks.contains_key(&own), "{own}");
        }
    }
    for pairing in book.pairings.values() {
        let open: Vec<&Task> = book
            .tasks_of(&pairing.id)
            .filter(|t| !t.status.is_closed())
            .collect();
        let codes: BTreeSet<&str> = open.iter().map(|t| t.id.code()).collect();
        prop_assert_eq!(codes.len(), open.len(), "two of one template");
        let ended = pairing.status.is_closed() || pairing.status == PairingStatus::Business;
        let ways = stage::ways(&facts, pairing);
        prop_assert!(
            ended || !ways.is_empty(),
            "no way on from {:?}",
            pairing.status
        );
        for way in ways {
            let Way::Task(gate) = way else { continue };
            // It can be done, or what it waits for can.
            let mut first = gate;
            while let Some(before) = book.waits_for(first) {
                first = before;
            }
            prop_assert!(!first.status.releases());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_order_of_steps_breaks_the_tasks_and_undo_returns_to_the_start(steps in steps()) {
        let mut house = House::new();
        let start = house.book();
        let me = Clean::line("相沢");
        let mut done = 0;
        for step in steps {
            match step {
                Step::Status(big, to, stop) => {
                    let org = if big { "big" } else { "co" };
                    let to = PairingStatus::ALL[to];
                    let was = house.time;
                    if house.book().pairings[&id(org)].status != to {
                        house.status(org, to, stop);
                    }
                    let ended = to.is_closed() && stop && house.time > was;
                    let book = house.book();
                    let id = id(org);
                    let left = book.tasks_of(&id).filter(|t| !t.status.is_closed());
                    // Only what sums it up or hands it over.
                    let left: Vec<&str> = left.map(|t| t.id.code()).collect();
                    prop_assert!(!ended || left.iter().all(|c| ["L1", "L2"].contains(c)), "{left:?}");
                }
                Step::Task(at_task, to) => {
                    let book = house.book();
                    let ids: Vec<TaskId> = book.tasks.keys().cloned().collect();
                    if let Some(task) = ids.get(at_task % ids.len().max(1)) {
                        house.task(task, TaskStatus::ALL[to]);
                    }
                }
                Step::Undo => {
                    house.time += 1;
                    // Not the reading of the session itself, and not the two pairings.
                    if house.book() != start {
                        house.store.undo(&me, at(house.time)).unwrap();
                    }
                }
                Step::Redo => {
                    house.time += 1;
                    house.store.redo(&me, at(house.time)).unwrap();
                }
            }
            done += 1;
            laws(&house)?;
        }
        for _ in 0..=done {
            if house.book() == start {
                break;
            }
            house.time += 1;
            house.store.undo(&me, at(house.time)).unwrap();
        }
        prop_assert!(house.book() == start, "undo does not return to the start");
    }
}

//! Every figure of the report is a plain count over the records, whatever was done in whatever order.

use crate::store::at;
use enishi::config::Catalogue;
use enishi::domain::book::Book;
use enishi::domain::code::{Commitment, Level, Outcome, PairingStatus, Point, TaskStatus};
use enishi::domain::entity::meeting::MeetingChange;
use enishi::domain::entity::pairing::{Pairing, PairingId};
use enishi::domain::entity::{Changes, Entity};
use enishi::domain::reading::{self, Answers};
use enishi::domain::rule::calendar::Calendar;
use enishi::domain::rule::ending;
use enishi::domain::rule::facts::Facts;
use enishi::domain::rule::matching::{self, Partner};
use enishi::domain::rule::project;
use enishi::domain::rule::report::{By, Counted, Measure, Report, Source, Span, Spread};
use enishi::domain::rule::task_status::{self, Said};
use enishi::exchange::report as told;
use enishi::intake;
use enishi::store::{Draft, MemoryStore, Sessions, Store};
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

const TODAY: Date = date(2027, 6, 1);
const SESSIONS: [(&str, &str); 2] = [("a", "2025-11-20"), ("b", "2027-03-31")];
const NEEDS: [&str; 2] = ["N-01", "N-02"];
const ORGS: [&str; 3] = ["co", "big", "hosp2"];

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
        for (id, day) in SESSIONS {
            let text = format!(
                r#"
                format = 1
                [session]
                id = "{id}"
                title = "会{id}"
                held_on = {day}
                program_name = "橋渡し"
                target_pairings = 5
                [[organisations]]
                id = "hosp"
                name = "病院"
                kinds = ["HOSP"]
                [[organisations]]
                id = "hosp2"
                name = "第二病院"
                kinds = ["HOSP"]
                [[organisations]]
                id = "co"
                name = "会社"
                kinds = ["MONO"]
                [[organisations]]
                id = "big"
                name = "大会社"
                kinds = ["SEIHAN1"]
                mah_no = "13B1X00001"
                [[attendees]]
                badge = "1"
                name = "見本 一郎"
                org = "co"
                interests = [{{ need = "N-02", level = "関心" }}]
                [[needs]]
                no = "N-01"
                title = "題"
                hospital = "hosp"
                department = "外科"
                problem = "困りごと"
                wanted = "解決"
                disclosure = "NDA後"
                device_class = "III"
                [[needs]]
                no = "N-02"
                title = "題の二"
                hospital = "hosp2"
                department = "内科"
                problem = "困りごと"
                wanted = "解決"
                disclosure = "公開"
                "#
            );
            let loaded = intake::load(&text, &Words::new(Lang::Ja));
            assert!(loaded.session.is_some(), "{:?}", loaded.diagnostics);
            let session = loaded.session.unwrap();
            let read = reading::read(&house.book(), &session, &Answers::default()).unwrap();
            house.commit(id, "相沢", read.changes);
        }
        house
    }

    fn book(&self) -> Book {
        self.store.book(&Sessions::All).unwrap()
    }

    fn commit(&mut self, scope: &str, actor: &str, changes: Changes) {
        if changes.is_empty() {
            return;
        }
        self.time += 1;
        let draft = Draft {
            actor: actor.into(),
            scope: scope.into(),
            changes,
            action: None,
        };
        self.store.commit(&draft, at(self.time)).unwrap();
    }

    fn facts<'a>(&'a self, book: &'a Book, session: &str) -> Facts<'a> {
        Facts {
            templates: &self.catalogue.templates,
            session: &book.sessions[&Clean::line(session)],
            book,
            calendar: &self.calendar,
            today: TODAY,
        }
    }

    fn step(&mut self, step: &Step) {
        let book = self.book();
        match step {
            Step::Record(id, level) => {
                let session = &book.sessions[&id.session];
                let who = Partner::Organisation(&id.org);
                let made = matching::record(session, &book, &id.need, who, *level);
                let actor = if level.is_some() { "相沢" } else { "別府" };
                self.commit(&id.session, actor, made.map(|(_, c)| c).unwrap_or_default());
            }
            Step::Status(id, to) => {
                let Some(pairing) = book.pairings.get(id) else {
                    return;
                };
                let facts = self.facts(&book, &id.session);
                let reason = if to.is_closed() { "資金" } else { "" };
                let made = ending::set_status(&facts, pairing, *to, reason.into(), false);
                self.commit(&id.session, "相沢", made);
            }
            Step::Task(n, to, days) => {
                let Some(task) = book.tasks.values().nth(n % book.tasks.len().max(1)) else {
                    return;
                };
                let facts = self.facts(&book, &task.id.session);
                let on = facts.session.held_on.checked_add(i64::from(*days).days());
                let made = task_status::task_status(Some(&facts), task, *to, Said::on(on.unwrap()));
                self.commit(&task.id.session.clone(), "相沢", made);
            }
            Step::Met(id, days, outcome) => {
                let Some(pairing) = book.pairings.get(id) else {
                    return;
                };
                let on = TODAY.checked_sub(i64::from(*days).days()).unwrap();
                let made = project::met(pairing, on, *outcome, "話した".into());
                self.commit(&id.session, "相沢", made);
            }
            Step::Commit(id, commitment) => {
                let Some(pairing) = book.pairings.get(id) else {
                    return;
                };
                let said = [(Point::Commitment, Clean::line(commitment.code()))];
                self.commit(&id.session, "相沢", project::points(pairing, &said));
            }
            Step::Succeed(id, org) => {
                let Some(pairing) = book.pairings.get(id) else {
                    return;
                };
                let facts = self.facts(&book, &id.session);
                let org = Clean::line(ORGS[*org]);
                let made = project::succeed(&facts, pairing, &org);
                let made = made.map(|(_, changes)| changes).unwrap_or_default();
                self.commit(&id.session, "相沢", made);
            }
            Step::Meeting(id, outcome) => {
                let change = MeetingChange::Outcome {
                    outcome: *outcome,
                    absent: None,
                };
                let made = vec![(Entity::Meeting(id.clone()), change.into())];
                self.commit(&id.session, "相沢", made);
            }
        }
    }

    fn report(&self, book: &Book, span: &Span) -> Report {
        let source = Source {
            book,
            templates: &self.catalogue.templates,
            calendar: &self.calendar,
            today: TODAY,
        };
        Report::of(source, span)
    }
}

#[derive(Clone, Debug)]
enum Step {
    Record(PairingId, Option<Level>),
    Status(PairingId, PairingStatus),
    Task(usize, TaskStatus, i32),
    Meeting(PairingId, Option<Outcome>),
    Met(PairingId, i32, Option<Outcome>),
    Commit(PairingId, Commitment),
    Succeed(PairingId, usize),
}

fn ids() -> impl Strategy<Value = PairingId> {
    (0..SESSIONS.len(), 0..NEEDS.len(), 0..ORGS.len()).prop_map(|(s, n, o)| PairingId {
        session: SESSIONS[s].0.into(),
        need: NEEDS[n].into(),
        org: ORGS[o].into(),
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let levels = proptest::option::of(proptest::sample::select(Level::ALL));
    let states = proptest::sample::select(PairingStatus::ALL);
    let tasks = proptest::sample::select(vec![
        TaskStatus::Done,
        TaskStatus::Done,
        TaskStatus::NotNeeded,
        TaskStatus::Open,
        TaskStatus::Stopped,
    ]);
    let outcomes = proptest::option::of(proptest::sample::select(Outcome::ALL));
    let commitments = proptest::sample::select(Commitment::ALL);
    let one = prop_oneof![
        3 => (ids(), levels).prop_map(|(id, level)| Step::Record(id, level)),
        3 => (ids(), states).prop_map(|(id, to)| Step::Status(id, to)),
        6 => (0..200usize, tasks, 0..200).prop_map(|(n, to, days)| Step::Task(n, to, days)),
        1 => (ids(), outcomes.clone()).prop_map(|(id, outcome)| Step::Meeting(id, outcome)),
        1 => (ids(), 0..3, outcomes).prop_map(|(id, days, o)| Step::Met(id, days, o)),
        1 => (ids(), commitments).prop_map(|(id, commitment)| Step::Commit(id, commitment)),
        1 => (ids(), 0..ORGS.len()).prop_map(|(id, org)| Step::Succeed(id, org)),
    ];
    proptest::collection::vec(one, 0..60)
}

/// How many there are, told without any of the code that is tested.
fn plain(book: &Book, measure: Measure, holds: &dyn Fn(&Clean) -> bool) -> usize {
    let progress = |p: &Pairing| {
        let at = PairingStatus::ALL.iter().position(|s| *s == p.status);
        // 確定 is the second, 事業化 the ninth; what comes behind is a pause or an end.
        at.filter(|at| (1..9).contains(at)).unwrap_or(0)
    };
    let pairings: Vec<&Pairing> = (book.pairings.values())
        .filter(|p| holds(&p.id.session))
        .collect();
    let done = |id: &PairingId, code: &str| {
        book.tasks.values().any(|t| {
            (&t.id.session, &t.id.need, &t.id.org) == (&id.session, &id.need, &id.org)
                && *t.id.template == *code
                && t.status == TaskStatus::Done
        })
    };
    let count = |wanted: &dyn Fn(&Pairing) -> bool| pairings.iter().filter(|p| wanted(p)).count();
    let tasks = || book.tasks.values().filter(|t| holds(&t.id.session));
    let sessions = SESSIONS.iter().filter(|(id, _)| holds(&Clean::line(id)));
    let held = |id: &PairingId| {
        let met = book.meetings.get(id).and_then(|m| m.outcome);
        met.is_some_and(|o| o != Outcome::NotHeld)
    };
    match measure {
        Measure::Needs => sessions.count() * NEEDS.len(),
        // Somebody declared an interest in the second one.
        Measure::NeedsWithInterest => sessions
            .map(|(id, _)| {
                let first = pairings.iter().any(|p| {
                    *p.id.session == **id && *p.id.need == *"N-01" && p.level != Level::Declined
                });
                1 + usize::from(first)
            })
            .sum(),
        Measure::Pairings => pairings.len(),
        Measure::Confirmed => count(&|p| progress(p) > 0),
        Measure::Meetings => {
            let at_table = book.meetings.keys().filter(|id| holds(&id.session));
            let at_table = at_table.filter(|id| held(id)).count();
            let later = |p: &Pairing| p.met.values().any(|(o, _)| *o != Outcome::NotHeld);
            at_table + count(&|p| (progress(p) >= 4 || later(p)) && !held(&p.id))
        }
        Measure::NdaSigned => tasks()
            .filter(|t| *t.id.template == *"C1" && t.status == TaskStatus::Done)
            .count(),
        Measure::Contracts => {
            count(&|p| progress(p) >= 7 || done(&p.id, "F1") || done(&p.id, "F2"))
        }
        Measure::Launched => count(&|p| p.status == PairingStatus::Business),
        Measure::WithMah => count(&|p| {
            let holder = pairings.iter().any(|o| {
                (&o.id.session, &o.id.need) == (&p.id.session, &p.id.need)
                    && *o.id.org == *"big"
                    && o.level != Level::Declined
                    && !o.status.is_closed()
            });
            progress(p) > 0 && holder
        }),
        Measure::Surveyed => {
            count(&|p| progress(p) > 0 && ["D1", "D2", "D3", "D4"].iter().all(|c| done(&p.id, c)))
        }
        Measure::Accompanied => count(&|p| progress(p) > 0 && done(&p.id, "J1")),
        Measure::Committed => count(&|p| {
            let said = p.points.get(&Point::Commitment);
            progress(p) > 0 && said.is_some_and(|said| **said != *"表明なし")
        }),
        Measure::Changed => count(&|p| {
            let followed = pairings.iter().any(|o| {
                (&o.id.session, &o.id.need) == (&p.id.session, &p.id.need)
                    && o.predecessor == p.id.org
            });
            p.status == PairingStatus::PartnerChange || followed
        }),
        Measure::Overdue => tasks()
            .filter(|t| t.due_on < TODAY && !t.status.is_closed())
            .count(),
    }
}

/// Whether a session is meant.
type Holds<'a> = &'a dyn Fn(&Clean) -> bool;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_figure_is_a_count_over_the_records(steps in steps()) {
        let mut house = House::new();
        for step in &steps {
            house.step(step);
        }
        let book = house.book();
        let spans: [(Span, Holds<'_>); 3] = [
            (Span::default(), &|_| true),
            (Span::fiscal_year(2026), &|id| **id == *"b"),
            (Span { session: Some("a".into()), ..Span::default() }, &|id| **id == *"a"),
        ];
        for (span, holds) in spans {
            let report = house.report(&book, &span);
            for measure in Measure::ALL {
                let count = report.count(*measure);
                prop_assert_eq!(count, plain(&book, *measure, holds), "{:?} {:?}", measure, span);
                // Each record stands once, and once with its hospital.
                let mut behind = report.figures[measure].clone();
                behind.sort();
                behind.dedup();
                prop_assert_eq!(behind.len(), count);
                let of_need = behind.iter().filter(|c| !c.need().is_empty()).count();
                let recorded = |c: &&Counted| c.pairing().is_some_and(|id| book.pairings.contains_key(&id));
                for by in By::ALL {
                    let wanted = match by {
                        By::Hospital => of_need,
                        // Each company here is of one kind.
                        By::CompanyKind | By::Region => {
                            behind.iter().filter(|c| c.pairing().is_some()).count()
                        }
                        By::Support | By::Commitment | By::Collaboration | By::Coordinator => {
                            behind.iter().filter(recorded).count()
                        }
                    };
                    let parts = report.by(*by).filter_map(|(_, f)| f.get(measure));
                    let parts: usize = parts.map(Vec::len).sum();
                    prop_assert_eq!(parts, wanted, "{:?} {:?}", measure, by);
                }
            }
            let ended = book.pairings.values();
            let ended = ended.filter(|p| p.status.is_closed() && holds(&p.id.session)).count();
            let declined: usize = report.declined.values().map(Vec::len).sum();
            prop_assert_eq!(declined, ended);
            // What machines read says the same, in both languages what people read can be laid out.
            let value = told::json(&report, None);
            prop_assert_eq!(&value["confirmed"], &json!(report.count(Measure::Confirmed)));
            for lang in [Lang::Ja, Lang::En] {
                prop_assert!(told::lines(&report, &Words::new(lang)).len() >= Measure::ALL.len());
            }
        }
    }
}

#[test]
fn days_count_from_the_session_to_the_gate_and_on_from_there() {
    let mut house = House::new();
    let id = PairingId {
        session: "b".into(),
        need: "N-01".into(),
        org: "co".into(),
    };
    house.step(&Step::Record(id.clone(), Some(Level::WantsMeeting)));
    house.step(&Step::Status(id.clone(), PairingStatus::Confirmed));
    let mut done = |code: &str, days: i32| {
        let book = house.book();
        let at = book
            .tasks
            .keys()
            .position(|t| *t.template == *code && t.pairing() == Some(id.clone()));
        house.step(&Step::Task(at.unwrap(), TaskStatus::Done, days));
    };
    // Wednesday 2027-03-31; a week later; two weeks after that.
    done("B3", 7);
    done("C2", 21);
    let book = house.book();
    let report = house.report(&book, &Span::fiscal_year(2026));
    let value = told::json(&report, None);
    assert_eq!(
        value["days"],
        json!({
            "意思確認": { "median": 5.0, "q1": 5.0, "q3": 5.0, "n": 1 },
            "守秘と面談": { "median": 10.0, "q1": 10.0, "q3": 10.0, "n": 1 },
        })
    );
    assert_eq!(value["target"], json!({ "pairings": 5 }));
    assert_eq!(value["by_coordinator"][0]["coordinator"], "相沢");
    assert!(
        value.get("last_year").is_some(),
        "the year before has a session"
    );
    let first = house.report(&book, &Span::fiscal_year(2025));
    assert!(first.before.is_none(), "nothing is known of 2024");
}

#[test]
fn the_session_before_is_the_last_one_of_the_programme() {
    let house = House::new();
    let book = house.book();
    let of = |id: &str| {
        let session = Some(Clean::line(id));
        house
            .report(
                &book,
                &Span {
                    session,
                    ..Span::default()
                },
            )
            .before
    };
    assert!(of("a").is_none());
    assert_eq!(of("b").unwrap()[&Measure::Needs], 2);
}

#[test]
fn quartiles_lie_between_their_neighbours() {
    let of = |days: i32| {
        let id = PairingId {
            session: "s".into(),
            need: "N-01".into(),
            org: "co".into(),
        };
        (days, Counted::Pairing(id))
    };
    let spread = Spread::of(vec![of(30), of(11), of(18), of(20)]).unwrap();
    let found = (spread.q1, spread.median, spread.q3, spread.n());
    assert_eq!(found, (16.25, 19.0, 22.5, 4));
    assert_eq!(Spread::of(Vec::new()), None);
}

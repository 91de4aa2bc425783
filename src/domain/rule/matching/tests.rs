//! Examples of each rule.

use super::*;
use crate::domain::code::{Authority, OrgKind, PairingStage, TaskStatus};
use crate::domain::entity::task::TaskId;
use crate::domain::op::{Extras, Hlc, Op, Stamp};
use crate::domain::roster::Attendee;
use crate::domain::rule::calendar::Calendar;
use crate::domain::rule::template::Template;
use crate::domain::rule::trigger::Trigger;
use jiff::civil::date;
use uuid::Uuid;

fn org(id: &str, licence: &str) -> Organisation {
    Organisation {
        id: id.into(),
        name: id.into(),
        mah_no: licence.into(),
        ..Default::default()
    }
}

fn session() -> Session {
    let mut maker = org("kogaku", "");
    maker.competitors = vec!["lens".into()];
    let hospital = Organisation {
        kinds: vec![OrgKind::Hospital],
        ..org("hosp", "")
    };
    Session {
        id: "s1".into(),
        held_on: date(2026, 11, 20),
        needs: vec![Need {
            no: "N-02".into(),
            hospital: "hosp".into(),
            device_class: Some(DeviceClass::II),
            disclosure: Some(Disclosure::AfterNda),
            ..Default::default()
        }],
        organisations: vec![
            hospital,
            maker,
            org("lens", "27B2X00150"),
            org("big", "13B1X00001"),
        ],
        attendees: vec![Attendee {
            badge: "27".into(),
            org: "kogaku".into(),
            ..Default::default()
        }],
        ..Default::default()
    }
}

fn template(code: &str, when: Trigger, after: &[&str]) -> Template {
    Template {
        code: code.into(),
        ja: code.into(),
        en: code.into(),
        scope: crate::domain::rule::template::Scope::default(),
        when,
        owner: crate::domain::code::OwnerSide::Hospital,
        due: 10,
        after: after.iter().map(|c| Clean::line(c)).collect(),
        novelty: false,
        steps: Vec::new(),
        dated: false,
        basis: Clean::default(),
        stage: PairingStage::default(),
        gate: false,
        committee: None,
        within: None,
        repeat: Vec::new(),
        kind: Authority::default(),
        source: Clean::default(),
        checked_on: None,
    }
}

fn apply(book: &mut Book, changes: Vec<(Entity, Change)>) {
    for (entity, change) in changes {
        let stamp = Stamp {
            hlc: Hlc(book.tasks.len() as u64 + 1),
            ..Default::default()
        };
        let (scope, actor) = (Clean::default(), Clean::default());
        book.apply(&Op {
            id: Uuid::nil(),
            stamp,
            scope,
            actor,
            action: Uuid::nil(),
            entity,
            change,
            extras: Extras::default(),
        });
    }
}

#[test]
fn a_pairing_is_recorded_once_and_never_with_the_presenting_hospital() {
    let (session, mut book) = (session(), Book::default());
    let pair = |book: &Book, who, level| record(&session, book, "ｎ-02", who, Some(level));
    let (id, changes) = pair(&book, Partner::Person("２７"), Level::Interested).unwrap();
    apply(&mut book, changes);
    assert_eq!(book.pairings[&id].persons, [Clean::line("27")]);
    let again = Partner::Person("27");
    assert_eq!(
        pair(&book, again, Level::Interested),
        Err(Refusal::AlreadyRecorded)
    );
    assert!(pair(&book, again, Level::Discuss).is_ok());
    let own = Partner::Organisation("hosp");
    assert_eq!(
        pair(&book, own, Level::Discuss),
        Err(Refusal::OwnHospital("hosp".into()))
    );
    let nobody = Partner::Person("99");
    assert_eq!(
        pair(&book, nobody, Level::Discuss),
        Err(Refusal::UnknownPartner("99".into()))
    );
}

fn facts<'a>(
    templates: &'a [Template],
    session: &'a Session,
    book: &'a Book,
    calendar: &'a Calendar,
) -> Facts<'a> {
    Facts {
        templates,
        session,
        book,
        calendar,
        today: date(2026, 11, 20),
    }
}

#[test]
fn confirming_opens_the_tasks_that_hold_with_their_dependencies_and_only_once() {
    let (session, mut book) = (session(), Book::default());
    let templates = [
        template(
            "C1",
            Trigger {
                disclosure: vec![Disclosure::AfterNda],
                ..Default::default()
            },
            &[],
        ),
        template("C2", Trigger::default(), &["C1", "X9"]),
        template(
            "C5",
            Trigger {
                class_from: Some(DeviceClass::II),
                no_licence: true,
                ..Default::default()
            },
            &[],
        ),
        template(
            "D1",
            Trigger {
                from: Some(PairingStatus::InTalks),
                ..Default::default()
            },
            &["C2"],
        ),
    ];
    let (id, changes) = record(
        &session,
        &book,
        "N-02",
        Partner::Organisation("kogaku"),
        Some(Level::Interested),
    )
    .unwrap();
    apply(&mut book, changes);
    let calendar = Calendar::default();
    let changes = confirm(&facts(&templates, &session, &book, &calendar), &id).unwrap();
    let codes: Vec<_> = changes
        .iter()
        .filter_map(|(e, _)| {
            if let Entity::Task(t) = e {
                Some(t.template.to_string())
            } else {
                None
            }
        })
        .collect();
    assert_eq!(codes, ["C1", "C2", "C5"]);
    apply(&mut book, changes);
    let task = |code: &str| TaskId {
        session: "s1".into(),
        need: "N-02".into(),
        org: "kogaku".into(),
        template: code.into(),
    };
    assert_eq!(book.tasks[&task("C2")].depends_on, [task("C1")]);
    assert_eq!(book.tasks[&task("C2")].due_on, date(2026, 12, 7));
    assert!(book.is_blocked(&book.tasks[&task("C2")]));
    book.tasks.get_mut(&task("C1")).unwrap().status = TaskStatus::Done;
    assert!(!book.is_blocked(&book.tasks[&task("C2")]));
    assert_eq!(
        confirm(&facts(&templates, &session, &book, &calendar), &id),
        Err(Refusal::AlreadyConfirmed)
    );
    let on = set_status(
        &facts(&templates, &session, &book, &calendar),
        &book.pairings[&id],
        PairingStatus::InTalks,
        Clean::default(),
    );
    assert_eq!(on.len(), 2);
    let warned = warnings(
        &facts(&templates, &session, &book, &calendar),
        &session.needs[0],
        session.organisation("lens").unwrap(),
    );
    assert_eq!(
        warned,
        [
            Warning::NdaFirst,
            Warning::Rival {
                name: "kogaku".into()
            }
        ]
    );
}

//! The names of what is recorded.

use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::task::TaskId;
use enishi::domain::entity::{Change, Entity};
use enishi::text::Clean;
use proptest::prelude::*;
use uuid::Uuid;

proptest! {
    #[test]
    fn ids_read_back(session in "[a-z0-9-]{1,8}", need in "[A-Z%/0-9]{1,6}", org in "[ぁ-ん%/a-z]{1,6}") {
        let (session, need, org) = (Clean::line(&session), Clean::line(&need), Clean::line(&org));
        let template = Clean::line("C1");
        for entity in [
            Entity::Session(session.clone()),
            Entity::Progress(session.clone()),
            Entity::Pairing(PairingId { session: session.clone(), need: need.clone(), org: org.clone() }),
            Entity::Task(TaskId { session: session.clone(), need: Clean::default(), org: org.clone(), template }),
            Entity::Tie((session.clone(), need, org)),
            Entity::Memo((session, Uuid::nil())),
            Entity::Action(Uuid::max()),
            Entity::Unknown("table:4".into()),
        ] {
            prop_assert_eq!(entity.to_string().parse::<Entity>(), Ok(entity));
        }
    }
}

#[test]
fn a_text_that_is_no_id_is_refused() {
    for text in [
        "pairing:s/N-1",
        "task:s/N-1/o",
        "memo:s/no-uuid",
        "action:1",
        "session:a/b",
        "tie:s",
    ] {
        assert!(text.parse::<Entity>().is_err(), "{text}");
    }
}

#[test]
fn a_change_of_a_newer_version_survives() {
    for text in [
        r#"{"kind":"table-moved","body":{"to":3}}"#,
        r#"{"kind":"pairing-level","body":{"level":"要相談","v":2}}"#,
        r#"{"kind":"pairing-level","body":{"grade":5}}"#,
        r#"{"kind":"pairing-level","body":null}"#,
    ] {
        let change: Change = serde_json::from_str(text).unwrap();
        assert!(matches!(change, Change::Unknown { .. }), "{text}");
        assert_eq!(serde_json::to_string(&change).unwrap(), text);
        let gone = change.purged();
        assert_eq!(gone.kind(), change.kind(), "its name is kept");
        assert!(gone.body().unwrap().is_null(), "its payload is dropped");
        assert_eq!(gone.is_undoable(), change.is_undoable());
    }
}

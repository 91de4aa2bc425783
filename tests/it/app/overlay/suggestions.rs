//! Suggestions on the screen: asked for by a key, answered by a thread, recorded only by whoever sits there.

use crate::app::desk::Desk;
use crate::view::screen;
use enishi::app::Msg;
use enishi::app::overlay::suggestions::Suggestions;
use enishi::app::overlay::{Overlay, OverlayKind};
use enishi::domain::code::{PairingStatus, Verdict};
use enishi::domain::entity::Entity;
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::reply::ReplyChange;
use enishi::store::{Draft, Store};
use enishi::words::Lang;

fn shown(desk: &Desk) -> &Suggestions {
    match desk.model.overlays.last() {
        Some(Overlay::Suggestions(all)) => all,
        other => panic!("{:?}", other.map(Overlay::kind)),
    }
}

#[test]
fn a_key_shows_who_could_answer_and_enter_records_a_candidate() {
    let mut desk = Desk::open("regional").size(120, 40);
    desk.keys("<F5>");
    let before = desk.book().pairings.len();
    desk.keys("<Ctrl+G>");
    let found = shown(&desk).found.clone().expect("an answer");
    assert!(found.len() > 3, "{}", found.len());
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("技術"), "{picture}");
    assert_eq!(desk.book().pairings.len(), before, "nothing by itself");
    let first = shown(&desk).selected().unwrap().clone();
    // A digit only selects what records.
    desk.keys("<Enter>1");
    assert_eq!(desk.book().pairings.len(), before);
    desk.keys("<Enter>");
    assert_eq!(desk.book().pairings.len(), before + 1);
    let id = PairingId {
        session: desk.model.session().unwrap(),
        need: first.need.clone(),
        org: first.suggestion.org.clone(),
    };
    let pairing = desk.book().pairings[&id].clone();
    assert_eq!(pairing.status, PairingStatus::Candidate);
    assert!(pairing.persons.is_empty(), "nobody stood up");
    desk.keys("<Esc><Esc><Ctrl+Z>");
    assert_eq!(desk.book().pairings.len(), before);
}

/// The hospital says no after the thread has looked: the answer that comes then holds it back.
#[test]
fn whom_the_hospital_refuses_meanwhile_is_not_proposed() {
    let mut desk = Desk::open("regional").size(80, 24);
    desk.keys("<F5><Ctrl+G>");
    let first = shown(&desk).selected().unwrap().clone();
    let session = desk.model.session().unwrap();
    desk.keys("<Esc>");
    desk.slow = true;
    desk.keys("<Ctrl+G>");
    let asked = std::mem::take(&mut desk.waiting);
    let id = PairingId {
        session: session.clone(),
        need: first.need.clone(),
        org: first.suggestion.org.clone(),
    };
    let found = {
        let book = desk.book();
        let concepts = enishi::config::concepts::shipped();
        let about = enishi::domain::rule::suggest::About::Need(first.need.clone());
        let session = &book.sessions[&session];
        enishi::domain::rule::suggest::answer(session, &book, &concepts, (&about, &[]))
    };
    let given = ReplyChange::Given {
        verdict: Some(Verdict::Refuse),
        reason: "先方の都合".into(),
        by: None,
    };
    let draft = Draft {
        actor: "相沢".into(),
        scope: session,
        changes: vec![(Entity::Reply(id), given.into())],
        action: None,
    };
    let saved = desk.store.commit(&draft, desk.now.timestamp()).unwrap();
    desk.send(Msg::Synced { rows: saved.rows });
    let generation = asked.iter().find_map(|e| match e {
        enishi::app::Effect::Suggest { generation, .. } => Some(*generation),
        _ => None,
    });
    desk.send(Msg::Suggested {
        generation: generation.expect("it is asked for"),
        found: Some(found),
    });
    let all = shown(&desk).found.clone().unwrap();
    let one = all
        .iter()
        .find(|p| p.suggestion.org == first.suggestion.org);
    assert!(one.unwrap().suggestion.blocked.is_some());
    desk.keys("<Enter>");
    assert_eq!(
        desk.model.overlays.last().map(Overlay::kind),
        Some(OverlayKind::Suggestions)
    );
}

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

/// What the words of a need seem to ask for is confirmed with a digit: recorded, counted most, and taken back by the same
/// digit or an undo.
#[test]
fn a_digit_confirms_what_a_need_seeks() {
    let mut desk = Desk::open("tutorial").size(100, 30);
    desk.keys("<F5><Ctrl+G>");
    let sought = shown(&desk).sought.clone();
    let at = sought
        .iter()
        .position(|s| !s.is_confirmed)
        .expect("one is proposed");
    let name = sought[at].name.clone();
    let picture = screen(&desk.model, Lang::Ja);
    assert!(
        picture.contains("求める技術") && picture.contains("数字で確かめます"),
        "{picture}"
    );
    assert!(
        picture.contains(&format!("{} {name}?", at + 1)),
        "{picture}"
    );
    let session = desk.model.session().unwrap();
    let seeking = |desk: &Desk| {
        let book = desk.book();
        let need = shown(desk).about.clone();
        match need {
            enishi::domain::rule::suggest::About::Need(no) => book.sessions[&session]
                .need(&no)
                .unwrap()
                .seeking_tech
                .clone(),
            enishi::domain::rule::suggest::About::Firm(_) => panic!("of a firm"),
        }
    };
    let before = seeking(&desk);
    desk.keys(&(at + 1).to_string());
    assert!(seeking(&desk).contains(&name));
    let now = shown(&desk);
    let again = now
        .sought
        .iter()
        .position(|s| s.name == name && s.is_confirmed);
    let again = again.expect("it is confirmed");
    assert!(screen(&desk.model, Lang::Ja).contains(&format!("{name} 確認済")));
    let first = now
        .found
        .as_ref()
        .unwrap()
        .iter()
        .find(|p| p.suggestion.blocked.is_none());
    assert!(first.is_some());
    // The same digit takes it back.
    desk.keys(&(again + 1).to_string());
    assert_eq!(seeking(&desk), before);
    // So does an undo, from the screen below.
    let at = shown(&desk)
        .sought
        .iter()
        .position(|s| s.name == name)
        .unwrap();
    desk.keys(&(at + 1).to_string());
    assert_ne!(seeking(&desk), before);
    desk.keys("<Esc><Ctrl+Z><Ctrl+G>");
    assert_eq!(seeking(&desk), before);
}

/// Of two companies the one that can do what is confirmed comes first.
#[test]
fn what_is_confirmed_counts_most() {
    use enishi::domain::book::Book;
    use enishi::domain::code::OrgKind;
    use enishi::domain::roster::{Need, Organisation, Session};
    use enishi::domain::rule::suggest::Suggester;
    let org = |id: &str, can: &str| Organisation {
        id: id.into(),
        name: id.into(),
        kinds: vec![OrgKind::Maker],
        technologies: vec![can.into()],
        ..Organisation::default()
    };
    let mut session = Session {
        id: "s".into(),
        needs: vec![Need {
            no: "N-1".into(),
            title: "内視鏡のレンズの曇りを防ぐ鏡".into(),
            problem: "レンズが曇って見えにくい".into(),
            ..Need::default()
        }],
        organisations: vec![
            org("kumoranai", "防曇コーティングとレンズ"),
            org("densen", "無線通信の送信機"),
            org("pan", "製パン"),
            org("kami", "紙管"),
        ],
        ..Session::default()
    };
    let concepts = enishi::config::concepts::shipped();
    let first = |session: &Session| {
        let found = Suggester::new(session, &concepts).for_need(
            session,
            &Book::default(),
            &session.needs[0],
        );
        found.first().map(|s| s.org.to_string())
    };
    assert_eq!(first(&session).as_deref(), Some("kumoranai"));
    session.needs[0].seeking_tech = vec!["無線".into()];
    assert_eq!(first(&session).as_deref(), Some("densen"));
}

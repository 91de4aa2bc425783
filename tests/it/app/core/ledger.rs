//! What is on its way to the disk.

use crate::app::desk::Desk;
use enishi::app::Effect;
use enishi::app::Msg;

#[test]
fn what_cannot_be_saved_stays_visible_and_goes_when_it_is() {
    let mut desk = Desk::open("tutorial");
    desk.slow = true;
    desk.keys("<F5>8<Enter>");
    assert_eq!(
        desk.model.world.ledger.unsaved(),
        2,
        "shown at once, not yet saved"
    );
    assert_eq!(desk.model.world.book.pairings.len(), 1);
    desk.send(Msg::SaveFailed {
        ticket: 1,
        why: vec!["ディスクがいっぱいです。".into()],
    });
    assert_eq!(desk.model.world.ledger.failed(), 1);
    desk.keys("<F9>");
    assert!(desk.waiting.contains(&Effect::RetrySave));
    desk.answer();
    assert_eq!(
        (
            desk.model.world.ledger.unsaved(),
            desk.model.world.ledger.failed()
        ),
        (0, 0)
    );
    assert_eq!(desk.book(), desk.model.world.book);
}

//! Pictures of the screens, each read by a person before it was accepted.

use super::picture;
use crate::app::desk::Desk;
use enishi::app::Setup;
use enishi::words::Lang;

/// The sizes of which there are pictures.
pub(super) const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// Compares the screen with the accepted picture of that name.
pub(super) fn shot(name: &str, desk: &Desk) {
    let lang = desk.model.world.lang;
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, picture(&desk.model, lang));
    });
}

/// The desk of somebody who works in English.
pub(super) fn english(name: &str) -> Desk {
    let mut desk = Desk::with(Setup {
        actor: Some("Harada".into()),
        lang: Lang::En,
        ..Setup::default()
    });
    desk.load(&crate::app::desk::session(name));
    desk
}

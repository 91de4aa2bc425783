//! Widgets that screens and overlays are drawn with.

pub(super) mod clock;
pub(super) mod facts;
pub(super) mod list;
pub(super) mod pen;
pub(super) mod timer;
pub(crate) mod unread;

//! What screens and overlays stand on.

mod ledger;

//! A look at the whole record that changes nothing, for threads that neither keys nor saving wait for.

use crate::domain::book::Book;
use crate::store::sqlite::SqliteStore;
use crate::store::{Options, Sessions, Store};

/// Everything recorded, in its own connection; `None`: it cannot be read.
pub(super) fn whole(options: Options) -> Option<Book> {
    let options = Options {
        read_only: true,
        mirror: None,
        ..options
    };
    let opened = SqliteStore::open_with(&options).ok()?;
    opened.store.book(&Sessions::All).ok()
}

//! What can go wrong with the record is told.

use enishi::store::StoreError;
use enishi::words::{Lang, Words};

#[test]
fn every_error_says_something_in_both_languages() {
    let errors = [
        StoreError::Busy,
        StoreError::Full,
        StoreError::SyncFailed,
        StoreError::ReadOnly("a".into()),
        StoreError::Damaged("\u{1b}[31m".into()),
        StoreError::Moved("a".into()),
        StoreError::BadInput {
            line: 3,
            detail: "x".into(),
        },
    ];
    for lang in [Lang::Ja, Lang::En] {
        let words = Words::new(lang);
        for error in &errors {
            let text = error.explain(&words);
            assert!(!text.is_empty() && !text.contains('\u{1b}'), "{text}");
        }
    }
}

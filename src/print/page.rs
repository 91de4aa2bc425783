//! What every printed document has around its pages.

use crate::words::{Words, fl};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("../../config/print.css");

/// Nothing is loaded and nothing runs, whatever stands in a name.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A whole document. `kind` is the class under which the style sheet knows it.
pub(super) fn document(words: &Words, kind: &str, title: &str, pages: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(words.lang().code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body class=(kind) {
                p .screen-only { (fl!(words, "print-how")) }
                (pages)
            }
        }
    };
    page.into_string()
}

//! How people say a term: with さん behind a name, or one word in two.

use super::index::Index;
use super::query::Term;
use crate::text::fold;
use crate::text::script;

/// Two terms in Latin letters that are one word of the lists: da vinci.
pub(super) fn together(index: &Index, a: &Term, b: &Term) -> Option<Term> {
    let plain = |t: &Term| {
        let letters = t.key.bytes().all(|b| b.is_ascii_lowercase());
        letters && !t.without && !t.exact && t.scope.is_none()
    };
    let text = (plain(a) && plain(b)).then(|| format!("{}{}", a.text, b.text))?;
    let key = fold::key(&text);
    let (meant, _) = index.synonyms.of(&key, &text);
    (!meant.is_empty()).then(|| Term {
        text,
        key,
        ..a.clone()
    })
}

/// Whom a term calls さん or 先生.
pub(super) fn called(text: &str) -> Option<&str> {
    // What else may end so: 仕様, 摂氏.
    const WAYS: [(&str, usize); 5] = [("さん", 1), ("さま", 2), ("様", 2), ("先生", 1), ("氏", 2)];
    WAYS.into_iter().find_map(|(way, least)| {
        let name = text.strip_suffix(way)?;
        let length = name.chars().count();
        (length >= least && (length > 1 || name.chars().all(script::is_kanji))).then_some(name)
    })
}

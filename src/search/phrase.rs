//! How people say a term: with さん behind a name, or one word in two.

use super::index::Index;
use super::query::Term;
use super::romaji;
use crate::text::fold;
use crate::text::script;

/// Two terms in Latin letters that are one word of the lists: da vinci. Or two terms as one hears them that are one
/// word of the field: kuruma isu.
pub(super) fn together(index: &Index, a: &Term, b: &Term) -> Option<Term> {
    let plain = |t: &Term| !t.without && !t.exact && t.scope.is_none();
    let latin = |t: &Term| t.key.bytes().all(|b| b.is_ascii_lowercase());
    let spoken = |t: &Term| latin(t) || t.text.chars().all(script::is_hiragana);
    let text = (plain(a) && plain(b)).then(|| format!("{}{}", a.text, b.text))?;
    let key = fold::key(&text);
    let listed = || latin(a) && latin(b) && !index.synonyms.of(&key, &text).0.is_empty();
    let heard = || {
        let sound = romaji::canonical(&text);
        spoken(a) && spoken(b) && index.heard.is_sound_of_field(&sound)
    };
    (listed() || heard()).then(|| Term {
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

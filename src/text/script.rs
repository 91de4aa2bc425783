//! Which script a character belongs to, as far as it decides how a term is read.

/// A kanji; of folded Japanese text nothing else lies so far up, so the upper end is not looked at.
pub fn is_kanji(c: char) -> bool {
    c >= '\u{3400}'
}

/// A plain hiragana; iteration marks and ゔ are none.
pub fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ん').contains(&c)
}

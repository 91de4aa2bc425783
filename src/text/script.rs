//! Script of a character, as far as the reading of a term depends on it.

/// Whether this is a kanji. In folded Japanese text nothing else is so far up, so there is no upper limit.
pub fn is_kanji(c: char) -> bool {
    c >= '\u{3400}'
}

/// Whether this is an ordinary hiragana; iteration marks and ゔ are not.
pub fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ん').contains(&c)
}

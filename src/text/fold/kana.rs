//! Kana: one kind and one size, with and without voicing marks. Also the kinds of writing.

/// Kind of writing of a character. A word starts where it changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    None,
    Latin,
    Digit,
    Kanji,
    Hiragana,
    Katakana,
    Other,
}

impl Kind {
    pub(super) fn is_kana(self) -> bool {
        matches!(self, Self::Hiragana | Self::Katakana)
    }
}

/// The full-size form of a small kana: ッ equals ツ, and キャノン equals キヤノン.
const fn large(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' | 'ヰ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' | 'ヱ' => 'エ',
        'ォ' | 'ヲ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        'ヂ' => 'ジ',
        'ヅ' => 'ズ',
        'ヷ' => 'バ',
        'ヸ' => 'ビ',
        'ヹ' => 'ベ',
        'ヺ' => 'ボ',
        _ => c,
    }
}

/// Distance from an ASCII character to its full-width form.
pub(super) const WIDE: u32 = 0xFEE0;

/// A kana as katakana, with its original kind. Hiragana and katakana are 0x60 apart.
#[inline]
pub(super) fn katakana(c: char) -> (char, Kind) {
    if c > '\u{3096}' {
        return (c, Kind::Katakana);
    }
    let other = char::from_u32(u32::from(c) + 0x60);
    (other.unwrap_or(c), Kind::Hiragana)
}

/// The result of [`large`], from a table.
#[inline]
pub(super) fn full_size(c: char) -> char {
    let at = (c as usize).checked_sub(KATAKANA);
    at.and_then(|at| LARGE.get(at)).copied().unwrap_or(c)
}

/// Code point of the first katakana, ァ.
const KATAKANA: usize = 0x30A1;
/// The result of [`large`] for each katakana.
static LARGE: [char; 0x5A] = {
    let mut table = ['ァ'; 0x5A];
    let mut i = 0;
    while i < table.len() {
        #[expect(
            clippy::indexing_slicing,
            clippy::cast_possible_truncation,
            reason = "checked when compiled"
        )]
        if let Some(c) = char::from_u32((KATAKANA + i) as u32) {
            table[i] = large(c);
        }
        i += 1;
    }
    table
};

const PLAIN: &str = "カキクケコサシスセソタチツテトハヒフヘホ";
const VOICED: &str = "ガギグゲゴザジズゼゾダジズデドバビブベボ";

pub(super) fn voiced(c: char) -> Option<char> {
    if c == 'ウ' {
        return Some('ヴ');
    }
    PLAIN
        .chars()
        .zip(VOICED.chars())
        .find_map(|(p, v)| (p == c).then_some(v))
}

pub(super) fn unvoiced(c: char) -> char {
    PLAIN
        .chars()
        .zip(VOICED.chars())
        .find_map(|(p, v)| (v == c).then_some(p))
        .unwrap_or(c)
}

pub(super) fn half_voiced(c: char) -> Option<char> {
    Some(match c {
        'ハ' => 'パ',
        'ヒ' => 'ピ',
        'フ' => 'プ',
        'ヘ' => 'ペ',
        'ホ' => 'ポ',
        _ => return None,
    })
}

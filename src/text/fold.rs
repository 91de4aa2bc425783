//! Folding: the form in which two spellings of one thing are equal. Search and the matching of company names use it.
//!
//! Width, case, kind and size of kana, long vowels, dashes, iteration marks, old and variant kanji, blanks and
//! punctuation make no difference. Legal forms of companies (株式会社, ㈱, 医療法人) are dropped if anything else is left.
//! Punctuation and blanks are dropped, and a word starts after them ([`Piece::start`]).

mod kana;
mod kanji;
mod legal;
mod piece;
mod simple;

pub use piece::{Folded, LEGAL, Legal, Piece};

use kana::{Kind, WIDE, full_size, half_voiced, katakana, unvoiced, voiced};
use legal::Openings;
use simple::CLOSER;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The standard form of an old or variant kanji; other characters stay as they are.
pub fn plain(c: char) -> char {
    kanji::plain(c)
}

/// The folded text only: NFKC, case, kana, long vowels, old kanji, legal forms of companies.
///
/// Never empty if `s` has a visible character: a company called only 株式会社 keeps its name.
pub fn key(s: &str) -> String {
    let mut out = Vec::with_capacity(s.len() / 2);
    pieces(s, Legal::Drop, &mut out);
    out.iter().map(|p| p.ch).collect()
}

/// Folds a text and keeps the places in the original, for highlights.
pub fn fold(s: &str) -> Folded {
    let mut out = Vec::with_capacity(s.len() / 2);
    pieces(s, Legal::Drop, &mut out);
    let mut folded = Folded::default();
    for p in &out {
        folded.text.push(p.ch);
        folded
            .map
            .extend(std::iter::repeat_n(p.at, p.ch.len_utf8()));
    }
    folded.map.push(u32::try_from(s.len()).unwrap_or(u32::MAX));
    folded
}

/// Folds into `out` (cleared first), one [`Piece`] per folded character. [`fold`] and [`key`] use it.
pub fn pieces(s: &str, legal: Legal, out: &mut Vec<Piece>) {
    out.clear();
    let mut f = Folder {
        out,
        gap: true,
        kind: Kind::None,
        at: 0,
        unsettled: false,
        openings: Openings::default(),
    };
    let table = simple::TABLE.as_slice();
    let mut rest = s.char_indices();
    while let Some((at, c)) = rest.next() {
        f.at = u32::try_from(at).unwrap_or(u32::MAX);
        let simple = table.get(c as usize).copied().unwrap_or(CLOSER);
        // A kana after ヴ may have to be merged with it.
        if simple.kind != Kind::None && !(f.unsettled && simple.kind.is_kana()) {
            f.put(simple.ch(), simple.kind, simple.opens);
            continue;
        }
        match c {
            // Brackets stay until legal forms are found: （株） is a legal form, 株 alone is not.
            '(' | ')' => f.bracket(c),
            '（' => f.bracket('('),
            '）' => f.bracket(')'),
            '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' => f.kana(c),
            '\0'..='\u{7F}' | '\u{3000}'..='\u{3002}' => f.other(c, rest.as_str()),
            _ => f.rare(c, rest.as_str()),
        }
    }
    let (unsettled, openings) = (f.unsettled, f.openings);
    legal::apply(legal, unsettled, &openings, out);
    if out.is_empty() {
        // There is only punctuation: a name such as ＋＋ is still a name.
        for (at, c) in s.char_indices() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            for ch in std::iter::once(c).nfkc().flat_map(char::to_lowercase) {
                if !ch.is_whitespace() && !ch.is_control() && !is_combining_mark(ch) {
                    out.push(Piece {
                        ch,
                        at,
                        start: out.is_empty(),
                    });
                }
            }
        }
    }
}

struct Folder<'a> {
    out: &'a mut Vec<Piece>,
    gap: bool,
    kind: Kind,
    at: u32,
    /// Whether there was a bracket or a ヴ, which [`legal::apply`] settles.
    unsettled: bool,
    openings: Openings,
}

impl Folder<'_> {
    fn push(&mut self, ch: char, kind: Kind) {
        self.put(ch, kind, legal::may_open(ch));
    }

    #[inline]
    fn put(&mut self, ch: char, kind: Kind, opens: bool) {
        let start = self.gap || kind != self.kind;
        // A legal form in Latin letters starts only at a word, one in kanji also inside a word.
        if opens && (start || kind == Kind::Kanji) {
            self.openings.note(self.out.len());
        }
        self.out.push(Piece {
            ch,
            at: self.at,
            start,
        });
        self.gap = false;
        self.kind = kind;
    }

    fn bracket(&mut self, c: char) {
        self.unsettled = true;
        self.openings.note(self.out.len());
        self.out.push(Piece {
            ch: c,
            at: self.at,
            start: true,
        });
        self.gap = true;
    }

    fn kanji(&mut self, c: char) {
        self.push(kanji::plain(c), Kind::Kanji);
    }

    fn last(&self) -> Option<char> {
        self.out.last().map(|p| p.ch)
    }

    fn kana(&mut self, c: char) {
        let (c, kind) = katakana(c);
        // The small vowel after ヴ decides what they become together: ヴァ becomes バ.
        if self.unsettled && self.last() == Some('ヴ') && !self.gap {
            let merged = match c {
                'ァ' => 'バ',
                'ィ' => 'ビ',
                'ェ' => 'ベ',
                'ォ' => 'ボ',
                _ => 'ブ',
            };
            if let Some(p) = self.out.last_mut() {
                p.ch = merged;
            }
            if merged != 'ブ' || c == 'ゥ' {
                return;
            }
        }
        let c = full_size(c);
        self.unsettled |= c == 'ヴ';
        self.push(c, kind);
    }

    fn dash(&mut self, rest: &str) {
        // Between digits a dash belongs to a number, after kana it is a long vowel; otherwise it separates two words.
        let number = self.kind == Kind::Digit && !self.gap && starts_with_digit(rest);
        let long = self.kind.is_kana() && !self.gap;
        self.gap = self.gap || !(number || long);
    }

    fn other(&mut self, c: char, rest: &str) {
        match c {
            '-' | '~' => self.dash(rest),
            '/' | ',' | '\'' => {
                let number = self.kind == Kind::Digit && !self.gap && starts_with_digit(rest);
                self.gap = self.gap || !number;
            }
            '.' if self.kind == Kind::Digit && !self.gap && starts_with_digit(rest) => {
                self.push('.', Kind::Digit);
            }
            _ => self.gap = true,
        }
    }

    fn rare(&mut self, c: char, rest: &str) {
        match c {
            '\u{FF01}'..='\u{FF5E}' => {
                self.other(char::from_u32(u32::from(c) - WIDE).unwrap_or(c), rest);
            }
            'ー' | 'ｰ' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '〜' | '─' | '━' | '﹣'
            | '﹘' => {
                self.dash(rest);
            }
            // An iteration mark repeats the kanji before it.
            '々' | '〻' => {
                if let Some(last) = self.last()
                    && self.kind == Kind::Kanji
                    && !self.gap
                {
                    self.push(last, Kind::Kanji);
                }
            }
            'ゝ' | 'ヽ' | 'ゞ' | 'ヾ' => {
                if let Some(last) = self.last()
                    && self.kind.is_kana()
                    && !self.gap
                {
                    let plain = unvoiced(last);
                    let ch = if matches!(c, 'ゞ' | 'ヾ') {
                        voiced(plain).unwrap_or(plain)
                    } else {
                        plain
                    };
                    self.unsettled |= ch == 'ヴ';
                    self.push(ch, self.kind);
                }
            }
            '\u{3099}' | 'ﾞ' | '゛' => self.mark(voiced),
            '\u{309A}' | 'ﾟ' | '゜' => self.mark(half_voiced),
            '〆' => self.push('〆', Kind::Kanji),
            '○' | '◯' | '〇' => self.push('〇', Kind::Kanji),
            // Variation selectors and joiners have no meaning of their own.
            '\u{FE00}'..='\u{FE0F}'
            | '\u{E0100}'..='\u{E01EF}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'
            | '\u{FEFF}'
            | '\u{AD}' => {}
            _ => self.decomposed(c),
        }
    }

    /// Folds every other character by its compatibility form: ㈱, ①, ㎜, ﬁ, é, half-width kana, CJK compatibility
    /// ideographs.
    fn decomposed(&mut self, c: char) {
        for k in std::iter::once(c).nfkd() {
            match k {
                '\u{4E00}'..='\u{9FFF}' => self.kanji(k),
                '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' => self.kana(k),
                '\u{3099}' => self.mark(voiced),
                '\u{309A}' => self.mark(half_voiced),
                'ー' => self.dash(""),
                '0'..='9' => self.push(k, Kind::Digit),
                'a'..='z' => self.push(k, Kind::Latin),
                'A'..='Z' => self.push(k.to_ascii_lowercase(), Kind::Latin),
                '(' | ')' => self.bracket(k),
                _ if is_combining_mark(k) => {}
                _ => {
                    let out = kanji::outside(k);
                    if out != k {
                        self.kanji(out);
                    } else if k.is_alphanumeric() {
                        let kind = if u32::from(k) < 0x530 {
                            Kind::Latin
                        } else if u32::from(k) >= 0x3400 {
                            Kind::Kanji
                        } else {
                            Kind::Other
                        };
                        for l in k.to_lowercase() {
                            if !is_combining_mark(l) {
                                self.push(l, kind);
                            }
                        }
                    } else if matches!(k, '℃' | '°' | '%' | '+') {
                        self.push(k, Kind::Other);
                    } else {
                        self.gap = true;
                    }
                }
            }
        }
    }

    /// Joins a separate voicing mark to the kana before it.
    fn mark(&mut self, with: fn(char) -> Option<char>) {
        if !self.gap
            && self.kind.is_kana()
            && let Some(p) = self.out.last_mut()
            && let Some(joined) = with(p.ch)
        {
            self.unsettled |= joined == 'ヴ';
            p.ch = joined;
        }
    }
}

fn starts_with_digit(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

#[cfg(test)]
mod tests;

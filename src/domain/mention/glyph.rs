//! A text as the characters in which names are compared, each with its bytes in the text, its script and the gap
//! before it.
//!
//! The folding is [`fold`]'s, with two differences: a long vowel counts (マリ and マリー are two persons), and a
//! character of the private use area counts, because it is a 外字 of a name.

use crate::text::fold;
use unicode_normalization::char::is_combining_mark;

/// In what a character is written, as far as it decides where a name ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Kanji,
    Hiragana,
    Katakana,
    /// Latin, Hangul and all other letters of alphabets.
    Letter,
    Digit,
    /// Signs that fold to a letter: ㈱, ①, ○.
    Sign,
}

/// What stands between two characters that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: the characters touch.
    None,
    /// Blanks of any kind and number.
    Blank,
    /// Blanks with one line feed.
    Line,
    /// A 中黒 or a double hyphen, as between the parts of a foreign name.
    Dot,
    /// A comma, as in "Smith, John".
    Comma,
    /// An opening bracket, as in 高橋（直）.
    Open,
    /// Any other punctuation, or the start of the text.
    Other,
}

/// One folded character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// The folded character.
    pub(super) ch: char,
    /// The character of the text it came from.
    pub(super) raw: char,
    /// First byte in the text.
    pub(super) from: usize,
    /// The byte behind it, marks that belong to it included.
    pub(super) to: usize,
    pub(super) script: Script,
    /// What stands between it and the character before it.
    pub(super) gap: Gap,
}

/// A text that was read for comparison.
pub(super) struct Glyphs<'t> {
    /// As it was given.
    pub(super) text: &'t str,
    /// In the order of the text.
    pub(super) list: Vec<Glyph>,
}

impl<'t> Glyphs<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let mut pieces = Vec::with_capacity(text.len() / 2);
        fold::pieces(text, fold::Legal::Keep, &mut pieces);
        let mut pieces = pieces.into_iter().peekable();
        let mut glyphs = Self {
            text,
            list: Vec::with_capacity(text.len() / 3),
        };
        let mut rest = text.char_indices().peekable();
        while let Some((from, raw)) = rest.next() {
            let to = from + raw.len_utf8();
            let mut folded = false;
            while let Some(piece) = pieces.next_if(|p| p.at as usize <= from) {
                glyphs.push(piece.ch, raw, from, to);
                folded = true;
            }
            if folded {
                continue;
            }
            let next = rest.peek().map(|(_, c)| *c);
            if is_private(raw) {
                glyphs.push(raw, raw, from, to);
            } else if glyphs.touches_kana(from) && is_long_vowel(raw, next) {
                glyphs.push('ー', raw, from, to);
            } else if is_attached(raw) || (glyphs.touches_kana(from) && is_small_vowel(raw)) {
                glyphs.attach(from, to);
            }
        }
        glyphs.close_gaps();
        glyphs
    }

    /// The characters alone.
    pub(super) fn chars(&self) -> Vec<char> {
        self.list.iter().map(|g| g.ch).collect()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Glyph> {
        self.list.get(at)
    }

    /// The character before, if it touches the one at `at`.
    pub(super) fn touching_before(&self, at: usize) -> Option<&Glyph> {
        let here = self.list.get(at)?;
        (here.gap == Gap::None).then(|| self.list.get(at.checked_sub(1)?))?
    }

    /// The character at `end`, if it touches the one before.
    pub(super) fn touching_after(&self, end: usize) -> Option<&Glyph> {
        self.list.get(end).filter(|g| g.gap == Gap::None)
    }

    /// How many characters of `script` touch each other from `at` on.
    pub(super) fn run_after(&self, at: usize, script: Script) -> usize {
        let rest = self.list.get(at..).unwrap_or_default();
        let run = rest.iter().enumerate();
        run.take_while(|(i, g)| g.script == script && (*i == 0 || g.gap == Gap::None))
            .count()
    }

    /// How many characters of `script` touch each other and the one at `at`, before it.
    pub(super) fn run_before(&self, at: usize, script: Script) -> usize {
        let mut count = 0;
        while let Some(before) = self.touching_before(at - count) {
            if before.script != script {
                break;
            }
            count += 1;
        }
        count
    }

    /// True if a window from `start` to `end` cuts no character of the text in two (㌔ folds to two).
    pub(super) fn is_whole(&self, start: usize, end: usize) -> bool {
        let from = |at: usize| self.list.get(at).map(|g| g.from);
        let before = start.checked_sub(1).and_then(from);
        let last = end.checked_sub(1).and_then(from);
        (before.is_none() || before != from(start)) && (last.is_some() && last != from(end))
    }

    fn push(&mut self, ch: char, raw: char, from: usize, to: usize) {
        let script = match self.list.last() {
            Some(last) if ch == 'ー' => last.script,
            _ => script(ch, raw),
        };
        self.list.push(Glyph {
            ch,
            raw,
            from,
            to,
            script,
            gap: Gap::None,
        });
    }

    fn touches_kana(&self, at: usize) -> bool {
        self.list
            .last()
            .is_some_and(|g| g.to == at && matches!(g.script, Script::Hiragana | Script::Katakana))
    }

    /// A mark at `from` becomes part of the character before it.
    fn attach(&mut self, from: usize, to: usize) {
        let Some(base) = self.list.last().filter(|g| g.to == from).map(|g| g.from) else {
            return;
        };
        for glyph in self.list.iter_mut().rev().take_while(|g| g.from == base) {
            glyph.to = to;
        }
    }

    fn close_gaps(&mut self) {
        let mut end = None;
        for glyph in &mut self.list {
            glyph.gap = match end {
                None => Gap::Other,
                Some(to) if to >= glyph.from => Gap::None,
                Some(to) => gap(self.text.get(to..glyph.from).unwrap_or_default()),
            };
            end = Some(glyph.to);
        }
    }
}

/// The spelling of a window: where old and new kanji differ, and only there, it differs from the folded characters.
pub(super) fn spelling(window: &[Glyph]) -> String {
    let spelt = window.iter().map(|g| match g.script {
        Script::Kanji => g.raw,
        Script::Hiragana | Script::Katakana | Script::Letter | Script::Digit | Script::Sign => g.ch,
    });
    spelt.collect()
}

fn script(ch: char, raw: char) -> Script {
    match raw {
        'ぁ'..='ゟ' => Script::Hiragana,
        'ァ'..='ヿ' | 'ｦ'..='ﾟ' => Script::Katakana,
        '々' | '〆' | '〇' | '〻' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => {
            Script::Kanji
        }
        _ if is_private(raw) || u32::from(raw) >= 0x2_0000 => Script::Kanji,
        '0'..='9' | '０'..='９' => Script::Digit,
        _ if raw.is_alphabetic() && ch.is_alphabetic() => Script::Letter,
        _ => Script::Sign,
    }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Dashes that are not ー stand for a long vowel only between two kana.
fn is_long_vowel(c: char, next: Option<char>) -> bool {
    let kana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ｦ'..='ﾝ');
    matches!(c, 'ー' | 'ｰ') || (matches!(c, '－' | '―' | '—' | '‐' | '−') && next.is_some_and(kana))
}

/// The small vowel that joined the ヴ before it.
fn is_small_vowel(c: char) -> bool {
    matches!(
        c,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ｧ'..='ｫ'
    )
}

fn is_attached(c: char) -> bool {
    is_combining_mark(c) || matches!(c, 'ﾞ' | 'ﾟ' | '゛' | '゜') || is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200F}'
        | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

fn gap(between: &str) -> Gap {
    let mut found = Gap::None;
    for c in between.chars().filter(|c| !is_invisible(*c)) {
        let this = match c {
            '\n' => Gap::Line,
            _ if c.is_whitespace() => Gap::Blank,
            '・' | '･' | '·' | '•' | '‧' | '=' | '＝' | '゠' => Gap::Dot,
            ',' | '，' => Gap::Comma,
            '(' | '（' => Gap::Open,
            _ => Gap::Other,
        };
        found = match (found, this) {
            (Gap::None | Gap::Blank, this) => this,
            (found, Gap::Blank) => found,
            // Two signs, or a sign at the end of a line, part more than a name.
            _ => Gap::Other,
        };
    }
    found
}

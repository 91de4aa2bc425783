//! Writes canonical romaji letter by letter, from kana, typed Latin or anything else.

use super::kana;
use super::kana::NONE;
use unicode_normalization::char::{compose, decompose_compatible};

/// Latin letters that wait for what follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wait {
    #[default]
    Nothing,
    /// After `sh`, `ch`, `j`, `th`, `dh`: an `i` stands alone, other vowels take a `y`.
    Soft,
    /// After `ts`: an `u` stands alone, other vowels take one.
    Ts,
    /// After `o` and `h`: a long vowel before a consonant, ほ, は … before a vowel.
    Oh,
}

/// Letters of most readings.
const SHORT: usize = 16;

/// The writer. With `MAP` it also keeps the source byte of every byte written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scribe<const MAP: bool> {
    out: Vec<u8>,
    map: Vec<u32>,
    /// The kana written last, or [`NONE`].
    last_kana: LastKana,
    /// Whether it was katakana, in which foreign sounds are to be expected.
    katakana: bool,
    /// The last Latin letters as typed (newest first) and the length of `out` before each.
    typed: [(u8, usize); 4],
    wait: Wait,
    /// A word starts with the next letter.
    fresh: bool,
    /// Where the last word started, once it has a letter.
    start: Option<usize>,
    /// Whether a word that starts with u was kept apart from an o before it.
    apart: bool,
}

#[derive(Clone, Copy, Debug)]
struct LastKana(u8);

impl Default for LastKana {
    fn default() -> Self {
        Self(NONE)
    }
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'i' | b'u' | b'e' | b'o')
}

impl<const MAP: bool> Scribe<MAP> {
    /// Writes a reading and nothing else.
    pub(crate) fn only(&mut self, codes: &[u8]) {
        self.truncate(0);
        self.part();
        for &code in codes {
            self.kana(code, 0);
        }
    }

    /// Writes a reading that is canonical already, of a word that starts here if [`Self::word`] said so.
    pub(crate) fn reading(&mut self, romaji: &[u8], source: u32) {
        self.reading_in(romaji, romaji.len(), source);
    }

    /// The same for the first `length` letters of `romaji`: quicker if more stands behind them.
    pub(crate) fn reading_in(&mut self, romaji: &[u8], length: usize, source: u32) {
        let Some((&first, rest)) = romaji.split_first().filter(|_| length > 0) else {
            return;
        };
        self.part();
        self.letter(first, source);
        let end = self.out.len() + length - 1;
        match rest.first_chunk::<SHORT>() {
            // As many as nearly all have at most: copied at once, and cut off where it ends.
            Some(short) if length <= SHORT => self.out.extend_from_slice(short),
            _ => self
                .out
                .extend_from_slice(rest.get(..length - 1).unwrap_or_default()),
        }
        self.out.truncate(end);
        if MAP {
            self.map.resize(self.out.len(), source);
        }
    }

    /// What was written so far.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.out
    }

    /// Tells that a word starts here: its first letter may fall together with the last one, but it is never lost.
    pub(crate) fn word(&mut self) {
        self.fresh = true;
        self.start = None;
    }

    /// Where the word begun last starts; nothing when it made no sound. Asked once.
    pub(crate) fn word_start(&mut self) -> Option<usize> {
        self.fresh = false;
        self.start.take()
    }

    /// Whether some word that starts with u follows an o, so that one who types both as one word means fewer letters.
    pub(crate) fn take_apart(&mut self) -> bool {
        std::mem::take(&mut self.apart)
    }

    /// Writes a byte that is no letter and that nothing falls together with.
    pub(crate) fn separate(&mut self, byte: u8, source: u32) {
        self.part();
        self.push(byte, source);
    }

    /// Begins anew, keeping its room.
    pub(crate) fn clear(&mut self) {
        self.part();
        self.truncate(0);
    }

    /// Adds what was written to `out` and `map`.
    pub(crate) fn give(&mut self, out: &mut String, map: &mut Vec<u32>) {
        // Only whole characters are ever pushed or popped.
        out.push_str(std::str::from_utf8(&self.out).unwrap_or_default());
        map.append(&mut self.map);
    }

    /// What was written, and with `MAP` the source byte of each byte.
    pub(crate) fn finish(self) -> (String, Vec<u32>) {
        // Only whole characters are ever pushed or popped, so nothing is replaced here.
        (String::from_utf8(self.out).unwrap_or_default(), self.map)
    }

    /// Forgets what stood before as far as kana and typed letters combine; letters still collapse.
    pub(crate) fn part(&mut self) {
        if self.wait == Wait::Oh {
            self.pop();
        }
        self.wait = Wait::Nothing;
        if self.typed.first().is_some_and(|&(b, _)| b != 0) {
            self.typed = Default::default();
        }
        self.last_kana = LastKana(NONE);
        self.katakana = false;
    }

    /// Writes all of `text`, whose first byte stands at `at` in the source.
    pub(crate) fn text(&mut self, text: &str, at: usize) {
        let mut before = None;
        let mut rest = text.char_indices();
        let mut ahead = rest.next();
        while let Some((i, c)) = ahead {
            ahead = rest.next();
            let source = u32::try_from(at + i).unwrap_or(u32::MAX);
            if c.is_ascii() {
                self.ascii(c, source);
                before = None;
                continue;
            }
            let repeated = |before: Option<u8>| match c {
                'ゝ' | 'ヽ' => before,
                'ゞ' | 'ヾ' => before.map(|code| kana::voiced(code, false).unwrap_or(code)),
                _ => None,
            };
            let Some(mut code) = kana::code(c).or_else(|| repeated(before)) else {
                if kana::mark(c).is_none() {
                    self.other(c, source);
                }
                before = None;
                continue;
            };
            if let Some(half) = ahead.and_then(|(_, next)| kana::mark(next)) {
                ahead = rest.next();
                code = kana::voiced(code, half).unwrap_or(code);
            }
            self.kana(code, source);
            self.katakana = !matches!(c, 'ぁ'..='ゟ');
            before = Some(code);
        }
    }

    /// Writes one kana by its code.
    pub(crate) fn kana(&mut self, code: u8, source: u32) {
        let before = self.last_kana.0;
        // Behind a kana nothing waits.
        if before == NONE {
            self.part();
        }
        if code == kana::LONG {
            self.last_kana = LastKana(before);
            return;
        }
        self.last_kana = LastKana(code);
        let last = self.out.last().copied().unwrap_or(0);
        if let Some([consonant, vowel]) = kana::plain(code)
            && !self.fresh
            && last != b'm'
        {
            // The common case, written at once: a vowel after its consonant never falls together with anything.
            if last == consonant {
                self.push(vowel, source);
            } else {
                self.out.extend_from_slice(&[consonant, vowel]);
                if MAP {
                    self.map.extend_from_slice(&[source, source]);
                }
            }
            return;
        }
        // Consonant and i-row vowel, as in き, which ゃ and ェ turn into きゃ and キェ.
        let ki = kana::sound(before).len() == 2 && kana::sound(before).ends_with('i');
        let te = matches!(before, kana::TE | kana::DE);
        match code {
            kana::SMALL_A | kana::SMALL_I | kana::SMALL_U | kana::SMALL_E | kana::SMALL_O
                if before == kana::VU =>
            {
                self.pop();
            }
            kana::SMALL_I if te => self.pop(),
            kana::SMALL_U if before == kana::TO => self.pop(),
            kana::SMALL_U if before == kana::DO => {
                self.pop();
                self.pop();
                self.letter(b'z', source);
            }
            kana::SMALL_E if ki => {
                self.pop();
                self.letter(b'y', source);
            }
            kana::SMALL_YA | kana::SMALL_YU | kana::SMALL_YO if ki || te || before == kana::VU => {
                self.pop();
            }
            _ => {}
        }
        for b in kana::sound(code).bytes() {
            self.letter(b, source);
        }
    }

    /// Writes a character that is neither kana nor ASCII.
    fn other(&mut self, c: char, source: u32) {
        let mut first = None;
        let mut count = 0;
        decompose_compatible(c, |part| {
            first = first.or(Some(part));
            count += 1;
        });
        if count == 1 && first == Some(c) {
            self.foreign(c, source);
            return;
        }
        let mut parts = Vec::with_capacity(count);
        decompose_compatible(c, |part| parts.push(part));
        let mut rest = parts.into_iter().peekable();
        while let Some(part) = rest.next() {
            if part.is_ascii() {
                self.ascii(part, source);
            } else if let Some(mut code) = kana::code(part) {
                if let Some(half) = rest.peek().copied().and_then(kana::mark) {
                    rest.next();
                    code = kana::voiced(code, half).unwrap_or(code);
                }
                self.kana(code, source);
            } else if let Some(whole) = rest.peek().and_then(|&next| compose(part, next)) {
                // Hangul and the like stay composed.
                rest.next();
                self.foreign(whole, source);
            } else {
                self.foreign(part, source);
            }
        }
    }

    fn foreign(&mut self, c: char, source: u32) {
        if !c.is_alphanumeric() {
            return;
        }
        self.part();
        for low in c.to_lowercase() {
            let mut utf8 = [0; 4];
            for &b in low.encode_utf8(&mut utf8).as_bytes() {
                self.push(b, source);
            }
        }
    }

    /// Writes a typed ASCII character: letters by the rules of romaji, digits as they are, the rest not at all.
    pub(crate) fn ascii(&mut self, c: char, source: u32) {
        let Ok(b) = u8::try_from(c) else { return };
        let b = b.to_ascii_lowercase();
        if b.is_ascii_digit() {
            self.part();
            self.push(b, source);
        } else if b.is_ascii_lowercase() {
            self.last_kana = LastKana(NONE);
            let before = self.out.len();
            self.latin(b, source);
            self.typed.rotate_right(1);
            if let Some(newest) = self.typed.first_mut() {
                *newest = (b, before);
            }
        } else if b == b'\'' {
            // The n of kan'i stands apart from the i, which changes nothing here.
        } else {
            self.part();
        }
    }

    fn latin(&mut self, b: u8, source: u32) {
        let [(one, at_one), (two, at_two), (three, at_three), _] = self.typed;
        let wait = std::mem::take(&mut self.wait);
        match (wait, b) {
            (Wait::Soft, b'i') => return self.letter(b'i', source),
            (Wait::Soft, b'y') => {
                self.wait = Wait::Soft;
                return;
            }
            (Wait::Soft, _) if is_vowel(b) => self.letter(b'y', source),
            (Wait::Ts, b'u') => {
                let small = matches!(three, b'x' | b'l');
                if small {
                    return self.truncate(at_three);
                }
                return self.letter(b'u', source);
            }
            (Wait::Ts, _) if is_vowel(b) => self.letter(b'u', source),
            (Wait::Ts, _) => self.letter(b's', source),
            (Wait::Oh, _) if !is_vowel(b) && b != b'y' && b != b'w' => self.pop(),
            _ => {}
        }
        match (one, b) {
            (b'c', b'h' | b'y') => {
                self.pop();
                self.letter(b't', source);
                self.wait = Wait::Soft;
            }
            (b's' | b't' | b'd', b'h') => self.wait = Wait::Soft,
            (b't', b's') => self.wait = Wait::Ts,
            (b'd', b'z' | b'j') => {
                self.pop();
                self.letter(b'z', source);
                if b == b'j' {
                    self.wait = Wait::Soft;
                }
            }
            (b'd', b'u') => {
                self.pop();
                self.letter(b'z', source);
                self.letter(b'u', source);
            }
            (_, b'j') => {
                self.letter(b'z', source);
                self.wait = Wait::Soft;
            }
            (b't', b'u') if matches!(two, b'x' | b'l') => self.truncate(at_two),
            (b'x', _) if is_vowel(b) => {
                self.truncate(at_one);
                self.letter(b, source);
            }
            (b'x', b'y') => {
                self.truncate(at_one);
                if self.out.last() == Some(&b'i') {
                    self.pop();
                }
                self.letter(b'y', source);
            }
            (b'w', _) if is_vowel(b) => {
                // くゎ and うぃ, うぇ, うぉ have no w.
                if b != b'a' || matches!(two, b'k' | b'g' | b'q') {
                    self.truncate(at_one);
                    self.letter(b'u', source);
                }
                self.letter(b, source);
            }
            (_, b'f') => {
                self.letter(b'h', source);
                self.letter(b'u', source);
            }
            (_, b'h') => {
                let long = self.out.last() == Some(&b'o');
                self.letter(b'h', source);
                if long {
                    self.wait = Wait::Oh;
                }
            }
            (_, b'v') => self.letter(b'b', source),
            (_, b'l') => self.letter(b'r', source),
            (_, b'q') => self.letter(b'k', source),
            _ => self.letter(b, source),
        }
    }

    /// Writes a letter unless it only lengthens or doubles the one before.
    fn letter(&mut self, b: u8, source: u32) {
        let fresh = std::mem::take(&mut self.fresh);
        if fresh {
            let shared = b != b'm' && self.out.last() == Some(&b);
            self.start = Some(self.out.len() - usize::from(shared));
        }
        match (self.out.last(), b) {
            (Some(&last), _) if last == b && b != b'm' => {}
            (Some(b'o'), b'u') if fresh => {
                self.apart = true;
                self.push(b, source);
            }
            (Some(b'o'), b'u') => {}
            (Some(b'm'), b'b' | b'p' | b'm') => {
                if let Some(last) = self.out.last_mut() {
                    *last = b'n';
                }
                self.collapse();
                self.push(b, source);
            }
            _ => self.push(b, source),
        }
    }

    /// Drops the last letter when it has become equal to the one before.
    fn collapse(&mut self) {
        if let [.., a, b] = self.out.as_slice()
            && a == b
        {
            self.pop();
        }
    }

    fn push(&mut self, b: u8, source: u32) {
        if std::mem::take(&mut self.fresh) {
            self.start = Some(self.out.len());
        }
        self.out.push(b);
        if MAP {
            self.map.push(source);
        }
    }

    fn pop(&mut self) {
        self.truncate(self.out.len().saturating_sub(1));
    }

    fn truncate(&mut self, len: usize) {
        self.out.truncate(len);
        if MAP {
            self.map.truncate(len);
        }
    }

    /// What the end may still become: how many bytes to cut, and what to write instead.
    pub(crate) fn endings(&self) -> Vec<(usize, &'static str)> {
        if self.last_kana.0 != NONE {
            let code = self.last_kana.0;
            let sound = kana::sound(code);
            return match code {
                kana::VU => vec![(1, "")],
                kana::TE | kana::DE if self.katakana => vec![(1, "i"), (1, "y")],
                kana::TO if self.katakana => vec![(1, "u")],
                kana::DO if self.katakana => vec![(2, "zu")],
                _ if sound.len() == 2 && sound.ends_with('i') => vec![(1, "y")],
                _ => Vec::new(),
            };
        }
        let [(one, _), (two, _), (three, _), _] = self.typed;
        if self.wait == Wait::Oh {
            return vec![(1, "")];
        }
        match (three, two, one) {
            (_, _, b'c') => vec![(1, "t")],
            (_, _, b'd') => vec![(1, "z")],
            (_, _, b'm') => vec![(1, "n")],
            (_, _, b'w') => vec![(1, "u")],
            (_, _, b'x') => vec![(1, "")],
            (_, b'x' | b'l', b't') | (b'x' | b'l', b't', b's') => vec![(2, "")],
            _ => Vec::new(),
        }
    }
}

//! The tolerant romaji: one spelling for everything that sounds the same to somebody who types in a hurry.
//!
//! Kana in every width, Hepburn, 訓令, ワープロ romaji and sloppy mixtures of them fall on the same bytes:
//! `ないしきょう`, `ﾅｲｼｷｮｳ`, `naishikyou`, `naisikyo` and `NAISHIKYŌ` are all `naisikyo`.
//! Records and queries go through the same function, so what is lost is lost on both sides.
//!
//! Letters are those of 訓令 with sounds added for foreign words (`hua` ファ, `ui` ウィ, `sye` シェ, `di` ディ).
//! Long vowels (aa, ii, uu, ee, oo, ou, ー) and doubled letters become one letter; ん is `n` everywhere;
//! blanks, punctuation and long marks vanish. Digits stay. Kanji and other scripts pass through, because only
//! [`reading`](super::reading) knows how they sound.
//!
//! While a term is typed, each state is a start of the next one, but for the few that [`probes`] names.

mod kana;
mod scribe;

pub(super) use kana::hiragana;
pub(super) use scribe::Scribe;

/// True if a syllable ends with `before` and the next one starts with `here`, both in canonical romaji: behind a vowel
/// or n. Anything but a letter parts syllables too.
#[inline]
pub(super) fn parted(before: u8, here: u8) -> bool {
    let kind = |b: u8| KINDS.get(usize::from(b)).copied().unwrap_or(PARTS);
    let (before, here) = (kind(before), kind(here));
    // Without a branch: every letter of every reading is asked. Only an n waits for what follows.
    before & (here >> 1 | !(before >> 2)) & PARTS != 0
}

/// A syllable ends behind it.
const PARTS: u8 = 1;
/// What follows an n without being part of its syllable.
const PARTS_N: u8 = 2;
const N: u8 = 4;

/// What each byte is to syllables.
const KINDS: [u8; 256] = {
    let mut kinds = [PARTS | PARTS_N; 256];
    let mut b = b'a';
    while b <= b'z' {
        #[expect(clippy::indexing_slicing, reason = "checked when compiled")]
        let kind = &mut kinds[b as usize];
        *kind = match b {
            b'a' | b'i' | b'u' | b'e' | b'o' => PARTS,
            b'n' => PARTS | PARTS_N | N,
            b'y' => 0,
            _ => PARTS_N,
        };
        b += 1;
    }
    kinds
};

/// The canonical spelling of `text`; empty when nothing of it sounds.
pub fn canonical(text: &str) -> String {
    let mut scribe = Scribe::<false>::default();
    scribe.text(text, 0);
    scribe.finish().0
}

/// The canonical spelling, and for each of its bytes the source byte of the character that gave it.
///
/// One more entry at the end holds the length of `text`. All entries are character boundaries of `text` and never
/// fall, so a hit at `a..b` is shown from `map[a]` to `map[b]`.
pub fn canonical_mapped(text: &str) -> (String, Vec<u32>) {
    let mut scribe = Scribe::<true>::default();
    scribe.text(text, 0);
    let (romaji, mut map) = scribe.finish();
    map.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    (romaji, map)
}

/// The kana codes of a reading (distance from U+3041, 0x56 for ー), or nothing if it is not all kana.
pub(super) fn kana_codes(reading: &str) -> Option<Vec<u8>> {
    let codes: Option<Vec<u8>> = reading.chars().map(kana::code).collect();
    codes.filter(|codes| !codes.is_empty())
}

/// A kana of either kind as hiragana; none for anything else.
pub(super) fn hiragana_of(c: char) -> Option<char> {
    kana::code(c).and_then(hiragana)
}

/// A kana with other marks of voicing, as hiragana: が and か, は and ば and ぱ.
pub(super) fn other_voicings(c: char) -> Vec<char> {
    let Some(code) = kana::code(c) else {
        return Vec::new();
    };
    let family = |plain: u8| {
        let marked = [false, true].map(|half| kana::voiced(plain, half));
        std::iter::once(plain).chain(marked.into_iter().flatten())
    };
    let plain = (0..=2).filter_map(|back| code.checked_sub(back));
    let plain = plain.filter(|&plain| family(plain).count() > 1);
    let mut family = plain.map(family).find_map(|mut all| {
        let all: Vec<u8> = all.by_ref().collect();
        all.contains(&code).then_some(all)
    });
    let others = family.take().unwrap_or_default().into_iter();
    others
        .filter(|&other| other != code)
        .filter_map(hiragana)
        .collect()
}

/// Whether a character is a voicing mark, which belongs to the kana before it.
pub(super) fn is_mark(c: char) -> bool {
    kana::mark(c).is_some()
}

/// The needles for a typed term of which the last syllable may be unfinished, likeliest first, never empty strings.
///
/// The first is [`canonical`] itself. The others are what the end may still become: `き` > `きゃ` (`ki`, `ky`),
/// `テ` > `ティ`, `ヴ` > `ヴァ`, `m` > `mb` = んば, `d` > `du` = づ, `c` > `ch`; and `di` meant as ぢ, `oh` as a long o.
/// Every spelling of a word, cut after any letter, has a needle here that starts the canonical form of the word.
pub fn probes(typed: &str) -> Vec<String> {
    let mut scribe = Scribe::<false>::default();
    scribe.text(typed, 0);
    let endings = scribe.endings();
    let whole = scribe.finish().0;
    let mut needles = vec![whole.clone()];
    for (cut, tail) in endings {
        let Some(start) = whole.get(..whole.len().saturating_sub(cut)) else {
            continue;
        };
        let doubled = !tail.is_empty() && start.ends_with(tail);
        needles.push(format!("{start}{}", if doubled { "" } else { tail }));
    }
    if typed.bytes().any(|b| b.is_ascii_alphabetic()) {
        let meant = whole.replace("di", "zi");
        if meant != whole {
            needles.push(meant);
        }
    }
    let mut seen = Vec::with_capacity(needles.len());
    for needle in needles {
        if !needle.is_empty() && !seen.contains(&needle) {
            seen.push(needle);
        }
    }
    seen
}

/// Canonical forms of a typed term with two neighbouring letters or kana changed about, each once, without the term's
/// own form and those that begin with another letter.
///
/// One swap of what was typed may change more than two letters of the canonical form: `ないしょきう`, `kikanosukan`.
pub fn swaps(typed: &str) -> Vec<String> {
    let mut units = units(typed);
    let mut forms = Forms::new(typed);
    for at in 1..units.len() {
        units.swap(at - 1, at);
        forms.add(&units);
        units.swap(at - 1, at);
    }
    forms.others
}

/// Canonical forms of a typed term with one slip undone that changes more than one letter of its sound, each once,
/// like [`swaps`]: a small kana left out before a long vowel (`どうにう`), another vowel behind w (`iwioka`), or two
/// consonants that never stand together (`umfda`, `cbuunyuu`).
pub fn mended(typed: &str) -> Vec<String> {
    const VOWELS: [&str; 5] = ["a", "i", "u", "e", "o"];
    let mut units = units(typed);
    let mut forms = Forms::new(typed);
    let odd = |pair: &[String]| matches!(pair, [a, b] if never_together(a, b));
    // One wrong letter parts from both its neighbours; more than that is no word with a slip.
    if units.windows(2).filter(|pair| odd(pair)).nth(2).is_some() {
        return Vec::new();
    }
    for at in 1..units.len() {
        let pair = (units.get(at - 1), units.get(at));
        let (Some(before), Some(here)) = pair else {
            continue;
        };
        if matches!(here.as_str(), "う" | "ウ" | "ｳ") && canonical(before).ends_with('i') {
            for small in ["ょ", "ゅ"] {
                units.insert(at, small.to_owned());
                forms.add(&units);
                units.remove(at);
            }
        } else if before == "w" && matches!(here.as_str(), "i" | "e" | "u") {
            forms.add_with(&mut units, at, "a");
        } else if never_together(before, here) {
            let (before, here) = (before.clone(), here.clone());
            // sh, ch and ts with one of their letters wrong, and a letter that should be doubled.
            match (before.as_str(), here.as_str()) {
                ("c" | "s", _) => forms.add_with(&mut units, at, "h"),
                (_, "s") => forms.add_with(&mut units, at - 1, "t"),
                (_, "h") => {
                    forms.add_with(&mut units, at - 1, "s");
                    forms.add_with(&mut units, at - 1, "c");
                }
                _ => {}
            }
            forms.add_with(&mut units, at, &before);
            for vowel in VOWELS {
                forms.add_with(&mut units, at - 1, vowel);
                forms.add_with(&mut units, at, vowel);
                units.insert(at, vowel.to_owned());
                forms.add(&units);
                units.remove(at);
            }
        }
    }
    forms.others
}

/// The letters or kana of a typed term, each with its voicing mark.
fn units(typed: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for c in typed.chars() {
        match units.last_mut() {
            Some(unit) if is_mark(c) => unit.push(c),
            _ => units.push(c.to_ascii_lowercase().to_string()),
        }
    }
    units
}

/// True of two Latin consonants that stand together in no spelling of a syllable.
fn never_together(a: &str, b: &str) -> bool {
    let consonant = |c: &u8| c.is_ascii_lowercase() && !b"aiueo".contains(c);
    let (&[a], &[b]) = (a.as_bytes(), b.as_bytes()) else {
        return false;
    };
    let fits = a == b
        || a == b'n'
        || b == b'y'
        || (b == b'h' && b"sctd".contains(&a))
        || (a == b'm' && b"bp".contains(&b))
        || (a == b't' && b"sc".contains(&b));
    consonant(&a) && consonant(&b) && !fits
}

/// Canonical forms that are not that of the term as typed.
struct Forms {
    own: String,
    others: Vec<String>,
}

impl Forms {
    fn new(typed: &str) -> Self {
        Self {
            own: canonical(typed),
            others: Vec::new(),
        }
    }

    fn add(&mut self, units: &[String]) {
        let form = canonical(&units.concat());
        let starts = form.as_bytes().first() == self.own.as_bytes().first();
        if starts && form != self.own && !self.others.contains(&form) {
            self.others.push(form);
        }
    }

    /// With another letter at `at`.
    fn add_with(&mut self, units: &mut [String], at: usize, letter: &str) {
        let Some(unit) = units.get_mut(at) else {
            return;
        };
        let typed = std::mem::replace(unit, letter.to_owned());
        self.add(units);
        if let Some(unit) = units.get_mut(at) {
            *unit = typed;
        }
    }
}

#[cfg(test)]
mod tests;

//! Two readings that are the same but for one slip of the finger.

use super::romaji;

/// Letters of the longest syllable.
const SYLLABLE: usize = 4;

/// What was typed, in canonical romaji, and perhaps with one slip.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) letters: Vec<u8>,
    /// Typed in kana: a whole syllable may be wrong.
    kana: bool,
    /// For each letter, and for what follows them, where its syllable starts and where that and the next one end.
    syllables: Vec<[usize; 3]>,
}

/// What is known of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// All that matters; a start of it is enough.
    Start,
    /// All of it must be met.
    Whole,
    /// Only its first letters; what follows may be anything.
    First,
}

/// `starts_with`, asked so often that the first byte is looked at before the others.
#[inline]
pub(super) fn begins(text: &[u8], start: &[u8]) -> bool {
    match (text.first(), start.first()) {
        (Some(a), Some(b)) => a == b && text.starts_with(start),
        (_, b) => b.is_none(),
    }
}

impl Typed {
    /// Of letters in canonical romaji.
    pub(super) fn new(letters: &[u8], kana: bool) -> Self {
        let syllable = |at: usize| {
            let from = (0..=at).rev().find(|&i| starts(letters, i)).unwrap_or(0);
            let to = end(letters, from);
            [from, to, end(letters, to)]
        };
        Self {
            syllables: (0..=letters.len()).map(syllable).collect(),
            letters: letters.to_vec(),
            kana,
        }
    }

    /// Length of the start of `text` that is this but for at most one slip.
    pub(super) fn start(&self, text: &[u8]) -> Option<usize> {
        self.met(text, Ask::Start)
    }

    /// True if all of `text` is this but for at most one slip.
    pub(super) fn whole(&self, text: &[u8]) -> bool {
        self.met(text, Ask::Whole).is_some()
    }

    /// True if [`Self::start`] may find something in a text of which these are the first letters.
    pub(super) fn may_start(&self, text: &[u8]) -> bool {
        self.met(text, Ask::First).is_some()
    }

    #[inline]
    fn met(&self, text: &[u8], ask: Ask) -> Option<usize> {
        let needle = self.letters.as_slice();
        let same = text.iter().zip(needle).take_while(|(a, b)| a == b).count();
        let all = same == needle.len() && (ask != Ask::Whole || same == text.len());
        if all || ask == Ask::First && same == text.len() {
            return Some(same);
        }
        // How much both end alike tells at once whether what is left of a whole text is equal.
        let back = if ask == Ask::Whole {
            let ends = text.iter().rev().zip(needle.iter().rev());
            ends.take_while(|(a, b)| a == b).count()
        } else {
            0
        };
        // No slip is longer than two syllables.
        let longest = text.len().max(needle.len());
        if ask == Ask::Whole && same + back + 2 * SYLLABLE < longest {
            return None;
        }
        // What is left of both after the slip must be equal.
        let then = |skip_text: usize, skip_needle: usize| -> Option<usize> {
            let rest = needle.get(skip_needle..)?;
            let left = text.get(skip_text..)?;
            let met = match ask {
                Ask::Start => begins(left, rest),
                Ask::Whole => left.len() == rest.len() && rest.len() <= back,
                Ask::First => begins(left, rest) || begins(rest, left),
            };
            met.then_some(skip_text + rest.len())
        };
        let letter = |i: usize| text.get(i).filter(|b| b.is_ascii_lowercase());
        if letter(same).is_some() {
            if let Some(n) = then(same + 1, same + 1) {
                return Some(n);
            }
            if let Some(n) = then(same + 1, same) {
                return Some(n);
            }
            if letter(same + 1).is_some()
                && text.get(same) == needle.get(same + 1)
                && text.get(same + 1) == needle.get(same)
                && let Some(n) = then(same + 2, same + 2)
            {
                return Some(n);
            }
        }
        if let Some(n) = then(same, same + 1) {
            return Some(n);
        }
        // One typed letter may be two here: j is zy, f is hu, and a consonant parts two vowels that else are one.
        let before = same.checked_sub(1).and_then(|i| text.get(i));
        let two = |bytes: &[u8]| {
            bytes
                .get(same..same + 2)
                .is_some_and(|pair| pair.contains(&b'y') || pair.last() == before || pair == b"hu")
        };
        if two(text)
            && let Some(n) = then(same + 2, same).or_else(|| then(same + 2, same + 1))
        {
            return Some(n);
        }
        if two(needle)
            && let Some(n) = then(same, same + 2).or_else(|| then(same + 1, same + 2))
        {
            return Some(n);
        }
        if !self.kana {
            return None;
        }
        let &[from, mine, mine2] = self.syllables.get(same)?;
        let theirs = end(text, from);
        if theirs > from {
            if let Some(n) = then(theirs, mine) {
                return Some(n);
            }
            if let Some(n) = then(theirs, from) {
                return Some(n);
            }
            let theirs2 = end(text, theirs);
            if theirs2 > theirs
                && needle.get(from..mine) == text.get(theirs..theirs2)
                && needle.get(mine..mine2) == text.get(from..theirs)
                && let Some(n) = then(theirs2, mine2)
            {
                return Some(n);
            }
        }
        // Behind ん the syllable that is missing starts at once: そくせんいる.
        let skipped = end(text, same);
        if same > from
            && skipped > same
            && starts(text, same)
            && let Some(n) = then(skipped, same)
        {
            return Some(n);
        }
        then(from, mine)
    }
}

/// True if a syllable starts at `at`.
pub(super) fn starts(bytes: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| bytes.get(i)) else {
        return true;
    };
    romaji::parted(*before, bytes.get(at).copied().unwrap_or(b' '))
}

/// End of the syllable that starts at `at`.
pub(super) fn end(bytes: &[u8], at: usize) -> usize {
    let most = bytes.len().min(at + SYLLABLE);
    (at + 1..most)
        .find(|&i| starts(bytes, i))
        .unwrap_or(most)
        .max(at.min(bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_slip_is_near_and_two_are_far() {
        let near = |text: &str, needle: &str, kana| {
            Typed::new(needle.as_bytes(), kana).start(text.as_bytes())
        };
        for typed in [
            "naisikyo",
            "naisikyu",
            "naiskyo",
            "naissikyo",
            "naisiyko",
            "maisikyo",
        ] {
            assert!(near("naisikyo", typed, false).is_some(), "{typed}");
        }
        for typed in ["naikyosi", "nasiikoo", "kaisekyo", "naisihibi"] {
            assert_eq!(near("naisikyo", typed, false), None, "{typed}");
        }
        // Syllables: wrong, missing, doubled, swapped.
        for typed in ["nasikyo", "naimekyo", "naisisikyo", "naikyosi"] {
            assert!(near("naisikyo", typed, true).is_some(), "{typed}");
        }
        assert_eq!(near("naisikyo", "namukyo", true), None);
        assert!(near("sokusenkoiru", "sokuseniru", true).is_some());
    }

    #[test]
    fn one_typed_letter_may_be_two_of_these() {
        let whole = |text: &str, typed: &str| {
            let typed = romaji::canonical(typed);
            Typed::new(typed.as_bytes(), false).whole(text.as_bytes())
        };
        for (text, typed) in [
            ("osakadai", "oosakadi"),
            ("ketueki", "ketsuei"),
            ("tyusinzyomyaku", "chuushinoumyaku"),
            ("syuzyutudai", "shjutsudai"),
            ("kurumaisu", "kuumaisu"),
            ("mekinki", "mekknki"),
            ("nabigesyon", "nabifeshon"),
        ] {
            assert!(whole(text, typed), "{typed}");
        }
        assert!(!whole("kurumaisu", "kumasu"));
    }

    proptest! {
        #[test]
        fn one_slip_anywhere_leaves_it_near(
            before in "(ka|sya|te|so){0,5}", syllable in "(ka|sya|te|so|ryo)", after in "(ka|sya|te|so){0,5}", letter in "[a-z]",
        ) {
            let text = format!("{before}{syllable}{after}");
            let near = |typed: &str, kana| Typed::new(typed.as_bytes(), kana).whole(text.as_bytes());
            let (start, end) = (format!("{before}{letter}"), format!("{}{after}", syllable.get(1..).unwrap()));
            prop_assert!(near(&format!("{start}{end}"), false), "another letter");
            prop_assert!(near(&format!("{before}{end}"), false), "one letter less");
            prop_assert!(near(&format!("{start}{syllable}{after}"), false), "one more");
            prop_assert!(near(&format!("{before}{after}"), true), "a syllable less");
            prop_assert!(near(&format!("{before}mo{after}"), true), "another syllable");
        }
    }

    proptest! {
        #[test]
        fn what_starts_so_may_start_so(
            text in "(ka|sya|n|i|te){1,5}", typed in "(ka|sya|n|i|te){2,5}", kana: bool, cut in 0usize..9,
        ) {
            let typed = Typed::new(typed.as_bytes(), kana);
            let first = &text.as_bytes()[..cut.min(text.len())];
            if typed.start(text.as_bytes()).is_some() {
                prop_assert!(typed.may_start(first));
            }
        }
    }
}

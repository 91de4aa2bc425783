//! Two readings that are the same but for one slip of the finger.

use super::romaji;

/// Length of the start of `text` that is `needle` but for at most one slip.
pub(super) fn start(text: &[u8], needle: &[u8], kana: bool) -> Option<usize> {
    start_if(text, needle, kana, |_| true)
}

/// True if all of `text` is `needle` but for at most one slip.
pub(super) fn whole(text: &[u8], needle: &[u8], kana: bool) -> bool {
    start_if(text, needle, kana, |n| n == text.len()).is_some()
}

/// The first length of a start of `text` that is `needle` but for at most one slip and that is welcome.
fn start_if(
    text: &[u8],
    needle: &[u8],
    kana: bool,
    welcome: impl Fn(usize) -> bool,
) -> Option<usize> {
    let same = text.iter().zip(needle).take_while(|(a, b)| a == b).count();
    if same == needle.len() && welcome(same) {
        return Some(same);
    }
    // What is left of both after the slip must be equal.
    let then = |skip_text: usize, skip_needle: usize| -> Option<usize> {
        let rest = needle.get(skip_needle..)?;
        let end = skip_text + rest.len();
        (text.get(skip_text..)?.starts_with(rest) && welcome(end)).then_some(end)
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
    if !kana {
        return None;
    }
    let from = (0..=same).rev().find(|&i| starts(needle, i)).unwrap_or(0);
    let (mine, theirs) = (end(needle, from), end(text, from));
    if theirs > from {
        if let Some(n) = then(theirs, mine) {
            return Some(n);
        }
        if let Some(n) = then(theirs, from) {
            return Some(n);
        }
        let (mine2, theirs2) = (end(needle, mine), end(text, theirs));
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

/// True if a syllable starts at `at`.
pub(super) fn starts(bytes: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| bytes.get(i)) else {
        return true;
    };
    romaji::parted(*before, bytes.get(at).copied().unwrap_or(b' '))
}

/// End of the syllable that starts at `at`.
pub(super) fn end(bytes: &[u8], at: usize) -> usize {
    (at + 1..bytes.len().min(at + 4))
        .find(|&i| starts(bytes, i))
        .unwrap_or(bytes.len().min(at + 4))
        .max(at.min(bytes.len()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_slip_is_near_and_two_are_far() {
        let near =
            |text: &str, needle: &str, kana| super::start(text.as_bytes(), needle.as_bytes(), kana);
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
            super::whole(
                text.as_bytes(),
                crate::search::romaji::canonical(typed).as_bytes(),
                false,
            )
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
}

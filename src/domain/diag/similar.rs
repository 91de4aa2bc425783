//! "Did you mean": finds the known word nearest to a mistyped one.

use crate::domain::number::narrow;
use crate::text::fold;

/// The candidate nearest to `written`, if it is near enough that a slip explains the difference.
///
/// The folded texts are compared, so that width, case and kind of kana make no difference.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted = key(written);
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = key(candidate);
        if other.is_empty() || other.len() > LONGEST {
            continue;
        }
        // A third of the longer word may differ. In a word of two letters nothing may, because that makes another word.
        let allowed = wanted.len().max(other.len()) / 3;
        if wanted.len().abs_diff(other.len()) > allowed {
            continue;
        }
        let d = distance(&wanted, &other);
        if d <= allowed && d < wanted.len().max(other.len()) && best.is_none_or(|(b, _)| d < b) {
            best = Some((d, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Longest word in characters. Longer ones are never slips of each other, and comparing them would cost time.
const LONGEST: usize = 48;

fn key(s: &str) -> Vec<char> {
    let plain = narrow(s);
    if plain.is_ascii() {
        // Names of keys: people confuse `-`, `_` and `.`, so these are left out.
        return plain
            .chars()
            .filter(|c| !matches!(c, '-' | '_' | '.'))
            .collect();
    }
    fold::key(s).chars().collect()
}

/// Edit distance (optimal string alignment): insertions, deletions, replacements and swaps of neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut now = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX / 2);
            let mut d = (at(&last, j) + usize::from(x != y))
                .min(at(&last, j + 1) + 1)
                .min(at(&now, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                d = d.min(at(&before, j - 1) + 1);
            }
            now.push(d);
        }
        before = std::mem::replace(&mut last, now);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word() {
        let keys = ["title", "held_on", "hospital", "problem"];
        for (written, meant) in [
            ("titel", "title"),
            ("Title", "title"),
            ("ｔｉｔｌｅ", "title"),
            ("heldon", "held_on"),
            ("held-on", "held_on"),
            ("hospitals", "hospital"),
        ] {
            assert_eq!(nearest(written, keys), Some(meant), "{written}");
        }
        for written in ["", "venue", "x", "budget"] {
            assert_eq!(nearest(written, keys), None, "{written}");
        }
        assert_eq!(nearest("V", ["IV", "I"]), None);
        assert_eq!(nearest("面談きぼう", ["関心", "面談希望"]), None);
        assert_eq!(nearest("面会希望", ["関心", "面談希望"]), Some("面談希望"));
    }
}

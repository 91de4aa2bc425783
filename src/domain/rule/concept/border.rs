//! Whether what was found in a text stands there as a word. Japanese has no blanks; a change of script is a border, and so
//! is a particle.

use crate::text::script::{is_hiragana, is_kanji};

/// What a run of letters is written with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Hiragana,
    Katakana,
    Latin,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'ァ'..='ヺ' | 'ー' => Script::Katakana,
        c if is_hiragana(c) => Script::Hiragana,
        c if c.is_ascii_alphanumeric() => Script::Latin,
        c if is_kanji(c) => Script::Kanji,
        _ => Script::Other,
    }
}

/// Letters of the same script that may go on beside a katakana word without making it another word: モータ and モーター.
const ENDINGS: &[char] = &['ー', 'ス', 'ズ'];

/// A rest of a katakana run shorter than this is no word of its own: ポリ is found in ポリエチレン, not in ポリープ.
const SHORTEST: usize = 3;

/// Particles after which a word in hiragana may begin.
const PARTICLES: &[char] = &['の', 'を', 'や', 'と', 'が', 'は', 'に', 'で', 'も'];

/// Whether `word`, which stands at `at` in `text`, is a word there.
pub(super) fn is_word(text: &str, at: usize, word: &str) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + word.len()..).unwrap_or_default();
    let first = word.chars().next().map_or(Script::Other, script);
    let last = word.chars().next_back().map_or(Script::Other, script);
    begins(before, first, word) && ends(after, last, word)
}

fn begins(before: &str, first: Script, word: &str) -> bool {
    let run = before.chars().rev().take_while(|c| script(*c) == first);
    let previous = before.chars().next_back();
    match first {
        Script::Latin => run.count() == 0,
        Script::Katakana => {
            let rest = run.count();
            rest == 0 || rest >= SHORTEST
        }
        Script::Kanji => word.chars().count() > 1 || run.count() == 0,
        Script::Hiragana => {
            let goes_on = previous.is_some_and(|c| is_hiragana(c) && !PARTICLES.contains(&c));
            !goes_on || word.chars().count() > SHORTEST
        }
        Script::Other => true,
    }
}

fn ends(after: &str, last: Script, word: &str) -> bool {
    let run = after.chars().take_while(|c| script(*c) == last);
    match last {
        Script::Latin => run.count() == 0,
        Script::Katakana => {
            let rest: Vec<char> = run.collect();
            match rest.as_slice() {
                [] => true,
                [one] => ENDINGS.contains(one),
                many => many.len() >= SHORTEST,
            }
        }
        Script::Kanji => word.chars().count() > 1 || run.count() == 0,
        // Words of needs are stems: 見えにく goes on.
        Script::Hiragana | Script::Other => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, word: &str) -> bool {
        let mut all = text.match_indices(word);
        all.any(|(at, _)| is_word(text, at, word))
    }

    #[test]
    fn a_letter_inside_a_word_is_no_word() {
        assert!(holds("細い管を通す", "管"));
        assert!(!holds("血管を縫う", "管"));
        assert!(holds("led照明", "led"));
        assert!(!holds("rolled", "led"));
    }

    #[test]
    fn katakana_is_one_word_unless_both_parts_are_long() {
        assert!(holds("ポリエチレン", "ポリ"));
        assert!(!holds("ポリープを切る", "ポリ"));
        assert!(!holds("マイクロ流路", "マイク"));
        assert!(!holds("デバイス", "イス"));
        assert!(holds("小型モーター", "モータ"));
        assert!(holds("ベルトコンベア", "ベルト"));
        assert!(!holds("シールド", "シール"));
    }

    #[test]
    fn hiragana_begins_where_something_else_ends() {
        assert!(holds("木のいす", "いす"));
        assert!(!holds("使っていすぎる", "いす"));
        assert!(holds("薄板ばね", "ばね"));
    }
}

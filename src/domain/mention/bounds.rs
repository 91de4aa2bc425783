//! Where a name begins and ends: what stands before and behind it says whether it is whole.

use super::glyph::Gap;
use super::glyph::Glyph;
use super::glyph::Glyphs;
use super::glyph::Script;
use super::vocabulary as words;

/// What one side of a name says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The name ends here, and a title or an honorific follows.
    Titled,
    /// The name ends here.
    Clear,
    /// It may go on.
    Doubtful,
    /// It goes on: this is another name or another word.
    Another,
}

/// Length of the honorific or title at `at`, if one stands there as a word.
pub(super) fn title(glyphs: &Glyphs<'_>, at: usize) -> Option<usize> {
    word(&words::TITLES, glyphs, at)
}

fn word(list: &words::Words, glyphs: &Glyphs<'_>, at: usize) -> Option<usize> {
    let length = list.at(glyphs, at)?;
    if length > 1 {
        // 高橋委員会
        let body = glyphs
            .touching_after(at + length)
            .is_some_and(|g| g.ch == '会');
        return (!body).then_some(length);
    }
    // 氏名, 様々, 様子, 君島, 殿村 begin like an honorific and are none.
    let first = glyphs.get(at)?.ch;
    let next = glyphs.touching_after(at + 1);
    let other_word = next.is_some_and(|next| match first {
        '氏' => next.ch == '名',
        '様' => matches!(next.ch, '様' | '子' | '式' | '相' | '態' | '変'),
        _ => next.script == Script::Kanji,
    });
    (!other_word).then_some(length)
}

/// What stands before a name that begins at `start`.
pub(super) fn before(glyphs: &Glyphs<'_>, start: usize) -> Side {
    let (Some(head), Some(prev)) = (glyphs.get(start), glyphs.touching_before(start)) else {
        return Side::Clear;
    };
    match (prev.script, head.script) {
        (Script::Letter | Script::Digit, Script::Letter | Script::Digit) => Side::Another,
        (Script::Kanji, Script::Kanji) => kanji_before(glyphs, start),
        (Script::Kanji, Script::Hiragana | Script::Katakana)
            if glyphs.run_before(start, Script::Kanji) == 1
                && words::FAMILY_HEADS.contains(prev.ch) =>
        {
            Side::Doubtful
        }
        // 二ノ宮, 三ツ橋, 二の宮
        (Script::Katakana | Script::Hiragana, Script::Kanji) => {
            let behind_kanji = glyphs.touching_before(start - 1);
            let behind_kanji = behind_kanji.filter(|g| g.script == Script::Kanji);
            match (behind_kanji, prev.raw) {
                (Some(_), 'ノ' | 'ツ' | 'ッ' | 'ヶ' | 'ケ' | 'ガ') => Side::Another,
                (Some(g), 'の' | 'つ' | 'が') if "一二三四五六七八九十".contains(g.ch) => {
                    Side::Doubtful
                }
                _ => Side::Clear,
            }
        }
        (Script::Hiragana, Script::Hiragana) => match words::AHEAD_KANA.before(glyphs, start) {
            Some(_) => Side::Doubtful,
            None => Side::Another,
        },
        (Script::Katakana, Script::Katakana) => match words::TITLES.before(glyphs, start) {
            Some(_) => Side::Doubtful,
            None => Side::Another,
        },
        _ => Side::Clear,
    }
}

/// 本日高橋直, 営業部高橋直, 大高橋直: the kanji before tell.
fn kanji_before(glyphs: &Glyphs<'_>, start: usize) -> Side {
    let run = glyphs.run_before(start, Script::Kanji);
    let at = |back: usize| start.checked_sub(back).and_then(|at| glyphs.get(at));
    let (Some(last), Some(head)) = (at(1), at(0)) else {
        return Side::Clear;
    };
    if leads(glyphs, start, run) {
        let chief = last.ch == '長' && words::BEHIND_CHIEF.contains(head.ch);
        return if chief { Side::Doubtful } else { Side::Clear };
    }
    if words::FAMILY_HEADS.contains(last.ch) {
        // 担当大高橋: what is before the 大 ends a word.
        if run == 1 || leads(glyphs, start - 1, run - 1) {
            return Side::Another;
        }
    }
    Side::Doubtful
}

/// True if the run of kanji before `end` ends with a word that may stand before a name.
fn leads(glyphs: &Glyphs<'_>, end: usize, run: usize) -> bool {
    if words::LEADING
        .before(glyphs, end)
        .is_some_and(|length| length <= run)
    {
        return true;
    }
    let Some(last) = end.checked_sub(1).and_then(|at| glyphs.get(at)) else {
        return false;
    };
    let before = end.checked_sub(run + 1).and_then(|at| glyphs.get(at));
    let touches = glyphs
        .get(end - run)
        .is_some_and(|first| first.gap == Gap::None);
    let behind = before.filter(|_| touches).map(|g| g.script);
    // 営業部, ＱＡ課, メディカル部
    let unit = words::UNITS.contains(last.ch)
        && (run >= 2 || matches!(behind, Some(Script::Letter | Script::Katakana)));
    let time = words::TIMES.contains(last.ch) && run == 1 && behind == Some(Script::Digit);
    unit || time
}

/// What stands behind a name that ends before `end`.
pub(super) fn behind(glyphs: &Glyphs<'_>, end: usize) -> Side {
    let Some(tail) = end.checked_sub(1).and_then(|at| glyphs.get(at)) else {
        return Side::Another;
    };
    let Some(next) = glyphs.get(end) else {
        return Side::Clear;
    };
    if matches!(next.gap, Gap::None | Gap::Blank) && title(glyphs, end).is_some() {
        return Side::Titled;
    }
    if next.gap != Gap::None {
        return if dash_at(glyphs, tail) {
            Side::Doubtful
        } else {
            Side::Clear
        };
    }
    match (tail.script, next.script) {
        (Script::Letter | Script::Digit, Script::Letter | Script::Digit)
        | (Script::Katakana, Script::Katakana) => Side::Another,
        (Script::Kanji, Script::Kanji) => kanji_behind(glyphs, end),
        (Script::Kanji | Script::Katakana, Script::Hiragana) => hiragana_behind(glyphs, end),
        (Script::Hiragana, Script::Hiragana) => hiragana_after_hiragana(glyphs, end),
        (Script::Hiragana | Script::Katakana, Script::Kanji) => {
            // 佐藤 みの里, 高橋 なお美
            let single =
                glyphs.run_after(end, Script::Kanji) == 1 || title(glyphs, end + 1).is_some();
            if single && words::GIVEN_TAILS.contains(next.ch) {
                Side::Another
            } else {
                Side::Clear
            }
        }
        _ => Side::Clear,
    }
}

/// A dash other than ー touches a kana: a long vowel or a dash, nobody knows.
fn dash_at(glyphs: &Glyphs<'_>, tail: &Glyph) -> bool {
    let rest = glyphs.text.get(tail.to..).unwrap_or_default();
    matches!(tail.script, Script::Hiragana | Script::Katakana)
        && rest.starts_with(['－', '―', '—', '‐', '−'])
}

/// 高橋直氏, 高橋直来社, 高橋直樹, 高橋直子さん: the kanji behind tell.
fn kanji_behind(glyphs: &Glyphs<'_>, end: usize) -> Side {
    let is_tail = |at: usize| {
        let glyph = glyphs.get(at);
        glyph.is_some_and(|g| words::GIVEN_TAILS.contains(g.ch))
    };
    let run = glyphs.run_after(end, Script::Kanji);
    if follows(glyphs, end) {
        return Side::Clear;
    }
    for length in 1..=run.min(2) {
        let after = end + length;
        let rest_is_word = (run == length && glyphs.touching_after(after).is_none())
            || title(glyphs, after).is_some()
            || follows(glyphs, after)
            || (run == length && words::BEHIND.at(glyphs, after).is_some());
        let all_tails = (end..after).all(is_tail);
        if all_tails && rest_is_word {
            return Side::Another;
        }
        // 直巴さん: what has an honorific is a name, whatever kanji it ends with. 直人事部長: a post may have a
        // department before it.
        let called = match length {
            1 => title(glyphs, after),
            _ => word(&words::COURTESY, glyphs, after),
        };
        if called.is_some() && glyphs.touching_after(after).is_some() && !is_rank(glyphs, end) {
            return Side::Another;
        }
    }
    if is_tail(end) && run == 1 {
        return Side::Another;
    }
    Side::Doubtful
}

/// True if a word that may follow a name begins here.
fn follows(glyphs: &Glyphs<'_>, at: usize) -> bool {
    match words::FOLLOWING.at(glyphs, at) {
        // The honorifics of one kanji have their own exceptions.
        Some(1) => {
            let honorific = words::TITLES.at(glyphs, at) == Some(1);
            let next = glyphs.touching_after(at + 1);
            if honorific {
                title(glyphs, at).is_some()
            } else {
                next.is_none_or(|g| g.script != Script::Kanji)
            }
        }
        Some(_) => true,
        None => false,
    }
}

/// 新部長, 元課長, 前社長: of the post, not of the name.
fn is_rank(glyphs: &Glyphs<'_>, at: usize) -> bool {
    glyphs
        .get(at)
        .is_some_and(|g| "新元前現旧准副正主".contains(g.ch))
}

fn hiragana_behind(glyphs: &Glyphs<'_>, end: usize) -> Side {
    match words::BEHIND.at(glyphs, end) {
        // 直やさん, 直とさん: a kana with an honorific behind it belongs to the name, or is a particle after all.
        Some(1) if has_title(glyphs, end + 1) => Side::Doubtful,
        Some(_) => Side::Clear,
        None => {
            let run = glyphs.run_after(end, Script::Hiragana);
            let named = (1..=run.min(2)).any(|length| has_title(glyphs, end + length));
            if named { Side::Another } else { Side::Doubtful }
        }
    }
}

fn hiragana_after_hiragana(glyphs: &Glyphs<'_>, end: usize) -> Side {
    match words::BEHIND_KANA.at(glyphs, end) {
        Some(1) if has_title(glyphs, end + 1) => Side::Another,
        Some(_) => Side::Clear,
        None => match words::BEHIND.at(glyphs, end) {
            Some(1) if has_title(glyphs, end + 1) => Side::Another,
            Some(_) => Side::Doubtful,
            None => Side::Another,
        },
    }
}

fn has_title(glyphs: &Glyphs<'_>, at: usize) -> bool {
    glyphs.touching_after(at).is_some() && title(glyphs, at).is_some()
}

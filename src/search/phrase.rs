//! How people say a term: with さん behind a name, or one word in two.

use super::index::Index;
use super::query::Term;
use super::record::Kind;
use super::romaji;
use crate::text::fold;
use crate::text::script;

/// Two terms in Latin letters that are one word of the lists: da vinci. Or two terms as one hears them that are one
/// word of the field: kuruma isu.
pub(super) fn together(index: &Index, a: &Term, b: &Term) -> Option<Term> {
    let plain = |t: &Term| !t.without && !t.exact && t.scope.is_none();
    let latin = |t: &Term| t.key.bytes().all(|b| b.is_ascii_lowercase());
    let spoken = |t: &Term| latin(t) || t.text.chars().all(script::is_hiragana);
    let text = (plain(a) && plain(b)).then(|| format!("{}{}", a.text, b.text))?;
    let key = fold::key(&text);
    let listed = || latin(a) && latin(b) && !index.synonyms.of(&key, &text).0.is_empty();
    let heard = || {
        let sound = romaji::canonical(&text);
        spoken(a) && spoken(b) && index.heard.is_sound_of_field(&sound)
    };
    (listed() || heard()).then(|| Term {
        text,
        key,
        ..a.clone()
    })
}

/// What one says before it comes to one's mind, folded to hiragana.
const HESITATIONS: [&str; 16] = [
    "えっと",
    "えーっと",
    "えーと",
    "ええっと",
    "ええと",
    "えと",
    "あのー",
    "あのう",
    "あの",
    "そのー",
    "なんか",
    "たしか",
    "確か",
    "うーんと",
    "ほら",
    "まあ",
];

/// What is said behind a name and means nothing more.
const TAILS: [&str; 14] = [
    "のところ",
    "のとこ",
    "とこの",
    "んとこ",
    "のやつ",
    "のこと",
    "のけん",
    "の件",
    "のひと",
    "の人",
    "の方",
    "っていう",
    "という",
    "って",
];

/// What is said behind a name or a subject and tells what kind of record is meant.
const KINDS: [(&str, Kind); 18] = [
    ("のニーズ", Kind::Need),
    ("のにーず", Kind::Need),
    ("の困りごと", Kind::Need),
    ("の課題", Kind::Need),
    ("の要望", Kind::Need),
    ("の相談", Kind::Need),
    ("の会社", Kind::Organisation),
    ("のかいしゃ", Kind::Organisation),
    ("の企業", Kind::Organisation),
    ("の業者", Kind::Organisation),
    ("のメーカー", Kind::Organisation),
    ("の病院", Kind::Organisation),
    ("の大学", Kind::Organisation),
    ("の特許", Kind::Patent),
    ("のとっきょ", Kind::Patent),
    ("の発明", Kind::Patent),
    ("の担当者", Kind::Attendee),
    ("の担当", Kind::Attendee),
];

/// Posts that are said behind a name without a blank.
const POSTS: [&str; 24] = [
    "代表取締役",
    "社長",
    "会長",
    "専務",
    "常務",
    "取締役",
    "部長",
    "課長",
    "係長",
    "主任",
    "所長",
    "室長",
    "院長",
    "准教授",
    "教授",
    "助教",
    "技師長",
    "師長",
    "技師",
    "看護師",
    "医師",
    "薬剤師",
    "弁理士",
    "代表",
];

/// A term without what only hesitates, and the kind of record that is meant; none if nothing else was said.
pub(super) fn said(text: &str) -> (Option<&str>, Option<Kind>) {
    let mut rest = text.trim_end_matches(['、', '。', '，', '？', '?', '…']);
    if HESITATIONS.contains(&rest) {
        return (None, None);
    }
    // The short ones may be the start of a name: あのだ.
    let mut long = HESITATIONS
        .iter()
        .filter(|h| h.starts_with('え') && h.chars().nth(2).is_some());
    if let Some(after) = long.find_map(|h| rest.strip_prefix(*h)) {
        rest = after.trim_start_matches(['、', '，', 'ー']);
    }
    let left = |tail: &str| {
        let stem = rest.strip_suffix(tail)?;
        // そのやつ: nobody is left.
        stem.chars()
            .nth(usize::from(!stem.chars().all(script::is_kanji)))
            .map(|_| stem)
    };
    if let Some((stem, kind)) = KINDS
        .iter()
        .find_map(|(tail, kind)| Some((left(tail)?, *kind)))
    {
        return (Some(stem), Some(kind));
    }
    let stem = TAILS.iter().find_map(|tail| left(tail));
    (
        Some(stem.unwrap_or(rest)).filter(|rest| !rest.is_empty()),
        None,
    )
}

/// A name and the post that was said behind it: 森課長.
pub(super) fn post(text: &str) -> Option<(&str, &'static str)> {
    // 副院長 and 元社長 are posts, not names.
    const BEFORE: [&str; 14] = [
        "副",
        "次",
        "元",
        "前",
        "新",
        "現",
        "総",
        "主",
        "看護",
        "病",
        "代表取締役",
        "診療",
        "外科",
        "内科",
    ];
    let (post, name) = POSTS
        .iter()
        .find_map(|post| Some((*post, text.strip_suffix(post)?)))?;
    let named = !name.is_empty() && !BEFORE.iter().any(|before| name.ends_with(before));
    named.then_some((name, post))
}

/// Whom a term calls さん or 先生.
pub(super) fn called(text: &str) -> Option<&str> {
    // What else may end so: 仕様, 摂氏.
    const WAYS: [(&str, usize); 9] = [
        ("さん", 1),
        ("サン", 2),
        ("さま", 2),
        ("様", 2),
        ("先生", 1),
        ("せんせい", 2),
        ("くん", 2),
        ("君", 2),
        ("氏", 2),
    ];
    WAYS.into_iter().find_map(|(way, least)| {
        let name = text.strip_suffix(way)?;
        let length = name.chars().count();
        (length >= least && (length > 1 || name.chars().all(script::is_kanji))).then_some(name)
    })
}

//! Abbreviations and other words for the same thing, from `config/synonyms.toml` and the user's additions.

use super::romaji;
use crate::text::fold;
use crate::text::script;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What abbreviations mean and which words are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// By folded term.
    words: BTreeMap<String, Meaning>,
    /// The same by how the term sounds.
    sounds: BTreeMap<String, Meaning>,
    /// Folded short name of an institution, to its full name.
    names: BTreeMap<String, String>,
    /// Words of the field, the likeliest first.
    field: Vec<String>,
    /// Everything else in the lists that is written with kanji or only in katakana, as it stands there.
    written: Vec<String>,
}

/// Folded words a term stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Meaning {
    /// What it is short for.
    meant: Vec<String>,
    /// What it may mean besides, and words for nearly the same.
    related: Vec<String>,
}

/// A term of the lists, folded, and its sound if it is long enough to be known by it.
struct Term {
    key: String,
    sound: Option<String>,
}

impl Term {
    fn new(text: &str) -> Self {
        let sound = romaji::canonical(text);
        Self {
            key: fold::key(text),
            sound: (sound.is_ascii() && sound.len() >= SOUND).then_some(sound),
        }
    }
}

impl Meaning {
    fn add(&mut self, word: &str, meant: bool) {
        if self.meant.iter().chain(&self.related).any(|w| w == word) {
            return;
        }
        let list = if meant {
            &mut self.meant
        } else {
            &mut self.related
        };
        list.push(word.to_owned());
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    short: BTreeMap<String, Words>,
    #[serde(default)]
    same: Vec<Vec<String>>,
    #[serde(default)]
    names: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

/// Letters (or one kana less) from which on a term may be the start of one abbreviation, and what it may be short for then at most.
const HALF: usize = 4;
const BEGUN: usize = 2;
/// Letters from which on a term is also looked up by its sound.
const SOUND: usize = 5;
/// Katakana from which on a word is known by its sound too.
const NAME: usize = 3;

/// Ends of short names of institutions and what they are short for, the longest first.
const ENDS: [(&str, &str); 13] = [
    ("医福大", "医療福祉大学"),
    ("技科大", "技術科学大学"),
    ("理工大", "理工科大学"),
    ("女子大", "女子大学"),
    ("農工大", "農工大学"),
    ("医大", "医科大学"),
    ("歯大", "歯科大学"),
    ("薬大", "薬科大学"),
    ("工大", "工業大学"),
    ("県大", "県立大学"),
    ("市大", "市立大学"),
    ("日赤", "赤十字"),
    ("高専", "工業高等専門学校"),
];

impl Synonyms {
    /// The list shipped with the program.
    pub fn embedded() -> Self {
        Self::parse(include_str!("../../config/synonyms.toml")).unwrap_or_default()
    }

    /// Reads a list.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut all = Self {
            // What is named as a word may be a single character: 痰.
            field: file.words,
            ..Self::default()
        };
        for (short, words) in file.short {
            let words = match words {
                Words::One(word) => vec![word],
                Words::Many(words) => words,
            };
            all.write(&short);
            let short = Term::new(&short);
            for (i, word) in words.iter().enumerate() {
                all.write(word);
                all.add(&short, &fold::key(word), i == 0);
            }
        }
        for group in file.same {
            for word in &group {
                all.write(word);
            }
            let group: Vec<Term> = group.iter().map(|word| Term::new(word)).collect();
            for a in &group {
                for b in &group {
                    all.add(a, &b.key, false);
                }
            }
        }
        for (short, name) in file.names {
            all.write(&short);
            all.write(&name);
            all.names.insert(fold::key(&short), fold::key(&name));
        }
        all.once();
        Ok(all)
    }

    /// Adds what `other` has; it does not replace what is there.
    pub fn extend(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.words, &other.words),
            (&mut self.sounds, &other.sounds),
        ] {
            for (term, words) in theirs {
                let mine = mine.entry(term.clone()).or_default();
                for (list, meant) in [(&words.meant, true), (&words.related, false)] {
                    for word in list {
                        mine.add(word, meant);
                    }
                }
            }
        }
        for (short, name) in &other.names {
            self.names.insert(short.clone(), name.clone());
        }
        for word in &other.field {
            if !self.field.contains(word) {
                self.field.push(word.clone());
            }
        }
        for word in &other.written {
            self.write(word);
        }
        self.once();
    }

    /// Everything in the lists that is written with kanji or in katakana, each once, words of the field first, and whether it is one.
    pub(super) fn written(&self) -> impl Iterator<Item = (&str, bool)> {
        let field = self.field.iter().map(|word| (word.as_str(), true));
        field.chain(self.written.iter().map(|word| (word.as_str(), false)))
    }

    fn write(&mut self, word: &str) {
        let kanji = word.chars().any(|c| ('\u{3400}'..'\u{FF00}').contains(&c));
        // A name in katakana is mistyped like any word.
        let kana = word
            .chars()
            .all(|c| ('ァ'..='ヺ').contains(&c) || c == 'ー');
        let long = word.chars().count() >= if kana { NAME } else { 2 };
        if (kanji || kana) && long {
            self.written.push(word.to_owned());
        }
    }

    /// Leaves each written word once.
    fn once(&mut self) {
        let mut seen: BTreeSet<String> = self.field.iter().cloned().collect();
        self.written.retain(|word| seen.insert(word.clone()));
    }

    fn add(&mut self, term: &Term, to: &str, meant: bool) {
        if term.key == to || term.key.is_empty() || to.is_empty() {
            return;
        }
        if let Some(sound) = &term.sound {
            let words = self.sounds.entry(sound.clone()).or_default();
            words.add(to, meant);
        }
        let words = self.words.entry(term.key.clone()).or_default();
        words.add(to, meant);
    }

    /// True if this folded term is short for something or one of several words for the same.
    pub(super) fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// Folded words that `key` (a folded term, typed as `text`) is short for, and those related to it.
    pub(super) fn of(&self, key: &str, text: &str) -> (&[String], &[String]) {
        let found = self.words.get(key).or_else(|| {
            let sound = romaji::canonical(text);
            (sound.is_ascii() && sound.len() >= SOUND)
                .then(|| self.sounds.get(&sound))
                .flatten()
        });
        found.map_or((&[], &[]), |m| (&m.meant, &m.related))
    }

    /// What a half-typed abbreviation or name is short for, folded: ダヴィン may become nothing but ダヴィンチ.
    pub(super) fn begun(&self, key: &str) -> impl Iterator<Item = &str> {
        let least = if key.is_ascii() { HALF } else { HALF - 1 };
        let long = key.chars().count() >= least;
        let from = self.words.range(key.to_owned()..);
        let begun = from.take_while(move |(term, _)| long && term.starts_with(key));
        let mut meant: Vec<&str> = begun
            .flat_map(|(_, m)| &m.meant)
            .map(String::as_str)
            .collect();
        meant.sort_unstable();
        meant.dedup();
        // So many say nothing.
        if meant.len() > BEGUN {
            meant.clear();
        }
        meant.into_iter()
    }

    /// Full names behind the short name of an institution, each as parts that stand in this order in one field:
    /// 阪大病院 is 大阪大学 … 病院.
    pub(super) fn institution(&self, key: &str) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        let tails: &[(&str, &[&str])] = &[
            ("大学附属病院", &["病院"]),
            ("大学付属病院", &["病院"]),
            ("大付属病院", &["病院"]),
            ("付属病院", &["病院"]),
            ("大附属病院", &["病院"]),
            ("大学病院", &["病院"]),
            ("大学", &[]),
            ("附属病院", &["病院"]),
            ("病院", &["病院"]),
            ("医院", &["医院"]),
            ("附属", &["附属"]),
            ("医学部", &["医学部"]),
            ("医", &["医学部"]),
            ("工学部", &["工学部"]),
            ("院", &["院"]),
            ("病", &["病院"]),
            ("", &[]),
        ];
        for (tail, parts) in tails {
            let Some(stem) = key.strip_suffix(tail) else {
                continue;
            };
            let cut = tail.starts_with('大');
            // 慶応大学 is 慶應義塾大学, which nobody calls 慶応大.
            let named = self
                .names
                .get(stem)
                .filter(|name| cut && name.ends_with("大学"));
            let stem = if cut {
                format!("{stem}大")
            } else {
                stem.to_owned()
            };
            for full in named
                .cloned()
                .into_iter()
                .chain(self.full(&stem, !tail.is_empty()))
            {
                if full == key {
                    continue;
                }
                let mut list = vec![full];
                list.extend(parts.iter().map(|&p| p.to_owned()));
                if !found.contains(&list) {
                    found.push(list);
                }
            }
        }
        found
    }

    /// The parts of the name of a hospital or the like that was typed without what stands between them: みなも病院 is
    /// みなも総合病院, 浜医大 is 浜松医科大学.
    pub(super) fn between(key: &str) -> Option<[String; 2]> {
        const ENDS: [(&str, &str, usize); 10] = [
            ("医セ", "医療センター", 2),
            ("日赤", "赤十字", 2),
            ("病院", "病院", 2),
            ("センター", "センター", 2),
            ("クリニック", "クリニック", 2),
            ("研究所", "研究所", 2),
            ("医院", "医院", 2),
            ("大学", "大学", 2),
            ("医大", "医科大学", 1),
            ("高専", "工業高等専門学校", 1),
        ];
        ENDS.into_iter().find_map(|(end, full, least)| {
            let stem = key.strip_suffix(fold::key(end).as_str())?;
            let length = stem.chars().count();
            let kanji = stem.chars().all(script::is_kanji);
            (length >= least && (kanji || length >= 3)).then(|| [stem.to_owned(), fold::key(full)])
        })
    }

    fn full(&self, stem: &str, more: bool) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(name) = self.names.get(stem) {
            out.push(name.clone());
        }
        let long = stem.chars().count() >= 3;
        let known = ENDS.into_iter().find_map(|(end, full)| {
            let head = stem.strip_suffix(end).filter(|head| !head.is_empty())?;
            Some(format!("{head}{full}"))
        });
        if let Some(known) = known {
            out.push(known);
        } else if let Some(head) = stem.strip_suffix('大')
            && (long || more)
            && !head.is_empty()
        {
            out.push(format!("{head}大学"));
        }
        out
    }
}

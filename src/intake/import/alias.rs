//! Which heading means which field: the names in `import.toml`, stronger ones first, and what a user says of one form.

use super::kind::ListKind;
use super::label::label;
use crate::domain::number::plain;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The names that come with the program.
const SHIPPED: &str = include_str!("../../../config/import.toml");

/// A field that a heading was found to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The field.
    pub field: String,
    /// Place in the list of names: smaller is stronger.
    pub rank: usize,
    /// Whether the heading only contains the name, so that somebody should look.
    pub is_guess: bool,
}

/// Names by kind of list and field, and the headings that a user gave a field.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    names: BTreeMap<(ListKind, String), Vec<String>>,
    /// What each name means.
    exact: BTreeMap<ListKind, BTreeMap<String, Vec<Meant>>>,
    said: BTreeMap<(ListKind, String), Option<String>>,
    /// Number and title of the needs that a heading may name.
    needs: Vec<(String, String)>,
}

impl Aliases {
    /// Those that come with the program.
    pub fn shipped() -> Self {
        let mut out = Self::default();
        // A test reads the shipped file; a broken one would leave no names.
        let _ = out.add(SHIPPED);
        out
    }

    /// The text of the shipped file.
    pub fn text() -> &'static str {
        SHIPPED
    }

    /// Adds the names of a file of the user before those that are there.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let root: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        for kind in ListKind::ALL {
            let table = root.get(kind.name()).and_then(toml::Value::as_table);
            for (field, names) in table.into_iter().flatten() {
                let names = names.as_array().into_iter().flatten();
                let names = names.filter_map(toml::Value::as_str).map(key);
                let known = self.names.entry((*kind, field.clone())).or_default();
                let mut all: Vec<String> = names.collect();
                all.append(known);
                *known = all;
            }
        }
        self.index();
        Ok(())
    }

    /// Takes what a user says of one form: `見出し = "field"`, or `"-"` for a column that is not used, below the name of
    /// the kind of list.
    pub fn say(&mut self, text: &str) -> Result<(), String> {
        let root: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        for kind in ListKind::ALL {
            let table = root.get(kind.name()).and_then(toml::Value::as_table);
            for (heading, field) in table.into_iter().flatten() {
                let field = field.as_str().unwrap_or_default();
                if field == "-" || field.is_empty() {
                    self.said.insert((*kind, key(heading)), None);
                    continue;
                }
                let Some(own) = self.field_called(*kind, field) else {
                    let all = Self::fields(*kind).into_iter();
                    let all: Vec<String> = all
                        .map(|field| format!("{} ({field})", label(*kind, &field)))
                        .collect();
                    let all = all.join("、");
                    return Err(format!("[{}] {heading} = \"{field}\": {all}", kind.name()));
                };
                self.said.insert((*kind, key(heading)), Some(own));
            }
        }
        Ok(())
    }

    /// Notes needs, number and title, that headings may name.
    pub(super) fn know(&mut self, needs: impl Iterator<Item = (String, String)>) {
        self.needs.extend(needs);
    }

    /// Whether there is a need of this number.
    pub(super) fn knows(&self, no: &str) -> bool {
        self.needs.iter().any(|(own, _)| plain(own) == plain(no))
    }

    /// The needs that headings may name.
    pub(super) fn needs(&self) -> &[(String, String)] {
        &self.needs
    }

    /// The field that somebody means: by its own name, by what the screen calls it, or by a heading that means it.
    fn field_called(&self, kind: ListKind, name: &str) -> Option<String> {
        if self.names.contains_key(&(kind, name.to_owned())) {
            return Some(name.to_owned());
        }
        let of_kind = self.names.keys().filter(|(k, _)| *k == kind);
        let mut fields = of_kind.map(|(_, field)| field);
        let labelled = fields.find(|field| label(kind, field) == name).cloned();
        let named = || self.exactly(kind, name).first().map(|m| m.field.clone());
        labelled.or_else(named)
    }

    /// What a user said of a heading: a field, or that it is not used.
    pub fn said(&self, kind: ListKind, heading: &str) -> Option<Option<&str>> {
        let said = self.said.get(&(kind, key(heading)))?;
        Some(said.as_deref())
    }

    /// Says what a heading means, or that it is not used.
    pub fn set(&mut self, kind: ListKind, heading: &str, field: Option<String>) {
        self.said.insert((kind, key(heading)), field);
    }

    /// The fields of a kind, as the shipped names list them.
    pub fn fields(kind: ListKind) -> Vec<String> {
        let root: toml::Table = SHIPPED.parse().unwrap_or_default();
        let table = root.get(kind.name()).and_then(toml::Value::as_table);
        table
            .into_iter()
            .flatten()
            .map(|(field, _)| field.clone())
            .collect()
    }

    /// What a heading can mean, the best first. A user's word leaves nothing else.
    pub fn meant(&self, kind: ListKind, heading: &str) -> Vec<Meant> {
        let exact = self.exactly(kind, heading);
        if !exact.is_empty() || self.said(kind, heading).is_some() {
            return exact;
        }
        let key = key(heading);
        let of_kind = || self.names.iter().filter(|((k, _), _)| *k == kind);
        // A question holds the name: the longest name in it counts, the later one of two.
        let mut best: Option<(usize, usize, Meant)> = None;
        for ((_, field), names) in of_kind() {
            for (rank, name) in names.iter().enumerate() {
                let length = name.chars().count();
                if length < 2 || is_short(name) || COMMON.contains(&name.as_str()) {
                    continue;
                }
                let Some(at) = key.rfind(name.as_str()) else {
                    continue;
                };
                if best
                    .as_ref()
                    .is_none_or(|(l, a, _)| (length, at) > (*l, *a))
                {
                    let meant = Meant {
                        field: field.clone(),
                        rank: rank + 1000,
                        is_guess: true,
                    };
                    best = Some((length, at, meant));
                }
            }
        }
        best.map(|(.., meant)| meant).into_iter().collect()
    }

    /// What a heading means that is a known name as a whole. Every line below the headings is asked so, in case it is
    /// another line of headings.
    pub(super) fn exactly(&self, kind: ListKind, heading: &str) -> Vec<Meant> {
        if heading.len() > LONGEST && self.said.is_empty() {
            return Vec::new();
        }
        let key = key(heading);
        if key.is_empty() {
            return Vec::new();
        }
        if let Some(said) = self.said.get(&(kind, key.clone())) {
            let meant = said.iter().map(|field| Meant {
                field: field.clone(),
                rank: 0,
                is_guess: false,
            });
            return meant.collect();
        }
        let own = self.exact.get(&kind).and_then(|names| names.get(&key));
        if let Some(found) = own {
            return found.clone();
        }
        // 参加者_役職 is the position of the attendee.
        for head in WHO {
            if let Some(rest) = key.strip_prefix(head)
                && !rest.is_empty()
            {
                let meant = self.exactly(kind, rest.trim_start_matches('の'));
                if !meant.is_empty() {
                    return meant;
                }
            }
        }
        Vec::new()
    }

    /// How what is known of a kind of list begins: names, words in front of names, and what a user said.
    pub(super) fn beginnings(&self, kind: ListKind) -> impl Iterator<Item = char> + '_ {
        let names = self.exact.get(&kind).into_iter().flat_map(BTreeMap::keys);
        let said = self.said.keys().filter(move |(k, _)| *k == kind);
        let said = said.map(|(_, heading)| heading);
        let heads = WHO.iter().chain(["設問", "質問", "問", "必須"].iter());
        let all = names.chain(said).map(String::as_str).chain(heads.copied());
        all.filter_map(|name| name.chars().next())
    }

    /// Sorts the names anew by what is looked up.
    fn index(&mut self) {
        self.exact.clear();
        for ((kind, field), names) in &self.names {
            let own = self.exact.entry(*kind).or_default();
            for (rank, name) in names.iter().enumerate() {
                let found = own.entry(name.clone()).or_default();
                if found.iter().all(|meant| meant.field != *field) {
                    found.push(Meant {
                        field: field.clone(),
                        rank,
                        is_guess: false,
                    });
                }
            }
        }
        let all = self.exact.values_mut().flat_map(BTreeMap::values_mut);
        for found in all {
            found.sort_by_key(|meant| meant.rank);
        }
    }
}

/// Most bytes of a heading that is a name as a whole.
const LONGEST: usize = 200;

/// What stands in front of the headings of one person.
const WHO: &[&str] = &[
    "参加者",
    "出席者",
    "申込者",
    "担当者",
    "ご本人",
    "参加される方",
];

/// Names that stand in many headings, and say something only alone.
const COMMON: &[&str] = &[
    "番号", "名称", "状態", "区分", "回答", "内容", "評価", "希望", "備考", "時期",
];

/// Latin words of few letters stand inside other words.
fn is_short(name: &str) -> bool {
    name.is_ascii() && name.len() < 4
}

/// How headings are compared: width, case, blanks, marks, the number of a question and what it asks for in brackets make
/// no difference.
pub(super) fn key(heading: &str) -> String {
    let flat: String = heading
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace())
        .collect();
    let mut text = flat;
    let has_mark = text.contains('必') || text.contains('任');
    for mark in [
        "(必須)",
        "【必須】",
        "[必須]",
        "(任意)",
        "【任意】",
        "必須項目",
    ] {
        if has_mark {
            text = text.replace(mark, "");
        }
    }
    // Q1. 氏名, 問3: 会社名, 設問2 会社名
    for head in ["設問", "質問", "問", "q"] {
        if let Some(rest) = text.strip_prefix(head)
            && rest.starts_with(|c: char| c.is_ascii_digit())
        {
            text = rest.to_owned();
            break;
        }
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if digits > 0
        && let Some(rest) = text.get(digits..)
        && let Some(rest) = rest.strip_prefix(['.', ':', ')', '、'])
    {
        text = rest.to_owned();
    }
    let plain = text.chars().filter(|c| c.is_alphanumeric() || *c == 'ー');
    plain.collect()
}

//! Organisations come out of the people and needs that name them: one firm in five spellings is one.

use super::found::{At, Entry, Report, Source, Trouble};
use crate::domain::code::OrgKind;
use crate::domain::number;
use crate::domain::roster::Session;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// More organisations are not compared with each other: it would take long, and no session has so many.
const COMPARED: usize = 3_000;

/// The organisations so far, by what their names have in common.
#[derive(Default)]
pub(super) struct Orgs {
    pub(super) all: Vec<Entry>,
    by_key: BTreeMap<String, usize>,
    by_number: BTreeMap<String, usize>,
    ids: BTreeSet<String>,
    /// How often each spelling was used, and where first.
    spellings: BTreeMap<usize, BTreeMap<String, (usize, Source)>>,
    /// How many were there before.
    known: usize,
}

impl Orgs {
    /// Those of a session that is there.
    pub(super) fn of(session: Option<&Session>) -> Self {
        let mut out = Self::default();
        for org in session.into_iter().flat_map(|s| &s.organisations) {
            let at = out.all.len();
            let mut entry = Entry::default();
            entry.set("id", org.id.as_str());
            entry.set("name", org.name.as_str());
            for name in [&org.name, &org.short, &org.id] {
                if !name.is_empty() {
                    out.by_key.entry(key(name)).or_insert(at);
                }
            }
            if !org.corporate_no.is_empty() {
                out.by_number.insert(org.corporate_no.to_string(), at);
            }
            out.ids.insert(org.id.to_string());
            out.all.push(entry);
        }
        out.known = out.all.len();
        out
    }

    /// The organisation that a text names, if it is known.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_key.get(&key(name)).copied()
    }

    /// The organisation of a row, made where it is new.
    pub(super) fn take(&mut self, name: &str, from: &Entry) -> usize {
        let key = key(name);
        let corporate = from.get("corporate_no");
        let by_number = self
            .by_number
            .get(corporate)
            .copied()
            .filter(|_| !corporate.is_empty());
        let other = |at: &usize| {
            let own = self.all.get(*at).map_or("", |org| org.get("corporate_no"));
            corporate.is_empty() || own.is_empty() || own == corporate
        };
        let found = by_number.or_else(|| self.by_key.get(&key).copied().filter(other));
        let at = found.unwrap_or_else(|| {
            let mut entry = Entry {
                source: from.source.clone(),
                ..Entry::default()
            };
            entry.set("name", name);
            self.all.push(entry);
            self.all.len() - 1
        });
        self.by_key.entry(key).or_insert(at);
        if !corporate.is_empty() {
            self.by_number.entry(corporate.to_owned()).or_insert(at);
        }
        let spelling = self.spellings.entry(at).or_default();
        let used = spelling
            .entry(name.to_owned())
            .or_insert_with(|| (0, from.source.clone()));
        used.0 += 1;
        if at >= self.known
            && let Some(org) = self.all.get_mut(at)
        {
            let fields = [
                ("organisation_kana", "kana"),
                ("corporate_no", "corporate_no"),
                ("mah_no", "mah_no"),
                ("prefecture", "prefecture"),
                ("city", "city"),
                ("address", "address"),
                ("technologies", "technologies"),
                ("kinds", "kinds"),
            ];
            for (theirs, own) in fields {
                if org.get(own).is_empty() {
                    org.set(own, from.get(theirs));
                }
            }
        }
        at
    }

    /// Gives the new ones their name, id and kind, and tells what was taken for one and what may be one.
    pub(super) fn settle(&mut self, report: &mut Report<'_>) {
        for at in self.known..self.all.len() {
            let spellings = self.spellings.get(&at).cloned().unwrap_or_default();
            let best = spellings
                .iter()
                .max_by_key(|(name, (count, _))| (formal(name), *count))
                .map(|(name, _)| clean(name))
                .unwrap_or_default();
            for (name, (_, source)) in &spellings {
                if clean(name) != best {
                    tell(report, Trouble::Spellings, source, (name, &best));
                }
            }
            let id = self.id_of(&best);
            let Some(org) = self.all.get_mut(at) else {
                continue;
            };
            org.set("name", best.as_str());
            org.set("id", id);
            kinds(org, report);
        }
        for at in 0..self.known {
            let own = self
                .all
                .get(at)
                .map(|org| org.get("name").to_owned())
                .unwrap_or_default();
            for (name, (_, source)) in self.spellings.get(&at).into_iter().flatten() {
                if *name != own {
                    tell(report, Trouble::Spellings, source, (name, &own));
                }
            }
        }
        self.alike(report);
    }

    fn id_of(&mut self, name: &str) -> String {
        let plain = bare(name);
        let id: String = plain
            .chars()
            .filter(|c| c.is_alphanumeric())
            .take(24)
            .collect();
        let id = if id.is_empty() {
            "kikan".to_owned()
        } else {
            id
        };
        let mut own = id.clone();
        for n in 2.. {
            if self.ids.insert(own.clone()) {
                break;
            }
            own = format!("{id}-{n}");
        }
        own
    }

    /// Names that differ by a letter, or of which one begins with the other.
    fn alike(&self, report: &mut Report<'_>) {
        let keys = self
            .all
            .iter()
            .map(|org| key(org.get("name")).chars().collect());
        let names: Vec<(usize, Vec<char>)> = keys.enumerate().collect();
        if names.len() > COMPARED {
            return;
        }
        for (n, (at, name)) in names.iter().enumerate() {
            for (other_at, other) in names.iter().skip(n + 1) {
                if *other_at < self.known || !is_like(name, other) {
                    continue;
                }
                let (Some(a), Some(b)) = (self.all.get(*at), self.all.get(*other_at)) else {
                    continue;
                };
                tell(
                    report,
                    Trouble::LikeOrg,
                    &b.source,
                    (b.get("name"), a.get("name")),
                );
            }
        }
    }
}

fn tell(report: &mut Report<'_>, trouble: Trouble, source: &Source, said: (&str, &str)) {
    let at = At {
        file: source.file.clone(),
        sheet: source.sheet.clone(),
    };
    report.add(trouble, &at, source.row, (0, ""), said);
}

/// What spellings of one name have in common.
pub(super) fn key(name: &str) -> String {
    fold::key(&clean(name))
}

/// A name without what stands around it.
fn clean(name: &str) -> String {
    let name = super::tidy::line(name);
    let name = name.trim_end_matches("御中").trim();
    let wide: String = name
        .chars()
        .map(|c| match c {
            '㈱' | '㈲' => c,
            c if ('\u{ff61}'..='\u{ff9f}').contains(&c) => c,
            c => c,
        })
        .collect();
    let has_half = wide.chars().any(|c| ('\u{ff61}'..='\u{ff9f}').contains(&c));
    if has_half {
        wide.nfkc().collect()
    } else {
        wide
    }
}

/// How formal a spelling is: the legal form in full, then no half-width, then any.
fn formal(name: &str) -> u8 {
    let has_form = ["株式会社", "有限会社", "合同会社", "法人"]
        .iter()
        .any(|w| name.contains(w));
    let is_plain = name.nfkc().eq(name.chars());
    u8::from(has_form) * 2 + u8::from(is_plain)
}

/// A name without legal forms.
fn bare(name: &str) -> String {
    let mut name: String = name.nfkc().collect();
    for form in [
        "株式会社",
        "有限会社",
        "合同会社",
        "合資会社",
        "(株)",
        "(有)",
        "(同)",
        "一般社団法人",
        "公益社団法人",
        "一般財団法人",
        "公益財団法人",
        "国立大学法人",
        "独立行政法人",
    ] {
        name = name.replace(form, "");
    }
    name
}

fn is_like(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 3 || short == long {
        return false;
    }
    if long.starts_with(short) || long.ends_with(short) {
        return long.len() - short.len() <= 4;
    }
    let same = short.len() == long.len();
    same && short.len() >= 5 && short.iter().zip(long).filter(|(x, y)| x != y).count() == 1
}

/// Ends of names that tell what an organisation is.
const KINDS: &[(&[&str], OrgKind)] = &[
    (
        &[
            "大学病院",
            "病院",
            "医院",
            "クリニック",
            "医療センター",
            "診療所",
            "医学センター",
        ],
        OrgKind::Hospital,
    ),
    (
        &["大学", "高専", "高等専門学校", "大学院", "短期大学"],
        OrgKind::University,
    ),
    (
        &[
            "県",
            "市",
            "町",
            "村",
            "都",
            "府",
            "省",
            "庁",
            "経済産業局",
            "県庁",
            "市役所",
        ],
        OrgKind::Government,
    ),
    (
        &[
            "銀行",
            "信用金庫",
            "信用組合",
            "キャピタル",
            "ファンド",
            "公庫",
        ],
        OrgKind::Finance,
    ),
    (
        &["学会", "医師会", "技士会", "看護協会"],
        OrgKind::Professional,
    ),
    (&["工業会", "協会", "連合会", "組合"], OrgKind::Industry),
    (
        &["特許事務所", "国際特許事務所", "特許業務法人"],
        OrgKind::PatentAttorney,
    ),
    (&["法律事務所"], OrgKind::Lawyer),
    (
        &[
            "商工会議所",
            "商工会",
            "産業振興センター",
            "支援センター",
            "振興機構",
            "振興財団",
            "財団",
            "技術センター",
            "機構",
        ],
        OrgKind::Support,
    ),
];

/// Words within a name that tell the same, where its end does not.
const WITHIN: &[(&[&str], OrgKind)] = &[
    (&["病院", "医療法人", "クリニック"], OrgKind::Hospital),
    (&["大学", "学校"], OrgKind::University),
    (
        &[
            "市役所",
            "区役所",
            "役場",
            "県庁",
            "教育委員会",
            "消防",
            "保健所",
        ],
        OrgKind::Government,
    ),
];

fn kinds(org: &mut Entry, report: &mut Report<'_>) {
    let said: Vec<&str> = org
        .get("kinds")
        .split(['、', ',', ';', '/', '\n'])
        .filter_map(|word| OrgKind::parse(word).map(OrgKind::code))
        .collect();
    if !said.is_empty() {
        let said = said.join("\n");
        org.set("kinds", said);
        return;
    }
    let licence = number::mah_licence(org.get("mah_no")).map(|(_, kind)| match kind {
        number::MahType::First => OrgKind::MarketingHolder1,
        number::MahType::Second => OrgKind::MarketingHolder2,
        number::MahType::Third => OrgKind::MarketingHolder3,
    });
    let name = org.get("name").to_owned();
    let plain = bare(&name);
    let by_name = KINDS
        .iter()
        .find(|(ends, _)| ends.iter().any(|end| plain.trim_end().ends_with(end)))
        .map(|(_, kind)| *kind);
    let is_company = [
        "株式会社",
        "有限会社",
        "合同会社",
        "㈱",
        "㈲",
        "(株)",
        "(有)",
        "（株）",
        "（有）",
    ]
    .iter()
    .any(|form| name.contains(form));
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let within = WITHIN
        .iter()
        .find(|(words, _)| has(words))
        .map(|(_, kind)| *kind);
    let told = licence.or(by_name.or(within).filter(|_| !is_company));
    let kind = told.unwrap_or(OrgKind::Maker);
    org.set("kinds", kind.code());
    if licence.is_none() {
        // A session file needs a kind; what is plainly no company is not said to be a maker without a word.
        let is_open =
            told.is_none() && !is_company && has(&["法人", "センター", "協議会", "研究所"]);
        let trouble = if is_open {
            Trouble::KindUnknown
        } else {
            Trouble::KindGuessed
        };
        tell(report, trouble, &org.source.clone(), (&name, kind.ja()));
    }
}

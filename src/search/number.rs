//! Numbers of documents, badges and needs in every notation somebody may type.

mod said;

use unicode_normalization::UnicodeNormalization;

/// What a typed number may be written like in a record, all folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notations {
    /// The number, without its kind of document.
    pub(super) bare: Vec<String>,
    /// What may stand before it if the kind was typed too.
    pub(super) kinds: Vec<&'static str>,
    /// Badge and need numbers, with and without leading zeros.
    pub(super) badge: Vec<String>,
}

/// Prefixes of typed numbers and the kinds of document they mean, longest first.
const PREFIXES: &[(&str, &[&str])] = &[
    ("国際公開", WO),
    ("特許出願公開", &["特開", "jp"]),
    ("特許公開", &["特開", "jp"]),
    ("特許第", &["特許第", "特許", "jp"]),
    ("特許", &["特許第", "特許", "jp"]),
    ("特開", &["特開", "jp"]),
    ("特表", &["特表", "jp"]),
    ("特願", &["特願"]),
    ("特公", &["特公", "jp"]),
    ("再公表", &["再表", "再公表", "wo"]),
    ("再表", &["再表", "wo", "国際公開第", "国際公開"]),
    (
        "実用新案登録",
        &["実登", "実用新案登録第", "登録実用新案第"],
    ),
    (
        "登録実用新案",
        &["実登", "実用新案登録第", "登録実用新案第"],
    ),
    ("実登", &["実登", "実用新案登録第", "登録実用新案第"]),
    ("実新", &["実登", "実用新案登録第", "登録実用新案第"]),
    ("意匠登録", DESIGN),
    ("登録意匠", DESIGN),
    ("意匠", DESIGN),
    ("意登", DESIGN),
    ("商標登録", MARK),
    ("登録商標", MARK),
    ("商標", MARK),
    ("商登", MARK),
    ("米国特許", &["us"]),
    ("欧州特許", &["ep"]),
    ("中国特許", &["cn"]),
    ("韓国特許", &["kr"]),
    ("pct/", &["wo", "pct"]),
    ("no.", &["特許第", "特許", "特開", "jp"]),
    ("実開", &["実開", "jp"]),
    ("実全", &["実全"]),
    ("実公", &["実公"]),
    ("実願", &["実願"]),
    ("登録", &["特許第", "特許", "jp"]),
    ("jp", &["特開", "特表", "特許第", "特許", "jp"]),
    ("wo", WO),
    ("us", &["us"]),
    ("ep", &["ep"]),
    ("cn", &["cn"]),
    ("kr", &["kr"]),
    ("de", &["de"]),
    ("特", &["特開", "特許第", "特許"]),
];

const WO: &[&str] = &["wo", "再表", "国際公開第", "国際公開"];
const DESIGN: &[&str] = &["意匠登録第", "意登", "登録意匠第"];
const MARK: &[&str] = &["商標登録第", "商登", "登録商標第"];

/// The kinds of document whose letters may stand alone before a number: `JP 2020-123456 A`.
pub(super) fn is_prefix(word: &str) -> bool {
    let word: String = word.nfkc().collect::<String>().to_lowercase();
    PREFIXES.iter().any(|p| p.0 == word && p.0 != "特")
}

/// True if a folded text is the start of the number of a document: 特, 特開, 特開20.
pub(super) fn is_start(key: &str) -> bool {
    let kind = key.trim_end_matches(|c: char| c.is_ascii_digit());
    // Letters alone may be a word: US.
    let word = kind.is_ascii() && kind.len() == key.len();
    let mut kinds = PREFIXES.iter();
    !word && kinds.any(|p| p.0 == kind || p.1.contains(&kind))
}

/// `A`, `A1`, `B2` after a number.
pub(super) fn is_kind_code(word: &str) -> bool {
    let word: String = word.nfkc().collect::<String>().to_lowercase();
    let mut chars = word.chars();
    matches!(chars.next(), Some('a'..='c' | 'u' | 'y'))
        && matches!((chars.next(), chars.next()), (None | Some('1'..='9'), None))
}

/// Bytes of the document number that a line starts with, its blank included; 0 if there is none.
pub(super) fn leading(line: &str) -> usize {
    let opens = |c: char| !('\u{3400}'..'\u{FF00}').contains(&c) || "特再実登公平昭国".contains(c);
    if !line.starts_with(opens) {
        return 0;
    }
    let (mut digits, mut others) = (0, 0);
    // A title may follow without a blank.
    let mut title = None;
    for (at, c) in line.char_indices() {
        match c {
            '0'..='9' | '０'..='９' => digits += 1,
            ' ' | '\u{3000}' if digits < 6 || digits * 2 < others => return 0,
            ' ' | '\u{3000}' => return title.unwrap_or(at),
            '\u{3041}'..'\u{FF00}' if digits >= 6 && c != '号' && c != 'ー' => {
                title = title.or(Some(at));
                others += 1;
            }
            _ => others += 1,
        }
    }
    0
}

/// Reads a typed number; none if the text is none.
pub(super) fn notations(typed: &str) -> Option<Notations> {
    let text: String = typed
        .nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | '─' | '〜' => '-',
            '／' => '/',
            c => c.to_ascii_lowercase(),
        })
        .collect();
    let text = official(&said::written(&without_commas(&text)));
    let mut out = Notations::default();
    badge(&text, &mut out);
    document(&text, &mut out);
    (out != Notations::default()).then_some(out)
}

/// Without what gazettes write around a number.
fn official(text: &str) -> String {
    crate::domain::number::unframed(&text.to_ascii_uppercase()).to_ascii_lowercase()
}

/// 6,543,210 is a number like any other.
fn without_commas(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let between =
        |at: usize| at > 0 && digit(at - 1) && (at + 1..=at + 3).all(digit) && !digit(at + 4);
    let kept = chars.iter().enumerate();
    kept.filter(|&(at, &c)| c != ',' || !between(at))
        .map(|(_, c)| c)
        .collect()
}

/// What stands before the number of a badge.
const BADGES: [&str; 9] = [
    "no",
    "n0",
    "名札",
    "なふだ",
    "番号",
    "ばんごう",
    "ナンバ",
    "ナンバ-",
    "バッジ",
];

fn badge(text: &str, out: &mut Notations) {
    let digits_at = text.find(|c: char| c.is_ascii_digit());
    let Some((head, digits)) = digits_at.and_then(|at| text.split_at_checked(at)) else {
        return;
    };
    let head = head.trim_end_matches(['-', '_', '#', '.']);
    // What badges are called says nothing: No.33, 名札55, 33番.
    let head = if BADGES.contains(&head) { "" } else { head };
    let ends = ["番さん", "番の人", "番", "号"];
    let digits = ends
        .iter()
        .find_map(|end| digits.strip_suffix(end))
        .unwrap_or(digits);
    if head.chars().count() > 3 || !head.chars().all(char::is_alphabetic) {
        return;
    }
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    let number = digits.trim_start_matches('0');
    if number.is_empty() {
        return;
    }
    for zeros in 0..=4usize.saturating_sub(number.len()) {
        out.badge
            .push(format!("{head}{}{number}", "0".repeat(zeros)));
    }
}

fn document(text: &str, out: &mut Notations) {
    let mut rest = text;
    let mut kinds: &[&str] = &[];
    for (prefix, means) in PREFIXES {
        if let Some(after) = rest.strip_prefix(prefix) {
            rest = after;
            kinds = means;
            break;
        }
    }
    rest = rest.trim_start_matches('-');
    if kinds.first() == Some(&"特開") {
        // JP-A-2020-123456 and JP-B-…
        rest = rest
            .strip_prefix(['a', 'b'])
            .filter(|after| after.starts_with(|c: char| c == '-' || c.is_ascii_digit()))
            .map_or(rest, |after| after.trim_start_matches('-'));
    }
    rest = rest.trim_start_matches('第');
    let (era, after) = era(rest);
    rest = after;
    let Some(mut first) = digits(rest) else {
        return;
    };
    rest = rest.get(first.len()..).unwrap_or_default();
    let mut second = "";
    if era.is_some() && (5..=8).contains(&first.len()) {
        // JPH10234567A: two digits are the year, and zeros before the serial number may be left out.
        (first, second) = first.split_at_checked(2).unwrap_or((first, ""));
    } else if let Some(after) = rest.strip_prefix(['-', '/']) {
        if kinds.is_empty() {
            // A dash is Japanese, a slash international.
            kinds = if rest.starts_with('-') {
                &["特開", "特表", "特許公開", "jp"]
            } else {
                &["wo", "再表", "us"]
            };
        }
        second = digits(after).unwrap_or_default();
        rest = after.get(second.len()..).unwrap_or_default();
    } else if let Some(after) = rest.strip_prefix('年') {
        let after = after.strip_prefix('第').unwrap_or(after);
        second = digits(after).unwrap_or_default();
        rest = after.get(second.len()..).unwrap_or_default();
    }
    let tail = rest
        .trim_start_matches('-')
        .trim_end_matches("公報")
        .trim_start_matches('号');
    if !(tail.is_empty() || is_kind_code(tail)) {
        return;
    }
    let granted = tail.starts_with('b') || tail.starts_with('c');
    let mut numbers: Vec<String> = Vec::new();
    if let Some(era) = era {
        if second.is_empty() || first.len() > 2 {
            return;
        }
        let year: u32 = first.parse().unwrap_or(0);
        let serial = pad(second, 6);
        let letter = match era {
            '平' => 'h',
            '昭' => 's',
            _ => 'r',
        };
        for name in [era, letter] {
            numbers.push(format!("{name}{year:02}{serial}"));
            numbers.push(format!("{name}{year}{serial}"));
        }
        let base = match era {
            '平' => 1988,
            '昭' => 1925,
            _ => 2018,
        };
        numbers.push(format!("{}{serial}", base + year));
    } else if second.is_empty() && first.len() == 10 && is_year(first) {
        let (year, serial) = first.split_at_checked(4).unwrap_or((first, ""));
        numbers.push(first.to_owned());
        with_era(year, serial, &mut numbers);
    } else if second.is_empty() {
        if kinds.contains(&"特開")
            && (5..=9).contains(&first.len())
            && is_year(first)
            && let Some((year, serial)) = first.split_at_checked(4)
        {
            // JP2019321A: zeros before the serial number were left out.
            numbers.push(format!("{year}{}", pad(serial, 6)));
        }
        if first.len() < 6 || kinds.is_empty() && tail.is_empty() {
            return;
        }
        numbers.push(first.to_owned());
    } else {
        if first.len() == 2 && kinds.first() != Some(&"wo") && ("01".."13").contains(&first) {
            // Until 2000 the year was that of the era.
            numbers.push(format!("平{first}{}", pad(second, 6)));
            numbers.push(format!(
                "平{}{}",
                first.trim_start_matches('0'),
                pad(second, 6)
            ));
        }
        if ("46".."65").contains(&first) && kinds.first() != Some(&"wo") {
            numbers.push(format!("昭{first}{}", pad(second, 6)));
        }
        let full = full_year(first, second, kinds);
        let first = full.as_str();
        if first.len() != 4 || !is_year(first) || second.len() > 7 {
            return;
        }
        let width = if kinds.first() == Some(&"us") { 7 } else { 6 };
        let serial = pad(second, width);
        numbers.push(format!("{first}{serial}"));
        with_era(first, &serial, &mut numbers);
    }
    // JP 6789012 B2 is a patent, JP 2020-123456 A an application.
    out.kinds = kinds
        .iter()
        .copied()
        .filter(|kind| {
            let patent = kind.starts_with("特許");
            kinds.len() <= 3
                || *kind == "jp"
                || !(granted && !patent || tail.starts_with('a') && patent)
        })
        .collect();
    out.bare = numbers;
}

/// The year in four digits: WO98/12345 is of 1998, 22-045678 of 2022. 10-234567 may be of 2010 or, as it was written
/// then, of 平成10, which the kind of document does not tell; so a short year needs a long number behind it.
fn full_year(year: &str, serial: &str, kinds: &[&str]) -> String {
    let number: Option<u32> = year.parse().ok().filter(|_| year.len() == 2);
    match number {
        Some(short) if serial.len() >= 5 || kinds.first() == Some(&"wo") => {
            // No document is of the years between.
            let century = if short >= 46 { 1900 } else { 2000 };
            (century + short).to_string()
        }
        _ => year.to_owned(),
    }
}

fn with_era(year: &str, serial: &str, numbers: &mut Vec<String>) {
    let Ok(year) = year.parse::<u32>() else {
        return;
    };
    if (1989..2001).contains(&year) {
        numbers.push(format!("平{:02}{serial}", year - 1988));
        numbers.push(format!("平{}{serial}", year - 1988));
    } else if (1926..1989).contains(&year) {
        numbers.push(format!("昭{:02}{serial}", year - 1925));
    }
}

fn era(text: &str) -> (Option<char>, &str) {
    for (names, era) in [
        (["平成", "平", "h"], '平'),
        (["昭和", "昭", "s"], '昭'),
        (["令和", "令", "r"], '令'),
    ] {
        for name in names {
            if let Some(after) = text.strip_prefix(name)
                && after.starts_with(|c: char| c.is_ascii_digit())
            {
                return (Some(era), after);
            }
        }
    }
    (None, text)
}

fn digits(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.get(..end).filter(|d| !d.is_empty())
}

fn is_year(text: &str) -> bool {
    text.starts_with("19") || text.starts_with("20")
}

fn pad(serial: &str, width: usize) -> String {
    format!("{serial:0>width$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::key;

    #[test]
    fn every_notation_meets_the_others() {
        let same: &[&[&str]] = &[
            &[
                "特開2020-123456",
                "JP2020-123456A",
                "JP2020123456A",
                "JP-A-2020-123456",
                "特開２０２０ー１２３４５６",
                "2020-123456",
                "2020/123456",
                "特開2020-123456号公報",
                "JP 2020-123456 A",
            ],
            &[
                "特開平10-234567",
                "特開H10-234567",
                "H10-234567",
                "平10-234567",
                "特開1998-234567",
                "特開平成10年第234567号",
                "1998-234567",
            ],
            &[
                "特許第6789012号",
                "特許6789012",
                "JP6789012B2",
                "JP 6789012 B2",
                "特許第６７８９０１２号",
            ],
            &[
                "WO2020/123456",
                "WO 2020/123456 A1",
                "ＷＯ２０２０－１２３４５６",
                "WO2020123456A1",
            ],
            &["特開2019-000321", "2019-321", "特開2019-321"],
            &["特表2021-512345", "JP2021-512345A"],
            &["特開2024-000001", "特開2024-000001(P2024-000001A)"],
            &[
                "国際公開第2024/000002号",
                "WO2024/000002",
                "国際公開第２０２４／０００００２号パンフレット",
                "WO/2024/000002",
            ],
            &[
                "特許第7000001号",
                "特許第7000001号(P7000001)",
                "JP,7000001,B",
            ],
            &["再表2015/123456", "WO2015/123456"],
            &["US2020/0123456", "US2020/0123456 A1", "US 2020/123456"],
            &["EP3456789A1", "EP3456789"],
        ];
        for group in same {
            let stored = key(group[0]);
            for typed in *group {
                let n = notations(typed).unwrap_or_else(|| panic!("{typed}"));
                assert!(
                    n.bare.iter().any(|form| stored.contains(form.as_str())),
                    "{typed} gives {n:?}, none in {stored}"
                );
            }
        }
    }

    #[test]
    fn badges_lose_and_gain_zeros() {
        assert!(notations("n7").unwrap().badge.contains(&"n07".to_owned()));
        assert!(
            notations("Ｎ－０７")
                .unwrap()
                .badge
                .contains(&"n7".to_owned())
        );
        assert!(notations("12").unwrap().badge.contains(&"012".to_owned()));
    }

    #[test]
    fn words_are_no_numbers() {
        for s in ["内視鏡", "ct装置", "2020年", "3.5mm", "h2o", "a61b1/00", ""] {
            let n = notations(s).unwrap_or_default();
            assert!(n.bare.is_empty(), "{s} gives {n:?}");
        }
    }
}

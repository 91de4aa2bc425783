//! Numbers that authorities assign: licences, corporate numbers, patent documents. All may have full-width digits.

mod gazette;

pub use gazette::unframed;

use unicode_normalization::UnicodeNormalization;

/// Type of a marketing licence (医療機器製造販売業). Type 1 covers classes I to IV, type 2 classes I and II, type 3 class I.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MahType {
    /// Type 3 (第三種).
    Third,
    /// Type 2 (第二種).
    Second,
    /// Type 1 (第一種).
    First,
}

impl MahType {
    /// Japanese name: 第一種, 第二種 or 第三種.
    pub fn ja(self) -> &'static str {
        match self {
            Self::First => "第一種",
            Self::Second => "第二種",
            Self::Third => "第三種",
        }
    }

    /// English name: type 1, 2 or 3.
    pub fn en(self) -> &'static str {
        match self {
            Self::First => "type 1",
            Self::Second => "type 2",
            Self::Third => "type 3",
        }
    }

    /// `1`, `2` or `3`, as in the licence number.
    pub fn digit(self) -> char {
        match self {
            Self::First => '1',
            Self::Second => '2',
            Self::Third => '3',
        }
    }
}

/// The form in which numbers are compared: half-width, upper-case, without blanks, every dash as `-`.
pub fn narrow(s: &str) -> String {
    if s.is_ascii() {
        let chars = s.chars().filter(|c| !c.is_whitespace());
        return chars.map(|c| c.to_ascii_uppercase()).collect();
    }
    s.nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | '─' => '-',
            c => c.to_ascii_uppercase(),
        })
        .collect()
}

/// The digits of a text that is a whole number and nothing else, half-width.
pub fn typed(s: &str) -> Option<String> {
    Some(digits(&narrow(s))?.to_owned())
}

/// A number without what people leave out when they type it: `N-05` is n5, badge 008 is 8.
pub fn plain(s: &str) -> String {
    let number = narrow(shown(s));
    let at = number.find(|c: char| c.is_ascii_digit());
    let (head, digits) = number.split_at(at.unwrap_or(number.len()));
    let head = head.trim_end_matches('-');
    format!("{head}{}", digits.trim_start_matches('0'))
}

/// How many letters stand behind the mark of a later meaning.
const MARK: usize = 4;

/// A number as the file has it, without the mark that tells a later thing under it from the first one.
pub fn shown(key: &str) -> &str {
    let is_mark = |end: &str| {
        end.len() == MARK
            && end
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    match key.rsplit_once('~') {
        Some((number, end)) if is_mark(end) && !number.is_empty() => number,
        Some(_) | None => key,
    }
}

/// The text of a key as people read and type it: each of its parts without its mark.
pub fn shown_parts(key: &str) -> String {
    let parts: Vec<&str> = key.split('/').map(shown).collect();
    parts.join("/")
}

/// The mark behind a number, if there is one.
pub fn mark_of(key: &str) -> Option<&str> {
    let number = shown(key);
    (number.len() < key.len()).then(|| key.get(number.len() + 1..))?
}

/// A number with the mark of a later thing behind it.
pub fn with_mark(number: &str, mark: &str) -> String {
    format!("{}~{mark}", shown(number))
}

/// The key of another thing under a number that means something else already. The mark comes from what it is called, so
/// that two laptops that decide the same have the same key.
pub fn marked(number: &str, of: &str) -> String {
    with_mark(number, &mark(of))
}

/// Four letters that tell a thing from others under its number.
pub fn mark(of: &str) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    // FNV-1a: any hash does, as long as it stays the same.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in of.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    let letter = |n: usize| {
        let at = usize::try_from((hash >> (5 * n)) & 31).unwrap_or(0);
        LETTERS.get(at).copied().map_or('a', char::from)
    };
    (0..MARK).map(letter).collect()
}

/// Prefecture (1 to 47) and type of a licence number `AABCXEEEEE`, for example `27B2X00150` (domain.md a.4).
pub fn mah_licence(s: &str) -> Option<(u8, MahType)> {
    let s = narrow(s);
    let (prefecture, rest) = s.split_at_checked(2)?;
    let prefecture: u8 = digits(prefecture)?.parse().ok()?;
    let rest = rest.strip_prefix('B')?;
    let mut chars = rest.chars();
    let kind = match chars.next()? {
        '1' => MahType::First,
        '2' => MahType::Second,
        '3' => MahType::Third,
        _ => return None,
    };
    let serial = chars.as_str().strip_prefix('X')?;
    (serial.len() == 5 && digits(serial).is_some() && (1..=47).contains(&prefecture))
        .then_some((prefecture, kind))
}

/// The 13 digits of a corporate number (法人番号) if the check digit fits: the first digit is `9 − Σ dᵢ·wᵢ mod 9`,
/// weights 1,2,1,2… from the right.
pub fn corporate_number(s: &str) -> Option<String> {
    let s = narrow(s);
    let s = digits(&s)?;
    let mut values = s.bytes().map(|b| u32::from(b - b'0'));
    let check = values.next()?;
    let sum: u32 = values
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(d, w)| d * w)
        .sum();
    (s.len() == 13 && check == 9 - sum % 9).then(|| s.to_owned())
}

/// The one form for all notations of a patent document (domain.md e.5), for example `JP2020-123456A`, `JP6789012B`,
/// `WO2020/123456`, `EP3456789`, `US2020/0123456`. `None` if it is not such a number.
pub fn patent_id(s: &str) -> Option<String> {
    let s = unframed(&narrow(s));
    let s: String = s
        .chars()
        .filter(|c| !matches!(c, '第' | '号' | '(' | ')' | '.' | ','))
        .collect();
    japanese(&s).or_else(|| western(&s))
}

const JAPANESE: &[(&str, &str)] = &[
    ("特開", "A"),
    ("特表", "A"),
    ("再表", "WO"),
    ("再公表", "WO"),
    ("特許", "B"),
    ("特願", "Q"),
    ("実登", "U"),
    ("実用新案登録", "U"),
    ("実開", "UA"),
    ("実全", "UA"),
    ("実願", "UQ"),
    ("特公", "BA"),
    ("実公", "UB"),
    ("特公表", "A"),
];

fn japanese(s: &str) -> Option<String> {
    let (prefix, kind) = JAPANESE
        .iter()
        .filter(|(p, _)| s.starts_with(p))
        .max_by_key(|(p, _)| p.len())?;
    let rest = s.strip_prefix(prefix)?;
    match *kind {
        "B" | "U" => {
            let number = digits(rest)?;
            Some(format!("JP{}{kind}", number.trim_start_matches('0')))
        }
        "WO" => year_and_serial(rest).map(|(y, n)| format!("WO{y}/{n:06}")),
        kind => {
            let (year, serial) = year_and_serial(rest)?;
            Some(format!("JP{year}-{serial:06}{kind}"))
        }
    }
}

/// Year and serial number of `2020-123456`, `平10-123456`, `H10-123456`, `2015/123456` or `2020123456`.
fn year_and_serial(s: &str) -> Option<(u32, u32)> {
    let (s, base) = [
        ("平成", 1988),
        ("令和", 2018),
        ("昭和", 1925),
        ("平", 1988),
        ("令", 2018),
        ("昭", 1925),
        ("H", 1988),
        ("R", 2018),
        ("S", 1925),
    ]
    .iter()
    .find_map(|(era, base)| Some((s.strip_prefix(era)?, *base)))
    .unwrap_or((s, 0));
    let (year, serial) = match s.split_once(['-', '/']) {
        Some((y, n)) => (y, n),
        None if base == 0 => s.split_at_checked(4)?,
        None => s.split_at_checked(2)?,
    };
    let year = base + digits(year)?.parse::<u32>().ok()?;
    let serial = digits(serial)?;
    ((1900..=2999).contains(&year) && (1..=7).contains(&serial.len()))
        .then_some((year, serial.parse().ok()?))
}

fn western(s: &str) -> Option<String> {
    let s: String = s.chars().filter(|c| !matches!(c, '-' | '/')).collect();
    let office: String = s.chars().take_while(char::is_ascii_alphabetic).collect();
    let rest = s.strip_prefix(office.as_str())?;
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let kind = rest.strip_prefix(number.as_str())?;
    if !matches!(
        kind,
        "" | "A"
            | "A1"
            | "A2"
            | "A3"
            | "A9"
            | "B"
            | "B1"
            | "B2"
            | "B9"
            | "C"
            | "U"
            | "Y"
            | "Y2"
            | "U1"
            | "T"
    ) {
        return None;
    }
    match (office.as_str(), number.len()) {
        ("JP", 10) if kind.starts_with('A') || kind.is_empty() => {
            let (year, serial) = year_and_serial(&number)?;
            Some(format!("JP{year}-{serial:06}A"))
        }
        ("JP", 7) if !kind.starts_with('A') => Some(format!(
            "JP{number}{}",
            if kind.starts_with(['U', 'Y']) {
                "U"
            } else {
                "B"
            }
        )),
        ("WO", 10 | 8) => {
            let (year, serial) = year_and_serial(&number)?;
            Some(format!("WO{year}/{serial:06}"))
        }
        ("US", 11) => number
            .split_at_checked(4)
            .map(|(y, n)| format!("US{y}/{n}")),
        ("US" | "EP" | "CN" | "KR" | "DE" | "GB" | "FR" | "TW", 5..=13) => {
            Some(format!("{office}{number}"))
        }
        _ => None,
    }
}

fn digits(s: &str) -> Option<&str> {
    (!s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())).then_some(s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_thing_under_a_number_is_marked_and_shown_without() {
        let key = marked("N-02", "kai/曇り");
        assert_eq!(shown(&key), "N-02");
        assert_eq!(key.len(), "N-02".len() + 5);
        assert_ne!(key, marked("N-02", "kai/針"));
        assert_eq!(
            shown(&marked(&key, "x")),
            "N-02",
            "a mark takes the place of a mark"
        );
        for plain in ["N-02", "a~b", "~abcd", "27~ABCD", "27~abcde"] {
            assert_eq!(shown(plain), plain);
        }
    }

    #[test]
    fn licence_number_tells_prefecture_and_type() {
        assert_eq!(mah_licence("27B2X00150"), Some((27, MahType::Second)));
        assert_eq!(
            mah_licence("１３ｂ１ｘ１２３４５"),
            Some((13, MahType::First))
        );
        for wrong in [
            "48B2X00150",
            "00B2X00150",
            "27B4X00150",
            "27A2X00150",
            "27B2X0015",
            "27B2Z00150",
            "",
            "２",
        ] {
            assert_eq!(mah_licence(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn corporate_number_has_a_check_digit() {
        assert_eq!(
            corporate_number("4000020182079").as_deref(),
            Some("4000020182079")
        );
        assert_eq!(corporate_number("７０００-").as_deref(), None);
        assert_eq!(corporate_number("5000020182079"), None);
    }

    #[test]
    fn patent_notations_meet_in_one_form() {
        for (written, id) in [
            ("特開2020-123456", "JP2020-123456A"),
            ("特開２０２０－１２３４５６", "JP2020-123456A"),
            ("特開2020−123456号公報", "JP2020-123456A"),
            ("JP2020123456A", "JP2020-123456A"),
            ("JP 2020-123456 A", "JP2020-123456A"),
            ("特開平10-123456", "JP1998-123456A"),
            ("特開平6-1234", "JP1994-001234A"),
            ("特開H10-123456", "JP1998-123456A"),
            ("特表2021-512345", "JP2021-512345A"),
            ("再表2015/123456", "WO2015/123456"),
            ("特許第6789012号", "JP6789012B"),
            ("特許6789012", "JP6789012B"),
            ("JP6789012B2", "JP6789012B"),
            ("WO2020/123456", "WO2020/123456"),
            ("WO 2020/123456 A1", "WO2020/123456"),
            ("EP3456789A1", "EP3456789"),
            ("US2020/0123456 A1", "US2020/0123456"),
            ("特願2022-152787", "JP2022-152787Q"),
            ("実登3123456", "JP3123456U"),
        ] {
            assert_eq!(patent_id(written).as_deref(), Some(id), "{written}");
        }
        for wrong in [
            "特開",
            "内視鏡",
            "特開2020-",
            "N-02",
            "JP12",
            "2020",
            "特許第号",
            "",
        ] {
            assert_eq!(patent_id(wrong), None, "{wrong}");
        }
    }
}

//! Values as people write them, made into values of the field: mail, telephone, names, days, marks.

use crate::domain::code::Level;
use crate::domain::date::{loose_date, loose_time};
use crate::domain::number::narrow;
use crate::intake::sheet::Raw;
use crate::intake::workbook::{serial_date, shown};
use jiff::civil::{Date, DateTime, Weekday};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// One line without the blanks that people put in for looks.
pub(super) fn line(text: &str) -> String {
    let text = if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    };
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Several lines; the ends are trimmed.
pub(super) fn block(text: &str) -> String {
    let lines = text.lines().map(str::trim_end);
    let text: Vec<&str> = lines.collect();
    text.join("\n").trim().to_owned()
}

/// A name of a person: one blank between its parts, no honorific.
pub(super) fn name(text: &str) -> String {
    let text = line(text);
    let spaced = is_spaced_out(&text);
    let text = if spaced { text.replace(' ', "") } else { text };
    for end in ["様", "殿", "さま", "さん"] {
        if let Some(rest) = text.strip_suffix(end)
            && rest.chars().count() >= 2
        {
            return rest.trim_end().to_owned();
        }
    }
    text
}

/// 田 中 一 郎: every letter stands alone.
fn is_spaced_out(text: &str) -> bool {
    let parts: Vec<&str> = text.split(' ').collect();
    parts.len() >= 3 && parts.iter().all(|part| part.chars().count() == 1)
}

/// A reading in full-width katakana or as it was written.
pub(super) fn kana(text: &str) -> String {
    let has_half = text.chars().any(|c| ('\u{ff61}'..='\u{ff9f}').contains(&c));
    if has_half {
        line(&text.nfkc().collect::<String>())
    } else {
        line(text)
    }
}

/// Whether a text is a reading: kana and blanks only.
pub(super) fn is_kana(text: &str) -> bool {
    !text.is_empty()
        && text
            .nfkc()
            .all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・') || c.is_whitespace())
}

/// A number that is a name: half-width, `12.0` as 12.
pub(super) fn number(text: &str) -> String {
    let text = narrow(text);
    match text.split_once('.') {
        Some((whole, zeros)) if !whole.is_empty() && zeros.chars().all(|c| c == '0') => {
            whole.to_owned()
        }
        Some(_) | None => text,
    }
}

/// A mail address, and whether it looks like one.
pub(super) fn email(text: &str) -> (String, bool) {
    let text = narrow_keep_case(text).replace('＠', "@");
    let text = text.trim_start_matches("mailto:").to_owned();
    let fits = text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    });
    let fits = fits && text.matches('@').count() == 1 && !text.contains([',', ';']);
    (text.to_lowercase(), fits)
}

fn narrow_keep_case(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(|c| !c.is_whitespace()).collect();
    }
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// A telephone number, and what was made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tel {
    Fits,
    ZeroPut,
    Odd,
}

/// A telephone number. Only a cell of numbers loses its zero, and only then it is put back.
pub(super) fn tel(raw: &Raw) -> (String, Tel) {
    let text: String = shown(raw)
        .nfkc()
        .map(|c| match c {
            '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー' | '─' => '-',
            c => c,
        })
        .collect();
    let text = line(&text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_number = matches!(raw, Raw::Number(_));
    if is_number && (9..=10).contains(&digits.len()) && !digits.starts_with('0') {
        return (format!("0{digits}"), Tel::ZeroPut);
    }
    let fits = (10..=11).contains(&digits.len()) && digits.starts_with('0')
        || text.starts_with('+')
        || digits.is_empty()
        || digits.len() > 11;
    (text, if fits { Tel::Fits } else { Tel::Odd })
}

/// A day as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Is(Date),
    /// The year is missing, and the weekday does not tell it.
    NoYear,
    Unread,
}

/// A day in any notation. One without a year takes the year of the session if the weekday fits.
pub(super) fn day(raw: &Raw, session: Option<Date>) -> Day {
    match raw {
        Raw::Date(date) => return Day::Is(*date),
        Raw::Moment(moment) => return Day::Is(moment.date()),
        Raw::Number(n) => {
            if let Some(date) = serial_date(*n) {
                return Day::Is(date);
            }
        }
        Raw::Text(_) | Raw::Flag(_) | Raw::Time(_) | Raw::Error(_) | Raw::Formula => {}
    }
    let text = shown(raw);
    let flat: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let head = flat.split('(').next().unwrap_or_default();
    // 2026/12/04から, and the day of a span from one to another.
    let head = head.split(['~', '〜', '～']).next().unwrap_or_default();
    if let Some(date) = loose_date(head) {
        return Day::Is(date);
    }
    let parts: Vec<&str> = head
        .split(['月', '日', '/', '-', '.'])
        .filter(|p| !p.is_empty())
        .collect();
    let [month, day] = parts.as_slice() else {
        return Day::Unread;
    };
    let (Ok(month), Ok(day)) = (month.parse::<i8>(), day.parse::<i8>()) else {
        return Day::Unread;
    };
    let Some(year) = session.map(Date::year) else {
        return Day::NoYear;
    };
    let Ok(date) = Date::new(year, month, day) else {
        return Day::Unread;
    };
    match weekday(&flat) {
        Some(weekday) if date.weekday() != weekday => Day::NoYear,
        Some(_) => Day::Is(date),
        None => Day::NoYear,
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    let (_, rest) = text.split_once('(')?;
    Some(match rest.chars().next()? {
        '月' => Weekday::Monday,
        '火' => Weekday::Tuesday,
        '水' => Weekday::Wednesday,
        '木' => Weekday::Thursday,
        '金' => Weekday::Friday,
        '土' => Weekday::Saturday,
        '日' => Weekday::Sunday,
        _ => return None,
    })
}

/// When a form was answered, so that the later of two answers is known: `2026/11/20 2:05:33 午後 GMT+9`.
pub(super) fn moment(raw: &Raw) -> Option<DateTime> {
    match raw {
        Raw::Moment(moment) => return Some(*moment),
        Raw::Date(date) => return Some(date.to_datetime(jiff::civil::Time::midnight())),
        Raw::Text(_)
        | Raw::Number(_)
        | Raw::Flag(_)
        | Raw::Time(_)
        | Raw::Error(_)
        | Raw::Formula => {}
    }
    let text: String = shown(raw).nfkc().collect();
    let mut parts = text.split_whitespace();
    let date = loose_date(parts.next()?)?;
    let rest: Vec<&str> = parts.filter(|p| !p.starts_with("GMT")).collect();
    let later = rest
        .iter()
        .any(|p| *p == "午後" || p.eq_ignore_ascii_case("pm"));
    let clock = rest.iter().find(|p| p.contains(':'));
    let written = clock.map(|clock| {
        if later {
            format!("午後{clock}")
        } else {
            (*clock).to_owned()
        }
    });
    let time = written.and_then(|w| loose_time(&w)).unwrap_or_default();
    Some(date.to_datetime(time))
}

/// What a mark or a word says of an interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Level(Level),
    /// The letter O, which is no circle.
    Letter(Level),
    /// Nothing is said.
    Nothing,
    Unknown,
}

/// The level that a mark means.
pub(super) fn mark(text: &str) -> Mark {
    let text = narrow(text);
    let plain = text.trim_matches(['(', ')', '[', ']', '「', '」', ':', '、', ',']);
    Mark::Level(match plain {
        "◎" | "面談希望" | "面談" | "希望" | "希望する" | "3" | "◎面談希望" | "個別面談希望" => {
            Level::WantsMeeting
        }
        "○" | "〇" | "◯" | "●" | "関心" | "関心あり" | "興味あり" | "興味がある" | "関心がある"
        | "1" | "はい" | "YES" | "TRUE" | "✓" | "✔" | "☑" | "レ" | "あり" | "有" | "○関心" => {
            Level::Interested
        }
        "△"
        | "▲"
        | "要相談"
        | "相談"
        | "検討"
        | "検討中"
        | "どちらとも言えない"
        | "2"
        | "△要相談" => Level::Discuss,
        "×" | "✕" | "✖" | "X" | "関心なし" | "興味なし" | "なし" | "無" | "見送り" | "9"
        | "不要" | "×関心なし" => Level::Declined,
        "O" => return Mark::Letter(Level::Interested),
        "" | "-" | "0" | "FALSE" | "いいえ" | "NO" | "□" | "☐" | "・" | "―" | "未回答" | "--" =>
        {
            return Mark::Nothing;
        }
        _ => return Mark::Unknown,
    })
}

/// Whether a cell says in words that there is nothing to say.
pub(super) fn says_none(text: &str) -> bool {
    let none = "なし 特になし 無し 無 未定 未発行 - × ありません 特にありません 該当なし";
    none.split(' ').any(|word| word == narrow(text))
}

/// Yes, no, or neither.
pub(super) fn answer(text: &str) -> Option<bool> {
    let text = narrow(text);
    let head = text.split('(').next().unwrap_or_default();
    let no = [
        "しない",
        "希望なし",
        "不要",
        "なし",
        "無",
        "いいえ",
        "×",
        "FALSE",
        "NO",
        "否",
        "不可",
        "0",
        "不同意",
        "同意しません",
        "欠席",
    ];
    if no
        .iter()
        .any(|word| head == *word || head.ends_with("しない") || head.ends_with("しません"))
    {
        return Some(false);
    }
    let yes = [
        "希望",
        "希望する",
        "希望します",
        "はい",
        "○",
        "〇",
        "◯",
        "◎",
        "有",
        "あり",
        "TRUE",
        "YES",
        "1",
        "可",
        "同意",
        "同意する",
        "同意します",
        "する",
        "✓",
        "✔",
        "☑",
        "レ",
        "済",
        "要",
    ];
    (yes.contains(&head) || head.starts_with("希望する") || head.starts_with("同意する"))
        .then_some(true)
}

/// Words that make a text the name of an organisation.
const LEGAL: &[&str] = &[
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "㈱",
    "㈲",
    "(株)",
    "(有)",
    "（株）",
    "（有）",
    "社団法人",
    "財団法人",
    "学校法人",
    "医療法人",
    "独立行政法人",
    "国立大学法人",
    "Inc.",
    "Co.,",
    "Ltd",
];

/// Whether a text names an organisation, not a person.
pub(super) fn is_organisation(text: &str) -> bool {
    LEGAL.iter().any(|word| text.contains(word))
        || [
            "病院",
            "大学",
            "クリニック",
            "医院",
            "センター",
            "協会",
            "機構",
        ]
        .iter()
        .any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn text(s: &str) -> Raw {
        Raw::Text(s.to_owned())
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let session = Some(date(2026, 12, 15));
        let wanted = Day::Is(date(2026, 12, 4));
        for written in [
            "令和8年12月4日",
            "R8.12.4",
            "12月4日(金)",
            "１２／４（金）",
            "2026年12月4日（金）",
        ] {
            assert_eq!(day(&text(written), session), wanted, "{written}");
        }
        assert_eq!(day(&Raw::Number(46_360.0), session), wanted);
        assert_eq!(day(&text("12月4日(木)"), session), Day::NoYear);
        assert_eq!(day(&text("12/4"), session), Day::NoYear);
        assert_eq!(day(&text("来週"), session), Day::Unread);
        let at = moment(&text("2026/11/20 2:05:33 午後 GMT+9"));
        assert_eq!(at, Some(date(2026, 11, 20).at(14, 5, 33, 0)));
    }

    #[test]
    fn telephones_get_back_the_zero_that_excel_took() {
        assert_eq!(
            tel(&Raw::Number(9_012_345_678.0)),
            ("09012345678".into(), Tel::ZeroPut)
        );
        assert_eq!(
            tel(&text("０３−１２３４−５６７８")),
            ("03-1234-5678".into(), Tel::Fits)
        );
        assert_eq!(tel(&text("323-1111")).1, Tel::Odd);
    }

    #[test]
    fn names_lose_blanks_and_honorifics() {
        assert_eq!(
            name("田　中　一　郎 様"),
            "田中一郎 様".trim_end_matches(" 様").to_owned()
        );
        assert_eq!(name("山田　　太郎"), "山田 太郎");
    }
}

//! Interests: numbers of needs in a cell, a column for each need, a row for each interest, or a table lying on its side.

use super::cells::{Cells, Found};
use super::found::{Entry, Report, Source, Trouble};
use super::heading::number_at_start;
use super::table::Table;
use super::tidy::{self, Mark};
use crate::domain::code::{Level, Source as SaidIn};
use crate::domain::number::narrow;
use unicode_normalization::UnicodeNormalization;

/// An interest before anybody looked whether its need and its company are known.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) need: String,
    pub(super) level: Level,
    /// Whether the level stands in the cell, and is not that of the column.
    pub(super) is_said: bool,
    pub(super) comment: String,
    /// What stands behind the number: the title of the need, or a comment.
    pub(super) tail: String,
    /// Which of the people that were read.
    pub(super) person: Option<usize>,
    pub(super) badge: String,
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) email: String,
    pub(super) side: String,
    pub(super) source: Source,
    pub(super) found: Found,
    pub(super) is_doubtful: bool,
    /// Whether the need is not a number but words.
    pub(super) is_words: bool,
    /// Where it was said; none: its person declares it.
    pub(super) said: Option<SaidIn>,
}

/// Words that take an interest back.
const NOT: &[&str] = &[
    "対象外",
    "以外",
    "除く",
    "除き",
    "不要",
    "興味なし",
    "関心なし",
    "ではない",
    "希望しない",
    "希望なし",
];

/// The interests of a row of attendees.
pub(super) fn of_attendee(cells: &Cells<'_>, report: &mut Report<'_>) -> Vec<Wish> {
    let mut out = Vec::new();
    for (field, level) in [
        ("interests", Level::Interested),
        ("meetings", Level::WantsMeeting),
    ] {
        if let Some(found) = cells.text(field) {
            listed(cells, &found, (level, false), report, &mut out);
        }
    }
    for (need, found) in cells.needs() {
        marked(cells, &need, &found, report, &mut out);
    }
    // 面談希望: N-03 is an interest, 希望する is an answer.
    if let Some(found) = cells.text("wants_meeting")
        && names_need(&found.text)
    {
        listed(
            cells,
            &found,
            (Level::WantsMeeting, false),
            report,
            &mut out,
        );
    }
    if let Some(found) = cells.text("question")
        && let Some(hit) = hits(&found.text).first()
    {
        let said = (found.text.as_str(), hit.need.as_str());
        cells.tell(report, Trouble::FreeText, Some(&found), said);
    }
    out
}

/// Whether a text names a need.
pub(super) fn names_need(text: &str) -> bool {
    !hits(text).is_empty()
}

/// The interests of a sheet of interests.
pub(super) fn read(table: &Table, report: &mut Report<'_>) -> Vec<Wish> {
    let mut out = Vec::new();
    let is_lying = table.columns.has("need")
        && !table.columns.has("level")
        && !["badge", "name", "org"]
            .iter()
            .any(|field| table.columns.has(field));
    // A form notes when it was answered.
    let said = if table.columns.has("at") {
        SaidIn::Form
    } else {
        SaidIn::Sheet
    };
    for row in &table.rows {
        if !report.goes_on() {
            break;
        }
        let cells = Cells::new(table, row, 0);
        let mut entry = Entry::default();
        cells.broken(report, &mut entry);
        if entry.is_wrong {
            continue;
        }
        let start = out.len();
        if is_lying {
            lying(&cells, report, &mut out);
        } else {
            for (need, found) in cells.needs() {
                marked(&cells, &need, &found, report, &mut out);
            }
            if let Some(found) = cells.text("need") {
                of_row(&cells, &found, report, &mut out);
            }
        }
        let text = |field: &str| {
            cells
                .text(field)
                .map(|f| tidy::line(&f.text))
                .unwrap_or_default()
        };
        for wish in out.iter_mut().skip(start) {
            wish.said = Some(said);
            if !is_lying {
                wish.badge = tidy::number(&text("badge"));
                wish.name = tidy::name(&text("name"));
                wish.organisation = text("org");
                wish.email = tidy::email(&text("email")).0;
            }
            wish.side = text("side");
            if wish.comment.is_empty() {
                wish.comment = text("comment");
            }
            if row.is_hidden {
                wish.is_doubtful = true;
            }
        }
        if out.len() == start
            && let Some(found) = cells.text("comment")
        {
            cells.tell(report, Trouble::RemarkLeft, Some(&found), (&found.text, ""));
        }
        if row.is_hidden {
            cells.tell(report, Trouble::RowHidden, None, (&text("org"), ""));
        }
    }
    out
}

/// A row with a need and, in a column of its own, the level.
fn of_row(cells: &Cells<'_>, found: &Found, report: &mut Report<'_>, out: &mut Vec<Wish>) {
    let level = cells.text("level");
    let said = level.as_ref().map(|f| tidy::mark(&f.text));
    let is_said = said.is_some();
    let level = match (said, &level) {
        (None, _) => Level::Interested,
        (Some(Mark::Level(level)), _) => level,
        (Some(Mark::Letter(level)), found) => {
            let text = found.as_ref().map_or("", |f| f.text.as_str());
            cells.tell(report, Trouble::LetterO, found.as_ref(), (text, ""));
            level
        }
        (Some(Mark::Nothing), _) => return,
        (Some(Mark::Unknown), found) => {
            let text = found.as_ref().map_or("", |f| f.text.as_str());
            cells.tell(report, Trouble::BadMark, found.as_ref(), (text, ""));
            return;
        }
    };
    listed(cells, found, (level, is_said), report, out);
}

/// A table whose rows are needs and whose columns are companies.
fn lying(cells: &Cells<'_>, report: &mut Report<'_>, out: &mut Vec<Wish>) {
    let Some(need) = cells.text("need") else {
        return;
    };
    let need = narrow(&need.text);
    for found in cells.unknown() {
        let start = out.len();
        marked(cells, &need, &found, report, out);
        for wish in out.iter_mut().skip(start) {
            wish.organisation = tidy::line(&found.heading);
        }
    }
}

/// The mark in the column of a need.
fn marked(
    cells: &Cells<'_>,
    need: &str,
    found: &Found,
    report: &mut Report<'_>,
    out: &mut Vec<Wish>,
) {
    let text = found.text.trim();
    let (level, comment) = match tidy::mark(text) {
        Mark::Level(level) => (level, String::new()),
        Mark::Letter(level) => {
            cells.tell(report, Trouble::LetterO, Some(found), (text, ""));
            (level, String::new())
        }
        Mark::Nothing => return,
        Mark::Unknown => {
            // ◎ 見学も希望, and the box of a form that repeats its heading.
            let first: String = text.chars().take(1).collect();
            match tidy::mark(&first) {
                Mark::Level(level) if !first.chars().all(char::is_alphanumeric) => {
                    let rest: String = text.chars().skip(1).collect();
                    let rest =
                        rest.trim_matches(|c: char| c.is_whitespace() || "（）()：:".contains(c));
                    (level, rest.to_owned())
                }
                _ if narrow(text).starts_with(&narrow(need)) => (Level::Interested, String::new()),
                _ => {
                    cells.tell(report, Trouble::BadMark, Some(found), (text, ""));
                    return;
                }
            }
        }
    };
    out.push(wish(cells, found, need, (level, true), &comment, ""));
}

fn wish(
    cells: &Cells<'_>,
    found: &Found,
    need: &str,
    (level, is_said): (Level, bool),
    comment: &str,
    tail: &str,
) -> Wish {
    Wish {
        need: need.to_owned(),
        level,
        is_said,
        comment: comment.to_owned(),
        tail: tail.to_owned(),
        person: None,
        badge: String::new(),
        name: String::new(),
        organisation: String::new(),
        email: String::new(),
        side: String::new(),
        source: cells.source(),
        found: found.clone(),
        is_doubtful: false,
        is_words: false,
        said: None,
    }
}

/// A number of a need in a text.
struct Hit {
    need: String,
    from: usize,
    to: usize,
}

/// The needs that a text names, where a number can begin.
fn hits(text: &str) -> Vec<Hit> {
    let text: String = flat(text);
    let mut out: Vec<Hit> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let can = !before.is_ascii_alphanumeric() && !matches!(before, '-' | '.' | '@' | '/');
        let done = out.last().is_some_and(|hit| at < hit.to);
        before = c;
        if !can || done || !c.is_ascii_alphabetic() {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default().to_ascii_uppercase();
        if let Some(need) = number_at_start(&rest)
            && is_like_need(&need)
            && !rest
                .get(need.len()..)
                .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric()))
        {
            out.push(Hit {
                from: at,
                to: at + need.len(),
                need,
            });
        }
    }
    out
}

/// N-01, NEED-3, A1: but not ISO 13485 or JIS-9001, whose numbers are longer.
fn is_like_need(need: &str) -> bool {
    let digits = need.chars().filter(char::is_ascii_digit).count();
    let letters = need.chars().filter(char::is_ascii_alphabetic).count();
    digits <= 3 && letters <= 4 && !need.starts_with("ISO") && !need.starts_with("JIS")
}

fn flat(text: &str) -> String {
    text.nfkc()
        .map(|c| match c {
            '‐' | '‑' | '–' | '—' | '―' | '−' | '─' => '-',
            c => c,
        })
        .collect()
}

/// The needs that a cell lists. Text behind a number is its level, the title of the need or a comment; it is never cut at
/// its commas, because titles have commas.
fn listed(
    cells: &Cells<'_>,
    found: &Found,
    mut level: (Level, bool),
    report: &mut Report<'_>,
    out: &mut Vec<Wish>,
) {
    let text = flat(&found.text);
    let found_here = hits(&text);
    if found_here.is_empty() {
        bare(cells, found, &text, level, out);
        return;
    }
    let ends = |n: usize| {
        n.checked_sub(1)
            .and_then(|n| found_here.get(n))
            .map_or(0, |hit| hit.to)
    };
    let in_front = |n: usize, hit: &Hit| {
        let head = text.get(ends(n)..hit.from).unwrap_or_default();
        head.trim_end_matches(|c: char| c.is_whitespace() || ":(".contains(c))
            .chars()
            .next_back()
            .filter(|c| MARKS.contains(c))
    };
    // ○N-01、×N-02: the marks stand in front, where nothing stands behind the last.
    let last = found_here.last().map_or(0, |hit| hit.to);
    let is_open = !text.get(last..).is_some_and(|tail| tail.contains(MARKS));
    let leads = is_open
        && found_here
            .first()
            .and_then(|hit| in_front(0, hit))
            .is_some();
    for (n, hit) in found_here.iter().enumerate() {
        let end = found_here.get(n + 1).map_or(text.len(), |next| next.from);
        let tail = text.get(hit.to..end).unwrap_or_default();
        let edge = |c: char| c.is_whitespace() || "、,;:/・()[]「」~〜".contains(c);
        let is_span = matches!(tail.trim(), "~" | "〜" | "-" | "から");
        let tail = behind(tail.trim_matches(edge)).trim_matches(edge);
        if NOT.iter().any(|word| tail.contains(word)) && !matches!(tidy::mark(tail), Mark::Level(_))
        {
            cells.tell(
                report,
                Trouble::FreeText,
                Some(found),
                (&found.text, &hit.need),
            );
            continue;
        }
        if leads {
            // ◎N-01、N-02: a mark goes on until the next.
            if let Some(Mark::Level(own)) = in_front(n, hit).map(|m| tidy::mark(&m.to_string())) {
                level = (own, true);
            }
        }
        let (level, tail) = match tidy::mark(tail) {
            _ if leads => (level, tail.trim_matches(|c| edge(c) || MARKS.contains(&c))),
            Mark::Level(level) if !tail.chars().all(|c| c.is_ascii_digit()) => ((level, true), ""),
            Mark::Letter(level) => {
                cells.tell(report, Trouble::LetterO, Some(found), (tail, ""));
                ((level, true), "")
            }
            Mark::Level(_) | Mark::Nothing | Mark::Unknown => {
                let first: String = tail.chars().take(1).collect();
                match tidy::mark(&first) {
                    Mark::Level(own) if "◎○〇◯△×●".contains(&first) => (
                        (own, true),
                        tail.get(first.len()..)
                            .unwrap_or_default()
                            .trim_matches(edge),
                    ),
                    _ => (level, tail),
                }
            }
        };
        out.push(wish(cells, found, &hit.need, level, "", tail));
        if is_span && let Some(next) = found_here.get(n + 1) {
            for need in between(&hit.need, &next.need) {
                out.push(wish(cells, found, &need, level, "", ""));
            }
        }
    }
}

/// Marks that stand in front of a number or behind it.
const MARKS: &[char] = &['◎', '○', '〇', '◯', '△', '▲', '×', '✕', '✖', '●'];

/// N-01は○, N-02＝△, N-03が面談希望: what is said behind the word between, where it is a mark.
fn behind(tail: &str) -> &str {
    let rest = tail.strip_prefix(['は', 'が', 'を', 'に', '=', '→']);
    let rest = rest.map(str::trim_start);
    let is_mark = |rest: &&str| {
        rest.starts_with(MARKS) || matches!(tidy::mark(rest), Mark::Level(_) | Mark::Letter(_))
    };
    rest.filter(is_mark).unwrap_or(tail)
}

/// A cell without letters: `1, 7` and `①③`; or words.
fn bare(cells: &Cells<'_>, found: &Found, text: &str, level: (Level, bool), out: &mut Vec<Wish>) {
    let circled = found
        .text
        .chars()
        .all(|c| ('①'..='⑳').contains(&c) || "、,, ".contains(c));
    let parts: Vec<String> = if circled {
        found.text.chars().map(|c| c.nfkc().collect()).collect()
    } else {
        let parts = text.split(|c: char| c.is_whitespace() || "、,;/・".contains(c));
        parts.map(str::to_owned).collect()
    };
    let parts: Vec<String> = parts
        .into_iter()
        .map(|part| part.trim_end_matches('番').to_owned())
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect();
    let is_number = |part: &String| {
        let whole = part.strip_suffix(".0").unwrap_or(part);
        !whole.is_empty() && whole.len() <= 3 && whole.bytes().all(|b| b.is_ascii_digit())
    };
    if !parts.is_empty() && parts.iter().all(is_number) {
        for part in &parts {
            let need = part.strip_suffix(".0").unwrap_or(part);
            out.push(wish(cells, found, need, level, "", ""));
        }
        return;
    }
    if !tidy::says_none(text) && text.chars().any(char::is_alphanumeric) {
        // Perhaps the title of a need, which is known only later.
        let mut words = wish(cells, found, &tidy::line(&found.text), level, "", "");
        words.is_words = true;
        out.push(words);
    }
}

/// The numbers between two of one kind.
fn between(from: &str, to: &str) -> Vec<String> {
    let cut = |s: &str| s.find(|c: char| c.is_ascii_digit());
    let (Some(a), Some(b)) = (cut(from), cut(to)) else {
        return Vec::new();
    };
    let (head, first) = from.split_at(a);
    let (other, last) = to.split_at(b);
    let (Ok(low), Ok(high)) = (first.parse::<u32>(), last.parse::<u32>()) else {
        return Vec::new();
    };
    if head != other || high <= low || high - low > 50 {
        return Vec::new();
    }
    let width = first.len();
    (low + 1..high)
        .map(|n| format!("{head}{n:0width$}"))
        .collect()
}

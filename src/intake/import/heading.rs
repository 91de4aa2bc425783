//! A line of headings: which column is which field of which person, and which is a need of its own.

use super::alias::{Aliases, Meant};
use super::kind::ListKind;
use super::numbers::{self, LooksMarked};
use crate::domain::number::narrow;
use crate::intake::sheet::Line;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    pub(super) head_row: u32,
    /// The first column that belongs to another table beside this one.
    cut: Option<u32>,
}

/// One column.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub(super) number: u32,
    pub(super) heading: String,
    pub(super) field: Option<String>,
    /// Which person of a row with several; 0: all.
    pub(super) person: u8,
    /// The need whose column it is.
    pub(super) need: Option<String>,
    pub(super) is_guess: bool,
    /// The heading that is used instead.
    pub(super) beaten_by: Option<String>,
    /// Whether it holds the account of whoever answered a form.
    pub(super) is_account: bool,
}

/// Columns whose empty cells often mean the cell above.
const RUN_DOWN: &[&str] = &["org", "hospital"];

impl Columns {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.all.iter().map(|column| column.number)
    }

    /// How many columns mean something.
    pub(super) fn named(&self) -> usize {
        let is = |c: &&Column| c.field.is_some() || c.need.is_some();
        self.all.iter().filter(is).count()
    }

    /// How surely this is a line of headings: what is named counts twice, what is guessed once.
    pub(super) fn quality(&self) -> usize {
        let weigh = |column: &Column| match (&column.field, &column.need) {
            (Some(_), _) if column.is_guess => 1,
            (Some(_), _) => 2,
            (None, Some(_)) => 1,
            (None, None) => 0,
        };
        self.all.iter().map(weigh).sum()
    }

    /// How many columns are named exactly as known.
    pub(super) fn exact(&self) -> usize {
        let is = |c: &&Column| c.field.is_some() && !c.is_guess;
        self.all.iter().filter(is).count()
    }

    /// Whether a line repeats the headings.
    pub(super) fn repeats(&self, texts: &[(u32, String)]) -> bool {
        let own = |number: u32| self.all.iter().find(|c| c.number == number);
        let same = texts.iter().filter(|(number, text)| {
            own(*number).is_some_and(|c| super::alias::key(&c.heading) == super::alias::key(text))
        });
        let same = same.count();
        same >= 2 && same * 3 >= texts.len() * 2
    }

    /// The last column with a heading.
    pub(super) fn last(&self) -> u32 {
        self.numbers().max().unwrap_or(0)
    }

    pub(super) fn fields(&self) -> BTreeSet<&str> {
        self.all.iter().filter_map(|c| c.field.as_deref()).collect()
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.all.iter().any(|c| c.field.as_deref() == Some(field))
    }

    /// Whether the columns are there without which no row can be one of these.
    pub(super) fn has_essential(&self, kind: ListKind) -> bool {
        let needs = self.all.iter().any(|column| column.need.is_some());
        match kind {
            ListKind::Attendees => self.has("name") || self.has("family"),
            ListKind::Needs => self.has("title") || self.has("problem"),
            ListKind::Patents => self.has("doc_no") || self.has("app_no"),
            ListKind::Interests => {
                let who =
                    self.has("badge") || self.has("name") || self.has("org") || self.has("email");
                who && (self.has("need") || needs) || self.has("need") && self.all.len() > 1
            }
        }
    }

    /// Whether it says of people with their numbers what they think of each need.
    pub(super) fn is_grid(&self) -> bool {
        let needs = self.all.iter().filter(|column| column.need.is_some());
        self.has("badge") && needs.count() > 1
    }

    /// Whether empty cells of a column may mean the one above.
    pub(super) fn runs_down(&self, number: u32) -> bool {
        let column = self.all.iter().find(|c| c.number == number);
        column
            .and_then(|c| c.field.as_deref())
            .is_some_and(|field| RUN_DOWN.contains(&field))
    }

    /// Notes the line of the headings, and tells where another table beside this one begins.
    pub(super) fn cut_at(&mut self, row: u32) -> Option<u32> {
        self.head_row = row;
        self.cut
    }

    /// A line without what belongs to a table beside this one.
    pub(super) fn inside<'l>(&self, line: &'l Line) -> Cow<'l, Line> {
        let Some(cut) = self.cut else {
            return Cow::Borrowed(line);
        };
        let cells = line.cells.iter().filter(|(column, _)| *column < cut);
        Cow::Owned(Line {
            cells: cells.cloned().collect(),
            ..*line
        })
    }
}

/// How the names of columns are asked what a heading means.
type Ask = fn(&Aliases, ListKind, &str) -> Vec<Meant>;

/// What the headings of a line mean.
pub(super) fn columns(
    texts: &[(u32, String)],
    kind: ListKind,
    aliases: &Aliases,
    is_marked: LooksMarked<'_>,
) -> Columns {
    found(texts, kind, aliases, (Aliases::meant, is_marked))
}

/// The same without guesses.
pub(super) fn exact_columns(texts: &[(u32, String)], kind: ListKind, aliases: &Aliases) -> Columns {
    found(texts, kind, aliases, (Aliases::exactly, &|_| false))
}

fn found(
    texts: &[(u32, String)],
    kind: ListKind,
    aliases: &Aliases,
    (ask, is_marked): (Ask, LooksMarked<'_>),
) -> Columns {
    let texts = texts.iter().filter(|(_, text)| !text.trim().is_empty());
    let mut texts: Vec<&(u32, String)> = texts.collect();
    let cut = beside(&texts);
    if let Some(cut) = cut {
        texts.retain(|(number, _)| *number < cut);
    }
    let is_form = is_microsoft(&texts);
    let by_number = match kind {
        ListKind::Attendees | ListKind::Interests => {
            numbers::needs_of(&texts, kind, aliases, is_marked)
        }
        ListKind::Needs | ListKind::Patents => BTreeMap::new(),
    };
    let mut all: Vec<(Column, Vec<Meant>)> = Vec::new();
    for (number, heading) in texts {
        let (person, meant) = meanings(kind, heading, aliases, ask);
        let own = heading.rsplit('\u{1f}').next().unwrap_or(heading);
        let is_said = aliases.said(kind, own).is_some();
        let need = if is_said {
            None
        } else if let Some(need) = by_number.get(number) {
            Some(need.clone())
        } else if meant.first().is_none_or(|m| m.is_guess) {
            need_of(own)
        } else {
            None
        };
        let is_account = is_form
            && matches!(
                narrow(own).as_str(),
                "メール" | "名前" | "EMAIL" | "NAME" | "メ-ル"
            );
        let column = Column {
            number: *number,
            heading: heading.clone(),
            person,
            is_account,
            need,
            ..Column::default()
        };
        let usable = column.need.is_none() && !is_account;
        all.push((column, if usable { meant } else { Vec::new() }));
    }
    settle(&mut all, kind);
    if kind == ListKind::Interests {
        bare_number(&mut all);
    }
    single_person(&mut all);
    Columns {
        all: all.into_iter().map(|(column, _)| column).collect(),
        head_row: 0,
        cut,
    }
}

/// The column where a table beside the first one begins: behind an empty column, with headings that were there before.
fn beside(texts: &[&(u32, String)]) -> Option<u32> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut last = 0;
    for (number, heading) in texts {
        let is_again = !known.insert(super::alias::key(heading));
        if is_again && *number > last + 1 && last > 0 {
            return Some(*number);
        }
        last = *number;
    }
    None
}

/// The columns that Microsoft Forms puts in front of every answer.
fn is_microsoft(texts: &[&(u32, String)]) -> bool {
    let has = |name: &str| texts.iter().any(|(_, text)| text.trim() == name);
    has("開始時刻") && has("完了時刻") || has("Start time") && has("Completion time")
}

/// Which person a heading is about, and what it can mean.
fn meanings(kind: ListKind, heading: &str, aliases: &Aliases, ask: Ask) -> (u8, Vec<Meant>) {
    let own = heading.rsplit('\u{1f}').next().unwrap_or(heading);
    let group = heading.split('\u{1f}').next().unwrap_or_default();
    let mut person = 0;
    let mut texts = vec![own.to_owned()];
    if group != own {
        texts.push(heading.replace('\u{1f}', ""));
    }
    if kind == ListKind::Attendees {
        for text in [own, group] {
            if let Some((number, rest)) = numbered(text) {
                person = number;
                if text == own && !rest.is_empty() {
                    texts.insert(0, rest);
                }
                break;
            }
        }
    }
    let mut guess = Vec::new();
    for text in &texts {
        let meant = ask(aliases, kind, text);
        if meant.first().is_some_and(|m| !m.is_guess) {
            return (person, meant);
        }
        if guess.is_empty() {
            guess = meant;
        }
    }
    (person, guess)
}

/// `参加者2 氏名`, `氏名（2人目）`, `同行者氏名`: the number of the person and the heading without it.
fn numbered(heading: &str) -> Option<(u8, String)> {
    let text = super::alias::key(heading);
    for (n, word) in [(10, "同行者"), (20, "随行者"), (30, "2人目の方")] {
        if let Some(rest) = text.strip_prefix(word) {
            let digit = rest.chars().next().and_then(|c| c.to_digit(10));
            let own = u8::try_from(digit.unwrap_or(0)).unwrap_or(0);
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            return Some((n + own, rest.trim_start_matches('の').to_owned()));
        }
    }
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let [digit] = digits.as_slice() else {
        return None;
    };
    let number = u8::try_from(digit.to_digit(10)?).ok().filter(|n| *n > 0)?;
    let mut rest = text.replace(*digit, "\u{1f}");
    for tail in [
        "\u{1f}人目の方の",
        "\u{1f}人目の",
        "\u{1f}人目",
        "\u{1f}名目の",
        "\u{1f}名目",
        "\u{1f}",
    ] {
        rest = rest.replace(tail, "");
    }
    for head in ["参加者", "出席者", "申込者"] {
        if let Some(own) = rest.strip_prefix(head)
            && !own.is_empty()
        {
            rest = own.trim_start_matches('の').to_owned();
        }
    }
    Some((number, rest))
}

/// Gives each field its best column. A heading with a second meaning takes that where the first is taken.
fn settle(all: &mut [(Column, Vec<Meant>)], kind: ListKind) {
    for (_, meant) in all.iter_mut() {
        // 所属 is the organisation unless something else is.
        let first = match kind {
            ListKind::Attendees | ListKind::Interests => "org",
            ListKind::Needs => "hospital",
            ListKind::Patents => "doc_no",
        };
        meant.sort_by_key(|m| (m.is_guess, m.field != first, m.rank));
    }
    let mut taken: BTreeMap<(u8, String), (usize, usize, bool)> = BTreeMap::new();
    loop {
        let mut is_settled = true;
        for at in 0..all.len() {
            let Some((column, meant)) = all.get(at) else {
                continue;
            };
            if taken.values().any(|(owner, ..)| *owner == at) {
                continue;
            }
            for m in meant {
                let key = (column.person, m.field.clone());
                let better = match taken.get(&key) {
                    None => true,
                    Some((_, rank, is_guess)) => (m.is_guess, m.rank) < (*is_guess, *rank),
                };
                if better {
                    taken.insert(key, (at, m.rank, m.is_guess));
                    is_settled = false;
                    break;
                }
            }
        }
        if is_settled {
            break;
        }
    }
    let headings: Vec<String> = all.iter().map(|(c, _)| c.heading.clone()).collect();
    for (at, (column, meant)) in all.iter_mut().enumerate() {
        let own = taken.iter().find(|(_, (owner, ..))| *owner == at);
        if let Some(((_, field), (.., is_guess))) = own {
            column.field = Some(field.clone());
            column.is_guess = *is_guess;
        } else if let Some(m) = meant.first()
            && let Some((owner, ..)) = taken.get(&(column.person, m.field.clone()))
        {
            column.beaten_by = headings.get(*owner).cloned();
        }
    }
}

/// Whose number a bare 番号 is: the person's where the needs have columns of their own, and the need's where the titles of
/// needs stand beside it and nobody is named.
fn bare_number(all: &mut [(Column, Vec<Meant>)]) {
    let is_bare = |column: &Column| {
        matches!(
            super::alias::key(&column.heading).as_str(),
            "番号" | "no" | "整理番号"
        )
    };
    let holds = |all: &[(Column, Vec<Meant>)], field: &str| {
        (all.iter()).position(|(column, _)| column.field.as_deref() == Some(field))
    };
    let Some(bare) = all.iter().position(|(column, _)| is_bare(column)) else {
        return;
    };
    let has_needs = all.iter().any(|(column, _)| column.need.is_some());
    let is_of_people = ["badge", "name", "org", "email"]
        .iter()
        .any(|field| holds(all, field).is_some());
    let need = holds(all, "need");
    let field = if has_needs && need.is_none_or(|need| need == bare) {
        holds(all, "badge").is_none().then_some("badge")
    } else if let Some(title) = need.filter(|need| *need != bare && !is_of_people)
        && holds(all, "title").is_none()
        && all
            .get(title)
            .is_some_and(|(column, _)| super::alias::key(&column.heading) == "ニーズ")
    {
        if let Some((column, _)) = all.get_mut(title) {
            column.field = Some("title".to_owned());
        }
        Some("need")
    } else {
        return;
    };
    if let Some((column, _)) = all.get_mut(bare) {
        column.field = field.map(str::to_owned);
        column.beaten_by = None;
    }
}

/// A number in one heading alone is no second person.
fn single_person(all: &mut [(Column, Vec<Meant>)]) {
    let is_name = |c: &Column| matches!(c.field.as_deref(), Some("name" | "family"));
    let persons: BTreeSet<u8> = all
        .iter()
        .filter(|(c, _)| is_name(c))
        .map(|(c, _)| c.person)
        .collect();
    if persons.len() < 2 {
        for (column, _) in all {
            column.person = 0;
        }
    }
}

/// The need that a heading names: `N-01`, `興味 [N-01]`, `mc1[N-01 曇り止め]`, `N-01 内視鏡の曇り`.
pub(super) fn need_of(heading: &str) -> Option<String> {
    let text = narrow(heading);
    let inner = text
        .rsplit_once('[')
        .and_then(|(_, rest)| rest.split_once(']'))
        .map_or(text.as_str(), |(inner, _)| inner);
    let number = number_at_start(inner)?;
    // Q1. お名前 is a question of a form.
    let is_question = number.starts_with('Q') && !number.contains('-');
    (!is_question).then_some(number)
}

/// The number of a need that a text begins with: letters, perhaps a hyphen, digits.
pub(super) fn number_at_start(text: &str) -> Option<String> {
    let letters: String = text.chars().take_while(char::is_ascii_uppercase).collect();
    if letters.is_empty() || letters.len() > 4 {
        return None;
    }
    let rest = text.get(letters.len()..)?;
    let rest = rest.strip_prefix(['-', '_', '.']).unwrap_or(rest);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    let end = text.len() - rest.len() + digits.len();
    text.get(..end).map(str::to_owned)
}

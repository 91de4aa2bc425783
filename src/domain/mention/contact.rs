//! Mail addresses and telephone numbers in free text, as whole units.

use super::kind::Certainty;
use super::kind::Form;
use super::kind::Identity;
use super::kind::Mention;
use std::ops::Range;

/// A unit of a text that may be compared with an address or a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// As it is compared: narrow and small letters, or digits only.
    pub(super) key: String,
    pub(super) range: Range<usize>,
    pub(super) certainty: Certainty,
}

impl Unit {
    pub(super) fn mention(self, form: Form) -> Mention {
        let certainty: Certainty = self.certainty;
        Mention {
            range: self.range,
            form,
            certainty,
        }
    }
}

/// A telephone number has at least so many digits; what has fewer is an extension or an amount.
const SHORTEST: usize = 9;

#[derive(Clone, Copy)]
struct Narrow {
    ch: char,
    from: usize,
    to: usize,
}

/// The text in narrow small characters.
fn narrow(text: &str) -> Vec<Narrow> {
    let one = |(from, c): (usize, char)| {
        let wide = ('\u{FF01}'..='\u{FF5E}').contains(&c);
        let ch = if wide {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        } else {
            c
        };
        Narrow {
            ch: ch.to_ascii_lowercase(),
            from,
            to: from + c.len_utf8(),
        }
    };
    text.char_indices().map(one).collect()
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._%+-'".contains(c)
}

fn is_domain(c: char) -> bool {
    c.is_ascii_alphanumeric() || ".-".contains(c)
}

/// Every mail address of the text. One that ends in a dot and a further word is also given without it, as doubtful:
/// "a@example.jp.Tel" is a sentence without a blank, "a@example.jp.au" another address.
pub(super) fn mails(text: &str) -> Vec<Unit> {
    if !text.contains(['@', '＠']) {
        return Vec::new();
    }
    let narrow = narrow(text);
    let mut units = Vec::new();
    for (at, _) in narrow.iter().enumerate().filter(|(_, n)| n.ch == '@') {
        let before = narrow.get(..at).unwrap_or_default();
        let behind = narrow.get(at + 1..).unwrap_or_default();
        let local = before.iter().rev().take_while(|n| is_local(n.ch)).count();
        let start = at - local;
        let mut local = before.get(start..).unwrap_or_default();
        // Behind another @ the domain of that address comes first.
        if start > 0 && before.get(start - 1).is_some_and(|n| n.ch == '@') {
            let domain = local.iter().take_while(|n| is_domain(n.ch)).count();
            local = local.get(domain..).unwrap_or_default();
        }
        // A bullet or a quotation mark before an address.
        let bullets = local.iter().take_while(|n| "-.'+".contains(n.ch)).count();
        let local = local.get(bullets..).unwrap_or_default();
        let domain = behind.iter().take_while(|n| is_domain(n.ch)).count();
        let domain = behind.get(..domain).unwrap_or_default();
        let letters = domain.iter().rposition(|n| n.ch.is_ascii_alphanumeric());
        let (Some(first), Some(last)) = (local.first(), letters) else {
            continue;
        };
        let ends = (0..=last).filter(|i| {
            let next = domain.get(i + 1).filter(|_| *i < last);
            next.is_none_or(|n| n.ch == '.')
        });
        for end in ends {
            let host = domain.get(..=end).unwrap_or_default();
            let to = host.last().map_or(first.to, |n| n.to);
            let local = local.iter().map(|n| n.ch);
            units.push(Unit {
                key: local
                    .chain(['@'])
                    .chain(host.iter().map(|n| n.ch))
                    .collect(),
                range: first.from..to,
                certainty: if end == last {
                    Certainty::Certain
                } else {
                    Certainty::Doubtful
                },
            });
        }
    }
    units
}

/// The addresses of a field that may hold several.
fn mail_keys(field: &str) -> Vec<String> {
    let whole = mails(field).into_iter();
    let whole = whole.filter(|unit| unit.certainty == Certainty::Certain);
    whole.map(|unit| unit.key).collect()
}

struct Digit {
    ch: char,
    from: usize,
    to: usize,
    /// What parts it from the digit before.
    joint: Joint,
}

#[derive(Clone, Copy, PartialEq)]
enum Joint {
    None,
    /// A hyphen or a dot: the number goes on.
    Tight,
    /// A blank or a bracket: it may go on.
    Loose,
    /// Something else, or the start of the text.
    Apart,
}

fn digits(text: &str) -> Vec<Digit> {
    let mut digits: Vec<Digit> = Vec::new();
    let mut joint = Joint::Apart;
    let mut between = 0;
    for n in narrow(text) {
        if n.ch.is_ascii_digit() {
            digits.push(Digit {
                ch: n.ch,
                from: n.from,
                to: n.to,
                joint,
            });
            (joint, between) = (Joint::None, 0);
            continue;
        }
        between += 1;
        let this = match n.ch {
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | 'ｰ' | '─' | '.' | '・' => {
                Joint::Tight
            }
            '\n' => Joint::Apart,
            '(' | ')' => Joint::Loose,
            c if c.is_whitespace() => Joint::Loose,
            _ => Joint::Apart,
        };
        joint = match (joint, this) {
            (Joint::Apart, _) | (_, Joint::Apart) => Joint::Apart,
            (Joint::Loose, _) | (_, Joint::Loose) => Joint::Loose,
            (_, this) => this,
        };
        if between > 3 {
            joint = Joint::Apart;
        }
    }
    digits
}

/// Every row of digits of one of the `lengths` that may be a telephone number.
pub(super) fn telephones(text: &str, lengths: &[usize]) -> Vec<Unit> {
    if lengths.is_empty() {
        return Vec::new();
    }
    let digits = digits(text);
    let mut units = Vec::new();
    for (start, first) in digits.iter().enumerate() {
        let left = first.joint;
        if left == Joint::None {
            continue;
        }
        for length in lengths {
            let Some(window) = digits.get(start..start + length) else {
                continue;
            };
            let inner = window.get(1..).unwrap_or_default();
            if inner.iter().any(|d| d.joint == Joint::Apart) {
                continue;
            }
            let right = digits.get(start + length).map_or(Joint::Apart, |d| d.joint);
            if right == Joint::None {
                continue;
            }
            let to = window.last().map_or(first.to, |d| d.to);
            let tight = left == Joint::Tight || right == Joint::Tight;
            units.push(Unit {
                key: window.iter().map(|d| d.ch).collect(),
                range: opened(text, first.from, to)..to,
                certainty: if tight {
                    Certainty::Doubtful
                } else {
                    Certainty::Certain
                },
            });
        }
    }
    units
}

/// The start of a number with its + or the bracket that closes within it.
fn opened(text: &str, from: usize, to: usize) -> usize {
    let closes = text.get(from..to).is_some_and(|t| t.contains([')', '）']));
    let before = text.get(..from).and_then(|t| t.char_indices().next_back());
    match before {
        Some((at, '+' | '＋')) => at,
        Some((at, '(' | '（')) if closes => at,
        _ => from,
    }
}

/// The numbers of a field that may hold several, each as written at home and from abroad.
fn telephone_keys(field: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut number = String::new();
    let mut add = |number: &mut String| {
        let number = std::mem::take(number);
        if number.len() < SHORTEST {
            return;
        }
        let home = match number.strip_prefix("81").filter(|n| n.len() >= SHORTEST) {
            Some(rest) if rest.starts_with('0') => rest.to_owned(),
            Some(rest) => format!("0{rest}"),
            None => number.clone(),
        };
        if let Some(rest) = home.strip_prefix('0') {
            keys.push(format!("81{rest}"));
            keys.push(format!("810{rest}"));
        }
        keys.push(home);
        keys.push(number);
    };
    for digit in digits(field) {
        let full = number.len() >= SHORTEST && digit.joint == Joint::Loose && digit.ch == '0';
        if digit.joint == Joint::Apart || full {
            add(&mut number);
        }
        number.push(digit.ch);
    }
    add(&mut number);
    keys.sort();
    keys.dedup();
    keys
}

/// Every address of a person.
pub(super) fn mails_of(identity: &Identity) -> impl Iterator<Item = String> {
    identity.mails.iter().flat_map(|m| mail_keys(m))
}

/// Every number of a person.
pub(super) fn telephones_of(identity: &Identity) -> impl Iterator<Item = String> {
    let all = identity.telephones.iter();
    all.flat_map(|t| telephone_keys(t))
}

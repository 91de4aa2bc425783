//! What was typed, taken apart.

use super::number;
use super::phrase;
use super::record::Kind;
use super::record::Scope;
use crate::text::fold;

/// A query line: all terms must be met, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The terms in the order typed.
    pub terms: Vec<Term>,
    /// What was said to be looked for, which comes first: 煙のニーズ.
    pub meant: Option<Kind>,
}

/// One term of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As typed, without its sign, scope and quotes.
    pub text: String,
    /// Folded.
    pub key: String,
    /// `-term`: records that have it are left out.
    pub without: bool,
    /// `field:term`
    pub scope: Option<Scope>,
    /// `"term"`: only the folded text counts, no reading, abbreviation or correction.
    pub exact: bool,
}

impl Query {
    /// Takes a line apart. Never fails: what makes no sense as a sign or a scope is part of a term.
    ///
    /// Blanks of every width part terms; quotes hold a term with blanks together; while a quote is still open, the
    /// rest of the line is its term.
    pub fn parse(line: &str) -> Self {
        let mut terms = Vec::new();
        let mut rest = line.trim_start();
        while !rest.is_empty() {
            let (term, after) = term(rest);
            terms.extend(term);
            rest = after.trim_start();
        }
        join_numbers(&mut terms);
        let meant = as_said(&mut terms);
        Self { terms, meant }
    }

    /// True if nothing is asked for: no term, or only terms to leave out.
    pub fn is_empty(&self) -> bool {
        self.terms.iter().all(|t| t.without)
    }
}

/// Leaves out what is only said around what is meant; the kind of record that was told by it.
fn as_said(terms: &mut Vec<Term>) -> Option<Kind> {
    let mut kind = None;
    let mut left = Vec::with_capacity(terms.len());
    for term in terms.iter() {
        if term.exact || term.without || term.scope.is_some() {
            left.push(term.clone());
            continue;
        }
        let (text, meant) = phrase::said(&term.text);
        kind = kind.or(meant);
        left.extend(text.map(|text| Term {
            text: text.to_owned(),
            key: fold::key(text),
            ..term.clone()
        }));
    }
    // Whoever hesitates only has typed just that.
    if left.iter().any(|term| !term.without) {
        *terms = left;
    }
    kind
}

/// `JP 2020-123456 A` and `特許 第6789012号` are one number each, in spite of their blanks.
fn join_numbers(terms: &mut Vec<Term>) {
    let mut at = 0;
    while at + 1 < terms.len() {
        let joins = match (terms.get(at), terms.get(at + 1)) {
            (Some(a), Some(b)) => {
                let plain = !a.exact && !b.exact && !b.without && b.scope.is_none();
                let digit = |t: &Term| t.key.chars().next().is_some_and(|c| c.is_ascii_digit());
                plain
                    && (number::is_prefix(&a.text)
                        && (digit(b) || b.text.starts_with('第'))
                        && b.key.chars().filter(char::is_ascii_digit).count() >= 4
                        || number::is_kind_code(&b.text)
                            && number::notations(&a.text).is_some_and(|n| !n.bare.is_empty()))
            }
            _ => false,
        };
        if joins {
            let b = terms.remove(at + 1);
            if let Some(a) = terms.get_mut(at) {
                a.text.push_str(&b.text);
                a.key = fold::key(&a.text);
            }
        } else {
            at += 1;
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”')
}

fn term(line: &str) -> (Option<Term>, &str) {
    let mut rest = line;
    let mut without = false;
    if let Some(after) = rest.strip_prefix(['-', '－', '−'])
        && after.chars().next().is_some_and(|c| !c.is_whitespace())
    {
        without = true;
        rest = after;
    }
    let mut scope = None;
    let word_end = rest
        .find(|c: char| c.is_whitespace() || is_quote(c))
        .unwrap_or(rest.len());
    let word = rest.get(..word_end).unwrap_or_default();
    if let Some((name, _)) = word.split_once([':', '：'])
        && let Some(found) = Scope::named(name)
    {
        scope = Some(found);
        let after = rest.get(name.len()..).unwrap_or_default();
        rest = after.strip_prefix([':', '：']).unwrap_or(after);
    }
    let (text, exact, after) = if let Some(inner) = rest.strip_prefix(is_quote) {
        let (text, after) = inner.split_once(is_quote).unwrap_or((inner, ""));
        (text, true, after)
    } else {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (text, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        (text, false, after)
    };
    let key = fold::key(text);
    // Nothing typed yet after a scope or a quote: not a term.
    let term = (!key.is_empty()).then(|| Term {
        text: text.to_owned(),
        key,
        without,
        scope,
        exact,
    });
    (term, after)
}

#[cfg(test)]
mod tests {
    use super::super::record::Field;
    use super::super::record::Kind;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_scopes_and_quotes() {
        let q = Query::parse(
            "内視鏡　-カプセル 会社:テルモ org:\"フクダ 電子\" 特許：曇り \"ＭＲＩ 室",
        );
        let told: Vec<_> = q
            .terms
            .iter()
            .map(|t| (t.text.as_str(), t.without, t.scope, t.exact))
            .collect();
        assert_eq!(
            told,
            [
                ("内視鏡", false, None, false),
                ("カプセル", true, None, false),
                (
                    "テルモ",
                    false,
                    Some(Scope::Field(Field::Organisation)),
                    false
                ),
                (
                    "フクダ 電子",
                    false,
                    Some(Scope::Field(Field::Organisation)),
                    true
                ),
                ("曇り", false, Some(Scope::Kind(Kind::Patent)), false),
                ("ＭＲＩ 室", false, None, true),
            ]
        );
    }

    #[test]
    fn what_is_no_sign_is_text() {
        assert_eq!(Query::parse("x:ray").terms[0].text, "x:ray");
        assert_eq!(Query::parse("-").terms[0].text, "-");
        assert!(Query::parse("会社:").terms.is_empty());
        assert!(Query::parse(" \u{3000}").is_empty());
        assert!(Query::parse("-曇り").is_empty());
        assert_eq!(Query::parse("JP 2020-123456 A 曇り").terms.len(), 2);
        assert_eq!(
            Query::parse("WO 2020/123456 A1").terms[0].text,
            "WO2020/123456A1"
        );
        assert_eq!(Query::parse("特許 第6789012号").terms.len(), 1);
        assert_eq!(Query::parse("特許 内視鏡 A").terms.len(), 3);
    }

    proptest! {
        #[test]
        fn any_line_is_a_query(s in "\\PC{0,40}") {
            let _ = Query::parse(&s);
        }
    }
}

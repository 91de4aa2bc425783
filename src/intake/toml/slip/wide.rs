//! Full-width signs: an IME types them where TOML wants ASCII.

use crate::intake::problem::Problem;
use std::ops::Range;

/// Curly, Japanese and full-width quotes.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '„'
            | '‟'
            | '＂'
            | '〝'
            | '〟'
            | '″'
            | '‘'
            | '’'
            | '＇'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// The first full-width sign outside quotes, its place, and the whole line repaired.
pub(super) fn first(line: &str) -> Option<(Problem<'static>, Range<usize>, String)> {
    let mut repaired = String::with_capacity(line.len());
    let mut first: Option<(Problem<'static>, Range<usize>)> = None;
    let mut quote: Option<char> = None;
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        let place = at..at + c.len_utf8();
        if let Some(open) = quote {
            let closes = if open == '“' {
                is_quote(c) || c == '"'
            } else {
                c == open
            };
            if open != '“' && c == '\\' && open == '"' {
                repaired.push(c);
                repaired.extend(chars.next().map(|(_, next)| next));
                continue;
            }
            if closes {
                quote = None;
                repaired.push(if open == '\'' { '\'' } else { '"' });
            } else {
                repaired.push(c);
            }
            continue;
        }
        let (problem, plain) = match c {
            '#' => {
                repaired.push_str(line.get(at..).unwrap_or_default());
                break;
            }
            '"' | '\'' => {
                quote = Some(c);
                repaired.push(c);
                continue;
            }
            '\u{3000}' | '\u{A0}' | '\u{2002}'..='\u{200A}' => (Problem::Blank, ' '),
            c if is_quote(c) => {
                quote = Some('“');
                (Problem::Quotes, '"')
            }
            '、' => (
                Problem::Sign {
                    found: "、",
                    want: ",",
                },
                ',',
            ),
            '０'..='９' => (
                Problem::Sign {
                    found: "０-９",
                    want: "0-9",
                },
                ascii(c),
            ),
            '＝' => (
                Problem::Sign {
                    found: "＝",
                    want: "=",
                },
                '=',
            ),
            '［' => (
                Problem::Sign {
                    found: "［",
                    want: "[",
                },
                '[',
            ),
            '］' => (
                Problem::Sign {
                    found: "］",
                    want: "]",
                },
                ']',
            ),
            '｛' => (
                Problem::Sign {
                    found: "｛",
                    want: "{",
                },
                '{',
            ),
            '｝' => (
                Problem::Sign {
                    found: "｝",
                    want: "}",
                },
                '}',
            ),
            '，' => (
                Problem::Sign {
                    found: "，",
                    want: ",",
                },
                ',',
            ),
            '．' => (
                Problem::Sign {
                    found: "．",
                    want: ".",
                },
                '.',
            ),
            '＃' => (
                Problem::Sign {
                    found: "＃",
                    want: "#",
                },
                '#',
            ),
            '：' => (
                Problem::Sign {
                    found: "：",
                    want: ":",
                },
                ':',
            ),
            '＿' => (
                Problem::Sign {
                    found: "＿",
                    want: "_",
                },
                '_',
            ),
            '－' | '−' => (
                Problem::Sign {
                    found: "－",
                    want: "-",
                },
                '-',
            ),
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' => (
                Problem::Sign {
                    found: "ａ-ｚ",
                    want: "a-z",
                },
                ascii(c),
            ),
            c => {
                repaired.push(c);
                continue;
            }
        };
        repaired.push(plain);
        first.get_or_insert((problem, place));
        if plain == '#' {
            repaired.push_str(line.get(at + c.len_utf8()..).unwrap_or_default());
            break;
        }
    }
    let (problem, place) = first?;
    Some((problem, place, repaired))
}

fn ascii(c: char) -> char {
    char::from_u32(u32::from(c).wrapping_sub(0xFEE0)).unwrap_or(c)
}

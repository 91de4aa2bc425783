//! Legal forms of companies and bodies: part of the name on paper, never what somebody types.

use super::LEGAL;
use super::Legal;
use super::Piece;
use std::sync::LazyLock;

/// Longest first where one begins like another; old kanji are already folded, `(` and `)` are still there.
const FORMS: [&str; 62] = [
    "(一社)",
    "(一財)",
    "(公社)",
    "(公財)",
    "(特非)",
    "(地独)",
    "(株)",
    "(有)",
    "(合)",
    "(同)",
    "(資)",
    "(名)",
    "(医)",
    "(社)",
    "(財)",
    "(学)",
    "(福)",
    "(独)",
    "(大)",
    "(国)",
    "(宗)",
    "(相)",
    "(協)",
    "株式会社",
    "有限会社",
    "有限責任事業組合",
    "合同会社",
    "合資会社",
    "合名会社",
    "相互会社",
    "特定目的会社",
    "一般社団法人",
    "一般財団法人",
    "公益社団法人",
    "公益財団法人",
    "社団法人",
    "財団法人",
    "社会医療法人社団",
    "社会医療法人財団",
    "社会医療法人",
    "特定医療法人社団",
    "特定医療法人財団",
    "特定医療法人",
    "医療法人社団",
    "医療法人財団",
    "医療法人",
    "社会福祉法人",
    "学校法人",
    "宗教法人",
    "特定非営利活動法人",
    "認定特定非営利活動法人",
    "独立行政法人",
    "地方独立行政法人",
    "国立研究開発法人",
    "国立大学法人",
    "公立大学法人",
    "大学共同利用機関法人",
    "更生保護法人",
    "弁護士法人",
    "特許業務法人",
    "弁理士法人",
    "税理士法人",
];

/// The same as characters: every text is looked through for them.
static SPELT: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| FORMS.iter().map(|form| form.chars().collect()).collect());

/// Latin forms, only as whole words at the end of a name.
const LATIN: [&[&str]; 14] = [
    &["co", "ltd"],
    &["coltd"],
    &["company", "limited"],
    &["ltd"],
    &["inc"],
    &["incorporated"],
    &["corp"],
    &["corporation"],
    &["llc"],
    &["gmbh"],
    &["kk"],
    &["k", "k"],
    &["plc"],
    &["limited"],
];

/// Carries out `what` on folded pieces and settles what was kept until now: brackets and a waiting ヴ.
pub(super) fn apply(what: Legal, out: &mut Vec<Piece>) {
    if what != Legal::Keep {
        let found = find(out);
        if !found.is_empty() {
            let content = out.iter().filter(|p| !matches!(p.ch, '(' | ')')).count();
            let covered: usize = found.iter().map(|f| f.content).sum();
            // The form is all there is: then it is the name.
            if covered < content || what == Legal::Mark {
                replace(what, out, &found);
            }
        }
    }
    if !out.iter().any(|p| matches!(p.ch, '(' | ')' | 'ヴ')) {
        return;
    }
    let mut gap = false;
    out.retain_mut(|p| {
        if matches!(p.ch, '(' | ')') {
            gap = true;
            return false;
        }
        // ヴ waited for a small vowel that did not come.
        if p.ch == 'ヴ' {
            p.ch = 'ブ';
        }
        p.start |= gap;
        gap = false;
        true
    });
}

struct Span {
    from: usize,
    to: usize,
    content: usize,
}

fn find(out: &[Piece]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(rest) = out.get(at..) {
        let Some(first) = rest.first() else { break };
        let len = if first.ch == '(' || first.ch >= '\u{4E00}' {
            form(first.ch, rest)
        } else if first.start && first.ch.is_ascii_lowercase() {
            latin(rest)
        } else {
            None
        };
        if let Some(len) = len {
            let content = rest
                .iter()
                .take(len)
                .filter(|p| !matches!(p.ch, '(' | ')'))
                .count();
            found.push(Span {
                from: at,
                to: at + len,
                content,
            });
            at += len;
        } else {
            at += 1;
        }
    }
    found
}

fn form(first: char, rest: &[Piece]) -> Option<usize> {
    // Most characters are none of these two; only then is the list worth a look.
    let second = rest.get(1)?.ch;
    let opens = matches!(
        first,
        '(' | '株'
            | '有'
            | '合'
            | '相'
            | '特'
            | '一'
            | '公'
            | '社'
            | '財'
            | '医'
            | '学'
            | '宗'
            | '認'
            | '独'
            | '地'
            | '国'
            | '大'
            | '更'
            | '弁'
            | '税'
    );
    if !opens {
        return None;
    }
    let goes_on = first == '('
        || matches!(
            second,
            '式' | '限'
                | '同'
                | '資'
                | '名'
                | '互'
                | '定'
                | '般'
                | '益'
                | '団'
                | '会'
                | '療'
                | '校'
                | '教'
                | '立'
                | '方'
                | '学'
                | '生'
                | '護'
                | '許'
                | '理'
        );
    if !goes_on {
        return None;
    }
    SPELT
        .iter()
        .filter(|form| form.first() == Some(&first) && form.get(1) == Some(&second))
        .filter(|form| form.len() <= rest.len() && form.iter().zip(rest).all(|(&c, p)| c == p.ch))
        .map(Vec::len)
        .max()
}

fn latin(rest: &[Piece]) -> Option<usize> {
    LATIN
        .iter()
        .filter_map(|words| {
            let mut at = 0;
            for word in *words {
                for (i, c) in word.chars().enumerate() {
                    let p = rest.get(at)?;
                    if p.ch != c || (i == 0) != p.start {
                        return None;
                    }
                    at += 1;
                }
            }
            let ends = rest
                .get(at)
                .is_none_or(|p| p.start && !p.ch.is_ascii_lowercase());
            ends.then_some(at)
        })
        .max()
}

fn replace(what: Legal, out: &mut Vec<Piece>, found: &[Span]) {
    let mut spans = found.iter().peekable();
    let mut gap = false;
    let mut at = 0;
    out.retain_mut(|p| {
        let i = at;
        at += 1;
        while spans.next_if(|s| s.to <= i).is_some() {}
        if let Some(span) = spans.peek()
            && i >= span.from
        {
            gap = true;
            if what == Legal::Mark && i == span.from {
                p.ch = LEGAL;
                p.start = true;
                return true;
            }
            return false;
        }
        p.start |= gap;
        gap = false;
        true
    });
}

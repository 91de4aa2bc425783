//! Legal forms of companies and bodies (株式会社): official names have them, but nobody types them.

use super::piece::{LEGAL, Legal, Piece};
use std::sync::LazyLock;

/// The Japanese forms. Old kanji are already folded; `(` and `)` are still there.
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

/// The Japanese forms as characters, sorted, each with its [`head`]. Every text is searched for them, so this has to be
/// fast.
static SPELT: LazyLock<Vec<(u64, Vec<char>)>> = LazyLock::new(|| {
    let spelt = FORMS.iter().filter_map(|form| {
        let form: Vec<char> = form.chars().collect();
        let &[first, second] = form.first_chunk()?;
        Some((head(first, second), form))
    });
    let mut spelt: Vec<_> = spelt.collect();
    spelt.sort();
    spelt
});

/// The first two characters as one number, which sorts as they do.
fn head(first: char, second: char) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// First characters of the Japanese forms.
const OPEN: [char; 21] = [
    '(', '株', '有', '合', '相', '特', '一', '公', '社', '財', '医', '学', '宗', '認', '独', '地',
    '国', '大', '更', '弁', '税',
];

/// [`OPEN`] as bits, one for each character below U+A000.
#[expect(clippy::indexing_slicing, reason = "checked when compiled")]
static OPENS: [u64; 0xA000 / 64] = {
    let mut bits = [0; 0xA000 / 64];
    let mut i = 0;
    while i < OPEN.len() {
        let c = OPEN[i] as usize;
        bits[c / 64] |= 1 << (c % 64);
        i += 1;
    }
    bits
};

#[inline]
pub(super) fn opens(c: char) -> bool {
    let c = c as usize;
    OPENS
        .get(c / 64)
        .is_some_and(|bits| bits >> (c % 64) & 1 == 1)
}

/// Whether a legal form may start with this character. For a Latin one, the character must also start a word.
pub(super) fn may_open(c: char) -> bool {
    opens(c) || matches!(c, 'c' | 'g' | 'i' | 'k' | 'l' | 'p')
}

/// The Latin forms. They count only as whole words at the end of a name.
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

/// Carries out `what` on folded pieces. If they are `unsettled`, also removes brackets and turns each remaining ヴ into
/// ブ.
pub(super) fn apply(what: Legal, unsettled: bool, openings: &Openings, out: &mut Vec<Piece>) {
    if what != Legal::Keep {
        let found = find(openings, out);
        // A name that is only a legal form keeps it.
        if !found.is_empty() && (what == Legal::Mark || covers_less(&found, out)) {
            replace(what, out, &found);
        }
    }
    if !unsettled {
        return;
    }
    let mut gap = false;
    out.retain_mut(|p| {
        if matches!(p.ch, '(' | ')') {
            gap = true;
            return false;
        }
        // No small vowel came after this ヴ.
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
}

/// Whether anything other than legal forms is left.
fn covers_less(found: &[Span], out: &[Piece]) -> bool {
    let content = |pieces: &[Piece]| {
        let brackets = pieces.iter().filter(|p| matches!(p.ch, '(' | ')'));
        pieces.len() - brackets.count()
    };
    let covered = found
        .iter()
        .map(|span| out.get(span.from..span.to).map_or(0, content));
    covered.sum::<usize>() < content(out)
}

/// Places where a form may start, noted while a text is folded: to search the whole text again would take as long.
#[derive(Clone, Copy, Default)]
pub(super) struct Openings {
    at: [usize; 12],
    count: usize,
}

impl Openings {
    #[inline]
    pub(super) fn note(&mut self, at: usize) {
        if let Some(slot) = self.at.get_mut(self.count) {
            *slot = at;
        }
        self.count += 1;
    }

    /// The noted places in order, or every place of the text if there were too many to note.
    fn places(&self, out: &[Piece]) -> impl Iterator<Item = usize> {
        let noted = self.at.get(..self.count);
        let all = if noted.is_none() { out.len() } else { 0 };
        noted.unwrap_or_default().iter().copied().chain(0..all)
    }
}

fn find(openings: &Openings, out: &[Piece]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut from = 0;
    for at in openings.places(out) {
        let rest = out.get(at..).unwrap_or_default();
        let Some(first) = rest.first().filter(|_| at >= from) else {
            continue;
        };
        let len = if opens(first.ch) {
            form(first.ch, rest)
        } else if first.start && first.ch.is_ascii_lowercase() {
            latin(first.ch, rest)
        } else {
            None
        };
        if let Some(len) = len {
            from = at + len;
            found.push(Span { from: at, to: from });
        }
    }
    found
}

fn form(first: char, rest: &[Piece]) -> Option<usize> {
    let second = rest.get(1)?.ch;
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
    let head = head(first, second);
    let from = SPELT.partition_point(|form| form.0 < head);
    let forms = SPELT.get(from..).unwrap_or_default();
    forms
        .iter()
        .take_while(|form| form.0 == head)
        .map(|form| &form.1)
        .filter(|form| form.len() <= rest.len() && form.iter().zip(rest).all(|(&c, p)| c == p.ch))
        .map(Vec::len)
        .max()
}

fn latin(first: char, rest: &[Piece]) -> Option<usize> {
    if !may_open(first) {
        return None;
    }
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
    for span in found.iter().rev() {
        let mut left = span.from;
        if what == Legal::Mark
            && let Some(p) = out.get_mut(left)
        {
            p.ch = LEGAL;
            p.start = true;
            left += 1;
        }
        out.drain(left..span.to);
        if let Some(next) = out.get_mut(left) {
            next.start = true;
        }
    }
}

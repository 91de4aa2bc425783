//! The header of a table of patents: where it stands, which character parts its cells, and what its columns hold.

use crate::text::fold;

/// Lines above which a header is looked for. Exports put a title, a date or the query above it, never a page of text.
const ABOVE: usize = 40;

/// Most bytes of a header: a quotation mark that nothing closes must not make it the whole file.
const LONGEST: usize = 1 << 14;

/// Characters that part cells.
const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

const NUMBER: &[&str] = &[
    "文献番号",
    "番号",
    "特許番号",
    "number",
    "id",
    "publication number",
    "Display Key",
];
const TITLE: &[&str] = &["発明の名称", "名称", "題名", "タイトル", "title"];
const APPLICANTS: &[&str] = &[
    "出願人/権利者",
    "出願人",
    "権利者",
    "assignee",
    "applicants",
    "applicant",
];
const OTHER_NUMBERS: &[&str] = &["公開番号", "公告番号", "登録番号", "出願番号", "その他"];

/// Names that stand in no other table: one of them makes a header.
const SURE: &[&str] = &[
    "文献番号",
    "特許番号",
    "発明の名称",
    "publication number",
    "Display Key",
];

/// Where a table holds what.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) number: Option<usize>,
    pub(super) others: Vec<usize>,
    pub(super) title: Option<usize>,
    pub(super) applicants: Option<usize>,
    pub(super) fi: Option<usize>,
    pub(super) summary: Option<usize>,
    pub(super) stage: Option<usize>,
    pub(super) url: Option<usize>,
}

/// A header that was found.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) columns: Columns,
    pub(super) separator: u8,
    /// Byte where its row starts.
    pub(super) at: usize,
    /// Lines above it.
    pub(super) above: u64,
}

impl Header {
    /// The first row that is a header. `said`: the separator that the file names itself.
    pub(super) fn find(text: &str, said: Option<u8>) -> Option<Self> {
        let mut at = 0;
        let mut sure = None;
        for (above, line) in (0..).zip(text.split_inclusive('\n').take(ABOVE)) {
            let rest = text.get(at..).unwrap_or_default();
            let separators = SEPARATORS
                .into_iter()
                .filter(|s| said.is_none_or(|said| said == *s));
            for separator in
                separators.filter(|s| line.as_bytes().contains(s) || line.contains('"'))
            {
                let Some(row) = first_row(rest, separator) else {
                    continue;
                };
                if let Some((columns, known)) = Columns::of(&row) {
                    let header = Self {
                        columns,
                        separator,
                        at,
                        above,
                    };
                    if known > 1 {
                        return Some(header);
                    }
                    sure = sure.or(Some(header));
                }
            }
            at += line.len();
        }
        sure
    }
}

/// The first row of a text, which may have line breaks inside its cells.
fn first_row(text: &str, separator: u8) -> Option<csv::StringRecord> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.get(..end)?.as_bytes());
    reader.records().next()?.ok()
}

/// True if a cell is one of the names of the column with the documents' numbers or titles.
pub(super) fn is_name(cell: &str) -> bool {
    let cell = fold::key(cell);
    let mut names = NUMBER.iter().chain(TITLE).chain(OTHER_NUMBERS);
    names.any(|n| fold::key(n) == cell)
}

impl Columns {
    /// The columns of a header and how many of them are known; none if the row names neither number nor title, or that
    /// alone in a way that other tables do, too.
    pub(super) fn of(row: &csv::StringRecord) -> Option<(Self, usize)> {
        let mut columns = Self::default();
        let mut others: Vec<(usize, usize)> = Vec::new();
        let (mut known, mut sure) = (0, false);
        for (at, name) in row.iter().enumerate() {
            // Folding drops the line breaks that a spreadsheet puts into a name.
            let name = fold::key(name);
            let rank = |names: &[&str]| names.iter().position(|n| fold::key(n) == name);
            let named = |names: &[&str]| rank(names).is_some();
            sure |= named(SURE) && row.len() > 1;
            let slot = if named(NUMBER) {
                &mut columns.number
            } else if named(TITLE) {
                &mut columns.title
            } else if named(APPLICANTS) {
                &mut columns.applicants
            } else if named(&["FI"]) {
                &mut columns.fi
            } else if named(&["要約", "abstract"]) {
                &mut columns.summary
            } else if named(&["ステージ", "legal status"]) {
                &mut columns.stage
            } else if named(&["文献URL", "URL", "result link"]) {
                &mut columns.url
            } else {
                if let Some(rank) = rank(OTHER_NUMBERS) {
                    others.push((rank, at));
                    known += 1;
                }
                continue;
            };
            if slot.is_none() {
                *slot = Some(at);
                known += 1;
            }
        }
        if columns.number.is_none() {
            // The number that people write of a document comes before the others.
            others.sort_unstable();
        }
        columns.others = others.into_iter().map(|(_, at)| at).collect();
        let names = columns.number.is_some() || columns.title.is_some();
        (names && (known >= 2 || sure)).then_some((columns, known))
    }
}

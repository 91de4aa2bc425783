//! A document of a patent library, and which rows of files are one document.

use crate::search::record::{Field, Kind, Record};
use crate::text::{Clean, fold};
use std::collections::BTreeMap;

/// One document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// 文献番号 as written; may be empty in a list of titles.
    pub number: Clean,
    /// Further numbers of the same document (公開番号, 登録番号 …).
    pub numbers: Vec<Clean>,
    /// 発明の名称
    pub title: Clean,
    /// 出願人・権利者
    pub applicants: Vec<Clean>,
    /// FI
    pub fi: Vec<Clean>,
    /// 要約
    pub summary: Clean,
    /// ステージ, verbatim.
    pub stage: Clean,
    /// 文献URL
    pub url: Clean,
}

/// The same documents without those that came before; what the first lacks is taken from the later.
pub fn joined(documents: Vec<Document>) -> Vec<Document> {
    let mut out: Vec<Document> = Vec::with_capacity(documents.len());
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        let key = identity(&document);
        if let Some(first) = known.get(&key).and_then(|&i| out.get_mut(i)) {
            first.fill(document);
        } else {
            known.insert(key, out.len());
            out.push(document);
        }
    }
    out
}

/// Digits from which on a number is that of a document. A shorter one may be the number of a row of somebody's own list.
const DIGITS: usize = 5;

/// What two rows of one document have in common: the folded number. A title is no identity, so rows without the number
/// of a document are one only where nothing tells them apart.
fn identity(document: &Document) -> String {
    // 特許第6789012号, 特許6789012 and 特許６７８９０１２ are one.
    let number = fold::key(&document.number).replace(['第', '号'], "");
    if number.bytes().filter(u8::is_ascii_digit).count() >= DIGITS {
        return number;
    }
    let mut key = format!("題{number}\n{}", fold::key(&document.title));
    let lists = [&document.numbers, &document.applicants, &document.fi];
    for text in lists.into_iter().flatten().chain([&document.summary]) {
        key.push('\n');
        key.push_str(&fold::key(text));
    }
    key
}

impl Document {
    fn fill(&mut self, other: Self) {
        let pairs = [
            (&mut self.title, other.title),
            (&mut self.summary, other.summary),
            (&mut self.stage, other.stage),
            (&mut self.url, other.url),
        ];
        for (mine, theirs) in pairs {
            if mine.is_empty() {
                *mine = theirs;
            }
        }
        let lists = [
            (&mut self.applicants, other.applicants),
            (&mut self.fi, other.fi),
            (&mut self.numbers, other.numbers),
        ];
        for (mine, theirs) in lists {
            if mine.is_empty() {
                *mine = theirs;
            }
        }
    }

    /// The document as it is searched.
    pub fn record(&self) -> Record {
        let mut fields = Vec::with_capacity(4 + self.applicants.len());
        let mut put = |field: Field, text: &str| {
            if !text.is_empty() {
                fields.push((field, text.to_owned()));
            }
        };
        put(Field::Number, &self.number);
        for number in &self.numbers {
            put(Field::Number, number);
        }
        put(Field::Title, &self.title);
        for applicant in &self.applicants {
            put(Field::Organisation, applicant);
        }
        put(Field::Status, &self.stage);
        for fi in &self.fi {
            put(Field::Class, fi);
        }
        put(Field::Abstract, &self.summary);
        Record {
            kind: Kind::Library,
            id: if self.number.is_empty() {
                self.title.to_string()
            } else {
                self.number.to_string()
            },
            fields,
            readings: Vec::new(),
            present: false,
            needs: Vec::new(),
        }
    }
}

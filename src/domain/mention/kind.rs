//! Who is looked for, where, and what is found.

use serde::Deserialize;
use serde::Serialize;
use std::ops::Range;

/// All by which a person was ever written, every version of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// 氏名; the family name is what stands before the first blank.
    pub names: Vec<String>,
    /// フリガナ
    pub kana: Vec<String>,
    /// メール
    pub mails: Vec<String>,
    /// 電話
    pub telephones: Vec<String>,
    /// 所属, names of organisations; only for [`super::same_person`].
    pub firms: Vec<String>,
}

/// Whose record a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The person's own: a memo of a pairing they are the contact of. The family name alone means them, and what may be
    /// them is looked for.
    Own,
    /// Any other.
    Elsewhere,
}

/// Whether a mention is the person beyond doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// May be blanked without asking.
    Certain,
    /// For the user to decide.
    Doubtful,
}

/// The way in which the person is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// The full name.
    Name,
    /// The full reading.
    Kana,
    /// One part of the name in kanji, the other as its reading: 高橋ナオ.
    Mixed,
    /// The family name, in the person's own records.
    Family,
    /// The given name alone, in the person's own records: always doubtful.
    Given,
    /// A part of the reading in Latin letters, in the person's own records: always doubtful.
    Romaji,
    /// A mail address.
    Mail,
    /// A telephone number.
    Telephone,
    /// Name and organisation of an entry of a list; only in a [`super::Mark`].
    Entry,
}

impl Form {
    /// Whether it means somebody only in their own records.
    pub(super) fn is_of_own(self) -> bool {
        match self {
            Self::Family | Self::Given | Self::Romaji => true,
            Self::Name | Self::Kana | Self::Mixed | Self::Mail | Self::Telephone | Self::Entry => {
                false
            }
        }
    }
}

/// One place of a text that names the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How they are written there.
    pub form: Form,
    /// Whether it is surely them.
    pub certainty: Certainty,
}

/// Of mentions that overlap the longest stays.
pub(super) fn settle(mut found: Vec<Mention>) -> Vec<Mention> {
    found.sort_by_key(|m| {
        let length = m.range.len();
        (
            std::cmp::Reverse(length),
            m.certainty,
            m.range.start,
            m.form,
        )
    });
    let mut kept: Vec<Mention> = Vec::with_capacity(found.len());
    for mention in found {
        let range = &mention.range;
        let overlaps = |k: &Mention| k.range.start < range.end && range.start < k.range.end;
        if !kept.iter().any(overlaps) {
            kept.push(mention);
        }
    }
    kept.sort_by_key(|m| m.range.start);
    kept
}

//! A person in free text: found in every way a person is written, and only where the whole name stands.
//!
//! 高橋 直 is found as 高橋直, 高橋・直, 髙橋　直 and タカハシ ナオ, not in 高橋 直樹 or 大高橋 直. Where the text does not tell
//! whether the name is whole, the mention is [`Certainty::Doubtful`]: the user decides.
//!
//! A person whose name must no longer be held is found by [`Mark`]s: keyed hashes of the same folded windows.

mod bounds;
mod contact;
mod glyph;
mod mark;
mod pattern;
mod rival;
mod scan;
mod vocabulary;

pub use mark::Mac;
pub use mark::Mark;
pub use mark::Marked;
pub use mark::find_marked;
pub use mark::marks;
pub use mark::same_person;

use glyph::Glyphs;
use pattern::Pattern;
use pattern::Spelt;
use rival::Rivals;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;
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
    /// 所属, names of organisations; only for [`same_person`].
    pub firms: Vec<String>,
}

/// Whose record a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The person's own: a memo of a pairing they are the contact of. The family name alone means them.
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
    /// A mail address.
    Mail,
    /// A telephone number.
    Telephone,
    /// Name and organisation of an entry of a list; only in a [`Mark`].
    Entry,
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

/// What is needed to look for one person in many texts, made once.
pub struct Finder {
    patterns: Vec<Pattern<Spelt>>,
    mails: BTreeSet<String>,
    telephones: BTreeSet<String>,
    lengths: Vec<usize>,
    rivals: Rivals,
}

impl Finder {
    /// `others` are the names of all other known persons, without this one's own: an equal name among them is a
    /// namesake, and every full name is then doubtful.
    pub fn new<S: AsRef<str>>(identity: &Identity, others: &[S]) -> Self {
        let rivals = Rivals::new(others);
        let mut patterns = pattern::of(identity);
        let shared = |p: &Pattern<Spelt>| rivals.has_family(&p.key.chars);
        let any = patterns.iter().any(|p| p.form == Form::Family && shared(p));
        for p in patterns.iter_mut().filter(|p| p.form == Form::Family) {
            p.sure &= !any;
        }
        let telephones: BTreeSet<String> = telephone_keys(identity).collect();
        let lengths: BTreeSet<usize> = telephones.iter().map(String::len).collect();
        Self {
            patterns,
            mails: mail_keys(identity).collect(),
            telephones,
            lengths: lengths.into_iter().collect(),
            rivals,
        }
    }

    /// Every mention, in the order of the text; no two overlap.
    pub fn find(&self, text: &str, place: Place) -> Vec<Mention> {
        let glyphs = Glyphs::read(text);
        let mut found = scan::names(
            &glyphs,
            &self.patterns,
            &self.rivals,
            place,
            &mut |key: &Spelt, start| key.stands(&glyphs, start),
            &|key, spelling| key.spelling == spelling,
        );
        let mails = contact::mails(text).into_iter();
        let mails = mails.filter(|unit| self.mails.contains(&unit.key));
        found.extend(mails.map(|unit| unit.mention(Form::Mail)));
        let telephones = contact::telephones(text, &self.lengths).into_iter();
        let telephones = telephones.filter(|unit| self.telephones.contains(&unit.key));
        found.extend(telephones.map(|unit| unit.mention(Form::Telephone)));
        settle(found)
    }
}

/// Looks through one text; [`Finder`] is for many.
pub fn find<S: AsRef<str>>(
    text: &str,
    identity: &Identity,
    others: &[S],
    place: Place,
) -> Vec<Mention> {
    Finder::new(identity, others).find(text, place)
}

/// The text with `erased` in place of every certain mention; all else stays byte for byte.
pub fn blank(text: &str, mentions: &[Mention], erased: &str) -> String {
    let certain = mentions.iter();
    let certain = certain.filter(|m| m.certainty == Certainty::Certain);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for mention in settle(certain.cloned().collect()) {
        let kept = text.get(done..mention.range.start);
        let (Some(kept), Some(_)) = (kept, text.get(mention.range.clone())) else {
            continue;
        };
        out.push_str(kept);
        out.push_str(erased);
        done = mention.range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Of mentions that overlap the longest stays.
fn settle(mut found: Vec<Mention>) -> Vec<Mention> {
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

fn mail_keys(identity: &Identity) -> impl Iterator<Item = String> {
    identity.mails.iter().flat_map(|m| contact::mail_keys(m))
}

fn telephone_keys(identity: &Identity) -> impl Iterator<Item = String> {
    let all = identity.telephones.iter();
    all.flat_map(|t| contact::telephone_keys(t))
}

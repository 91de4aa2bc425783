//! Marks: a person is found without their name being held.
//!
//! A mark is the keyed hash (MAC) of one row of folded characters, with its length and its breaks; windows of a text are
//! hashed alike and compared. Without the key a mark says nothing about the name.

use super::contact;
use super::glyph::Glyphs;
use super::kind::Form;
use super::kind::Identity;
use super::kind::Mention;
use super::kind::Place;
use super::kind::settle;
use super::other_persons::OtherPersons;
use super::pattern;
use super::pattern::Pattern;
use super::pattern::Shape;
use super::scan;
use crate::text::fold;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;
use std::collections::HashMap;

/// A keyed hash, for example HMAC-SHA-256 with a key that only accepted devices hold.
pub type Mac<'a> = dyn Fn(&[u8]) -> [u8; 32] + 'a;

/// One way in which a person is written, as a keyed hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Which way.
    pub form: Form,
    /// In folded characters.
    pub length: usize,
    /// Before which of them a blank may stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<usize>,
    /// Only of a family name: false for the other parts of a foreign name, which may be its family name.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub sure: bool,
    /// Of the folded characters.
    #[serde(with = "hex")]
    pub mac: [u8; 32],
    /// Of the spelling, where old kanji count; zero where nothing is spelt in two ways.
    #[serde(with = "hex")]
    pub spelling: [u8; 32],
}

fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_yes(sure: &bool) -> bool {
    *sure
}

/// What is hashed says what it is, so that no hash of one kind can stand for another.
fn hash(mac: &Mac<'_>, kind: &str, text: &str) -> [u8; 32] {
    let mut bytes = Vec::with_capacity(kind.len() + 1 + text.len());
    bytes.extend_from_slice(kind.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(text.as_bytes());
    mac(&bytes)
}

const NAME: &str = "name";
const FAMILY: &str = "family";
const GIVEN: &str = "given";
const ROMAJI: &str = "romaji";
const SPELLING: &str = "spelling";
const MAIL: &str = "mail";
const TELEPHONE: &str = "telephone";
const ENTRY: &str = "entry";

fn kind(form: Form) -> &'static str {
    match form {
        Form::Name | Form::Kana | Form::Mixed => NAME,
        Form::Family => FAMILY,
        Form::Given => GIVEN,
        Form::Romaji => ROMAJI,
        Form::Mail => MAIL,
        Form::Telephone => TELEPHONE,
        Form::Entry => ENTRY,
    }
}

/// The marks of a person: names, readings, family names, addresses, numbers, and each name with each firm.
pub fn marks(identity: &Identity, mac: &Mac<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for p in pattern::of(identity) {
        let chars: String = p.key.chars.iter().collect();
        marks.push(Mark {
            form: p.form,
            length: p.shape.length,
            breaks: p.shape.breaks,
            sure: p.sure,
            mac: hash(mac, kind(p.form), &chars),
            spelling: hash(mac, SPELLING, &p.key.spelling),
        });
    }
    let mut entries = BTreeSet::new();
    for name in &identity.names {
        entries.extend(identity.firms.iter().filter_map(|firm| entry(name, firm)));
    }
    let simple = [
        (Form::Mail, contact::mails_of(identity).collect()),
        (Form::Telephone, contact::telephones_of(identity).collect()),
        (Form::Entry, entries),
    ];
    for (form, keys) in &simple {
        marks.extend(keys.iter().map(|key| Mark {
            form: *form,
            length: key.chars().count(),
            breaks: Vec::new(),
            sure: true,
            mac: hash(mac, kind(*form), key),
            spelling: [0; 32],
        }));
    }
    marks
}

/// Name and firm as one key; a name alone is none.
fn entry(name: &str, firm: &str) -> Option<String> {
    let name: String = Glyphs::read(name).chars().into_iter().collect();
    let firm = fold::key(firm);
    (!name.is_empty() && !firm.is_empty()).then(|| format!("{name}\u{1F}{firm}"))
}

/// True if an entry of a list, name and firm, is the person of a mark of [`Form::Entry`].
pub fn same_person(name: &str, firm: &str, mark: &Mark, mac: &Mac<'_>) -> bool {
    mark.form == Form::Entry
        && entry(name, firm).is_some_and(|key| hash(mac, ENTRY, &key) == mark.mac)
}

/// What is needed to look for marks in many texts, made once.
pub struct Marked<'m> {
    patterns: Vec<Pattern<Key>>,
    mails: BTreeSet<[u8; 32]>,
    telephones: BTreeSet<[u8; 32]>,
    lengths: Vec<usize>,
    rivals: OtherPersons,
    mac: &'m Mac<'m>,
}

struct Key {
    kind: &'static str,
    length: usize,
    mac: [u8; 32],
    spelling: [u8; 32],
}

impl<'m> Marked<'m> {
    /// `others` are the names of all known persons but those of the marks, as in [`super::Finder::new`].
    pub fn new<S: AsRef<str>>(marks: &[Mark], others: &[S], mac: &'m Mac<'m>) -> Self {
        let rivals = OtherPersons::new(others);
        let named = |m: &&Mark| matches!(kind(m.form), NAME | FAMILY | GIVEN | ROMAJI);
        let families: BTreeSet<[u8; 32]> = rivals
            .families()
            .map(|f| hash(mac, FAMILY, &f.iter().collect::<String>()))
            .collect();
        let family = marks.iter().filter(|m| m.form == Form::Family);
        let any = family.clone().any(|m| families.contains(&m.mac));
        let patterns = marks.iter().filter(named).map(|m| Pattern {
            form: m.form,
            sure: m.sure && !(any && m.form == Form::Family),
            shape: Shape {
                length: m.length,
                breaks: m.breaks.clone(),
            },
            key: Key {
                kind: kind(m.form),
                length: m.length,
                mac: m.mac,
                spelling: m.spelling,
            },
        });
        let of = |form: Form| marks.iter().filter(move |m| m.form == form);
        let lengths: BTreeSet<usize> = of(Form::Telephone).map(|m| m.length).collect();
        Self {
            patterns: patterns.collect(),
            mails: of(Form::Mail).map(|m| m.mac).collect(),
            telephones: of(Form::Telephone).map(|m| m.mac).collect(),
            lengths: lengths.into_iter().collect(),
            rivals,
            mac,
        }
    }

    /// Every mention, in the order of the text; no two overlap.
    pub fn find(&self, text: &str, place: Place) -> Vec<Mention> {
        let glyphs = Glyphs::read(text);
        // Each window is hashed once, however many marks have its length.
        let mut hashes: HashMap<(&'static str, usize, usize), [u8; 32]> = HashMap::new();
        let mut same = |key: &Key, start: usize| {
            let window = glyphs.list.get(start..start + key.length);
            let Some(window) = window else { return false };
            let hashed = hashes
                .entry((key.kind, start, key.length))
                .or_insert_with(|| {
                    let text: String = window.iter().map(|g| g.ch).collect();
                    hash(self.mac, key.kind, &text)
                });
            *hashed == key.mac
        };
        let spelt = |key: &Key, spelling: &str| hash(self.mac, SPELLING, spelling) == key.spelling;
        let patterns = self.patterns.as_slice();
        let mut found = scan::names(&glyphs, patterns, &self.rivals, place, &mut same, &spelt);
        if !self.mails.is_empty() {
            let mails = contact::mails(text).into_iter();
            let mails = mails.filter(|u| self.mails.contains(&hash(self.mac, MAIL, &u.key)));
            found.extend(mails.map(|u| u.mention(Form::Mail)));
        }
        let numbers = contact::telephones(text, &self.lengths).into_iter();
        let numbers =
            numbers.filter(|u| self.telephones.contains(&hash(self.mac, TELEPHONE, &u.key)));
        found.extend(numbers.map(|u| u.mention(Form::Telephone)));
        settle(found)
    }
}

/// Looks for marks in one text; [`Marked`] is for many.
pub fn find_marked<S: AsRef<str>>(
    text: &str,
    marks: &[Mark],
    others: &[S],
    place: Place,
    mac: &Mac<'_>,
) -> Vec<Mention> {
    Marked::new(marks, others, mac).find(text, place)
}

/// 32 bytes as text.
mod hex {
    use serde::Deserialize;
    use serde::Deserializer;
    use serde::Serializer;
    use serde::de::Error;
    use std::fmt::Write;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(64);
        for byte in bytes {
            // Writing to a text cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        to.serialize_str(&text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(from)?;
        let wrong = || D::Error::custom("64 hexadecimal digits expected");
        let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
        let digits = digits.filter(|d| d.len() == 64).ok_or_else(wrong)?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let value = pair.iter().fold(0, |value, digit| value << 4 | digit);
            *byte = u8::try_from(value).map_err(|_| wrong())?;
        }
        Ok(bytes)
    }
}

//! One person by the name in clear, and the text without them.

use super::contact;
use super::glyph::Glyphs;
use super::kind::Certainty;
use super::kind::Form;
use super::kind::Identity;
use super::kind::Mention;
use super::kind::Place;
use super::kind::settle;
use super::other_persons::OtherPersons;
use super::pattern;
use super::pattern::Pattern;
use super::pattern::Spelt;
use super::scan;
use std::collections::BTreeSet;

/// What is needed to look for one person in many texts, made once.
pub struct Finder {
    patterns: Vec<Pattern<Spelt>>,
    mails: BTreeSet<String>,
    telephones: BTreeSet<String>,
    lengths: Vec<usize>,
    rivals: OtherPersons,
}

impl Finder {
    /// `others` are the names of all other known persons, without this one's own: an equal name among them is a
    /// namesake, and every full name is then doubtful.
    pub fn new<S: AsRef<str>>(identity: &Identity, others: &[S]) -> Self {
        let rivals = OtherPersons::new(others);
        let mut patterns = pattern::of(identity);
        let shared = |p: &Pattern<Spelt>| rivals.has_family(&p.key.chars);
        let any = patterns.iter().any(|p| p.form == Form::Family && shared(p));
        for p in patterns.iter_mut().filter(|p| p.form == Form::Family) {
            p.sure &= !any;
        }
        let telephones: BTreeSet<String> = contact::telephones_of(identity).collect();
        let lengths: BTreeSet<usize> = telephones.iter().map(String::len).collect();
        Self {
            patterns,
            mails: contact::mails_of(identity).collect(),
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

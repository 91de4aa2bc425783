//! Who is only near what was typed, and so is no answer: a name that nobody here has must not bring a stranger.

use super::class::CORRECTED;
use super::class::MEANT;
use super::class::Why;
use super::combine::Scored;
use super::correct;
use super::index::Index;
use super::plan::Plan;
use super::romaji;
use crate::text::script;

/// Letters of a sound from which on a term with one slip is hardly another name.
const SURE: usize = 9;
/// Tier of what sounds just the same.
const HOMOPHONE: u8 = CORRECTED + 1;

/// Marks the hits that are no answer, and leaves them out where another one is.
pub(super) fn strangers(index: &Index, plans: &[Plan], hits: &mut Vec<Scored>) {
    let surely = Surely::of(index, plans);
    for scored in hits.iter_mut() {
        let hit = &mut scored.hit;
        hit.near = hit.why == Why::Near
            || match surely {
                Surely::Meant => hit.tier >= CORRECTED + correct::FAR,
                Surely::OfField => hit.tier >= CORRECTED,
                Surely::Chosen => hit.tier > HOMOPHONE || hit.tier == MEANT,
                Surely::Typed => hit.tier >= CORRECTED || hit.tier == MEANT,
            };
    }
    if hits.first().is_some_and(|h| h.hit.near) {
        // What is farther than a stranger is none the nearer for its kind.
        for hit in hits.iter_mut() {
            hit.hit.near = true;
        }
    } else {
        // A tail of slips behind an answer hides the others of that name.
        hits.retain(|h| !h.hit.near);
    }
}

/// How sure it is that something else was meant where what was typed stands nowhere.
#[derive(Clone, Copy)]
enum Surely {
    /// Several terms hold each other, and a long one itself.
    Meant,
    /// A short term in kana or letters: a word of the field, but any name is near another.
    OfField,
    /// A word in kanji that the dictionary has: another of the same sound.
    Chosen,
    /// A word in katakana, which nobody chooses by mistake.
    Typed,
}

impl Surely {
    fn of(index: &Index, plans: &[Plan]) -> Self {
        let mut terms = plans.iter().filter(|plan| !plan.term.without);
        let (Some(plan), None) = (terms.next(), terms.next()) else {
            return Self::Meant;
        };
        let text = &plan.term.text;
        let katakana = text.chars().all(|c| ('ァ'..='ー').contains(&c));
        let long = romaji::canonical(text).len() >= SURE;
        if text.chars().any(script::is_kanji) {
            // So are two kanji, which most names are.
            let brief = text.chars().all(script::is_kanji) && text.chars().nth(2).is_none();
            if brief || correct::is_one_word(index, text) {
                Self::Chosen
            } else {
                Self::Meant
            }
        } else if long {
            Self::Meant
        } else if katakana {
            Self::Typed
        } else {
            Self::OfField
        }
    }
}

//! Names that are written otherwise or typed with a likely slip, as whole words of given readings.

use crate::search::heard;
use crate::search::index::Index;
use crate::search::plan::Needle;
use crate::search::plan::Of;
use crate::search::plan::Plan;
use crate::search::record::Field;
use crate::search::romaji;
use crate::text::script::is_kanji;

/// Letters from which on a sound is a name: of one kanji, and of more.
const OF_ONE: usize = 4;
const OF_MORE: usize = 3;
/// Kanji of the longest name of which each may be read in any way, and ways that are tried.
const KANJI: usize = 3;
const WAYS: usize = 48;
/// Kana up to which a name is too short for any slip but a likely one.
const SHORT: usize = 4;

/// Sounds of a name in kanji, as a word and kanji by kanji: somebody heard たかはし and picked 高端.
pub(super) fn namesakes(index: &Index, plan: &Plan) -> Vec<Needle> {
    let text = &plan.term.text;
    let kanji: Vec<char> = text.chars().collect();
    let Some(readings) = &index.readings else {
        return Vec::new();
    };
    if !(1..=KANJI).contains(&kanji.len()) || !kanji.iter().all(|&c| is_kanji(c)) {
        return Vec::new();
    }
    let mut sounds = heard::spoken(readings, text);
    let mut ways = vec![String::new()];
    for c in kanji.iter().filter(|_| kanji.len() > 1) {
        let c = c.to_string();
        let mut read = heard::spoken(readings, &c);
        read.push(romaji::canonical(&readings.chinese(&c)));
        ways = read
            .iter()
            .flat_map(|sound| ways.iter().map(move |way| format!("{way}{sound}")))
            .take(WAYS)
            .collect();
    }
    sounds.extend(ways);
    let least = if kanji.len() == 1 { OF_ONE } else { OF_MORE };
    sounds.retain(|sound| sound.len() >= least);
    needles(sounds)
}

/// What a short name typed in kana may have been: a mark of voicing, ん or っ left out or too many.
pub(super) fn slips(text: &str, field: Option<Field>) -> Vec<Needle> {
    let kana: Vec<char> = text.chars().filter_map(romaji::hiragana_of).collect();
    if !(2..=SHORT).contains(&kana.len()) || field.is_some_and(|f| f != Field::Reading) {
        return Vec::new();
    }
    let mut forms: Vec<String> = Vec::new();
    let mut add = |at: usize, until: usize, put: Option<char>| {
        let mut form = kana.clone();
        form.splice(at..until, put);
        forms.push(form.into_iter().collect());
    };
    for (at, &here) in kana.iter().enumerate() {
        for other in romaji::other_voicings(here) {
            add(at, at + 1, Some(other));
        }
        if matches!(here, 'ん' | 'っ') {
            add(at, at + 1, None);
        } else {
            for more in ['ん', 'っ'] {
                add(at + 1, at + 1, Some(more));
            }
        }
    }
    let typed = romaji::canonical(text);
    let sounds = forms.iter().map(|form| romaji::canonical(form));
    needles(sounds.filter(|sound| *sound != typed).collect())
}

fn needles(mut sounds: Vec<String>) -> Vec<Needle> {
    sounds.sort_unstable();
    sounds.dedup();
    sounds.retain(|sound| sound.bytes().all(|b| b.is_ascii_lowercase()));
    let needle = |sound| Needle::plain(Of::Rom, sound, Some(Field::Reading), true);
    sounds.into_iter().map(needle).collect()
}

//! Goes over a text once and judges every window that may be a name, in clear or by its keyed hash alike.

use super::bounds;
use super::bounds::Side;
use super::fit::Fit;
use super::fit::closing;
use super::fit::fits;
use super::glyph;
use super::glyph::Gap;
use super::glyph::Glyphs;
use super::glyph::Script;
use super::kind::Certainty;
use super::kind::Form;
use super::kind::Mention;
use super::kind::Place;
use super::other_persons::OtherPersons;
use super::pattern::Pattern;
use super::vocabulary;

/// Every window that is one of the patterns, as far as its surroundings let it be a whole name.
///
/// `same` compares the key with the window at a place, `spelt` with its spelling.
pub(super) fn names<K>(
    glyphs: &Glyphs<'_>,
    patterns: &[Pattern<K>],
    rivals: &OtherPersons,
    place: Place,
    same: &mut dyn FnMut(&K, usize) -> bool,
    spelt: &dyn Fn(&K, &str) -> bool,
) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut behind: Vec<Option<Side>> = vec![None; glyphs.list.len() + 1];
    for start in 0..glyphs.list.len() {
        let before = bounds::before(glyphs, start);
        if before == Side::Another {
            continue;
        }
        for pattern in patterns {
            let end = start + pattern.shape.length;
            let of_own = pattern.form.is_of_own();
            let (true, Some(side)) = (!of_own || place == Place::Own, behind.get_mut(end)) else {
                continue;
            };
            let behind = *side.get_or_insert_with(|| bounds::behind(glyphs, end));
            if behind == Side::Another {
                continue;
            }
            let Some(fit) = fits(glyphs, start, &pattern.shape) else {
                continue;
            };
            let window = Window {
                glyphs,
                start,
                end,
                fit,
                before,
                behind,
            };
            let certainty = match pattern.form {
                Form::Family => window.family(pattern.sure),
                Form::Given | Form::Romaji => window.part(),
                form @ (Form::Name
                | Form::Kana
                | Form::Mixed
                | Form::Mail
                | Form::Telephone
                | Form::Entry) => window.name(form),
            };
            let Some(certainty) = certainty.filter(|_| same(&pattern.key, start)) else {
                continue;
            };
            let certainty = if of_own {
                window.unclaimed_family(rivals, certainty)
            } else {
                window.unclaimed(rivals, certainty, &|s| spelt(&pattern.key, s))
            };
            if let (Some(certainty), Some(range)) = (certainty, window.range()) {
                found.push(Mention {
                    range,
                    form: pattern.form,
                    certainty,
                });
            }
        }
    }
    found
}

struct Window<'a, 't> {
    glyphs: &'a Glyphs<'t>,
    start: usize,
    end: usize,
    fit: Fit,
    before: Side,
    behind: Side,
}

impl Window<'_, '_> {
    fn range(&self) -> Option<std::ops::Range<usize>> {
        let from = self.glyphs.get(self.start)?.from;
        let to = self.glyphs.get(self.end.checked_sub(1)?)?.to;
        let to = closing(self.glyphs, self.end)
            .filter(|_| self.fit.brackets > 0)
            .unwrap_or(to);
        Some(from..to)
    }

    /// A full name by its surroundings.
    fn name(&self, form: Form) -> Option<Certainty> {
        let titled = self.behind == Side::Titled;
        if self.end - self.start < 2 {
            // A name of one character says something only where nothing else stands.
            return (self.glyphs.list.len() == 1).then_some(Certainty::Certain);
        }
        let glyphs = self.glyphs.list.get(self.start..self.end)?;
        let is_kana = |s: Script| matches!(s, Script::Hiragana | Script::Katakana);
        let kana = glyphs.iter().all(|g| is_kana(g.script));
        // 森林, 東海: two characters without a blank are as often a word.
        let short = !self.fit.is_parted() && glyphs.len() <= if kana { 3 } else { 2 };
        // 高橋なお: furthermore.
        let adverb = form == Form::Mixed
            && !self.fit.is_parted()
            && glyphs.last().is_some_and(|g| g.script == Script::Hiragana);
        let next = self.glyphs.get(self.end);
        let prev_gap = self.glyphs.get(self.start).map(|g| g.gap);
        // ジョン・スミス・ジュニア, 高橋・直・樹
        let chained = self.fit.dots > 0
            && (prev_gap == Some(Gap::Dot) || next.map(|g| g.gap) == Some(Gap::Dot));
        // 高　橋　直　樹
        let spread = self.fit.is_spaced()
            && !titled
            && next.is_some_and(|g| g.gap == Gap::Blank && g.script == Script::Kanji)
            && self.glyphs.run_after(self.end, Script::Kanji) == 1;
        let doubts = [
            self.before == Side::Doubtful,
            self.behind == Side::Doubtful,
            self.fit.is_doubtful(),
            short && !titled,
            adverb && !titled,
            chained,
            spread,
        ];
        match doubts.iter().filter(|doubt| **doubt).count() {
            0 => Some(Certainty::Certain),
            2.. if short || adverb || self.fit.lines > 0 => None,
            _ => Some(Certainty::Doubtful),
        }
    }

    /// A family name in the person's own records, by its surroundings.
    fn family(&self, sure: bool) -> Option<Certainty> {
        if self.fit.is_parted() {
            return None;
        }
        let called = self.behind == Side::Titled || self.is_called();
        // 奥さん, 皆様: a family name, and everybody.
        let anybody = vocabulary::ANYBODY.at(self.glyphs, self.start);
        let sure = sure && anybody.is_none_or(|length| length <= self.end - self.start);
        let clear = self.before == Side::Clear;
        match (called, clear) {
            (true, true) if sure => Some(Certainty::Certain),
            (true, _) => Some(Certainty::Doubtful),
            (false, false) => None,
            (false, true) => {
                // Without a title it may be a place or a firm; in kana it may be any word.
                let kana = self.glyphs.get(self.start)?.script;
                let kana = matches!(kana, Script::Hiragana | Script::Katakana);
                let ends = self.behind == Side::Clear || self.has_post();
                (ends && !kana).then_some(Certainty::Doubtful)
            }
        }
    }

    /// A given name or a part of the reading in Latin letters, by its surroundings: whoever has it, nobody knows.
    fn part(&self) -> Option<Certainty> {
        if self.fit.is_parted() || self.before != Side::Clear {
            return None;
        }
        let glyphs = self.glyphs.list.get(self.start..self.end)?;
        let script = glyphs.first()?.script;
        let titled = self.behind == Side::Titled;
        let is_long = match script {
            Script::Kanji => true,
            Script::Letter => glyphs.len() > 2 || titled || self.has_san(),
            Script::Hiragana | Script::Katakana | Script::Digit | Script::Sign => {
                glyphs.len() > 1 || titled
            }
        };
        // 直樹, 直接: of one character the rest is another name or a word.
        let ends = titled || self.behind == Side::Clear || glyphs.len() > 1;
        (is_long && ends).then_some(Certainty::Doubtful)
    }

    /// Oe-san, Oe san
    fn has_san(&self) -> bool {
        let behind = self.glyphs.list.get(self.end..).unwrap_or_default();
        let word = behind.iter().map(|g| g.ch).take(3);
        word.eq("san".chars()) && behind.get(3).is_none_or(|g| g.gap != Gap::None)
    }

    /// Dr. Smith, Prof. 高橋
    fn is_called(&self) -> bool {
        let before = self.glyphs.list.get(..self.start).unwrap_or_default();
        let word: Vec<char> = before
            .iter()
            .rev()
            .scan(true, |touches, g| {
                let more = *touches && g.script == Script::Letter;
                *touches = g.gap == Gap::None;
                more.then_some(g.ch)
            })
            .collect();
        let word: String = word.into_iter().rev().collect();
        let ended = before.last().is_some_and(|g| {
            let from = self.glyphs.get(self.start).map_or(g.to, |s| s.from);
            let between = self.glyphs.text.get(g.to..from).unwrap_or_default();
            between
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, '.' | '．'))
        });
        ended
            && ["dr", "prof", "mr", "ms", "mrs"].contains(&word.as_str())
            && self.behind == Side::Clear
    }

    /// 高橋外科部長: the kanji behind the name end with a post.
    fn has_post(&self) -> bool {
        let run = self.glyphs.run_after(self.end, Script::Kanji);
        let touches = self.glyphs.touching_after(self.end).is_some();
        let post = vocabulary::TITLES.before(self.glyphs, self.end + run);
        touches && post.is_some_and(|length| length < run)
    }

    /// What other known persons leave of the claim to a full name.
    fn unclaimed(
        &self,
        rivals: &OtherPersons,
        certainty: Certainty,
        spelt: &dyn Fn(&str) -> bool,
    ) -> Option<Certainty> {
        let claims = rivals.claims(self.glyphs, self.start, self.end);
        if claims.longer {
            return None;
        }
        if claims.equal.is_empty() {
            return Some(certainty);
        }
        let here = glyph::spelling(self.glyphs.list.get(self.start..self.end)?);
        match (spelt(&here), claims.equal.contains(&here)) {
            (true, false) => Some(certainty),
            (false, true) => None,
            (true, true) | (false, false) => Some(Certainty::Doubtful),
        }
    }

    fn unclaimed_family(&self, rivals: &OtherPersons, certainty: Certainty) -> Option<Certainty> {
        let claims = rivals.claims(self.glyphs, self.start, self.end);
        let longer = rivals.has_longer_family(self.glyphs, self.start, self.end);
        (!claims.longer && !longer).then_some(certainty)
    }
}

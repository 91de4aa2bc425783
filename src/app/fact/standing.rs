//! Where a pairing stands: its stage with what opens the next, and the rules that are broken or set aside.

use super::line::only_first_label;
use super::line::{Fact, Label, Part, Tone};
use crate::app::core::world::World;
use crate::app::help::words;
use crate::domain::entity::pairing::PairingId;
use crate::domain::rule::check::{self, Finding};
use crate::domain::rule::facts::Facts;
use crate::domain::rule::stage::{self, Way};
use crate::text::Clean;
use crate::words::{Lang, Words, fl};

/// Stage and rules of a pairing; nothing of one that is not recorded.
pub fn standing(world: &World, id: &PairingId) -> Vec<Fact> {
    let Some(facts) = world.facts(&id.session) else {
        return Vec::new();
    };
    let mut lines: Vec<Fact> = stage(&facts, id).into_iter().collect();
    lines.extend(check::of_pairing(&facts, id).iter().flat_map(finding));
    only_first_label(&mut lines);
    lines
}

/// The rules that are broken for a need, whoever works on it.
pub(super) fn of_need(world: &World, session: &Clean, need: &Clean) -> Vec<Fact> {
    let found = world.facts(session).map(|f| check::of_need(&f, need));
    let mut lines: Vec<Fact> = found.iter().flatten().flat_map(finding).collect();
    only_first_label(&mut lines);
    lines
}

fn stage(facts: &Facts<'_>, id: &PairingId) -> Option<Fact> {
    let pairing = facts.book.pairings.get(id)?;
    let stage = stage::of(facts, pairing);
    let ways = stage::ways(facts, pairing);
    let both = in_both(|w| {
        let ways = ways.iter().map(|way| match way {
            Way::Task(task) => w.pick(&task.title_ja, &task.title_en).to_owned(),
            Way::Status(status) => {
                let status = w.pick(status.ja(), status.en());
                fl!(w, "stage-status", status = status)
            }
        });
        let ways: Vec<String> = ways.collect();
        if ways.is_empty() {
            return String::new();
        }
        let ways = ways.join(w.pick("、", ", "));
        fl!(w, "stage-opens", ways = ways)
    });
    let name = Part::Code(stage.ja(), stage.en());
    Some(Fact::parts(Label::Stage, vec![name, both]))
}

/// What is wrong, why it matters with its source, and what to do; of a rule set aside who did so, and why.
pub fn finding(finding: &Finding) -> Vec<Fact> {
    let name = Part::Code(finding.rule.ja(), finding.rule.en());
    let line = |text: Part| Fact::parts(Label::Rule, vec![text]);
    if let Some(waiver) = &finding.overruled {
        let said = in_both(|w| {
            let (by, why) = (waiver.by.as_str(), waiver.reason.as_str());
            fl!(w, "rules-overruled", by = by, why = why)
        });
        return vec![Fact::parts(Label::Rule, vec![name, said]).tone(Tone::Dim)];
    }
    let message = in_both(|w| format!("! {}", finding.message(w)));
    let why = in_both(|w| {
        let (why, source) = (finding.why(w), finding.source(w));
        fl!(w, "rules-why", why = why, source = source)
    });
    let help = in_both(|w| fl!(w, "rules-help", help = finding.help(w)));
    vec![
        Fact::parts(Label::Rule, vec![name, message]).tone(Tone::Warn),
        line(why),
        line(help),
    ]
}

/// A text of the program in both languages.
fn in_both(text: impl Fn(&Words) -> String) -> Part {
    let [ja, en] = [Lang::Ja, Lang::En].map(|lang| Clean::line(&text(words(lang))));
    Part::Both(ja, en)
}

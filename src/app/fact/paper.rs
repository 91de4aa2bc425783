//! What is known of a task besides its state: who is on the other side, which paper, and the days on it.

use super::line::{Fact, Label, Part, Tone, day};
use crate::domain::entity::task::Task;
use crate::domain::recorded::stated::Field;
use crate::domain::rule::task_status;
use crate::text::Clean;
use jiff::civil::Date;

/// One line for each that is stated.
pub(super) fn paper(task: &Task, today: Option<Date>) -> Vec<Fact> {
    let of = &task.details;
    let mut document = vec![Part::Text(of.document.clone())];
    if !of.version.is_empty() {
        document.push(Part::Text(Clean::line(&format!("({})", of.version))));
    }
    let months: Vec<String> = of.repeats.iter().map(u32::to_string).collect();
    let texts = [
        (Field::Counterpart, vec![Part::Text(of.counterpart.clone())]),
        (Field::Document, document),
        (
            Field::Submitted,
            of.submitted_on.map(day).into_iter().collect(),
        ),
        (Field::Signed, of.signed_on.map(day).into_iter().collect()),
        (Field::Expires, of.expires_on.map(day).into_iter().collect()),
        (
            Field::Repeats,
            vec![Part::Text(Clean::line(&months.join(", ")))],
        ),
    ];
    let soon = today.and_then(|today| task_status::runs_out(task, today));
    let stated = texts.into_iter().filter(|(_, parts)| {
        let is_empty = |p: &Part| matches!(p, Part::Text(text) if text.is_empty());
        !parts.iter().all(is_empty)
    });
    stated
        .map(|(field, mut parts)| {
            parts.insert(0, Part::Code(field.ja(), field.en()));
            let tone = match field {
                Field::Expires if soon.is_some() => Tone::Warn,
                _ => Tone::Plain,
            };
            Fact::parts(Label::Paper, parts).tone(tone)
        })
        .collect()
}

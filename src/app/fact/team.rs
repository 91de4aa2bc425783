//! The team of a need on its card: who fills which role, what is empty, and who could fill it.

use super::line::{Fact, Label, Part, Tone, joined};
use crate::app::core::world::World;
use crate::domain::rule::team::{self, Place};
use crate::text::Clean;

/// One line for each role.
pub(super) fn team(world: &World, session: &Clean, need: &Clean) -> Vec<Fact> {
    let Some(of) = world.book.sessions.get(session) else {
        return Vec::new();
    };
    let need = of.recorded_need(need);
    let places = need.map(|need| team::of(of, &world.book, need));
    places.iter().flatten().map(line).collect()
}

fn line(place: &Place<'_>) -> Fact {
    let role = Part::Code(place.role.ja(), place.role.en());
    let names: Vec<&str> = place
        .filled
        .iter()
        .map(|o| o.short_name().as_str())
        .collect();
    if !names.is_empty() {
        return Fact::parts(Label::Team, vec![role, Part::Text(joined(&names, "、"))]);
    }
    let mut parts = vec![role, Part::Code("空き", "empty")];
    for (n, could) in place.could.iter().enumerate() {
        if n == 0 {
            parts.push(Part::Code("候補", "could:"));
        }
        parts.push(Part::Text(could.org.short_name().clone()));
        parts.push(if could.here {
            Part::Code("（名簿）", "(in the room)")
        } else {
            Part::Text(Clean::line(&format!("（{}）", could.session.title)))
        });
    }
    Fact::parts(Label::Team, parts).tone(Tone::Dim)
}

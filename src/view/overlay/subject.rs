//! The name of a thing, for the titles of overlays.

use crate::app::Model;
use crate::app::core::request::Subject;
use crate::domain::number;
use crate::view::say;
use crate::view::widget::pen::Pen;
use crate::words::fl;

/// Name of a thing in the language of the screen.
pub(super) fn title(pen: &Pen<'_>, model: &Model, subject: &Subject) -> String {
    match subject {
        Subject::Pairing(id) | Subject::Meeting(id) => {
            say::subject(&model.world.book, &id.session, &[&id.need], &id.org)
        }
        Subject::Task(id) => {
            let of = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            let title = model
                .world
                .book
                .tasks
                .get(id)
                .map(|t| pen.words.pick(&t.title_ja, &t.title_en));
            let parts = [title.unwrap_or_default(), &of];
            let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            parts.join("  ")
        }
        Subject::Memo(..) => fl!(pen.words, "details-memo"),
        Subject::Need(session, no) => {
            let known = model.world.book.sessions.get(session);
            known.map_or_else(
                || number::shown(no).to_owned(),
                |s| s.need_told(no).to_string(),
            )
        }
        Subject::Person(id) => {
            let known = model.world.book.sessions.get(&id.session);
            let name = known.and_then(|s| s.recorded_attendee(&id.badge));
            let name = name.map_or("", |a| a.name.as_str());
            format!("{} {name}", number::shown(&id.badge))
        }
        Subject::Hit(_, hit) => hit.title.to_string(),
    }
}

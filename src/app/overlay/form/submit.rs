//! What a filled form records. Everything in it is right, or nothing of it is recorded.

use super::day;
use super::filled::Filled;
use super::project;
use super::wrong::{Wrong, wrong};
use crate::app::change;
use crate::app::core::board::Board;
use crate::app::core::ctx::Ctx;
use crate::app::core::msg::Effect;
use crate::app::core::request::Purpose;
use crate::app::core::say::Say;
use crate::config::edit::Setting;
use crate::domain::code::{OwnerSide, TaskStatus};
use crate::domain::entity::memo::MemoChange;
use crate::domain::entity::pairing::PairingChange;
use crate::domain::entity::task::TaskChange;
use crate::domain::entity::{Change, Entity};
use crate::domain::rule::name::names_somebody;
use crate::domain::rule::task_status::Said;
use crate::text::Clean;
use crate::words::Words;
use std::path::PathBuf;

impl Filled<'_> {
    /// Hands over the settings that were changed, all of them or, where one cannot be used, none.
    fn save_settings(&self, ctx: &mut Ctx<'_>) -> Result<(), Wrong> {
        let words = Words::new(ctx.world().lang);
        let mut changes = Vec::new();
        for (n, setting) in Setting::ALL.iter().enumerate() {
            let text = self.text(n);
            if !setting.is_right(text, &words) {
                return Err(wrong(n, Say::BadSetting(*setting)));
            }
            if ctx.world().settings.get(n).map_or("", String::as_str) != text {
                changes.push((*setting, text.to_owned()));
            }
        }
        if changes.is_empty() {
            ctx.tell(Say::Unchanged);
            return Ok(());
        }
        let named = changes
            .iter()
            .find(|(setting, _)| *setting == Setting::Actor);
        let name = named.map(|(_, name)| Clean::line(name));
        if let Some(name) = name.filter(names_somebody) {
            ctx.set_actor(name);
        }
        ctx.effect(Effect::SaveSettings(changes));
        Ok(())
    }

    /// What is recorded of a text that somebody else may have written meanwhile: theirs is kept above it.
    fn beside(&self, now: &Clean, text: Clean) -> (Clean, Say) {
        if *now == *self.was || *now == text || now.is_empty() {
            return (text, Say::NoteSaved);
        }
        if text == *self.was {
            return (now.clone(), Say::Unchanged);
        }
        let both = Clean::text(&format!("{now}\n{text}"));
        (both, Say::NoteJoined)
    }

    /// Records them. `Err`: which field cannot be recorded, and why; the form stays open.
    pub(super) fn record(&self, ctx: &mut Ctx<'_>) -> Result<(), Wrong> {
        let text = Clean::line(self.text(0));
        let (scope, entity, change, say) = match self.purpose {
            Purpose::Actor | Purpose::Operator => {
                if !names_somebody(&text) {
                    return Err(wrong(0, Say::NameNeeded));
                }
                if *self.purpose == Purpose::Operator {
                    ctx.tell(Say::OperatorIs(text.clone()));
                }
                ctx.set_actor(text);
                return Ok(());
            }
            Purpose::NewSession => {
                if text.is_empty() {
                    return Err(wrong(0, Say::NameNeeded));
                }
                let held_on = self.day(1, ctx)?;
                let venue = Clean::line(self.text(2));
                change::day::new_session(ctx, &text, held_on, &venue);
                return Ok(());
            }
            Purpose::Day(form) => return day::submit(form, &self.texts(), ctx),
            Purpose::Meeting(form) => return super::meeting::submit(form, &self.texts(), ctx),
            Purpose::Settings => return self.save_settings(ctx),
            Purpose::NewFile => {
                if text.is_empty() {
                    return Err(wrong(0, Say::FileNameNeeded));
                }
                ctx.effect(Effect::NewFile(PathBuf::from(text.as_str())));
                return Ok(());
            }
            Purpose::Correction(id) if text.is_empty() => {
                let session = ctx.book().sessions.get(&id.session);
                let org = session.map_or(&id.org, |s| s.org_name(&id.org));
                return Err(wrong(0, Say::NotFound(org.clone())));
            }
            Purpose::Correction(id) => {
                return change::back::correct(ctx, id, &text).map_err(|why| wrong(0, why));
            }
            Purpose::PairingNote(id) => {
                let Some(pairing) = ctx.book().pairings.get(id) else {
                    return Ok(());
                };
                let (text, say) = self.beside(&pairing.note, text);
                if pairing.note == text {
                    return Ok(());
                }
                (
                    &id.session,
                    Entity::Pairing(id.clone()),
                    Change::Pairing(PairingChange::Note { note: text }),
                    say,
                )
            }
            Purpose::MemoText(session, id) => {
                let memo = ctx.book().memos.get(&(session.clone(), *id));
                let Some(memo) = memo.filter(|_| !text.is_empty()) else {
                    return Ok(());
                };
                let (text, say) = self.beside(&memo.text, text);
                if memo.text == text {
                    return Ok(());
                }
                let need = memo.need.clone();
                (
                    session,
                    Entity::Memo((session.clone(), *id)),
                    Change::Memo(MemoChange::Written { need, text }),
                    say,
                )
            }
            Purpose::TaskNote(id) => {
                let due_on = self.day(1, ctx)?;
                let Some(task) = ctx.book().tasks.get(id) else {
                    return Ok(());
                };
                let (text, say) = self.beside(&task.note, text);
                let note = (task.note != text).then(|| {
                    let change = Change::Task(TaskChange::Note { note: text });
                    (Entity::Task(id.clone()), change)
                });
                change::task::set_due(ctx, id, due_on, Vec::from_iter(note));
                if say == Say::NoteJoined {
                    ctx.tell(say);
                }
                return Ok(());
            }
            Purpose::Due(id) => {
                let due_on = self.day(0, ctx)?;
                change::task::set_due(ctx, id, due_on, Vec::new());
                return Ok(());
            }
            Purpose::Finish(id, asks) => {
                let on = if asks.day {
                    self.day(0, ctx)?
                } else {
                    ctx.env.today
                };
                let at = usize::from(asks.day);
                let reason = Clean::line(self.text(at));
                if asks.reason && reason.is_empty() {
                    return Err(wrong(at, Say::ReasonNeeded));
                }
                change::task::record_status(ctx, id, TaskStatus::Done, Said { on, reason });
                return Ok(());
            }
            Purpose::DueOfAll(ids) => {
                let due_on = self.day(0, ctx)?;
                change::marked::set_due(ctx, ids, due_on);
                return Ok(());
            }
            Purpose::TaskDetails(id) => return super::paper::submit(id, self, ctx),
            Purpose::Overrule(id) => {
                return change::rule::overrule(ctx, id, &text).map_err(|why| wrong(0, why));
            }
            Purpose::FilterName(words) => {
                if text.is_empty() {
                    return Err(wrong(0, Say::NameNeeded));
                }
                ctx.save_filter(text, Some(words.clone()));
                ctx.tell(Say::Board(Board::FilterNamed));
                return Ok(());
            }
            Purpose::Points(id, form) => return project::submit(id, *form, self, ctx),
            Purpose::Met(id) => return project::met(id, self, ctx),
            // Nobody yet: the rule goes on asking.
            Purpose::Successor(_) if text.is_empty() => return Ok(()),
            Purpose::Successor(id) => {
                return change::project::succeed(ctx, id, &text).map_err(|why| wrong(0, why));
            }
            Purpose::OwnTask(id) => {
                if text.is_empty() {
                    return Err(wrong(0, Say::TextNeeded));
                }
                let due_on = self.day(1, ctx)?;
                let side = OwnerSide::parse(self.text(2)).unwrap_or(OwnerSide::Support);
                change::task::open_own(ctx, id, text, side, due_on);
                return Ok(());
            }
            Purpose::Next(id, side) => {
                let (side, on) = (*side, self.any_day(1, ctx)?);
                (
                    &id.session,
                    Entity::Pairing(id.clone()),
                    Change::Pairing(PairingChange::Next { side, text, on }),
                    Say::NextStepSaved,
                )
            }
        };
        ctx.commit(scope, vec![(entity, change)]);
        ctx.tell(say);
        Ok(())
    }
}

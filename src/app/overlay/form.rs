//! Forms: fields that open with the recorded values. Enter records them all, from whichever field; where one is not
//! right, the caret goes there. Tab and the arrows go from field to field. What is typed is kept as a draft until then.

mod day;
mod draft;
mod entry;
mod filled;
mod meeting;
mod names;
mod paper;
mod project;
mod submit;
mod wrong;

use entry::entry;
pub use entry::{Answer, Entry, OneOf, in_sight};

use super::part::{self, Part};
use crate::action::{Action, Chord, Code};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::day_form::DayForm;
use crate::app::core::erased::Erased;
use crate::app::core::keys::Layer;
use crate::app::core::layout::Layout;
use crate::app::core::msg::Effect;
use crate::app::core::request::Purpose;
use crate::app::core::say::Say;
use crate::app::screen::follow::DETAIL;
use crate::app::screen::live::RECORDS;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::config::edit::Setting;
use crate::domain::book::Book;
use crate::domain::code::OwnerSide;
use crate::domain::entity::pairing::Side;
use crate::domain::rule::due;
use crate::text::Clean;
use draft::slot_of;
use filled::Filled;

/// Slot of a draft whose text is the slot of the field being edited. When its session is opened again, the program can
/// tell which field has a draft.
pub const OPEN_DRAFT: &str = "open";

/// A form with a few fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// What the texts are for.
    pub purpose: Purpose,
    /// The fields, from top to bottom.
    pub fields: Vec<Entry>,
    /// Index of the field with the caret.
    pub focus: usize,
    /// Why the field with the caret cannot be recorded. The next key that changes or leaves it clears it.
    pub error: Option<Say>,
    /// Whether something was typed and is kept as a draft.
    pub kept: bool,
    /// The first text as it was recorded when the form was opened.
    was: Clean,
}

impl Form {
    /// A form with these texts; the caret is at the end of the first.
    pub fn new(purpose: Purpose, texts: &[&str]) -> Self {
        Self {
            fields: (texts.iter().enumerate())
                .map(|(n, text)| entry(&purpose, n, text))
                .collect(),
            purpose,
            focus: 0,
            error: None,
            kept: false,
            was: texts.first().map(|t| Clean::text(t)).unwrap_or_default(),
        }
    }

    /// Opens a form with the recorded values, and asks for a draft that a crash may have left. `None`: there is nothing
    /// to edit.
    pub fn open(purpose: Purpose, ctx: &mut Ctx<'_>) -> Option<Self> {
        let book = ctx.book();
        let texts: Vec<String> = match &purpose {
            Purpose::Actor | Purpose::Operator | Purpose::Successor(_) | Purpose::FilterName(_) => {
                vec![String::new()]
            }
            Purpose::Settings => {
                let told = |n| ctx.world().settings.get(n).cloned().unwrap_or_default();
                (0..Setting::ALL.len()).map(told).collect()
            }
            Purpose::NewFile => vec![ctx.world().template.to_string_lossy().into_owned()],
            Purpose::Correction(id) => {
                book.pairings.get(id)?;
                vec![String::new()]
            }
            Purpose::PairingNote(id) => vec![book.pairings.get(id)?.note.to_string()],
            Purpose::MemoText(session, id) => {
                vec![book.memos.get(&(session.clone(), *id))?.text.to_string()]
            }
            Purpose::TaskNote(id) => {
                let task = book.tasks.get(id)?;
                vec![task.note.to_string(), task.due_on.to_string()]
            }
            Purpose::Due(id) => {
                let task = book.tasks.get(id)?;
                let doubtful = Some(task).filter(|task| book.is_due_doubtful(task));
                let anew = doubtful.and_then(|task| {
                    let facts = ctx.facts(&id.session)?;
                    Some(due::anew(&facts, task))
                });
                vec![anew.unwrap_or(task.due_on).to_string()]
            }
            Purpose::Finish(id, asks) => {
                book.tasks.get(id)?;
                let day = asks.day.then(|| ctx.env.today.to_string());
                let reason = asks.reason.then(String::new);
                day.into_iter().chain(reason).collect()
            }
            Purpose::DueOfAll(ids) => vec![book.tasks.get(ids.first()?)?.due_on.to_string()],
            Purpose::TaskDetails(id) => paper::texts(&book.tasks.get(id)?.details),
            Purpose::Overrule(id) => {
                let waiver = book.waivers.get(id).filter(|w| w.waived);
                vec![waiver.map(|w| w.reason.to_string()).unwrap_or_default()]
            }
            Purpose::OwnTask(id) => {
                book.pairings.get(id)?;
                let side = OwnerSide::Support.code();
                let due_on = ctx.env.calendar.add(ctx.env.today, due::OWN);
                vec![String::new(), due_on.to_string(), side.to_owned()]
            }
            Purpose::Points(id, form) => project::texts(book.pairings.get(id)?, *form),
            Purpose::Met(id) => {
                book.pairings.get(id)?;
                project::met_texts(ctx.env.today)
            }
            Purpose::NewSession => {
                let today = ctx.env.today.to_string();
                vec![String::new(), today, String::new()]
            }
            Purpose::Day(form) => day::texts(form, ctx.world())?,
            Purpose::Meeting(form) => meeting::texts(form, book)?,
            Purpose::Next(id, side) => {
                let pairing = book.pairings.get(id)?;
                let (text, on) = match side {
                    Side::Hospital => &pairing.next_hospital,
                    Side::Company => &pairing.next_company,
                };
                let on = on.map(|d| d.to_string()).unwrap_or_default();
                vec![text.to_string(), on]
            }
        };
        if let Some(slot) = slot_of(&purpose) {
            ctx.effect(Effect::LoadDraft { slot });
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut form = Self::new(purpose, &texts);
        let dates = form.dates();
        form.fields.iter_mut().skip(dates).for_each(Entry::offer);
        Some(form)
    }

    /// The first field that is a date or offers an answer; those before it do not.
    fn dates(&self) -> usize {
        match self.purpose {
            Purpose::Due(_) | Purpose::DueOfAll(_) | Purpose::Finish(..) | Purpose::Met(_) => 0,
            Purpose::TaskNote(_) | Purpose::Next(..) | Purpose::OwnTask(_) => 1,
            Purpose::Actor
            | Purpose::Operator
            | Purpose::NewFile
            | Purpose::Settings
            | Purpose::Correction(_)
            | Purpose::PairingNote(_)
            | Purpose::MemoText(..)
            | Purpose::NewSession
            | Purpose::TaskDetails(_)
            | Purpose::Overrule(_)
            | Purpose::Points(..)
            | Purpose::Successor(_)
            | Purpose::FilterName(_)
            | Purpose::Day(_)
            | Purpose::Meeting(_) => self.fields.len(),
        }
    }

    /// What was typed or chosen in the field with the caret is kept.
    fn changed(&mut self) {
        self.error = None;
        self.kept = true;
    }

    /// The choice with the caret.
    fn choice_mut(&mut self) -> Option<&mut OneOf> {
        match self.fields.get_mut(self.focus)? {
            Entry::One(one) => Some(one),
            Entry::Text(_) => None,
        }
    }

    /// Proposes what follows from the field that the caret leaves, where nobody typed anything else. Whether it is new:
    /// nothing stood there.
    fn propose(&mut self) -> bool {
        let Purpose::Day(form) = &self.purpose else {
            return false;
        };
        let left = self.fields.get(self.focus).map_or("", Entry::text);
        if let Some((at, text)) = day::proposed(form, self.focus, left)
            && let Some(Entry::Text(field)) = self.fields.get_mut(at)
            && (field.is_blank() || field.is_offered())
        {
            let is_new = field.is_blank();
            *field = Field::recorded(&text);
            field.offer();
            return is_new;
        }
        false
    }

    /// Whether Enter goes to the reading first: a name is typed that nobody has seen written, and none stands there.
    fn proposes_reading(&self) -> bool {
        let is_substitute = matches!(self.purpose, Purpose::Day(DayForm::Substitute(..)));
        let is_blank = |n: usize| {
            self.fields
                .get(n)
                .is_none_or(|f| f.text().trim().is_empty())
        };
        is_substitute && self.focus == 0 && !is_blank(0) && is_blank(1)
    }

    /// Puts the whole name of a company where some of it was typed.
    fn complete(&mut self, book: &Book) {
        let Purpose::Day(form) = &self.purpose else {
            return;
        };
        for (n, entry) in self.fields.iter_mut().enumerate() {
            if let Some(whole) = day::completed(form, n, entry.text(), book) {
                *entry = Entry::Text(Field::recorded(&whole));
            }
        }
    }

    /// Takes over a draft that a crash left, if it belongs to this form and nothing was typed yet. Returns whether it
    /// did.
    pub fn take_draft(&mut self, slot: &Clean, text: &str) -> bool {
        if slot_of(&self.purpose).as_ref() == Some(slot)
            && !self.kept
            && let Some(Entry::Text(field)) = self.fields.first_mut()
            && field.text() != text
        {
            *field = Field::recorded(text);
            self.kept = true;
            return true;
        }
        false
    }

    /// Keeps the changed text as a draft until it is recorded or dropped.
    fn keep_draft(&mut self, ctx: &mut Ctx<'_>) {
        let first = !self.kept;
        self.changed();
        if self.names_gone(ctx) {
            for effect in self.without_draft() {
                ctx.effect(effect);
            }
            return;
        }
        let text = self.fields.first().map_or("", Entry::text).to_owned();
        if let Some(slot) = slot_of(&self.purpose) {
            if first {
                let text = slot.to_string();
                let slot = Clean::line(OPEN_DRAFT);
                ctx.effect(Effect::KeepDraft { slot, text });
            }
            ctx.effect(Effect::KeepDraft { slot, text });
        }
    }

    /// Deletes the draft, because the text was recorded or dropped.
    fn forget_draft(&self, ctx: &mut Ctx<'_>) {
        for effect in self.without_draft() {
            ctx.effect(effect);
        }
    }

    fn without_draft(&self) -> Vec<Effect> {
        let slot = slot_of(&self.purpose).filter(|_| self.kept);
        let slots = slot.into_iter().flat_map(|slot| [slot, OPEN_DRAFT.into()]);
        let text = String::new;
        let empty = slots.map(|slot| Effect::KeepDraft { slot, text: text() });
        empty.collect()
    }
}

impl Part for Form {
    fn place(&self, layout: &Layout, whole: Area) -> Area {
        let lines = u16::try_from(self.fields.len() * 2).unwrap_or(u16::MAX);
        let height = lines.saturating_add(2);
        // The form covers the list with the thing it changes, if there is room.
        let mut over = match self.purpose {
            Purpose::PairingNote(_) | Purpose::MemoText(..) | Purpose::Correction(_) => {
                layout.get(RECORDS)
            }
            Purpose::TaskNote(_)
            | Purpose::Due(_)
            | Purpose::DueOfAll(_)
            | Purpose::Next(..)
            | Purpose::Finish(..)
            | Purpose::Overrule(_)
            | Purpose::OwnTask(_) => layout.get(DETAIL),
            Purpose::Actor
            | Purpose::Operator
            | Purpose::NewFile
            | Purpose::Settings
            | Purpose::NewSession
            | Purpose::TaskDetails(_)
            | Purpose::Points(..)
            | Purpose::Met(_)
            | Purpose::Successor(_)
            | Purpose::FilterName(_)
            | Purpose::Day(_)
            | Purpose::Meeting(_) => Area::default(),
        };
        if over.height >= height {
            over.cut_top(height)
        } else {
            whole.centred(64, height)
        }
    }

    fn is_public(&self) -> bool {
        false
    }

    fn holds_names(&self) -> bool {
        false
    }

    fn blocks(&self, action: Action) -> bool {
        !part::is_everywhere(action)
    }

    fn toggle(&self) -> Option<Action> {
        None
    }

    fn hints(&self) -> &'static [Action] {
        if self.purpose == Purpose::Actor {
            &[Action::Accept, Action::Quit]
        } else if self.fields.len() > 1 {
            &[Action::Accept, Action::NextPane, Action::Back]
        } else {
            &[Action::Accept, Action::Back]
        }
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Accept if self.purpose == Purpose::Actor => Some("hint-accept-begin"),
            // The reading of a name that comes instead is seen before it is recorded.
            Action::Accept if self.proposes_reading() => Some("hint-accept-reading"),
            Action::Accept => Some("hint-accept-keep"),
            Action::Back => Some("hint-back-drop"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&Field> {
        match self.fields.get(self.focus)? {
            Entry::Text(field) => Some(field),
            Entry::One(_) => None,
        }
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        match self.fields.get_mut(self.focus)? {
            Entry::Text(field) => Some(field),
            Entry::One(_) => None,
        }
    }

    fn typed(&mut self, ctx: &mut Ctx<'_>) {
        self.keep_draft(ctx);
    }

    /// Left and right, a digit, and what steps a level choose one of the answers.
    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        let keys = &ctx.world().keys;
        let steps = keys.action(&[Layer::List, Layer::Global], chord) == Some(Action::Step);
        let digit = chord.folded().typed().and_then(|c| c.to_digit(10));
        let bare = chord == Chord::plain(chord.code);
        let Some(one) = self.choice_mut() else {
            return false;
        };
        let chosen = match (chord.code, digit) {
            (Code::Left | Code::Right, _) if bare => {
                one.turn(chord.code == Code::Right);
                true
            }
            (_, Some(n)) => {
                let at = usize::try_from(n).ok().and_then(|n| n.checked_sub(1));
                at.is_some_and(|at| one.choose(at))
            }
            _ if steps => {
                one.turn(true);
                true
            }
            _ => false,
        };
        if chosen {
            self.changed();
        }
        chosen
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        self.complete(ctx.book());
        let comes_instead = matches!(self.purpose, Purpose::Day(DayForm::Substitute(..)));
        if comes_instead && self.propose() {
            // They are called out by a name that nobody has seen written: its reading is seen before it is recorded.
            self.turn(true);
            return;
        }
        let same = self.has_erased_name(ctx);
        if (same || self.names_gone(ctx)) && !ctx.is_second(Question::KeepName) {
            let why = if same {
                Erased::SameName
            } else {
                Erased::InText
            };
            self.error = Some(Say::Erased(why));
            return;
        }
        let filled = Filled {
            purpose: &self.purpose,
            fields: &self.fields,
            was: &self.was,
        };
        match filled.record(ctx) {
            Ok(()) => {
                self.forget_draft(ctx);
                ctx.close();
            }
            Err((at, why)) => {
                // Beside the field there may be no room for the whole sentence.
                ctx.tell((*why).clone());
                self.focus = at;
                self.error = Some(*why);
            }
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        if self.purpose == Purpose::Actor {
            // Without a name nothing can be recorded.
            ctx.tell(Say::NameNeeded);
        } else if !self.kept || ctx.is_second(Question::DropText) {
            self.forget_draft(ctx);
            ctx.close();
        }
    }

    fn turn(&mut self, forward: bool) {
        self.error = None;
        self.propose();
        let last = self.fields.len().saturating_sub(1);
        self.focus = match (forward, self.focus) {
            (true, at) if at >= last => 0,
            (true, at) => at + 1,
            (false, 0) => last,
            (false, at) => at - 1,
        };
    }

    fn step(&mut self, step: Step, _: &mut Ctx<'_>) {
        match step {
            Step::Up => self.turn(false),
            Step::Down => self.turn(true),
            Step::PageUp | Step::PageDown | Step::First | Step::Last => {}
        }
    }

    fn click(&mut self, inner: Area, (row, column): (u16, u16), _: &mut Ctx<'_>) {
        let at = usize::from(row / 2) + in_sight(self.focus, inner.height).1;
        match self.fields.get_mut(at) {
            Some(Entry::Text(field)) => field.click(inner.width, column),
            Some(Entry::One(_)) => {}
            None => return,
        }
        (self.focus, self.error) = (at, None);
    }

    fn settle(&mut self, _: &mut Ctx<'_>) {}
}

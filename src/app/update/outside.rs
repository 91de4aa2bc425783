//! What comes from outside: answers of the disk and of the search, files that were read, words to tell.

use super::Turn;
use crate::action::Screen;
use crate::app::core::day::Day;
use crate::app::core::erased::Erased;
use crate::app::core::files::Files;
use crate::app::core::msg::{Effect, HistoryRow, Msg};
use crate::app::core::request::{Opening, Question};
use crate::app::core::say::Say;
use crate::app::core::sharing;
use crate::app::core::world::Record;
use crate::app::fact::{self, Fact};
use crate::app::overlay::form::OPEN_DRAFT;
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::screen::live::Live;
use crate::app::screen::matrix::Matrix;
use crate::app::screen::reception::Reception;
use crate::app::screen::sheets::Sheets;
use crate::app::screen::timetable::TimetableScreen;
use crate::app::widget::field::Field;
use crate::domain::book::Current;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingId;
use crate::domain::meaning::Number;
use crate::domain::number;
use crate::domain::reading;
use crate::domain::recorded::numbered::Numbered;
use crate::domain::rule::suggest::{self, Answer};
use crate::text::{Clean, elide};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Numbers that stand for several things, with what these are called.
type Shared = BTreeMap<Number, Vec<Clean>>;

impl Turn<'_, '_> {
    pub(super) fn outside(&mut self, msg: Msg) {
        match msg {
            Msg::Opened { session, path } => self.opened(session, path),
            Msg::SettingsWritten(texts) => {
                self.m.world.settings = texts;
                self.tell(Say::SettingsSaved);
            }
            Msg::TemplateWritten { path } => {
                self.m.screen = Screen::Start;
                self.m.screens.start.path = Field::new(&path.to_string_lossy());
                self.tell(Say::TemplateWritten);
            }
            Msg::Doubted {
                path,
                answers,
                doubts,
            } => self.open(Opening::Changed {
                path,
                answers,
                doubts,
            }),
            Msg::BothChanged {
                path,
                answers,
                both,
            } => self.open(Opening::Sides {
                path,
                answers,
                both,
            }),
            Msg::FileChanged(path) => {
                let live = self.m.screens.live.as_ref();
                if live.is_some_and(|live| live.path == path) {
                    self.in_screen(|_, ctx| ctx.warn(Say::FileChanged));
                }
            }
            Msg::Refused { path, report } => self.open(Opening::Problems { path, report }),
            Msg::Loaded(book) => {
                self.m.overlays.close_all(OverlayKind::Copies);
                self.book_from_outside(|world| {
                    world.record = Record::Read;
                    let doubtful = std::mem::take(&mut world.book.doubtful_dues);
                    world.book = world.ledger.onto(*book);
                    world.book.doubtful_dues = doubtful;
                });
                self.tell_shared(&BTreeMap::new());
            }
            Msg::DoubtfulDues(tasks) => self.book_from_outside(|world| {
                world.book.doubtful_dues = tasks;
            }),
            Msg::Exported { path, left_out } => {
                let say = Say::Files(Files::Exported { path, left_out });
                self.in_screen(|_, ctx| ctx.warn(say));
            }
            Msg::Offered(copies) => self.open(Opening::Copies(copies)),
            Msg::Begun(part) => self.book_from_outside(|world| {
                world.ledger.begun(&mut world.book, *part);
            }),
            Msg::Unread { why, copies } => {
                self.m.world.record = Record::Unread;
                self.trouble(why);
                if !copies.is_empty() {
                    self.m.overlays.close_all(OverlayKind::Copies);
                    self.open(Opening::Copies(copies));
                }
            }
            Msg::Saved {
                ticket,
                rows,
                undone,
                ..
            } => {
                let now = self.env.now;
                let undone = undone.map(|undone| Say::Undone {
                    redo: undone.redo,
                    op: undone.op,
                });
                let known = self.shared(&rows);
                self.book_from_outside(|world| {
                    world.ledger.saved(&mut world.book, ticket, rows, now);
                    if let Some(say) = undone {
                        world.notices.tell(say, false, now.timestamp());
                    }
                });
                if let Some(known) = known {
                    self.tell_shared(&known);
                }
            }
            Msg::NothingToUndo { ticket, redo } => {
                self.m.world.ledger.settle(ticket);
                self.tell(Say::NothingToUndo { redo });
            }
            Msg::SaveFailed { ticket, why } => {
                self.m.world.ledger.refused(ticket);
                self.trouble(why);
            }
            Msg::Trouble(lines) => self.trouble(lines),
            Msg::Synced { rows } => {
                let book = &self.m.world.book;
                let disputed: Vec<Say> = (rows.iter())
                    .filter_map(|(entity, current)| {
                        let conflicts = &current.as_ref()?.conflicts;
                        let is_new = book.conflicts_of(entity) != conflicts.as_slice();
                        (is_new && !conflicts.is_empty())
                            .then(|| Say::Conflicts(Box::new(entity.clone()), conflicts.clone()))
                    })
                    .collect();
                let known = self.shared(&rows);
                let gone = self.m.world.learn_gone(&rows);
                self.book_from_outside(|world| {
                    world.ledger.synced(&mut world.book, rows);
                });
                self.let_go(gone);
                if let Some(known) = known {
                    self.tell_shared(&known);
                }
                for say in disputed {
                    self.in_screen(|_, ctx| ctx.warn(say));
                }
            }
            Msg::Found { generation, answer } => {
                self.with(|parts, _| {
                    if let Some(desk) = &mut parts.screens.reception {
                        desk.found(generation, &answer.hits);
                    }
                });
                self.in_live(|live, ctx| live.found(generation, answer, ctx));
            }
            Msg::Planned { generation, answer } => self.with(|parts, ctx| {
                if let Some(timetable) = &mut parts.screens.timetable {
                    timetable.planned(generation, *answer, ctx);
                }
            }),
            Msg::Suggested { generation, found } => self.suggested(generation, found),
            Msg::Hinted { generation, found } => {
                if let Some(matrix) = &mut self.m.screens.matrix {
                    matrix.hinted(generation, found);
                }
            }
            Msg::Counted { generation, found } => {
                let found = found.map(|report| *report);
                self.m.screens.report.counted_now(generation, found);
            }
            Msg::Import { generation, told } => {
                for overlay in self.m.overlays.from_top() {
                    if let Overlay::Import(import) = overlay {
                        import.hear(generation, *told);
                        break;
                    }
                }
            }
            Msg::History(rows) => self.history(rows),
            Msg::Past {
                until,
                entity,
                book,
            } => self.answered(
                Question::Then(until),
                fact::past(&book, &entity, self.env.now.time_zone()),
            ),
            Msg::Provisions(found) => {
                let facts = fact::provisions(&found, self.env.now.time_zone());
                self.answered(Question::Provisions, facts);
            }
            Msg::Erasures(all) => self.m.world.gone.remember(all),
            Msg::Unanswered(why) => {
                self.unanswered();
                if !why.is_empty() {
                    self.trouble(why);
                }
            }
            Msg::Draft { slot, text } => self.draft(&slot, &text),
            Msg::Shared(state) => {
                let at = self.env.now.clone();
                self.m.world.shared = Some(sharing::Shared { state, at });
            }
            Msg::Notice { grave: true, text } => {
                self.in_screen(|_, ctx| ctx.warn(Say::Text(text)));
            }
            Msg::Notice { grave: false, text } => self.tell(Say::Text(text)),
            Msg::Key(_)
            | Msg::Paste(_)
            | Msg::Click { .. }
            | Msg::Wheel { .. }
            | Msg::Resize { .. }
            | Msg::Measured { .. }
            | Msg::Tick
            | Msg::Hangup => {}
        }
    }

    /// Tells something for a few seconds.
    pub(super) fn tell(&mut self, say: Say) {
        let at = self.env.now.timestamp();
        self.m.world.notices.tell(say, false, at);
    }

    /// Tells what went wrong; that stays until Esc.
    fn trouble(&mut self, lines: Vec<Clean>) {
        let at = self.env.now.timestamp();
        let says = lines.into_iter().map(Say::Text);
        self.m.world.notices.warn_all(says, at);
    }

    /// The numbers that stand for several things, where some rows may change that.
    fn shared(&self, rows: &[(Entity, Option<Current>)]) -> Option<Shared> {
        let is_prepared = |(entity, _): &(Entity, _)| entity.prepared_for().is_some();
        let may = rows.iter().any(is_prepared);
        may.then(|| self.m.world.book.shared_numbers())
    }

    /// Persons were erased elsewhere: nothing that is open goes on to name them.
    fn let_go(&mut self, badges: Vec<Clean>) {
        if badges.is_empty() {
            return;
        }
        let world = &mut self.m.world;
        let (gone, book) = (&world.gone, &world.book);
        let names = |text: &str| gone.are_named(text, book);
        world.notices.forget(names);
        world.again.withdraw();
        self.m
            .overlays
            .retain(|overlay| !overlay.part().holds_names());
        let mut is_typed = false;
        for overlay in self.m.overlays.from_top() {
            if let Overlay::Form(form) = overlay {
                is_typed |= form.let_go(names, &mut self.effects);
            }
        }
        self.in_live(|live, ctx| {
            is_typed |= ctx.names_gone(live.query.text());
            live.let_go(ctx);
        });
        self.in_screen(|_, ctx| {
            ctx.warn(Say::Erased(Erased::Learned(badges)));
            if is_typed {
                ctx.warn(Say::Erased(Erased::InText));
            }
        });
    }

    /// The book changes from outside.
    fn book_from_outside(&mut self, change: impl FnOnce(&mut crate::app::core::world::World)) {
        change(&mut self.m.world);
        self.m.world.revision += 1;
    }

    /// Tells of numbers that several windows or laptops gave to different things, those aside that are known.
    fn tell_shared(&mut self, known: &Shared) {
        let now = self.m.world.book.shared_numbers().into_iter();
        let new = now.filter(|(number, names)| known.get(number) != Some(names));
        for (Number { of, number, .. }, names) in new {
            let say = match of {
                Numbered::Attendee => Say::Day(Day::BadgeTwice {
                    badge: number,
                    names,
                }),
                Numbered::Organisation | Numbered::Need => Say::SharedNumber { number, names },
            };
            self.in_screen(|_, ctx| ctx.warn(say));
        }
    }

    fn opened(&mut self, session: Clean, path: PathBuf) {
        if let Some(live) = self.m.screens.live.as_mut()
            && live.session == session
        {
            // The file was read again: what is typed and looked at stays.
            live.path = path;
            if self.m.screen == Screen::Start {
                self.m.screen = Screen::Live;
                self.m.screens.start.path.clear();
            }
            let notices = &mut self.m.world.notices;
            if notices.toast().is_some_and(|t| t.say == Say::FileChanged) {
                notices.dismiss();
            }
            self.tell(Say::FileRead);
            return;
        }
        self.m.screens.reception = Some(Reception::new(session.clone()));
        self.m.screens.sheets = Some(Sheets::new(session.clone()));
        self.m.screens.timetable = Some(TimetableScreen::new(session.clone()));
        self.m.screens.report.open(session.clone());
        self.m.screens.matrix = Some(Matrix::new(session.clone()));
        let live = Live::new(session, path);
        let line = live.draft_slot();
        self.m.screens.live = Some(live);
        self.m.screen = Screen::Live;
        self.m.screens.start.path.clear();
        for slot in [line, Clean::line(OPEN_DRAFT)] {
            self.effects.push(Effect::LoadDraft { slot });
        }
    }

    /// Who could answer a need. Whom the book of now forbids is held back, whatever the thread read.
    fn suggested(&mut self, generation: u64, mut found: Option<Answer>) {
        let book = &self.m.world.book;
        for overlay in self.m.overlays.from_top() {
            if let Overlay::Suggestions(all) = overlay
                && all.asked(generation)
            {
                let session = book.sessions.get(&all.session);
                for one in found.iter_mut().flat_map(|found| &mut found.proposed) {
                    let parties = session.and_then(|s| {
                        let org = s.organisation(&one.suggestion.org)?;
                        Some((s, s.need(&one.need)?, org))
                    });
                    if let Some((session, need, org)) = parties {
                        one.suggestion.blocked = suggest::blocked(session, book, need, org);
                    }
                }
                all.answered(found);
                return;
            }
        }
    }

    /// The answer to a question about the history.
    fn history(&mut self, rows: Vec<HistoryRow>) {
        let mut rows = reading::in_short(rows, |row| &row.op);
        rows.reverse();
        for overlay in self.m.overlays.from_top() {
            if let Overlay::History(history) = overlay {
                history.rows = Some(rows);
                return;
            }
        }
    }

    /// Whatever waits for an answer says that there is none.
    fn unanswered(&mut self) {
        for overlay in self.m.overlays.from_top() {
            if let Overlay::History(history) = overlay {
                history.is_unread |= history.rows.is_none();
            } else if let Overlay::Answer(answer) = overlay {
                answer.is_unread |= answer.facts.is_none();
            }
        }
    }

    /// The answer to a question; one that nobody waits for any more is dropped.
    fn answered(&mut self, asked: Question, facts: Vec<Fact>) {
        for overlay in self.m.overlays.from_top() {
            if let Overlay::Answer(answer) = overlay
                && answer.question == asked
            {
                answer.facts = Some(facts);
                return;
            }
        }
    }

    /// What the text in this slot is about, if that is on record in the open session. The slot ends with the id.
    fn drafted(&self, slot: &str) -> Option<Clean> {
        let book = &self.m.world.book;
        let open = &self.m.screens.live.as_ref()?.session;
        let (_, of) = slot.split_once(':')?;
        let named = |id: &PairingId| {
            let session = book.sessions.get(&id.session);
            let org = session.map_or(&id.org, |s| s.org_name(&id.org));
            Clean::line(&format!("{} x {org}", number::shown(&id.need)))
        };
        let mut pairings = book.pairings_in(open).map(|pairing| &pairing.id);
        if let Some(id) = pairings.find(|id| id.to_string() == of) {
            return Some(named(id));
        }
        let mut tasks = book.tasks_in(open).map(|task| &task.id);
        if let Some(id) = tasks.find(|id| id.to_string() == of) {
            return id.pairing().as_ref().map(named);
        }
        let mut memos = book
            .memos
            .iter()
            .filter(|((session, _), _)| session == open);
        let memo = memos.find(|((_, id), _)| id.to_string() == of);
        memo.map(|(_, memo)| Clean::line(&elide(&memo.text, 24)))
    }

    /// Half-typed text came back: into its field if nothing was typed there yet, else a word that it waits.
    fn draft(&mut self, slot: &Clean, text: &str) {
        let live = self.m.screens.live.as_ref();
        if live.is_some_and(|l| *slot == l.draft_slot()) {
            let restored = self.in_live(|live, ctx| live.take_draft(text, ctx));
            if restored == Some(true) {
                self.tell(Say::DraftRestored);
            }
            return;
        }
        if slot == OPEN_DRAFT {
            if let Some(what) = self.drafted(text) {
                self.tell(Say::DraftWaits { what });
            }
            return;
        }
        let top = self.m.overlays.top_mut();
        if let Some((_, Overlay::Form(form))) = top
            && form.take_draft(slot, text)
        {
            self.tell(Say::DraftRestored);
        }
    }
}

//! Going on from step to step, and what the thread answered.

use super::{Import, Stage, targets};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::importing::{Errand, Found, Import as Telling, To, Told};
use crate::app::core::msg::Effect;
use crate::app::core::say::Say;
use crate::app::screen::start;
use crate::domain::date;
use crate::text::Clean;
use std::path::PathBuf;

impl Import {
    /// Takes what is typed, or the selected line, and goes on where there is nothing more to choose.
    pub(super) fn go_on(&mut self, ctx: &mut Ctx<'_>) {
        match self.stage {
            Stage::Files => self.choose(ctx),
            Stage::Columns => self.go(Stage::To),
            Stage::To => self.target(ctx),
            Stage::Trial => self.write(ctx),
        }
    }

    /// The next step, whatever is selected.
    pub(super) fn forward(&mut self, ctx: &mut Ctx<'_>) {
        match self.stage {
            Stage::Files if self.files.is_empty() => ctx.tell(Say::Import(Telling::NoFile)),
            Stage::Files => {
                let lists = Box::new(self.lists());
                self.ask(Errand::Try(lists), ctx);
            }
            Stage::Columns => self.go(Stage::To),
            Stage::To => self.try_out(ctx),
            Stage::Trial => self.write(ctx),
        }
    }

    /// The step before; from the first one the box closes.
    pub(super) fn backward(&mut self, ctx: &mut Ctx<'_>) {
        match self.stage {
            Stage::Files => {
                ctx.close();
                ctx.tell(Say::Import(Telling::Nothing));
            }
            Stage::Columns => self.go(Stage::Files),
            Stage::To => self.go(Stage::Columns),
            Stage::Trial => self.go(Stage::To),
        }
    }

    /// What is typed, or else the selected line of the folder.
    fn choose(&mut self, ctx: &mut Ctx<'_>) {
        if !self.path.is_blank() {
            let path = start::path(self.path.text());
            self.path.text().clone_into(&mut self.asked);
            self.ask(Errand::Look(path), ctx);
            return;
        }
        match self.line(self.picker.selected) {
            Some(Ok(_)) => self.forward(ctx),
            Some(Err(found)) => {
                let path = found.path.clone();
                self.ask(Errand::Look(path), ctx);
            }
            None => ctx.tell(Say::Import(Telling::NoFile)),
        }
    }

    fn target(&mut self, ctx: &mut Ctx<'_>) {
        match self.focus {
            None if self.picker.selected == 0 => {
                self.target = 0;
                self.focus = Some(0);
            }
            Some(at) if at + 1 < self.fields.len() => self.focus = Some(at + 1),
            None | Some(_) => self.try_out(ctx),
        }
    }

    /// Where the lists go, as it is chosen.
    fn to(&self, ctx: &Ctx<'_>) -> Option<To> {
        if let Some(at) = self.target.checked_sub(1) {
            return targets(ctx.book()).get(at).cloned().map(To::Session);
        }
        let [title, day, path] = self.fields.as_ref();
        let title = Clean::line(title.text().trim());
        let day = date::typed(day.text(), ctx.env.today, ctx.env.calendar)?;
        let path = start::path(path.text());
        let is_whole = !title.is_empty() && !path.as_os_str().is_empty();
        is_whole.then_some(To::File { path, title, day })
    }

    pub(super) fn try_out(&mut self, ctx: &mut Ctx<'_>) {
        if self.focus.is_none() && self.stage == Stage::To {
            self.target = self.picker.selected;
        }
        let Some(to) = self.to(ctx) else {
            self.focus = self.focus.or(Some(0));
            ctx.tell(Say::Import(Telling::Incomplete));
            return;
        };
        let mut lists = self.lists();
        lists.to = Some(to);
        self.ask(Errand::Try(Box::new(lists)), ctx);
    }

    /// Writes it. Rows that stay out are asked about once.
    fn write(&mut self, ctx: &mut Ctx<'_>) {
        let wrong = self.trial.wrong();
        let open = if self.takes_doubtful {
            0
        } else {
            self.trial.doubtful()
        };
        if self.trial.taken(self.takes_doubtful) == 0 {
            ctx.tell(Say::Import(Telling::NothingNew));
            return;
        }
        if wrong + open > 0 && !ctx.is_second(Question::LeaveOut(wrong + open)) {
            return;
        }
        let Some(to) = self.to(ctx) else {
            return;
        };
        let mut lists = self.lists();
        lists.to = Some(to);
        self.ask(Errand::Take(Box::new(lists)), ctx);
    }

    /// Looks at what the thread answered.
    pub(super) fn answers(&mut self, ctx: &mut Ctx<'_>) {
        for (generation, told) in std::mem::take(&mut self.inbox) {
            let Some(wait) = &mut self.wait else {
                continue;
            };
            if wait.generation != generation {
                continue;
            }
            if let Told::Rows(rows) = told {
                wait.rows = rows;
                continue;
            }
            self.wait = None;
            self.answer(told, ctx);
        }
    }

    fn answer(&mut self, told: Told, ctx: &mut Ctx<'_>) {
        match told {
            Told::Rows(_) => {}
            Told::Folder { path, entries } => self.list(path, entries),
            Told::File { path, kind } => {
                self.looked();
                if self.files.iter().any(|(_, other)| *other == path) {
                    ctx.tell(Say::Import(Telling::Twice));
                    return;
                }
                self.files.push((kind, path));
                self.picker.selected += 1;
            }
            Told::Tried(trial) => {
                self.trial = trial;
                let next = match self.stage {
                    Stage::Files | Stage::Columns => Stage::Columns,
                    // A row was answered: the next one that is open comes up.
                    Stage::Trial => {
                        self.picker.selected = 0;
                        return self.next_open(ctx.book());
                    }
                    Stage::To => Stage::Trial,
                };
                self.go(next);
            }
            Told::Taken { count } => {
                ctx.close();
                ctx.tell(Say::Import(Telling::Taken(count)));
                if let Some(To::File { path, .. }) = self.to(ctx) {
                    ctx.effect(Effect::OpenFile(path));
                }
            }
            Told::Failed(lines) => self.trouble = lines,
        }
    }

    /// What was typed has been looked at. What was typed meanwhile stays.
    fn looked(&mut self) {
        if self.path.text() == self.asked {
            self.path.clear();
        }
        self.asked.clear();
    }

    fn list(&mut self, path: PathBuf, entries: Vec<Found>) {
        self.looked();
        self.folder = path;
        self.entries = entries;
        self.picker.selected = self.files.len();
    }
}

//! Taking lists in (取り込み), step by step: files, columns, where they go, what would come of them. Nothing is recorded
//! before the last key.

mod part;
mod take;

use crate::app::core::ctx::Ctx;
use crate::app::core::importing::{Ask, Errand, Found, Lists, Said, Told, Trial};
use crate::app::core::msg::Effect;
use crate::app::screen::start;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::reading::Answer;
use crate::intake::import::{Aliases, ListKind};
use crate::text::Clean;
use std::path::{Path, PathBuf};

/// Rows above the list of files: the field and a blank row.
pub const FILES_HEAD: u16 = 2;
/// Rows below the lists: the selected line whole.
pub const FOOT: u16 = 2;

/// The step that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Which files.
    #[default]
    Files,
    /// What their columns mean.
    Columns,
    /// Where they go.
    To,
    /// What would come of them.
    Trial,
}

impl Stage {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Files, Self::Columns, Self::To, Self::Trial];

    /// Its number, from 1.
    pub fn number(self) -> usize {
        let at = Self::ALL.iter().position(|stage| *stage == self);
        at.map_or(1, |at| at + 1)
    }
}

/// What the thread works at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Number of the question.
    generation: u64,
    /// Rows read so far.
    pub rows: usize,
    /// Whether something is being written, which is not stopped.
    pub is_writing: bool,
}

/// The steps with what was chosen in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The step that is shown.
    pub stage: Stage,
    /// Place of a file or folder, typed, pasted or dropped.
    pub path: Field,
    /// The folder whose files are listed.
    pub folder: PathBuf,
    /// What it holds.
    pub entries: Vec<Found>,
    /// The files that were chosen.
    pub files: Vec<(ListKind, PathBuf)>,
    /// What was said of their columns.
    pub said: Vec<Said>,
    /// What would come of them.
    pub trial: Box<Trial>,
    /// Title, day and place of a new session file.
    pub fields: Box<[Field; 3]>,
    /// Which of these has the caret; none: the list has.
    pub focus: Option<usize>,
    /// Which line of the list of targets: 0 is a new file.
    pub target: usize,
    /// Doubtful rows go in as they were read.
    pub takes_doubtful: bool,
    /// What was answered about badge numbers, the last answer of each.
    pub answers: Vec<(Clean, Answer)>,
    /// What could not be done.
    pub trouble: Vec<Clean>,
    /// Selected line of the list, and the first one shown.
    pub picker: Picker,
    /// What the thread works at.
    pub wait: Option<Wait>,
    /// The place that was typed and is being looked at.
    asked: String,
    /// Answers that were not looked at yet.
    inbox: Vec<(u64, Told)>,
}

impl Import {
    /// No file is chosen; the folder is being looked at.
    pub fn open(ctx: &mut Ctx<'_>) -> Self {
        let place = ctx.world().template.to_string_lossy().into_owned();
        let today = ctx.env.today.to_string();
        let mut place = Field::new(&place);
        let mut day = Field::new(&today);
        place.offer();
        day.offer();
        let mut import = Self {
            fields: Box::new([Field::recorded(""), day, place]),
            ..Self::default()
        };
        import.ask(Errand::Look(PathBuf::new()), ctx);
        import
    }

    /// Takes an answer of the thread; it is looked at when the box is in front.
    pub fn hear(&mut self, generation: u64, told: Told) {
        self.inbox.push((generation, told));
    }

    fn ask(&mut self, errand: Errand, ctx: &mut Ctx<'_>) {
        let generation = ctx.next_generation();
        self.trouble.clear();
        self.wait = Some(Wait {
            generation,
            rows: 0,
            is_writing: matches!(errand, Errand::Take(_)),
        });
        ctx.effect(Effect::Import(Box::new(Ask { generation, errand })));
    }

    /// Stops what is being read. Returns whether anything was.
    fn stop(&mut self, ctx: &mut Ctx<'_>) -> bool {
        let Some(wait) = self.wait.take() else {
            return false;
        };
        if wait.is_writing {
            self.wait = Some(wait);
            return true;
        }
        let generation = ctx.next_generation();
        let errand = Errand::Stop;
        ctx.effect(Effect::Import(Box::new(Ask { generation, errand })));
        true
    }

    fn lists(&self) -> Lists {
        Lists {
            files: self.files.clone(),
            said: self.said.clone(),
            to: None,
            takes_doubtful: self.takes_doubtful,
            answers: self.answers.clone(),
        }
    }

    /// The badge number that the selected row asks about.
    pub fn asks(&self) -> Option<&Clean> {
        let row = self.trial.rows.get(self.picker.selected);
        row.filter(|_| self.stage == Stage::Trial)?.asks.as_ref()
    }

    /// Answers what the selected row asks; the lists are tried once more with it.
    fn answer_row(&mut self, answer: Answer, ctx: &mut Ctx<'_>) -> bool {
        let Some(badge) = self.asks().cloned() else {
            return false;
        };
        self.answers.retain(|(other, _)| *other != badge);
        self.answers.push((badge, answer));
        self.try_out(ctx);
        true
    }

    /// How many lines the list of the step has.
    pub fn len(&self, book: &Book) -> usize {
        match self.stage {
            Stage::Files => self.files.len() + self.entries.len(),
            Stage::Columns => self.trial.columns.len(),
            Stage::To => targets(book).len() + 1,
            Stage::Trial => self.trial.rows.len(),
        }
    }

    /// The chosen file under the selection, or else what the folder holds there.
    pub fn line(&self, at: usize) -> Option<Result<&(ListKind, PathBuf), &Found>> {
        let chosen = self.files.get(at).map(Ok);
        let entry = || at.checked_sub(self.files.len());
        chosen.or_else(|| self.entries.get(entry()?).map(Err))
    }

    /// Goes to a step; its first line is selected.
    fn go(&mut self, stage: Stage) {
        self.stage = stage;
        self.picker = Picker::default();
        self.focus = None;
        if stage == Stage::To {
            self.picker.selected = self.target;
        }
        if stage == Stage::Files {
            self.picker.selected = self.files.len();
        }
    }

    /// Gives the selected file another kind.
    fn next_kind(&mut self) {
        if let Some((kind, _)) = self.files.get_mut(self.picker.selected) {
            let at = ListKind::ALL.iter().position(|k| k == kind).unwrap_or(0);
            let next = (at + 1) % ListKind::ALL.len();
            *kind = ListKind::ALL.get(next).copied().unwrap_or(*kind);
            self.said.clear();
        }
    }

    /// Gives the selected column its next field, or the one before it. Behind the last one it is the column of the need that
    /// its heading names, and then not used.
    fn next_field(&mut self, forward: bool) {
        let Some(column) = self.trial.columns.get(self.picker.selected) else {
            return;
        };
        if column.hidden {
            return;
        }
        let fields = Aliases::fields(column.list);
        // Fields of the list, the need, nothing: one after the other, and round.
        let mut all: Vec<Option<String>> = fields.into_iter().map(Some).collect();
        let need = column.need.clone();
        let of_need = need.is_some().then_some(all.len());
        all.extend(need.map(Some));
        all.push(None);
        let own = |field: &Option<String>| *field == column.field;
        let now = of_need.filter(|_| column.is_need);
        let now = now.or_else(|| all.iter().position(own)).unwrap_or(0);
        let step = if forward { 1 } else { all.len() - 1 };
        let next = (now + step) % all.len();
        let (list, header) = (column.list, column.header.clone());
        let field = all.into_iter().nth(next).flatten();
        self.say(list, header, (field, of_need == Some(next)));
    }

    /// What a heading means now, whatever was said of it before.
    fn say(&mut self, list: ListKind, header: String, (field, is_need): (Option<String>, bool)) {
        for column in &mut self.trial.columns {
            if column.list == list && column.header == header {
                column.field.clone_from(&field);
                column.guessed = false;
                column.is_need = is_need;
            }
        }
        self.said.retain(|(l, h, _)| (*l, h) != (list, &header));
        // That it is the column of its need is what its heading says.
        if !is_need {
            self.said.push((list, header, field));
        }
    }

    /// Goes to the next line that somebody should look at.
    fn next_open(&mut self, book: &Book) {
        let len = self.len(book);
        let at = match self.stage {
            Stage::Columns => {
                let columns = &self.trial.columns;
                let is_guess = |at: usize| columns.get(at).is_some_and(|c| c.guessed);
                self.picker.next_of(len, is_guess)
            }
            Stage::Trial => {
                use crate::app::core::importing::Word::{Doubtful, Wrong};
                let rows = &self.trial.rows;
                let is_open = |at: usize| {
                    rows.get(at)
                        .is_some_and(|row| matches!(row.word, Wrong | Doubtful))
                };
                self.picker.next_of(len, is_open)
            }
            Stage::Files | Stage::To => None,
        };
        if let Some(at) = at {
            self.picker.selected = at;
        }
    }
}

/// The sessions of the record that lists can go into, newest first.
pub fn targets(book: &Book) -> Vec<Clean> {
    let choices = start::sessions(book, false).into_iter();
    let ids = choices.filter_map(|choice| match choice {
        start::Choice::Recorded(id) => Some(id),
        _ => None,
    });
    ids.collect()
}

/// The last part of a path.
pub fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    Clean::line(&name.to_string_lossy()).to_string()
}

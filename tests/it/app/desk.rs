//! A desk without a terminal: keys go in as a script, effects are carried out over a store in memory.

use enishi::action::{Chord, Code};
use enishi::app::core::planning;
use enishi::app::msg::{Answer, HistoryRow, HitKind, HitRow, Undone};
use enishi::app::{Effect, Env, Model, Msg, Setup, update};
use enishi::config::catalogue::Catalogue;
use enishi::config::concepts;
use enishi::domain::entity::Changes;
use enishi::domain::reading::{self, Answers};
use enishi::domain::roster::Session;
use enishi::domain::rule::calendar::Calendar;
use enishi::domain::rule::report::{Report, Source};
use enishi::domain::rule::suggest;
use enishi::domain::rule::template::Template;
use enishi::store::{Draft, LogFilter, MemoryStore, Saved, Sessions, Store};
use enishi::text::{Clean, fold};
use enishi::words::{Lang, Words};
use jiff::{ToSpan, Zoned};
use std::path::PathBuf;
use uuid::Uuid;

pub(crate) struct Desk {
    pub(crate) model: Model,
    pub(crate) store: MemoryStore,
    pub(crate) now: Zoned,
    pub(crate) calendar: Calendar,
    pub(crate) templates: Vec<Template>,
    /// Effects that nobody answers here.
    pub(crate) left: Vec<Effect>,
    /// Saving and searching are answered only when asked for.
    pub(crate) slow: bool,
    pub(crate) waiting: Vec<Effect>,
    sample: Option<Session>,
}

pub(crate) fn session(name: &str) -> Session {
    let path = format!("{}/sessions/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let words = Words::new(Lang::Ja);
    enishi::intake::load(&text, &words)
        .session
        .expect("a valid sample")
}

impl Desk {
    /// An empty desk of 原田, on a morning in Tokyo.
    pub(crate) fn empty() -> Self {
        let setup = Setup {
            actor: Some("原田".into()),
            salt: 7,
            templates: Catalogue::default().templates.into(),
            ..Setup::default()
        };
        Self::with(setup)
    }

    pub(crate) fn with(setup: Setup) -> Self {
        Self {
            model: Model::new(setup),
            store: MemoryStore::new(Uuid::from_u128(1)),
            now: "2026-11-20T13:58:00[Asia/Tokyo]".parse().unwrap(),
            calendar: Calendar::default(),
            templates: Catalogue::default().templates,
            left: Vec::new(),
            slow: false,
            waiting: Vec::new(),
            sample: None,
        }
    }

    /// With a sample session open.
    pub(crate) fn open(name: &str) -> Self {
        let mut desk = Self::empty();
        desk.sample = Some(session(name));
        desk.send(Msg::Resize {
            width: 80,
            height: 24,
        });
        desk.effect(Effect::OpenSample);
        desk.left.clear();
        desk
    }

    pub(crate) fn size(mut self, width: u16, height: u16) -> Self {
        self.send(Msg::Resize { width, height });
        self
    }

    pub(crate) fn send(&mut self, msg: Msg) {
        self.take(msg);
        // As the shell does before it draws.
        let words = enishi::app::help::words(self.model.world.lang);
        let told = enishi::view::told_rows(&self.model, words);
        if told != self.model.world.told {
            self.take(Msg::Measured { told });
        }
    }

    fn take(&mut self, msg: Msg) {
        // Every message comes a moment after the one before.
        self.now = self.now.checked_add(10.milliseconds()).unwrap();
        let env = Env {
            now: &self.now,
            today: self.now.date(),
            calendar: &self.calendar,
            templates: &self.templates,
        };
        for effect in update(&mut self.model, msg, &env) {
            if self.slow {
                self.waiting.push(effect);
            } else {
                self.effect(effect);
            }
        }
    }

    pub(crate) fn wait(&mut self, minutes: i64) {
        self.now = self.now.checked_add(minutes.minutes()).unwrap();
        self.send(Msg::Tick);
    }

    /// Answers what waits, in order.
    pub(crate) fn answer(&mut self) {
        let slow = std::mem::take(&mut self.slow);
        for effect in std::mem::take(&mut self.waiting) {
            self.effect(effect);
        }
        self.slow = slow;
    }

    fn effect(&mut self, effect: Effect) {
        let actor = self.model.world.actor.clone().unwrap_or_default();
        let now = self.now.timestamp();
        let saved = |ticket: u64, saved: Saved, undone: Option<Undone>| Msg::Saved {
            ticket,
            action: saved.action,
            rows: saved.rows,
            undone,
        };
        match effect {
            Effect::Commit {
                ticket,
                scope,
                changes,
            } => {
                let draft = Draft {
                    actor,
                    scope,
                    changes,
                    action: None,
                };
                let done = self.store.commit(&draft, now).unwrap();
                self.send(saved(ticket, done, None));
            }
            Effect::Undo { ticket } | Effect::Redo { ticket } => {
                let redo = matches!(effect, Effect::Redo { .. });
                let done = if redo {
                    self.store.redo(&actor, now)
                } else {
                    self.store.undo(&actor, now)
                };
                match done.unwrap() {
                    Some(done) => {
                        let op = done.ops.first().cloned().map(Box::new);
                        self.send(saved(ticket, done, Some(Undone { redo, op })));
                    }
                    None => self.send(Msg::NothingToUndo { ticket, redo }),
                }
            }
            Effect::TakeBack {
                ticket,
                entity,
                replaced,
            } => match self.store.take_back(&entity, &actor, now).unwrap() {
                Some(done) => {
                    let undone = done.ops.first().and_then(|op| op.change.undoes());
                    let log = self.store.log(&LogFilter::default()).unwrap();
                    let op = log.into_iter().find(|e| Some(e.op.action) == undone);
                    let op = op.map(|e| Box::new(e.op));
                    let undone = Undone { redo: false, op };
                    self.send(saved(ticket, done, Some(undone).filter(|_| !replaced)));
                }
                None => self.send(Msg::NothingToUndo {
                    ticket,
                    redo: false,
                }),
            },
            Effect::Search {
                generation,
                query,
                session,
                limit,
                ..
            } => {
                let mut hits = self.find(&session, &query);
                let matched = hits.len();
                hits.truncate(limit);
                self.send(Msg::Found {
                    generation,
                    answer: Answer {
                        hits,
                        matched,
                        whole: true,
                    },
                });
            }
            Effect::Plan(ask) => {
                let generation = ask.generation;
                let mut answers = Vec::new();
                planning::plan(&ask, &mut || true, &mut |answer| answers.push(answer));
                for answer in answers {
                    let answer = Box::new(answer);
                    self.send(Msg::Planned { generation, answer });
                }
            }
            Effect::StopPlanning(_) => {}
            Effect::Suggest {
                generation,
                session,
                about,
                seeking,
            } => {
                let book = self.store.book(&Sessions::All).unwrap();
                let concepts = concepts::shipped();
                let found = book.sessions.get(&session);
                let with = (&about, seeking.as_slice());
                let found = found.map(|s| suggest::answer(s, &book, &concepts, with));
                self.send(Msg::Suggested { generation, found });
            }
            Effect::Hint {
                generation,
                session,
            } => {
                let book = self.store.book(&Sessions::All).unwrap();
                let concepts = concepts::shipped();
                let found = book.sessions.get(&session);
                let found = found.map(|s| suggest::hints(s, &book, &concepts));
                self.send(Msg::Hinted { generation, found });
            }
            Effect::Count(ask) => {
                let book = self.store.book(&Sessions::All).unwrap();
                let source = Source {
                    book: &book,
                    templates: &self.templates,
                    calendar: &self.calendar,
                    today: ask.today,
                };
                let found = Some(Box::new(Report::of(source, &ask.span)));
                let generation = ask.generation;
                self.send(Msg::Counted { generation, found });
            }
            Effect::OpenSample => {
                if let Some(session) = self.sample.clone() {
                    self.load(&session);
                }
            }
            Effect::OpenRecorded(id) => self.send(Msg::Opened {
                session: id,
                path: PathBuf::new(),
            }),
            Effect::LoadHistory(entity) => {
                let log = self.store.log(&LogFilter::default()).unwrap();
                let rows = log
                    .into_iter()
                    .filter(|e| entity.as_ref().is_none_or(|x| e.op.entity == *x));
                let rows = rows
                    .map(|e| HistoryRow {
                        doubtful: e.contradicted,
                        op: e.op,
                        undone: e.undone,
                    })
                    .collect();
                self.send(Msg::History(rows));
            }
            Effect::KeepDraft { slot, text } => {
                let value = Some(text.as_str()).filter(|t| !t.is_empty());
                self.store.set_note(&slot, value).unwrap();
            }
            Effect::LoadDraft { slot } => {
                if let Some(text) = self.store.note(&slot).unwrap() {
                    self.send(Msg::Draft { slot, text });
                }
            }
            other => self.left.push(other),
        }
    }

    /// Another window reads a session file and answers so to all that is asked.
    pub(crate) fn read_elsewhere(&mut self, session: &Session, answer: reading::Answer) {
        let answers = Answers {
            all: Some(answer),
            ..Answers::default()
        };
        let (file, answers) = self.store.as_read(session, &answers).unwrap();
        let known = self.store.book(&Sessions::All).unwrap();
        let reading = reading::read(&known, &file, &answers).unwrap();
        let draft = Draft {
            actor: "相沢".into(),
            scope: reading.id,
            changes: reading.changes,
            action: None,
        };
        let saved = self.store.commit(&draft, self.now.timestamp()).unwrap();
        self.send(Msg::Synced { rows: saved.rows });
    }

    /// Another window records something in the same session.
    pub(crate) fn elsewhere(&mut self, changes: Changes) {
        let draft = Draft {
            actor: "相沢".into(),
            scope: changes[0].0.session().cloned().unwrap_or_default(),
            changes,
            action: None,
        };
        let saved = self.store.commit(&draft, self.now.timestamp()).unwrap();
        self.send(Msg::Synced { rows: saved.rows });
    }

    pub(crate) fn load(&mut self, session: &Session) {
        let id = session.id.clone();
        let known = self.store.book(&Sessions::All).unwrap();
        let reading = reading::read(&known, session, &Answers::default()).unwrap();
        let changes = reading.changes;
        if !changes.is_empty() {
            let actor = "原田".into();
            let draft = Draft {
                actor,
                scope: id.clone(),
                changes,
                action: None,
            };
            self.store.commit(&draft, self.now.timestamp()).unwrap();
        }
        let book = self.store.book(&Sessions::All).unwrap();
        self.send(Msg::Loaded(Box::new(book)));
        self.send(Msg::Opened {
            session: id,
            path: "sample.toml".into(),
        });
    }

    /// A plain search: every term somewhere in the folded record.
    fn find(&self, session: &str, query: &str) -> Vec<HitRow> {
        let Some(session) = self.model.world.book.sessions.get(&Clean::line(session)) else {
            return Vec::new();
        };
        let terms: Vec<String> = query.split_whitespace().map(fold::key).collect();
        let mut hits = Vec::new();
        let mut offer = |kind, id: &Clean, title: &Clean, detail: &Clean, all: &[&str]| {
            let folded: Vec<String> = all.iter().map(|t| fold::key(t)).collect();
            if terms
                .iter()
                .all(|t| folded.iter().any(|f| f.contains(t.as_str())))
            {
                let marked = title.find(query).map(|at| at..at + query.len());
                hits.push(HitRow {
                    kind,
                    id: id.clone(),
                    title: title.clone(),
                    detail: detail.clone(),
                    title_marks: marked.into_iter().collect(),
                    detail_marks: Vec::new(),
                    why: None,
                    interest: None,
                });
            }
        };
        for a in &session.attendees {
            let org = session.org_name(&a.org);
            offer(
                HitKind::Attendee,
                &a.badge,
                &a.name,
                org,
                &[&a.badge, &a.name, &a.kana, org],
            );
        }
        for o in &session.organisations {
            let tech = Clean::line(
                &o.technologies
                    .iter()
                    .map(Clean::as_str)
                    .collect::<Vec<_>>()
                    .join("、"),
            );
            offer(
                HitKind::Organisation,
                &o.id,
                &o.name,
                &tech,
                &[&o.name, &o.kana, &tech],
            );
        }
        for n in &session.needs {
            offer(
                HitKind::Need,
                &n.no,
                &n.title,
                &n.department,
                &[&n.no, &n.title],
            );
        }
        for p in &session.patents {
            let by = p.applicants.first().cloned().unwrap_or_default();
            offer(
                HitKind::Patent,
                &p.doc_no,
                &p.title,
                &by,
                &[&p.doc_no, &p.title],
            );
        }
        hits
    }

    /// Types a script: characters as they are, keys in `<>` as in the keymap, `<paste:text>` as one piece.
    pub(crate) fn keys(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let (key, after) = if c == '<' {
                rest.split_once('>').expect("a closed key")
            } else {
                rest.split_at(c.len_utf8())
            };
            rest = after;
            let msg = match (key.strip_prefix("<paste:"), key.strip_prefix('<')) {
                (Some(text), _) => Msg::Paste(text.to_owned()),
                (_, Some(name)) => Msg::Key(name.parse().unwrap_or_else(|_| panic!("{name}"))),
                _ => Msg::Key(Chord::plain(Code::Char(c))),
            };
            self.send(msg);
        }
        self
    }

    /// The record as the store has it.
    pub(crate) fn book(&self) -> enishi::domain::book::Book {
        self.store.book(&Sessions::All).unwrap()
    }
}

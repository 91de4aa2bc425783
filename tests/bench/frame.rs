//! What a person waits for: a key until the new frame, and the program until its first one.
//!
//! `cargo bench --bench main -- frame [KEYS]` types queries into the live screen, at the size of `regional.toml` and of
//! ten times that, through the same `update`, search and drawing as the program, and prints the times in milliseconds.
//! `cargo bench --bench main -- first-frame` starts the program in a pseudo terminal again and again.

use enishi::action::{Chord, Code};
use enishi::app::msg::Effect;
use enishi::app::{self, Env, Model, Msg, Setup};
use enishi::config::Catalogue;
use enishi::domain::book::{Book, Row};
use enishi::domain::calendar::Calendar;
use enishi::domain::id::Entity;
use enishi::domain::roster::Session;
use enishi::search::reading::Readings;
use enishi::search::{Searcher, Synonyms};
use enishi::session;
use enishi::shell::finder::{self, Ask};
use enishi::text::Clean;
use enishi::view;
use enishi::words::{Lang, Words};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

const QUERIES: &[&str] = &[
    "くもり",
    "内視鏡 洗浄",
    "kougaku",
    "たかはし",
    "27",
    "特許9900",
    "コーティング 親水",
    "びょういん",
];

fn regional() -> Session {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sessions/regional.toml");
    let text = std::fs::read(path).unwrap();
    session::load_bytes(&text, &Words::new(Lang::Ja))
        .session
        .unwrap()
}

/// The same people again and again, under other numbers.
fn times(session: &Session, n: usize) -> Session {
    let mut many = session.clone();
    for i in 1..n {
        let again = |id: &Clean| Clean::line(&format!("{id}-{i}"));
        many.needs
            .extend(session.needs.iter().cloned().map(|mut x| {
                x.no = again(&x.no);
                x
            }));
        many.organisations
            .extend(session.organisations.iter().cloned().map(|mut x| {
                x.id = again(&x.id);
                x
            }));
        many.attendees
            .extend(session.attendees.iter().cloned().map(|mut x| {
                (x.badge, x.org) = (again(&x.badge), again(&x.org));
                x
            }));
        many.patents
            .extend(session.patents.iter().cloned().map(|mut x| {
                x.doc_no = again(&x.doc_no);
                x
            }));
    }
    many
}

struct Desk {
    model: Model,
    finder: finder::Desk,
    searcher: Searcher,
    calendar: Calendar,
    catalogue: Catalogue,
    words: Words,
    buffer: Buffer,
}

impl Desk {
    fn new(session: &Session) -> Self {
        let mut desk = Self {
            model: Model::new(Setup {
                actor: Some(Clean::line("bench")),
                ..Setup::default()
            }),
            finder: finder::Desk::new(
                Arc::new(session.clone()),
                finder::index(session, &Synonyms::embedded(), &Readings::embedded()),
            ),
            searcher: Searcher::default(),
            calendar: Calendar::default(),
            catalogue: Catalogue::default(),
            words: Words::new(Lang::Ja),
            buffer: Buffer::empty(Rect::new(0, 0, 120, 40)),
        };
        let (width, height) = (120, 40);
        desk.take(Msg::Resize { width, height });
        let mut book = Book::default();
        let entity = Entity::Session(session.id.clone());
        book.set(&entity, Some(Row::Session(Box::new(session.clone()))));
        desk.take(Msg::Loaded(Box::new(book)));
        let path = PathBuf::new();
        desk.take(Msg::Opened {
            session: session.id.clone(),
            path,
        });
        desk.take(Msg::Key(Chord::plain(Code::F(5))));
        desk
    }

    /// One message and, where it asks for a search, the answer: what stands between a key and its frame.
    fn take(&mut self, msg: Msg) {
        let now = jiff::Zoned::now();
        let env = Env {
            now: &now,
            today: now.date(),
            calendar: &self.calendar,
            templates: &self.catalogue.templates,
        };
        for effect in app::update(&mut self.model, msg, &env) {
            if let Effect::Search {
                generation,
                query,
                need,
                limit,
                ..
            } = effect
            {
                let ask = Ask {
                    generation,
                    query,
                    need,
                    limit,
                };
                let (hits, matched) = self
                    .finder
                    .answer(&mut self.searcher, &ask, &|| false)
                    .unwrap();
                self.take(Msg::Found {
                    generation,
                    hits,
                    matched,
                });
            }
        }
    }

    fn key(&mut self, code: Code) -> Duration {
        let begun = Instant::now();
        self.take(Msg::Key(Chord::plain(code)));
        self.buffer.reset();
        let area = self.buffer.area;
        view::paint(&self.model, &self.words, &mut self.buffer, area);
        begun.elapsed()
    }
}

fn figures(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    println!(
        "{what}: n {}  median {:.3} ms  p99 {:.3} ms  max {:.3} ms",
        times.len(),
        at(50),
        at(99),
        at(100)
    );
}

pub fn keys(args: &[String]) {
    let rounds: usize = args.first().and_then(|n| n.parse().ok()).unwrap_or(10);
    let one = regional();
    for n in [1, 10] {
        let mut desk = Desk::new(&times(&one, n));
        let mut took = Vec::new();
        for _ in 0..rounds {
            for query in QUERIES {
                for c in query.chars() {
                    took.push(desk.key(Code::Char(c)));
                }
                for _ in query.chars() {
                    took.push(desk.key(Code::Backspace));
                }
            }
        }
        figures(&format!("key to frame, regional x {n}"), took);
    }
}

pub fn first(args: &[String]) {
    let rounds: usize = args.first().and_then(|n| n.parse().ok()).unwrap_or(20);
    for (what, file) in [
        ("start screen", None),
        ("open regional.toml", Some("sessions/regional.toml")),
    ] {
        let mut took = Vec::new();
        let mut live = Vec::new();
        for _ in 0..rounds {
            let home = tempfile::tempdir().unwrap();
            let size = PtySize {
                rows: 40,
                cols: 120,
                pixel_width: 0,
                pixel_height: 0,
            };
            let pair = native_pty_system().openpty(size).unwrap();
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_enishi"));
            command.env_clear();
            command.env("TERM", "xterm-256color");
            command.env("LANG", "ja_JP.UTF-8");
            command.env("HOME", home.path());
            command.cwd(env!("CARGO_MANIFEST_DIR"));
            command.args(["--actor", "bench"]);
            if let Some(file) = file {
                command.args(["open", file]);
            }
            let mut out = pair.master.try_clone_reader().unwrap();
            let mut keys = pair.master.take_writer().unwrap();
            let begun = Instant::now();
            let mut child = pair.slave.spawn_command(command).unwrap();
            drop(pair.slave);
            let mut seen = Vec::new();
            let mut buffer = [0; 8192];
            let has =
                |seen: &[u8], text: &str| seen.windows(text.len()).any(|w| w == text.as_bytes());
            let mut first = None;
            let last = if file.is_some() { "[2 進行]" } else { "F1" };
            while let Ok(n @ 1..) = out.read(&mut buffer) {
                seen.extend_from_slice(&buffer[..n]);
                if has(&buffer[..n], "\x1b[6n") {
                    keys.write_all(b"\x1b[1;2R").unwrap();
                }
                if first.is_none() && has(&seen, "F1") {
                    first = Some(begun.elapsed());
                }
                if has(&seen, last) {
                    break;
                }
            }
            took.extend(first);
            live.push(begun.elapsed());
            child.kill().unwrap();
            child.wait().unwrap();
        }
        figures(&format!("first frame, {what}"), took);
        if file.is_some() {
            figures("session on the screen", live);
        }
    }
}

//! What a person waits for: a key until the new frame. The first frame: see `typing`.
//!
//! `cargo bench --bench main -- frame [KEYS]` types queries into the live screen, at the size of `regional.toml` and of
//! ten times that, through the same `update`, search and drawing as the program, and prints the times in milliseconds.

use super::meetings;
use enishi::action::{Chord, Code};
use enishi::app::msg::Effect;
use enishi::app::{self, Env, Model, Msg, Setup};
use enishi::config::Catalogue;
use enishi::domain::book::Book;
use enishi::domain::reading::{self, Answers};
use enishi::domain::roster::Session;
use enishi::domain::rule::calendar::Calendar;
use enishi::intake;
use enishi::search::Synonyms;
use enishi::search::reading::Readings;
use enishi::shell::finder::{self, Ask};
use enishi::text::Clean;
use enishi::view;
use enishi::words::{Lang, Words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
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
    intake::load_bytes(&text, &Words::new(Lang::Ja))
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
    finder: finder::Corpus,
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
            finder: finder::Corpus::new(
                Arc::new(session.clone()),
                finder::index(session, &Synonyms::embedded(), &Readings::embedded()),
            ),
            calendar: Calendar::default(),
            catalogue: Catalogue::default(),
            words: Words::new(Lang::Ja),
            buffer: Buffer::empty(Rect::new(0, 0, 120, 40)),
        };
        let (width, height) = (120, 40);
        desk.take(Msg::Resize { width, height });
        let reading = reading::read(&Book::default(), session, &Answers::default());
        let book = reading.unwrap().onto(Book::default());
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
                let answer = self.finder.answer(&ask, &|| false).unwrap();
                self.take(Msg::Found { generation, answer });
            }
        }
    }

    fn key(&mut self, code: Code) -> Duration {
        self.press(Chord::plain(code))
    }

    fn press(&mut self, chord: Chord) -> Duration {
        let begun = Instant::now();
        self.take(Msg::Key(chord));
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

/// `cargo bench --bench main -- matrix [ROUNDS]`: keys through the matrix of `regional.toml`, and of 200 needs x 1,000 companies.
pub fn matrix(args: &[String]) {
    let rounds: usize = args.first().and_then(|n| n.parse().ok()).unwrap_or(20);
    for session in [regional(), meetings::session(200, 1000)] {
        let mut desk = Desk::new(&session);
        desk.press("Alt+6".parse().unwrap());
        let matrix = desk.model.screens.matrix.as_ref().unwrap();
        let size = format!("{} x {}", matrix.rows.len(), matrix.columns.len());
        let mut moved = Vec::new();
        let mut wrote = Vec::new();
        for _ in 0..rounds {
            for code in [
                Code::Down,
                Code::Right,
                Code::PageDown,
                Code::End,
                Code::Home,
            ] {
                moved.push(desk.key(code));
            }
            for digit in ['1', '3', '0'] {
                wrote.push(desk.key(Code::Char(digit)));
            }
        }
        figures(&format!("matrix {size}, a step"), moved);
        figures(&format!("matrix {size}, a digit that records"), wrote);
    }
}

//! The search thread: answers the newest query, and builds the index again when the session changes.

use super::event::{Alarm, Event};
use super::library::{Library, Trouble};
use super::user_config::LazySynonyms;
use crate::app::Msg;
use crate::app::msg::{Answer, HitKind, HitRow, Why};
use crate::domain::code::Level;
use crate::domain::roster::Session;
use crate::search;
use crate::search::reading::Readings;
use crate::search::roster;
use crate::search::{Context, Hit, Index, Kind, Marker, Query, Searcher, Synonyms};
use crate::text::Clean;
use crate::words::Words;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// Orders from the screen loop.
#[derive(Debug)]
enum Order {
    Session(Arc<Session>),
    Library(Arc<Index>),
    Search(Ask),
}

/// One query and what it depends on.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Number of the query in the model; only the newest query is answered.
    pub generation: u64,
    /// The query as it was typed.
    pub query: String,
    /// Number of the current need.
    pub need: Option<Clean>,
    /// Most lines wanted.
    pub limit: usize,
}

/// Handle of the search thread, which ends when the handle is dropped.
#[derive(Debug)]
pub struct Finder {
    orders: Sender<Order>,
    newest: Arc<AtomicU64>,
}

impl Finder {
    /// Starts the thread with an empty index.
    pub fn spawn(synonyms: LazySynonyms, readings: Readings, to: Sender<Event>) -> Self {
        let (orders, inbox) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        thread::spawn(move || {
            let _alarm = Alarm(to.clone());
            serve(&inbox, &synonyms, &readings, &seen, &to);
        });
        Self { orders, newest }
    }

    /// Replaces the session that is searched.
    pub fn load(&self, session: Arc<Session>) {
        let _ = self.orders.send(Order::Session(session));
    }

    /// Opens the library in a thread of its own. It is searched as soon as it is open.
    pub fn open_library(
        &self,
        library: Library,
        synonyms: LazySynonyms,
        readings: Readings,
        words: Arc<Words>,
        to: Sender<Event>,
    ) {
        let orders = self.orders.clone();
        thread::spawn(move || {
            let _alarm = Alarm(to.clone());
            let tell = |trouble: &Trouble| {
                let text = Clean::line(&trouble.line(&words));
                let _ = to.send(Event::Msg(Msg::Notice { grave: false, text }));
            };
            match library.index(&synonyms, &readings) {
                Ok(None) => {}
                Ok(Some(stock)) => {
                    stock.troubles.iter().for_each(tell);
                    let _ = orders.send(Order::Library(Arc::new(stock.index)));
                }
                Err(trouble) => tell(&trouble),
            }
        });
    }

    /// Passes a query to the thread and cancels older ones; never waits.
    pub fn ask(&self, ask: Ask) {
        self.newest.store(ask.generation, Ordering::Release);
        let _ = self.orders.send(Order::Search(ask));
    }
}

fn serve(
    inbox: &Receiver<Order>,
    synonyms: &Synonyms,
    readings: &Readings,
    newest: &AtomicU64,
    to: &Sender<Event>,
) {
    let empty = Index::build(Vec::new(), synonyms, None);
    let mut meeting = Corpus::new(Arc::default(), empty);
    let mut library: Option<Arc<Index>> = None;
    // The meeting and the library together; `None` until the library is open.
    let mut all: Option<Corpus> = None;
    let mut last: Option<Ask> = None;
    while let Ok(first) = inbox.recv() {
        let mut ask = None;
        let mut changed = false;
        for order in std::iter::once(first).chain(inbox.try_iter()) {
            match order {
                Order::Search(newer) => ask = Some(newer),
                Order::Session(session) => {
                    let index = index(&session, synonyms, readings);
                    meeting = Corpus::new(session, index);
                    changed = true;
                }
                Order::Library(found) => {
                    library = Some(found);
                    changed = true;
                }
            }
        }
        if changed {
            all = library.as_ref().map(|l| meeting.with(l));
            // Answer the query on the screen again, because the answer may have changed.
            ask = ask.or_else(|| last.clone());
        }
        let Some(ask) = ask else {
            continue;
        };
        let generation = ask.generation;
        let cancelled = || newest.load(Ordering::Acquire) != generation;
        let send = |answer: Answer| to.send(Event::Msg(Msg::Found { generation, answer }));
        // The answer of the meeting is sent at once, however large the library is.
        if let Some(first) = meeting.answer(&ask, &cancelled) {
            let part = Answer {
                whole: all.is_none(),
                ..first.clone()
            };
            if send(part).is_err() {
                return;
            }
            if let Some(found) = all.as_mut().and_then(|all| all.answer(&ask, &cancelled))
                && send(with_all_of(first, found)).is_err()
            {
                return;
            }
        }
        last = Some(ask);
    }
}

/// The whole answer, with hits added that only the meeting alone gave: slips and near matches, which are left out where
/// the library has better lines.
fn with_all_of(meeting: Answer, mut whole: Answer) -> Answer {
    let known: BTreeSet<_> = whole.hits.iter().map(|h| (h.kind, &h.id)).collect();
    let left_out = meeting.hits.into_iter();
    let left_out: Vec<HitRow> = left_out
        .filter(|h| !known.contains(&(h.kind, &h.id)))
        .collect();
    whole.matched += left_out.len();
    whole.hits.extend(left_out);
    whole
}

/// Builds the index of a session without a library.
pub fn index(session: &Session, synonyms: &Synonyms, readings: &Readings) -> Index {
    Index::build(roster::records(session), synonyms, Some(readings))
}

/// What is searched together: a session, and an index of it.
#[derive(Debug)]
pub struct Corpus {
    /// The session from which the records were made.
    pub session: Arc<Session>,
    /// Records of the session, and those of the library after them.
    pub index: Index,
    searcher: Searcher,
}

impl Corpus {
    /// A corpus from a session and its index.
    pub fn new(session: Arc<Session>, index: Index) -> Self {
        Self {
            session,
            index,
            searcher: Searcher::default(),
        }
    }

    /// The same session with the records of a library after its own.
    fn with(&self, library: &Index) -> Self {
        Self::new(Arc::clone(&self.session), self.index.with(library))
    }

    /// The lines that a query finds; `None` if it was cancelled.
    pub fn answer(&mut self, ask: &Ask, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Answer> {
        let context = Context {
            current_need: ask.need.as_deref(),
            limit: ask.limit,
            kinds: None,
        };
        let found = (self.searcher).search(&self.index, &ask.query, &context, cancelled)?;
        let marker = Marker::new(&self.index, &Query::parse(&ask.query));
        let rows = found.hits.iter();
        let rows = rows.filter_map(|hit| self.row(hit, &marker, ask.need.as_ref()));
        Some(Answer {
            hits: rows.collect(),
            matched: found.matched,
            whole: true,
        })
    }

    fn row(&self, hit: &Hit, marker: &Marker<'_>, need: Option<&Clean>) -> Option<HitRow> {
        let entry = self.index.record(hit.record)?;
        let id = Clean::line(entry.id);
        let title = Clean::line(entry.title());
        let detail = self.detail(hit, &id);
        let corrected = hit.may_be_corrected();
        let marks = |text: &Clean| marker.marks(text, corrected);
        Some(HitRow {
            kind: kind(hit.kind),
            title_marks: marks(&title),
            detail_marks: marks(&detail),
            why: if hit.near {
                Some(Why::Near)
            } else {
                why(hit.why)
            },
            interest: need.and_then(|need| self.interest(hit.kind, &id, need)),
            id,
            title,
            detail,
        })
    }

    /// Text that distinguishes this line from another with the same name.
    pub fn detail(&self, hit: &Hit, id: &Clean) -> Clean {
        let session = &self.session;
        let join = |parts: &[&str]| {
            let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
            Clean::line(&parts.join(" "))
        };
        let found = match hit.kind {
            Kind::Attendee => session.recorded_attendee(id).map(|a| {
                let org = session.recorded_organisation(&a.org);
                let org = org.map_or("", |o| o.short_name().as_str());
                join(&[org, &a.dept, &a.title, &a.kana])
            }),
            Kind::Organisation => session.recorded_organisation(id).map(|o| {
                let technologies: Vec<&str> = o.technologies.iter().map(Clean::as_str).collect();
                join(&[&o.prefecture, &technologies.join("、")])
            }),
            Kind::Need => session.recorded_need(id).map(|n| {
                let hospital = session.org_name(&n.hospital);
                join(&[hospital, &n.department])
            }),
            Kind::Patent => session.patent(id).map(|p| {
                let applicants: Vec<&str> = p.applicants.iter().map(Clean::as_str).collect();
                join(&[p.life().ja(), &applicants.join("、")])
            }),
            Kind::Library => None,
        };
        found.unwrap_or_else(|| {
            let entry = self.index.record(hit.record);
            let org = entry.and_then(|e| e.field(search::Field::Organisation));
            Clean::line(org.unwrap_or_default())
        })
    }

    /// Level of interest in the need that this person, or somebody of this organisation, stated before the meeting.
    fn interest(&self, kind: Kind, id: &Clean, need: &Clean) -> Option<Level> {
        let session = &self.session;
        let of = |a: &crate::domain::roster::Attendee| {
            let stated = a.interests.iter().find(|i| i.need == *need);
            stated.map(|i| i.level)
        };
        match kind {
            Kind::Attendee => session.recorded_attendee(id).and_then(of),
            Kind::Organisation => session.people_of(id).find_map(of),
            _ => None,
        }
    }
}

fn kind(kind: Kind) -> HitKind {
    match kind {
        Kind::Attendee => HitKind::Attendee,
        Kind::Organisation => HitKind::Organisation,
        Kind::Need => HitKind::Need,
        Kind::Patent => HitKind::Patent,
        Kind::Library => HitKind::Library,
    }
}

fn why(why: search::Why) -> Option<Why> {
    match why {
        search::Why::Text => None,
        search::Why::Number => Some(Why::Number),
        search::Why::Reading => Some(Why::Reading),
        search::Why::Synonym => Some(Why::Synonym),
        search::Why::Typo => Some(Why::Typo),
        search::Why::Near => Some(Why::Near),
    }
}

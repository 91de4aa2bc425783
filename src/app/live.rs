//! The live screen (進行): what it shows and where its focus is. What its keys do is in `app::record`.

use super::area::Area;
use super::fact::{self, Fact, FactLine};
use super::field::Field;
use super::layout::{Layout, Pane};
use super::msg::{Answer, HitKind, HitRow, Msg, Why};
use super::picker::Picker;
use crate::domain::book::{Book, Progress};
use crate::domain::code::{DeviceKind, Disclosure, Level};
use crate::domain::id::PairingId;
use crate::domain::number::{MahType, narrow};
use crate::domain::roster::{Need, Organisation, Session};
use crate::search::offer;
use crate::text::Clean;
use crate::words::Lang;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;
use uuid::Uuid;

/// Where typing and arrows go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The search box, its results and the card.
    #[default]
    Search,
    /// The needs in order of presentation.
    Needs,
    /// The records of the need.
    Records,
}

/// One line of the records pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A pairing.
    Pairing(PairingId),
    /// A free memo.
    Memo(Uuid),
}

/// How far a need is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turnout {
    /// 待ち
    Waiting,
    /// 発表中
    Now,
    /// 済
    Done,
}

/// What was typed after an Enter that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Keys and pasted text, in order.
    pub typed: Vec<Msg>,
    /// Since when it waits.
    pub since: Timestamp,
}

/// The live screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    /// The session shown; its content is in the book.
    pub session: Clean,
    /// Its file.
    pub path: PathBuf,
    /// Where typing and arrows go.
    pub focus: Focus,
    /// The search box.
    pub query: Field,
    /// Generation of the newest query.
    pub asked: u64,
    /// Generation of the newest query that was answered whole.
    pub answered: u64,
    /// Results of `answered`; the first ones may be those of `asked` already.
    pub hits: Vec<HitRow>,
    /// So many of them, from the first, are of `asked`.
    pub fresh: usize,
    /// How many matched in all.
    pub matched: usize,
    /// Place in the results.
    pub results: Picker,
    /// Place in the needs.
    pub needs: Picker,
    /// A need looked at without making it current.
    pub looking: Option<Clean>,
    /// The selected record; the newest if none.
    pub record: Option<Record>,
    /// Place in the records, kept in step with `record`.
    pub records: Picker,
    /// Lines of the card scrolled away.
    pub card: usize,
    /// The lines of the card.
    pub sheets: Sheets,
    /// An Enter waits for the answer to its query.
    pub held: Option<Held>,
    /// The text of the search box that is kept as a draft: it may become a line of the record.
    pub kept: String,
}

impl Live {
    /// The screen of a session, as it is opened.
    pub fn new(session: Clean, path: PathBuf) -> Self {
        Self {
            session,
            path,
            ..Self::default()
        }
    }

    /// Where the half-typed text of its search box is kept.
    pub fn draft_slot(&self) -> Clean {
        Clean::line(&format!("line:{}", self.session))
    }

    /// What was prepared.
    pub fn session<'b>(&self, book: &'b Book) -> Option<&'b Session> {
        book.sessions.get(&self.session)
    }

    /// How far the presentations are.
    pub fn progress<'b>(&self, book: &'b Book) -> Option<&'b Progress> {
        book.progress.get(&self.session)
    }

    /// The need presented now.
    pub fn current<'b>(&self, book: &'b Book) -> Option<&'b Need> {
        let no = self.progress(book)?.current.as_ref()?;
        self.session(book)?.need(no)
    }

    /// Every presentation is over.
    pub fn is_over(&self, book: &Book) -> bool {
        self.progress(book)
            .is_some_and(|p| p.current.is_none() && !p.presented.is_empty())
    }

    /// The need whose card and records are shown.
    pub fn shown<'b>(&self, book: &'b Book) -> Option<&'b Need> {
        match &self.looking {
            Some(no) => self.session(book)?.need(no),
            None => self.current(book),
        }
    }

    /// How far a need is.
    pub fn turnout(&self, book: &Book, no: &str) -> Turnout {
        let Some(progress) = self.progress(book) else {
            return Turnout::Waiting;
        };
        if progress.current.as_deref() == Some(no) {
            Turnout::Now
        } else if progress.presented.iter().any(|p| *p == *no) {
            Turnout::Done
        } else {
            Turnout::Waiting
        }
    }

    /// The records shown, oldest first: those of the shown need, or of the whole session when all is over.
    pub fn record_list(&self, book: &Book) -> Vec<(Timestamp, Record)> {
        let need = self.shown(book).map(|n| &n.no);
        let all = need.is_none() && self.is_over(book);
        let mut list: Vec<(Timestamp, Record)> = pairings_in(book, &self.session)
            .filter(|p| all || Some(&p.id.need) == need)
            .map(|p| (p.recorded_at, Record::Pairing(p.id.clone())))
            .collect();
        let from = (self.session.clone(), Uuid::nil());
        let memos = book.memos.range(from..);
        list.extend(
            memos
                .take_while(|((session, _), _)| *session == self.session)
                .filter(|(_, memo)| all || memo.need.as_ref() == need)
                .map(|((_, id), memo)| (memo.written_at, Record::Memo(*id))),
        );
        list.sort_by_key(|(at, _)| *at);
        list
    }

    /// The record that F4 and F2 mean: the selected one, else the newest.
    pub fn record(&self, book: &Book) -> Option<Record> {
        let list = self.record_list(book);
        let selected = self.record.as_ref();
        list.iter()
            .map(|(_, r)| r)
            .find(|r| Some(*r) == selected)
            .or_else(|| list.last().map(|(_, r)| r))
            .cloned()
    }

    /// Whether the results belong to what is typed.
    pub fn is_answered(&self) -> bool {
        self.asked == self.answered
    }

    /// The attendee whose badge number is the whole query.
    pub fn badge(&self, book: &Book) -> Option<Clean> {
        let typed = narrow(self.query.text());
        if typed.is_empty() || !typed.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let session = self.session(book)?;
        let same = |badge: &str| {
            let badge = narrow(badge);
            badge == typed || badge.trim_start_matches('0') == typed.trim_start_matches('0')
        };
        (session.attendees.iter())
            .find(|a| narrow(&a.badge) == typed)
            .or_else(|| session.attendees.iter().find(|a| same(&a.badge)))
            .map(|a| a.badge.clone())
    }

    /// Names of fields that the end of the query may become.
    pub fn offers(&self) -> Vec<&'static str> {
        if self.focus == Focus::Search && self.query.is_at_end() {
            offer::offers(self.query.text())
        } else {
            Vec::new()
        }
    }

    /// The query with the first of them.
    pub(super) fn completed(&self) -> Option<String> {
        (!self.offers().is_empty())
            .then(|| offer::accept(self.query.text()))
            .flatten()
    }

    /// Takes the answer of the search thread; false if the line that was chosen is gone. Before it is whole, the
    /// library's lines of the query before stay behind it: a list that comes and goes with every key could not be read.
    pub fn found(&mut self, book: &Book, generation: u64, answer: Answer) -> bool {
        let again = !answer.whole && self.is_answered();
        if generation != self.asked || self.query.is_blank() || again {
            return true;
        }
        // Whoever went on to a line stays on it.
        let went = self.results.selected > 0;
        let chosen = self.hits.get(self.results.selected).filter(|_| went);
        let chosen = chosen.map(|hit| (hit.kind, hit.id.clone()));
        let before = std::mem::replace(&mut self.hits, answer.hits);
        self.matched = answer.matched;
        self.group();
        self.badge_first(book);
        self.fresh = self.hits.len();
        if answer.whole {
            self.answered = generation;
        } else {
            let library = before.into_iter().filter(|h| h.kind == HitKind::Library);
            self.hits.extend(library);
        }
        let Some((kind, id)) = chosen else {
            return true;
        };
        let same = |h: &HitRow| h.kind == kind && h.id == id;
        let place = self.hits.iter().position(same);
        match place {
            Some(at) => self.results.selected = at,
            None => self.results = Picker::default(),
        }
        place.is_some()
    }

    /// Whether the chosen line is of the newest query.
    pub fn is_fresh(&self) -> bool {
        self.results.selected < self.fresh
    }

    /// The attendee with the typed badge number comes first.
    fn badge_first(&mut self, book: &Book) {
        let Some(badge) = self.badge(book) else {
            return;
        };
        let is = |h: &HitRow| h.kind == HitKind::Attendee && h.id == badge;
        if let Some(at) = self.hits.iter().position(is) {
            let hit = self.hits.remove(at);
            self.hits.insert(0, hit);
        } else if let Some(hit) = self.badge_hit(book, &badge) {
            self.hits.insert(0, hit);
            self.matched += 1;
        }
    }

    /// Kinds stand together, the kind of the best hit first. Needs come last unless their number is typed: Enter on one
    /// goes on to it, and nobody who types a name means that. Behind them stands the library, of which there are often
    /// more lines than anybody scrolls through.
    fn group(&mut self) {
        let typed = narrow(self.query.text());
        let mut order: Vec<HitKind> = Vec::new();
        for hit in &self.hits {
            if !order.contains(&hit.kind) {
                order.push(hit.kind);
            }
        }
        let numbered = |h: &HitRow| h.kind == HitKind::Need && narrow(&h.id).starts_with(&typed);
        if !self.hits.iter().any(numbered) {
            order.retain(|kind| *kind != HitKind::Need);
        }
        let place = |kind| order.iter().position(|k| *k == kind);
        // What is only nearly met comes after what is met, whatever it is.
        self.hits.sort_by_key(|hit| {
            let near = matches!(hit.why, Some(Why::Typo | Why::Near));
            let library = hit.kind == HitKind::Library;
            (near, library, place(hit.kind).unwrap_or(usize::MAX))
        });
    }

    fn badge_hit(&self, book: &Book, badge: &Clean) -> Option<HitRow> {
        let session = self.session(book)?;
        let person = session.attendee(badge)?;
        let need = self.current(book).map(|n| &n.no);
        Some(HitRow {
            kind: HitKind::Attendee,
            id: person.badge.clone(),
            title: person.name.clone(),
            detail: session.org_name(&person.org).clone(),
            title_marks: Vec::new(),
            detail_marks: Vec::new(),
            why: Some(Why::Number),
            interest: (person.interests.iter())
                .find(|i| Some(&i.need) == need)
                .map(|i| i.level),
        })
    }
}

/// The lines of the card and its neighbour. Finding who holds a patent and breaking lines is too much for every frame,
/// so they are made when something they depend on changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheets {
    /// In the card.
    pub card: Vec<FactLine>,
    /// Beside it, where there is room.
    pub side: Vec<FactLine>,
    of: Option<SheetKey>,
}

/// What the sheets depend on.
#[derive(Clone, Debug, PartialEq)]
struct SheetKey {
    need: Option<Clean>,
    revision: u64,
    today: Option<Date>,
    lang: Lang,
    areas: [Area; 3],
}

/// A card of fewer rows says less of each thing, and what is most asked for first.
const BRIEF: u16 = 18;

impl Live {
    /// Makes the sheets anew if need be, and keeps their scroll in them.
    pub fn refresh(
        &mut self,
        book: &Book,
        layout: &Layout,
        (revision, today, lang): (u64, Option<Date>, Lang),
    ) {
        let areas = [Pane::Card, Pane::Side, Pane::Results].map(|pane| layout.get(pane).inner());
        let key = SheetKey {
            need: self.shown(book).map(|n| n.no.clone()),
            revision,
            today,
            lang,
            areas,
        };
        let [card, side, results] = areas;
        if self.sheets.of.as_ref() != Some(&key) {
            let (first, second) = self.facts(
                book,
                today,
                card.height,
                side.is_empty() && results.is_empty(),
            );
            self.sheets = Sheets {
                card: fact::lines(&first, card.width, lang),
                side: fact::lines(&second, side.width, lang),
                of: Some(key),
            };
        }
        let below =
            |lines: &[FactLine], area: Area| lines.len().saturating_sub(usize::from(area.height));
        let most = below(&self.sheets.card, card).max(below(&self.sheets.side, side));
        self.card = self.card.min(most);
    }

    /// What the card says, and what stands beside it unless it stands `alone`.
    fn facts(
        &self,
        book: &Book,
        today: Option<Date>,
        height: u16,
        alone: bool,
    ) -> (Vec<Fact>, Vec<Fact>) {
        let Some((session, need)) = self.session(book).zip(self.shown(book)) else {
            return Default::default();
        };
        let around = fact::around(book, session, need);
        if !alone {
            (fact::card(session, need, today), around)
        } else if height < BRIEF {
            (fact::brief(session, need, today, around), Vec::new())
        } else {
            let mut card = fact::card(session, need, today);
            card.extend(around);
            (card, Vec::new())
        }
    }
}

/// The pairings of a session.
pub fn pairings_in<'b>(
    book: &'b Book,
    session: &Clean,
) -> impl Iterator<Item = &'b crate::domain::book::Pairing> {
    let from = PairingId {
        session: session.clone(),
        need: Clean::default(),
        org: Clean::default(),
    };
    let session = session.clone();
    book.pairings
        .range(from..)
        .take_while(move |(id, _)| id.session == session)
        .map(|(_, p)| p)
}

/// What stands above the records of a need: who may bring it to the market, and who should not meet whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gauge {
    /// The least licence for the class of the need (type 2 where the class is unknown); `None`: it is no device.
    pub least: Option<MahType>,
    /// An organisation on record that holds it.
    pub holder: Option<Clean>,
    /// Organisations on record that are rivals.
    pub rivals: Vec<(Clean, Clean)>,
    /// The need is told under an NDA only.
    pub nda: bool,
}

impl Live {
    /// The gauge of the shown need.
    pub fn gauge(&self, book: &Book) -> Option<Gauge> {
        let session = self.session(book)?;
        let need = self.shown(book)?;
        let orgs: Vec<&Organisation> = pairings_in(book, &session.id)
            .filter(|p| p.id.need == need.no)
            .filter(|p| p.level != Level::Declined && !p.status.is_closed())
            .filter_map(|p| session.organisation(&p.id.org))
            .collect();
        let device = need.device_kind != Some(DeviceKind::NonDevice);
        let least = device.then(|| need.least_licence().unwrap_or(MahType::Second));
        let holder = least.and_then(|least| {
            let enough = |o: &&&Organisation| o.licence().is_some_and(|l| l >= least);
            orgs.iter().find(enough).map(|o| o.short_name().clone())
        });
        let mut rivals = Vec::new();
        for (at, one) in orgs.iter().enumerate() {
            for other in orgs.iter().skip(at + 1) {
                if one.competitors.contains(&other.id) || other.competitors.contains(&one.id) {
                    rivals.push((one.short_name().clone(), other.short_name().clone()));
                }
            }
        }
        Some(Gauge {
            least,
            holder,
            rivals,
            nda: need.disclosure == Some(Disclosure::AfterNda),
        })
    }
}

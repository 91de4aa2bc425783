//! The cheapest way through a run of kanji: which words it is made of, and how each is read.

use super::dictionary::EDGE;
use super::dictionary::Entry;
use super::dictionary::FOREIGN;
use super::dictionary::GIVEN_NAME;
use super::dictionary::HAN;
use super::dictionary::SURNAME;
use super::dictionary::VERB;
use super::dictionary::WA;
use super::dictionary::WA_COUNTER;
use super::word::EntryId;
use super::word::NONE;
use super::word::OTHERS;
use super::word::OWN;
use super::word::Script;
use super::word::Sources;
use super::word::Token;
use crate::text::fold;

/// A kanji that nobody knows.
const UNKNOWN: i32 = 20_000;
/// A hiragana after a run: dear enough that okurigana goes to the word it belongs to, less for common particles.
const HIRAGANA: i32 = 6_500;
const PARTICLE: i32 = 1_500;
/// A place is given up when one of the next few is reached at so much less cost.
const BEHIND: i32 = 1_000;
const AHEAD: usize = 5;
/// A way that is so much dearer than another one to the same place is not followed.
const HOPELESS: i32 = 9_000;
/// Words tried from one place, shortest first.
const WORDS: usize = 12;
/// Inside a compound the voiced form of a native word is likelier than its plain cost tells (ばり, がわ, ぐち).
const VOICED: i32 = 1_500;
/// Another reading is worth keeping when it is at most this much dearer; more in names, where every reading is right.
const OTHER: i32 = 2_600;
const OTHER_NAME: i32 = 3_600;

/// One word at the end of the cheapest way to it; one per place and class.
#[derive(Clone, Copy)]
struct Cell {
    cost: i32,
    class: u8,
    from: u16,
    back: u32,
    entry: u32,
    /// All entries of the word, for its other readings.
    word: (u32, u32),
    /// The next cell at the same place.
    next: u32,
}

/// Where a character starts or the run ends: the least cost of coming here, and the first of its cells.
#[derive(Clone, Copy)]
struct Place {
    cost: i32,
    head: u32,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            cost: i32::MAX,
            head: NONE,
        }
    }
}

/// A word of the corrections: where it ends, its entries, and what the dictionary thinks of it if it knows it.
#[derive(Clone, Copy)]
struct Own {
    to: usize,
    entries: (u32, u32),
    known: Option<Entry>,
}

/// Scratch memory for finding ways; keeps its room from run to run.
pub(super) struct Lattice {
    cells: Vec<Cell>,
    places: Vec<Place>,
    /// Each character's letter, and that of its plain form if that is another one.
    letters: Vec<(u16, u16)>,
    /// Whether there is any of the latter.
    variants: bool,
    own: Vec<Own>,
    others: Vec<(i32, u32)>,
    /// The cheapest way to the place at work, by the class that comes next, with another half for voiced words.
    ways: [Option<(u32, i32)>; 64],
    asked: u64,
}

impl Default for Lattice {
    fn default() -> Self {
        Self {
            cells: Vec::new(),
            places: Vec::new(),
            letters: Vec::new(),
            variants: false,
            own: Vec::new(),
            others: Vec::new(),
            ways: [None; 64],
            asked: 0,
        }
    }
}

impl std::fmt::Debug for Lattice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lattice").finish_non_exhaustive()
    }
}

impl Lattice {
    /// Splits `run`, of kanji and kana, into `tokens` (cleared first), which tile it. `after` is the class before it.
    pub(super) fn split(
        &mut self,
        sources: Sources<'_>,
        run: &[char],
        after: u8,
        tokens: &mut Vec<Token>,
    ) {
        tokens.clear();
        self.cells.clear();
        self.places.clear();
        self.places.resize(run.len() + 1, Place::default());
        self.variants = false;
        self.letters.clear();
        for &c in run {
            let letter = sources.dictionary.letter(c);
            let plain = fold::plain(c);
            let meant = if plain == c {
                0
            } else {
                sources.dictionary.letter(plain)
            };
            self.variants |= meant != 0;
            self.letters.push((letter, meant));
        }
        self.put(
            0,
            Cell {
                cost: 0,
                class: after,
                from: 0,
                back: NONE,
                entry: NONE,
                word: (0, 0),
                next: NONE,
            },
        );
        for (at, &c) in run.iter().enumerate() {
            match Script::of(c) {
                Script::Kanji => self.words(sources, run, at),
                Script::Hiragana => {
                    let particle = matches!(
                        c,
                        'の' | 'を' | 'に' | 'は' | 'が' | 'で' | 'と' | 'も' | 'へ' | 'や'
                    );
                    let cost = if particle { PARTICLE } else { HIRAGANA };
                    self.pass(sources, at, EDGE, cost);
                }
                _ => self.pass(sources, at, FOREIGN, 0),
            }
        }
        self.walk_back(sources, run.len(), tokens);
    }

    /// A character that stands for itself.
    fn pass(&mut self, sources: Sources<'_>, at: usize, class: u8, cost: i32) {
        let Some((back, so_far)) = self.cheapest(at, |cell| {
            // The first character pays for the change, the rest of a word in kana does not.
            if cell.entry == NONE && cell.class == class {
                0
            } else {
                sources.dictionary.connection(cell.class, class)
            }
        }) else {
            return;
        };
        self.put(
            at + 1,
            Cell {
                cost: so_far + cost,
                class,
                from: place(at),
                back,
                entry: NONE,
                word: (0, 0),
                next: NONE,
            },
        );
    }

    /// All words that start with the kanji at `at`.
    fn words(&mut self, sources: Sources<'_>, run: &[char], at: usize) {
        if self.behind(at) {
            return;
        }
        self.asked = 0;
        let mut own = std::mem::take(&mut self.own);
        own.clear();
        sources
            .corrections
            .each(run.get(at..).unwrap_or_default(), |length, entries| {
                own.push(Own {
                    to: at + length,
                    entries: (entries.start | OWN, entries.end | OWN),
                    known: None,
                });
            });
        let mut single = self.walk(sources, at, &mut own, false);
        if self.variants {
            single |= self.walk(sources, at, &mut own, true);
        }
        for word in &own {
            single |= word.to == at + 1;
            self.relax(sources, at, word.to, word.entries, word.known);
        }
        self.own = own;
        if !single {
            self.lone(sources, run, at);
        }
    }

    /// Whether no way comes here, or none that could still be the cheapest: somebody is further at much less cost.
    fn behind(&self, at: usize) -> bool {
        let cost = |at: usize| self.places.get(at).map_or(i32::MAX, |place| place.cost);
        let here = cost(at);
        here == i32::MAX
            || (at + 1..at + AHEAD).any(|ahead| cost(ahead) < here.saturating_sub(BEHIND))
    }

    /// Enters the words of the dictionary that start at `at`, as written or with plain kanji, but for those of the
    /// corrections; tells whether one was a single kanji.
    fn walk(&mut self, sources: Sources<'_>, at: usize, own: &mut [Own], plain: bool) -> bool {
        let mut node = 0;
        let mut to = at;
        let mut words = [(0, (0, 0)); WORDS];
        let mut count = 0;
        while let Some(&(written, meant)) = self.letters.get(to) {
            to += 1;
            let letter = if plain && meant != 0 { meant } else { written };
            node = sources.dictionary.step(node, letter);
            if node == 0 {
                break;
            }
            let entries = sources.dictionary.entries_at(node);
            if entries.is_empty() {
                continue;
            }
            if let Some(word) = own.iter_mut().find(|word| word.to == to) {
                // They are in the order of their costs.
                word.known = Some(sources.entry(entries.start));
            } else if let Some(word) = words.get_mut(count) {
                *word = (to, (entries.start, entries.end));
                count += 1;
            }
        }
        let words = words.get(..count).unwrap_or_default();
        let single = words.first().is_some_and(|&(to, _)| to == at + 1);
        // A word of three letters or the whole rest is right so often that its first kanji is not tried alone.
        let longest = words.last().map_or(0, |&(to, _)| to);
        let long = longest >= at + 3 || (longest > at + 1 && longest == self.letters.len());
        for &(to, entries) in words.iter().skip(usize::from(single && long)) {
            self.relax(sources, at, to, entries, None);
        }
        single
    }

    /// A kanji that is no word: 々 is read like the kanji before it, others stand for themselves.
    fn lone(&mut self, sources: Sources<'_>, run: &[char], at: usize) {
        let before = at.checked_sub(1).and_then(|i| self.letters.get(i));
        if run.get(at) == Some(&'々')
            && let Some(&(letter, _)) = before
        {
            let entries = sources
                .dictionary
                .entries_at(sources.dictionary.step(0, letter));
            if !entries.is_empty() && letter != 0 {
                self.relax(sources, at, at + 1, (entries.start, entries.end), None);
                return;
            }
        }
        self.pass(sources, at, HAN, UNKNOWN);
    }

    /// Enters a word with all its readings; `known` gives those of the corrections their class and cost.
    fn relax(
        &mut self,
        sources: Sources<'_>,
        from: usize,
        to: usize,
        word: (u32, u32),
        known: Option<Entry>,
    ) {
        for (id, &entry) in (word.0..word.1).zip(sources.entries(word)) {
            if entry.also() {
                break;
            }
            let like = known.unwrap_or(entry);
            let class = like.class();
            let Some((back, so_far)) = self.way(sources, from, class, entry) else {
                continue;
            };
            let cost = so_far + i32::from(like.cost);
            self.put(
                to,
                Cell {
                    cost,
                    class,
                    from: place(from),
                    back,
                    entry: id,
                    word,
                    next: NONE,
                },
            );
            if known.is_some() {
                // All alike, so the first is the one that is found.
                break;
            }
        }
    }

    /// The cheapest cell at the place at work for a word of a class; asked once per class.
    #[inline]
    fn way(
        &mut self,
        sources: Sources<'_>,
        at: usize,
        class: u8,
        entry: Entry,
    ) -> Option<(u32, i32)> {
        let slot = usize::from(class) | usize::from(entry.voiced()) << 5;
        if self.asked >> slot & 1 == 0 {
            self.asked |= 1 << slot;
            let way = self.cheapest(at, |cell| {
                voicing(cell, entry) + sources.dictionary.connection(cell.class, class)
            });
            if let Some(kept) = self.ways.get_mut(slot) {
                *kept = way;
            }
            return way;
        }
        self.ways.get(slot).copied().flatten()
    }

    /// The cheapest cell at a place when each pays `more`, and the sum.
    #[inline]
    fn cheapest(&self, at: usize, more: impl Fn(&Cell) -> i32) -> Option<(u32, i32)> {
        let mut here = self.places.get(at)?.head;
        let mut best = None;
        while let Some(cell) = self.cells.get(here as usize) {
            let cost = cell.cost.saturating_add(more(cell));
            if best.is_none_or(|(_, least)| cost < least) {
                best = Some((here, cost));
            }
            here = cell.next;
        }
        best
    }

    /// Keeps a cell if it is the cheapest of its class at its place.
    #[inline]
    fn put(&mut self, at: usize, new: Cell) {
        let Some(place) = self.places.get_mut(at) else {
            return;
        };
        if new.cost > place.cost.saturating_add(HOPELESS) {
            return;
        }
        place.cost = place.cost.min(new.cost);
        let mut here = place.head;
        while let Some(cell) = self.cells.get_mut(here as usize) {
            if cell.class == new.class {
                if new.cost < cell.cost {
                    *cell = Cell {
                        next: cell.next,
                        ..new
                    };
                }
                return;
            }
            here = cell.next;
        }
        let next = std::mem::replace(
            &mut place.head,
            u32::try_from(self.cells.len()).unwrap_or(NONE),
        );
        self.cells.push(Cell { next, ..new });
    }

    fn walk_back(&mut self, sources: Sources<'_>, end: usize, tokens: &mut Vec<Token>) {
        let Some((mut here, _)) =
            self.cheapest(end, |cell| sources.dictionary.connection(cell.class, EDGE))
        else {
            return;
        };
        let mut to = place(end);
        let mut after = EDGE;
        while let Some(&cell) = self.cells.get(here as usize) {
            let Some(&before) = self.cells.get(cell.back as usize) else {
                break;
            };
            let mut token = Token {
                to,
                entry: cell.entry,
                others: [NONE; OTHERS],
                dearer: [0; OTHERS],
                verb: cell.class == VERB,
                surname: cell.class == SURNAME,
            };
            self.others(sources, &before, &cell, after, &mut token);
            tokens.push(token);
            to = cell.from;
            after = cell.class;
            here = cell.back;
        }
        tokens.reverse();
    }

    /// The other likely readings of the word of a cell, where it stands.
    fn others(
        &mut self,
        sources: Sources<'_>,
        before: &Cell,
        cell: &Cell,
        after: u8,
        token: &mut Token,
    ) {
        if cell.word.1 - cell.word.0 < 2 {
            return;
        }
        let price = |id| {
            let entry = sources.entry(id);
            let class = entry.class();
            i32::from(entry.cost)
                + voicing(before, entry)
                + sources.dictionary.connection(before.class, class)
                + sources.dictionary.connection(class, after)
        };
        let chosen = price(cell.entry);
        // Long vowels make no difference to who searches.
        let romaji = sources.romaji(EntryId(cell.entry));
        self.others.clear();
        for id in cell.word.0..cell.word.1 {
            let name = matches!(sources.entry(id).class(), SURNAME | GIVEN_NAME);
            let dearer = price(id).saturating_sub(chosen);
            let limit = if id >= OWN {
                i32::MAX
            } else if name {
                OTHER_NAME
            } else {
                OTHER
            };
            if dearer < limit && sources.romaji(EntryId(id)) != romaji {
                self.others.push((dearer.max(0), id));
            }
        }
        self.others.sort_unstable();
        let mut slots = token.others.iter_mut().zip(&mut token.dearer);
        let mut last: &[u8] = &[];
        for &(dearer, id) in &self.others {
            let other = sources.romaji(EntryId(id));
            if other == last {
                continue;
            }
            last = other;
            let Some((slot, by)) = slots.next() else {
                break;
            };
            *slot = id;
            *by = u16::try_from(dearer).unwrap_or(u16::MAX);
        }
    }
}

/// Places in a run, of which the finder sees to that they are small.
fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// What a voiced first sound costs or saves after a cell.
#[inline]
fn voicing(before: &Cell, entry: Entry) -> i32 {
    if !entry.voiced() {
        0
    } else if before.class == EDGE {
        UNKNOWN
    } else if matches!(entry.class(), WA | WA_COUNTER) {
        -VOICED
    } else {
        0
    }
}

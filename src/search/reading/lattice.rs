//! The cheapest way through a run of kanji: which words it is made of, and how each is read.

use super::corrections::Corrections;
use super::dictionary::Dictionary;
use super::dictionary::EDGE;
use super::dictionary::Entry;
use super::dictionary::FOREIGN;
use super::dictionary::GIVEN_NAME;
use super::dictionary::HAN;
use super::dictionary::SURNAME;
use super::dictionary::VERB;
use super::dictionary::WA;
use super::dictionary::WA_COUNTER;
use crate::search::romaji::Scribe;
use crate::text::fold;

/// Entries from here on are those of the corrections.
const OWN: u32 = 1 << 31;
const NONE: u32 = u32::MAX;

/// A kanji that nobody knows.
const UNKNOWN: i32 = 20_000;
/// A hiragana after a run: dear enough that okurigana goes to the word it belongs to, less for common particles.
const HIRAGANA: i32 = 3_500;
const PARTICLE: i32 = 1_500;
/// Inside a compound the voiced form of a native word is likelier than its plain cost tells (ばり, がわ, ぐち).
const VOICED: i32 = 1_500;
/// Another reading is worth keeping when it is at most this much dearer; more in names, where every reading is right.
const OTHER: i32 = 2_600;
const OTHER_NAME: i32 = 3_600;
/// Other readings kept per word.
const OTHERS: usize = 2;

/// What a character is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Kanji,
    Hiragana,
    Katakana,
    Latin,
    Digit,
    /// Other letters that nobody reads here.
    Foreign,
    /// Blanks, punctuation, symbols.
    Mark,
}

impl Script {
    pub(super) fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => Self::Latin,
            '0'..='9' | '０'..='９' => Self::Digit,
            'ー' | 'ｰ' | 'ァ'..='ヺ' | 'ヽ' | 'ヾ' | 'ｦ'..='ﾟ' => Self::Katakana,
            'ぁ'..='ゟ' => Self::Hiragana,
            '々' | '〆' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => {
                Self::Kanji
            }
            '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Self::Kanji,
            _ if c.is_ascii() => Self::Mark,
            _ if c.is_alphanumeric() => Self::Foreign,
            _ => Self::Mark,
        }
    }
}

/// A word found in a run: characters `from..to`, and what reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) from: u32,
    pub(super) to: u32,
    /// The entry, or nothing for what stands as it is.
    pub(super) entry: Option<EntryId>,
    /// Whether the kana after it may belong to it.
    pub(super) verb: bool,
    others: [(i32, u32); OTHERS],
}

impl Token {
    /// Other readings with how much dearer they are, likeliest first.
    pub(super) fn others(&self) -> impl Iterator<Item = (i32, EntryId)> + '_ {
        self.others
            .iter()
            .filter(|&&(_, id)| id != NONE)
            .map(|&(dearer, id)| (dearer, EntryId(id)))
    }
}

/// An entry of the dictionary or of the corrections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EntryId(u32);

/// Both sources of readings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sources<'a> {
    pub(super) dictionary: &'a Dictionary,
    pub(super) corrections: &'a Corrections,
}

impl<'a> Sources<'a> {
    fn entry(self, id: u32) -> Entry {
        let entries = if id >= OWN {
            &self.corrections.entries
        } else {
            &self.dictionary.entries
        };
        entries
            .get((id & !OWN) as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The kana codes of a reading.
    pub(super) fn reading(self, id: EntryId) -> &'a [u8] {
        let kana = if id.0 >= OWN {
            &self.corrections.kana
        } else {
            &self.dictionary.kana
        };
        self.entry(id.0).reading(kana)
    }
}

/// One word at the end of the cheapest way to it; one per place and class.
#[derive(Clone, Copy)]
struct Cell {
    cost: i32,
    class: u8,
    from: u32,
    back: u32,
    entry: u32,
    /// All entries of the word, for its other readings.
    word: (u32, u32),
    /// The next cell at the same place.
    next: u32,
}

/// A word of the corrections: where it ends, its entries, and what the dictionary thinks of it if it knows it.
#[derive(Clone, Copy)]
struct Own {
    to: usize,
    entries: (u32, u32),
    known: Option<Entry>,
}

/// Scratch memory for finding ways; keeps its room from run to run.
#[derive(Default)]
pub(super) struct Lattice {
    cells: Vec<Cell>,
    heads: Vec<u32>,
    /// Each character's letter, and that of its plain form if that is another one.
    letters: Vec<(u16, u16)>,
    /// Whether there is any of the latter.
    variants: bool,
    own: Vec<Own>,
    others: Vec<(i32, u32)>,
    sounds: [Scribe<false>; 2],
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
        self.heads.clear();
        self.heads.resize(run.len() + 1, NONE);
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
                from: u32::try_from(at).unwrap_or(NONE),
                back,
                entry: NONE,
                word: (0, 0),
                next: NONE,
            },
        );
    }

    /// All words that start with the kanji at `at`.
    fn words(&mut self, sources: Sources<'_>, run: &[char], at: usize) {
        if self.heads.get(at).is_none_or(|&head| head == NONE) {
            return;
        }
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

    /// Enters the words of the dictionary that start at `at`, as written or with plain kanji, but for those of the
    /// corrections; tells whether one was a single kanji.
    fn walk(&mut self, sources: Sources<'_>, at: usize, own: &mut [Own], plain: bool) -> bool {
        let mut node = 0;
        let mut single = false;
        let mut to = at;
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
            } else {
                single |= to == at + 1;
                self.relax(sources, at, to, (entries.start, entries.end), None);
            }
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
        for id in word.0..word.1 {
            let entry = sources.entry(id);
            let like = known.unwrap_or(entry);
            let class = like.class();
            let Some((back, so_far)) = self.cheapest(from, |cell| {
                voicing(cell, entry) + sources.dictionary.connection(cell.class, class)
            }) else {
                continue;
            };
            let new = Cell {
                cost: so_far + i32::from(like.cost),
                class,
                from: u32::try_from(from).unwrap_or(NONE),
                back,
                entry: id,
                word,
                next: NONE,
            };
            self.put(to, new);
            if known.is_some() {
                // All alike, so the first is the one that is found.
                break;
            }
        }
    }

    /// The cheapest cell at a place when each pays `more`, and the sum.
    #[inline]
    fn cheapest(&self, at: usize, more: impl Fn(&Cell) -> i32) -> Option<(u32, i32)> {
        let mut here = *self.heads.get(at)?;
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
        let Some(head) = self.heads.get_mut(at) else {
            return;
        };
        let mut here = *head;
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
        let next = std::mem::replace(head, u32::try_from(self.cells.len()).unwrap_or(NONE));
        self.cells.push(Cell { next, ..new });
    }

    fn walk_back(&mut self, sources: Sources<'_>, end: usize, tokens: &mut Vec<Token>) {
        let Some((mut here, _)) =
            self.cheapest(end, |cell| sources.dictionary.connection(cell.class, EDGE))
        else {
            return;
        };
        let mut to = u32::try_from(end).unwrap_or(NONE);
        let mut after = EDGE;
        while let Some(&cell) = self.cells.get(here as usize) {
            let Some(&before) = self.cells.get(cell.back as usize) else {
                break;
            };
            let known = cell.entry != NONE;
            tokens.push(Token {
                from: cell.from,
                to,
                entry: known.then_some(EntryId(cell.entry)),
                verb: cell.class == VERB,
                others: if known {
                    self.others(sources, &before, &cell, after)
                } else {
                    [(0, NONE); OTHERS]
                },
            });
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
    ) -> [(i32, u32); OTHERS] {
        let mut kept = [(0, NONE); OTHERS];
        if cell.word.1 - cell.word.0 < 2 {
            return kept;
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
        let reading = sources.reading(EntryId(cell.entry));
        self.others.clear();
        for id in cell.word.0..cell.word.1 {
            let entry = sources.entry(id);
            let name = matches!(entry.class(), SURNAME | GIVEN_NAME);
            let dearer = price(id).saturating_sub(chosen);
            let limit = if id >= OWN {
                i32::MAX
            } else if name {
                OTHER_NAME
            } else {
                OTHER
            };
            if dearer < limit && sources.reading(EntryId(id)) != reading {
                self.others.push((dearer.max(0), id));
            }
        }
        self.others.sort_unstable();
        let [chosen, other] = &mut self.sounds;
        chosen.only(reading);
        let mut slots = kept.iter_mut();
        let mut last: &[u8] = &[];
        for &(dearer, id) in &self.others {
            let reading = sources.reading(EntryId(id));
            other.only(reading);
            // Long vowels make no difference to who searches.
            if reading == last || chosen.as_bytes() == other.as_bytes() {
                continue;
            }
            last = reading;
            let Some(slot) = slots.next() else { break };
            *slot = (dearer, id);
        }
        kept
    }
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

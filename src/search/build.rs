//! From records to shards.

use super::alphabet::Alphabet;
use super::bits;
use super::bits::Bits;
use super::form::Forms;
use super::heads::Heads;
use super::index::LARGE;
use super::number;
use super::offsets::Offsets;
use super::openings::Openings;
use super::reading::Reader;
use super::reading::Readings;
use super::record::Field;
use super::record::Kind;
use super::record::Record;
use super::romaji;
use super::shard::END;
use super::shard::PRESENT;
use super::shard::Room;
use super::shard::SHARD;
use super::shard::SOFT;
use super::shard::Shard;
use super::shard::Stream;
use super::sieve::Sieve;
use crate::text::fold::LEGAL;
use crate::text::fold::Legal;
use crate::text::fold::Piece;
use crate::text::fold::pieces;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

/// Records looked at to learn which characters are common.
const SAMPLE: usize = 16_384;
/// Below this the work is done before a second thread has started.
const ALONE: usize = 4_096;
/// Words of bits for the basic plane.
const PLANE: usize = 0x1_0000 / 64;

/// Builds the shards of `records`, on as many threads as asked for. Each record is emptied once it is in its shard:
/// so the memory stays small, and no time is spent on it later.
pub(super) fn shards(
    records: &mut [Record],
    readings: Option<&Readings>,
    threads: usize,
) -> Vec<Arc<Shard>> {
    let alphabet = Arc::new(alphabet(records));
    // As many shards for each thread, all of one size: none waits long for the other.
    let threads = threads.max(1);
    let count = records.len();
    let shards = count.div_ceil(SHARD).next_multiple_of(threads);
    let chunk = count.div_ceil(shards.max(1)).max(1);
    let chunks = Mutex::new(records.chunks_mut(chunk).enumerate());
    let work = || {
        let mut builder = Builder::new(&alphabet, readings, count);
        let mut done = Vec::new();
        loop {
            let next = chunks.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((i, records)) = next else { break };
            done.push((i, Arc::new(builder.shard(records))));
        }
        done
    };
    let mut built = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            all.extend(other.join().unwrap_or_default());
        }
        all
    });
    built.sort_by_key(|x| x.0);
    built.into_iter().map(|x| x.1).collect()
}

fn alphabet(records: &[Record]) -> Alphabet {
    let mut counts = vec![0u32; 0x1_0000];
    let mut folded = Vec::new();
    let step = records.len().div_ceil(SAMPLE).max(1);
    for record in records.iter().step_by(step) {
        for (_, text) in &record.fields {
            pieces(text, Legal::Mark, &mut folded);
            for p in &folded {
                if let Some(n) = counts.get_mut(u32::from(p.ch) as usize) {
                    *n += 1;
                }
            }
        }
    }
    Alphabet::new(&counts)
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Makes shards one after the other; what it has read is remembered from one to the next.
struct Builder<'a> {
    alphabet: &'a Arc<Alphabet>,
    large: bool,
    /// Long texts are read too: in a meeting, not in a library.
    aloud: bool,
    reader: Option<Reader<'a>>,
    folded: Vec<Piece>,
    /// Bytes of the text at work where a word of the dictionary starts.
    words: Bits,
    /// As [`Shard::seen`], for the shard at work.
    seen: Box<[u64; PLANE]>,
}

impl<'a> Builder<'a> {
    /// For the shards of so many records.
    fn new(alphabet: &'a Arc<Alphabet>, readings: Option<&'a Readings>, count: usize) -> Self {
        let many = count >= ALONE;
        Self {
            alphabet,
            large: count > LARGE,
            aloud: !many,
            reader: readings.map(|r| if many { r.reader_of_many() } else { r.reader() }),
            folded: Vec::new(),
            words: Bits::default(),
            seen: Box::new([0; PLANE]),
        }
    }

    fn shard(&mut self, records: &mut [Record]) -> Shard {
        let mut shard = Shard {
            alphabet: Arc::clone(self.alphabet),
            raw: Vec::new(),
            raw_at: Offsets::default(),
            flags: Vec::with_capacity(records.len()),
            room: Room::default(),
            key: Stream::default(),
            rom: Stream::default(),
            long: false,
            given: false,
            seen: Bits::default(),
            heads: Heads::default(),
            forms: Forms::default(),
            openings: Openings::default(),
            key_sieve: Sieve::default(),
            rom_sieve: Sieve::default(),
        };
        self.seen.fill(0);
        let mut at = [const { Vec::<u32>::new() }; 3];
        let lengths = |s: &Shard| [s.raw.len(), s.key.bytes.len(), s.rom.bytes.len()];
        let order = self.order(records);
        for record in order.iter().filter_map(|&at| records.get(at)) {
            for (at, length) in at.iter_mut().zip(lengths(&shard)) {
                at.push(offset(length));
            }
            self.record(record, &mut shard);
        }
        // As they lie in memory: in any other order it would take long.
        for record in records {
            record.fields = Vec::new();
        }
        for (at, length) in at.iter_mut().zip(lengths(&shard)) {
            at.push(offset(length));
        }
        [shard.raw_at, shard.key.at, shard.rom.at] = at.map(Offsets::new);
        let last = self.seen.iter().rposition(|&word| word != 0);
        let seen = last.and_then(|last| self.seen.get(..=last));
        shard.seen = Bits(seen.unwrap_or_default().to_vec());
        shard.forms.close(shard.flags.len());
        shard.room = Room::of(&shard.flags);
        for stream in [&mut shard.key, &mut shard.rom] {
            let words = stream.bytes.len().div_ceil(64);
            stream.soft.0.truncate(words);
            stream.hard.0.truncate(words);
        }
        shard.key.bytes.shrink_to_fit();
        shard.rom.bytes.shrink_to_fit();
        shard.raw.shrink_to_fit();
        shard.heads = Heads::new(&shard.rom);
        if shard.len() >= ALONE {
            shard.survey(self.large);
        }
        shard
    }

    /// The order in which records go into a shard: as given, but by subject where there are very many, if nothing else
    /// knows them by their places.
    fn order(&self, records: &[Record]) -> Vec<usize> {
        let known = |r: &Record| !r.needs.is_empty();
        if !self.large || records.iter().any(known) {
            return (0..records.len()).collect();
        }
        let mut order: Vec<(u128, usize)> = records.iter().map(subject).zip(0..).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, at)| at).collect()
    }

    fn record(&mut self, record: &Record, shard: &mut Shard) {
        shard.raw.extend_from_slice(record.id.as_bytes());
        let present = if record.present { PRESENT } else { 0 };
        shard.flags.push(record.kind as u8 | present);
        shard.given |= !record.readings.is_empty();
        for (field, reading) in &record.readings {
            say_given(&mut shard.rom, *field, reading);
        }
        let mut given = Given::of(record);
        for (field, text) in &record.fields {
            shard.raw.push(*field as u8);
            shown(text, &mut shard.raw);
            shard.long |= *field == Field::Abstract;
            shard.given |= *field == Field::Reading;
            self.words.0.clear();
            if let Some(reader) = &mut self.reader
                && is_read(*field, self.aloud)
            {
                // What is read in a long text is told from what is read elsewhere.
                shard.given |= *field == Field::Abstract;
                // A document number is never asked for by its sound.
                let skip = if *field == Field::Title {
                    number::leading(text)
                } else {
                    0
                };
                let rest = text.get(skip..).unwrap_or_default();
                say(&mut shard.rom, *field, rest, (reader, given.next(*field)));
                reader.words().for_each(|word| self.words.set(skip + word));
            } else if *field == Field::Reading {
                say_given(&mut shard.rom, *field, text);
            }
            self.write(shard, *field, text);
        }
        // Kana that were given are met as they are typed, before all that only sounds alike: おの is not おおの.
        self.words.0.clear();
        for (field, reading) in &record.readings {
            self.write(shard, *field, reading);
        }
        close(&mut shard.key);
        shard.key.hard.set(shard.key.bytes.len() - 1);
        close(&mut shard.rom);
    }

    /// Folds a text into the key stream.
    fn write(&mut self, shard: &mut Shard, field: Field, text: &str) {
        pieces(text, Legal::Mark, &mut self.folded);
        if self.folded.is_empty() {
            return;
        }
        let record = shard.flags.len() - 1;
        let stream = &mut shard.key;
        stream.hard.set(stream.bytes.len());
        open(stream, field);
        bits::mark(self.seen.as_mut_slice(), field as usize, true);
        // Room for the longest codes: each is written as if it were one.
        let mut at = stream.bytes.len();
        let most = at + self.folded.len() * 3;
        stream.bytes.resize(most, 0);
        let (soft, hard) = (stream.soft.room(most), stream.hard.room(most));
        let bytes = stream.bytes.as_mut_slice();
        let mut parts = true;
        let mut before = 0;
        for p in &self.folded {
            let from = p.at as usize;
            bits::mark(soft, at, p.start | self.words.get(from));
            // Nothing was left out between two characters that touch: only the writing changes.
            if p.ch == LEGAL {
                shard
                    .forms
                    .note(text.get(from..).unwrap_or_default(), record);
            }
            let parted = p.start && (parts || p.ch == LEGAL || gap(text, before, from));
            bits::mark(hard, at, parted);
            parts = p.ch == LEGAL;
            before = from;
            let (code, length) = self.alphabet.code(p.ch);
            if let Some(room) = bytes.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
                *room = code;
            }
            at += length;
            bits::mark(
                self.seen.as_mut_slice(),
                u32::from(p.ch) as usize & 0xFFFF,
                true,
            );
        }
        stream.bytes.truncate(at);
    }
}

/// How the title of a record begins behind the number of the document, as bytes: what a library is about. Records
/// of one subject side by side leave most groups of the sieve without any, and are read from memory in one go.
fn subject(record: &Record) -> u128 {
    let title = record
        .fields
        .iter()
        .find(|(field, _)| *field == Field::Title);
    let text = title.or(record.fields.first()).map_or("", |(_, text)| text);
    let text = text.get(number::leading(text)..).unwrap_or_default();
    let mut start = [0; size_of::<u128>()];
    start
        .iter_mut()
        .zip(text.trim_start().bytes())
        .for_each(|(s, b)| *s = b);
    u128::from_be_bytes(start)
}

/// Keeps a text as it is shown; a control character would end it.
fn shown(text: &str, raw: &mut Vec<u8>) {
    let control = |b: u8| b < b' ' || b == 0x7F;
    // Those beyond ASCII start with this byte, as do a few marks.
    let odd = |b: u8| control(b) || b == 0xC2;
    // Not `any`, which stops early and so looks at one byte after the other.
    if !text.bytes().fold(false, |met, b| met | odd(b)) {
        return raw.extend_from_slice(text.as_bytes());
    }
    let mut utf8 = [0; 4];
    for c in text.chars() {
        let c = if c.is_control() { ' ' } else { c };
        raw.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes());
    }
}

/// Opens a field; the opening byte ends the word before it.
fn open(stream: &mut Stream, field: Field) {
    stream.soft.set(stream.bytes.len());
    stream.bytes.push(field as u8);
}

fn close(stream: &mut Stream) {
    stream.soft.set(stream.bytes.len());
    stream.bytes.push(END);
}

/// True if a blank or punctuation stands between the character at `before` and `to`.
fn gap(text: &str, before: usize, to: usize) -> bool {
    let length = match text.as_bytes().get(before) {
        Some(0xF0..) => 4,
        Some(0xE0..) => 3,
        Some(0xC0..) => 2,
        _ => 1,
    };
    before + length < to
        && text
            .get(before + length..to)
            .is_some_and(|between| between.chars().any(|c| !c.is_alphanumeric() && c != 'ー'))
}

/// A given reading goes in as it is.
fn say_given(stream: &mut Stream, field: Field, reading: &str) {
    let mut first = true;
    for word in reading.split_whitespace() {
        let word = romaji::canonical(word);
        if word.is_empty() {
            continue;
        }
        if first {
            open(stream, field);
            first = false;
        }
        stream.soft.set(stream.bytes.len());
        stream.bytes.extend(word.bytes());
    }
}

/// Who asks for a state, a kind or a role by its sound means somebody who is called so: いしい is no 医師.
fn is_read(field: Field, aloud: bool) -> bool {
    match field {
        Field::Number | Field::Licence | Field::Role | Field::Status | Field::Class => false,
        Field::Abstract => aloud,
        _ => true,
    }
}

/// The given sounds of a record's names, by the field of the name.
struct Given(Vec<(Field, String)>);

impl Given {
    fn of(record: &Record) -> Self {
        let sound = |(field, reading): &(Field, String)| {
            let name = match (field, record.kind) {
                (Field::Reading, Kind::Attendee) => Field::Person,
                (Field::Reading, Kind::Organisation) => Field::Organisation,
                _ => *field,
            };
            (
                name,
                reading.split_whitespace().map(romaji::canonical).collect(),
            )
        };
        Self(record.readings.iter().map(sound).collect())
    }

    /// The given sound of the next text of this field: the first is the name, what follows are short names.
    fn next(&mut self, field: Field) -> Option<String> {
        let at = self.0.iter().position(|(name, _)| *name == field)?;
        Some(self.0.swap_remove(at).1)
    }
}

/// A found reading, with its variants. Where one is `given`, what the dictionary found tells only where its words start,
/// and nothing if it disagrees.
fn say(
    stream: &mut Stream,
    field: Field,
    text: &str,
    (reader, given): (&mut Reader<'_>, Option<String>),
) {
    let (mut romaji, starts) = reader.sound(text);
    if let Some(given) = given {
        let end = memchr::memchr(SOFT, romaji).unwrap_or(romaji.len());
        romaji = romaji.get(..end).unwrap_or_default();
        let within = |long: &[u8], short: &[u8]| memchr::memmem::find(long, short).is_some();
        // The legal form is read, but given by nobody.
        if !within(given.as_bytes(), romaji) && !within(romaji, given.as_bytes()) {
            return;
        }
    }
    if romaji.is_empty() {
        return;
    }
    open(stream, field);
    let base = stream.bytes.len();
    stream.bytes.extend_from_slice(romaji);
    let soft = stream.soft.room(stream.bytes.len());
    let starts = starts.iter().map(|&start| start as usize);
    let starts = starts.filter(|&start| start < romaji.len());
    for start in starts.chain(memchr::memchr_iter(SOFT, romaji)) {
        bits::mark(soft, base + start, true);
    }
    bits::mark(soft, base, true);
}

#[cfg(test)]
mod tests {
    use super::super::library;
    use super::*;

    #[test]
    fn very_many_stand_by_subject_wherever_their_number_stands() {
        let list = "特開2020-000001 透析装置\n特開2020-000002 鉗子\n特開2020-000003 透析液\n";
        let documents = library::read(list.as_bytes()).unwrap().documents;
        let documents: Vec<Record> = documents.iter().map(library::Document::record).collect();
        let lines: Vec<Record> = list.lines().map(Record::line).collect();
        let alphabet = Arc::new(alphabet(&lines));
        for records in [&documents, &lines] {
            let order = |count| Builder::new(&alphabet, None, count).order(records);
            assert_eq!(order(LARGE), [0, 1, 2]);
            assert_eq!(order(LARGE + 1), [2, 0, 1]);
        }
        // Patents of a need are known by their places.
        let mut lines = lines;
        lines[0].needs = vec!["N-01".to_owned()];
        let builder = Builder::new(&alphabet, None, LARGE + 1);
        assert_eq!(builder.order(&lines), [0, 1, 2]);
    }
}

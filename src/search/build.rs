//! From records to shards.

use super::alphabet::Alphabet;
use super::heads::Heads;
use super::number;
use super::offsets::Offsets;
use super::reading::Reader;
use super::reading::Readings;
use super::reading::Spoken;
use super::record::Field;
use super::record::Record;
use super::romaji;
use super::shard::Bits;
use super::shard::END;
use super::shard::PRESENT;
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
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

/// Records looked at to learn which characters are common.
const SAMPLE: usize = 16_384;
/// Below this the work is done before a second thread has started.
const ALONE: usize = 4_096;

/// Builds the shards of `records`, on as many threads as asked for.
pub(super) fn shards(
    records: &[Record],
    readings: Option<&Readings>,
    threads: usize,
) -> Vec<Arc<Shard>> {
    let alphabet = Arc::new(alphabet(records));
    let chunk = if records.len() < ALONE {
        SHARD
    } else {
        SHARD.min(records.len().div_ceil(threads.max(1)))
    };
    let chunks: Vec<&[Record]> = records.chunks(chunk).collect();
    let threads = threads.clamp(1, chunks.len().max(1));
    if threads == 1 {
        return chunks
            .iter()
            .map(|c| Arc::new(shard(c, &alphabet, readings)))
            .collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(c) = chunks.get(i) else { break };
            done.push((i, Arc::new(shard(c, &alphabet, readings))));
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

fn shard(records: &[Record], alphabet: &Arc<Alphabet>, readings: Option<&Readings>) -> Shard {
    let mut reader = readings.map(Readings::reader);
    let mut spoken = Spoken::default();
    let mut folded: Vec<Piece> = Vec::new();
    let mut shard = Shard {
        alphabet: Arc::clone(alphabet),
        raw: Vec::new(),
        raw_at: Offsets::default(),
        flags: Vec::with_capacity(records.len()),
        key: Stream::default(),
        rom: Stream::default(),
        long: false,
        given: false,
        seen: Bits::default(),
        heads: Heads::default(),
        key_sieve: Sieve::default(),
        rom_sieve: Sieve::default(),
    };
    let mut words: Vec<usize> = Vec::new();
    let mut at = [const { Vec::<u32>::new() }; 3];
    let lengths = |s: &Shard| [s.raw.len(), s.key.bytes.len(), s.rom.bytes.len()];
    for record in records {
        for (at, length) in at.iter_mut().zip(lengths(&shard)) {
            at.push(offset(length));
        }
        shard.raw.extend_from_slice(record.id.as_bytes());
        shard
            .flags
            .push(record.kind as u8 | if record.present { PRESENT } else { 0 });
        shard.given |= !record.readings.is_empty();
        for reading in &record.readings {
            say_given(&mut shard.rom, reading);
        }
        for (field, text) in &record.fields {
            shard.raw.push(*field as u8);
            shown(text, &mut shard.raw);
            shard.long |= *field == Field::Abstract;
            shard.given |= *field == Field::Reading;
            words.clear();
            if let Some(reader) = &mut reader
                && !matches!(field, Field::Number | Field::Licence | Field::Abstract)
            {
                // A document number is never asked for by its sound.
                let skip = if *field == Field::Title {
                    number::leading(text)
                } else {
                    0
                };
                let rest = text.get(skip..).unwrap_or_default();
                say(&mut shard.rom, *field, rest, reader, &mut spoken);
                words.extend(reader.words().map(|w| w + skip));
            } else if *field == Field::Reading {
                say_given(&mut shard.rom, text);
            }
            write(&mut shard.key, *field, text, &words, alphabet, &mut folded);
            for p in &folded {
                shard.seen.set(u32::from(p.ch) as usize & 0xFFFF);
            }
        }
        close(&mut shard.key);
        close(&mut shard.rom);
    }
    shard.rom.hard = Bits::default();
    for (at, length) in at.iter_mut().zip(lengths(&shard)) {
        at.push(offset(length));
    }
    [shard.raw_at, shard.key.at, shard.rom.at] = at.map(Offsets::new);
    shard.key.bytes.shrink_to_fit();
    shard.rom.bytes.shrink_to_fit();
    shard.raw.shrink_to_fit();
    if shard.len() >= ALONE {
        shard.survey();
    }
    shard
}

/// Keeps a text as it is shown; a control character would end it.
fn shown(text: &str, raw: &mut Vec<u8>) {
    let control = |b: u8| b < b' ' || b == 0x7F;
    // Those beyond ASCII start with this byte, as do a few marks.
    if !text.bytes().any(|b| control(b) || b == 0xC2) {
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
    let at = stream.bytes.len();
    stream.soft.set(at);
    stream.hard.set(at);
    stream.bytes.push(field as u8);
}

fn close(stream: &mut Stream) {
    let at = stream.bytes.len();
    stream.soft.set(at);
    stream.hard.set(at);
    stream.bytes.push(END);
}

fn write(
    stream: &mut Stream,
    field: Field,
    text: &str,
    words: &[usize],
    alphabet: &Alphabet,
    folded: &mut Vec<Piece>,
) {
    pieces(text, Legal::Mark, folded);
    if folded.is_empty() {
        return;
    }
    open(stream, field);
    let mut hard = true;
    let mut end = 0;
    let mut words = words.iter().copied().peekable();
    for p in folded.iter() {
        let at = stream.bytes.len();
        while words.next_if(|&w| w < p.at as usize).is_some() {}
        if words.peek() == Some(&(p.at as usize)) {
            stream.soft.set(at);
        }
        if p.start {
            stream.soft.set(at);
            // Nothing was left out between two characters that touch: only the writing changes.
            let from = p.at as usize;
            if hard || p.ch == LEGAL || gap(text, end, from) {
                stream.hard.set(at);
            }
        }
        hard = p.ch == LEGAL;
        if hard {
            stream.bytes.push(SOFT);
        } else {
            alphabet.push(p.ch, &mut stream.bytes);
        }
        end = p.at as usize
            + text
                .get(p.at as usize..)
                .and_then(|t| t.chars().next())
                .map_or(1, char::len_utf8);
    }
}

/// True if a blank or punctuation stands between.
fn gap(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to)
        .is_some_and(|between| between.chars().any(|c| !c.is_alphanumeric() && c != 'ー'))
}

/// A given reading goes in as it is.
fn say_given(stream: &mut Stream, reading: &str) {
    let mut first = true;
    for word in reading.split_whitespace() {
        let word = romaji::canonical(word);
        if word.is_empty() {
            continue;
        }
        if first {
            open(stream, Field::Reading);
            first = false;
        }
        stream.soft.set(stream.bytes.len());
        stream.bytes.extend(word.bytes());
    }
}

/// A found reading, with its variants.
fn say(
    stream: &mut Stream,
    field: Field,
    text: &str,
    reader: &mut Reader<'_>,
    spoken: &mut Spoken,
) {
    reader.speak(text, spoken);
    if spoken.romaji.is_empty() {
        return;
    }
    open(stream, field);
    let base = stream.bytes.len();
    stream.soft.set(base);
    stream.hard.set(base);
    for &start in &spoken.starts {
        stream.soft.set(base + start as usize);
    }
    for (i, b) in spoken.romaji.bytes().enumerate() {
        if b == SOFT {
            stream.soft.set(base + i);
            stream.hard.set(base + i);
        }
    }
    stream.bytes.extend(spoken.romaji.bytes());
}

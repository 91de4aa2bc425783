//! The index of a library in a file beside the database, so that a million patents open without being read again.
//!
//! The file holds the shards as they are in memory, and what they were made from: it is used only if version, maker,
//! sources and checksum agree, and made anew otherwise. It can be deleted at any time.

mod arrays;

use super::alphabet::Alphabet;
use super::build;
use super::heads::Heads;
use super::index::Index;
use super::reading::Readings;
use super::record::Record;
use super::shard::Shard;
use super::sieve::Sieve;
use super::synonym::Synonyms;
use crate::durable::{self, Readers};
use arrays::Arrays;
use arrays::checksum;
use arrays::from_u16;
use arrays::from_u64;
use arrays::more;
use serde::Deserialize;
use serde::Serialize;
use sha2::Digest;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

/// Raised with every change to what a shard holds.
const FORMAT: u32 = 8;
const MAGIC: &[u8; 8] = b"ENISHILB";
/// Bytes before the shards, and behind what stands behind them: its length and its checksum.
const START: u64 = MAGIC.len() as u64 + 4;
const END: u64 = 8 + 8;

/// A file that a library was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    size: u64,
    /// Nanoseconds since 1970.
    modified: u128,
    sha256: String,
    /// Documents that were read from it; 0 where it is no list of patents.
    pub documents: usize,
}

/// What became of a source since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceState {
    /// Untouched, or touched with the same bytes.
    Current,
    /// It says something else now.
    Changed,
    /// It cannot be read now, perhaps only until a drive is back.
    Away,
}

impl Source {
    /// The file as it is now.
    pub fn of(path: &Path) -> io::Result<Self> {
        let meta = std::fs::metadata(path)?;
        Ok(Self {
            path: path.to_owned(),
            size: meta.len(),
            modified: modified(&meta),
            sha256: digest(path)?,
            documents: 0,
        })
    }

    /// The same file, from which so many documents were read.
    #[must_use]
    pub fn holding(self, documents: usize) -> Self {
        Self { documents, ..self }
    }

    /// What became of the file.
    pub fn state(&self) -> SourceState {
        let Ok(meta) = std::fs::metadata(&self.path) else {
            return SourceState::Away;
        };
        if !meta.is_file() {
            return SourceState::Away;
        }
        if meta.len() != self.size {
            return SourceState::Changed;
        }
        if modified(&meta) == self.modified {
            return SourceState::Current;
        }
        match digest(&self.path) {
            Ok(digest) if digest == self.sha256 => SourceState::Current,
            Ok(_) => SourceState::Changed,
            Err(_) => SourceState::Away,
        }
    }
}

fn modified(meta: &std::fs::Metadata) -> u128 {
    meta.modified()
        .ok()
        .and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok())
        .map_or(0, |d| d.as_nanos())
}

fn digest(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(
        &mut io::BufReader::with_capacity(1 << 16, File::open(path)?),
        &mut HashWriter(&mut hash),
    )?;
    let mut hex = String::with_capacity(64);
    for byte in hash.finalize() {
        use std::fmt::Write as _;
        let _ = write!(hex, "{byte:02x}");
    }
    Ok(hex)
}

struct HashWriter<'a>(&'a mut Sha256);

impl Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What stands behind the shards.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    /// Program version and what else the index depends on.
    maker: String,
    sources: Vec<Source>,
    alphabets: Vec<(String, Vec<u8>)>,
    shards: Vec<Arrays>,
}

/// Writes the index of a library, whole or not at all. `maker` names what else it depends on (readings …).
pub fn save(path: &Path, index: &Index, sources: &[Source], maker: &str) -> io::Result<()> {
    durable::write(path, Readers::Owner, |to| {
        let mut file = io::BufWriter::with_capacity(1 << 20, to);
        file.write_all(MAGIC)?;
        file.write_all(&FORMAT.to_le_bytes())?;
        let mut alphabets: Vec<Arc<Alphabet>> = Vec::new();
        let mut shards = Vec::new();
        for shard in &index.shards {
            let at = alphabets
                .iter()
                .position(|a| Arc::ptr_eq(a, &shard.alphabet))
                .unwrap_or_else(|| {
                    alphabets.push(Arc::clone(&shard.alphabet));
                    alphabets.len() - 1
                });
            shards.push(Arrays::write(shard, at, &mut file)?);
        }
        let head = serde_json::to_vec(&Head {
            maker: maker_of(maker, index.readings.as_ref()),
            sources: sources.to_vec(),
            alphabets: alphabets.iter().map(|a| a.parts()).collect(),
            shards,
        })?;
        file.write_all(&head)?;
        file.write_all(&(head.len() as u64).to_le_bytes())?;
        file.write_all(&checksum(&head).to_le_bytes())?;
        file.flush()
    })
}

/// The index in the file; none if there is no file, or if it is of another version, of other sources or damaged.
pub fn open(
    path: &Path,
    maker: &str,
    synonyms: &Synonyms,
    readings: Option<&Readings>,
) -> io::Result<Option<Index>> {
    let head = match head(path) {
        Ok(head) => head,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(head) = head else { return Ok(None) };
    // A file that is away takes nothing from the others, nor what was read of it.
    let changed = |s: &Source| s.state() == SourceState::Changed;
    if head.maker != maker_of(maker, readings) || head.sources.iter().any(changed) {
        return Ok(None);
    }
    Ok(shards(path, &head)
        .map(|shards| Index::of_shards(shards, synonyms, readings, BTreeMap::new())))
}

/// The sources of a cache file, whether they are current or not; empty if it cannot be read.
pub fn sources(path: &Path) -> Vec<Source> {
    let head = head(path).ok().flatten();
    head.map(|h| h.sources).unwrap_or_default()
}

/// What stands behind the shards; none if that is damaged or of another form.
fn head(path: &Path) -> io::Result<Option<Head>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let Some(body) = size.checked_sub(START + END) else {
        return Ok(None);
    };
    let mut start = [0; MAGIC.len() + 4];
    file.read_exact(&mut start)?;
    file.seek(SeekFrom::End(-(END.cast_signed())))?;
    let mut end = [0; 8 + 8];
    file.read_exact(&mut end)?;
    let (length, sum) = end.split_at(8);
    let length = u64::from_le_bytes(length.try_into().unwrap_or_default());
    let known = start.strip_prefix(MAGIC) == Some(&FORMAT.to_le_bytes());
    let Some(body) = body.checked_sub(length).filter(|_| known) else {
        return Ok(None);
    };
    file.seek(SeekFrom::Start(START + body))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if checksum(&bytes).to_le_bytes() != sum {
        return Ok(None);
    }
    let head: Option<Head> = serde_json::from_slice(&bytes).ok();
    Ok(head.filter(|head| {
        let sizes = head.shards.iter().map(Arrays::size);
        sizes.fold(0, u64::saturating_add) == body
    }))
}

/// Reads the shards, on two threads; none if one of them is damaged.
fn shards(path: &Path, head: &Head) -> Option<Vec<Arc<Shard>>> {
    let alphabets: Vec<Arc<Alphabet>> = head
        .alphabets
        .iter()
        .map(|(common, rank)| Some(Arc::new(Alphabet::of_parts(common, rank)?)))
        .collect::<Option<_>>()?;
    let places = head.shards.iter().scan(START, |at, shard| {
        let place = *at;
        *at += shard.size();
        Some((shard, place))
    });
    let places: Vec<(&Arrays, u64)> = places.collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut room = Vec::new();
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(&(shard, at)) = places.get(i) else {
                return Some(done);
            };
            let mut file = File::open(path).ok()?;
            file.seek(SeekFrom::Start(at)).ok()?;
            let read = shard.read(file, &alphabets, &mut room)?;
            done.push((i, Arc::new(read)));
        }
    };
    let mut read = std::thread::scope(|scope| {
        let other = (places.len() > 1).then(|| scope.spawn(work));
        let mut all = work()?;
        if let Some(other) = other {
            all.extend(other.join().ok()??);
        }
        Some(all)
    })?;
    read.sort_by_key(|x| x.0);
    Some(read.into_iter().map(|x| x.1).collect())
}

/// What the file depends on: the version, what the caller names, and how this program folds, reads and spells a few
/// texts, so that a change of these shows without anybody thinking of [`FORMAT`].
fn maker_of(maker: &str, readings: Option<&Readings>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("{version} {maker} {:016x}", trial(readings))
}

/// A number for what becomes of some texts that hold a little of everything.
fn trial(readings: Option<&Readings>) -> u64 {
    const TEXTS: [&str; 12] = [
        "特開2020-123456 内視鏡用処置具及びその製造方法 株式会社髙﨑製作所",
        "特許第６７８９０１２号 ヴァイオリン型ﾌﾟﾛｰﾌﾞ、方法、並びにプログラム （有）渡邊硝子",
        "WO2020/123456 Ｘ線ＣＴ装置 ㈱キヤノンメディカル CO., LTD.",
        "佐々木 一ノ瀬 関ケ原 東海林 小鳥遊 國立精密工業",
        "医療法人社団 阪大病院 循環器内科 第2手術室 3.5mm 37℃",
        "みゝづ ミヽズ がゞ センサー センサ コンピューター〜",
        "人工呼吸器の回路交換時にアラームが鳴り続ける 浜松医科大学",
        "褥瘡予防マットレスの体圧が見えない 気管挿管 吸引 鉗子",
        "日本光電 三ツ星 青葉光学 朝霧 東雲 不知火",
        "naishikyou ジェイ・エム・エス JMS 한국 é ﬁ ①",
        "腹腔鏡 硬性鏡 胃瘻 嚥下 経鼻胃管 植込み型",
        "髙橋 はしご高 辻󠄀 葛󠄀城 齋藤 進 濵田 有村 光 頼和病院 澄匠工業",
    ];
    let mut records = TEXTS.map(Record::line);
    build::shards(&mut records, readings, 1)
        .iter()
        .fold(0, |sum, shard| {
            let mut sum = sum;
            for stream in [&shard.key, &shard.rom] {
                sum = more(sum, &stream.bytes);
                sum = more(sum, &from_u64(&stream.soft.0));
                sum = more(sum, &from_u64(&stream.hard.0));
            }
            sum = more(sum, &Heads::new(&shard.rom).to_bytes());
            for sieve in [
                Sieve::of_key(&shard.key),
                Sieve::of_rom(&shard.rom, false),
                Sieve::of_rom(&shard.rom, true),
            ] {
                let (rows, bits) = sieve.parts();
                sum = more(more(sum, &from_u16(rows)), &from_u64(bits));
            }
            sum
        })
}

//! The index of a library in a file beside the database, so that a million patents open without being read again.
//!
//! The file holds the shards as they are in memory, and what they were made from: it is used only if version, maker,
//! sources and checksum agree, and made anew otherwise. It can be deleted at any time.

use super::alphabet::Alphabet;
use super::heads::Heads;
use super::index::Index;
use super::offsets::Offsets;
use super::reading::Readings;
use super::record::Record;
use super::shard::Bits;
use super::shard::Shard;
use super::shard::Stream;
use super::sieve::Sieve;
use super::synonym::Synonyms;
use serde::Deserialize;
use serde::Serialize;
use sha2::Digest;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// Raised with every change to what a shard holds.
const FORMAT: u32 = 2;
const MAGIC: &[u8; 8] = b"ENISHILB";

/// A file that a library was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    size: u64,
    /// Nanoseconds since 1970.
    modified: u128,
    sha256: String,
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
        })
    }

    /// True if the file still says the same: untouched, or touched with the same bytes.
    pub fn is_current(&self) -> bool {
        let Ok(meta) = std::fs::metadata(&self.path) else {
            return false;
        };
        meta.len() == self.size
            && (modified(&meta) == self.modified
                || digest(&self.path).is_ok_and(|d| d == self.sha256))
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
        &mut io::BufReader::with_capacity(1 << 16, std::fs::File::open(path)?),
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

/// What stands before the shards.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    /// Program version and what else the index depends on.
    maker: String,
    sources: Vec<Source>,
    alphabets: Vec<(String, Vec<u8>)>,
    shards: Vec<ShardHead>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ShardHead {
    alphabet: usize,
    long: bool,
    given: bool,
    /// Bytes of each array, in the order of [`arrays`].
    sizes: Vec<u64>,
}

/// Writes the index of a library, whole or not at all. `maker` names what else it depends on (readings …).
pub fn save(path: &Path, index: &Index, sources: &[Source], maker: &str) -> io::Result<()> {
    let mut alphabets: Vec<Arc<Alphabet>> = Vec::new();
    let mut body: Vec<u8> = Vec::new();
    let mut shards = Vec::new();
    for shard in &index.shards {
        let at = alphabets
            .iter()
            .position(|a| Arc::ptr_eq(a, &shard.alphabet))
            .unwrap_or_else(|| {
                alphabets.push(Arc::clone(&shard.alphabet));
                alphabets.len() - 1
            });
        let mut sizes = Vec::new();
        let mut put = |bytes: &[u8]| {
            sizes.push(bytes.len() as u64);
            body.extend_from_slice(bytes);
        };
        put(shard.raw.as_bytes());
        put(&shard.flags);
        put(&from_u32(&shard.raw_at.all()));
        for stream in [&shard.key, &shard.rom] {
            put(&stream.bytes);
            put(&from_u32(&stream.at.all()));
            put(&from_u64(&stream.soft.0));
            put(&from_u64(&stream.hard.0));
        }
        put(&from_u64(&shard.seen.0));
        shards.push(ShardHead {
            alphabet: at,
            long: shard.long,
            given: shard.given,
            sizes,
        });
    }
    let head = serde_json::to_vec(&Head {
        maker: maker_of(maker, index.readings.as_ref()),
        sources: sources.to_vec(),
        alphabets: alphabets.iter().map(|a| a.parts()).collect(),
        shards,
    })?;
    let temporary = path.with_extension("new");
    {
        let mut file = std::fs::File::create(&temporary)?;
        file.write_all(MAGIC)?;
        file.write_all(&FORMAT.to_le_bytes())?;
        file.write_all(&(head.len() as u64).to_le_bytes())?;
        file.write_all(&checksum(&[&head, &body]).to_le_bytes())?;
        file.write_all(&head)?;
        file.write_all(&body)?;
        file.sync_all()?;
    }
    std::fs::rename(&temporary, path)
}

/// The index in the file; none if there is no file, or if it is of another version, of other sources or damaged.
pub fn open(
    path: &Path,
    maker: &str,
    synonyms: &Synonyms,
    readings: Option<&Readings>,
) -> io::Result<Option<Index>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(parse(&bytes, maker, synonyms, readings))
}

/// The sources of a cache file, whether they are current or not; empty if it cannot be read.
pub fn sources(path: &Path) -> Vec<Source> {
    let Ok(bytes) = std::fs::read(path) else {
        return Vec::new();
    };
    head(&bytes).map(|h| h.0.sources).unwrap_or_default()
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
        "髙橋 はしご高 辻󠄀 葛󠄀城 齋藤 進 濵田",
    ];
    let records: Vec<Record> = TEXTS.into_iter().map(Record::line).collect();
    let index = Index::build(records, &Synonyms::default(), readings);
    index.shards.iter().fold(0, |sum, shard| {
        let streams = [&shard.key, &shard.rom];
        let bits = streams.map(|s| [from_u64(&s.soft.0), from_u64(&s.hard.0)].concat());
        let [key, rom] = streams.map(|s| s.bytes.as_slice());
        let [of_key, of_rom] = bits.each_ref().map(Vec::as_slice);
        sum ^ checksum(&[key, rom, of_key, of_rom])
    })
}

fn head(bytes: &[u8]) -> Option<(Head, &[u8])> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (format, rest) = rest.split_at_checked(4)?;
    if format != FORMAT.to_le_bytes() {
        return None;
    }
    let (len, rest) = rest.split_at_checked(8)?;
    let (sum, rest) = rest.split_at_checked(8)?;
    let len = usize::try_from(u64::from_le_bytes(len.try_into().ok()?)).ok()?;
    let (head, body) = rest.split_at_checked(len)?;
    if checksum(&[head, body]).to_le_bytes() != sum {
        return None;
    }
    Some((serde_json::from_slice(head).ok()?, body))
}

fn parse(
    bytes: &[u8],
    maker: &str,
    synonyms: &Synonyms,
    readings: Option<&Readings>,
) -> Option<Index> {
    let (head, mut body) = head(bytes)?;
    if head.maker != maker_of(maker, readings) || !head.sources.iter().all(Source::is_current) {
        return None;
    }
    let alphabets: Vec<Arc<Alphabet>> = head
        .alphabets
        .into_iter()
        .map(|(common, rank)| Some(Arc::new(Alphabet::of_parts(&common, &rank)?)))
        .collect::<Option<_>>()?;
    let mut shards = Vec::with_capacity(head.shards.len());
    for shard in head.shards {
        let mut sizes = shard.sizes.iter();
        let mut take = || -> Option<&[u8]> {
            let (taken, rest) = body.split_at_checked(usize::try_from(*sizes.next()?).ok()?)?;
            body = rest;
            Some(taken)
        };
        let raw = String::from_utf8(take()?.to_vec()).ok()?;
        let flags = take()?.to_vec();
        let raw_at = Offsets::new(to_u32(take()?));
        let mut stream = || -> Option<Stream> {
            Some(Stream {
                bytes: take()?.to_vec(),
                at: Offsets::new(to_u32(take()?)),
                soft: Bits(to_u64(take()?)),
                hard: Bits(to_u64(take()?)),
            })
        };
        let (key, rom) = (stream()?, stream()?);
        let seen = Bits(to_u64(take()?));
        let mut shard = Shard {
            alphabet: Arc::clone(alphabets.get(shard.alphabet)?),
            raw,
            raw_at,
            flags,
            key,
            rom,
            long: shard.long,
            given: shard.given,
            seen,
            heads: Heads::default(),
            key_sieve: Sieve::default(),
            rom_sieve: Sieve::default(),
        };
        shard.survey();
        shards.push(Arc::new(shard));
    }
    Some(Index::of_shards(
        shards,
        synonyms,
        readings,
        BTreeMap::new(),
    ))
}

/// Finds accidents, not attacks: four running products over the words of all parts.
fn checksum(parts: &[&[u8]]) -> u64 {
    const PRIMES: [u64; 4] = [
        0x9E37_79B1_85EB_CA87,
        0xC2B2_AE3D_27D4_EB4F,
        0x1656_67B1_9E37_79F9,
        0x27D4_EB2F_1656_67C5,
    ];
    let mut lanes = PRIMES;
    let mut total = 0u64;
    for part in parts {
        let mut chunks = part.chunks_exact(32);
        for chunk in &mut chunks {
            for ((lane, word), prime) in lanes.iter_mut().zip(chunk.chunks_exact(8)).zip(PRIMES) {
                let word = u64::from_le_bytes(word.try_into().unwrap_or_default());
                *lane = (lane.rotate_left(31) ^ word).wrapping_mul(prime);
            }
        }
        for (i, &byte) in chunks.remainder().iter().enumerate() {
            if let Some(lane) = lanes.get_mut(i % 4) {
                *lane = (lane.rotate_left(11) ^ u64::from(byte)).wrapping_mul(PRIMES[0]);
            }
        }
        total = total.wrapping_mul(31).wrapping_add(part.len() as u64);
    }
    lanes.iter().fold(total, |sum, lane| {
        (sum ^ lane).wrapping_mul(PRIMES[1]).rotate_left(29)
    })
}

fn from_u32(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|w| w.to_le_bytes()).collect()
}

fn from_u64(words: &[u64]) -> Vec<u8> {
    words.iter().flat_map(|w| w.to_le_bytes()).collect()
}

fn to_u32(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .map(|c| u32::from_le_bytes(c.try_into().unwrap_or_default()))
        .collect()
}

fn to_u64(bytes: &[u8]) -> Vec<u64> {
    bytes
        .chunks_exact(8)
        .map(|c| u64::from_le_bytes(c.try_into().unwrap_or_default()))
        .collect()
}

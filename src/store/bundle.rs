//! A bundle: the ops of one laptop for others, as one file. Signed by the device that made it, and closed for everybody
//! but the devices it is for.
//!
//! ```text
//! enishi bundle 1
//! {"by":…,"name":…,"kind":…,"keys":[…],"size":…,"signature":…}
//! <size bytes>
//! ```
//!
//! The bytes are lines of text, compressed as one Zstandard frame. A closed one is a sealed box of that frame for a key
//! pair that nobody else ever gets; the secret half lies in `keys`, sealed for each receiver.

use super::device::{Device, DeviceError, Endorsement, Public, Secret32, Signature, Statement};
use super::hex;
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use ruzstd::decoding::StreamingDecoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Read;

/// What a file name of a bundle ends in.
pub const ENDING: &str = "enishi";

/// What every bundle begins with.
const FAMILY: &[u8] = b"enishi bundle ";

/// The version this program writes.
const VERSION: &[u8] = b"1\n";

/// The longest header that is read: keys for some hundred receivers.
const LONGEST: usize = 1 << 20;

/// The most bytes of a bundle, all of them in memory at once.
pub const MOST: u64 = 1 << 30;

/// The most characters of a user's name.
const NAME: usize = 200;

/// What somebody gets who has the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Nothing, unless it is for their device.
    Closed,
    /// Everything.
    Open,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    by: Public,
    name: String,
    kind: Kind,
    keys: Vec<String>,
    size: u64,
    signature: Signature,
}

/// A bundle whose signature holds. What is in it is looked at by [`Self::lines`].
#[derive(Debug)]
pub struct Bundle {
    /// The device that made it.
    pub by: Public,
    /// What its user is called there.
    pub name: Clean,
    /// Who may read it.
    pub kind: Kind,
    keys: Vec<Vec<u8>>,
    body: Vec<u8>,
}

/// A file is no bundle for this laptop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// It does not begin like one.
    #[error("not a bundle")]
    NoBundle,
    /// Made by a newer version of the program.
    #[error("of a newer version")]
    Newer,
    /// Bytes are missing at its end, or there are too many.
    #[error("cut short")]
    Cut,
    /// It is larger than what is read.
    #[error("too large")]
    Large,
    /// It does not say what its maker signed.
    #[error("changed on the way")]
    Changed,
    /// It is closed for other devices.
    #[error("not for this device")]
    NotForUs,
    /// The keys of this laptop are missing, or the system gives no random bytes.
    #[error("{0}")]
    Device(DeviceError),
}

impl BundleError {
    /// What happened and what to do, in the language of the user.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::NoBundle => fl!(words, "bundle-none"),
            Self::Newer => fl!(words, "bundle-newer"),
            Self::Cut => fl!(words, "bundle-cut"),
            Self::Large => fl!(words, "bundle-large"),
            Self::Changed => fl!(words, "bundle-changed"),
            Self::NotForUs => fl!(words, "bundle-not-for-us"),
            Self::Device(error) => error.explain(words),
        }
    }
}

/// Whether a file with these first bytes means to be a bundle, of whatever version.
pub fn is_bundle(first: &[u8]) -> bool {
    first.starts_with(FAMILY)
}

/// For whom a bundle is.
#[derive(Clone, Copy, Debug)]
pub enum For<'a> {
    /// These devices; for none at all only the maker's keys can be read.
    Devices(&'a [Public]),
    /// Whoever has the file.
    Everybody,
}

/// A bundle of some lines.
pub fn write(
    device: &Device,
    name: &Clean,
    to: For<'_>,
    lines: &[u8],
) -> Result<Vec<u8>, BundleError> {
    let packed = compress_to_vec(lines, CompressionLevel::Fastest);
    let (kind, keys, body) = match to {
        For::Everybody => (Kind::Open, Vec::new(), packed),
        For::Devices(devices) => {
            let secret = Secret32::draw().map_err(BundleError::Device)?;
            let keys: Result<Vec<_>, _> = devices.iter().map(|d| secret.seal_for(d)).collect();
            let body = secret.seal(&packed);
            (
                Kind::Closed,
                keys.map_err(BundleError::Device)?,
                body.map_err(BundleError::Device)?,
            )
        }
    };
    let name: String = name.chars().take(NAME).collect();
    let signature = device.sign(&statement(&name, kind, &keys, &digest(&body)));
    let header = Header {
        by: device.public(),
        name,
        kind,
        keys: keys.iter().map(|key| super::files::hex(key)).collect(),
        size: body.len() as u64,
        signature,
    };
    let header = serde_json::to_vec(&header).map_err(|_| BundleError::Large)?;
    if header.len() > LONGEST || body.len() as u64 > MOST {
        return Err(BundleError::Large);
    }
    Ok([FAMILY, VERSION, &header, b"\n", &body].concat())
}

/// Reads a bundle, and whether its maker signed exactly this.
pub fn read(bytes: &[u8]) -> Result<Bundle, BundleError> {
    let rest = bytes.strip_prefix(FAMILY).ok_or(BundleError::NoBundle)?;
    let rest = rest.strip_prefix(VERSION).ok_or(match rest {
        [b'0'..=b'9', ..] => BundleError::Newer,
        _ => BundleError::NoBundle,
    })?;
    let end = rest.iter().take(LONGEST + 1).position(|b| *b == b'\n');
    let (header, body) = rest.split_at(end.ok_or(BundleError::Cut)?);
    let body = body.strip_prefix(b"\n").unwrap_or_default();
    let header: Header = serde_json::from_slice(header).map_err(|_| BundleError::Changed)?;
    if body.len() as u64 != header.size {
        return Err(BundleError::Cut);
    }
    let keys: Option<Vec<_>> = header.keys.iter().map(|key| hex::bytes(key)).collect();
    let keys = keys.ok_or(BundleError::Changed)?;
    let by = Endorsement {
        by: header.by,
        signature: header.signature,
    };
    if !by.holds(&statement(&header.name, header.kind, &keys, &digest(body))) {
        return Err(BundleError::Changed);
    }
    Ok(Bundle {
        by: header.by,
        name: Clean::line(&header.name),
        kind: header.kind,
        keys,
        body: body.to_vec(),
    })
}

impl Bundle {
    /// Whether there is nothing in it for anybody: it says whose keys these are.
    pub fn introduces_only(&self) -> bool {
        self.kind == Kind::Closed && self.keys.is_empty()
    }

    /// Its lines, unpacked as they are read.
    pub fn lines(self, device: Option<&Device>) -> Result<impl Read + use<>, BundleError> {
        let packed = match self.kind {
            Kind::Open => self.body,
            Kind::Closed => {
                let device = device.ok_or(BundleError::NotForUs)?;
                let own = |key: &Vec<u8>| Secret32::open(device, key).ok();
                let secret = self.keys.iter().find_map(own);
                let secret = secret.ok_or(BundleError::NotForUs)?;
                secret
                    .open_sealed(&self.body)
                    .map_err(|_| BundleError::Changed)?
            }
        };
        let packed = std::io::Cursor::new(packed);
        StreamingDecoder::new(packed).map_err(|_| BundleError::Changed)
    }
}

fn digest(body: &[u8]) -> [u8; 32] {
    Sha256::digest(body).into()
}

fn statement<'a>(
    name: &'a str,
    kind: Kind,
    keys: &'a [Vec<u8>],
    body: &'a [u8; 32],
) -> Statement<'a> {
    Statement::Bundle {
        name,
        open: kind == Kind::Open,
        keys,
        body,
    }
}

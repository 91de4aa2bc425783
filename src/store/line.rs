//! An op as one line of JSON: what `enishi ops export` writes and everybody can read. Byte for byte what was hashed.

use super::StoreError;
use super::chain;
use super::chain::Sealed;
use serde::{Deserialize, Serialize};
use std::io::BufRead;
use std::io::Read;
use uuid::Uuid;

/// The longest line that is read: a session of thousands of people fits many times.
const LONGEST: u64 = 32 << 20;

/// The longest name, entity or kind.
const LONGEST_HEADER: usize = 4096;

/// The most ops of one input.
const MOST: usize = 5_000_000;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    v: u64,
    id: Uuid,
    device: Uuid,
    scope: String,
    seq: u64,
    hlc: u64,
    actor: String,
    action: Uuid,
    entity: String,
    kind: String,
    #[serde(default)]
    salt: Option<String>,
    #[serde(default)]
    body: Option<String>,
    body_hash: String,
    hash: String,
}

/// One op as a line, without its end.
pub fn write(op: &Sealed) -> Result<String, StoreError> {
    let hex = super::files::hex;
    let line = Line {
        v: op.v,
        id: op.id,
        device: op.device,
        scope: op.scope.clone(),
        seq: op.seq,
        hlc: op.hlc,
        actor: op.actor.clone(),
        action: op.action,
        entity: op.entity.clone(),
        kind: op.kind.clone(),
        salt: op.content.as_ref().map(|(salt, _)| hex(salt)),
        body: op.content.as_ref().map(|(_, body)| body.clone()),
        body_hash: hex(&op.body_hash),
        hash: hex(&op.hash),
    };
    serde_json::to_string(&line).map_err(|e| bad(0, &e.to_string()))
}

/// All ops of an input; empty lines are skipped.
pub fn read_all(from: &mut dyn BufRead) -> Result<Vec<Sealed>, StoreError> {
    let mut ops = Vec::new();
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = from.take(LONGEST + 1).read_until(b'\n', &mut bytes);
        let length = read.map_err(|e| bad(number, &e.to_string()))?;
        if length == 0 {
            break;
        }
        if length as u64 > LONGEST || ops.len() >= MOST {
            return Err(bad(number, "too long"));
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| bad(number, "UTF-8"))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim();
        if !text.is_empty() {
            ops.push(self::read(text, number)?);
        }
    }
    Ok(ops)
}

/// One line; its number is for the error.
pub fn read(text: &str, number: usize) -> Result<Sealed, StoreError> {
    let line: Line = serde_json::from_str(text).map_err(|e| bad(number, &e.to_string()))?;
    if line.v != chain::FORMAT {
        return Err(bad(number, &format!("v = {}", line.v)));
    }
    let fits = |n: u64| i64::try_from(n).is_ok();
    if line.seq == 0 || !fits(line.seq) || !fits(line.hlc) {
        return Err(bad(number, "seq, hlc"));
    }
    let headers = [&line.scope, &line.actor, &line.entity, &line.kind];
    if headers
        .iter()
        .any(|h| h.len() > LONGEST_HEADER || h.contains('\0'))
    {
        return Err(bad(number, "too long"));
    }
    let content = match (&line.salt, line.body) {
        (Some(salt), Some(body)) => Some((bytes(salt, number)?, body)),
        (None, None) => None,
        _ => return Err(bad(number, "salt, body")),
    };
    let op = Sealed {
        v: line.v,
        id: line.id,
        device: line.device,
        scope: line.scope,
        seq: line.seq,
        hlc: line.hlc,
        actor: line.actor,
        action: line.action,
        entity: line.entity,
        kind: line.kind,
        content,
        body_hash: bytes(&line.body_hash, number)?,
        hash: bytes(&line.hash, number)?,
    };
    match &op.content {
        Some((salt, body)) if chain::body_hash(salt, body) != op.body_hash => {
            Err(bad(number, "body_hash"))
        }
        _ => Ok(op),
    }
}

fn bytes<const N: usize>(hex: &str, number: usize) -> Result<[u8; N], StoreError> {
    let digits = hex.as_bytes();
    let wrong = || bad(number, "hex");
    let pairs: Option<Vec<u8>> = digits
        .chunks(2)
        .map(|pair| {
            let text = std::str::from_utf8(pair).ok().filter(|t| t.len() == 2)?;
            let plain = text.bytes().all(|b| b.is_ascii_hexdigit());
            plain.then(|| u8::from_str_radix(text, 16).ok()).flatten()
        })
        .collect();
    pairs.and_then(|p| p.try_into().ok()).ok_or_else(wrong)
}

fn bad(line: usize, detail: &str) -> StoreError {
    StoreError::BadInput {
        line,
        detail: detail.to_owned(),
    }
}

//! An op as one line of JSON: what `enishi ops export` writes and everybody can read. Byte for byte what was hashed.

use super::chain;
use super::chain::Sealed;
use crate::domain::op::Hlc;
use crate::store::StoreError;
use crate::store::device::Endorsement;
use crate::text::Clean;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sig: Option<String>,
}

/// One op as a line, without its end. It can be shown anywhere: what the cleaning of texts would change is written as
/// `\uXXXX`, so that nothing is lost on the way back.
pub fn write(op: &Sealed) -> Result<String, StoreError> {
    let hex = crate::store::files::hex;
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
        sig: op.sig.as_ref().map(|sig| sig.to_hex()),
    };
    let text = serde_json::to_string(&line).map_err(|e| bad(0, &e.to_string()))?;
    Ok(shown(text))
}

/// JSON as it is, if cleaning changes nothing of it; else in ASCII. Outside of its strings JSON is ASCII anyway.
fn shown(json: String) -> String {
    if *Clean::text(&json) == *json {
        return json;
    }
    let mut out = String::with_capacity(2 * json.len());
    for c in json.chars() {
        if c.is_ascii() && !c.is_ascii_control() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// All ops of an input; empty lines are skipped. One that says it was written after `latest` refuses all of them: it
/// would win over everything recorded until then, and every clock here would follow it.
pub fn read_all(
    from: &mut dyn BufRead,
    latest: Option<Timestamp>,
) -> Result<Vec<Sealed>, StoreError> {
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
            let op = self::read(text, number)?;
            let at = Hlc(op.hlc).time();
            if latest.is_some_and(|latest| at > latest) {
                return Err(StoreError::Future { line: number, at });
            }
            ops.push(op);
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
    let sig = match &line.sig {
        Some(text) => Some(Endorsement::from_hex(text).ok_or_else(|| bad(number, "sig"))?),
        None => None,
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
        sig: sig.map(Box::new),
    };
    match &op.content {
        Some((salt, body)) if chain::body_hash(salt, body) != op.body_hash => {
            Err(bad(number, "body_hash"))
        }
        _ if !op.is_soundly_signed() => Err(StoreError::WrongSignature { line: number }),
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

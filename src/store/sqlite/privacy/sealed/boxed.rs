//! What is in a sealed box, and the files of boxes.

use crate::store::device::{Device, DeviceError};
use crate::store::privacy::provision::Consent;
use crate::store::{StoreError, files};
use crate::text::Clean;
use serde::{Deserialize, Serialize};
use std::path::Path;
use uuid::Uuid;

/// The folder of the boxes, beside the keys.
pub(super) const FOLDER: &str = "sealed";

/// What was sealed of an introduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The name.
    pub name: Clean,
    /// What was held and may have been handed over: 氏名, メール …
    pub items: Vec<Clean>,
    /// That they agreed, as far as it was recorded.
    #[serde(default)]
    pub consent: Consent,
    /// The firm, where its name is theirs.
    #[serde(default)]
    pub org_name: Clean,
}

/// An introduction as its sealed box holds it: outside, nothing says whose it is.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Boxed {
    /// Which introduction.
    pub(super) what: String,
    /// The op that says it, which is the same in every copy of the record; an older version did not write it.
    #[serde(default)]
    pub(super) op: Option<Uuid>,
    pub(super) sealed: Sealed,
}

/// Writes a file of boxes, a line each.
pub(super) fn write_boxes(path: &Path, boxes: &[(Boxed, String)]) -> Result<(), StoreError> {
    let lines: Vec<&str> = boxes.iter().map(|(_, hex)| hex.as_str()).collect();
    let text = lines.join("\n") + "\n";
    files::write_private(path, text.as_bytes()).map_err(|e| StoreError::of_file(path, &e))
}

/// Opens a box with one of several keys.
pub(super) fn opened_by(devices: &[Device], bytes: &[u8]) -> Result<Boxed, DeviceError> {
    let mut wrong = DeviceError::NotForUs;
    for device in devices {
        match device.open_sealed(bytes) {
            Ok(text) => match serde_json::from_slice(&text) {
                Ok(boxed) => return Ok(boxed),
                Err(_) => wrong = DeviceError::NotForUs,
            },
            Err(error) => wrong = error,
        }
    }
    Err(wrong)
}

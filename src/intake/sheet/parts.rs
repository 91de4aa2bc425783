//! The parts of a packed workbook: how large they really are, and what calamine does not tell, which is the rows and
//! columns that are hidden.

use super::grid::SheetError;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// Most mebibytes of a sheet when unpacked.
const SHEET: u64 = 256;

/// Most mebibytes of any other part that is read.
const OTHER: u64 = 128;

/// What is hidden on one sheet.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub(super) rows: BTreeSet<u32>,
    pub(super) columns: Vec<(u32, u32)>,
}

/// Unpacks every part once and counts: the sizes that the file states of itself are not to be trusted.
pub(super) fn measured(bytes: &[u8]) -> Result<(), SheetError> {
    let mut archive = open(bytes)?;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| SheetError::Cut)?;
        let name = entry.name().map_err(|_| SheetError::Cut)?.into_owned();
        let ends = |end: &str| name.to_ascii_lowercase().ends_with(end);
        if !ends(".xml") && !ends(".rels") {
            continue;
        }
        let mib = limit(&name);
        let most = mib << 20;
        let read = std::io::copy(&mut entry.take(most + 1), &mut std::io::sink());
        if read.map_err(|_| SheetError::Cut)? > most {
            return Err(SheetError::TooBig { mib });
        }
    }
    Ok(())
}

fn limit(part: &str) -> u64 {
    if part.starts_with("xl/worksheets/") {
        SHEET
    } else {
        OTHER
    }
}

/// What is hidden, by the name of the sheet.
pub(super) fn hidden(bytes: &[u8]) -> Result<BTreeMap<String, Hidden>, SheetError> {
    let mut archive = open(bytes)?;
    let mut targets = BTreeMap::new();
    each(&mut archive, "xl/_rels/workbook.xml.rels", &mut |e| {
        if let (Some(id), Some(target)) = (attribute(e, "Id"), attribute(e, "Target"))
            && e.local_name().as_ref() == "Relationship"
        {
            let target = target.trim_start_matches('/');
            let path = if target.starts_with("xl/") {
                target.to_owned()
            } else {
                format!("xl/{target}")
            };
            targets.insert(id, path);
        }
    })?;
    let mut sheets = Vec::new();
    each(&mut archive, "xl/workbook.xml", &mut |e| {
        if e.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(e, "name"), attribute(e, "r:id"))
        {
            sheets.push((name, id));
        }
    })?;
    let mut out = BTreeMap::new();
    for (name, id) in sheets {
        let Some(path) = targets.get(&id) else {
            continue;
        };
        let mut found = Hidden::default();
        // Most sheets hide nothing, and to look for a word is much less work than to read every element.
        if !mentions(&mut archive, path, b"hidden")? {
            out.insert(name, found);
            continue;
        }
        let mut next = 1;
        each(&mut archive, path, &mut |e| {
            let is_hidden = || attribute(e, "hidden").is_some_and(|v| v == "1" || v == "true");
            match e.local_name().as_ref() {
                "row" => {
                    let row = number(e, "r").unwrap_or(next);
                    next = row.saturating_add(1);
                    if is_hidden() {
                        found.rows.insert(row);
                    }
                }
                "col" if is_hidden() => {
                    if let (Some(min), Some(max)) = (number(e, "min"), number(e, "max")) {
                        found.columns.push((min, max));
                    }
                }
                _ => {}
            }
        })?;
        out.insert(name, found);
    }
    Ok(out)
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, SheetError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Cut)
}

/// Whether a word stands anywhere in a part.
fn mentions(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
    word: &[u8],
) -> Result<bool, SheetError> {
    let Ok(entry) = archive.by_name(part) else {
        return Ok(false);
    };
    let mut entry = entry.take(limit(part) << 20);
    let mut buffer = vec![0; 64 * 1024];
    // The end of a block is kept, for a word that is cut there.
    let mut kept = 0;
    loop {
        let room = buffer.get_mut(kept..).unwrap_or_default();
        let read = entry.read(room).map_err(|_| SheetError::Cut)?;
        let end = kept + read;
        let block = buffer.get(..end).unwrap_or_default();
        if memchr::memmem::find(block, word).is_some() {
            return Ok(true);
        }
        if read == 0 {
            return Ok(false);
        }
        let rest = end.saturating_sub(word.len());
        buffer.copy_within(rest..end, 0);
        kept = end - rest;
    }
}

/// Looks at every element of a part that opens. A part that is not there has none.
fn each(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
    look: &mut dyn FnMut(&BytesStart<'_>),
) -> Result<(), SheetError> {
    let Ok(entry) = archive.by_name(part) else {
        return Ok(());
    };
    let mut reader = Reader::from_reader(BufReader::new(entry.take(limit(part) << 20)));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(e) | Event::Empty(e)) => look(&e),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(SheetError::Damaged(error.to_string())),
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

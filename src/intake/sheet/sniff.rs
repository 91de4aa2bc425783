//! What kind of file it is, by what stands in it: its name is what a person thought it was.

use std::io::Cursor;
use zip::ZipArchive;

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// Excel since 2007.
    Xlsx,
    /// The binary kind of that.
    Xlsb,
    /// `OpenDocument`.
    Ods,
    /// Excel before 2007.
    Xls,
    /// A workbook that is encrypted.
    Password,
    /// A workbook of which a part is missing.
    Cut,
    /// HTML or XML.
    Markup,
    /// Something else that is no text.
    Binary,
    /// A text, as far as its first bytes tell.
    Text,
}

/// How the encrypted workbook is called inside its wrapping, two bytes a letter.
const ENCRYPTED: &str = "EncryptedPackage";

/// How many bytes are looked at.
const LOOKED: usize = 4096;

/// Tells the kind of a file.
pub fn container(bytes: &[u8]) -> Container {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        let wide: Vec<u8> = ENCRYPTED
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let is_encrypted = memchr::memmem::find(bytes, &wide).is_some();
        return if is_encrypted {
            Container::Password
        } else {
            Container::Xls
        };
    }
    let start = bytes.get(..LOOKED).unwrap_or(bytes);
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let text = text.trim_ascii_start().to_ascii_lowercase();
    let marks: [&[u8]; 5] = [b"<!doctype", b"<html", b"<?xml", b"<table", b"<head"];
    if marks.iter().any(|mark| text.starts_with(mark)) {
        return Container::Markup;
    }
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let signs: [&[u8]; 4] = [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"Rar!"];
    if signs.iter().any(|sign| bytes.starts_with(sign)) || !wide && start.contains(&0) {
        return Container::Binary;
    }
    Container::Text
}

fn packed(bytes: &[u8]) -> Container {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Container::Cut;
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        Container::Xlsb
    } else if has("content.xml") {
        Container::Ods
    } else if has("[Content_Types].xml")
        && archive
            .file_names()
            .any(|n| n.is_ok_and(|n| n.starts_with("xl/")))
    {
        Container::Xlsx
    } else {
        Container::Binary
    }
}

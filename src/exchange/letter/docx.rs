//! A letter as a Word file: the least that is one, a paragraph for each line.

use super::Letter;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A font that Japanese Word has on Windows and macOS, 10.5 points.
const FONT: &str = r#"<w:rPr><w:rFonts w:ascii="游明朝" w:hAnsi="游明朝" w:eastAsia="游明朝"/><w:sz w:val="21"/><w:lang w:eastAsia="ja-JP"/></w:rPr>"#;

const CENTRE: &str = r#"<w:jc w:val="center"/>"#;
const RIGHT: &str = r#"<w:jc w:val="right"/>"#;

/// The bytes of a file; the same letter gives the same bytes. The subject stands in the middle: where the text has it, or
/// else above the text.
pub fn write(letter: &Letter) -> ZipResult<Vec<u8>> {
    let mut paragraphs = String::new();
    let is_subject = |line: &str| line.trim() == letter.subject.as_str();
    if !letter.body.lines().any(is_subject) {
        paragraphs.push_str(&paragraph(&letter.subject, CENTRE));
        paragraphs.push_str(&paragraph("", ""));
    }
    for line in letter.body.lines() {
        let place = match line.trim() {
            "記" => CENTRE,
            "敬具" | "以上" => RIGHT,
            _ if is_subject(line) => CENTRE,
            _ => "",
        };
        paragraphs.push_str(&paragraph(line, place));
    }
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{paragraphs}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1418" w:bottom="1418" w:left="1418" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    );
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &document),
    ];
    for (name, text) in parts {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(text.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn paragraph(line: &str, properties: &str) -> String {
    let text = escaped(line);
    format!(
        r#"<w:p><w:pPr>{properties}</w:pPr><w:r>{FONT}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    )
}

/// A text that is no markup. Letters that XML does not have are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

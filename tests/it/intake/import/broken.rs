//! Files that are broken or mean harm: one sentence with a remedy, no crash, bounded memory.

use super::{List, rows_of, shown, take};
use enishi::intake::import::{self, Aliases, Choice, Input, ListKind};
use enishi::intake::sheet::{self, Container, SheetError};
use enishi::words::{Lang, Words};
use rust_xlsxwriter::Workbook;
use std::io::Write;
use zip::write::SimpleFileOptions;

const A: ListKind = ListKind::Attendees;

fn people_of(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    rows_of(sheet, &[&["氏名", "会社名"]]);
    for row in 1..=rows {
        sheet.write_string(row, 0, format!("人 {row}")).unwrap();
        sheet
            .write_string(row, 1, format!("会社{}", row % 50))
            .unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn what_is_no_list_is_told_by_kind() {
    let whole = people_of(3);
    let cut = whole.get(..whole.len() * 2 / 3).unwrap().to_vec();
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    for (bytes, container) in [
        (cut.as_slice(), Container::Cut),
        (&locked, Container::Password),
        (b"\xEF\xBB\xBF<html><table><tr><td>a", Container::Markup),
        (b"%PDF-1.7", Container::Binary),
        (b"\x89PNG\r\n\x1a\n\0\0", Container::Binary),
    ] {
        assert_eq!(sheet::container(bytes), container);
        assert!(sheet::read(bytes).is_err());
    }
    // An old workbook of which only the head is there.
    assert!(sheet::read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0").is_err());
}

/// A workbook with one part exchanged.
fn with_part(part: &str, content: impl Fn(&mut dyn Write)) -> Vec<u8> {
    let whole = people_of(1);
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        to.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        if name == part {
            content(&mut to);
        } else {
            std::io::copy(&mut entry, &mut to).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_bomb_and_a_cell_far_away_use_little() {
    let bomb = with_part(SHEET, |to| {
        let zeros = vec![b' '; 1 << 20];
        for _ in 0..300 {
            to.write_all(&zeros).unwrap();
        }
    });
    assert!(bomb.len() < 2 << 20);
    assert!(matches!(sheet::read(&bomb), Err(SheetError::TooBig { .. })));
    let far = with_part(SHEET, |to| {
        let text = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
        to.write_all(text.as_bytes()).unwrap();
    });
    let book = sheet::read(&far).unwrap();
    assert_eq!(book.sheets[0].lines.len(), 2);
}

#[test]
fn a_formula_without_a_value_is_an_error_at_its_cell() {
    let book = with_part(SHEET, |to| {
        let text = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>氏名</t></is></c><c r="B1" t="inlineStr"><is><t>会社名</t></is></c></row><row r="2"><c r="A2"><f>C2</f></c><c r="B2" t="inlineStr"><is><t>光学テクノ</t></is></c></row><row r="3"><c r="A3" t="e"><f>C3</f><v>#REF!</v></c><c r="B3" t="inlineStr"><is><t>光学テクノ</t></is></c></row></sheetData></worksheet>"#;
        to.write_all(text.as_bytes()).unwrap();
    });
    let list = List {
        kind: A,
        bytes: book,
        is_text: false,
    };
    let read = take(&[list]);
    assert!(shown(&read.attendees, &["name"]).is_empty());
    super::told(&read, "formula-without-value", 2);
    super::told(&read, "cell-error", 3);
}

#[test]
fn very_wide_and_very_long_lists() {
    let list = List::book(A, |book| {
        let sheet = book.add_worksheet();
        rows_of(sheet, &[&["氏名", "会社名"], &["田中 一郎", "光学テクノ"]]);
        for column in 2..202 {
            sheet
                .write_string(0, column, format!("項目{column}"))
                .unwrap();
            sheet.write_string(1, column, "x").unwrap();
        }
    });
    let read = take(&[list]);
    assert_eq!(shown(&read.attendees, &["name"]), ["田中 一郎"]);
    let mut text = String::from("氏名,会社名\n");
    for n in 0..sheet::ROWS + 10 {
        text.push('人');
        text.push_str(&n.to_string());
        text.push_str(",会社\n");
    }
    let choice = Choice {
        aliases: Aliases::shipped(),
        ..Choice::default()
    };
    let input = Input {
        kind: A,
        name: "long.csv".to_owned(),
        book: None,
        bytes: text.as_bytes(),
    };
    let told = import::take(&[input], &choice, &Words::new(Lang::Ja)).unwrap_err();
    assert!(matches!(told.1, SheetError::TooMany { .. }));
}

#[test]
fn formulas_and_links_are_not_followed_and_text_stays_text() {
    let list = List::book(A, |book| {
        let sheet = book.add_worksheet();
        rows_of(
            sheet,
            &[&["氏名", "会社名", "備考"], &["=1+1", "@SUM(A1)", "-cmd"]],
        );
        let link =
            rust_xlsxwriter::Formula::new("='[other.xlsx]Sheet1'!A1").set_result("光学テクノ");
        sheet.write_formula(2, 1, link).unwrap();
        sheet.write_string(2, 0, "田中 一郎").unwrap();
    });
    let read = take(&[list]);
    let got = shown(&read.attendees, &["name", "organisation", "question"]);
    assert_eq!(got, ["=1+1|@SUM(A1)|-cmd", "田中 一郎|光学テクノ|"]);
}

#[test]
fn an_empty_file_is_said_to_be_empty_and_a_table_beside_another_is_named() {
    for bytes in [&b""[..], b"\xEF\xBB\xBF", b",,,\n,,,\n"] {
        let read = take(&[List::bytes(A, bytes)]);
        assert_eq!(super::troubles(&read), ["empty"]);
    }
    let two = "氏名,会社名,,氏名,会社名\n田中 一郎,光学テクノ,,山田 太郎,若葉樹脂\n";
    let read = take(&[List::text(A, two)]);
    assert_eq!(shown(&read.attendees, &["name"]), ["田中 一郎"]);
    let told = read.problems.iter().find(|p| p.kind == "second-table");
    assert!(
        told.unwrap().message.contains("氏名"),
        "{:?}",
        read.problems
    );
}

/// What is cut off is told.
#[test]
fn a_cell_that_is_too_long_is_told() {
    let long = "あ".repeat(9_001);
    let text = format!("氏名,会社名,質問事項,社内メモ\n田中 一郎,光学テクノ,{long},{long}\n");
    let read = take(&[List::text(A, &text)]);
    let told: Vec<&str> = read
        .problems
        .iter()
        .filter(|p| p.kind == "too-long")
        .map(|p| p.column.as_str())
        .collect();
    assert_eq!(told, ["C"]);
    assert_eq!(read.attendees[0].get("question").chars().count(), 9_000);
}

#[test]
fn headings_alone_and_nothing_at_all() {
    for text in ["", "\n\n", "氏名,会社名\n", "あ,い\n1,2\n"] {
        let read = take(&[List::text(A, text)]);
        assert!(read.attendees.is_empty());
    }
}

//! Lists that this program wrote, and what people put into the lists of others.

use super::{List, shown, take, take_as, take_onto, told};
use enishi::domain::book::Book;
use enishi::domain::roster::Session;
use enishi::exchange::leave::Reader;
use enishi::exchange::tables::{self, Asked, What};
use enishi::exchange::{text, xlsx};
use enishi::intake::import::{Aliases, Choice, Forms, ListKind, label};
use enishi::intake::{self, workbook};
use enishi::words::{Lang, Words};
use jiff::civil::date;

const A: ListKind = ListKind::Attendees;
const I: ListKind = ListKind::Interests;

fn sample(name: &str) -> Session {
    let path = format!("{}/sessions/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    intake::load(&text, &Words::new(Lang::Ja)).session.unwrap()
}

/// What `export` writes of a session.
fn export(session: &Session, what: &[What]) -> enishi::domain::sheet::Book {
    let mut book = Book::default();
    book.sessions.insert(session.id.clone(), session.clone());
    let asked = Asked {
        what,
        reader: &Reader::Office,
        today: date(2026, 11, 20),
        wants: &|_, _, _, _, _| true,
        session: &|_| true,
    };
    tables::sheets(&book, &asked).0
}

#[test]
fn what_was_exported_is_read_again_and_is_the_same() {
    let session = sample("regional");
    let lists = [
        (What::Attendees, A),
        (What::Needs, ListKind::Needs),
        (What::Interests, I),
    ];
    for (what, kind) in lists {
        let sheets = export(&session, &[what]);
        let rows = sheets.sheets[0].rows.len();
        assert!(rows > 3, "{what:?}");
        let whole = export(&session, What::ALL);
        let csv = text::csv(&sheets.sheets[0], false).unwrap().bytes;
        let book = |bytes: Vec<u8>| List {
            kind,
            bytes,
            is_text: false,
        };
        for list in [
            book(xlsx::write(&sheets).unwrap()),
            // Beside all the other sheets of an export.
            book(xlsx::write(&whole).unwrap()),
            List::bytes(kind, &csv),
        ] {
            let read = take_onto(&[list], Some(&session));
            let errors: Vec<_> = read
                .problems
                .iter()
                .filter(|p| p.list == Some(kind))
                .collect();
            assert_eq!(read.errors(), 0, "{what:?}: {errors:?}");
            assert_eq!(read.list(kind).len(), rows, "{what:?}");
            let changed: Vec<_> = (read.list(kind).iter())
                .filter(|e| !e.changes.is_empty())
                .collect();
            assert!(changed.is_empty(), "{what:?}: {changed:?}");
            let after = read.onto(session.clone(), true);
            assert_eq!(after.attendees, session.attendees, "{what:?}");
        }
    }
}

#[test]
fn the_organisations_of_an_export_are_those_of_the_session() {
    let session = sample("regional");
    let bytes = xlsx::write(&export(&session, &[What::Attendees])).unwrap();
    let list = List {
        kind: A,
        bytes,
        is_text: false,
    };
    let read = take(&[list]);
    let names = |people: usize| {
        let own = read.attendees.get(people).unwrap();
        own.get("organisation").to_owned()
    };
    for (n, person) in session.attendees.iter().enumerate() {
        assert_eq!(names(n), session.org_name(&person.org).as_str());
    }
}

#[test]
fn a_bare_number_is_the_persons_where_needs_have_columns() {
    let people = "受付番号,氏名,会社名\n12,髙橋 花子,メディカル東海\n27,田中 一郎,光学テクノ\n";
    for heading in ["番号", "No.", "名札", "名札番号"] {
        let grid = format!("{heading},氏名,N-01,N-02\n12,髙橋 花子,◎,\n27,田中 一郎,,○\n");
        let read = take(&[List::text(A, people), List::text(I, &grid)]);
        assert_eq!(read.errors(), 0, "{heading}: {:?}", read.problems);
        assert_eq!(
            shown(&read.interests, &["badge", "need", "level"]),
            ["12|N-01|面談希望", "27|N-02|関心"],
            "{heading}"
        );
    }
}

#[test]
fn a_table_of_needs_by_companies_is_read_with_its_titles() {
    let people = "受付番号,氏名,会社名\n12,髙橋 花子,メディカル東海\n27,田中 一郎,光学テクノ\n";
    let needs = "ニーズ番号,題名,病院名\nN-01,曇らない鏡,白嶺病院\nN-02,静かな送風,白嶺病院\n";
    for head in ["番号,ニーズ", "ニーズ番号,ニーズ", "No,題名"] {
        let grid = format!(
            "{head},メディカル東海,光学テクノ\nN-01,曇らない鏡,◎,-\nN-02,静かな送風,－,要相談\n"
        );
        let read = take(&[
            List::text(A, people),
            List::text(ListKind::Needs, needs),
            List::text(I, &grid),
        ]);
        assert_eq!(read.errors(), 0, "{head}: {:?}", read.problems);
        assert_eq!(
            shown(&read.interests, &["organisation", "need", "level"]),
            ["メディカル東海|N-01|面談希望", "光学テクノ|N-02|要相談"],
            "{head}"
        );
    }
    // The title alone names its need.
    let list = "氏名,会社名,ニーズ,関心度\n田中 一郎,光学テクノ,静かな送風,○\n";
    let read = take(&[
        List::text(A, people),
        List::text(ListKind::Needs, needs),
        List::text(I, list),
    ]);
    assert_eq!(shown(&read.interests, &["badge", "need"]), ["27|N-02"]);
}

#[test]
fn companions_without_a_name_are_told_and_not_made() {
    for who in ["他1名", "（同行者）", "同行者1名", "同行", "(同行者2名)"] {
        let text = format!("氏名,会社名\n田中 一郎,光学テクノ\n{who},光学テクノ\n");
        let read = take(&[List::text(A, &text)]);
        assert_eq!(shown(&read.attendees, &["name"]), ["田中 一郎"], "{who}");
        assert_eq!(read.errors(), 0, "{who}: {:?}", read.problems);
        told(&read, "others-uncounted", 3);
    }
}

#[test]
fn marks_for_nothing_are_nothing() {
    let text = "氏名,会社名,部署,役職,メールアドレス,電話番号,備考\n田中 一郎,光学テクノ,-,－,なし,ー,特になし\n";
    let read = take(&[List::text(A, text)]);
    assert_eq!(
        read.problems.len(),
        read.problems
            .iter()
            .filter(|p| p.kind == "kind-unknown"
                || p.kind == "badge-given"
                || p.kind == "kind-guessed")
            .count(),
        "{:?}",
        read.problems
    );
    assert_eq!(
        shown(
            &read.attendees,
            &["dept", "title", "email", "tel", "question"]
        ),
        ["||||"]
    );
    let text = "氏名,会社名\n－,光学テクノ\n";
    let read = take(&[List::text(A, text)]);
    assert_eq!(read.wrong(A), 1, "a name is not nothing");
}

#[test]
fn every_field_has_a_name_for_people() {
    let root: toml::Table = Aliases::text().parse().unwrap();
    for kind in ListKind::ALL {
        for (field, _) in root[kind.name()].as_table().unwrap() {
            let name = label(*kind, field);
            let is_ours = !name.is_ascii();
            let is_term = matches!(field.as_str(), "fi" | "ipc" | "url");
            assert!(is_ours || is_term, "{kind:?} {field}: {name}");
            assert_ne!(name, "ほかの項目", "{kind:?} {field}");
        }
    }
}

#[test]
fn rows_that_are_wrong_are_counted_whether_or_not_something_came_of_them() {
    let people = "受付番号,氏名,会社名\n13,山田 太郎,\n12,髙橋 花子,メディカル東海\n";
    let needs = "ニーズ番号,題名,病院名\nN-01,曇らない鏡,白嶺病院\n";
    let grid = "名札番号,ニーズ番号,関心度\n12,N-77,○\n12,N-01,ふつう\n99,N-01,○\n12,N-01,○\n";
    let read = take(&[
        List::text(A, people),
        List::text(ListKind::Needs, needs),
        List::text(I, grid),
    ]);
    assert_eq!(read.wrong(A), 1, "{:?}", read.problems);
    assert_eq!(read.wrong(ListKind::Needs), 0);
    assert_eq!(read.wrong(I), 3, "{:?}", read.problems);
}

#[test]
fn a_workbook_takes_names_of_organisations_for_their_ids() {
    let words = Words::new(Lang::Ja);
    let session = sample("regional");
    let mut book = workbook::filled(&session, &words);
    let names: Vec<(String, String)> = (session.organisations.iter())
        .map(|o| (o.id.to_string(), o.name.to_string()))
        .collect();
    let mut count = 0;
    for sheet in &mut book.sheets {
        let own = sheet.name == "機関";
        for row in &mut sheet.rows {
            for (column, cell) in row.iter_mut().enumerate() {
                let text = cell.shown();
                let name = names.iter().find(|(id, _)| *id == text);
                if let Some((_, name)) = name.filter(|_| !(own && column == 0)) {
                    *cell = enishi::domain::sheet::Cell::Text(enishi::text::Clean::line(name));
                    count += 1;
                }
            }
        }
    }
    assert!(count > session.attendees.len(), "{count}");
    let loaded = intake::load_bytes(&xlsx::write(&book).unwrap(), &words);
    let said: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|d| d.message.to_string())
        .collect();
    let again = loaded.session.unwrap_or_else(|| panic!("{said:?}"));
    assert_eq!(again.attendees, session.attendees);
    assert_eq!(again.needs, session.needs);
}

#[test]
fn what_was_said_of_a_form_is_said_again_when_the_form_comes_again_and_of_no_other() {
    let form = "受付番号,氏名,つとめている所,連絡事項\n1,田中 一郎,光学テクノ,なし\n";
    let other = "受付番号,氏名,つとめている所\n1,田中 一郎,光学テクノ\n";
    let read = take(&[List::text(A, form)]);
    assert_eq!(read.wrong(A), 1, "nobody knows the column");
    let mut said = Aliases::shipped();
    said.set(A, "つとめている所", Some("org".to_owned()));
    said.set(A, "連絡事項", None);
    let mut forms = Forms::default();
    forms.keep(&read.columns, &said);
    let forms = Forms::read(&forms.text().unwrap()).unwrap();
    for (text, is_known) in [(form, true), (other, false)] {
        let read = take(&[List::text(A, text)]);
        let mut aliases = Aliases::shipped();
        assert_eq!(
            forms.recall(&read.columns, &mut aliases),
            is_known,
            "{text}"
        );
        let choice = Choice {
            aliases,
            ..Choice::default()
        };
        let read = take_as(&[List::text(A, text)], &choice);
        assert_eq!(read.wrong(A), usize::from(!is_known), "{text}");
        let unused = read.columns.iter().filter(|c| c.field.is_none()).count();
        assert_eq!(unused, 1, "{text}");
    }
    // What was said just now is stronger.
    let mut aliases = Aliases::shipped();
    aliases.set(A, "つとめている所", Some("dept".to_owned()));
    forms.recall(&read.columns, &mut aliases);
    assert_eq!(aliases.said(A, "つとめている所"), Some(Some("dept")));
    assert!(Forms::read("forms = 1").is_err());
}

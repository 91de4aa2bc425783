//! Workbooks as session files: the same session comes back, and what is wrong is told by sheet, row and column.

use enishi::domain::code::{Disclosure, Level, OrgKind, Relation};
use enishi::domain::diag::render::{self, Frame};
use enishi::domain::roster::{
    Attendee, Desk, Interest, Need, Organisation, Patent, PatentLink, Session, Slot,
};
use enishi::domain::sheet::{Book, Cell, Column, Sheet};
use enishi::exchange::xlsx;
use enishi::intake::{self, Loaded, workbook};
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::civil::{date, time};
use proptest::prelude::*;

fn words() -> Words {
    Words::new(Lang::Ja)
}

fn loaded(bytes: &[u8]) -> Loaded {
    intake::load_bytes(bytes, &words())
}

fn through_xlsx(session: &Session) -> Loaded {
    let book = workbook::filled(session, &words());
    loaded(&xlsx::write(&book).unwrap())
}

fn said(loaded: &Loaded) -> Vec<String> {
    let told = loaded.diagnostics.iter();
    told.map(|d| format!("{:?}!{}:{} {}", d.sheet, d.line, d.column, d.message))
        .collect()
}

#[track_caller]
fn comes_back(session: &Session) {
    let text = intake::to_toml(session);
    let again = intake::load(&text, &words());
    assert_eq!(
        again.session.as_ref(),
        Some(session),
        "{:?}\n{text}",
        said(&again)
    );
    let again = through_xlsx(session);
    assert_eq!(again.session.as_ref(), Some(session), "{:?}", said(&again));
}

#[test]
fn the_samples_come_back_from_both_formats() {
    for name in ["regional", "tutorial"] {
        let text = std::fs::read_to_string(format!("sessions/{name}.toml")).unwrap();
        comes_back(&intake::load(&text, &words()).session.unwrap());
    }
}

#[test]
fn the_template_is_right_as_it_is() {
    for lang in [Lang::Ja, Lang::En] {
        let words = Words::new(lang);
        let book = workbook::template(&words, date(2026, 11, 20));
        let read = intake::load_bytes(&xlsx::write(&book).unwrap(), &words);
        assert_eq!(said(&read), [""; 0]);
        let session = read.session.unwrap();
        assert_eq!(session.held_on, date(2026, 11, 20));
        // The rows that show how are no rows.
        let outline = intake::Outline::from(&session);
        assert_eq!(
            (outline.needs, outline.attendees, outline.organisations),
            (0, 0, 0)
        );
    }
    let names: Vec<String> = workbook::template(&words(), date(2026, 11, 20))
        .sheets
        .into_iter()
        .map(|sheet| sheet.name)
        .collect();
    let wanted = "会 枠と卓 機関 参加者 ニーズ 特許 特許とニーズ 関心 競合";
    assert_eq!(names.join(" "), wanted);
}

/// Letters that are special to spreadsheets, lists and TOML.
fn text() -> impl Strategy<Value = Clean> {
    let letters = "[ぁ-ん一-龠ａ-ｚa-z0-9=+@'\"\\\\#、，,;；：/（）％%&<>\\-_. \n]{0,14}";
    letters.prop_map(|s| Clean::text(s.trim()))
}

fn line() -> impl Strategy<Value = Clean> {
    text().prop_map(|s| Clean::line(&s))
}

/// A text that is there.
fn some() -> impl Strategy<Value = Clean> {
    line().prop_map(|s| Clean::line(&format!("あ{}", s.as_str())))
}

fn texts() -> impl Strategy<Value = Vec<Clean>> {
    proptest::collection::vec(some(), 0..3)
}

fn id(head: &str, n: usize) -> Clean {
    Clean::line(&format!("{head}-{n:02}"))
}

fn organisation(n: usize) -> impl Strategy<Value = Organisation> {
    let flag = proptest::option::of(any::<bool>());
    (
        some(),
        line(),
        texts(),
        flag,
        proptest::sample::subsequence(OrgKind::ALL.to_vec(), 1..4),
        line(),
    )
        .prop_map(
            move |(name, short, technologies, iso13485, kinds, address)| Organisation {
                id: id("o", n),
                name,
                short,
                technologies,
                iso13485,
                kinds,
                competitors: if n > 0 { vec![id("o", 0)] } else { Vec::new() },
                notes: if address.is_empty() {
                    Vec::new()
                } else {
                    vec![(Clean::line("address"), address)]
                },
                ..Organisation::default()
            },
        )
}

fn attendee(n: usize) -> impl Strategy<Value = Attendee> {
    let level = proptest::sample::select(Level::ALL.to_vec());
    let role = proptest::option::of(proptest::sample::select(OrgKind::ALL.to_vec()));
    (some(), line(), line(), role, proptest::option::of(level)).prop_map(
        move |(name, kana, dept, role, level)| Attendee {
            badge: Clean::line(&format!("{:03}", n + 1)),
            org: id("o", 0),
            name,
            kana,
            dept,
            role,
            interests: level
                .into_iter()
                .map(|level| Interest {
                    need: id("N", 0),
                    level,
                })
                .collect(),
            ..Attendee::default()
        },
    )
}

fn need(n: usize) -> impl Strategy<Value = Need> {
    let disclosure = proptest::sample::select(Disclosure::ALL.to_vec());
    let order = proptest::option::of(1_u32..90);
    let day = proptest::option::of((1_i8..28).prop_map(|day| date(2026, 4, day)));
    (some(), text(), some(), disclosure, order, day, texts()).prop_map(
        move |(title, current, problem, disclosure, order, day, tech)| Need {
            no: id("N", n),
            title,
            hospital: id("o", 0),
            department: Clean::line("内科"),
            problem,
            wanted: Clean::line("曇らない"),
            current,
            disclosure: Some(disclosure),
            order,
            first_disclosed_on: day,
            seeking_tech: tech,
            visit_ok: order.map(|n| n % 2 == 0),
            ..Need::default()
        },
    )
}

fn patent(n: usize) -> impl Strategy<Value = Patent> {
    let relation = proptest::sample::select(Relation::ALL.to_vec());
    (some(), texts(), text(), relation).prop_map(
        move |(title, applicants, abstract_text, relation)| Patent {
            doc_no: Clean::line(&format!("特開2099-{n:06}")),
            title,
            applicants,
            abstract_text,
            needs: vec![PatentLink {
                no: id("N", 0),
                relation,
            }],
            ..Patent::default()
        },
    )
}

prop_compose! {
    fn session()(
        organisations in proptest::collection::vec(any::<()>(), 1..4).prop_flat_map(|v| {
            (0..v.len()).map(organisation).collect::<Vec<_>>()
        }),
        attendees in proptest::collection::vec(any::<()>(), 0..4).prop_flat_map(|v| {
            (0..v.len()).map(attendee).collect::<Vec<_>>()
        }),
        needs in proptest::collection::vec(any::<()>(), 1..4).prop_flat_map(|v| {
            (0..v.len()).map(need).collect::<Vec<_>>()
        }),
        patents in proptest::collection::vec(any::<()>(), 0..3).prop_flat_map(|v| {
            (0..v.len()).map(patent).collect::<Vec<_>>()
        }),
        title in some(),
        notice in text(),
        tables in proptest::option::of(1_u32..60),
        second in 0_i8..60,
    ) -> Session {
        let mut needs = needs;
        needs.sort_by_key(|need| need.order.unwrap_or(u32::MAX));
        Session {
            id: Clean::line("kai"),
            title,
            held_on: date(2026, 12, 4),
            starts_at: Some(time(9, 30, second, 0)),
            hosts: vec![id("o", 0)],
            confidentiality_notice: notice,
            tables,
            slots: vec![Slot { no: Clean::line("1"), starts_at: Some(time(13, 0, 0, 0)), ends_at: None }],
            desks: vec![Desk { no: Clean::line("A"), place: Clean::line("大ホール"), ..Desk::default() }],
            organisations,
            attendees,
            needs,
            patents,
            ..Session::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_session_comes_back_from_both_formats(session in session()) {
        comes_back(&session);
    }
}

fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let cell = |text: &&str| match *text {
        "" => Cell::Empty,
        text => Cell::Text(Clean::line(text)),
    };
    let (heads, body) = rows.split_first().unwrap();
    Sheet {
        name: name.to_owned(),
        columns: heads
            .iter()
            .map(|heading| Column {
                heading: (*heading).to_owned(),
                width: 10,
                ..Column::default()
            })
            .collect(),
        rows: body
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
        ..Sheet::default()
    }
}

#[test]
fn what_is_wrong_is_told_by_sheet_row_and_column() {
    let book = Book {
        sheets: vec![
            sheet(
                "会",
                &[
                    &["項目", "内容"],
                    &["開催ID", "kai"],
                    &["名称", "試験の会"],
                    &["開催日", "令和8年12月4日(金)"],
                    &["卓数", "十"],
                    &["主催者", "x"],
                ],
            ),
            sheet(
                "機関",
                &[
                    &["ID", "名称", "種別", "ISO 13485"],
                    &["hakurei", "白嶺医科大学病院", "医療機関", "どうかな"],
                    &["（例）x", "書かない", "", ""],
                ],
            ),
            sheet(
                "参加者",
                &[
                    &["受付番号・名札番号", "所属", "氏名", "役織"],
                    &["1", "hakurei", "試験 太郎", ""],
                    &["1", "hakure", "", "部長"],
                ],
            ),
            sheet(
                "関心",
                &[
                    &["受付番号", "ニーズ番号", "関心度"],
                    &["1", "N-01", "◎"],
                    &["9", "N-01", "◎"],
                ],
            ),
            sheet(
                "枠と卓",
                &[
                    &["区分", "番号", "開始"],
                    &["机", "1", ""],
                    &["枠", "1", "ひる"],
                ],
            ),
            sheet("メモ", &[&["自分用"], &["電話する"]]),
        ],
        ..Book::default()
    };
    let read = loaded(&xlsx::write(&book).unwrap());
    assert!(read.is_refused());
    let name = "会.xlsx";
    let shown = render::render(&read.diagnostics, "", name, Frame::Ascii, &words());
    insta::assert_snapshot!(shown);
}

#[test]
fn what_is_no_workbook_is_refused_with_one_sentence() {
    let whole = xlsx::write(&workbook::filled(&Session::default(), &words())).unwrap();
    let half = whole.get(..whole.len() / 2).unwrap();
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    for (bytes, part) in [(half, "途中で切れています"), (&locked, "パスワード")] {
        let read = loaded(bytes);
        let told = said(&read);
        assert!(read.is_refused() && told.len() == 1, "{told:?}");
        assert!(told[0].contains(part), "{told:?}");
    }
}

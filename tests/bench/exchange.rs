//! Lists in and out beside the plain libraries that read and write the same data in the same run.

use calamine::{Reader as _, Xlsx};
use enishi::domain::book::Book;
use enishi::domain::code::OwnerSide;
use enishi::domain::entity::task::{Task, TaskBody, TaskChange, TaskId};
use enishi::domain::recorded::{By, Recorded};
use enishi::domain::roster::Session;
use enishi::exchange::leave::Reader;
use enishi::exchange::tables::{self, Asked, What};
use enishi::exchange::xlsx;
use enishi::intake::import::{self, Aliases, Choice, Input, ListKind};
use enishi::intake::sheet;
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::Timestamp;
use jiff::civil::date;
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;
use std::time::{Duration, Instant};

/// `exchange [ROWS [ROUNDS]]`
pub fn run(args: &[String]) {
    let number = |at: usize, or: usize| args.get(at).and_then(|a| a.parse().ok()).unwrap_or(or);
    let (rows, rounds) = (number(0, 100_000), number(1, 3));
    attendees(rows, rounds);
    patents(rows, rounds);
    tasks(rows, rounds);
}

/// The best of some rounds, both sides by turns.
fn compare(
    what: &str,
    rounds: usize,
    mut plain: impl FnMut() -> usize,
    mut own: impl FnMut() -> usize,
) {
    let mut best = [Duration::MAX; 2];
    for _ in 0..rounds {
        let begun = Instant::now();
        let a = plain();
        best[0] = best[0].min(begun.elapsed());
        let begun = Instant::now();
        let b = own();
        best[1] = best[1].min(begun.elapsed());
        assert!(a > 0 && b > 0, "{what}: {a} {b}");
    }
    let ratio = best[1].as_secs_f64() / best[0].as_secs_f64();
    println!(
        "{what}: plain {:.3} s, Enishi {:.3} s, ratio {ratio:.2}",
        best[0].as_secs_f64(),
        best[1].as_secs_f64()
    );
}

const HEADS: [&str; 8] = [
    "受付番号",
    "氏名",
    "フリガナ",
    "会社名",
    "部署",
    "役職",
    "メールアドレス",
    "電話番号",
];

fn person(n: usize) -> [String; 8] {
    let family = ["田中", "山田", "髙橋", "佐藤", "小川"][n % 5];
    let given = ["一郎", "太郎", "花子", "美咲", "実", "恵"][n % 6];
    [
        format!("{}", n + 1),
        format!("{family} {given}{n}"),
        "タナカ イチロウ".to_owned(),
        format!("光学テクノ{}株式会社", n % 5_000),
        "開発部".to_owned(),
        "課長".to_owned(),
        format!("p{n}@example.jp"),
        format!("03-{:04}-{:04}", n / 10_000, n % 10_000),
    ]
}

fn attendees(rows: usize, rounds: usize) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string(0, column, head).unwrap();
    }
    for n in 0..rows {
        for (column, text) in (0..).zip(person(n)) {
            sheet.write_string(n as u32 + 1, column, text).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let words = Words::new(Lang::Ja);
    compare(
        &format!("{rows} attendees in (xlsx)"),
        rounds,
        || {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
            let range = book.worksheet_range_at(0).unwrap().unwrap();
            let texts = range
                .rows()
                .map(|row| row.iter().map(|c| c.to_string().len()).sum::<usize>());
            texts.sum()
        },
        || {
            let input = Input {
                kind: ListKind::Attendees,
                name: "a.xlsx".to_owned(),
                book: Some(sheet::read(&bytes).unwrap()),
                bytes: &bytes,
            };
            take(input, &words).attendees.len()
        },
    );
}

fn take(input: Input<'_>, words: &Words) -> import::Imported {
    let choice = Choice {
        aliases: Aliases::shipped(),
        ..Choice::default()
    };
    import::take(&[input], &choice, words).unwrap()
}

fn patents(rows: usize, rounds: usize) {
    let mut text = String::from(
        "文献番号,出願番号,出願日,公知日,発明の名称,出願人/権利者,FI,要約,公開番号,公告番号,登録番号,審判番号,その他,ステージ,イベント詳細,文献URL\n",
    );
    for n in 0..rows {
        let line = format!(
            "特開20{:02}-{:06},特願20{:02}-{:06},2020/01/15,2021/07/{:02},鉗子{n}の洗浄装置,光学テクノ株式会社,A61B1/12,\"鉗子を洗う装置であって、液{n}を送る。\",特開20{:02}-{:06},,,,,公開,,https://example.jp/{n}\n",
            n / 100_000 % 20 + 1,
            n % 100_000 + 1,
            n / 100_000 % 20,
            n % 100_000 + 1,
            n % 28 + 1,
            n / 100_000 % 20 + 1,
            n % 100_000 + 1
        );
        text.push_str(&line);
    }
    let words = Words::new(Lang::Ja);
    compare(
        &format!("{rows} patents in (csv)"),
        rounds,
        || {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let records = reader.records().map(Result::unwrap);
            records
                .map(|r| r.iter().map(|f| f.to_owned().len()).sum::<usize>())
                .sum()
        },
        || {
            let input = Input {
                kind: ListKind::Patents,
                name: "p.csv".to_owned(),
                book: None,
                bytes: text.as_bytes(),
            };
            take(input, &words).patents.len()
        },
    );
}

fn tasks(rows: usize, rounds: usize) {
    let mut book = Book::default();
    let session = Session {
        id: "kai".into(),
        title: "発表会".into(),
        ..Session::default()
    };
    book.sessions.insert(session.id.clone(), session);
    let actor = Clean::line("原田");
    for n in 0..rows {
        let id = TaskId {
            session: "kai".into(),
            need: Clean::line(&format!("N-{}", n % 500)),
            org: Clean::line(&format!("org{}", n / 500)),
            template: Clean::line(&format!("C{}", n % 20)),
        };
        let body = TaskBody {
            title_ja: "守秘契約のひな形を送る".into(),
            title_en: "NDA".into(),
            owner_side: OwnerSide::Support,
            due_on: date(2026, 12, 4),
            depends_on: Vec::new(),
            own: false,
        };
        let by = By {
            at: Timestamp::UNIX_EPOCH,
            actor: &actor,
        };
        let opened = TaskChange::Opened(Box::new(body));
        let task = Task::begin(&id, &opened, &by).unwrap();
        book.tasks.insert(id, task);
    }
    let asked = Asked {
        what: &[What::Tasks],
        reader: &Reader::Office,
        today: date(2026, 11, 20),
        wants: &|_, _, _, _, _| true,
        session: &|_| true,
    };
    let sheets = tables::sheets(&book, &asked).0;
    compare(
        &format!("{} tasks out (xlsx)", book.tasks.len()),
        rounds,
        || {
            let mut out = Workbook::new();
            let day = Format::new().set_num_format("yyyy/mm/dd");
            let to = out.add_worksheet();
            for (row, cells) in (0..).zip(&sheets.sheets[0].rows) {
                for (column, cell) in (0..).zip(cells) {
                    match cell {
                        enishi::domain::sheet::Cell::Date(date) => to
                            .write_datetime_with_format(row, column, date, &day)
                            .map(|_| ()),
                        enishi::domain::sheet::Cell::Empty => Ok(()),
                        other => to.write_string(row, column, other.shown()).map(|_| ()),
                    }
                    .unwrap();
                }
            }
            out.save_to_buffer().unwrap().len()
        },
        || xlsx::write(&tables::sheets(&book, &asked).0).unwrap().len(),
    );
}

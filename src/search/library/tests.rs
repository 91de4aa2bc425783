use super::read as read_all;
use super::*;
use crate::text::Clean;

fn read(bytes: &[u8]) -> Result<Vec<Document>, LibraryError> {
    read_all(bytes).map(|content| content.documents)
}

const OLD: &str = "文献番号,出願番号,出願日,公知日,発明の名称,出願人/権利者,FI,要約,公開番号,公告番号,登録番号,審判番号,その他,文献URL";
const PLAIN: &str = "文献番号,出願番号,出願日,公知日,発明の名称,出願人/権利者,FI,公開番号,公告番号,登録番号,審判番号,その他,ステージ,イベント詳細,文献URL";
const FULL: &str = "文献番号,出願番号,出願日,公知日,発明の名称,出願人/権利者,FI,要約,公開番号,公告番号,登録番号,審判番号,その他,ステージ,イベント詳細,文献URL";

#[test]
fn all_three_headers_of_j_platpat() {
    let old = format!(
        "\u{feff}{OLD}\n\"特開2020-123456\",\"特願2019-1\",\"2019/01/01\",\"2020/08/01\",\"内視鏡\",\"深▲セン▼光学有限公司,青葉　メディカル，　インコーポレイテッド\",\"A61B1/00,650,A61B1/12@A\",\"(57)【要約】\r\n【課題】曇り\r\nを防ぐ。【選択図】図１\",\"特開2020-123456\",\"\",\"\",\"null\",\"\",\"https://example.jp/1\"\n"
    );
    let read_old = read(old.as_bytes()).unwrap();
    let d = &read_old[0];
    assert_eq!(
        d.applicants.iter().map(Clean::as_str).collect::<Vec<_>>(),
        [
            "深セン光学有限公司",
            "青葉　メディカル，　インコーポレイテッド"
        ]
    );
    assert_eq!(
        d.fi.iter().map(Clean::as_str).collect::<Vec<_>>(),
        ["A61B1/00,650", "A61B1/12@A"]
    );
    assert_eq!(d.summary.as_str(), "【課題】曇り を防ぐ。");
    assert_eq!(
        d.numbers.iter().map(Clean::as_str).collect::<Vec<_>>(),
        ["特願2019-1"]
    );
    let plain = format!(
        "{PLAIN}\r\n特許7546100,,,,止血鉗子,青葉光学株式会社,,,,特許7546100,,,特許 有効,登録公報の発行,\r\n"
    );
    let full = format!(
        "{FULL}\n特許第7546100号,,,,,,,\"曇る\",,,,,,,,\n再表2015/123456,,,,透析,,,,,,,,,審査中,,\n"
    );
    let all = joined(
        [
            read(plain.as_bytes()).unwrap(),
            read(full.as_bytes()).unwrap(),
        ]
        .concat(),
    );
    assert_eq!(all.len(), 2);
    assert_eq!(
        (all[0].stage.as_str(), all[0].summary.as_str()),
        ("特許 有効", "曇る")
    );
    assert_eq!(all[1].stage.as_str(), "審査中");
}

#[test]
fn what_is_no_list_is_told_by_line() {
    let table = |line| LibraryError::Header { line };
    for (bytes, error) in [
        (
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            LibraryError::Binary { line: 3 },
        ),
        (&b"7546100\nab\0c\n"[..], LibraryError::Binary { line: 2 }),
        ("氏名,年齢\n山田,3\n佐藤,4\n".as_bytes(), table(1)),
        ("\n会社\t電話\n青葉\t03\n".as_bytes(), table(2)),
        (
            "文献番号,発明の名称\n特開2099-2,鏡\n\"特開2099-1,閉じない\n特開2099-3,皿\n".as_bytes(),
            LibraryError::Quote { line: 3 },
        ),
        (
            "文献番号,発明の名称\n\"特開2099-1,閉じない\n".as_bytes(),
            LibraryError::Quote { line: 2 },
        ),
        ("文献番号,発明の名称\n,\n".as_bytes(), LibraryError::Empty),
    ] {
        assert_eq!(read(bytes), Err(error));
    }
    // A title may have a comma, and a list its numbers in any column.
    assert_eq!(read("鏡、皿, 棚\n留具\n".as_bytes()).unwrap().len(), 2);
    assert_eq!(
        read("特開2099-000001,鏡\n特開2099-000002,皿\n".as_bytes())
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn plain_lists_and_other_tables() {
    let list = read("# 候補\n特開2020-123456 内視鏡の曇り防止\n特許第6789012号\nカプセル内視鏡\n\n特開２０２０－１２３４５６\n".as_bytes()).unwrap();
    assert_eq!(list.len(), 3);
    assert_eq!(
        (list[0].number.as_str(), list[0].title.as_str()),
        ("特開2020-123456", "内視鏡の曇り防止")
    );
    assert_eq!(list[2].title.as_str(), "カプセル内視鏡");
    let google = "search URL:,https://example.org\nid,title,assignee,inventor/author,result link\nJP2020123456A,Endoscope,Aoba Optics,,https://example.org/1\n";
    assert_eq!(
        read(google.as_bytes()).unwrap()[0].title.as_str(),
        "Endoscope"
    );
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("番号,名称\n特開2020-123456,内視鏡\n");
    assert_eq!(read(&sjis).unwrap()[0].title.as_str(), "内視鏡");
    let quoted = "\"文献番号\",\"発明の名称\"\r\n\"特許7546100\",\"5\"\"の鏡\"\r\n";
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(quoted);
    assert_eq!(read(&sjis).unwrap()[0].title.as_str(), "5\"の鏡");
    assert_eq!(read(b"\n\n"), Err(LibraryError::Empty));
    assert!(matches!(
        read(&[0xFF, 0xFE, 0x80]),
        Err(LibraryError::Encoding(0))
    ));
}

const ROW: &str =
    "特開2099-000001,特願2098-1,曇り止め膜,株式会社甲,A61B1/00,\"一行目\n二行目\n三行目\"";
const HEAD: &str = "文献番号,出願番号,発明の名称,出願人/権利者,FI,要約";

#[test]
fn a_header_stands_below_remarks_with_any_separator_and_any_line_end() {
    let broken = "\"文献\n番号\",出願番号,\"発明の\n名称\",出願人/権利者,FI,要約";
    let tables = [
        format!("検索日 2026-11-01\n検索式 [内視鏡/TI], 2件\n\n{HEAD}\n{ROW}\n"),
        format!("\n{HEAD}\n{ROW}\n"),
        format!("sep=,\n{HEAD}\n{ROW}\n"),
        format!("\"sep=,\"\n{broken}\n{ROW}\n"),
        format!("{broken}\n{ROW}"),
        format!("\"5\" の鏡\n{HEAD}\n{ROW}\n"),
        format!("{HEAD}\n{ROW}\n以上 1件\n"),
        format!("{HEAD}\n{ROW}\n{HEAD}\n{ROW}\n"),
    ];
    for table in tables {
        for separator in [",", "\t", ";"] {
            for end in ["\n", "\r\n", "\r"] {
                let written = table.replace(',', separator).replace('\n', end);
                let found = read(written.as_bytes()).unwrap_or_else(|e| panic!("{written}: {e}"));
                assert_eq!(found.len(), 1, "{written}");
                assert_eq!(found[0].title.as_str(), "曇り止め膜", "{written}");
                assert_eq!(
                    found[0].summary.as_str(),
                    "一行目 二行目 三行目",
                    "{written}"
                );
                let utf16: Vec<u8> = ('\u{feff}'.to_string() + &written)
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect();
                assert_eq!(read(&utf16), Ok(found), "{written}");
            }
        }
    }
    let below = format!("{HEAD}\n{ROW}\n以上 1件\n");
    assert_eq!(read_all(below.as_bytes()).unwrap().left_out, [5]);
}

#[test]
fn line_ends_of_old_macs_part_the_lines_of_a_list() {
    let list = "文献番号\r特開2099-000002 曇り膜二\r特開2099-000003 曇り膜三\r";
    assert_eq!(read(list.as_bytes()).unwrap().len(), 2);
}

#[test]
fn what_would_be_lost_or_taken_for_a_patent_is_refused() {
    for (text, error) in [
        (
            "特開2099-000009 皿\n文献番号,発明の名称\n特開2099-000001,鏡\n",
            LibraryError::Above { line: 1, header: 2 },
        ),
        (
            "顧客一覧\n\n氏名,備考\n山田,\"一\n二\"\n佐藤,三\n",
            LibraryError::Header { line: 3 },
        ),
        (
            "氏名;備考\n山田;\"一\n二\"\n",
            LibraryError::Header { line: 1 },
        ),
        (
            "番号,備考\n特開2099-000001,皿\n",
            LibraryError::Header { line: 1 },
        ),
        ("<html>\n<table>\n", LibraryError::Markup { line: 1 }),
        ("\n{\n \"a\": 1\n}\n", LibraryError::Markup { line: 2 }),
        (
            "文献番号,\"発明の名称\n特開2099-000001,皿\n",
            LibraryError::Quote { line: 1 },
        ),
    ] {
        assert_eq!(read(text.as_bytes()), Err(error), "{text}");
    }
}

#[test]
fn unlike_things_with_one_title_or_one_row_number_are_kept_apart() {
    for (text, count) in [
        ("発明の名称,出願人\n内視鏡,甲\n内視鏡,乙\n内視鏡,甲\n", 2),
        (
            "文献番号,発明の名称,出願人\n-,内視鏡,甲\n-,鉗子,甲\nnull,内視鏡,乙\n",
            3,
        ),
        ("番号,名称\n1,内視鏡\n2,鉗子\n1,皿\n", 3),
        (
            "発明の名称,出願番号\n内視鏡,特願2098-000001\n内視鏡,特願2098-000002\n",
            2,
        ),
        (
            "特開2099-000001,内視鏡\n特開2099-000002,内視鏡\n特開2099-000001,内視鏡\n",
            2,
        ),
    ] {
        assert_eq!(read(text.as_bytes()).unwrap().len(), count, "{text}");
    }
}

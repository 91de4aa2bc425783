use super::*;

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

//! Layouts of lists of attendees.

use super::{CP932, List, merge, people, rows_of, shown, take, take_as, told, troubles};
use enishi::intake::import::{Aliases, Choice, ListKind};

const A: ListKind = ListKind::Attendees;

const TANAKA: &str = "田中 一郎|光学テクノ株式会社|開発部|課長";
const YAMADA: &str = "山田 太郎|若葉樹脂有限会社|営業部|部長";

fn plain(head: &str) -> String {
    format!(
        "{head}\n田中 一郎,光学テクノ株式会社,開発部,課長\n山田 太郎,若葉樹脂有限会社,営業部,部長\n"
    )
}

#[test]
fn headings_go_by_many_names() {
    for head in [
        "氏名,会社名,部署,役職",
        "参加者氏名,貴社名,所属部署,役職名",
        "お名前,御社名,部署名,職務",
        "Q1. お名前（漢字）,Q2. ご所属の会社名をお書きください,Q3. 部署名,Q4. 役職名をご記入ください",
        "氏　名,勤務先,部　署,役　職",
        "＊氏名（必須）,企業名【必須】,部署（任意）,肩書き",
        "name,company,department,position",
        "氏名,所属機関,部門,職位",
        "担当者名,団体名,所属,職名",
    ] {
        people(&take(&[List::text(A, &plain(head))]), &[TANAKA, YAMADA]);
    }
}

#[test]
fn the_same_list_reads_the_same_in_every_encoding() {
    let text = plain("氏名,会社名,部署,役職");
    let mut all: Vec<Vec<u8>> = vec![text.clone().into_bytes()];
    all.push([b"\xEF\xBB\xBF".to_vec(), text.clone().into_bytes()].concat());
    for encoding in [
        encoding_rs::SHIFT_JIS,
        encoding_rs::EUC_JP,
        encoding_rs::ISO_2022_JP,
    ] {
        all.push(encoding.encode(&text).0.into_owned());
    }
    let wide = ('\u{feff}'.to_string() + &text.replace(',', "\t"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    all.push(wide);
    all.push(format!("sep=;\r\n{}", text.replace(',', ";").replace('\n', "\r\n")).into_bytes());
    for bytes in all {
        people(&take(&[List::bytes(A, &bytes)]), &[TANAKA, YAMADA]);
    }
    let short = encoding_rs::SHIFT_JIS
        .encode("氏名,会社\n髙橋 Ⅲ,㈱予表能\n")
        .0
        .into_owned();
    let choice = Choice {
        aliases: Aliases::shipped(),
        encoding: Some(CP932),
        ..Choice::default()
    };
    let read = take_as(&[List::bytes(A, &short)], &choice);
    assert_eq!(
        shown(&read.attendees, &["name", "organisation"]),
        ["髙橋 Ⅲ|㈱予表能"]
    );
}

#[test]
fn prefaces_totals_sections_samples_and_repeated_headings_are_no_people() {
    let read = take(&[List::sheet(
        A,
        &[
            &["第12回 ニーズ発表会 参加者名簿"],
            &["", "", "", "2026年11月1日 現在"],
            &[],
            &["氏名", "会社名", "部署", "役職"],
            &["記入例", "○○株式会社", "営業部", "課長"],
            &["【企業】"],
            &["田中 一郎", "光学テクノ株式会社", "開発部", "課長"],
            &["氏名", "会社名", "部署", "役職"],
            &["■ 樹脂"],
            &["山田 太郎", "若葉樹脂有限会社", "営業部", "部長"],
            &["合計", "", "", "2名"],
            &["※ 敬称略"],
        ],
    )]);
    people(&read, &[TANAKA, YAMADA]);
    for row in [5, 6, 8, 9, 11, 12] {
        told(&read, "dropped", row);
    }
    let eight = "Eight 名刺一覧\n出力日,2026-11-01\n件数,2\n\n\n会社名,部署名,役職,氏名,e-mail\n光学テクノ株式会社,開発部,課長,田中 一郎,i@example.jp\n";
    people(&take(&[List::text(A, eight)]), &[TANAKA]);
}

#[test]
fn headings_over_two_rows_with_merged_cells() {
    let read = take(&[List::book(A, |book| {
        let sheet = book.add_worksheet();
        rows_of(
            sheet,
            &[
                &["名簿"],
                &["", "", "", "", "", ""],
                &["", "氏\n名", "フリ\nガナ", "部署", "役職", "電話"],
                &[
                    "#1",
                    "田中 一郎",
                    "タナカ イチロウ",
                    "開発部",
                    "課長",
                    "03-1234-5678",
                ],
            ],
        );
        sheet.write_string(2, 0, "").unwrap();
        merge(sheet, (1, 1), (1, 2), "参加者");
        merge(sheet, (1, 3), (1, 5), "所属");
        sheet.write_string(1, 6, "会社名").unwrap();
        sheet.write_string(3, 6, "光学テクノ株式会社").unwrap();
    })]);
    people(&read, &[TANAKA]);
    assert_eq!(
        shown(&read.attendees, &["kana", "tel"]),
        ["タナカ イチロウ|03-1234-5678"]
    );
    let survey = "会員情報,,,Q1,\n氏名,会社名,部署,役職,コメント\n田中 一郎,光学テクノ株式会社,開発部,課長,なし\n";
    people(&take(&[List::text(A, survey)]), &[TANAKA]);
}

#[test]
fn ditto_marks_and_merged_cells_are_filled_and_blanks_are_asked() {
    let ditto = "氏名,会社名,部署,役職\n田中 一郎,光学テクノ株式会社,開発部,課長\n佐藤 花子,〃,同上,係長\n鈴木 次郎,,営業部,\n";
    let read = take(&[List::text(A, ditto)]);
    let wanted = [
        "田中 一郎|光学テクノ株式会社|開発部|課長",
        "佐藤 花子|光学テクノ株式会社|開発部|係長",
        "鈴木 次郎|光学テクノ株式会社|営業部|",
    ];
    people(&read, &wanted);
    told(&read, "blank-above", 4);
    assert_eq!(read.doubtful(), 1);
    let read = take(&[List::book(A, |book| {
        let sheet = book.add_worksheet();
        rows_of(
            sheet,
            &[&["会社名", "氏名"], &["", "田中 一郎"], &["", "佐藤 花子"]],
        );
        merge(sheet, (1, 0), (2, 0), "光学テクノ株式会社");
    })]);
    assert_eq!(
        shown(&read.attendees, &["name", "organisation"]),
        [
            "田中 一郎|光学テクノ株式会社",
            "佐藤 花子|光学テクノ株式会社"
        ]
    );
    assert_eq!(read.doubtful(), 0);
}

#[test]
fn several_people_in_one_cell_or_one_row() {
    let text = "氏名,会社名\n\"佐藤 花子、林 美咲\",光学テクノ\n田中 一郎 他2名,若葉樹脂\n\"ヤマダ タロウ\n山田 太郎\",東海レンズ\n";
    let read = take(&[List::text(A, text)]);
    let got = shown(&read.attendees, &["name", "organisation", "kana"]);
    assert_eq!(
        got,
        [
            "佐藤 花子|光学テクノ|",
            "林 美咲|光学テクノ|",
            "田中 一郎|若葉樹脂|",
            "山田 太郎|東海レンズ|ヤマダ タロウ"
        ]
    );
    told(&read, "several-people", 2);
    told(&read, "others-uncounted", 3);
    assert_eq!(read.doubtful(), 2);
    let wide = "会社名,参加者1 氏名,参加者1 役職,参加者2 氏名,参加者2 役職\n光学テクノ,田中 一郎,課長,佐藤 花子,係長\n若葉樹脂,山田 太郎,部長,,\n";
    let read = take(&[List::text(A, wide)]);
    assert_eq!(
        shown(&read.attendees, &["name", "organisation", "title"]),
        [
            "田中 一郎|光学テクノ|課長",
            "佐藤 花子|光学テクノ|係長",
            "山田 太郎|若葉樹脂|部長"
        ]
    );
}

#[test]
fn names_and_readings_in_one_column_or_two() {
    let apart = "姓,名,セイ,メイ,会社名\n田中,一郎,タナカ,イチロウ,光学テクノ\n";
    let read = take(&[List::text(A, apart)]);
    assert_eq!(
        shown(&read.attendees, &["name", "kana"]),
        ["田中 一郎|タナカ イチロウ"]
    );
    let half = "氏名,ふりがな,会社名\n田　中　一　郎,ﾀﾅｶ ｲﾁﾛｳ,光学テクノ\n";
    let read = take(&[List::text(A, half)]);
    assert_eq!(
        shown(&read.attendees, &["name", "kana"]),
        ["田中一郎|タナカ イチロウ"]
    );
    let both = "会社名,会社名（フリガナ）,氏名,氏名（フリガナ）\n光学テクノ,コウガクテクノ,田中 一郎,タナカ イチロウ\n";
    let read = take(&[List::text(A, both)]);
    assert_eq!(
        shown(&read.attendees, &["kana", "organisation_kana"]),
        ["タナカ イチロウ|コウガクテクノ"]
    );
}

#[test]
fn office_in_one_cell_is_parted_only_at_a_position() {
    let text = "氏名,会社名,所属・役職\n田中 一郎,光学テクノ,開発部 課長\n山田 太郎,若葉樹脂,\"営業部\n第一課\n主任\"\n林 美咲,東海レンズ,企画室\n";
    let read = take(&[List::text(A, text)]);
    assert_eq!(
        shown(&read.attendees, &["dept", "title"]),
        ["開発部|課長", "営業部 第一課|主任", "企画室|"]
    );
    let one = "氏名,所属・役職\n田中 一郎,光学テクノ株式会社　開発部　課長\n";
    people(&take(&[List::text(A, one)]), &[TANAKA]);
}

#[test]
fn numbers_that_excel_spoilt() {
    let read = take(&[List::sheet(
        A,
        &[
            &["受付番号", "氏名", "会社名", "電話番号", "法人番号"],
            &[
                "#12",
                "田中 一郎",
                "光学テクノ",
                "#9012345678",
                "#4000020182079",
            ],
            &[
                "１３",
                "山田 太郎",
                "若葉樹脂",
                "0761-23-4567",
                "#4000020182078",
            ],
            &["14.0", "林 美咲", "東海レンズ", "#234567", ""],
        ],
    )]);
    assert_eq!(
        shown(&read.attendees, &["badge", "tel", "corporate_no"]),
        [
            "12|09012345678|4000020182079",
            "13|0761-23-4567|",
            "14|234567|",
        ]
    );
    told(&read, "leading-zero", 2);
    told(&read, "corporate-number", 3);
    told(&read, "telephone", 4);
}

#[test]
fn two_columns_of_one_field_and_accounts_of_forms() {
    let microsoft = "ID,開始時刻,完了時刻,メール,名前,氏名,会社名,部署,役職\n1,2026/11/01 10:00,2026/11/01 10:02,anonymous,,田中 一郎,光学テクノ株式会社,開発部,課長\n";
    let read = take(&[List::text(A, microsoft)]);
    people(&read, &[TANAKA]);
    assert_eq!(read.attendees[0].get("email"), "");
    told(&read, "account-column", 1);
    let two = "申込者氏名,参加者氏名,御社名,勤務先,部署,役職\n総務 花子,田中 一郎,光学テクノ株式会社,本社,開発部,課長\n";
    let read = take(&[List::text(A, two)]);
    people(&read, &[TANAKA]);
    let beaten: Vec<&str> = read
        .problems
        .iter()
        .filter(|p| p.kind == "two-columns")
        .map(|p| p.header.as_str())
        .collect();
    assert_eq!(beaten, ["申込者氏名", "勤務先"]);
}

#[test]
fn the_later_answer_of_one_mail_counts() {
    let google = "タイムスタンプ,氏名,会社名,部署,役職,メールアドレス\n2026/11/20 2:05:33 午後 GMT+9,田中 一郎,光学テクノ株式会社,開発部,係長,i@example.jp\n2026/11/21 9:00:00 午前 GMT+9,田中 一郎,光学テクノ㈱,開発部,課長,I@Example.jp\n";
    let read = take(&[List::text(A, google)]);
    assert_eq!(
        shown(&read.attendees, &["title", "email"]),
        ["課長|i@example.jp"]
    );
    told(&read, "same-mail", 3);
    let moved =
        "氏名,会社名,メール\n田中 一郎,光学テクノ,i@example.jp\n田中 一郎,若葉樹脂,i@example.jp\n";
    let read = take(&[List::text(A, moved)]);
    assert_eq!((read.attendees.len(), read.doubtful()), (2, 1));
    told(&read, "mail-of-another", 3);
}

#[test]
fn hidden_rows_columns_and_sheets() {
    let read = take(&[List::book(A, |book| {
        let sheet = book.add_worksheet().set_name("回答").unwrap();
        rows_of(
            sheet,
            &[
                &["氏名", "会社名", "社内メモ"],
                &["田中 一郎", "光学テクノ", "要注意"],
                &["山田 太郎", "若葉樹脂", ""],
            ],
        );
        sheet.set_row_hidden(2).unwrap();
        sheet.set_column_hidden(2).unwrap();
        let old = book.add_worksheet().set_name("去年").unwrap();
        rows_of(old, &[&["氏名", "会社名"], &["昔 一郎", "光学テクノ"]]);
        old.set_hidden(true);
        rows_of(
            book.add_worksheet().set_name("凡例").unwrap(),
            &[&["◎ は面談希望"]],
        );
    })]);
    assert_eq!(
        shown(&read.attendees, &["name", "question"]),
        ["田中 一郎|", "山田 太郎|"]
    );
    assert_eq!(read.doubtful(), 1);
    told(&read, "row-hidden", 3);
    told(&read, "sheet-hidden", 0);
    told(&read, "column-hidden", 1);
    told(&read, "sheet-unread", 0);
    assert!(!format!("{read:?}").contains("要注意"));
}

#[test]
fn sheets_of_one_kind_are_all_read_and_copies_told() {
    let read = take(&[List::book(A, |book| {
        for (name, person) in [
            ("10月", "田中 一郎"),
            ("11月", "山田 太郎"),
            ("11月 (2)", "林 美咲"),
        ] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            rows_of(sheet, &[&["氏名", "会社名"], &[person, "光学テクノ"]]);
        }
    })]);
    assert_eq!(
        shown(&read.attendees, &["name"]),
        ["田中 一郎", "山田 太郎", "林 美咲"]
    );
    told(&read, "sheet-copy", 0);
}

#[test]
fn forms_of_one_person_and_second_tables() {
    let read = take(&[List::book(A, |book| {
        for (name, mail) in [("田中 一郎", "i@example.jp"), ("山田 太郎", "t@example.jp")] {
            rows_of(
                book.add_worksheet(),
                &[
                    &["参加申込書"],
                    &["会社名", "光学テクノ株式会社"],
                    &["氏名", name, "役職", "課長"],
                    &["部署", "開発部"],
                    &["メールアドレス", mail],
                ],
            );
        }
    })]);
    let got = shown(&read.attendees, &["name", "organisation", "title", "email"]);
    assert_eq!(
        got,
        [
            "田中 一郎|光学テクノ株式会社|課長|i@example.jp",
            "山田 太郎|光学テクノ株式会社|課長|t@example.jp"
        ]
    );
    let below = "氏名,会社名\n田中 一郎,光学テクノ\n\n\n議題,担当,時間\n開会,総務,13:00\n";
    let read = take(&[List::text(A, below)]);
    assert_eq!(
        read.attendees.iter().filter(|e| !e.is_wrong).count(),
        1,
        "{:?}",
        read.attendees
    );
}

#[test]
fn a_row_without_a_company_or_a_name_is_told_and_kept_apart() {
    let read = take(&[List::sheet(
        A,
        &[
            &["氏名", "会社名"],
            &["田中 一郎", "光学テクノ"],
            &["山田 太郎", ""],
            &["", "若葉樹脂"],
        ],
    )]);
    // The empty company may be the one above: that is asked. A row without a name is wrong.
    told(&read, "blank-above", 3);
    told(&read, "missing", 4);
    assert_eq!(
        shown(&read.attendees, &["name"]),
        ["田中 一郎", "山田 太郎"]
    );
    let company = "氏名,電話\n光学テクノ㈱,03-1234-5678\n";
    let read = take(&[List::text(A, company)]);
    told(&read, "company-as-name", 2);
    assert_eq!(troubles(&read).len(), 2);
}

#[test]
fn one_firm_in_five_spellings_is_one() {
    let text = "氏名,会社名\nあ 一,光学テクノ株式会社\nい 二,光学テクノ㈱\nう 三,（株）光学テクノ\nえ 四,光学ﾃｸﾉ\nお 五,株式会社 光学テクノ\nか 六,光学テクノス\nき 七,白帆総合病院\n";
    let read = take(&[List::text(A, text)]);
    let orgs = shown(&read.organisations, &["name", "kinds"]);
    assert_eq!(orgs.len(), 3, "{orgs:?}");
    assert!(
        orgs[0].contains("株式会社") && orgs[0].ends_with("MONO"),
        "{orgs:?}"
    );
    assert_eq!(orgs[2], "白帆総合病院|HOSP");
    told(&read, "like-organisation", 7);
    told(&read, "spellings", 3);
}

#[test]
fn what_is_no_company_is_no_maker_without_a_word() {
    let text = "氏名,会社名\nあ 一,白帆市立東小学校\nい 二,白帆市役所産業課\nう 三,医療法人白帆会\nえ 四,白帆病院 薬剤部\nお 五,社会福祉法人白帆\n";
    let read = take(&[List::text(A, text)]);
    assert_eq!(
        shown(&read.organisations, &["kinds"]),
        ["UNIV", "GOV", "HOSP", "HOSP", "MONO"],
        "{:#?}",
        read.problems
    );
    told(&read, "kind-unknown", 6);
}

#[test]
fn exports_of_other_programs() {
    let kintone = "\"レコードの開始行\",\"レコード番号\",\"会社名\",\"部署\",\"参加者_氏名\",\"参加者_役職\"\n\"*\",\"1\",\"光学テクノ株式会社\",\"開発部\",\"田中 一郎\",\"課長\"\n\"\",\"1\",\"光学テクノ株式会社\",\"開発部\",\"佐藤 花子\",\"係長\"\n";
    let bytes = encoding_rs::SHIFT_JIS.encode(kintone).0.into_owned();
    let read = take(&[List::bytes(A, &bytes)]);
    people(&read, &[TANAKA, "佐藤 花子|光学テクノ株式会社|開発部|係長"]);
    let teams = "1. 要約\n出席した参加者\t2\n\n2. 参加者\n名前\t最初の参加\tメール\n田中 一郎 (光学テクノ)\t13:00\ti@example.jp\n山田 太郎（若葉樹脂）\t13:01\tt@example.jp\n\n3. 会議中のアクティビティ\n名前\t参加時間\n田中 一郎\t13:00\n";
    let wide: Vec<u8> = ('\u{feff}'.to_string() + teams)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let read = take(&[List::bytes(A, &wide)]);
    let got = shown(&read.attendees, &["name", "organisation", "email"]);
    assert_eq!(
        got,
        [
            "田中 一郎|光学テクノ|i@example.jp",
            "山田 太郎|若葉樹脂|t@example.jp"
        ]
    );
    told(&read, "second-table", 9);
    // Totals below the columns of needs are nobody.
    let grid = "会社名,氏名,N-01,N-02\n光学テクノ,田中 一郎,◎,\n,,1,0\n";
    let read = take(&[List::text(A, grid)]);
    assert_eq!(
        (read.attendees.len(), read.errors()),
        (1, 0),
        "{:#?}",
        read.problems
    );
    told(&read, "dropped", 3);
}

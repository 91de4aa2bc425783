//! Interests in cells, columns, rows and tables on their side.

use super::{List, shown, take, told};
use enishi::intake::import::{Imported, ListKind};

const A: ListKind = ListKind::Attendees;
const I: ListKind = ListKind::Interests;

fn needs() -> List {
    let text = "ニーズ番号,題名,病院名\nN-01,曇らない鏡、皿,白嶺病院\nN-02,静かな送風,白嶺病院\nN-03,小さな針,白嶺病院\nN-07,軽い靴,白嶺病院\n";
    List::text(ListKind::Needs, text)
}

fn people() -> List {
    let text = "受付番号,氏名,会社名\n1,田中 一郎,光学テクノ株式会社\n2,山田 太郎,若葉樹脂\n3,林 美咲,光学テクノ株式会社\n";
    List::text(A, text)
}

#[track_caller]
fn wished(imported: &Imported, wanted: &[&str]) {
    let got = shown(
        &imported.interests,
        &["need", "badge", "name", "organisation", "level", "comment"],
    );
    assert_eq!(got, wanted, "{:#?}", imported.problems);
}

#[test]
fn numbers_in_a_cell() {
    let text = "受付番号,氏名,会社名,希望するニーズ\n1,田中 一郎,光学テクノ,\"N-01、N-07\"\n2,山田 太郎,若葉樹脂,\"n-2（◎）, N-03 △ 予算による\"\n3,林 美咲,東海レンズ,\"1, 7\"\n4,森 次郎,東海レンズ,N-03は対象外\n5,東 花子,東海レンズ,\"N-01 曇らない鏡、皿, N-07 軽い靴\"\n6,西 一,東海レンズ,N-01〜N-03\n7,南 二,東海レンズ,N-99\n8,北 三,東海レンズ,特になし\n";
    let read = take(&[needs(), List::text(A, text)]);
    let got = shown(&read.interests, &["badge", "need", "level", "comment"]);
    assert_eq!(
        got,
        [
            "1|N-01|関心|",
            "1|N-07|関心|",
            "2|N-02|面談希望|",
            "2|N-03|要相談|予算による",
            "3|N-01|関心|",
            "3|N-07|関心|",
            "5|N-01|関心|",
            "5|N-07|関心|",
            "6|N-01|関心|",
            "6|N-02|関心|",
            "6|N-03|関心|",
        ],
        "{:#?}",
        read.problems
    );
    told(&read, "interest-in-text", 5);
    told(&read, "unknown-need", 8);
}

#[test]
fn a_column_for_each_need() {
    let grid = "会社名,氏名,N-01,N-02 静かな送風,N-03\n光学テクノ㈱,田中 一郎,◎,〇,×\n若葉樹脂,,△,O,-\n知らない会社,,○,,\n";
    let read = take(&[needs(), people(), List::text(I, grid)]);
    wished(
        &read,
        &[
            "N-01|1|田中 一郎|光学テクノ株式会社|面談希望|",
            "N-02|1|田中 一郎|光学テクノ株式会社|関心|",
            "N-03|1|田中 一郎|光学テクノ株式会社|見送り|",
            "N-01|||若葉樹脂|要相談|",
            "N-02|||若葉樹脂|関心|",
        ],
    );
    told(&read, "letter-o", 3);
    told(&read, "unknown-company", 4);
    told(&read, "marks", 1);
}

#[test]
fn boxes_of_forms_and_numbers_for_levels() {
    let boxes = "氏名,会社名,興味のあるニーズ [N-01],興味のあるニーズ [N-02]\n田中 一郎,光学テクノ株式会社,3,\n山田 太郎,若葉樹脂,1,2\n";
    let read = take(&[needs(), people(), List::text(I, boxes)]);
    wished(
        &read,
        &[
            "N-01|1|田中 一郎|光学テクノ株式会社|面談希望|",
            "N-01|2|山田 太郎|若葉樹脂|関心|",
            "N-02|2|山田 太郎|若葉樹脂|要相談|",
        ],
    );
    let semicolon = "受付番号,興味のあるニーズ\n1,N-01 曇らない鏡、皿;N-02 静かな送風;\n";
    let read = take(&[needs(), people(), List::text(I, semicolon)]);
    wished(
        &read,
        &[
            "N-01|1|田中 一郎|光学テクノ株式会社|関心|",
            "N-02|1|田中 一郎|光学テクノ株式会社|関心|",
        ],
    );
}

#[test]
fn a_row_for_each_interest_and_a_table_on_its_side() {
    let rows = "企業名,担当者名,ニーズ番号,関心度,コメント\n光学テクノ株式会社,田中 一郎,N-01,面談希望,試作できます\n〃,林 美咲,N-01,関心なし,\n光学テクノ株式会社,誰か 知らず,N-02,○,\n";
    let read = take(&[needs(), people(), List::text(I, rows)]);
    wished(
        &read,
        &[
            "N-01|1|田中 一郎|光学テクノ株式会社|面談希望|試作できます",
            "N-01|3|林 美咲|光学テクノ株式会社|見送り|",
            "N-02||誰か 知らず|光学テクノ株式会社|関心|",
        ],
    );
    let side = "ニーズ番号,題名,光学テクノ(株),若葉樹脂\nN-01,曇らない鏡,◎,\nN-02,静かな送風,△,○\n";
    let read = take(&[needs(), people(), List::text(I, side)]);
    wished(
        &read,
        &[
            "N-01|||光学テクノ株式会社|面談希望|",
            "N-02|||光学テクノ株式会社|要相談|",
            "N-02|||若葉樹脂|関心|",
        ],
    );
}

#[test]
fn wishes_of_meetings_and_free_text() {
    let text = "受付番号,氏名,会社名,関心のあるニーズ,面談希望,備考\n1,田中 一郎,光学テクノ,N-01,希望する,N-02も気になります\n2,山田 太郎,若葉樹脂,N-03,N-03,\n";
    let read = take(&[needs(), List::text(A, text)]);
    assert_eq!(shown(&read.attendees, &["wants_meeting"]), ["true", ""]);
    assert_eq!(
        shown(&read.interests, &["badge", "need", "level"]),
        ["1|N-01|関心", "2|N-03|面談希望"]
    );
    told(&read, "interest-in-text", 2);
}

//! Lists are taken in on the screen of the real program, and the columns that were mended are known the next time.

use crate::pty::{Home, sample};
use std::fs;

const ENTER: &str = "\r";
const TAB: &str = "\t";
const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";
const F3: &str = "\x1bOR";
const F5: &str = "\x1b[15~";
const CTRL_P: &str = "\x10";
const CTRL_Z: &str = "\x1a";
const ESC: &str = "\x1b";
const CTRL_U: &str = "\x15";

#[test]
fn a_list_becomes_a_session_on_the_screen() {
    let home = Home::new();
    let folder = home.db().parent().unwrap().join("lists");
    fs::create_dir_all(&folder).unwrap();
    let list = folder.join("meibo.csv");
    fs::write(
        &list,
        "受付番号,氏名,つとめている所\n1,田中 一郎,光学テクノ株式会社\n2,山田 太郎,北辰製作所\n",
    )
    .unwrap();
    let made = folder.join("kai.toml");
    let pty = home.start(100, 30, &[]);
    pty.sees("名簿・ニーズを取り込む").send("3");
    pty.sees("取り込み 1/4");
    // A file that is not there is told, and nothing happens.
    pty.paste(&folder.join("nothing.csv").to_string_lossy())
        .send(ENTER);
    pty.sees("ファイルがありません").send(CTRL_U);
    pty.paste(&list.to_string_lossy()).send(ENTER);
    pty.sees("[参加者] meibo.csv").send(F5);
    pty.sees("取り込み 2/4")
        .sees("つとめている所")
        .sees("使わない");
    // The third column is the organisation: twelve fields of the list further on.
    pty.send(DOWN).send(DOWN);
    for _ in 0..8 {
        pty.send(RIGHT);
    }
    pty.sees("機関").send(ENTER);
    pty.sees("取り込み 3/4").send(TAB);
    pty.paste("第1回 発表会").send(TAB).send(TAB).send(CTRL_U);
    pty.paste(&made.to_string_lossy()).send(F5);
    pty.sees("取り込み 4/4")
        .sees("新規 2")
        .sees("まだ何も記録していません");
    assert!(!made.exists());
    pty.send(F3).send(ENTER);
    pty.until("it is open, or one row is asked about", |s| {
        s.contents().contains("取り込みました") || s.contents().contains("行は入れません")
    });
    if pty.text().contains("行は入れません") {
        pty.send(ENTER);
    }
    pty.until("the file is there", |_| made.exists());
    // The same form again: its column is known.
    let home_file = fs::read_to_string(&made).unwrap();
    assert!(home_file.contains("光学テクノ"), "{home_file}");
    let kept = walk(home.db().parent().unwrap());
    assert!(kept, "what was said of the columns is kept");
    pty.send(ESC);
}

#[test]
fn a_list_goes_into_the_open_session_and_one_undo_takes_it_back() {
    let home = Home::new();
    let list = home.db().parent().unwrap().join("tsuika.csv");
    fs::write(
        &list,
        "受付番号,氏名,会社名\n901,新田 一郎,光学テクノ株式会社\n902,古田 次郎,光学テクノ株式会社\n",
    )
    .unwrap();
    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("発表はまだ始まっていません");
    pty.send(CTRL_P).sees("操作一覧");
    pty.send("import-lists").send(ENTER).sees("取り込み 1/4");
    pty.paste(&list.to_string_lossy()).send(ENTER);
    pty.sees("[参加者] tsuika.csv").send(F5);
    pty.sees("取り込み 2/4").send(ENTER);
    pty.sees("取り込み 3/4").send(DOWN).send(ENTER);
    pty.sees("取り込み 4/4").sees("新規 2").send(ENTER);
    pty.sees("取り込みました");
    pty.send(CTRL_Z).sees("取り消しました");
}

fn walk(folder: &std::path::Path) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        path.ends_with("import-forms.toml") || path.is_dir() && walk(&path)
    })
}

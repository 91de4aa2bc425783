//! The walk of a coordinator through the whole house: a file, a search, a pairing, its tasks, the day after.

use crate::pty::{Home, sample};
use enishi::store::{Sessions, SqliteStore, Store};

const F1: &str = "\x1bOP";
const F2: &str = "\x1bOQ";
const F4: &str = "\x1bOS";
const F5: &str = "\x1b[15~";
const ESC: &str = "\x1b";
const CTRL_D: &str = "\x04";
const CTRL_Q: &str = "\x11";
const CTRL_Y: &str = "\x19";
const CTRL_Z: &str = "\x1a";
const ALT_0: &str = "\x1b0";
const ALT_2: &str = "\x1b2";
const ALT_5: &str = "\x1b5";

#[test]
fn from_the_file_to_the_follow_up_list() {
    let home = Home::new();
    let pty = home.start(120, 40, &["open", &sample("tutorial.toml")]);
    pty.sees("発表はまだ始まっていません").send(F5);
    pty.sees("発表中").sees("髙橋 千尋（医師）");

    // Badge number, Enter: recorded, and only then said to be saved.
    pty.send("14").sees("参加者 14").send("\r");
    pty.sees("を [関心] で記録しました").sees("保存済");
    // The line of the records, its level stepped.
    pty.send(F4).sees("[要相談]");
    pty.send(CTRL_Z).no_longer_sees("[要相談]");
    pty.send(CTRL_Y).sees("[要相談]");

    // A memo of the record.
    pty.send(F2)
        .until("the field of the memo", |s| s.contents().contains("メモ"));
    pty.send("試作を見せてもらう").sees("試作を見せてもらう");
    pty.send("\r").until("the memo is saved", |s| {
        s.contents().contains("保存済") && s.contents().contains("メモ")
    });

    // Confirmed: the tasks come with it.
    pty.send(CTRL_D).sees("確定");
    pty.send(ALT_5).sees("[5 フォロー]").sees("御礼・結果連絡");
    pty.send(ALT_2).sees("[2 進行]");
    // The next need, and back with undo: the screen and the record agree.
    pty.send(F5).sees("N-02 発表中");
    pty.send(CTRL_Z).sees("N-01 発表中");
    pty.send(CTRL_Q);
    let (code, _) = pty.end();
    assert_eq!(code, 0);

    // The next start goes on where it was.
    let pty = home.start(120, 40, &["open", &sample("tutorial.toml")]);
    pty.sees("N-01 発表中").sees("常磐木").sees("[要相談]");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);

    // The follow-up screen needs no file.
    let pty = home.start(120, 40, &["review"]);
    pty.sees("御礼・結果連絡");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
}

#[test]
fn japanese_typed_and_pasted_leaves_the_cursor_at_the_caret() {
    let home = Home::new();
    let pty = home.start(100, 30, &["open", &sample("tutorial.toml")]);
    pty.sees("発表はまだ始まっていません");
    pty.until("the cursor in the search box", |s| {
        s.cursor_position().0 == 2
    });
    let start = pty.cursor();
    for (typed, c) in "内視鏡ｶ゛".chars().enumerate() {
        pty.send(&c.to_string());
        let cells = ["内", "内視", "内視鏡", "内視鏡ｶ", "内視鏡ｶ゛"][typed];
        let wide = u16::try_from(unicode_width::UnicodeWidthStr::width(cells)).unwrap();
        pty.until(&format!("the caret after {cells}"), |screen| {
            let (row, column) = screen.cursor_position();
            (column, row) == (start.0 + wide, start.1) && !screen.hide_cursor()
        });
    }
    for _ in 0..5 {
        pty.send("\x7f");
    }
    // A paste of several lines is one line in a field, and records nothing.
    pty.until("an empty field", |s| {
        s.cursor_position() == (start.1, start.0)
    });
    pty.paste("くもり\r\n止め").sees("くもり 止め");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
}

#[test]
fn any_size_can_come_and_go() {
    let home = Home::new();
    let pty = home.start(120, 40, &["open", &sample("tutorial.toml")]);
    pty.sees("発表はまだ始まっていません")
        .send(F5)
        .sees("発表中");
    let small = (5.try_into().unwrap(), 20.try_into().unwrap());
    pty.resize(20, 5);
    pty.until("a screen of 20x5", |s| {
        s.size() == small && !s.contents().contains("困りごと")
    });
    pty.send("15");
    pty.resize(120, 40);
    pty.sees("困りごと").sees("15");
    pty.send(F1).sees("ヘルプ（言葉").sees("Shift+F5");
    pty.send(ESC).no_longer_sees("ヘルプ（言葉");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
}

#[test]
fn a_refused_file_is_told_in_the_screen() {
    let home = Home::new();
    let bad = home.folder.path().join("bad.toml");
    std::fs::write(
        &bad,
        "format = 1\n[session]\nid = \"x\"\nheld_on = 2026-13-01\n",
    )
    .unwrap();
    let pty = home.start(100, 30, &["open", bad.to_str().unwrap()]);
    pty.sees("held_on = 2026-13-01");
    pty.send(ESC).no_longer_sees("held_on");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
}

#[test]
fn the_actor_is_asked_once() {
    let home = Home::new();
    let pty = home.start_nameless(100, 30, &[]);
    pty.sees("名前")
        .send("縁側 花子\r")
        .no_longer_sees("縁側 花子");
    // This terminal does not say how bright it is: it is asked once.
    pty.sees("画面の地の色")
        .send("2")
        .no_longer_sees("画面の地の色");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let settings = std::fs::read_to_string(home.folder.path().join("settings.toml")).unwrap();
    assert!(settings.contains("actor = \"縁側 花子\""), "{settings}");
    assert!(
        settings.contains("[display]\ncolours = \"light\""),
        "{settings}"
    );
    let pty = home.start_nameless(100, 30, &[]);
    pty.sees("開始");
    assert!(!pty.text().contains("お名前"), "{}", pty.text());
    assert!(!pty.text().contains("画面の地の色"), "{}", pty.text());
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
}

#[test]
fn the_sample_has_a_record_of_its_own_and_goes_away() {
    let home = Home::new();
    let folder = home.db().with_file_name("sample");
    let pty = home.start(80, 24, &["sample"]);
    pty.sees("見本").sees("発表はまだ始まっていません").send(F5);
    pty.sees("発表中").send("15").sees("参加者 15").send("\r");
    pty.sees("で記録しました").sees("保存済");
    // Back to the own record: nothing of the trial is in it.
    pty.send(ALT_0).sees("自分の記録に戻る").send("2");
    pty.sees("会を新しく作る")
        .sees("まだありません")
        .no_longer_sees("自分の記録に戻る");
    assert!(folder.join("enishi.db").exists());
    let own = SqliteStore::open(&home.db()).unwrap();
    let book = own.book(&Sessions::All).unwrap();
    assert!(book.sessions.is_empty() && book.pairings.is_empty());
    drop(own);
    // The trial goes on where it was, and is taken away.
    pty.send("2").sees("N-01 発表中").sees("さざれ光学");
    pty.send(ALT_0).sees("見本を消して戻る").send("3\r");
    pty.sees("見本の記録を消しました").sees("会を新しく作る");
    assert!(!folder.exists());
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
}

#[test]
fn a_file_whose_numbers_mean_others_is_asked_in_the_screen_and_then_opened() {
    let home = Home::new();
    let old = std::fs::read_to_string(sample("tutorial.toml")).unwrap();
    let path = home.folder.path().join("kai.toml");
    std::fs::write(&path, &old).unwrap();
    let file = path.to_str().unwrap();
    let pty = home.start(100, 30, &["open", file]);
    pty.sees("発表はまだ始まっていません")
        .send(F5)
        .sees("発表中");
    pty.send("14").sees("参加者 14").send("\r");
    pty.sees("記録しました").sees("保存済").send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    // The badge is somebody else's now, and the firm has another name.
    let new = old.replace("吉田 健一", "別所 二郎");
    let new = new.replace("有限会社常磐木樹脂製作所", "株式会社別の樹脂");
    assert_ne!(new, old);
    std::fs::write(&path, new).unwrap();
    let pty = home.start(100, 30, &["open", file]);
    pty.sees("会のファイルが変わりました")
        .sees("別所 二郎")
        .sees("株式会社別の樹脂");
    // Later: nothing is taken, and it is asked again.
    pty.send(ESC).no_longer_sees("選ぶ 2").send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let pty = home.start(100, 30, &["open", file]);
    pty.sees("別所 二郎")
        .send("12\r")
        .sees("N-01 発表中")
        .sees("常磐木");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let store = SqliteStore::open(&home.db()).unwrap();
    let book = store.book(&Sessions::All).unwrap();
    let pairing = book.pairings.values().next().unwrap();
    let session = &book.sessions[&pairing.id.session];
    let person = session.recorded_attendee(&pairing.persons[0]).unwrap();
    let org = session.recorded_organisation(&pairing.id.org).unwrap();
    assert_eq!(
        (&*person.name, &*org.name),
        ("吉田 健一", "株式会社別の樹脂")
    );
    assert_eq!(session.attendee("14").unwrap().name, "別所 二郎");
}

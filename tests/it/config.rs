//! Settings, keys and the catalogue: the shipped files are right, and nothing a user writes stops the program.

mod tasks;
mod triggers;

use enishi::action::{Action, Chord, Code, Screen};
use enishi::config::calls;
use enishi::config::catalogue;
use enishi::config::keymap;
use enishi::config::keymap::Layer;
use enishi::config::settings;
use enishi::config::settings::{Borders, Colours};
use enishi::config::{Calls, Catalogue, Keymap, Settings};
use enishi::domain::diag::{Diagnostic, Severity};
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::civil::date;
use proptest::prelude::*;
use std::path::Path;

fn words() -> Words {
    Words::new(Lang::Ja)
}

fn told(found: &[Diagnostic]) -> Vec<String> {
    assert!(found.iter().all(|d| d.severity == Severity::Warning));
    found
        .iter()
        .map(|d| {
            format!(
                "{} {}:{} {} / {}",
                d.code, d.line, d.column, d.message, d.help
            )
        })
        .collect()
}

#[test]
fn shipped_files_say_what_the_program_does_without_them() {
    let (settings, found) = Settings::load(settings::DEFAULT, &words());
    assert_eq!(told(&found), Vec::<String>::new());
    assert_eq!(settings, Settings::default());
    let (keymap, found) = Keymap::load(&keymap::default_text(), &words());
    assert_eq!(told(&found), Vec::<String>::new());
    assert_eq!(keymap, Keymap::default());
    let (catalogue, found) = Catalogue::load(catalogue::DEFAULT, &words());
    assert_eq!(told(&found), Vec::<String>::new());
    assert_eq!(catalogue, Catalogue::default());
    assert_eq!(catalogue.templates.len(), 54);
    let (calls, found) = Calls::load(calls::DEFAULT, &words());
    assert_eq!(told(&found), Vec::<String>::new());
    assert_eq!(calls, Calls::default());
    assert_eq!(calls.calls.len(), 3);
}

#[test]
fn every_setting_has_a_word_before_it() {
    let mut before = "";
    for line in settings::DEFAULT.lines() {
        if line.contains(" = ") && !line.starts_with('#') {
            assert!(before.starts_with('#'), "{line}");
        }
        before = line;
    }
}

#[test]
fn settings_of_the_user_lie_over_the_defaults() {
    let text = r#"
        actor = "原田 智子"
        lang = "en"
        display = { colours = "MONO", borders = "ascii", mouse = false }
        [files]
        mirror = "E:\\mirror.db"
        db = ""
        [calendar]
        closing = [2026-12-28, "08-13", "8月14日", "2026/12/25"]
    "#;
    let (settings, found) = Settings::load(text, &words());
    assert_eq!(told(&found), Vec::<String>::new());
    assert_eq!(settings.actor, "原田 智子");
    assert_eq!(settings.lang, Some(Lang::En));
    assert_eq!(
        (settings.colours, settings.borders),
        (Colours::Mono, Borders::Ascii)
    );
    assert!(!settings.mouse && settings.db.is_none());
    assert_eq!(settings.mirror.as_deref(), Some(Path::new("E:\\mirror.db")));
    let calendar = settings.calendar();
    for day in [
        date(2026, 12, 28),
        date(2026, 12, 25),
        date(2027, 8, 13),
        date(2029, 8, 14),
    ] {
        assert!(!calendar.is_business_day(day), "{day}");
    }
}

#[test]
fn a_slip_in_the_settings_is_a_warning_and_the_default_stays() {
    let text = "aktor = \"x\"\nlang = \"fr\"\n[display]\ncolors = \"mono\"\nmouse = \"no\"\nborders = \"ascii\"\n[calendar]\nclosing = [\"13-40\", 3]\n全部 = 1\n";
    let (settings, found) = Settings::load(text, &words());
    assert_eq!(settings.borders, Borders::Ascii, "what is right is used");
    assert!(settings.mouse);
    assert_eq!(
        told(&found),
        [
            "W203 1:1 「aktor」という設定はありません。使いません。 / 「actor」ではありませんか。",
            "W204 2:8 lang の値が使えません。初めの値を使います。 / 例: \"auto\" / \"ja\" / \"en\"",
            "W203 4:1 「colors」という設定はありません。使いません。 / 「colours」ではありませんか。",
            "W204 5:9 mouse の値が使えません。初めの値を使います。 / 例: true / false",
            "W204 8:12 closing の値が使えません。初めの値を使います。 / 例: closing = [2026-12-28, \"08-13\"]",
            "W204 8:21 closing の値が使えません。初めの値を使います。 / 例: closing = [2026-12-28, \"08-13\"]",
            "W202 9:1 この行の書き方が読めません。この行は使いません。 / 「項目 = 値」の形に直してください。文字は \" \" で囲みます。",
            "W203 9:1 「全部」という設定はありません。使いません。 / 書けるのは次のものです: closing / year_end",
        ]
    );
}

#[test]
fn the_actor_is_written_and_nothing_else_changes() {
    let actor = Clean::line("北川 \"K\" \\ 明");
    let text = "# 私の設定\r\nlang = \"ja\" # 言語\r\n\r\n[display]\r\nmouse = false\r\n";
    let once = settings::with_actor(text, &actor);
    assert!(once.ends_with(text), "{once}");
    let (settings, found) = Settings::load(&once, &words());
    assert_eq!((told(&found).len(), &settings.actor), (0, &actor));
    assert!(!settings.mouse);
    let other = Clean::line("原田");
    let twice = settings::with_actor(&once, &other);
    assert!(
        twice.contains(text) && twice.starts_with("actor = \"原田\"\r\n"),
        "{twice}"
    );
    let shipped = settings::with_actor(settings::DEFAULT, &other);
    assert_eq!(shipped.lines().count(), settings::DEFAULT.lines().count());
    assert_eq!(Settings::load(&shipped, &words()).0.actor, other);
}

#[test]
fn the_colours_are_written_wherever_they_stand_and_nothing_else_changes() {
    let shipped = settings::DEFAULT;
    for text in [
        "",
        "# 私の設定\r\n[display]\r\nmouse = false\r\n",
        "actor = \"原田\"",
        "[display]\ncolours = \"auto\" # 色\nbell = true\n[files]\ndb = \"a.db\"\n",
        "display = { colours = \"mono\", mouse = false }\n",
        "[display]",
        shipped,
    ] {
        let (before, _) = Settings::load(text, &words());
        let written = settings::with_colours(text, Colours::Light);
        let (after, found) = Settings::load(&written, &words());
        assert_eq!(told(&found), Vec::<String>::new(), "{written}");
        let wanted = Settings {
            colours: Colours::Light,
            ..before
        };
        assert_eq!(after, wanted, "{written}");
        for line in text.lines().filter(|l| !l.contains("colours")) {
            assert!(written.contains(line), "{line}: {written}");
        }
    }
}

#[test]
fn keys_of_the_user_replace_those_of_the_action() {
    let text = "[global]\nundo = [\"Ctrl+U\"]\nquit = []\nredo = \"F8\"\n[live]\nnext-need = [\"F6\"]\n[list]\nshow-help = [\"j\"]\n";
    let (keymap, found) = Keymap::load(text, &words());
    assert_eq!(told(&found), Vec::<String>::new());
    let at = |layer, chord: &str| keymap.action(layer, chord.parse().unwrap());
    assert_eq!(at(Layer::Global, "Ctrl+U"), Some(Action::Undo));
    assert_eq!(at(Layer::Global, "Ctrl+Z"), None);
    assert_eq!(at(Layer::Global, "Ctrl+Q"), None);
    assert_eq!(at(Layer::Global, "F8"), Some(Action::Redo));
    assert_eq!(at(Layer::Screen(Screen::Live), "F5"), None);
    assert_eq!(
        at(Layer::List, "j"),
        Some(Action::ShowHelp),
        "the key moves from down"
    );
    assert_eq!(keymap.chords(Layer::List, Action::Down).count(), 0);
    let wide = Chord::plain(Code::Char('ｊ'));
    assert_eq!(keymap.action(Layer::List, wide), Some(Action::ShowHelp));
}

#[test]
fn a_slip_in_the_keys_is_a_warning_and_the_default_stays() {
    let text = "[global]\nundoo = [\"F7\"]\nundo = [\"Ctl+Z\", 3]\ncopy-row = [\"F7\"]\nredraw = [\"F7\"]\n[everywhere]\nquit = []\n";
    let (keymap, found) = Keymap::load(text, &words());
    assert_eq!(
        told(&found),
        [
            "W205 2:1 「undoo」という操作はありません。使いません。 / 「undo」ではありませんか。",
            "W204 3:9 undo の値が使えません。初めの値を使います。 / 例: \"F5\" / \"Ctrl+Z\" / \"Alt+1\" / \"PageDown\"",
            "W204 3:18 undo の値が使えません。初めの値を使います。 / 例: \"F5\" / \"Ctrl+Z\" / \"Alt+1\" / \"PageDown\"",
            "W206 5:11 F7 が copy-row と redraw の両方にあります。copy-row に使います。 / どちらかを別のキーにしてください。",
            "W203 6:2 「everywhere」という設定はありません。使いません。 / 書けるのは次のものです: global / start / reception / live / sheets / timetable / follow / matrix / report / list",
        ]
    );
    let at = |chord: &str| keymap.action(Layer::Global, chord.parse().unwrap());
    assert_eq!(at("F7"), Some(Action::CopyRow));
    assert_eq!(
        at("Ctrl+Z"),
        Some(Action::Undo),
        "a broken line takes no key away"
    );
}

#[test]
fn one_slip_in_a_catalogue_and_the_shipped_one_is_used() {
    let good = "[[tasks]]\ncode = \"X1\"\nja = \"自院の課題\"\nen = \"Own task\"\nowner = \"病院\"\ndue = 5\n";
    let (own, found) = Catalogue::load(good, &words());
    assert_eq!(told(&found), Vec::<String>::new());
    let shipped = Catalogue::default().templates;
    assert_eq!(own.templates.len(), shipped.len() + 1, "it is added");
    // What is written of a shipped one takes the place of that, and nothing else changes.
    let mine = "[[tasks]]\ncode = \"C1\"\ndue = 7\nja = \"当院の秘密保持契約\"\n";
    let (laid, found) = Catalogue::load(mine, &words());
    assert_eq!(told(&found), Vec::<String>::new());
    assert_eq!(laid.templates.len(), shipped.len());
    for (now, before) in laid.templates.iter().zip(&shipped) {
        let mut want = before.clone();
        if *want.code == *"C1" {
            (want.due, want.ja) = (7, Clean::line("当院の秘密保持契約"));
        }
        assert_eq!(*now, want);
    }
    let second =
        "[[tasks]]\ncode = \"X2\"\nja = \"次\"\nen = \"Next\"\nowner = \"病院\"\ndue = 5\n";
    for (more, said) in [
        (
            "[[tasks]]\ncode = \"X2\"\n",
            "W207 7:1 課題「X2」が読めません。",
        ),
        (good, "W207 7:1 課題「X1」が2回出てきます。"),
        (
            &format!("{second}after = [\"Z9\"]\n"),
            "W207 7:1 課題「X2」の前の課題「Z9」がありません。",
        ),
        (
            &format!("{second}after = [\"X2\"]\n"),
            "W207 7:1 課題「X2」が、前の課題をたどると自分に戻ります。",
        ),
        (
            &format!("{second}color = 1\n"),
            "W207 13:1 課題「X2」が読めません。",
        ),
        (
            &format!("{second}when = {{ disclosure = [\"nda\"] }}\n"),
            "W207 13:23 課題「X2」が読めません。",
        ),
        ("[[task]]\n", "W203 7:3 「task」という設定はありません。"),
        ("tasks\n", "W202 7:6 この行の書き方が読めません。"),
    ] {
        let (catalogue, found) = Catalogue::load(&format!("{good}{more}"), &words());
        let found = told(&found);
        assert!(found[0].starts_with(said), "{found:?}");
        assert_eq!(catalogue, Catalogue::default());
    }
    // That no task is left is told only where nothing else says why.
    for text in [
        "",
        "tasks = [",
        "[[task]]\n",
        "tasks\n",
        "[[tasks]]\ncode = \"X2\"\n",
    ] {
        let (catalogue, found) = Catalogue::load(text, &words());
        assert_eq!(catalogue, Catalogue::default());
        assert_eq!(told(&found).len(), 1, "{text}: {found:?}");
    }
}

proptest! {
    #[test]
    fn no_text_stops_the_program(text in "(\\PC|[\\[\\]{}=\"'#\n., a-z0-9]){0,200}") {
        let _ = Settings::load(&text, &words());
        let _ = Keymap::load(&text, &words());
        let _ = Catalogue::load(&text, &words());
        let _ = settings::with_actor(&text, &Clean::line("名"));
    }

    #[test]
    fn a_written_actor_reads_back(name in "\\PC{0,20}", rest in "[a-z]{1,5} = [0-9]{1,3}\n") {
        let actor = Clean::line(&name);
        let text = settings::with_actor(&rest, &actor);
        prop_assert_eq!(Settings::load(&text, &words()).0.actor, actor);
    }
}

#[test]
fn own_concepts_lie_over_the_shipped_ones_and_mistakes_have_a_line() {
    use enishi::config::concepts;
    let (own, found) = concepts::load(concepts::SHIPPED, &words());
    assert_eq!(told(&found), Vec::<String>::new());
    let shipped = concepts::shipped();
    assert_eq!(own, *shipped.table());
    assert_eq!(
        concepts::with(own).table().needs.len(),
        shipped.table().needs.len()
    );
    let text = "[concepts]\noptics = [\"玻璃細工\"]\nurushi = [\"漆塗り\", \"蒔絵\"]\nbad = 3\n\n\
        [[needs]]\nbecause = \"肌にやさしい\"\nwords = [\"かぶれない\"]\nasks = { urushi = 1.0 }\n\n\
        [[needs]]\nbecause = \"x\"\nwords = [\"y\"]\nasks = { urusi = 1.0 }\n\n\
        [[trades]]\nwords = \"漆器\"\n[extra]\n";
    let (own, found) = concepts::load(text, &words());
    let lines: Vec<(&str, u32)> = found.iter().map(|d| (d.code, d.line)).collect();
    assert_eq!(
        lines,
        [("W209", 4), ("W209", 11), ("W209", 17), ("W203", 18)],
        "{:?}",
        told(&found)
    );
    let all = concepts::with(own);
    let about = all.about("漆塗りと玻璃細工");
    assert!(
        about.contains_key("urushi") && about.contains_key("optics"),
        "{about:?}"
    );
    assert!(
        all.about("レンズ").is_empty(),
        "its words are the user's now"
    );
    assert!(all.asked("かぶれない皿").contains_key("urushi"));
    assert!(
        all.about("照明").contains_key("lighting"),
        "the others stay"
    );
    // Nothing a user writes stops the program.
    for text in [
        "= 3",
        "concepts = 3",
        "needs = \"a\"",
        "guards = [1]",
        "[[needs]]",
    ] {
        let (own, found) = concepts::load(text, &words());
        assert!(!found.is_empty(), "{text}");
        assert!(!concepts::with(own).table().concepts.is_empty());
    }
}

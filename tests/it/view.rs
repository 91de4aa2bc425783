//! Drawing: what it must never do, and what it looks like.

mod drawing;
mod look;
mod overlay;
pub(crate) mod screen;
mod shot;
mod told;

use crate::app::desk::Desk;
use enishi::app::{Look, Model, Msg, Setup};
use enishi::domain::code::{Disclosure, Level};
use enishi::domain::roster::{Attendee, Interest, Need, Organisation, Session};
use enishi::text::Clean;
use enishi::view::paint;
use enishi::words::{Lang, Words};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// The screen as text, one line per row, the caret's cell at the end.
pub(crate) fn screen(model: &Model, lang: Lang) -> String {
    let area = Rect::new(0, 0, model.world.size.0, model.world.size.1);
    let mut buffer = Buffer::empty(area);
    let caret = paint(model, &Words::new(lang), &mut buffer, area);
    let mut out = String::new();
    for line in rows(&buffer, area) {
        assert_eq!(line.width(), usize::from(area.width), "{line:?}");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    let caret = caret.map_or("none".to_owned(), |p| format!("{},{}", p.x, p.y));
    out + "caret " + &caret
}

/// The same for people: what is drawn as filled cells is visible.
pub(crate) fn picture(model: &Model, lang: Lang) -> String {
    let text = screen(model, lang);
    if !model.projector {
        return text;
    }
    let area = Rect::new(0, 0, model.world.size.0, model.world.size.1);
    let mut buffer = Buffer::empty(area);
    paint(model, &Words::new(lang), &mut buffer, area);
    for cell in &mut buffer.content {
        if cell.symbol() == " " && cell.modifier.contains(Modifier::REVERSED) {
            cell.set_symbol("#");
        }
    }
    let lines: Vec<String> = rows(&buffer, area)
        .iter()
        .map(|l| l.trim_end().to_owned())
        .collect();
    let caret = text.lines().last().unwrap_or_default();
    format!("{}\n{caret}", lines.join("\n"))
}

/// What a terminal prints for each row: a wide character hides the cell behind it.
fn rows(buffer: &Buffer, area: Rect) -> Vec<String> {
    let row = |y| {
        let mut x = area.left();
        let mut line = String::new();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).unwrap();
        }
        line
    };
    (area.top()..area.bottom()).map(row).collect()
}

/// Any text a file may hold, after the cleaning at the input edge.
fn text() -> impl Strategy<Value = Clean> {
    "[ -~ぁ-んァ-ヺー一-龥ｦ-ﾟＡ-ｚ\u{300}\u{3099}\u{200b}\u{202e}\u{1b}\n\t👨‍⚕️①→…𠮷]{0,30}"
        .prop_map(|s| Clean::text(&s))
}

prop_compose! {
    fn session()(
        words in prop::collection::vec(text(), 24),
        badges in prop::collection::vec("[0-9]{1,3}", 3),
    ) -> Session {
        let mut words = words.into_iter();
        let mut word = || words.next().unwrap_or_default();
        let need = |no: &str, disclosure, word: &mut dyn FnMut() -> Clean| Need {
            no: no.into(),
            title: word(),
            hospital: "h".into(),
            department: word(),
            problem: word(),
            wanted: word(),
            presenter: word(),
            disclosure: Some(disclosure),
            ..Need::default()
        };
        let needs = vec![
            need("N-1", Disclosure::AfterNda, &mut word),
            need("N-2", Disclosure::Public, &mut word),
        ];
        let organisations = ["h", "a", "b"].map(|id| Organisation {
            id: id.into(), name: word(), technologies: vec![word()], ..Organisation::default()
        });
        let attendees = badges.iter().map(|badge| Attendee {
            badge: badge.as_str().into(),
            org: "a".into(),
            name: word(),
            interests: vec![Interest { need: "N-1".into(), level: Level::Discuss }],
            ..Attendee::default()
        }).collect();
        Session {
            id: "s".into(), title: word(), needs, organisations: organisations.into(), attendees,
            present_minutes: Some(3), confidentiality_notice: word(),
            ..Session::default()
        }
    }
}

fn script() -> impl Strategy<Value = Vec<&'static str>> {
    let keys = vec![
        "<F5>",
        "1",
        "<Enter>",
        "ー止血",
        "ｶﾞ",
        "<Tab>",
        "<F4>",
        "<F2>",
        "<Esc>",
        "<Ctrl+P>",
        "<F1>",
        "<Ctrl+O>",
        "<Alt+5>",
        "<Alt+0>",
        "<Alt+2>",
        "<Down>",
        "<PageDown>",
        "<Ctrl+D>",
        "<Ctrl+P>投影<Enter>",
        "<End>",
    ];
    prop::collection::vec(prop::sample::select(keys), 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn drawing_never_panics_nor_leaves_its_area(
        session in session(), script in script(), width in 0u16..=300, height in 0u16..=100,
        shown in (0u16..=120, 0u16..=50), ascii: bool, mono: bool,
    ) {
        let mut desk = Desk::with(Setup {
            actor: Some("原田".into()),
            look: Look { mono, light: false, ascii },
            ..Setup::default()
        });
        desk.load(&session);
        desk.send(Msg::Resize { width, height });
        for keys in script {
            desk.keys(keys);
        }
        // The area may be another one than the model knows of, and lie anywhere in a buffer.
        let full = Rect::new(3, 2, shown.0, shown.1);
        for area in [full, Rect::new(3, 2, width, height)] {
            let whole = Rect::new(0, 0, area.right() + 4, area.bottom() + 3);
            let mut mark = Cell::new("@");
            mark.set_fg(Color::Red);
            let mut buffer = Buffer::filled(whole, mark.clone());
            let inner = Buffer::empty(area);
            buffer.merge(&inner);
            let caret = paint(&desk.model, &Words::new(Lang::Ja), &mut buffer, area);
            prop_assert!(caret.is_none_or(|p| area.contains(p)), "{caret:?} {area:?}");
            for y in whole.top()..whole.bottom() {
                for x in whole.left()..whole.right() {
                    let cell = &buffer[(x, y)];
                    if !area.contains((x, y).into()) {
                        prop_assert_eq!(cell, &mark, "{} {}", x, y);
                        continue;
                    }
                    prop_assert!(!cell.symbol().chars().any(char::is_control), "{cell:?}");
                    prop_assert_eq!(cell.bg, Color::Reset, "no background colours");
                    prop_assert!(!mono || cell.fg == Color::Reset, "no colours where none are wanted");
                }
            }
            if area == full && (shown.0, shown.1) != (width, height) {
                continue;
            }
            for line in rows(&buffer, area) {
                prop_assert_eq!(line.width(), usize::from(area.width), "{:?}", line);
            }
        }
    }

    #[test]
    fn the_projector_shows_nothing_that_is_not_public(script in script(), width in 60u16..140, height in 15u16..45) {
        let session = screen::projector::marked_session();
        let mut desk = Desk::with(Setup { actor: Some("原田".into()), ..Setup::default() });
        desk.load(&session);
        desk.send(Msg::Resize { width, height });
        desk.keys("<F5>8<Enter>秘密のメモ<Enter>2<Enter><F2>秘密<Enter>10<Enter>");
        for keys in script {
            desk.keys(keys);
        }
        desk.send(Msg::Refused { path: "秘密.toml".into(), report: vec!["秘密".into()] });
        desk.model.projector = true;
        desk.send(Msg::Tick);
        let shown = screen(&desk.model, Lang::Ja);
        prop_assert!(!shown.contains("秘密"), "{}", shown);
    }
}

#[test]
fn no_colours_still_tell_everything_by_weight() {
    let mut desk = Desk::open("tutorial");
    desk.model.world.look.mono = true;
    desk.keys("<F5>8<Enter><Tab><Tab>");
    let area = Rect::new(0, 0, 80, 24);
    let mut buffer = Buffer::empty(area);
    paint(&desk.model, &Words::new(Lang::Ja), &mut buffer, area);
    assert!(
        buffer
            .content
            .iter()
            .all(|c| c.fg == Color::Reset && c.bg == Color::Reset)
    );
    assert!(
        buffer
            .content
            .iter()
            .any(|c| c.modifier.contains(Modifier::REVERSED))
    );
    assert!(
        buffer
            .content
            .iter()
            .any(|c| c.modifier.contains(Modifier::BOLD))
    );
}

#[test]
fn the_pane_with_the_focus_is_told_by_its_border_and_by_a_word() {
    for size in [(60, 18), (80, 24), (120, 40)] {
        let mut desk = Desk::open("tutorial").size(size.0, size.1);
        desk.model.world.look.mono = true;
        desk.keys("<F5>8<Enter>");
        for pane in ["さがす", "発表順", "N-01 の記録"] {
            let shown = screen(&desk.model, Lang::Ja);
            let marked: Vec<&str> = shown.lines().filter(|l| l.contains("┌>")).collect();
            assert_eq!(marked.len(), 1, "{shown}");
            assert!(marked[0].contains(&format!("┌>{pane}")), "{shown}");
            assert_eq!(shown.matches("選択中").count(), 1, "{shown}");
            desk.keys("<Tab>");
        }
    }
}

/// Which colours cannot be read on white: the dull and the bright ones alike.
#[test]
fn colours_are_those_that_can_be_read_on_the_background() {
    let colours = |light: bool| {
        let mut desk = Desk::open("tutorial");
        desk.model.world.look.light = light;
        let mut seen = std::collections::BTreeSet::new();
        for keys in [
            "<F5>本",
            "<Enter>",
            "<Enter>10<Enter><F4><F4>",
            "<Alt+5>",
            "<F1>",
        ] {
            desk.keys(keys);
            let area = Rect::new(0, 0, 80, 24);
            let mut buffer = Buffer::empty(area);
            paint(&desk.model, &Words::new(Lang::Ja), &mut buffer, area);
            seen.extend(buffer.content.iter().map(|c| format!("{:?}", c.fg)));
        }
        seen
    };
    for wrong in [
        "Green",
        "Yellow",
        "Cyan",
        "White",
        "LightYellow",
        "LightCyan",
        "LightGreen",
    ] {
        assert!(!colours(true).contains(wrong), "{wrong} on white");
    }
    for wrong in ["Blue", "Red", "Magenta", "Black"] {
        assert!(!colours(false).contains(wrong), "{wrong} on black");
    }
    assert!(colours(true).len() > 2 && colours(false).len() > 3);
}

#[test]
fn every_action_and_hint_has_a_name_in_both_languages() {
    use enishi::action::Action;
    use enishi::app::help::action_name;
    for lang in [Lang::Ja, Lang::En] {
        let words = Words::new(lang);
        for action in Action::ALL {
            let name = action_name(&words, *action);
            assert!(!name.contains("action-"), "{name}");
            assert!(name.width() <= 44, "{name}");
        }
    }
}

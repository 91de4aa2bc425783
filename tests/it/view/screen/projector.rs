//! The projector: from every screen, with everything over it, whatever is pressed and whatever comes in meanwhile,
//! nobody in the room reads more than is 公開.

use crate::app::desk::Desk;
use crate::view::screen;
use enishi::app::{Msg, Screen, Setup};
use enishi::domain::code::OrgKind;
use enishi::domain::entity::Entity;
use enishi::domain::roster::Session;
use enishi::text::Clean;
use enishi::words::Lang;

/// In every text that is not for everybody.
const SECRET: &str = "秘密";

fn secret(s: &str) -> Clean {
    Clean::line(&format!("{SECRET}{s}"))
}

/// The tutorial with a mark in every text that not everybody may read.
pub(crate) fn marked_session() -> Session {
    let mut session = crate::app::desk::session("tutorial");
    for need in &mut session.needs {
        if !need.is_public() {
            need.title = secret("題");
            need.problem = secret("困");
            need.wanted = secret("求");
            need.department = secret("科");
            need.current = secret("現");
        }
        need.presenter = secret("人");
    }
    for person in &mut session.attendees {
        person.name = secret("名");
        person.kana = secret("かな");
        person.email = secret("@");
        person.tel = secret("電");
    }
    for org in &mut session.organisations {
        if !org.kinds.contains(&OrgKind::Hospital) {
            org.name = secret("社");
            org.short = secret("略");
        }
    }
    for patent in &mut session.patents {
        patent.title = secret("特");
    }
    session
}

/// The same on the table, with something recorded.
pub(crate) fn marked() -> Desk {
    let session = marked_session();
    let mut desk = Desk::with(Setup {
        actor: Some(secret("記")),
        ..Setup::default()
    });
    desk.load(&session);
    desk.send(Msg::Resize {
        width: 120,
        height: 40,
    });
    desk.keys("<F5>8<Enter>秘密のメモ<Enter>2<Enter><F2>秘密<Enter>10<Enter><F4><Ctrl+D>");
    desk
}

pub(crate) fn judge(desk: &Desk, what: &str) {
    for lang in [Lang::Ja, Lang::En] {
        let shown = screen(&desk.model, lang);
        assert!(!shown.contains(SECRET), "{what}:\n{shown}");
    }
}

/// Every key that does something, besides letters.
fn every_key() -> Vec<String> {
    let mut keys: Vec<String> = (1..=12).map(|n| format!("<F{n}>")).collect();
    let named = [
        "Enter",
        "Tab",
        "Shift+Tab",
        "Up",
        "Down",
        "PageUp",
        "PageDown",
        "Home",
        "End",
        "Shift+F5",
        "Ctrl+PageDown",
        "Ctrl+PageUp",
    ];
    keys.extend(named.map(|name| format!("<{name}>")));
    keys.extend(Screen::ALL.iter().map(|s| format!("<Alt+{}>", s.number())));
    keys.extend(
        "ABDEFGHIKLNORSTUVWXYZ"
            .chars()
            .map(|c| format!("<Ctrl+{c}>")),
    );
    keys.extend(["1", "秘", "/", "?", "u"].map(str::to_owned));
    keys
}

#[test]
fn nothing_beyond_public_is_shown_from_any_screen_with_anything_over_it() {
    let mut screens: Vec<String> = Screen::ALL
        .iter()
        .map(|s| format!("<Alt+{}>", s.number()))
        .collect();
    screens.extend(["<Alt+2><Tab>", "<Alt+2><Tab><Tab>", "<Alt+2>さざれ"].map(str::to_owned));
    let over = [
        "",
        "<F1>",
        "<Enter>",
        "<Ctrl+O>",
        "<F2>",
        "<F2>秘密の書きかけ",
        "<Ctrl+F>秘密",
        "<Ctrl+P>",
        "<Ctrl+P>履歴<Enter>",
        "<Ctrl+P>紹介<Enter>",
        "<Ctrl+P>お知らせ<Enter>",
    ];
    let mut reached = 0;
    for at in &screens {
        for over in over {
            let mut desk = marked();
            desk.keys(at);
            desk.keys(over);
            // From where a field or a list has the keys, Esc leads to where the palette can be opened.
            for _ in 0..4 {
                desk.keys("<Ctrl+P>投影<Enter>");
                if desk.model.projector {
                    break;
                }
                desk.keys("<Esc><Esc>");
            }
            let what = format!("{at} {over}");
            assert!(desk.model.projector, "{what}: not reached");
            reached += 1;
            judge(&desk, &what);
        }
    }
    assert_eq!(reached, screens.len() * over.len());
}

#[test]
fn no_key_and_no_news_shows_more_on_the_projector() {
    let mut desk = marked();
    desk.keys("<Ctrl+P>投影<Enter>");
    for key in every_key() {
        desk.keys(&key);
        if desk.model.projector {
            judge(&desk, &key);
        } else {
            panic!("{key} left the projector");
        }
        // What opened is closed with the key that closes everything; the projector itself asks first.
        desk.keys("<Esc>");
        assert!(desk.model.projector, "{key}: one Esc left the projector");
        judge(&desk, &key);
    }
    let text = secret("知");
    let session = desk.model.screens.live.as_ref().unwrap().session.clone();
    for msg in [
        Msg::Notice {
            grave: false,
            text: text.clone(),
        },
        Msg::Notice {
            grave: true,
            text: text.clone(),
        },
        Msg::Trouble(vec![text.clone()]),
        Msg::SaveFailed {
            ticket: 1,
            why: vec![text.clone()],
        },
        Msg::Refused {
            path: "秘密.toml".into(),
            report: vec![text.clone()],
        },
        Msg::Draft {
            slot: Clean::line(&format!("line:{session}")),
            text: text.to_string(),
        },
        Msg::History(Vec::new()),
        Msg::Provisions(Vec::new()),
        Msg::Synced {
            rows: vec![(Entity::Session(secret("会")), None)],
        },
        Msg::Paste(text.to_string()),
        Msg::Click { x: 20, y: 10 },
        Msg::Wheel {
            x: 20,
            y: 10,
            up: false,
        },
        Msg::Tick,
    ] {
        let what = format!("{msg:?}");
        desk.send(msg);
        assert!(desk.model.projector, "{what}");
        judge(&desk, &what);
    }
    // Every need in its turn, and every size.
    for _ in 0..8 {
        desk.keys("<F5>");
        for (width, height) in [(60, 15), (80, 24), (100, 30), (160, 50), (20, 5)] {
            desk.send(Msg::Resize { width, height });
            judge(&desk, "another size");
        }
    }
    desk.keys("<Esc><Esc>");
    assert!(!desk.model.projector);
    desk.send(Msg::Resize {
        width: 120,
        height: 40,
    });
    desk.keys("<Shift+F5>");
    let shown = screen(&desk.model, Lang::Ja);
    assert!(shown.contains(SECRET), "the marks are where they should be");
}

#[test]
fn the_next_round_is_shown_by_table_need_and_badge() {
    let mut session = crate::app::afternoon::afternoon();
    for person in &mut session.attendees {
        person.name = secret("名");
    }
    for org in &mut session.organisations {
        org.name = secret("社");
    }
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&session);
    desk.keys("<Alt+4><Ctrl+R><Enter><Ctrl+P>投影<Enter>");
    assert!(desk.model.projector);
    judge(&desk, "the next round");
    let shown = screen(&desk.model, Lang::Ja);
    let first = session.slots[0].starts_at.unwrap();
    let head = format!("次の面談 {}", first.strftime("%H:%M"));
    assert!(shown.contains(&head), "{shown}");
    let booked = desk.book().meetings;
    let at = |m: &&enishi::domain::entity::meeting::Meeting| {
        m.seat.as_ref().is_some_and(|s| s.starts_at == first)
    };
    let seats = booked.values().filter(at).count();
    assert!(seats > 0);
    assert_eq!(shown.matches("  名札 ").count(), seats, "{shown}");
    // While somebody presents, only that is shown.
    desk.keys("<F5>");
    assert!(!screen(&desk.model, Lang::Ja).contains("次の面談"));
    judge(&desk, "a presentation");
}

#[test]
fn the_room_reads_the_whole_notice_and_nothing_that_is_for_the_office() {
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        let mut session = crate::app::desk::session("tutorial");
        let notice = "本日の発表には公開前の内容が含まれます。撮影、録音、録画、資料の持ち出し、会場の外での話はご遠慮ください。\
                      ご質問は係の者にお声がけください。";
        session.confidentiality_notice = notice.into();
        let need = session.needs.iter_mut().find(|n| n.is_public()).unwrap();
        need.department = "未記入".into();
        need.problem = "未記入".into();
        need.hospital = "unlisted-hospital".into();
        let no = need.no.clone();
        let mut desk = Desk::with(Setup {
            actor: Some("原田".into()),
            ..Setup::default()
        });
        desk.load(&session);
        desk.send(Msg::Resize { width, height });
        let no = no.trim_start_matches(|c: char| !c.is_ascii_digit());
        desk.keys(&format!("n{no}<Enter><Enter>1<Enter><Alt+9>"));
        assert!(desk.model.projector);
        let shown = screen(&desk.model, Lang::Ja);
        for hidden in ["未記入", "unlisted-hospital"] {
            assert!(!shown.contains(hidden), "{hidden}: {shown}");
        }
        let said: String = shown.chars().filter(|c| !" \n│".contains(*c)).collect();
        assert!(
            said.contains(&notice.replace(' ', "")),
            "{width}x{height}: {shown}"
        );
    }
}

//! The input thread: turns what the terminal sends into messages.

use super::event::Event;
use crate::action::Chord;
use crate::action::Code;
use crate::app::Msg;
use crossterm::event::{
    self, Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

/// No person types more characters than this at once: they are a paste in a terminal that does not mark pastes.
const BURST: usize = 8;

/// Reads until the terminal is gone or nobody listens. With `probe`, it first reads the answer about the cursor, see
/// [`super::probe`].
pub fn spawn(to: Sender<Event>, probe: bool) {
    thread::spawn(move || {
        if probe {
            let wide = super::probe::answer();
            if to.send(Event::AmbiguousWidth { wide }).is_err() {
                return;
            }
        }
        while let Ok(first) = event::read() {
            let mut events = vec![first];
            // Only on Windows, where a paste arrives as keys. Elsewhere the screen loop takes waiting messages
            // together.
            while cfg!(windows) && event::poll(Duration::ZERO).unwrap_or(false) {
                match event::read() {
                    Ok(more) => events.push(more),
                    Err(_) => break,
                }
            }
            for msg in messages(events, cfg!(windows)) {
                if to.send(Event::Msg(msg)).is_err() {
                    return;
                }
            }
        }
        let _ = to.send(Event::Msg(Msg::Hangup));
    });
}

/// The messages of events that came together. With `bursts`, a long run of characters and Enters is a paste.
fn messages(events: Vec<Raw>, bursts: bool) -> Vec<Msg> {
    let msgs: Vec<Msg> = events.into_iter().filter_map(message).collect();
    let typed = |msg: &Msg| match msg {
        Msg::Key(chord) if chord.code == Code::Enter => Some(' '),
        Msg::Key(chord) => chord.typed(),
        _ => None,
    };
    let text: String = msgs.iter().filter_map(typed).collect();
    if bursts && msgs.len() > BURST && text.chars().count() == msgs.len() {
        return vec![Msg::Paste(text)];
    }
    msgs
}

fn message(raw: Raw) -> Option<Msg> {
    match raw {
        Raw::Key(key) => chord(key).map(Msg::Key),
        // The two characters of a Windows line end count as one line end.
        Raw::Paste(text) => Some(Msg::Paste(text.replace("\r\n", "\n"))),
        Raw::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Msg::Click { x, y }),
                MouseEventKind::ScrollUp => Some(Msg::Wheel { x, y, up: true }),
                MouseEventKind::ScrollDown => Some(Msg::Wheel { x, y, up: false }),
                _ => None,
            }
        }
        // The screen loop asks for the size itself.
        Raw::Resize(width, height) => Some(Msg::Resize { width, height }),
        Raw::FocusGained | Raw::FocusLost => None,
    }
}

/// `None` for releases (Windows sends them, and every key would count twice) and for keys that the program does not
/// know.
fn chord(key: KeyEvent) -> Option<Chord> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let code = match key.code {
        KeyCode::Char(c) if c.is_control() => return None,
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let held = |m| key.modifiers.contains(m);
    // AltGr arrives as Ctrl+Alt with the character it makes; that counts as typing.
    let alt_gr = held(KeyModifiers::CONTROL)
        && held(KeyModifiers::ALT)
        && matches!(code, Code::Char(c) if !c.is_ascii_alphanumeric());
    Some(Chord {
        code,
        ctrl: held(KeyModifiers::CONTROL) && !alt_gr,
        alt: held(KeyModifiers::ALT) && !alt_gr,
        shift: (held(KeyModifiers::SHIFT) || key.code == KeyCode::BackTab)
            && !matches!(code, Code::Char(_)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Raw {
        Raw::Key(KeyEvent::new_with_kind(code, modifiers, kind))
    }

    #[test]
    fn a_key_counts_once_and_back_tab_is_shift_tab() {
        let press = key(KeyCode::BackTab, KeyModifiers::SHIFT, KeyEventKind::Press);
        let release = key(KeyCode::BackTab, KeyModifiers::SHIFT, KeyEventKind::Release);
        let msgs = messages(vec![press, release], true);
        let Ok(tab) = "Shift+Tab".parse() else {
            panic!()
        };
        assert_eq!(msgs, [Msg::Key(tab)]);
    }

    #[test]
    fn a_burst_of_keys_is_a_paste_and_its_line_ends_do_not_record() {
        let mut keys: Vec<Raw> = "内視鏡の曇り止め"
            .chars()
            .map(|c| key(KeyCode::Char(c), KeyModifiers::NONE, KeyEventKind::Press))
            .collect();
        keys.push(key(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Press));
        assert_eq!(
            messages(keys.clone(), true),
            [Msg::Paste("内視鏡の曇り止め ".into())]
        );
        assert_eq!(messages(keys, false).len(), 9);
    }

    #[test]
    fn alt_gr_types() {
        let at = key(
            KeyCode::Char('@'),
            KeyModifiers::CONTROL | KeyModifiers::ALT,
            KeyEventKind::Press,
        );
        let msgs = messages(vec![at], false);
        assert!(matches!(msgs.as_slice(), [Msg::Key(c)] if c.typed() == Some('@')));
    }
}

//! The tabs of the first row: one for each screen of the list, drawn and clicked at the same places.

use super::Model;
use super::core::layout::TABS;
use crate::action::Screen;
use crate::text::width;
use crate::words::Words;

/// A tab as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its first column.
    pub x: u16,
    /// Cells it takes.
    pub width: u16,
    /// Its text, in brackets if it is the current one.
    pub text: String,
}

/// Cells of a tab while there is room: neither language and no other screen moves it.
const ROOMY: u16 = 12;
/// Cells that the clock and the gaps around it take from the row.
const CLOCK: u16 = 9;

/// Cells that the mark of the sample takes besides.
const SAMPLE: u16 = 7;

/// The tabs of all screens, in their order.
pub fn tabs(model: &Model, words: &Words) -> Vec<(Screen, Tab)> {
    let names: Vec<String> = Screen::ALL
        .iter()
        .map(|s| words.text(&format!("screen-{}", s.name())))
        .collect();
    let current = Screen::ALL.iter().position(|s| *s == model.screen);
    let mark = if model.world.sample { SAMPLE } else { 0 };
    let width = model.layout().get(TABS).width;
    let room = width.saturating_sub(CLOCK + mark);
    let tabs = arrange(&names, current.unwrap_or(0), room);
    Screen::ALL.iter().copied().zip(tabs).collect()
}

/// Where the tabs stand and what they say: names with air around them, names close together, or the numbers and the
/// name of the current one. A name is its number, a blank and a word.
pub fn arrange(names: &[String], current: usize, room: u16) -> Vec<Tab> {
    let cells = |text: &str| u16::try_from(width(text)).unwrap_or(u16::MAX);
    let close = |at: usize, name: &String| {
        let name = name.replacen(' ', "", 1);
        bracketed(at == current, &name)
    };
    let least = |at: usize, name: &String| {
        let number = name.split(' ').next().unwrap_or_default();
        if at == current {
            close(at, name)
        } else {
            bracketed(false, number)
        }
    };
    let texts = |make: &dyn Fn(usize, &String) -> String| -> Vec<String> {
        names
            .iter()
            .enumerate()
            .map(|(at, n)| make(at, n))
            .collect()
    };
    let roomy = texts(&|at, name| bracketed(at == current, name));
    let total = |texts: &[String]| texts.iter().map(|t| cells(t)).sum::<u16>();
    let count = u16::try_from(names.len()).unwrap_or(u16::MAX);
    let (texts, wide) =
        if count.saturating_mul(ROOMY) <= room && roomy.iter().all(|text| cells(text) <= ROOMY) {
            (roomy, Some(ROOMY))
        } else {
            let all = texts(&close);
            let fits = total(&all) <= room;
            (if fits { all } else { texts(&least) }, None)
        };
    let mut x = 0;
    let place = |text: String| {
        let width = wide.unwrap_or_else(|| cells(&text));
        let tab = Tab { x, width, text };
        x += width;
        tab
    };
    texts.into_iter().map(place).collect()
}

fn bracketed(here: bool, text: &str) -> String {
    if here {
        format!("[{text}]")
    } else {
        format!(" {text} ")
    }
}

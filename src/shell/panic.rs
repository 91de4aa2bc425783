//! A panic leaves a clean terminal and says, in the language of the user, that the record is safe.

use super::out::tell;
use super::terminal;
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use std::sync::Arc;

/// From now on a panic is told with these words.
pub fn tell_in(words: &Arc<Words>) {
    let words = Arc::clone(words);
    std::panic::set_hook(Box::new(move |info| {
        terminal::leave();
        let payload = info.payload();
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        // What a panic says may quote a file.
        let why = Clean::line(text.unwrap_or_default()).to_string();
        tell(&[
            fl!(words, "shell-error", what = fl!(words, "panic-what")),
            fl!(words, "shell-cause", why = format!("{why} ({place})")),
            fl!(words, "shell-remedy", how = fl!(words, "panic-how")),
        ]);
    }));
}

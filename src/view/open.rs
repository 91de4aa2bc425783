//! What is open about a pairing, in words, once: for the follow-up screen and for the commands.

use crate::domain::entity::pairing::Side;
use crate::domain::number::MahType;
use crate::domain::rule::decision::Open;
use crate::words::{Lang, Words, fl};
use jiff::civil::Date;

/// Everything that is open, or that it can be decided.
pub(crate) fn text(l: &Words, today: Option<Date>, open: &[Open]) -> String {
    if open.is_empty() {
        return fl!(l, "follow-can-decide");
    }
    let open: Vec<String> = open.iter().map(|open| one(l, today, open)).collect();
    open.join("  ")
}

/// `11/20(金)`, in English `Fri 20 Nov`, or with its year where that is another one.
pub(crate) fn date(l: &Words, today: Option<Date>, day: Date) -> String {
    if today.is_some_and(|today| today.year() != day.year()) {
        return format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day());
    }
    let names = fl!(l, "follow-weekdays");
    let at = usize::try_from(day.weekday().to_sunday_zero_offset()).unwrap_or(0);
    let name = names.split(' ').nth(at).unwrap_or_default();
    match l.lang() {
        Lang::Ja => format!("{:02}/{:02}({name})", day.month(), day.day()),
        Lang::En => format!("{name} {} {}", day.day(), day.strftime("%b")),
    }
}

fn one(l: &Words, today: Option<Date>, open: &Open) -> String {
    match open {
        Open::Step(side, text, on) => {
            let side = match side {
                Side::Hospital => fl!(l, "follow-open-hospital"),
                Side::Company => fl!(l, "follow-open-company"),
            };
            let on = on.map(|on| date(l, today, on)).unwrap_or_default();
            format!("{side} {text} {on}").trim_end().to_owned()
        }
        Open::Nda => fl!(l, "follow-open-nda"),
        Open::Licence(least, hall) => {
            let kind = match least {
                MahType::First => fl!(l, "live-mah-1"),
                MahType::Second => fl!(l, "live-mah-2"),
                MahType::Third => fl!(l, "live-mah-3"),
            };
            match hall {
                Some(org) => fl!(l, "live-licence-hall", kind = kind, org = org.as_str()),
                None => fl!(l, "live-licence-missing", kind = kind),
            }
        }
    }
}

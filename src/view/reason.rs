//! Why a wish is not in the timetable, in words; for the screen and the commands.

use crate::domain::rule::timetable::Reason;
use crate::words::{Words, fl};

/// The reason, and whether it holds for this timetable only.
pub(crate) fn why(w: &Words, reason: Reason) -> String {
    let said = match reason {
        Reason::Refused => fl!(w, "timetable-why-refused"),
        Reason::CompanyAbsent => fl!(w, "timetable-why-company-absent"),
        Reason::NoCommonSlot => fl!(w, "timetable-why-no-common-slot"),
        Reason::NoTable => fl!(w, "timetable-why-no-table"),
        Reason::CompanyAtMost => fl!(w, "timetable-why-company-at-most"),
        Reason::PresenterFull => fl!(w, "timetable-why-presenter-full"),
        Reason::CompanyBusy => fl!(w, "timetable-why-company-busy"),
        Reason::TablesFull => fl!(w, "timetable-why-tables-full"),
        Reason::TimesDoNotMeet => fl!(w, "timetable-why-times"),
        Reason::Rivals => fl!(w, "timetable-why-rivals"),
        Reason::NotPlaced => return fl!(w, "timetable-why-not-placed"),
    };
    let how = if reason.is_for_any_timetable() {
        fl!(w, "timetable-for-any")
    } else {
        fl!(w, "timetable-for-this")
    };
    format!("{said}{how}")
}

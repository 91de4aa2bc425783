//! The time of a presentation.

/// `3:42`, or `+0:15` when the time is over.
pub(crate) fn clock(left: i64) -> String {
    let (sign, left) = if left < 0 { ("+", -left) } else { ("", left) };
    format!("{sign}{}:{:02}", left / 60, left % 60)
}

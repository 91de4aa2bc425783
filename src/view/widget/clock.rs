//! The countdown of a presentation.

/// Seconds left as `3:42`, or as `+0:15` after the time is over.
pub(crate) fn clock(left: i64) -> String {
    let (sign, left) = if left < 0 { ("+", -left) } else { ("", left) };
    format!("{sign}{}:{:02}", left / 60, left % 60)
}

//! Faults that a test causes in the running program. They exist only in builds with the feature `test-faults`: the
//! tests turn it on, releases do not have it.

/// The text that triggers the fault.
const WORD: &str = "panic";

/// Panics if a test asked for it: `ENISHI_TEST_PANIC` names the `thread`, and one of the texts is the word `panic`.
///
/// # Panics
///
/// If a test asked for it.
pub fn on_request<'a>(thread: &str, texts: impl IntoIterator<Item = &'a str>) {
    let is_meant = std::env::var_os("ENISHI_TEST_PANIC").is_some_and(|asked| asked == thread);
    let is_said = is_meant && texts.into_iter().any(|text| text == WORD);
    assert!(!is_said, "asked for by a test");
}

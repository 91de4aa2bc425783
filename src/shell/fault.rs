//! Faults that a test orders of the running program. Only in builds with the feature `test-faults`, which the tests turn on
//! and no release has.

/// The word whose arrival is the fault.
const WORD: &str = "panic";

/// Panics where a test asked for it: `ENISHI_TEST_PANIC` names the `thread`, and one of the texts is the word `panic`.
///
/// # Panics
///
/// When asked.
pub fn on_request<'a>(thread: &str, texts: impl IntoIterator<Item = &'a str>) {
    let is_meant = std::env::var_os("ENISHI_TEST_PANIC").is_some_and(|asked| asked == thread);
    let is_said = is_meant && texts.into_iter().any(|text| text == WORD);
    assert!(!is_said, "asked for by a test");
}

//! How much memory a child process may take that reads what it cannot read as a stream.

/// Most mebibytes of its memory. A list as large as any that is taken needs about half of it.
pub(super) const MIB: u64 = 2048;

/// Limits the memory of this process. Where the system has no such limit it stays without one: then a file that asks for
/// too much takes what there is, and the child still dies alone.
#[cfg(unix)]
pub(super) fn limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let most = Some(MIB << 20);
    let old = getrlimit(Resource::As);
    // A stricter limit of the user stays.
    let current = [old.current, most].into_iter().flatten().min();
    let limit = Rlimit {
        current,
        maximum: old.maximum,
    };
    let _ = setrlimit(Resource::As, limit);
}

/// Windows would need a job object, which is not to be had without unsafe code.
#[cfg(not(unix))]
pub(super) fn limit() {}

/// Whether a child says in its last words that it was refused memory.
pub(super) fn was_refused(last_words: &[u8]) -> bool {
    memchr::memmem::find(last_words, b"memory allocation of").is_some()
        || memchr::memmem::find(last_words, b"capacity overflow").is_some()
}

//! All integration tests, linked once.
mod samples;

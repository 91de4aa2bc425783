//! Floor 2: exchange, what leaves the program: one writer per format. Each takes [`crate::domain::sheet`] or values of
//! the field and gives bytes; where they go is decided above.

pub mod xlsx;

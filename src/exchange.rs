//! Floor 2: exchange, what leaves the program. [`tables`] lays out what was recorded as sheets, [`leave`] says what of it may
//! leave; one writer per format gives the bytes. Where they go is decided above.

pub mod calendar;
pub mod html;
pub mod json;
pub mod leave;
pub mod letter;
pub mod markdown;
pub mod report;
pub mod story;
pub mod tables;
pub mod text;
pub mod xlsx;

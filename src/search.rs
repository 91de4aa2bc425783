//! Floor 2: finding what a hurried coordinator means.

pub mod reading;
pub mod romaji;

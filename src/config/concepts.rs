//! The concepts that come with the program, and those of a user in their place.

use crate::domain::rule::concept::Concepts;

/// The shipped file.
pub const SHIPPED: &str = include_str!("../../config/concepts.toml");

/// Reads concepts. The error says where.
pub fn read(text: &str) -> Result<Concepts, String> {
    let table = toml::from_str(text).map_err(|error| error.to_string())?;
    Concepts::new(table).map_err(|error| error.to_string())
}

/// The shipped concepts; a test reads them.
pub fn shipped() -> Concepts {
    read(SHIPPED).unwrap_or_default()
}

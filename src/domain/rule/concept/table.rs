//! The table of concepts as it is written in a file.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The words of concepts, and what needs and trades have to do with them, as written in a file. The shipped ones stand in
/// `config/concepts.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Words of which no part is looked at: 血管 says nothing of pipes.
    #[serde(default)]
    pub guards: Vec<String>,
    /// The words by which a text shows that it is about a concept.
    pub concepts: BTreeMap<String, Vec<String>>,
    /// What needs ask for.
    pub needs: Vec<Asked>,
    /// What trades can usually do.
    pub trades: Vec<Trade>,
}

/// Words of a need and what they ask for.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Why, for people.
    pub because: String,
    /// The words.
    pub words: Vec<String>,
    /// How much of each concept.
    pub asks: BTreeMap<String, f64>,
}

/// Words of a trade and what it can do.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trade {
    /// The words.
    pub words: Vec<String>,
    /// How well each concept.
    pub can: BTreeMap<String, f64>,
}

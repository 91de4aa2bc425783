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

impl Table {
    /// Lays another one over it: a concept of the same name, a rule that gives the same reason and a trade of the same
    /// first word stand in the place of those that are here; all else is added.
    pub fn lay(&mut self, over: Self) {
        self.guards.extend(over.guards);
        self.concepts.extend(over.concepts);
        let by_reason = |rule: &Asked| over.needs.iter().all(|own| own.because != rule.because);
        self.needs.retain(by_reason);
        let by_word = |trade: &Trade| {
            over.trades
                .iter()
                .all(|own| own.words.first() != trade.words.first())
        };
        self.trades.retain(by_word);
        self.needs.extend(over.needs);
        self.trades.extend(over.trades);
    }
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

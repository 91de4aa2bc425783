//! Floor 2: finding what a hurried coordinator means.
//!
//! Records become an [`Index`] of two streams of bytes, the folded text and the reading in romaji. A [`Query`] becomes
//! a few byte strings per term, each with what its hits are worth; scanning gives hit lists, tiers order them, and
//! fuzzy-matcher decides among the few that may be shown. A [`Searcher`] keeps hit lists while a query grows.

mod alike;
mod alphabet;
mod bits;
mod build;
pub mod cache;
mod class;
mod combine;
mod correct;
pub mod filter;
mod form;
mod heads;
mod heard;
mod highlight;
mod index;
mod initials;
mod letters;
pub mod library;
mod met;
mod near;
mod number;
pub mod offer;
mod offsets;
mod openings;
mod opposite;
mod parts;
mod phrase;
mod plan;
mod query;
pub mod reading;
mod record;
pub mod romaji;
pub mod roster;
mod scan;
mod scatter;
mod score;
mod session;
mod shard;
mod share;
mod sieve;
mod sift;
mod stranger;
mod sure;
mod synonym;
mod typo;

pub use class::Why;
pub use highlight::Marker;
pub use highlight::highlight;
pub use index::Entry;
pub use index::Index;
pub use query::Query;
pub use query::Term;
pub use record::Field;
pub use record::Kind;
pub use record::Record;
pub use record::Scope;
pub use session::Context;
pub use session::Found;
pub use session::Hit;
pub use session::Searcher;
pub use synonym::Synonyms;

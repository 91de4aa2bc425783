//! A person in free text: found in every way a person is written, and only where the whole name stands.
//!
//! 高橋 直 is found as 高橋直, 高橋・直, 髙橋　直 and タカハシ ナオ, not in 高橋 直樹 or 大高橋 直. Where the text does not tell
//! whether the name is whole, the mention is [`Certainty::Doubtful`]: the user decides.
//!
//! A person whose name must no longer be held is found by [`Mark`]s: keyed hashes of the same folded windows.

mod bounds;
mod contact;
mod find;
mod fit;
mod glyph;
mod kind;
mod mark;
mod other_persons;
mod pattern;
mod romaji;
mod scan;
mod traces;
mod vocabulary;

pub use find::Finder;
pub use find::blank;
pub use find::find;
pub use kind::Certainty;
pub use kind::Form;
pub use kind::Identity;
pub use kind::Mention;
pub use kind::Place;
pub use mark::Mac;
pub use mark::Mark;
pub use mark::Marked;
pub use mark::find_marked;
pub use mark::marks;
pub use mark::same_person;
pub use traces::Traces;

//! What the program has to know of every kind of thing that is recorded. The things themselves are the files of
//! [`super::entity`]; this is the contract they fulfil, without a default for anything.

pub mod fields;
pub mod key;
pub mod numbered;
pub mod payload;
pub mod prepared;
pub mod purged;
pub mod stated;

pub use key::Part;

use crate::text::Clean;
use crate::words::Words;
use jiff::Timestamp;
use key::Key;
use numbered::Each;
use payload::{Payload, Upcast};
use purged::Purged;
use stated::Stated;

/// A kind of thing that is recorded, implemented by its row: the state that its ops fold into.
pub trait Recorded: Sized {
    /// Identity by meaning: two laptops that record the same thing name the same key, so their ops merge.
    type Key: Key;
    /// What happens to it: the payloads of its ops.
    type Change: Payload;
    /// What a purge leaves of a change.
    type Purged: Purged + Into<Self::Change>;

    /// What makes a payload of version `n` one of version `n + 1`: `UPCASTS[n - 1]`. A step that has been released is
    /// never changed.
    const UPCASTS: &'static [Upcast];

    /// The row as its first creating change makes it; `None` for a change that creates nothing.
    fn begin(key: &Self::Key, change: &Self::Change, by: &By<'_>) -> Option<Self>;

    /// One change onto the row: the last writer wins, field by field.
    fn step(&mut self, change: &Self::Change, by: &By<'_>);

    /// What a change states, field by field; nothing of a field that it leaves as it is or fills by default. Where two
    /// people state different values without having seen each other, both are shown until somebody decides.
    fn states(change: &Self::Change) -> Vec<Stated>;

    /// The same change with another text, where what it states is a text.
    fn with_text(change: &Self::Change, text: &Clean) -> Option<Self::Change>;

    /// What is left of a change when all persons and all free text of its session are forgotten.
    fn purge(change: &Self::Change) -> Self::Purged;

    /// Takes out what is said of the person with this badge number, but not their number: what they took part in stays
    /// counted. Free text that names them is looked through by the store.
    fn forget(key: &Self::Key, change: &mut Self::Change, badge: &Clean);

    /// Every number that a change names besides its key.
    fn numbers(change: &mut Self::Change, each: &mut Each<'_>);

    /// What a change names besides its key.
    fn subject(change: &Self::Change) -> Subject<'_>;

    /// What the row calls itself; `None` where its key says everything.
    fn title(&self, words: &Words) -> Option<String>;

    /// What a change did, as a sentence.
    fn tell(change: &Self::Change, telling: &Telling<'_>) -> String;
}

/// When and by whom a change was made.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// When, by the clock of the laptop.
    pub at: Timestamp,
    /// Who.
    pub actor: &'a Clean,
}

/// What an op is about, as the filter of the log asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subject<'a> {
    /// Need number.
    pub need: Option<&'a Clean>,
    /// Organisation id.
    pub org: Option<&'a Clean>,
    /// Badge number.
    pub person: Option<&'a Clean>,
}

/// Which parts of its [`Subject`] a change may say itself, because the key of its thing does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sayable {
    /// See [`Subject::need`].
    pub need: bool,
    /// See [`Subject::org`].
    pub org: bool,
    /// See [`Subject::person`].
    pub person: bool,
}

/// How much is said of an op.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// A few words: for a list on the screen and a notice.
    Short,
    /// A sentence with full names: for the log.
    Full,
}

/// What a sentence is told with.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// In which language.
    pub words: &'a Words,
    /// How much of it.
    pub length: Length,
    /// The name of the thing.
    pub what: &'a str,
    /// The name of the person the change names, or the badge number where no name is known.
    pub person: Option<&'a Clean>,
}

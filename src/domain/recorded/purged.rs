//! What a purge leaves: types of their own, in which a free text has no place.
//!
//! A purge turns a change into its purged form and that into a change again. Only what the purged form has a field for
//! survives; a field of another type than those listed here does not compile. So a new text field is forgotten unless
//! somebody says that it may stay. What stays of one kind of thing is in its file: `purged!` and `purge` in
//! `entity/NAME.rs`.

use crate::domain::code::{
    Aside, DeviceClass, DeviceKind, Disclosure, Filing, Level, OrgKind, Outcome, OwnerSide,
    PairingStatus, Paper, Point, Presence, Relation, Source, TaskStatus, Verdict,
};
use crate::text::Clean;
use jiff::civil::{Date, Time};

/// What stands where a text that cannot be empty was forgotten.
pub const ERASED: &str = "（消去済）";

/// The purged form of the changes of one kind of thing; implemented by `purged!` alone.
pub trait Purged {}

/// What says nothing about a person and is no free text.
pub trait Harmless {}

/// A text that may stay: a number, an id, the name of an organisation, a title from a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept(Clean);

impl Kept {
    /// To be called only for a text that names no person and was not typed freely.
    pub fn text(text: &Clean) -> Self {
        Self(text.clone())
    }

    /// Several of them.
    pub fn texts(texts: &[Clean]) -> Vec<Self> {
        texts.iter().map(Self::text).collect()
    }
}

impl From<Kept> for Clean {
    fn from(kept: Kept) -> Self {
        kept.0
    }
}

impl Harmless for Kept {}
impl<T: Harmless> Harmless for Option<T> {}
impl<T: Harmless> Harmless for Vec<T> {}

macro_rules! harmless {
    ($($name:ident),+) => { $(impl Harmless for $name {})+ };
}
harmless!(
    Aside,
    DeviceClass,
    DeviceKind,
    Disclosure,
    Filing,
    Level,
    OrgKind,
    Outcome,
    OwnerSide,
    PairingStatus,
    Paper,
    Point,
    Presence,
    Relation,
    Source,
    TaskStatus,
    Verdict,
    Date,
    Time,
    bool,
    u32,
    u64
);

/// A purged form: an enum like the changes it is of, or a struct within one. Every field must be [`Harmless`].
macro_rules! purged {
    (
        $(#[doc = $about:literal])*
        pub enum $name:ident {
            $($variant:ident $({ $($field:ident: $type:ty),* $(,)? })? $(($inner:ty))?,)+
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "the changes of the same names have them")]
        pub enum $name {
            $($variant $({ $($field: $type),* })? $(($inner))?,)+
        }
        impl $crate::domain::recorded::purged::Purged for $name {}
        const _: fn() = || {
            #[allow(dead_code, reason = "there may be no field")]
            const fn harmless<T: $crate::domain::recorded::purged::Harmless>() {}
            $( $( $(harmless::<$type>();)* )? $(harmless::<$inner>();)? )+
        };
    };
    (
        $(#[doc = $about:literal])*
        pub struct $name:ident { $($field:ident: $type:ty,)+ }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "the fields of the same names have them")]
        pub struct $name {
            $(pub $field: $type,)+
        }
        impl $crate::domain::recorded::purged::Harmless for $name {}
        const _: fn() = || {
            #[allow(dead_code, reason = "there may be no field")]
            const fn harmless<T: $crate::domain::recorded::purged::Harmless>() {}
            $(harmless::<$type>();)+
        };
    };
}
pub(crate) use purged;

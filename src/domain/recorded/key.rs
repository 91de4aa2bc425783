//! The key of a recorded thing, and how it is written and read as text.

use super::numbered::Each;
use crate::text::Clean;

/// A part of the name of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A number or an id, shown as it is.
    Number(&'a Clean),
    /// An organisation by id, shown by its name.
    Org(&'a Clean),
    /// The thing's own code, shown where there is no room for the title of its row.
    Code(&'a Clean),
}

/// The identity of a recorded thing within its kind.
pub trait Key: Clone + Ord {
    /// As it stands behind the name of the kind: `read` gives the same key again.
    fn write(&self) -> String;
    /// From its text; `None`: it is not the key of such a thing.
    fn read(text: &str) -> Option<Self>;
    /// The session it belongs to.
    fn session(&self) -> Option<&Clean>;
    /// The need it belongs to.
    fn need(&self) -> Option<&Clean>;
    /// The organisation it belongs to.
    fn org(&self) -> Option<&Clean>;
    /// The person it is.
    fn person(&self) -> Option<&Clean>;
    /// Every number in it.
    fn numbers(&mut self, each: &mut Each<'_>);
    /// The name of the thing, part by part.
    fn name(&self) -> Vec<Part<'_>>;
}

/// A thing of which a session has exactly one: its key is the id of the session.
impl Key for Clean {
    fn write(&self) -> String {
        join(&[self])
    }

    fn read(text: &str) -> Option<Self> {
        let [session] = split(text)?;
        Some(session)
    }

    fn session(&self) -> Option<&Clean> {
        Some(self)
    }

    fn need(&self) -> Option<&Clean> {
        None
    }

    fn org(&self) -> Option<&Clean> {
        None
    }

    fn person(&self) -> Option<&Clean> {
        None
    }

    fn numbers(&mut self, _: &mut Each<'_>) {}

    fn name(&self) -> Vec<Part<'_>> {
        Vec::new()
    }
}

/// The parts of a key as one text.
pub fn join(parts: &[&str]) -> String {
    let escaped: Vec<String> = parts
        .iter()
        .map(|p| p.replace('%', "%25").replace('/', "%2F"))
        .collect();
    escaped.join("/")
}

/// A text as the parts of a key; `None`: it has another number of parts.
pub fn split<const N: usize>(text: &str) -> Option<[Clean; N]> {
    let part = |p: &str| {
        if p.contains('%') {
            Clean::line(&p.replace("%2F", "/").replace("%25", "%"))
        } else {
            Clean::line(p)
        }
    };
    let parts: Vec<Clean> = text.split('/').map(part).collect();
    parts.try_into().ok()
}

/// The text is not the id of such a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct IdError;

/// Makes a type that implements [`Key`] readable, writable and serialised by its text.
macro_rules! as_text {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&$crate::domain::recorded::key::Key::write(self))
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::domain::recorded::key::IdError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::domain::recorded::key::Key::read(text)
                    .ok_or($crate::domain::recorded::key::IdError)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use as_text;

//! Identity by meaning: two laptops that record the same thing name the same entity, so their ops merge.

use crate::text::Clean;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A pairing: need × organisation within a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairingId {
    /// Session id.
    pub session: Clean,
    /// Need number.
    pub need: Clean,
    /// Organisation id.
    pub org: Clean,
}

/// A follow-up task: one template for one subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId {
    /// Session id.
    pub session: Clean,
    /// Need number; empty for a task of the session or of a hospital.
    pub need: Clean,
    /// Organisation id; empty for a task of the session or of a need.
    pub org: Clean,
    /// Code of the template, for example `C1`.
    pub template: Clean,
}

impl TaskId {
    /// The pairing it follows up, if it belongs to one.
    pub fn pairing(&self) -> Option<PairingId> {
        (!self.need.is_empty() && !self.org.is_empty()).then(|| PairingId {
            session: self.session.clone(),
            need: self.need.clone(),
            org: self.org.clone(),
        })
    }
}

/// What an op changes. One entity is folded from its own ops alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// What was prepared for a session, by session id.
    Session(Clean),
    /// How far the presentations of a session are, by session id.
    Progress(Clean),
    /// A pairing.
    Pairing(PairingId),
    /// A follow-up task.
    Task(TaskId),
    /// A free memo of a session.
    Memo(Clean, Uuid),
    /// A patent tied to a need during the meeting: session, need number, document id.
    Tie(Clean, Clean, Clean),
    /// A user action, the target of an undo.
    Action(Uuid),
    /// Something a newer version knows.
    Unknown(Clean),
}

impl Entity {
    /// The session it belongs to; `None` for actions and unknown things.
    pub fn session(&self) -> Option<&Clean> {
        match self {
            Self::Session(s) | Self::Progress(s) | Self::Memo(s, _) | Self::Tie(s, ..) => Some(s),
            Self::Pairing(p) => Some(&p.session),
            Self::Task(t) => Some(&t.session),
            Self::Action(_) | Self::Unknown(_) => None,
        }
    }
}

fn join(parts: &[&str]) -> String {
    let escaped: Vec<String> = parts
        .iter()
        .map(|p| p.replace('%', "%25").replace('/', "%2F"))
        .collect();
    escaped.join("/")
}

fn split(s: &str) -> Vec<Clean> {
    s.split('/')
        .map(|p| {
            if p.contains('%') {
                Clean::line(&p.replace("%2F", "/").replace("%25", "%"))
            } else {
                Clean::line(p)
            }
        })
        .collect()
}

impl fmt::Display for PairingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&join(&[&self.session, &self.need, &self.org]))
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_dash = |s: &Clean| {
            if s.is_empty() {
                Clean::line("-")
            } else {
                s.clone()
            }
        };
        f.pad(&join(&[
            &self.session,
            &or_dash(&self.need),
            &or_dash(&self.org),
            &self.template,
        ]))
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(s) => write!(f, "session:{}", join(&[s])),
            Self::Progress(s) => write!(f, "progress:{}", join(&[s])),
            Self::Pairing(id) => write!(f, "pairing:{id}"),
            Self::Task(id) => write!(f, "task:{id}"),
            Self::Memo(s, id) => write!(f, "memo:{}", join(&[s, &id.to_string()])),
            Self::Tie(s, need, doc) => write!(f, "tie:{}", join(&[s, need, doc])),
            Self::Action(id) => write!(f, "action:{id}"),
            Self::Unknown(s) => f.write_str(s),
        }
    }
}

/// The text is not the id of such a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct IdError;

impl FromStr for PairingId {
    type Err = IdError;
    fn from_str(s: &str) -> Result<Self, IdError> {
        match <[Clean; 3]>::try_from(split(s)) {
            Ok([session, need, org]) => Ok(Self { session, need, org }),
            Err(_) => Err(IdError),
        }
    }
}

impl FromStr for TaskId {
    type Err = IdError;
    fn from_str(s: &str) -> Result<Self, IdError> {
        let or_empty = |s: Clean| if s == "-" { Clean::default() } else { s };
        match <[Clean; 4]>::try_from(split(s)) {
            Ok([session, need, org, template]) => Ok(Self {
                session,
                need: or_empty(need),
                org: or_empty(org),
                template,
            }),
            Err(_) => Err(IdError),
        }
    }
}

impl FromStr for Entity {
    type Err = IdError;
    /// Never fails for a kind it does not know: a newer version's entity is kept as it is written.
    fn from_str(s: &str) -> Result<Self, IdError> {
        let Some((kind, rest)) = s.split_once(':') else {
            return Ok(Self::Unknown(Clean::line(s)));
        };
        let mut parts = split(rest);
        let one = |parts: &mut Vec<Clean>| {
            if parts.len() == 1 {
                parts.pop().ok_or(IdError)
            } else {
                Err(IdError)
            }
        };
        match kind {
            "session" => one(&mut parts).map(Self::Session),
            "progress" => one(&mut parts).map(Self::Progress),
            "pairing" => rest.parse().map(Self::Pairing),
            "task" => rest.parse().map(Self::Task),
            "action" => rest.parse().map(Self::Action).map_err(|_| IdError),
            "memo" => match <[Clean; 2]>::try_from(parts) {
                Ok([session, id]) => id
                    .parse()
                    .map(|id| Self::Memo(session, id))
                    .map_err(|_| IdError),
                Err(_) => Err(IdError),
            },
            "tie" => match <[Clean; 3]>::try_from(parts) {
                Ok([session, need, doc]) => Ok(Self::Tie(session, need, doc)),
                Err(_) => Err(IdError),
            },
            _ => Ok(Self::Unknown(Clean::line(s))),
        }
    }
}

macro_rules! as_text {
    ($($name:ident),+) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(D::Error::custom)
            }
        }
    )+ };
}
as_text!(PairingId, TaskId, Entity);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_read_back(session in "[a-z0-9-]{1,8}", need in "[A-Z%/0-9]{1,6}", org in "[ぁ-ん%/a-z]{1,6}") {
            let (session, need, org) = (Clean::line(&session), Clean::line(&need), Clean::line(&org));
            let template = Clean::line("C1");
            for entity in [
                Entity::Session(session.clone()),
                Entity::Pairing(PairingId { session: session.clone(), need: need.clone(), org: org.clone() }),
                Entity::Task(TaskId { session: session.clone(), need: Clean::default(), org: org.clone(), template }),
                Entity::Tie(session.clone(), need, org),
                Entity::Memo(session, Uuid::nil()),
                Entity::Action(Uuid::max()),
            ] {
                prop_assert_eq!(entity.to_string().parse::<Entity>(), Ok(entity));
            }
        }
    }
}

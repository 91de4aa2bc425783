//! Everything that is recorded, as one list. A thing that is added to it gets its place in [`Entity`], [`Change`], the
//! book, the tables of the database and the sentences of the log from there; its file says the rest.

pub mod attendance;
pub mod attendee;
pub mod interest;
pub mod letter;
pub mod meeting;
pub mod memo;
pub mod need;
pub mod organisation;
pub mod pairing;
pub mod patent;
pub mod progress;
pub mod reply;
pub mod session;
pub mod task;
pub mod tie;
pub mod waiver;
mod written;

use super::marker::Marker;
use super::recorded::key::{IdError, Key};
use super::recorded::numbered::Each;
use super::recorded::payload::{self, Kind, Payload};
use super::recorded::stated::Stated;
use super::recorded::{Part, Recorded, Sayable, Subject};
use crate::text::Clean;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// The list: the name of the row, the name of its file, which is also the name in the record, and its field in the book.
/// Hands it to the macro `$then`.
macro_rules! entities {
    ($then:ident) => {
        $then! {
            Session session headers;
            Need need needs;
            Organisation organisation organisations;
            Attendee attendee attendees;
            Patent patent patents;
            Progress progress progress;
            Pairing pairing pairings;
            Task task tasks;
            Memo memo memos;
            Tie tie ties;
            Attendance attendance attendances;
            Interest interest interests;
            Reply reply replies;
            Meeting meeting meetings;
            Waiver waiver waivers;
            Letter letter letters;
        }
    };
}
pub(crate) use entities;

/// One op whose payload is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Erased {
    /// Its stream: the incarnation of a laptop …
    pub device: Uuid,
    /// … and the compartment.
    pub scope: Clean,
    /// Its place in the stream.
    pub seq: u64,
    /// The payload without the person, so that counts stay.
    pub instead: Value,
}

/// The payloads of ops about other ops.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "kebab-case")]
enum AboutOps {
    ActionUndone {
        action: Uuid,
    },
    ContentErased {
        ops: Vec<Erased>,
        reason: Clean,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<Box<Marker>>,
    },
}

/// A kind of thing that is recorded.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Its name in the record.
    pub name: &'static str,
    /// The version of its payloads that is written.
    pub version: u64,
    /// What can happen to it.
    pub kinds: &'static [Kind],
}

macro_rules! define {
    ($( $V:ident $name:ident $field:ident; )+) => {
        /// What an op changes. One entity is folded from its own ops alone.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Entity {
            $( #[doc = concat!("See [`", stringify!($name), "`].")] $V(<$name::$V as Recorded>::Key), )+
            /// A user action, the target of an undo.
            Action(Uuid),
            /// Something a newer version knows.
            Unknown(Clean),
        }

        /// The payload of an op: what is set.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Change {
            $( #[doc = concat!("See [`", stringify!($name), "`].")] $V(<$name::$V as Recorded>::Change), )+
            /// An action is switched off; where that action was itself an undo, this is a redo.
            ActionUndone {
                /// Which.
                action: Uuid,
            },
            /// Payloads are gone for good, because a person demanded it or a session was purged. The ops keep their
            /// place, their header and the hash of what they held. Not undone by anything.
            ContentErased {
                /// Which, and what stands in.
                ops: Vec<Erased>,
                /// Why.
                reason: Clean,
                /// Who was erased, so that their older data do not come back.
                person: Option<Box<Marker>>,
            },
            /// From a newer version: kept, passed on, shown as such, without effect. A payload that was dropped and one
            /// that cannot be read are shown the same way.
            Unknown {
                /// Its name.
                kind: String,
                /// Its payload as it came.
                body: Value,
            },
        }

        /// Every kind of thing there is, in the order of the list.
        pub const ALL: &[About] = &[
            $( About {
                name: stringify!($name),
                version: payload::version(<$name::$V as Recorded>::UPCASTS),
                kinds: <<$name::$V as Recorded>::Change as Payload>::KINDS,
            }, )+
        ];

        impl Entity {
            /// The session it belongs to; `None` for actions and unknown things.
            pub fn session(&self) -> Option<&Clean> {
                match self {
                    $( Self::$V(key) => Key::session(key), )+
                    Self::Action(_) | Self::Unknown(_) => None,
                }
            }

            /// Its name, part by part; without a part where its sentences need none.
            pub fn name(&self) -> Vec<Part<'_>> {
                match self {
                    $( Self::$V(key) => Key::name(key), )+
                    Self::Action(_) | Self::Unknown(_) => Vec::new(),
                }
            }

            /// Every number in its key.
            pub fn numbers(&mut self, each: &mut Each<'_>) {
                match self {
                    $( Self::$V(key) => key.numbers(each), )+
                    Self::Action(_) | Self::Unknown(_) => {}
                }
            }

            /// Need, organisation and person it belongs to.
            pub fn subject(&self) -> Subject<'_> {
                match self {
                    $( Self::$V(key) => Subject {
                        need: Key::need(key),
                        org: Key::org(key),
                        person: Key::person(key),
                    }, )+
                    Self::Action(_) | Self::Unknown(_) => Subject::default(),
                }
            }
        }

        impl fmt::Display for Entity {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $( Self::$V(key) => write!(f, "{}:{}", stringify!($name), Key::write(key)), )+
                    Self::Action(id) => write!(f, "action:{id}"),
                    Self::Unknown(text) => f.write_str(text),
                }
            }
        }

        impl FromStr for Entity {
            type Err = IdError;
            /// Never fails for a kind it does not know: a newer version's entity is kept as it is written.
            fn from_str(text: &str) -> Result<Self, IdError> {
                match text.split_once(':') {
                    $( Some((stringify!($name), key)) => Key::read(key).map(Self::$V).ok_or(IdError), )+
                    Some(("action", id)) => id.parse().map(Self::Action).map_err(|_| IdError),
                    Some(_) | None => Ok(Self::Unknown(Clean::line(text))),
                }
            }
        }

        impl Change {
            /// The change of a name and a payload. One that this version cannot read gives the payload back.
            pub fn read(kind: &str, body: Value) -> Result<Self, Value> {
                $( if kind_of::<<$name::$V as Recorded>::Change>(kind).is_some() {
                    return payload::read(kind, body, <$name::$V as Recorded>::UPCASTS).map(Self::$V);
                } )+
                Self::about_ops(kind, body)
            }

            /// The payload as it is recorded.
            pub fn body(&self) -> serde_json::Result<Value> {
                match self {
                    $( Self::$V(change) => payload::write(change, <$name::$V as Recorded>::UPCASTS), )+
                    Self::ActionUndone { action } => {
                        content(&AboutOps::ActionUndone { action: *action })
                    }
                    Self::ContentErased {
                        ops,
                        reason,
                        person,
                    } => content(&AboutOps::ContentErased {
                        ops: ops.clone(),
                        reason: reason.clone(),
                        person: person.clone(),
                    }),
                    Self::Unknown { body, .. } => Ok(body.clone()),
                }
            }

            /// The name of the change in the log.
            pub fn kind(&self) -> &str {
                match self {
                    $( Self::$V(change) => change.kind().name, )+
                    Self::ActionUndone { .. } => ACTION_UNDONE,
                    Self::ContentErased { .. } => CONTENT_ERASED,
                    Self::Unknown { kind, .. } => kind,
                }
            }

            /// Whether an entity exists because of it; other changes alone do not bring one into being.
            pub fn creates(&self) -> bool {
                match self {
                    $( Self::$V(change) => change.kind().creates, )+
                    Self::ActionUndone { .. } | Self::ContentErased { .. } | Self::Unknown { .. } => false,
                }
            }

            /// Whether the user's Ctrl+Z takes it back. An undo is taken back by redo.
            pub fn is_undoable(&self) -> bool {
                match self {
                    $( Self::$V(change) => change.kind().undoable, )+
                    // An answer goes with the person that it is about; it erases nothing.
                    Self::ContentErased { .. } => self.marker().is_some_and(Marker::is_answer),
                    Self::ActionUndone { .. } => false,
                    // A known kind whose payload is gone is what it was.
                    Self::Unknown { kind, .. } => None
                        $( .or_else(|| kind_of::<<$name::$V as Recorded>::Change>(kind)) )+
                        .is_some_and(|kind| kind.undoable),
                }
            }

            /// What it states, field by field.
            pub fn states(&self) -> Vec<Stated> {
                match self {
                    $( Self::$V(change) => <$name::$V as Recorded>::states(change), )+
                    Self::ActionUndone { .. } | Self::ContentErased { .. } | Self::Unknown { .. } => Vec::new(),
                }
            }

            /// The same with another text, where what it states is a text.
            #[must_use]
            pub fn with_text(&self, text: &Clean) -> Option<Self> {
                match self {
                    $( Self::$V(change) => <$name::$V as Recorded>::with_text(change, text).map(Self::$V), )+
                    Self::ActionUndone { .. } | Self::ContentErased { .. } | Self::Unknown { .. } => None,
                }
            }

            /// What is left of it when all persons and all free text of its session are forgotten.
            #[must_use]
            pub fn purged(&self) -> Self {
                match self {
                    $( Self::$V(change) => Self::$V(<$name::$V as Recorded>::purge(change).into()), )+
                    Self::ActionUndone { action } => Self::ActionUndone { action: *action },
                    // The proof that something was erased, and why: without it the payloads would come back. It stays as it
                    // is, with what stood in after an earlier erasure of a person.
                    Self::ContentErased { ops, reason, person } => Self::ContentErased {
                        ops: ops.clone(),
                        reason: reason.clone(),
                        person: person.clone(),
                    },
                    // What is in it only a newer version knows: nothing of it stays.
                    Self::Unknown { kind, .. } => Self::Unknown {
                        kind: kind.clone(),
                        body: Value::Null,
                    },
                }
            }

            /// Takes out what is said of the person with this badge number, free text aside.
            pub fn forget(&mut self, entity: &Entity, badge: &Clean) {
                match self {
                    $( Self::$V(change) => if let Entity::$V(key) = entity {
                        <$name::$V as Recorded>::forget(key, change, badge);
                    }, )+
                    Self::ActionUndone { .. } | Self::ContentErased { .. } | Self::Unknown { .. } => {}
                }
            }

            /// Every number that it names, the key of its entity aside.
            pub fn numbers(&mut self, each: &mut Each<'_>) {
                match self {
                    $( Self::$V(change) => <$name::$V as Recorded>::numbers(change, each), )+
                    Self::ActionUndone { .. } | Self::ContentErased { .. } | Self::Unknown { .. } => {}
                }
            }

            /// Need, organisation and person an op with this change is about.
            pub fn subject<'a>(&'a self, entity: &'a Entity) -> Subject<'a> {
                let named = match self {
                    $( Self::$V(change) => <$name::$V as Recorded>::subject(change), )+
                    Self::ActionUndone { .. } | Self::ContentErased { .. } | Self::Unknown { .. } => {
                        Subject::default()
                    }
                };
                let own = entity.subject();
                Subject {
                    need: own.need.or(named.need),
                    org: own.org.or(named.org),
                    person: own.person.or(named.person),
                }
            }

            /// The action it switches off.
            pub fn undoes(&self) -> Option<Uuid> {
                match self {
                    Self::ActionUndone { action } => Some(*action),
                    $( Self::$V(_) )|+ | Self::ContentErased { .. } | Self::Unknown { .. } => None,
                }
            }

            /// Whom it marks as erased, or says to be another.
            pub fn marker(&self) -> Option<&Marker> {
                match self {
                    Self::ContentErased { person, .. } => person.as_deref(),
                    $( Self::$V(_) )|+ | Self::ActionUndone { .. } | Self::Unknown { .. } => None,
                }
            }

            /// The ops whose payload it takes away.
            pub fn erases(&self) -> &[Erased] {
                match self {
                    Self::ContentErased { ops, .. } => ops,
                    $( Self::$V(_) )|+ | Self::ActionUndone { .. } | Self::Unknown { .. } => &[],
                }
            }

            $(
                /// The change as one of this kind of thing; `None`: it is of another.
                pub fn $name(&self) -> Option<&<$name::$V as Recorded>::Change> {
                    if let Self::$V(change) = self { Some(change) } else { None }
                }
            )+
        }

        $(
            impl From<<$name::$V as Recorded>::Change> for Change {
                fn from(change: <$name::$V as Recorded>::Change) -> Self {
                    Self::$V(change)
                }
            }
        )+
    };
}
entities!(define);

impl Entity {
    /// What a change of it may say of its subject that its key does not.
    pub fn sayable(&self) -> Sayable {
        let none = Sayable::default();
        match self {
            Self::Progress(_) | Self::Memo(_) => Sayable { need: true, ..none },
            Self::Pairing(_) | Self::Reply(_) | Self::Meeting(_) => Sayable {
                person: true,
                ..none
            },
            Self::Session(_)
            | Self::Need(_)
            | Self::Organisation(_)
            | Self::Attendee(_)
            | Self::Patent(_)
            | Self::Task(_)
            | Self::Tie(_)
            | Self::Attendance(_)
            | Self::Interest(_)
            | Self::Waiver(_)
            | Self::Letter(_)
            | Self::Action(_)
            | Self::Unknown(_) => none,
        }
    }
}

impl Entity {
    /// The need it is, or belongs to.
    pub fn need(&self) -> Option<&Clean> {
        self.subject().need
    }

    /// The person it is.
    pub fn person(&self) -> Option<&Clean> {
        self.subject().person
    }

    /// The session an entity is prepared for, if it is one of those that a session file fills.
    pub fn prepared_for(&self) -> Option<&Clean> {
        match self {
            Self::Session(id) => Some(id),
            Self::Need(_) | Self::Organisation(_) | Self::Attendee(_) | Self::Patent(_) => {
                self.session()
            }
            Self::Progress(_)
            | Self::Pairing(_)
            | Self::Task(_)
            | Self::Memo(_)
            | Self::Tie(_)
            | Self::Attendance(_)
            | Self::Interest(_)
            | Self::Meeting(_)
            | Self::Reply(_)
            | Self::Waiver(_)
            | Self::Letter(_)
            | Self::Action(_)
            | Self::Unknown(_) => None,
        }
    }
}

const ACTION_UNDONE: &str = "action-undone";
const CONTENT_ERASED: &str = "content-erased";

/// Whether this version can read the payload of a change with that name.
pub fn is_known(kind: &str) -> bool {
    let about_ops = [ACTION_UNDONE, CONTENT_ERASED].contains(&kind);
    let mut recorded = ALL.iter().flat_map(|about| about.kinds);
    about_ops || recorded.any(|known| known.name == kind)
}

fn kind_of<T: Payload>(name: &str) -> Option<&'static Kind> {
    T::KINDS.iter().find(|kind| kind.name == name)
}

fn content(payload: &AboutOps) -> serde_json::Result<Value> {
    let mut whole = serde_json::to_value(payload)?;
    Ok(whole.get_mut("body").map_or(Value::Null, Value::take))
}

/// The changes of one act, ready to be committed as one action. Empty: the record says so already.
pub type Changes = Vec<(Entity, Change)>;

impl Change {
    /// A marker that erases nothing by itself.
    pub fn marking(marker: Marker, reason: &str) -> Self {
        Self::ContentErased {
            ops: Vec::new(),
            reason: Clean::line(reason),
            person: Some(Box::new(marker)),
        }
    }

    fn about_ops(kind: &str, body: Value) -> Result<Self, Value> {
        let mut whole = payload::whole(kind, body);
        match AboutOps::deserialize(&whole) {
            Ok(AboutOps::ActionUndone { action }) => Ok(Self::ActionUndone { action }),
            Ok(AboutOps::ContentErased {
                ops,
                reason,
                person,
            }) => Ok(Self::ContentErased {
                ops,
                reason,
                person,
            }),
            Err(_) => Err(whole.get_mut("body").map_or(Value::Null, Value::take)),
        }
    }
}

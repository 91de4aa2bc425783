//! What is prepared in a file before the meeting and recorded thing by thing, field by field: what the file said, and what
//! was corrected by hand since.

pub use super::fields::{Fields, Item};

use crate::text::Clean;
use serde::{Deserialize, Serialize};

/// A prepared thing as it is recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "T: Item")]
pub struct Prepared<T: Item> {
    /// As the files that were read say it.
    pub read: T,
    /// What was corrected by hand since the file last said something else.
    #[serde(default = "Fields::default")]
    pub corrected: Fields<T>,
    /// It stands in the file no more. It stays known for what was recorded with it.
    pub withdrawn: bool,
    /// Its place in the order of the file.
    pub place: u64,
    /// The mark of what its number means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Clean>,
    /// It was begun by hand and not by a file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub added: bool,
    /// It was added from a list that was imported, as it was prepared before the meeting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub listed: bool,
    /// Where it was put by hand, whatever the order of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<u64>,
}

/// Places are this far apart, so that something fits between two of them.
pub const APART: u64 = 1 << 20;

impl<T: Item> Prepared<T> {
    /// One of which only the number is known.
    pub fn numbered(number: &Clean) -> Self {
        Self {
            read: T::numbered(number),
            corrected: Fields::default(),
            withdrawn: false,
            place: 0,
            mark: None,
            added: false,
            listed: false,
            moved: None,
        }
    }

    /// As it is now: what the file says, with the corrections.
    pub fn now(&self) -> T {
        let mut now = self.read.clone();
        self.corrected.put_into(&mut now);
        now
    }

    /// As a file says it; as it was added, where no file ever named it.
    pub fn said(&self) -> T {
        if self.is_by_hand() {
            self.now()
        } else {
            self.read.clone()
        }
    }

    /// Whether no file ever named it: that it does not stand in one says nothing.
    pub fn is_by_hand(&self) -> bool {
        self.added && self.read.name().is_empty()
    }

    /// Its place in the order in which it is shown.
    pub fn stands(&self) -> u64 {
        self.moved.unwrap_or(self.place)
    }

    /// It was added by hand, with these values.
    pub fn add(&mut self, set: &Fields<T>, place: Option<u64>) {
        self.corrected.extend(set);
        if self.is_by_hand() {
            self.place = place.unwrap_or(self.place);
        }
        self.withdrawn = false;
    }

    /// The file says something else.
    pub fn read(&mut self, set: &Fields<T>, place: Option<u64>) {
        set.put_into(&mut self.read);
        self.corrected.remove(set);
        self.withdrawn = false;
        self.place = place.unwrap_or(self.place);
    }
}

/// Makes the room of a prepared thing: its key, its changes, what a purge leaves, and its sentences.
macro_rules! prepared {
    (
        $Row:ident: $Item:ty, $Key:ident, $Change:ident, $Purged:ident, $PurgedItem:ty,
        kinds $read:literal $withdrawn:literal $added:literal $corrected:literal,
        numbered $numbered:expr,
        need $need:expr, org $org:expr, person $person:expr, part $part:expr,
        told $told_read:expr, $told_withdrawn:expr, $told_added:expr, $told_corrected:expr,
    ) => {
        /// What is recorded of it.
        pub type $Row = $crate::domain::recorded::prepared::Prepared<$Item>;

        /// Its session and its number there.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Key {
            /// Session id.
            pub session: $crate::text::Clean,
            /// Its number. A later thing under a number that means something else already has a mark behind it.
            pub number: $crate::text::Clean,
        }

        impl $crate::domain::recorded::key::Key for $Key {
            fn write(&self) -> String {
                $crate::domain::recorded::key::join(&[&self.session, &self.number])
            }

            fn read(text: &str) -> Option<Self> {
                let [session, number] = $crate::domain::recorded::key::split(text)?;
                Some(Self { session, number })
            }

            fn session(&self) -> Option<&$crate::text::Clean> {
                Some(&self.session)
            }

            fn need(&self) -> Option<&$crate::text::Clean> {
                let of: fn(&Self) -> Option<&$crate::text::Clean> = $need;
                of(self)
            }

            fn org(&self) -> Option<&$crate::text::Clean> {
                let of: fn(&Self) -> Option<&$crate::text::Clean> = $org;
                of(self)
            }

            fn person(&self) -> Option<&$crate::text::Clean> {
                let of: fn(&Self) -> Option<&$crate::text::Clean> = $person;
                of(self)
            }

            fn numbers(&mut self, each: &mut $crate::domain::recorded::numbered::Each<'_>) {
                if let Some(numbered) = $numbered {
                    each(numbered, &mut self.number);
                }
            }

            fn name(&self) -> Vec<$crate::domain::recorded::Part<'_>> {
                let of: fn(&$crate::text::Clean) -> $crate::domain::recorded::Part<'_> = $part;
                vec![of(&self.number)]
            }
        }

        $crate::domain::recorded::payload::changes! {
            /// What happens to it.
            pub enum $Change {
                /// A file that was read says something new of it. Nobody recorded it by hand, so that Ctrl+Z does not take
                /// it back.
                #[kind($read, creates = true, undoable = false)]
                Read {
                    /// What is new.
                    set: $crate::domain::recorded::prepared::Fields<$Item>,
                    /// Where it stands, if that is new.
                    #[serde(default, skip_serializing_if = "Option::is_none")]
                    place: Option<u64>,
                    /// Which thing the number means from here on for whoever read the file, by a mark of what it is called
                    /// (see [`crate::domain::meaning`]). `None`: the same as before.
                    #[serde(default, skip_serializing_if = "Option::is_none")]
                    mark: Option<$crate::text::Clean>,
                    /// The key it had before, where it stands under another number now: somebody said so. What was recorded
                    /// with that key follows it.
                    #[serde(default, skip_serializing_if = "Option::is_none")]
                    from: Option<$crate::text::Clean>,
                },
                /// It does not stand in the file any more.
                #[kind($withdrawn, creates = false, undoable = false)]
                Withdrawn {},
                /// It was added by hand, as on the day of the meeting. A file that does not name it says nothing of it.
                #[kind($added, creates = true, undoable = true)]
                Added {
                    /// What is known of it.
                    set: $crate::domain::recorded::prepared::Fields<$Item>,
                    /// Where it stands.
                    #[serde(default, skip_serializing_if = "Option::is_none")]
                    place: Option<u64>,
                    /// Which thing the number means from here on for whoever added it.
                    #[serde(default, skip_serializing_if = "Option::is_none")]
                    mark: Option<$crate::text::Clean>,
                    /// It stands in a list that was imported, as what was prepared before the meeting.
                    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
                    listed: bool,
                },
                /// It was corrected by hand.
                #[kind($corrected, creates = false, undoable = true)]
                Corrected {
                    /// What.
                    set: $crate::domain::recorded::prepared::Fields<$Item>,
                    /// Where it was put.
                    #[serde(default, skip_serializing_if = "Option::is_none")]
                    place: Option<u64>,
                },
            }
        }

        $crate::domain::recorded::purged::purged! {
            /// What a purge leaves of its changes.
            pub enum $Purged {
                Read {
                    item: $PurgedItem,
                    fields: Vec<$crate::domain::recorded::purged::Kept>,
                    place: Option<u64>,
                    mark: Option<$crate::domain::recorded::purged::Kept>,
                    from: Option<$crate::domain::recorded::purged::Kept>,
                },
                Withdrawn,
                Added {
                    item: $PurgedItem,
                    fields: Vec<$crate::domain::recorded::purged::Kept>,
                    place: Option<u64>,
                    mark: Option<$crate::domain::recorded::purged::Kept>,
                    listed: bool,
                },
                Corrected {
                    item: $PurgedItem,
                    fields: Vec<$crate::domain::recorded::purged::Kept>,
                    place: Option<u64>,
                },
            }
        }

        impl From<$Purged> for $Change {
            fn from(purged: $Purged) -> Self {
                use $crate::domain::recorded::prepared::Fields;
                let only = |item: $PurgedItem,
                            names: Vec<$crate::domain::recorded::purged::Kept>| {
                    let names: Vec<$crate::text::Clean> =
                        names.into_iter().map(Into::into).collect();
                    Fields::only(&<$Item>::from(item), &names)
                };
                match purged {
                    $Purged::Read {
                        item,
                        fields,
                        place,
                        mark,
                        from,
                    } => Self::Read {
                        set: only(item, fields),
                        place,
                        mark: mark.map(Into::into),
                        from: from.map(Into::into),
                    },
                    $Purged::Withdrawn => Self::Withdrawn {},
                    $Purged::Added {
                        item,
                        fields,
                        place,
                        mark,
                        listed,
                    } => Self::Added {
                        set: only(item, fields),
                        place,
                        mark: mark.map(Into::into),
                        listed,
                    },
                    $Purged::Corrected {
                        item,
                        fields,
                        place,
                    } => Self::Corrected {
                        set: only(item, fields),
                        place,
                    },
                }
            }
        }

        impl $crate::domain::recorded::Recorded for $Row {
            type Key = $Key;
            type Change = $Change;
            type Purged = $Purged;

            const UPCASTS: &'static [$crate::domain::recorded::payload::Upcast] = &[];

            fn begin(
                key: &$Key,
                change: &$Change,
                _: &$crate::domain::recorded::By<'_>,
            ) -> Option<Self> {
                match change {
                    $Change::Read { .. } => Some(Self::numbered(&key.number)),
                    $Change::Added { .. } => Some(Self {
                        added: true,
                        ..Self::numbered(&key.number)
                    }),
                    $Change::Withdrawn {} | $Change::Corrected { .. } => None,
                }
            }

            fn step(&mut self, change: &$Change, _: &$crate::domain::recorded::By<'_>) {
                match change {
                    $Change::Read {
                        set, place, mark, ..
                    } => {
                        self.read(set, *place);
                        if mark.is_some() {
                            self.mark.clone_from(mark);
                        }
                    }
                    $Change::Withdrawn {} => self.withdrawn = true,
                    $Change::Added {
                        set,
                        place,
                        mark,
                        listed,
                    } => {
                        self.add(set, *place);
                        self.listed |= *listed;
                        if mark.is_some() {
                            self.mark.clone_from(mark);
                        }
                    }
                    $Change::Corrected { set, place } => {
                        self.corrected.extend(set);
                        if place.is_some() {
                            self.moved = *place;
                        }
                    }
                }
            }

            fn states(change: &$Change) -> Vec<$crate::domain::recorded::stated::Stated> {
                match change {
                    // What a file says, or what corrects it: the last one holds.
                    $Change::Read { .. }
                    | $Change::Withdrawn {}
                    | $Change::Added { .. }
                    | $Change::Corrected { .. } => Vec::new(),
                }
            }

            fn with_text(change: &$Change, _: &$crate::text::Clean) -> Option<$Change> {
                match change {
                    $Change::Read { .. }
                    | $Change::Withdrawn {}
                    | $Change::Added { .. }
                    | $Change::Corrected { .. } => None,
                }
            }

            fn purge(change: &$Change) -> $Purged {
                match change {
                    $Change::Read {
                        set,
                        place,
                        mark,
                        from,
                    } => $Purged::Read {
                        item: purge(&set.alone()),
                        fields: set.kept(),
                        place: *place,
                        mark: mark
                            .as_ref()
                            .map($crate::domain::recorded::purged::Kept::text),
                        from: from
                            .as_ref()
                            .map($crate::domain::recorded::purged::Kept::text),
                    },
                    $Change::Withdrawn {} => $Purged::Withdrawn,
                    $Change::Added {
                        set,
                        place,
                        mark,
                        listed,
                    } => $Purged::Added {
                        item: purge(&set.alone()),
                        fields: set.kept(),
                        place: *place,
                        mark: mark
                            .as_ref()
                            .map($crate::domain::recorded::purged::Kept::text),
                        listed: *listed,
                    },
                    $Change::Corrected { set, place } => $Purged::Corrected {
                        item: purge(&set.alone()),
                        fields: set.kept(),
                        place: *place,
                    },
                }
            }

            fn forget(key: &$Key, change: &mut $Change, badge: &$crate::text::Clean) {
                match change {
                    $Change::Read { set, .. }
                    | $Change::Added { set, .. }
                    | $Change::Corrected { set, .. } => forget(key, set, badge),
                    $Change::Withdrawn {} => {}
                }
            }

            fn numbers(
                change: &mut $Change,
                each: &mut $crate::domain::recorded::numbered::Each<'_>,
            ) {
                match change {
                    $Change::Read { set, from, .. } => {
                        set.numbers(each);
                        if let (Some(of), Some(from)) = ($numbered, from) {
                            each(of, from);
                        }
                    }
                    $Change::Added { set, .. } | $Change::Corrected { set, .. } => {
                        set.numbers(each);
                    }
                    $Change::Withdrawn {} => {}
                }
            }

            fn subject(change: &$Change) -> $crate::domain::recorded::Subject<'_> {
                match change {
                    $Change::Read { .. }
                    | $Change::Withdrawn {}
                    | $Change::Added { .. }
                    | $Change::Corrected { .. } => $crate::domain::recorded::Subject::default(),
                }
            }

            fn title(&self, _: &$crate::words::Words) -> Option<String> {
                use $crate::domain::recorded::prepared::Item;
                let now = self.now();
                let number = $crate::domain::number::shown(now.number());
                Some(format!("{number} {}", now.name()))
            }

            fn tell(change: &$Change, telling: &$crate::domain::recorded::Telling<'_>) -> String {
                let (words, what) = (telling.words, telling.what);
                let told: fn(&$crate::words::Words, &str) -> String = match change {
                    $Change::Read { .. } => $told_read,
                    $Change::Withdrawn {} => $told_withdrawn,
                    $Change::Added { .. } => $told_added,
                    $Change::Corrected {
                        place: Some(_),
                        set,
                    } if set.is_empty() => {
                        |words, what| $crate::words::fl!(words, "op-moved", what = what)
                    }
                    $Change::Corrected { .. } => $told_corrected,
                };
                told(words, what)
            }
        }
    };
}
pub(crate) use prepared;

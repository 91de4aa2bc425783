//! What is prepared in a file before the meeting and recorded thing by thing, field by field: what the file said, and what
//! was corrected by hand since.

use super::numbered::Each;
use super::purged::Kept;
use crate::text::Clean;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use std::marker::PhantomData;

/// A kind of thing that is prepared.
pub trait Item:
    Clone + Default + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned
{
    /// The field with the number it is known by. It is the end of the key, so that no payload repeats it.
    const NUMBER: &'static str;
    /// The fields that are things of their own and recorded as such.
    const THINGS: &'static [&'static str];
    /// The fields of which a purge leaves the value.
    const KEPT: &'static [&'static str];
    /// One of which only the number is known.
    fn numbered(number: &Clean) -> Self;
    /// Its number.
    fn number(&self) -> &Clean;
    /// What it is called: another name under the same number may be another thing.
    fn name(&self) -> &Clean;
    /// Puts something in place of the name.
    fn rename(&mut self, name: Clean);
    /// The organisation it belongs to, by its id: one of the same name at another is another thing.
    fn at(&self) -> Option<&Clean>;
    /// Every number that its own fields name, its own number aside.
    fn numbers(&mut self, each: &mut Each<'_>);
    /// Whether something else stands in its place, so that nothing new is recorded with it.
    fn is_replaced(&self) -> bool;
}

/// Some fields of a thing with their values.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields<T> {
    values: Map<String, Value>,
    of: PhantomData<T>,
}

impl<T> Default for Fields<T> {
    fn default() -> Self {
        Self {
            values: Map::new(),
            of: PhantomData,
        }
    }
}

impl<T: Item> Fields<T> {
    fn new(values: Map<String, Value>) -> Self {
        Self {
            values,
            of: PhantomData,
        }
    }

    /// Every field of a thing.
    pub fn all(item: &T) -> Self {
        let mut values = map(item);
        values.retain(|name, _| is_field::<T>(name));
        Self::new(values)
    }

    /// The fields in which `new` differs from `old`, as `new` has them.
    pub fn between(old: &T, new: &T) -> Self {
        if old == new {
            return Self::default();
        }
        let before = map(old);
        let mut values = map(new);
        values.retain(|name, value| is_field::<T>(name) && before.get(name) != Some(value));
        Self::new(values)
    }

    /// The named fields of a thing.
    pub fn only(item: &T, names: &[Clean]) -> Self {
        let mut values = map(item);
        values.retain(|name, _| is_field::<T>(name) && names.iter().any(|n| *n == **name));
        Self::new(values)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether one of this name is there.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The value of one, as it is recorded.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// Gives one another value, as it is recorded.
    pub fn put(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    /// Leaves one out.
    pub fn take(&mut self, name: &str) {
        self.values.remove(name);
    }

    /// Puts them into a thing.
    pub fn put_into(&self, item: &mut T) {
        if self.values.is_empty() {
            return;
        }
        let mut whole = map(item);
        whole.extend(self.values.clone());
        if let Ok(changed) = T::deserialize(Value::Object(whole)) {
            *item = changed;
        }
    }

    /// A thing of which nothing else is known.
    pub fn alone(&self) -> T {
        let mut item = T::default();
        self.put_into(&mut item);
        item
    }

    /// Later ones over these.
    pub fn extend(&mut self, later: &Self) {
        self.values.extend(later.values.clone());
    }

    /// Without those that `others` has.
    pub fn remove(&mut self, others: &Self) {
        self.values.retain(|name, _| !others.has(name));
    }

    /// Every number that they name.
    pub fn numbers(&mut self, each: &mut Each<'_>) {
        let mut item = self.alone();
        item.numbers(each);
        let changed = map(&item);
        for (name, value) in &mut self.values {
            if let Some(new) = changed.get(name) {
                value.clone_from(new);
            }
        }
    }

    /// The names of those that a purge leaves; the name of the thing is among them, to be replaced.
    pub fn kept(&self) -> Vec<Kept> {
        let names = T::KEPT.iter().filter(|name| self.has(name));
        names.map(|name| Kept::text(&Clean::line(name))).collect()
    }
}

/// The fields of a thing by name.
fn map<T: Item>(item: &T) -> Map<String, Value> {
    if let Ok(Value::Object(map)) = serde_json::to_value(item) {
        map
    } else {
        Map::new()
    }
}

fn is_field<T: Item>(name: &str) -> bool {
    name != T::NUMBER && !T::THINGS.contains(&name)
}

impl<T: Item> Serialize for Fields<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.values.serialize(s)
    }
}

impl<'de, T: Item> Deserialize<'de> for Fields<T> {
    /// Fields of a newer version are left out; a value that the field cannot have is refused.
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let said = Map::deserialize(d)?;
        let item = T::deserialize(Value::Object(said.clone())).map_err(D::Error::custom)?;
        let mut values = map(&item);
        values.retain(|name, _| is_field::<T>(name) && said.contains_key(name));
        Ok(Self::new(values))
    }
}

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
                },
                Withdrawn,
                Added {
                    item: $PurgedItem,
                    fields: Vec<$crate::domain::recorded::purged::Kept>,
                    place: Option<u64>,
                    mark: Option<$crate::domain::recorded::purged::Kept>,
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
                    } => Self::Read {
                        set: only(item, fields),
                        place,
                        mark: mark.map(Into::into),
                    },
                    $Purged::Withdrawn => Self::Withdrawn {},
                    $Purged::Added {
                        item,
                        fields,
                        place,
                        mark,
                    } => Self::Added {
                        set: only(item, fields),
                        place,
                        mark: mark.map(Into::into),
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
                    $Change::Read { set, place, mark } => {
                        self.read(set, *place);
                        if mark.is_some() {
                            self.mark.clone_from(mark);
                        }
                    }
                    $Change::Withdrawn {} => self.withdrawn = true,
                    $Change::Added { set, place, mark } => {
                        self.add(set, *place);
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
                    $Change::Read { set, place, mark } => $Purged::Read {
                        item: purge(&set.alone()),
                        fields: set.kept(),
                        place: *place,
                        mark: mark
                            .as_ref()
                            .map($crate::domain::recorded::purged::Kept::text),
                    },
                    $Change::Withdrawn {} => $Purged::Withdrawn,
                    $Change::Added { set, place, mark } => $Purged::Added {
                        item: purge(&set.alone()),
                        fields: set.kept(),
                        place: *place,
                        mark: mark
                            .as_ref()
                            .map($crate::domain::recorded::purged::Kept::text),
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
                    $Change::Read { set, .. }
                    | $Change::Added { set, .. }
                    | $Change::Corrected { set, .. } => set.numbers(each),
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
                Some(format!("{} {}", now.number(), now.name()))
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

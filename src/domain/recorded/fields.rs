//! The fields of a thing that is prepared, each by its name, with the values that are recorded of them.

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

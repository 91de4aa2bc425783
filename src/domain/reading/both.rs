//! What a file and somebody at the program changed to different values since the file was last read. What only the file
//! changed is taken, what only the program changed stays; these are asked, and until somebody answers the record holds.

use crate::domain::entity::Entity;
use crate::domain::recorded::prepared::{Fields, Item, Prepared};
use crate::text::Clean;
use serde_json::Value;
use std::collections::BTreeMap;

/// The field whose entries are fields of their own.
const NOTES: &str = "notes";

/// One field that both changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Both {
    /// Of which thing.
    pub entity: Entity,
    /// Its name in the record; an entry of the further fields has `notes.` before it.
    pub field: Clean,
    /// As the file last said it.
    pub before: Value,
    /// As the file says it now.
    pub file: Value,
    /// As it was put right in the program.
    pub record: Value,
}

/// Which value holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The one of the file.
    File,
    /// The one of the record.
    Record,
}

/// What was answered to fields that both changed. Without an answer the record holds, and it is asked again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// For every field that is not named.
    pub all: Option<Take>,
    /// By thing and field.
    pub each: BTreeMap<(Entity, Clean), Take>,
}

impl Sides {
    fn of(&self, entity: &Entity, field: &str) -> Option<Take> {
        let own = self.each.get(&(entity.clone(), Clean::line(field)));
        own.copied().or(self.all)
    }
}

/// What of a file is taken for one thing.
pub(super) struct Sifted<T> {
    /// What the file says from now on.
    pub(super) set: Fields<T>,
    /// What is put right again over that.
    pub(super) back: Fields<T>,
    /// What is to be asked.
    pub(super) both: Vec<Both>,
}

/// Parts what a file says anew of a thing by who else changed it.
pub(super) fn sift<T: Item>(
    row: Option<&Prepared<T>>,
    mut set: Fields<T>,
    entity: &Entity,
    sides: &Sides,
) -> Sifted<T> {
    let mut back = Fields::default();
    let mut both = Vec::new();
    let Some(row) = row else {
        return Sifted { set, back, both };
    };
    let had = Fields::all(&row.read);
    let fields: Vec<String> = set.names().map(str::to_owned).collect();
    for field in fields {
        let (Some(file), Some(record)) = (set.get(&field), row.corrected.get(&field)) else {
            continue;
        };
        if file == record {
            continue;
        }
        let before = had.get(&field).cloned().unwrap_or(Value::Null);
        let of = |field: &str, before: &Value, file: &Value, record: &Value| Both {
            entity: entity.clone(),
            field: Clean::line(field),
            before: before.clone(),
            file: file.clone(),
            record: record.clone(),
        };
        if field == NOTES {
            let mut ask = |name: &str, values: [&Value; 3]| {
                let name = format!("{NOTES}.{name}");
                let take = sides.of(entity, &name);
                if take.is_none() {
                    let [before, file, record] = values;
                    both.push(of(&name, before, file, record));
                }
                take
            };
            let (read, now) = merged(&before, file, record, &mut ask);
            if read == before {
                set.take(&field);
                continue;
            }
            if now != read {
                back.put(&field, now);
            }
            set.put(&field, read);
            continue;
        }
        match sides.of(entity, &field) {
            Some(Take::File) => {}
            Some(Take::Record) => back.put(&field, record.clone()),
            None => {
                both.push(of(&field, &before, file, record));
                set.take(&field);
            }
        }
    }
    Sifted { set, back, both }
}

/// The further fields entry by entry: what the file says from now on, and what holds.
fn merged(
    before: &Value,
    file: &Value,
    record: &Value,
    ask: &mut dyn FnMut(&str, [&Value; 3]) -> Option<Take>,
) -> (Value, Value) {
    let (was, says, has) = (entries(before), entries(file), entries(record));
    let mut names: Vec<&String> = Vec::new();
    for (name, _) in says.iter().chain(&has).chain(&was) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let (mut read, mut now) = (Vec::new(), Vec::new());
    for name in names {
        let of = |list: &[(String, Value)]| {
            let found = list.iter().find(|(own, _)| own == name);
            found.map_or(Value::Null, |(_, value)| value.clone())
        };
        let (was, says, has) = (of(&was), of(&says), of(&has));
        let (reads, holds) = if says == was || says == has {
            (says, has)
        } else if has == was {
            (says.clone(), says)
        } else {
            match ask(name, [&was, &says, &has]) {
                Some(Take::File) => (says.clone(), says),
                Some(Take::Record) => (says, has),
                None => (was, has),
            }
        };
        let entry = |value: Value| Value::Array(vec![Value::from(name.as_str()), value]);
        read.extend((!reads.is_null()).then(|| entry(reads)));
        now.extend((!holds.is_null()).then(|| entry(holds)));
    }
    (Value::Array(read), Value::Array(now))
}

fn entries(list: &Value) -> Vec<(String, Value)> {
    let all = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let entry = |entry: &Value| {
        let [name, value] = entry.as_array()?.as_slice() else {
            return None;
        };
        Some((name.as_str()?.to_owned(), value.clone()))
    };
    all.iter().filter_map(entry).collect()
}

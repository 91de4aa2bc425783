//! What a user said of the columns of one form, kept by its headings: the same form comes again with the next session.

use super::alias::{Aliases, key};
use super::found::Used;
use super::kind::ListKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The forms somebody has mended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forms {
    #[serde(default)]
    forms: Vec<Form>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Form {
    /// The kind of list.
    list: String,
    /// Its headings, as they are compared.
    headings: BTreeSet<String>,
    /// What was said of some of them; `-`: not used.
    columns: BTreeMap<String, String>,
}

/// Stands for a column that is not used.
const UNUSED: &str = "-";

/// Most forms that are kept; the oldest go.
const KEPT: usize = 200;

impl Forms {
    /// Reads the file of the forms.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|e| e.to_string())
    }

    /// The text of the file.
    pub fn text(&self) -> Result<String, String> {
        toml::to_string(self).map_err(|e| e.to_string())
    }

    /// Says again what was said of a form with these columns. Returns whether anything was.
    pub fn recall(&self, columns: &[Used], aliases: &mut Aliases) -> bool {
        let mut is_any = false;
        for (list, headings) in headings(columns) {
            let own = |form: &&Form| form.list == list.name() && form.headings == headings;
            let Some(form) = self.forms.iter().find(own) else {
                continue;
            };
            for (heading, field) in &form.columns {
                if aliases.said(list, heading).is_none() {
                    let field = Some(field.clone()).filter(|field| field != UNUSED);
                    aliases.set(list, heading, field);
                    is_any = true;
                }
            }
        }
        is_any
    }

    /// Keeps what was said of the columns of each form. What was said before of the same form goes.
    pub fn keep(&mut self, columns: &[Used], aliases: &Aliases) {
        for (list, headings) in headings(columns) {
            let said = headings.iter().filter_map(|heading| {
                let field = aliases.said(list, heading)?;
                Some((heading.clone(), field.unwrap_or(UNUSED).to_owned()))
            });
            let said: BTreeMap<String, String> = said.collect();
            if said.is_empty() {
                continue;
            }
            let name = list.name();
            self.forms
                .retain(|form| form.list != name || form.headings != headings);
            self.forms.push(Form {
                list: name.to_owned(),
                headings,
                columns: said,
            });
        }
        let over = self.forms.len().saturating_sub(KEPT);
        self.forms.drain(..over);
    }
}

/// The headings of each form: of each sheet of each file.
fn headings(columns: &[Used]) -> BTreeSet<(ListKind, BTreeSet<String>)> {
    let mut out: BTreeMap<(ListKind, &str, &str), BTreeSet<String>> = BTreeMap::new();
    for column in columns.iter().filter(|c| !c.hidden) {
        let of = (column.list, column.file.as_str(), column.sheet.as_str());
        out.entry(of).or_default().insert(key(&column.header));
    }
    out.into_iter()
        .map(|((list, ..), own)| (list, own))
        .collect()
}

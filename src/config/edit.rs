//! Settings that a user changes on the screen: single values of the settings file, read and written so that comments
//! and everything else in it stay as they are.

use super::settings::Settings;
use crate::words::Words;
use toml_edit::{Array, DocumentMut, Item, Table, Value};

/// A setting that the screen offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Who records.
    Actor,
    /// What the office is.
    Office,
    /// Closing days besides the usual ones.
    Closing,
    /// The closing days around New Year.
    YearEnd,
    /// Where the second copy of the record lies.
    Mirror,
    /// Folder of the backups.
    Backups,
    /// Folder by which laptops share what they record.
    Shared,
    /// The badge numbers that this laptop gives out.
    Badges,
    /// Whether the screen uses colours.
    Colours,
}

impl Setting {
    /// All, in the order of the form.
    pub const ALL: &'static [Self] = &[
        Self::Actor,
        Self::Office,
        Self::Closing,
        Self::YearEnd,
        Self::Mirror,
        Self::Backups,
        Self::Shared,
        Self::Badges,
        Self::Colours,
    ];

    /// Its heading in the file, empty at the top, and its key.
    fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::Actor => ("", "actor"),
            Self::Office => ("", "office"),
            Self::Closing => ("calendar", "closing"),
            Self::YearEnd => ("calendar", "year_end"),
            Self::Mirror => ("files", "mirror"),
            Self::Backups => ("files", "backups"),
            Self::Shared => ("sync", "folder"),
            Self::Badges => ("desk", "badges"),
            Self::Colours => ("display", "colours"),
        }
    }

    /// The value in the file for what was typed.
    fn value(self, text: &str) -> Value {
        let text = text.trim();
        match self {
            // Nothing typed means the usual days: to work through New Year has to be said.
            Self::YearEnd if text.is_empty() => return Value::Array(Array::from_iter(USUAL)),
            Self::YearEnd if NO_DAYS.contains(&text) => return Value::Array(Array::new()),
            Self::Closing | Self::YearEnd => {}
            Self::Actor
            | Self::Office
            | Self::Mirror
            | Self::Backups
            | Self::Shared
            | Self::Badges
            | Self::Colours => return Value::from(text),
        }
        let days = text.split([',', '、', '，', ' ', '　']);
        let days = days.map(str::trim).filter(|day| !day.is_empty());
        Value::Array(days.collect::<Array>())
    }

    /// Whether the program understands what was typed.
    pub fn is_right(self, text: &str, words: &Words) -> bool {
        let file = edited("", &[(self, text.to_owned())]).unwrap_or_default();
        // Nothing typed means the usual value, and so does a key that is not there.
        text.trim().is_empty() || Settings::load(&file, words).1.is_empty()
    }
}

/// The days around New Year on which most houses are closed.
const USUAL: [&str; 2] = ["12-29", "01-03"];

/// What says that the house works through New Year.
const NO_DAYS: [&str; 4] = ["-", "なし", "none", "[]"];

/// What the file says of each setting, in the order of [`Setting::ALL`]; empty where it says nothing.
pub fn texts(file: &str) -> Vec<String> {
    let document = file
        .trim_start_matches('\u{feff}')
        .parse::<DocumentMut>()
        .unwrap_or_default();
    let text = |setting: &Setting| {
        let (heading, key) = setting.place();
        let table = match heading {
            "" => Some(document.as_table()),
            name => document.get(name).and_then(Item::as_table),
        };
        let item = table.and_then(|table| table.get(key));
        let shown = item.and_then(Item::as_value).map(shown);
        match shown {
            // An empty list says something here.
            Some(text) if text.is_empty() && *setting == Setting::YearEnd => NO_DAYS[0].to_owned(),
            Some(text) => text,
            None => String::new(),
        }
    };
    Setting::ALL.iter().map(text).collect()
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().clone(),
        Value::Datetime(day) => day.value().to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            items.join(", ")
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::InlineTable(_) => {
            String::new()
        }
    }
}

/// The text of the file with these settings changed. `Err`: the line, from 1, that cannot be read; then nothing is
/// written, because what stands there could be lost.
pub fn edited(file: &str, changes: &[(Setting, String)]) -> Result<String, usize> {
    let (mark, text) = match file.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", file),
    };
    let plain = text.replace("\r\n", "\n");
    let mut document = plain.parse::<DocumentMut>().map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        plain.get(..at).unwrap_or_default().matches('\n').count() + 1
    })?;
    for (setting, text) in changes {
        let (heading, key) = setting.place();
        let is_there = match heading {
            "" => document.contains_key(key),
            name => {
                (document.get(name).and_then(Item::as_table)).is_some_and(|t| t.contains_key(key))
            }
        };
        if text.trim().is_empty() && !is_there {
            // What is not there has its usual value already.
            continue;
        }
        let table = if heading.is_empty() {
            document.as_table_mut()
        } else {
            let item = document.entry(heading).or_insert(Item::Table(Table::new()));
            match item.as_table_mut() {
                Some(table) => table,
                // Something else of that name: the settings of the screen cannot go there.
                None => return Err(1),
            }
        };
        match table.get_mut(key).and_then(Item::as_value_mut) {
            Some(value) => {
                // A remark behind the value stays.
                let decor = value.decor().clone();
                *value = setting.value(text);
                *value.decor_mut() = decor;
            }
            None => {
                table.insert(key, Item::Value(setting.value(text)));
            }
        }
    }
    let written = document.to_string();
    let written = if text.contains("\r\n") {
        written.replace('\n', "\r\n")
    } else {
        written
    };
    Ok(format!("{mark}{written}"))
}

/// The text of the file with a filter of the board under a name, or without it. `Err`: the line, from 1, that cannot be
/// read; then nothing is written.
pub fn with_filter(file: &str, name: &str, words: Option<&str>) -> Result<String, usize> {
    let plain = file.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut document = plain.parse::<DocumentMut>().map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        plain.get(..at).unwrap_or_default().matches('\n').count() + 1
    })?;
    let item = document
        .entry("filters")
        .or_insert(Item::Table(Table::new()));
    let table = item.as_table_mut().ok_or(1_usize)?;
    match words {
        Some(words) => {
            table.insert(name, Item::Value(Value::from(words)));
        }
        None => {
            table.remove(name);
        }
    }
    let mark = if file.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    let written = document.to_string();
    let written = if file.contains("\r\n") {
        written.replace('\n', "\r\n")
    } else {
        written
    };
    Ok(format!("{mark}{written}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn what_is_changed_is_written_and_everything_else_stays() {
        let file = "# 私の設定\r\nactor = \"原田\" # 本名\r\n\r\n[display]\r\nmouse = false\r\n\r\n[calendar]\r\nclosing = [2026-12-28, \"08-13\"]\r\n";
        assert_eq!(
            texts(file),
            ["原田", "", "2026-12-28, 08-13", "", "", "", "", "", ""]
        );
        let changes = [
            (Setting::Actor, "山本".to_owned()),
            (Setting::Mirror, "E:\\控え".to_owned()),
            (Setting::Closing, "08-13、2027-01-04".to_owned()),
        ];
        let written = edited(file, &changes).unwrap();
        assert!(
            written.starts_with("# 私の設定\r\nactor = \"山本\" # 本名\r\n"),
            "{written}"
        );
        assert!(
            written.contains("mouse = false\r\n") && !written.replace("\r\n", "").contains('\n')
        );
        let words = Words::new(Lang::Ja);
        let (settings, found) = Settings::load(&written, &words);
        assert_eq!((found.len(), settings.mouse), (0, false));
        assert_eq!(settings.mirror.unwrap().to_str(), Some("E:\\控え"));
        assert_eq!(
            (settings.closing.len(), settings.closing_yearly.len()),
            (1, 1)
        );
        let again: Vec<(Setting, String)> =
            Setting::ALL.iter().copied().zip(texts(&written)).collect();
        assert_eq!(texts(&edited(&written, &again).unwrap()), texts(&written));
    }

    #[test]
    fn new_year_is_the_usual_days_or_others_or_none() {
        let words = Words::new(Lang::Ja);
        let with = |text: &str| {
            let file = edited("", &[(Setting::YearEnd, text.to_owned())]).unwrap();
            let (settings, found) = Settings::load(&file, &words);
            assert_eq!(found.len(), 0, "{file}");
            (settings.year_end, texts(&file)[3].clone())
        };
        assert_eq!(with("").0, Settings::default().year_end);
        assert_eq!(
            with("12-28、01-05"),
            (Some(((12, 28), (1, 5))), "12-28, 01-05".to_owned())
        );
        for none in NO_DAYS {
            assert_eq!(with(none), (None, "-".to_owned()));
        }
        assert!(!Setting::YearEnd.is_right("12-28", &words), "half of it");
        assert!(!Setting::YearEnd.is_right("2026-12-28, 01-05", &words));
        assert_eq!(texts("")[3], "", "the usual days");
    }

    #[test]
    fn a_filter_has_a_name_until_it_is_taken_away() {
        let file = "# 私の設定\r\nactor = \"原田\"\r\n";
        let one = with_filter(file, "白嶺の超過", Some("白嶺 超過")).unwrap();
        assert!(
            one.starts_with(file) && !one.replace("\r\n", "").contains('\n'),
            "{one}"
        );
        let two = with_filter(&one, "a \"b\"", Some("N-01")).unwrap();
        let (settings, found) = Settings::load(&two, &Words::new(Lang::Ja));
        assert_eq!(found.len(), 0, "{two}");
        let named = |name: &str, words: &str| (name.into(), words.into());
        assert_eq!(
            settings.filters,
            [named("白嶺の超過", "白嶺 超過"), named("a \"b\"", "N-01")]
        );
        let less = with_filter(&two, "白嶺の超過", None).unwrap();
        let left = Settings::load(&less, &Words::new(Lang::Ja)).0.filters;
        assert_eq!(left, [named("a \"b\"", "N-01")]);
        assert_eq!(with_filter("filters = 3\n", "a", Some("b")), Err(1));
        assert_eq!(with_filter("a = 1\n[b\n", "a", Some("b")), Err(2));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_left_alone() {
        let change = [(Setting::Office, "municipality".to_owned())];
        assert_eq!(edited("actor = \"a\"\n[display\n", &change), Err(2));
        assert_eq!(
            edited("files = 3\n", &[(Setting::Mirror, "x".to_owned())]),
            Err(1)
        );
        assert_eq!(edited("", &change).unwrap(), "office = \"municipality\"\n");
    }

    #[test]
    fn nonsense_is_known_as_such() {
        let words = Words::new(Lang::Ja);
        assert!(!Setting::Colours.is_right("にじいろ", &words));
        assert!(!Setting::Closing.is_right("2026-13-40", &words));
        assert!(Setting::Closing.is_right("8/13, 2026-12-28", &words));
        assert!(Setting::Colours.is_right("", &words) && Setting::Colours.is_right("mono", &words));
    }
}

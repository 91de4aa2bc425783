//! Intake: the tables of columns, rows of any origin, and the reader of TOML.

mod import;
mod rows;
mod toml;
mod workbook;

use enishi::intake::head::{Head, Kind};
use enishi::intake::section::Section;
use enishi::intake::tables;
use std::collections::BTreeSet;

/// A name or a Japanese heading must lead to one column, whatever it is written as.
fn check_names(section: Section, columns: &[Head]) {
    let mut names = BTreeSet::new();
    let mut labels = BTreeSet::new();
    let mut aliases = BTreeSet::new();
    for column in columns {
        assert!(names.insert(column.name), "{section:?} {}", column.name);
        assert!(
            !column.label.is_empty() && labels.insert(column.label),
            "{section:?} {}",
            column.name
        );
        for alias in column.aliases {
            assert!(aliases.insert(*alias), "{section:?} {alias}");
            let plain: String = alias
                .chars()
                .filter(|c| !c.is_whitespace())
                .flat_map(char::to_lowercase)
                .collect();
            assert_eq!(*alias, plain, "{section:?}: aliases are compared folded");
        }
    }
}

#[test]
fn every_column_has_a_name_and_a_heading_of_its_own() {
    for section in Section::ALL {
        check_names(*section, &tables::columns(*section));
        check_names(*section, &tables::group_columns(*section));
    }
}

#[test]
fn the_tables_say_which_columns_are_required() {
    let required = |section: Section| -> Vec<&str> {
        let columns = tables::columns(section).into_iter();
        columns.filter(|c| c.is_required).map(|c| c.name).collect()
    };
    assert_eq!(required(Section::Session), ["id", "title", "held_on"]);
    assert_eq!(required(Section::Organisations), ["id", "name", "kinds"]);
    assert_eq!(required(Section::Attendees), ["badge", "org", "name"]);
    let need = [
        "no",
        "hospital",
        "title",
        "department",
        "problem",
        "wanted",
        "disclosure",
    ];
    assert_eq!(required(Section::Needs), need);
    assert_eq!(required(Section::Patents), ["doc_no", "title"]);
    assert_eq!(required(Section::Slots), ["no", "starts_at"]);
    assert_eq!(required(Section::Tables), ["no"]);
}

#[test]
fn notes_are_columns_as_well() {
    let columns = tables::columns(Section::Attendees);
    let question = columns.iter().find(|c| c.name == "question").unwrap();
    assert_eq!((question.label, question.kind), ("質問事項", Kind::Note));
}

//! Columns: what a section may hold. The table of a section (`tables/`) is the one place that says which columns
//! exist: readers, checks, remedies and, later, the template of a workbook come from it.

use super::checks::Checks;
use super::choice::Choices;
use super::head::{Head, Kind};
use super::note::Shape;
use super::problem::{Problem, Target};
use super::row::Row;
use crate::text::Clean;
use jiff::civil::{Date, Time};

/// What the reading of a cell needs to know of its column.
#[derive(Clone, Copy)]
pub(super) struct Info {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) is_required: bool,
    pub(super) holds_numbers: bool,
}

/// A column of the rows that become an `E`.
pub(super) struct Column<E> {
    pub(super) info: Info,
    aliases: &'static [&'static str],
    pub(super) read: Read<E>,
}

/// Looks at a text of one column: what is wrong with it and what is kept of it.
pub(super) type Check = fn(&Clean) -> (Option<Problem<'_>>, Clean);

/// How a cell is checked, and where in an `E` it goes.
pub(super) enum Read<E> {
    Id(fn(&mut E, Clean)),
    Line(fn(&mut E, Clean)),
    Text(fn(&mut E, Clean)),
    Checked(Check, fn(&mut E, Clean)),
    Reference(Target, fn(&mut E, Clean)),
    Texts(fn(&mut E, Vec<Clean>)),
    References(Target, fn(&mut E, Vec<Clean>)),
    Date(fn(&mut E, Date)),
    Time(fn(&mut E, Time)),
    Count(u32, u32, fn(&mut E, u32)),
    Flag(fn(&mut E, bool)),
    /// The last one takes one word; it says whether the word is in the list.
    Code(fn() -> Choices, fn(&mut E, &str) -> bool),
    Codes(fn() -> Choices, fn(&mut E, &str) -> bool),
    Groups(fn(&mut E, &Row<'_>, &mut Checks<'_, '_>)),
}

impl<E> Column<E> {
    /// A column that rows may leave out.
    pub(super) const fn new(
        name: &'static str,
        label: &'static str,
        aliases: &'static [&'static str],
        read: Read<E>,
    ) -> Self {
        Self {
            info: Info {
                name,
                label,
                is_required: false,
                holds_numbers: false,
            },
            aliases,
            read,
        }
    }

    /// Every row needs it.
    pub(super) const fn required(mut self) -> Self {
        self.info.is_required = true;
        self
    }

    /// It holds numbers of its own.
    pub(super) const fn numbers(mut self) -> Self {
        self.info.holds_numbers = true;
        self
    }

    pub(super) fn head(&self) -> Head {
        let kind = match self.read {
            Read::Id(_) => Kind::Id,
            Read::Line(_) | Read::Checked(..) | Read::Reference(..) => Kind::Line,
            Read::Text(_) => Kind::Text,
            Read::Texts(_) | Read::References(..) => Kind::Texts,
            Read::Date(_) => Kind::Date,
            Read::Time(_) => Kind::Time,
            Read::Count(..) => Kind::Count,
            Read::Flag(_) => Kind::Flag,
            Read::Code(..) => Kind::Code,
            Read::Codes(..) => Kind::Codes,
            Read::Groups(_) => Kind::Groups,
        };
        Head {
            name: self.info.name,
            label: self.info.label,
            aliases: self.aliases,
            kind,
            is_required: self.info.is_required,
            holds_numbers: self.info.holds_numbers,
            choices: match self.read {
                Read::Code(choices, _) | Read::Codes(choices, _) => Some(choices),
                Read::Id(_)
                | Read::Line(_)
                | Read::Text(_)
                | Read::Checked(..)
                | Read::Reference(..)
                | Read::Texts(_)
                | Read::References(..)
                | Read::Date(_)
                | Read::Time(_)
                | Read::Count(..)
                | Read::Flag(_)
                | Read::Groups(_) => None,
            },
        }
    }
}

/// Columns that are only shown and searched. Their names and labels stand in `domain::roster`.
pub(super) struct Notes<E> {
    pub(super) all: &'static [(&'static str, &'static str)],
    /// Other usual names.
    pub(super) aliases: &'static [(&'static str, &'static [&'static str])],
    /// Those that hold numbers of their own.
    pub(super) numbers: &'static [&'static str],
    /// What the texts of some of them should look like.
    pub(super) shapes: &'static [(&'static str, Shape)],
    pub(super) put: fn(&mut E, Clean, Clean),
}

impl<E> Notes<E> {
    fn heads(&self) -> impl Iterator<Item = Head> {
        self.all.iter().map(|(name, label)| Head {
            name,
            label,
            aliases: self
                .aliases
                .iter()
                .find(|(info, _)| info == name)
                .map_or(&[], |(_, aliases)| aliases),
            kind: Kind::Note,
            is_required: false,
            holds_numbers: self.numbers.contains(name),
            choices: None,
        })
    }
}

/// Everything about the rows that become an `E`.
pub(super) struct Table<E: 'static> {
    pub(super) columns: &'static [Column<E>],
    pub(super) notes: Option<Notes<E>>,
    /// What only the whole row shows, and what other rows must know of it.
    pub(super) check: fn(&mut E, &Row<'_>, &mut Checks<'_, '_>),
}

impl<E> Table<E> {
    /// Every column, in the order of a template.
    pub(super) fn heads(&self) -> impl Iterator<Item = Head> {
        let notes = self.notes.iter().flat_map(Notes::heads);
        self.columns.iter().map(Column::head).chain(notes)
    }

    /// Names of all columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        let notes = self
            .notes
            .iter()
            .flat_map(|n| n.all.iter().map(|(name, _)| *name));
        self.columns.iter().map(|c| c.info.name).chain(notes)
    }
}

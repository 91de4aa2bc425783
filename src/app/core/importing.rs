//! Taking lists in from the screen: what is asked of the thread that reads them, and what it answers, as plain values.

use crate::domain::reading::Answer;
use crate::intake::import::{ListKind, Used};
use crate::text::Clean;
use jiff::civil::Date;
use std::path::PathBuf;

/// What is asked of the thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Chosen by the model, growing; an older one is dropped.
    pub generation: u64,
    /// What it is.
    pub errand: Errand,
}

/// What the thread does.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// Look what a folder holds, or what a file lists. An empty path: where the program was started.
    Look(PathBuf),
    /// Read lists and say what would come of them.
    Try(Box<Lists>),
    /// Read them once more and write what comes of them.
    Take(Box<Lists>),
    /// Nobody waits any more.
    Stop,
}

/// What a heading of a kind of list means; no field: it is not used.
pub type Said = (ListKind, String, Option<String>);

/// Lists, and what is known of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists {
    /// Files with what they list.
    pub files: Vec<(ListKind, PathBuf)>,
    /// What somebody said of their columns.
    pub said: Vec<Said>,
    /// Where they go; none: that is not known yet.
    pub to: Option<To>,
    /// Doubtful rows go in as they were read.
    pub takes_doubtful: bool,
    /// What was answered about badge numbers that are somebody else's in the record, or of somebody who was erased.
    pub answers: Vec<(Clean, Answer)>,
}

/// Where lists go.
#[derive(Clone, Debug, PartialEq)]
pub enum To {
    /// A session file that is made.
    File {
        /// Its place.
        path: PathBuf,
        /// Title of the session.
        title: Clean,
        /// Its day.
        day: Date,
    },
    /// A session of the record.
    Session(Clean),
}

/// What the thread answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// What a folder holds.
    Folder {
        /// The folder, whole.
        path: PathBuf,
        /// Folders and files that may hold lists, in order.
        entries: Vec<Found>,
    },
    /// What a file lists.
    File {
        /// The file.
        path: PathBuf,
        /// What its headings say.
        kind: ListKind,
    },
    /// So many rows were read.
    Rows(usize),
    /// What would come of the lists.
    Tried(Box<Trial>),
    /// They are taken.
    Taken {
        /// How many entries.
        count: usize,
    },
    /// It could not be done: what happened and what to do, one sentence each.
    Failed(Vec<Clean>),
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Whether it is a file; folders come first.
    pub is_file: bool,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// What would come of lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    /// What each column was taken for.
    pub columns: Vec<Used>,
    /// How many rows of each kind are new, changed, the same, doubtful, wrong.
    pub counts: Vec<(ListKind, [usize; 5])>,
    /// What has to be looked at, the gravest first.
    pub rows: Vec<Row>,
}

/// One line of what would come of lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The word in front of it.
    pub word: Word,
    /// What it says.
    pub text: Clean,
    /// The badge number that is asked about: the one whose name was put right, or somebody else.
    pub asks: Option<Clean>,
}

impl Row {
    /// One about which nothing is asked.
    pub fn new(word: Word, text: &str) -> Self {
        Self {
            word,
            text: Clean::line(text),
            asks: None,
        }
    }
}

/// The word in front of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// 誤り
    Wrong,
    /// 要確認
    Doubtful,
    /// 変更
    Changed,
    /// 新規
    New,
    /// 注意
    Look,
    /// 報告
    Told,
}

impl Trial {
    /// How many rows stay out.
    pub fn wrong(&self) -> usize {
        self.counts.iter().map(|(_, [.., wrong])| wrong).sum()
    }

    /// How many rows somebody has to decide.
    pub fn doubtful(&self) -> usize {
        let of = |(_, counts): &(ListKind, [usize; 5])| {
            let [_, _, _, doubtful, _] = counts;
            *doubtful
        };
        self.counts.iter().map(of).sum()
    }

    /// How many rows go in.
    pub fn taken(&self, takes_doubtful: bool) -> usize {
        let of = |(_, counts): &(ListKind, [usize; 5])| {
            let [new, changed, _, doubtful, _] = counts;
            new + changed + if takes_doubtful { *doubtful } else { 0 }
        };
        self.counts.iter().map(of).sum()
    }
}

/// What is told while lists are taken in.
#[derive(Clone, Debug, PartialEq)]
pub enum Import {
    /// A file has to be chosen first.
    NoFile,
    /// The path is chosen already.
    Twice,
    /// The reading was stopped, or the box was closed; nothing is recorded.
    Nothing,
    /// A title, a day or a place is missing.
    Incomplete,
    /// Nothing would go in.
    NothingNew,
    /// It is done.
    Taken(usize),
}

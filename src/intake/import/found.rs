//! What an import finds: rows of the field with their places, problems, and which column was taken for what.

use super::ask::Watch;
use super::kind::ListKind;
use super::label::label;
use crate::domain::code::Source as SaidIn;
use crate::words::{Words, fl};
use serde::Serialize;
use std::collections::BTreeMap;

/// Where a row stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Source {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet; empty in a text.
    pub sheet: String,
    /// Row as the spreadsheet numbers it, or line of a text, from 1.
    pub row: u32,
}

/// What a row is beside what is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing like it is there.
    #[default]
    New,
    /// It is there with other values.
    Changed,
    /// It is there as it is.
    Same,
    /// Somebody has to decide.
    Doubtful,
}

/// One row, whatever list it is of: values under the names of the columns of a session file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Entry {
    /// The values.
    #[serde(flatten)]
    pub fields: BTreeMap<&'static str, String>,
    /// Where it stands.
    pub source: Source,
    /// What it is beside what is there.
    pub state: State,
    /// What is other than what is there: old and new.
    pub changes: BTreeMap<&'static str, [String; 2]>,
    /// Whom it may be the same as, where that is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub twin: Option<String>,
    /// Who has its badge number in the record under another name. Only an answer takes such a row in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// Where an interest of a list of interests was said; what attendees declare themselves was said nowhere else.
    #[serde(skip)]
    pub said: Option<SaidIn>,
    /// Whether an error keeps it out.
    #[serde(skip)]
    pub is_wrong: bool,
}

impl Entry {
    /// A value; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// Sets a value that says something.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.fields.insert(name, value);
        }
    }
}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// The row stays out.
    Error,
    /// Somebody should look.
    Warning,
    /// What was done, so that nothing is done in silence.
    Info,
}

/// A problem at its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet; empty in a text.
    pub sheet: String,
    /// Row or line, from 1; 0: the whole file.
    pub row: u32,
    /// Column as spreadsheets name it; empty where it is about the whole row.
    pub column: String,
    /// Its heading.
    pub header: String,
    /// What stands there.
    pub value: String,
    /// How much it weighs.
    pub severity: Weight,
    /// Stable name of the kind.
    pub kind: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Of which list it is.
    #[serde(skip)]
    pub list: Option<ListKind>,
}

impl Problem {
    /// Whether it asks who is meant by a badge number.
    pub fn asks_who(&self) -> bool {
        self.kind == Trouble::OtherName.kind()
    }
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Used {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Its heading.
    pub header: String,
    /// The field; none: it is not used.
    pub field: Option<String>,
    /// Whether the heading only contains a known name.
    pub guessed: bool,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Which list it is of.
    #[serde(skip)]
    pub list: ListKind,
    /// Whether it is the column of one need, whose number is its field.
    #[serde(skip)]
    pub is_need: bool,
    /// The need that its heading names, whatever it is used as.
    #[serde(skip)]
    pub need: Option<String>,
    /// What stands first in it.
    #[serde(skip)]
    pub samples: Vec<String>,
}

impl Used {
    /// What the field is called on screen.
    pub fn label(&self) -> Option<&str> {
        let field = self.field.as_deref()?;
        Some(if self.is_need {
            field
        } else {
            label(self.list, field)
        })
    }
}

macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident $weight:ident $kind:literal $key:literal $how:literal;)+) => {
        /// A kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Trouble { $($(#[$meta])* $name,)+ }

        impl Trouble {
            /// Its stable name.
            pub(super) fn kind(self) -> &'static str {
                self.parts().1
            }

            fn parts(self) -> (Weight, &'static str, &'static str, &'static str) {
                match self { $(Self::$name => (Weight::$weight, $kind, $key, $how),)+ }
            }
        }
    };
}

kinds! {
    NoHeader Error "no-header" "import-no-header" "import-no-header-how";
    Empty Error "empty" "import-empty" "import-empty-how";
    SheetUnread Info "sheet-unread" "import-sheet-unread" "import-sheet-unread-how";
    SheetHidden Warning "sheet-hidden" "import-sheet-hidden" "import-sheet-hidden-how";
    SheetCopy Warning "sheet-copy" "import-sheet-copy" "import-sheet-copy-how";
    ColumnHidden Warning "column-hidden" "import-column-hidden" "import-column-hidden-how";
    RowHidden Warning "row-hidden" "import-row-hidden" "import-row-hidden-how";
    NoHeading Warning "no-heading" "import-no-heading" "import-no-heading-how";
    SecondTable Warning "second-table" "import-second-table" "import-second-table-how";
    Dropped Info "dropped" "import-dropped" "import-dropped-how";
    TwoColumns Warning "two-columns" "import-two-columns" "import-two-columns-how";
    Account Info "account-column" "import-account" "import-account-how";
    GuessedColumn Info "guessed-column" "import-guessed-column" "import-guessed-column-how";
    CellError Error "cell-error" "import-cell-error" "import-cell-error-how";
    TooLong Warning "too-long" "import-too-long" "import-too-long-how";
    NoResult Error "formula-without-value" "import-no-result" "import-no-result-how";
    Missing Error "missing" "import-missing" "import-missing-how";
    Filled Warning "filled" "import-filled" "import-filled-how";
    Unsaid Info "unsaid" "import-filled" "import-filled-how";
    BlankAbove Warning "blank-above" "import-blank-above" "import-blank-above-how";
    Split Warning "several-people" "import-split" "import-split-how";
    Others Warning "others-uncounted" "import-others" "import-others-how";
    BadEmail Warning "email" "import-bad-email" "import-bad-email-how";
    Zero Info "leading-zero" "import-zero" "import-zero-how";
    BadTel Warning "telephone" "import-bad-tel" "import-bad-tel-how";
    BadCorporate Warning "corporate-number" "import-bad-corporate" "import-bad-corporate-how";
    BadLicence Warning "licence-number" "import-bad-licence" "import-bad-licence-how";
    BadDate Error "date" "import-bad-date" "import-bad-date-how";
    Weekday Error "weekday" "import-weekday" "import-weekday-how";
    BadWord Warning "word" "import-bad-word" "import-bad-word-how";
    Disclosure Warning "disclosure" "import-disclosure" "import-disclosure-how";
    SameMail Warning "same-mail" "import-same-mail" "import-same-mail-how";
    MailElsewhere Warning "mail-of-another" "import-mail-elsewhere" "import-mail-elsewhere-how";
    SamePerson Warning "same-person" "import-same-person" "import-same-person-how";
    SameBadge Error "same-badge" "import-same-badge" "import-same-badge-how";
    SameNeed Error "same-need" "import-same-need" "import-same-need-how";
    RepeatedNeed Warning "repeated-need" "import-repeated-need" "import-repeated-need-how";
    BadgeGiven Info "badge-given" "import-badge-given" "import-badge-given-how";
    NumberGiven Info "number-given" "import-number-given" "import-number-given-how";
    OddBadge Error "badge" "import-odd-badge" "import-odd-badge-how";
    Spellings Info "spellings" "import-spellings" "import-spellings-how";
    LikeOrg Warning "like-organisation" "import-like-org" "import-like-org-how";
    KindGuessed Info "kind-guessed" "import-kind-guessed" "import-kind-guessed-how";
    KindUnknown Warning "kind-unknown" "import-kind-unknown" "import-kind-unknown-how";
    CompanyAsName Warning "company-as-name" "import-company-as-name" "import-company-as-name-how";
    Cancelled Info "cancelled" "import-cancelled" "import-cancelled-how";
    Withdrawn Warning "withdrawn" "import-withdrawn" "import-withdrawn-how";
    UnknownNeed Error "unknown-need" "import-unknown-need" "import-unknown-need-how";
    UnknownWho Error "unknown-company" "import-unknown-who" "import-unknown-who-how";
    AmbiguousWho Error "ambiguous-person" "import-ambiguous-who" "import-ambiguous-who-how";
    FreeText Warning "interest-in-text" "import-free-text" "import-free-text-how";
    LetterO Warning "letter-o" "import-letter-o" "import-letter-o-how";
    BadMark Error "mark" "import-bad-mark" "import-bad-mark-how";
    OtherPerson Warning "other-person" "import-other-person" "import-other-person-how";
    NotListed Warning "person-not-listed" "import-not-listed" "import-not-listed-how";
    FirmOther Warning "organisation-mark" "import-firm-other" "import-firm-other-how";
    FirmWithout Warning "organisation-without-people" "import-firm-without" "import-firm-without-how";
    TwoMarks Warning "two-marks" "import-two-marks" "import-two-marks-how";
    RemarkLeft Info "remark-left" "import-remark-left" "import-remark-left-how";
    Marks Info "marks" "import-marks" "import-marks-how";
    PatentNotation Warning "patent-notation" "import-patent-notation" "import-patent-notation-how";
    SamePatent Info "same-patent" "import-same-patent" "import-same-patent-how";
    Suggested Info "suggested" "import-suggested" "import-suggested-how";
    OtherName Warning "badge-of-another" "import-other-name" "import-other-name-how";
    Erased Warning "erased" "import-erased" "import-erased-how";
    Twin Warning "twin" "import-twin" "import-twin-how";
    Encoding Info "encoding" "import-encoding" "import-encoding-how";
}

/// Where problems are told: a file and one of its sheets.
#[derive(Clone, Debug, Default)]
pub(super) struct At {
    pub(super) file: String,
    pub(super) sheet: String,
}

/// What was found, and how it is told.
pub(super) struct Report<'w> {
    words: &'w Words,
    /// The list that is looked at.
    pub(super) list: Option<ListKind>,
    pub(super) problems: Vec<Problem>,
    watch: Option<Watch<'w>>,
    /// How something is said to the program: by options of the command line, or on the screen.
    ways: [String; 5],
    rows: usize,
    /// Whoever waited does not want it any more.
    pub(super) is_stopped: bool,
}

/// Most problems that are kept; what is wrong in every one of a hundred thousand rows nobody reads to the end.
const KEPT: usize = 20_000;

/// After how many rows whoever waits is told.
const TOLD: usize = 1_000;

impl<'w> Report<'w> {
    pub(super) fn new(words: &'w Words, watch: Option<Watch<'w>>, is_on_screen: bool) -> Self {
        let ways = if is_on_screen {
            [
                fl!(words, "import-take-screen"),
                fl!(words, "import-map-screen"),
                fl!(words, "import-answer-screen"),
                fl!(words, "import-sheet-screen"),
                fl!(words, "import-encoding-screen"),
            ]
        } else {
            [
                fl!(words, "import-take-command"),
                fl!(words, "import-map-command"),
                fl!(words, "import-answer-command"),
                fl!(words, "import-sheet-command"),
                fl!(words, "import-encoding-command"),
            ]
        };
        Self {
            words,
            watch,
            ways,
            rows: 0,
            is_stopped: false,
            list: None,
            problems: Vec::new(),
        }
    }

    /// A row is begun. False: nobody waits any more.
    pub(super) fn goes_on(&mut self) -> bool {
        self.rows += 1;
        if self.rows.is_multiple_of(TOLD)
            && let Some(Watch(watch)) = self.watch
        {
            self.is_stopped |= !watch(self.rows);
        }
        !self.is_stopped
    }

    /// Tells a problem of a cell, or of a row where `column` is 0.
    pub(super) fn add(
        &mut self,
        trouble: Trouble,
        at: &At,
        row: u32,
        (column, header): (u32, &str),
        (value, other): (&str, &str),
    ) {
        if self.problems.len() >= KEPT {
            return;
        }
        let (severity, kind, key, how) = trouble.parts();
        let short = |s: &str| crate::domain::diag::quoted(s, 60);
        let (shown, other) = (short(value), short(other));
        let [take, map, answer, sheet, encoding] = &self.ways;
        let fill = |key: &str| {
            let values = [
                ("value", shown.as_str().into()),
                ("other", other.as_str().into()),
                ("take", take.as_str().into()),
                ("map", map.as_str().into()),
                ("answer", answer.as_str().into()),
                ("sheet", sheet.as_str().into()),
                ("encoding", encoding.as_str().into()),
            ];
            self.words.fill(key, &values)
        };
        self.problems.push(Problem {
            file: at.file.clone(),
            sheet: at.sheet.clone(),
            row,
            column: column_name(column),
            header: header.to_owned(),
            value: shown.clone(),
            severity,
            kind,
            message: fill(key),
            help: fill(how),
            list: self.list,
        });
    }
}

/// Name of a column, A to Z, AA, AB …; empty for 0.
fn column_name(column: u32) -> String {
    let mut out = String::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        let digit = u8::try_from(rest % 26).unwrap_or(0) + b'A';
        out.insert(0, char::from(digit));
        rest /= 26;
    }
    out
}

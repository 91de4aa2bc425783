//! What intake gives back: a session or the reasons why there is none.

use super::problems::Problems;
use crate::domain::diag::Diagnostic;
use crate::domain::roster::Session;
use crate::text::Clean;

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The session, if nothing is wrong with the file; warnings do not hinder.
    pub session: Option<Session>,
    /// What the file is about, as far as it could be read; also of a refused one.
    pub outline: Outline,
    /// Everything found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The text of the file as it was read, for excerpts; empty for a workbook.
    pub text: String,
}

/// What a file is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// 開催ID
    pub id: Clean,
    /// 名称
    pub title: Clean,
    /// How many needs.
    pub needs: usize,
    /// How many organisations.
    pub organisations: usize,
    /// How many attendees.
    pub attendees: usize,
    /// How many patents.
    pub patents: usize,
}

impl From<&Session> for Outline {
    fn from(session: &Session) -> Self {
        Self {
            id: session.id.clone(),
            title: session.title.clone(),
            needs: session.needs.len(),
            organisations: session.organisations.len(),
            attendees: session.attendees.len(),
            patents: session.patents.len(),
        }
    }
}

impl Loaded {
    /// Whether the file is refused.
    pub fn is_refused(&self) -> bool {
        self.session.is_none()
    }

    /// What was read, if anything, and what was found in it.
    pub(super) fn new(session: Option<Session>, problems: Problems<'_>, text: &str) -> Self {
        let outline = session.as_ref().map(Outline::from).unwrap_or_default();
        Self {
            session: session.filter(|_| !problems.has_errors()),
            outline,
            diagnostics: problems.finish(),
            text: text.to_owned(),
        }
    }
}

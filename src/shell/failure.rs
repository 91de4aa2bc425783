//! How a command fails: one type at the top, told in three parts (what, why, what to do) and with an exit code.

use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use std::process::ExitCode;

/// What kind of failure it is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// It was tried and did not work: 1.
    Failed,
    /// The command line cannot be understood, or needs a terminal: 2.
    Usage,
    /// The file has errors: 3.
    BadFile,
    /// Nothing was found: 4.
    Nothing,
    /// Whoever reads our output has gone: no words, no error.
    PipeClosed,
}

impl FailureKind {
    /// What the shell of the user gets.
    pub fn exit_code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::PipeClosed => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::BadFile => 3,
            Self::Nothing => 4,
        })
    }
}

/// Why a command ended without doing what was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Decides the exit code.
    pub kind: FailureKind,
    /// What happened, in the language of the user.
    pub error: Clean,
    /// Why.
    pub cause: Option<Clean>,
    /// What to do about it, one sentence each.
    pub hints: Vec<Clean>,
}

impl Failure {
    /// With its first part; the others follow by [`Self::because`] and [`Self::hint`].
    pub fn new(kind: FailureKind, error: impl Into<Clean>) -> Self {
        Self {
            kind,
            error: error.into(),
            cause: None,
            hints: Vec::new(),
        }
    }

    /// Why.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Clean>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// One thing to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Clean>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The reader of our output has gone.
    pub fn pipe_closed() -> Self {
        Self::new(FailureKind::PipeClosed, "")
    }

    /// The lines for stderr.
    pub fn lines(&self, words: &Words) -> Vec<String> {
        let mut lines = vec![fl!(words, "shell-error", what = self.error.as_str())];
        if let Some(cause) = &self.cause {
            lines.push(fl!(words, "shell-cause", why = cause.as_str()));
        }
        for hint in &self.hints {
            lines.push(fl!(words, "shell-remedy", how = hint.as_str()));
        }
        lines
    }
}

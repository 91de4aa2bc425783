//! Letters (手紙): templates that users edit, filled for one receiver with what that one may know. Nothing is ever sent: a
//! letter is a text, a Word file or a draft of a mail.

pub mod data;
pub mod docx;
pub mod eml;
pub mod template;

use crate::text::Clean;

/// A filled letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// 件名
    pub subject: Clean,
    /// The text, line by line.
    pub body: String,
}

//! The settings file, read and written as a whole.

use super::Workspace;
use crate::config::settings::{self, Colours};
use crate::durable::{self, Readers};
use crate::shell::user_files::read_bytes;
use crate::text::Clean;
use std::fs;
use std::io::{self, Write};

impl Workspace {
    /// Writes into the settings who records, leaving everything else in them as it is.
    pub fn remember_actor(&self, actor: &Clean) -> io::Result<()> {
        let text = settings::with_actor(&self.settings_text()?, actor);
        self.write_settings(&text)
    }

    /// Writes into the settings which colours are used.
    pub fn remember_colours(&self, colours: Colours) -> io::Result<()> {
        let text = settings::with_colours(&self.settings_text()?, colours);
        self.write_settings(&text)
    }

    /// The settings file as it is; empty if there is none.
    pub fn settings_text(&self) -> io::Result<String> {
        match read_bytes(&self.places().settings) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(error),
        }
    }

    /// Writes the settings file, whole or not at all: settings cut in half would be worse than old ones.
    pub fn write_settings(&self, text: &str) -> io::Result<()> {
        let path = &self.places().settings;
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        durable::write(path, Readers::AsUsual, |file| {
            file.write_all(text.as_bytes())
        })
    }
}

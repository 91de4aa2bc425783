//! What is recorded, written as a workbook beside the session file, in a thread of its own.

use super::World;
use crate::app::Msg;
use crate::domain::number::shown;
use crate::exchange::leave::Reader;
use crate::shell::clock;
use crate::shell::commands::export::workbook;
use crate::shell::event::{Alarm, Event};
use crate::shell::put_file::put;
use crate::shell::user_files;
use crate::text::Clean;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// How many names of a day are tried.
const NAMES: usize = 1_000;

impl World<'_> {
    pub(super) fn export_workbook(
        &self,
        session: Option<Clean>,
        folder: Option<PathBuf>,
        is_internal: bool,
    ) {
        let (words, to) = (Arc::clone(self.words), self.to.clone());
        let book = self.model.world.book.clone();
        let today = (self.workspace.fixed_today).unwrap_or_else(|| clock::zoned().date());
        let folder = folder.unwrap_or_else(|| papers(&self.workspace.places().data));
        thread::spawn(move || {
            let _alarm = Alarm(to.clone());
            let day = today.strftime("%Y%m%d").to_string();
            let reader = if is_internal {
                Reader::Office
            } else {
                Reader::Public
            };
            let end = if is_internal { "-internal" } else { "" };
            let path = free(&folder, &(name(session.as_ref(), &day) + end));
            let written = workbook(&book, session.as_ref(), (&reader, today)).and_then(
                |(bytes, left_out)| {
                    // Somebody else may have taken the name meanwhile: then it is refused, and nothing is overwritten.
                    let put = put(&words, &path, false, &bytes);
                    put.map(|()| left_out).map_err(|failure| {
                        let parts = std::iter::once(failure.error).chain(failure.cause);
                        parts
                            .map(|part| part.to_string())
                            .collect::<Vec<_>>()
                            .join("  ")
                    })
                },
            );
            let msg = match written {
                Ok(left_out) => Msg::Exported {
                    path: Clean::line(&user_files::shown(&path)),
                    left_out,
                },
                Err(why) => Msg::Trouble(vec![Clean::line(&why)]),
            };
            let _ = to.send(Event::Msg(msg));
        });
    }
}

/// Where people look for what they wrote: the folder of documents, or else that of the record.
fn papers(data: &Path) -> PathBuf {
    let home = etcetera::home_dir().unwrap_or_default();
    let folders = ["Documents", "ドキュメント", "文書"].map(|name| home.join(name));
    let found = folders.into_iter().find(|folder| folder.is_dir());
    found.unwrap_or_else(|| data.to_path_buf())
}

/// What the file is called, without its end. An id may hold what no file may be called.
fn name(session: Option<&Clean>, day: &str) -> String {
    let id = session.map_or("all", |id| shown(id));
    let id: String = id
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .take(60)
        .collect();
    format!("enishi-{id}-{day}")
}

/// The first name that is not taken.
fn free(folder: &Path, name: &str) -> PathBuf {
    let names = (2..NAMES).map(|n| format!("{name}-{n}.xlsx"));
    let mut paths = std::iter::once(format!("{name}.xlsx"))
        .chain(names)
        .map(|name| folder.join(name));
    let free = paths.find(|path| !path.exists());
    free.unwrap_or_else(|| folder.join(format!("{name}.xlsx")))
}

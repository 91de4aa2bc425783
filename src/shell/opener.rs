//! Reads a session file for the screen in a thread of its own, so that a slow disk or share delays nothing.

use super::database::Job;
use super::event::{Alarm, Event};
use super::sheets;
use super::user_files::read_bytes;
use super::user_files::unreadable;
use crate::app::Msg;
use crate::domain::diag::render::{Frame, render};
use crate::domain::reading::Answers;
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

/// The sample session that comes with the program.
const SAMPLE: &str = include_str!("../../sessions/tutorial.toml");

/// What to open.
#[derive(Clone, Debug)]
pub enum Source {
    /// A session file.
    File(PathBuf),
    /// The sample session.
    Sample,
}

/// Reads and judges a session. A good one goes to the database thread, which then tells the screen loop; a refused one
/// is reported at once.
pub fn spawn(
    source: Source,
    answers: Answers,
    words: Arc<Words>,
    jobs: Sender<Job>,
    to: Sender<Event>,
) {
    thread::spawn(move || {
        let _alarm = Alarm(to.clone());
        let (path, bytes) = match source {
            Source::Sample => (PathBuf::new(), Ok(SAMPLE.as_bytes().to_vec())),
            Source::File(path) => {
                let bytes = read_bytes(&path);
                (path, bytes)
            }
        };
        let tell = |msg| {
            let _ = to.send(Event::Msg(msg));
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                let report = unreadable(&words, &path, &error).lines(&words);
                let report = report.iter().map(|line| Clean::line(line)).collect();
                return tell(Msg::Refused { path, report });
            }
        };
        let loaded = sheets::load(&path, &bytes, &words);
        let report = || -> Vec<Clean> {
            let name = path.to_string_lossy();
            let found = &loaded.diagnostics;
            let text = render(found, &loaded.text, &name, Frame::Ascii, &words);
            text.lines().map(Clean::text).collect()
        };
        let Some(session) = loaded.session.clone() else {
            let report = report();
            return tell(Msg::Refused { path, report });
        };
        let warned = loaded.diagnostics.len();
        let session = Box::new(session);
        let _ = jobs.send(Job::Open {
            session,
            path: path.clone(),
            answers,
        });
        if warned > 0 {
            let text = fl!(words, "shell-warned", count = warned);
            tell(Msg::Notice {
                grave: false,
                text: text.into(),
            });
        }
    });
}

//! Session files that were read: compared with the record, recorded where they are new, and shown.

use super::super::called::Called;
use super::super::{changed, clock};
use super::{Job, Keeper};
use crate::app::Msg;
use crate::domain::book::{Book, Current};
use crate::domain::entity::Entity;
use crate::domain::reading::{self, Answers, Reading};
use crate::domain::roster::{Attendee, Session};
use crate::store::{Draft, Store, StoreError};
use crate::text::Clean;
use crate::words::fl;
use std::collections::BTreeSet;
use std::path::PathBuf;

impl Keeper {
    /// What a file prepared, recorded where it is new. Where a number got another name, nothing is taken from the file
    /// before somebody said what happened. `shown`: the screen goes to it.
    pub(super) fn open_session(
        &mut self,
        file: &Session,
        path: PathBuf,
        given: &Answers,
        shown: bool,
    ) {
        let (known, less, answers) = match self.compared(file, given) {
            Ok(compared) => compared,
            Err(error) => return self.open_unchecked(file, path, given, &error),
        };
        self.unchecked = None;
        self.tell_gravely(&changed::erased(&self.words, file, &less));
        let reading = match reading::read(&known, &less, &answers) {
            Ok(reading) => reading,
            Err(doubts) => {
                // Asked with what the user answered: who was erased is found again when the file is read again.
                let answers = Box::new(given.clone());
                return self.tell(Msg::Doubted {
                    path,
                    answers,
                    doubts,
                });
            }
        };
        self.tell_session(&reading.id);
        // What moved is shown when it is recorded: before that nobody knows what follows it.
        if !reading.moves() {
            self.sync(&reading, known);
        }
        if let Some(store) = &mut self.store
            && !reading.changes.is_empty()
        {
            let draft = Draft {
                actor: self.actor.clone(),
                scope: reading.id.clone(),
                changes: reading.changes,
                action: None,
            };
            match store.commit(&draft, clock::timestamp()) {
                Ok(saved) => {
                    self.own.insert(saved.action);
                    self.tell_whole(&BTreeSet::from([reading.id.clone()]));
                }
                Err(error) => self.tell(Msg::Trouble(self.lines(&error))),
            }
        }
        let both = reading.both;
        if shown {
            let (session, path) = (reading.id, path.clone());
            self.tell(Msg::Opened { session, path });
        }
        if !both.is_empty() {
            let answers = Box::new(given.clone());
            self.tell(Msg::BothChanged {
                path,
                answers,
                both,
            });
        }
    }

    /// A file as it may be taken in, with the record as far as it is known. Where there is no record yet, nobody was erased.
    fn compared(
        &self,
        file: &Session,
        given: &Answers,
    ) -> Result<(Book, Session, Answers), StoreError> {
        let Some(store) = &self.store else {
            let path = self.place.options.path.clone();
            let detail = String::new();
            return if path.exists() {
                Err(StoreError::CannotOpen { path, detail })
            } else {
                Ok((Book::default(), file.clone(), given.clone()))
            };
        };
        let (less, answers) = store.as_read(file, given)?;
        let scope = Called::of_id(&store.recent_sessions()?, &file.id).sessions();
        Ok((store.book(&scope)?, less, answers))
    }

    /// A file while the record cannot be read. The meeting goes on by numbers, firms and needs. No names are shown: who was
    /// erased must not come back, and only the record knows who that is. Nothing is recorded of the file until then.
    fn open_unchecked(
        &mut self,
        file: &Session,
        path: PathBuf,
        given: &Answers,
        error: &StoreError,
    ) {
        let less = self.without_persons(file);
        if let Ok(reading) = reading::read(&Book::default(), &less, given) {
            self.sync(&reading, Book::default());
            let session = reading.id;
            self.tell(Msg::Opened {
                session,
                path: path.clone(),
            });
        }
        self.unchecked = Some(Job::Open {
            session: Box::new(file.clone()),
            path,
            answers: given.clone(),
        });
        let mut lines = vec![fl!(self.words, "record-unread-names").into()];
        lines.extend(self.lines(error));
        self.tell(Msg::Trouble(lines));
    }

    /// The names come as soon as the record can be read.
    pub(super) fn check_again(&mut self) {
        if self.store.is_none() {
            return;
        }
        let Some(Job::Open {
            session,
            path,
            answers,
        }) = &self.unchecked
        else {
            return;
        };
        if self.compared(session, answers).is_ok() {
            let (session, path, answers) = (session.clone(), path.clone(), answers.clone());
            self.open_session(&session, path, &answers, false);
        }
    }

    fn without_persons(&self, file: &Session) -> Session {
        let mut less = file.clone();
        let unknown = Clean::line(&fl!(self.words, "record-unread-name"));
        for person in &mut less.attendees {
            *person = Attendee {
                badge: person.badge.clone(),
                org: person.org.clone(),
                name: unknown.clone(),
                interests: person.interests.clone(),
                ..Attendee::default()
            };
        }
        for need in &mut less.needs {
            if file.attendee(&need.presenter).is_none() {
                need.presenter = Clean::default();
            }
        }
        less
    }

    /// Shows what a reading says.
    fn sync(&self, reading: &Reading, known: Book) {
        let now = reading.onto(known);
        let touched = reading.changes.iter().map(|(entity, _)| entity.clone());
        let rows: Vec<(Entity, Option<Current>)> = touched
            .map(|entity| {
                let current = now.current(&entity);
                (entity, current)
            })
            .collect();
        if !rows.is_empty() {
            self.tell(Msg::Synced { rows });
        }
    }
}

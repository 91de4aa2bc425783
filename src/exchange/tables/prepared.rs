//! What was prepared: 参加者, ニーズ, 関心.

use super::parts::{Asked, column, may_see, need_title, text};
use crate::domain::book::Book;
use crate::domain::number;
use crate::domain::roster::{Need, Session};
use crate::domain::sheet::{Cell, Sheet, Tone};
use crate::exchange::leave::LeftOut;
use crate::text::Clean;

/// The sessions that are asked for.
fn sessions<'b>(book: &'b Book, asked: &Asked<'_>) -> Vec<&'b Session> {
    let wanted = book.sessions.iter().filter(|(id, _)| (asked.session)(id));
    wanted.map(|(_, session)| session).collect()
}

pub(super) fn attendees(book: &Book, asked: &Asked<'_>, left_out: &mut LeftOut) -> Sheet {
    let columns = vec![
        column("badge", "受付番号", 10),
        column("name", "氏名", 16),
        column("kana", "フリガナ", 20),
        column("organisation", "機関", 26),
        column("dept", "部署", 18),
        column("title", "役職", 12),
        column("email", "メール", 26),
        column("tel", "電話", 16),
    ];
    let mut rows = Vec::new();
    for session in sessions(book, asked) {
        for person in &session.attendees {
            let own = [person.name.as_str(), person.kana.as_str()];
            if !(asked.wants)(book, &session.id, &Clean::default(), &person.org, &own) {
                continue;
            }
            if !asked.reader.may_name(person) {
                left_out.rows += 1;
                continue;
            }
            let reach = asked.reader.may_reach(person);
            let contact = |value: &Clean| {
                if reach {
                    Cell::text(value)
                } else {
                    Cell::Empty
                }
            };
            rows.push(vec![
                text(number::shown(&person.badge)),
                Cell::text(&person.name),
                Cell::text(&person.kana),
                Cell::text(session.org_name(&person.org)),
                Cell::text(&person.dept),
                Cell::text(&person.title),
                contact(&person.email),
                contact(&person.tel),
            ]);
        }
    }
    Sheet {
        columns,
        rows,
        ..Sheet::default()
    }
}

pub(super) fn needs(book: &Book, asked: &Asked<'_>, left_out: &mut LeftOut) -> Sheet {
    let columns = vec![
        column("no", "ニーズ番号", 10),
        column("title", "題名", 30),
        column("hospital", "医療機関", 24),
        column("department", "診療科・部署", 16),
        column("problem", "困りごと", 40),
        column("wanted", "求める解決策", 40),
        column("disclosure", "公開範囲", 12),
        column("device_class", "クラス", 8),
        column("stage", "段階", 10),
        column("remarks", "備考", 30),
    ];
    let mut rows = Vec::new();
    for session in sessions(book, asked) {
        for need in &session.needs {
            let own = [need.title.as_str()];
            if !(asked.wants)(book, &session.id, &need.no, &need.hospital, &own) {
                continue;
            }
            if !asked.reader.may_see(book, session, need) {
                left_out.rows += 1;
                continue;
            }
            rows.push(vec![
                text(number::shown(&need.no)),
                Cell::text(&need.title),
                Cell::text(session.org_name(&need.hospital)),
                Cell::text(&need.department),
                Cell::text(&need.problem),
                Cell::text(&need.wanted),
                text(need.disclosure.map_or("", |d| d.ja())),
                text(need.device_class.map_or("", |c| c.ja())),
                text(need.stage.map_or("", |s| s.ja())),
                remarks(need, asked, left_out),
            ]);
        }
    }
    Sheet {
        columns,
        rows,
        ..Sheet::default()
    }
}

/// Remarks are written for the office.
fn remarks(need: &Need, asked: &Asked<'_>, left_out: &mut LeftOut) -> Cell {
    let mut notes = need.notes.iter();
    let Some((_, text)) = notes.find(|(key, _)| key.as_str() == "remarks") else {
        return Cell::Empty;
    };
    if asked.reader.may_read_memos() {
        return Cell::text(text);
    }
    asked.reader.hold_back(&[text], left_out);
    Cell::Empty
}

pub(super) fn interests(book: &Book, asked: &Asked<'_>, left_out: &mut LeftOut) -> Sheet {
    let columns = vec![
        column("badge", "受付番号", 10),
        column("name", "氏名", 16),
        column("organisation", "機関", 26),
        column("need", "ニーズ番号", 10),
        column("need_title", "ニーズ", 30),
        column("level", "関心度", 10),
    ];
    let mut rows = Vec::new();
    for session in sessions(book, asked) {
        for person in &session.attendees {
            for interest in &person.interests {
                let own = [person.name.as_str(), interest.level.ja()];
                if !(asked.wants)(book, &session.id, &interest.need, &person.org, &own) {
                    continue;
                }
                let may = may_see(book, asked, &session.id, &interest.need)
                    && asked.reader.may_see_of(&person.org)
                    && asked.reader.may_name(person);
                if !may {
                    left_out.rows += 1;
                    continue;
                }
                rows.push(vec![
                    text(number::shown(&person.badge)),
                    Cell::text(&person.name),
                    Cell::text(session.org_name(&person.org)),
                    text(number::shown(&interest.need)),
                    Cell::text(&need_title(Some(session), &interest.need)),
                    Cell::State(Clean::line(interest.level.ja()), Tone::Plain),
                ]);
            }
        }
    }
    Sheet {
        columns,
        rows,
        ..Sheet::default()
    }
}

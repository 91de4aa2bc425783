//! Letters: what each receiver reads, and that nothing of anybody else is in it.

use enishi::config::{Calls, Catalogue};
use enishi::domain::book::Book;
use enishi::domain::code::{Disclosure, Level, Outcome, PairingStatus, TaskStatus};
use enishi::domain::entity::Changes;
use enishi::domain::entity::meeting::{Meeting, MeetingId, Seat};
use enishi::domain::entity::pairing::{Pairing, PairingId};
use enishi::domain::roster::{Organisation, Session};
use enishi::domain::rule::calendar::Calendar;
use enishi::domain::rule::facts::Facts;
use enishi::exchange::letter::data::{self, Source, To};
use enishi::exchange::letter::template::{Receiver, SHIPPED, Template, TemplateError};
use enishi::exchange::letter::{docx, eml};
use enishi::intake;
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::Timestamp;
use jiff::civil::{date, time};
use std::io::Read as _;

/// The sample in which every company works on every need, in all states, with tasks and meetings.
fn book(shift: usize) -> (Clean, Book) {
    let text = std::fs::read_to_string("sessions/tutorial.toml").unwrap();
    let session = intake::load(&text, &Words::new(Lang::Ja)).session.unwrap();
    let mut book = Book::default();
    let id = session.id.clone();
    let companies = session.organisations.iter();
    let companies: Vec<&Organisation> = companies
        .filter(|o| !session.needs.iter().any(|n| n.hospital == o.id))
        .collect();
    let states = PairingStatus::ALL.iter().cycle().skip(shift);
    let pairs = session
        .needs
        .iter()
        .flat_map(|n| companies.iter().map(move |o| (n, o)));
    for (n, ((need, org), status)) in pairs.zip(states).enumerate() {
        // Not everybody works on everything.
        if (n + shift).is_multiple_of(3) {
            continue;
        }
        let id = PairingId {
            session: session.id.clone(),
            need: need.no.clone(),
            org: org.id.clone(),
        };
        let mut pairing = Pairing::new(id.clone(), Level::WantsMeeting, Timestamp::UNIX_EPOCH);
        pairing.status = *status;
        pairing.note = "社内だけの覚え書き".into();
        pairing.persons = session
            .people_of(&org.id)
            .map(|p| p.badge.clone())
            .collect();
        pairing.next_company = ("見積もりを出す".into(), Some(date(2026, 12, 20)));
        book.pairings.insert(id.clone(), pairing);
        let meeting = Meeting {
            seat: Some(Seat {
                starts_at: time(15, 0, 0, 0),
                table: "1".into(),
                persons: Vec::new(),
            }),
            fixed: true,
            outcome: Some(Outcome::Promising),
            ..Meeting::default()
        };
        book.meetings.insert(id as MeetingId, meeting);
    }
    book.sessions.insert(id.clone(), session);
    let catalogue = Catalogue::default();
    let calendar = Calendar::default();
    let changes: Changes = {
        let facts = facts(&book, &id, (&catalogue, &calendar));
        book.pairings
            .values()
            .flat_map(|p| facts.due_tasks(p))
            .collect()
    };
    for (entity, change) in changes {
        book.step(
            &entity,
            &change,
            &enishi::domain::recorded::By {
                actor: &"相沢".into(),
                at: Timestamp::UNIX_EPOCH,
            },
        );
    }
    (id, book)
}

fn facts<'a>(
    book: &'a Book,
    id: &Clean,
    (catalogue, calendar): (&'a Catalogue, &'a Calendar),
) -> Facts<'a> {
    Facts {
        templates: &catalogue.templates,
        session: &book.sessions[id],
        book,
        calendar,
        today: date(2026, 12, 10),
    }
}

fn receivers(session: &Session, receiver: Receiver) -> Vec<To<'_>> {
    let presents = |o: &&Organisation| session.needs.iter().any(|n| n.hospital == o.id);
    let orgs = session.organisations.iter();
    match receiver {
        Receiver::Hospital => orgs.filter(presents).map(To::Organisation).collect(),
        Receiver::Company => orgs
            .filter(|o| !presents(o))
            .map(To::Organisation)
            .collect(),
        Receiver::Organisation => orgs.map(To::Organisation).collect(),
        Receiver::Person => session.attendees.iter().map(To::Person).collect(),
        Receiver::Outside => vec![To::Outside("各位")],
    }
}

#[test]
fn nothing_of_another_party_is_in_any_letter() {
    let written: usize = (0..4).map(letters_of_each_own).sum();
    assert!(written >= 200, "{written} letters only");
}

/// Writes every letter to everybody, and looks for what is not theirs; how many there were.
fn letters_of_each_own(shift: usize) -> usize {
    let (id, book) = book(shift);
    let (catalogue, calendar, calls) =
        (Catalogue::default(), Calendar::default(), Calls::default());
    let facts = facts(&book, &id, (&catalogue, &calendar));
    let session = facts.session;
    let actor = Clean::line("相沢");
    let source = Source {
        facts: &facts,
        calls: &calls.calls,
        actor: &actor,
    };
    let mut written = 0;
    for (name, text) in SHIPPED {
        let template = Template::read(text).unwrap();
        for to in receivers(session, template.receiver) {
            let data = data::of(&source, to);
            let Some(letter) = template.fill(&data).unwrap() else {
                continue;
            };
            written += 1;
            let all = format!("{}\n{}", letter.subject, letter.body);
            let who = format!("{name} to {:?}:\n{all}", data.to.line);
            assert!(!all.contains("覚え書き"), "a memo of the office: {who}");
            assert!(!all.contains("{{") && !all.contains("\n\n\n\n"), "{who}");
            let own = to.org();
            let works = |need: &Clean, org: &Clean| {
                book.pairings.contains_key(&PairingId {
                    session: id.clone(),
                    need: need.clone(),
                    org: org.clone(),
                })
            };
            for person in &session.attendees {
                let same = Some(&person.org) == own;
                assert!(
                    same || !all.contains(person.name.as_str()),
                    "{}: {who}",
                    person.name
                );
                let me = matches!(to, To::Person(me) if me.badge == person.badge);
                if matches!(to, To::Person(_)) {
                    assert!(
                        me || !all.contains(person.name.as_str()),
                        "{}: {who}",
                        person.name
                    );
                }
                assert!(
                    person.email.is_empty() || !all.contains(person.email.as_str()),
                    "{who}"
                );
            }
            for org in &session.organisations {
                let hosts = session.hosts.contains(&org.id);
                let partner = own.is_some_and(|own| {
                    session.needs.iter().any(|n| {
                        (n.hospital == *own && works(&n.no, &org.id))
                            || (n.hospital == org.id && works(&n.no, own))
                    })
                });
                let may = Some(&org.id) == own || hosts || partner;
                assert!(
                    may || !all.contains(org.name.as_str()),
                    "{}: {who}",
                    org.name
                );
            }
            for need in &session.needs {
                let level = need.disclosure.unwrap_or(Disclosure::Closed);
                let may = match own {
                    Some(own) if need.hospital == *own => true,
                    Some(own) => {
                        works(&need.no, own)
                            && matches!(level, Disclosure::Public | Disclosure::Members)
                    }
                    None => level == Disclosure::Public,
                };
                assert!(
                    may || !all.contains(need.title.as_str()),
                    "{}: {who}",
                    need.no
                );
                assert!(
                    may || !all.contains(need.problem.as_str()),
                    "{}: {who}",
                    need.no
                );
            }
            // The draft goes to nobody else.
            let mail = data::mail(&facts, to);
            for (name, address) in &mail {
                let person = session
                    .attendees
                    .iter()
                    .find(|p| p.email == *address)
                    .unwrap();
                assert_eq!((Some(&person.org), &person.name), (own, name), "{who}");
            }
            let draft = String::from_utf8(eml::write(&letter, &mail)).unwrap();
            assert!(draft.starts_with("X-Unsent: 1\r\n") && draft.is_ascii());
        }
    }
    written
}

#[test]
fn an_nda_that_is_signed_tells_the_title_and_none_before() {
    let (id, mut book) = book(1);
    let need = {
        let session = &book.sessions[&id];
        let mut needs = session.needs.iter();
        needs
            .find(|n| n.disclosure == Some(Disclosure::AfterNda))
            .unwrap()
            .clone()
    };
    let of_need = book
        .pairings
        .keys()
        .find(|p| p.need == need.no)
        .unwrap()
        .clone();
    let title = |book: &Book| {
        let (catalogue, calendar) = (Catalogue::default(), Calendar::default());
        let facts = facts(book, &id, (&catalogue, &calendar));
        let org = facts.session.organisation(&of_need.org).unwrap();
        let actor = Clean::default();
        let source = Source {
            facts: &facts,
            calls: &[],
            actor: &actor,
        };
        let data = data::of(&source, To::Organisation(org));
        data.pairings
            .iter()
            .any(|p| need.title == *p.title.as_str())
    };
    assert!(!title(&book));
    let task = enishi::domain::entity::task::TaskId {
        session: id.clone(),
        need: need.no.clone(),
        org: of_need.org.clone(),
        template: "C1".into(),
    };
    let mut signed = book.tasks.values().next().unwrap().clone();
    signed.id = task.clone();
    signed.status = TaskStatus::Done;
    book.tasks.insert(task, signed);
    assert!(title(&book));
}

#[test]
fn a_template_with_a_mistake_is_refused_with_its_line() {
    let read = |text: &str| Template::read(text);
    assert_eq!(read("件名: 御礼\n本文"), Err(TemplateError::NoHead));
    assert_eq!(
        read("件名: 御礼\n---\n本文"),
        Err(TemplateError::Missing("対象"))
    );
    assert_eq!(read("# 注\n対象: 宇宙\n---\n"), Err(TemplateError::Head(2)));
    let data = data::Data::default();
    let fill = |body: &str| {
        let text = format!("対象: 参加者\r\n件名: 御礼\r\n----\r\n{body}");
        Template::read(&text)
            .unwrap()
            .fill(&data)
            .map(|l| l.unwrap().body)
    };
    assert_eq!(fill("一\n二\n"), Ok("一\n二\n".to_owned()));
    let unknown = TemplateError::Unknown(5, "{{ to.nmae }}".into());
    assert_eq!(fill("一\n{{ to.nmae }}\n"), Err(unknown.clone()));
    let told = unknown.explain(&Words::new(Lang::Ja));
    assert!(told.contains("5行目") && told.contains("to.nmae"), "{told}");
    assert!(matches!(
        fill("一\n二\n{% if %}\n"),
        Err(TemplateError::Syntax(6, _))
    ));
    assert!(matches!(
        fill("{{ to.name|nothing }}"),
        Err(TemplateError::Syntax(4, _))
    ));
}

#[test]
fn a_word_file_is_whole_and_the_same_each_time() {
    let letter = enishi::exchange::letter::Letter {
        subject: "件名 <&>".into(),
        body: "一行目\n\n三行目 & \u{7}終わり\n".to_owned(),
    };
    let bytes = docx::write(&letter).unwrap();
    assert_eq!(bytes, docx::write(&letter).unwrap());
    let mut file = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(file.len(), 3);
    let mut document = String::new();
    file.by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut document)
        .unwrap();
    let mut reader = quick_xml::Reader::from_str(&document);
    let mut paragraphs = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "w:p" => paragraphs += 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(paragraphs, 5);
    assert!(document.contains("三行目 &amp; 終わり"), "{document}");
    // A text that has its subject is not given another one; the words that have a side of their own stand there.
    let letter = enishi::exchange::letter::Letter {
        subject: "お願い".into(),
        body: "架空病院\n\nお願い\n\n敬具\n記\n以上\n".to_owned(),
    };
    let bytes = docx::write(&letter).unwrap();
    let mut file = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut document = String::new();
    file.by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut document)
        .unwrap();
    assert_eq!(document.matches("お願い").count(), 1, "{document}");
    assert_eq!(document.matches("\"center\"").count(), 2, "{document}");
    assert_eq!(document.matches("\"right\"").count(), 2, "{document}");
}

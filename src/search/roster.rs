//! What of a session is searched.

use super::record::Field;
use super::record::Kind;
use super::record::Record;
use crate::domain::roster::{Attendee, Need, Organisation, Patent, Session};
use crate::text::Clean;
use crate::text::fold;
use std::collections::BTreeSet;

/// Everybody and everything of a session: attendees, organisations, needs, patents, each in its order.
pub fn records(session: &Session) -> Vec<Record> {
    let staffed: BTreeSet<&Clean> = session.attendees.iter().map(|a| &a.org).collect();
    let in_room: BTreeSet<String> = session
        .organisations
        .iter()
        .filter(|o| staffed.contains(&o.id))
        .flat_map(|o| [fold::key(&o.name), fold::key(&o.short)])
        .filter(|name| !name.is_empty())
        .collect();
    let attendees = session.attendees.iter().map(|a| attendee(session, a));
    let organisations = session
        .organisations
        .iter()
        .map(|o| organisation(o, staffed.contains(&o.id)));
    let needs = session.needs.iter().map(|n| need(session, n));
    let patents = session.patents.iter().map(|p| {
        let holder = |a: &Clean| in_room.contains(&fold::key(a));
        patent(p, p.applicants.iter().any(holder))
    });
    attendees
        .chain(organisations)
        .chain(needs)
        .chain(patents)
        .collect()
}

/// Fields that are filled in.
#[derive(Default)]
struct Fields(Vec<(Field, String)>);

impl Fields {
    fn add(&mut self, field: Field, text: &str) -> &mut Self {
        let text = text.replace('\n', " ");
        if !text.trim().is_empty() {
            self.0.push((field, text));
        }
        self
    }

    fn all<'a>(&mut self, field: Field, texts: impl IntoIterator<Item = &'a Clean>) -> &mut Self {
        for text in texts {
            self.add(field, text);
        }
        self
    }

    fn notes(&mut self, notes: &[(Clean, Clean)]) -> &mut Self {
        self.all(Field::Note, notes.iter().map(|(_, text)| text))
    }
}

fn record(
    kind: Kind,
    id: &Clean,
    fields: &mut Fields,
    kana: &[(Field, &Clean)],
    present: bool,
) -> Record {
    let readings = kana.iter().filter(|(_, kana)| !kana.is_empty());
    Record {
        kind,
        id: id.to_string(),
        fields: std::mem::take(&mut fields.0),
        readings: readings
            .map(|(field, kana)| (*field, kana.to_string()))
            .collect(),
        present,
        needs: Vec::new(),
    }
}

fn attendee(session: &Session, a: &Attendee) -> Record {
    let mut fields = Fields::default();
    fields
        .add(Field::Number, &a.badge)
        .add(Field::Person, &a.name);
    let org = session.recorded_organisation(&a.org);
    if let Some(org) = org {
        fields
            .add(Field::Organisation, &org.name)
            .add(Field::Organisation, &org.short)
            .add(Field::Prefecture, &org.prefecture);
    }
    fields
        .add(Field::Department, &a.dept)
        .add(Field::Role, &a.title)
        .add(Field::Role, a.role.map_or("", |r| r.ja()))
        .notes(&a.notes);
    let absent = a
        .notes
        .iter()
        .any(|(key, text)| *key == "attendance" && *text == "欠席");
    let mut kana = vec![(Field::Reading, &a.kana)];
    kana.extend(org.map(|org| (Field::Organisation, &org.kana)));
    record(Kind::Attendee, &a.badge, &mut fields, &kana, !absent)
}

fn organisation(o: &Organisation, present: bool) -> Record {
    let mut fields = Fields::default();
    fields
        .add(Field::Organisation, &o.name)
        .add(Field::Organisation, &o.short)
        .add(Field::Number, &o.id)
        .all(Field::Technology, &o.technologies)
        .add(Field::Licence, &o.mah_no)
        .add(Field::Licence, &o.corporate_no)
        .add(Field::Licence, o.licence().map_or("", |l| l.ja()))
        .add(Field::Prefecture, &format!("{}{}", o.prefecture, o.city));
    for kind in &o.kinds {
        fields.add(Field::Role, kind.ja());
    }
    fields.add(Field::Note, &o.past_devices).notes(&o.notes);
    let kana = [(Field::Reading, &o.kana)];
    record(Kind::Organisation, &o.id, &mut fields, &kana, present)
}

fn need(session: &Session, n: &Need) -> Record {
    let mut fields = Fields::default();
    fields
        .add(Field::Number, &n.no)
        .add(Field::Title, &n.title)
        .add(Field::Organisation, session.org_name(&n.hospital))
        .add(Field::Department, &n.department)
        .add(Field::Note, n.presenter_name(session))
        .all(Field::Technology, &n.seeking_tech)
        .add(Field::Status, n.disclosure.map_or("", |d| d.ja()))
        .add(Field::Class, &n.jmdn_code)
        .add(Field::Abstract, &n.problem)
        .add(Field::Abstract, &n.wanted)
        .add(Field::Abstract, &n.current);
    for role in &n.seeking_roles {
        fields.add(Field::Role, role.ja());
    }
    fields.notes(&n.notes);
    record(Kind::Need, &n.no, &mut fields, &[], true)
}

fn patent(p: &Patent, present: bool) -> Record {
    let mut fields = Fields::default();
    fields
        .add(Field::Number, &p.doc_no)
        .add(Field::Title, &p.title)
        .all(Field::Organisation, &p.applicants)
        .add(Field::Status, &p.stage)
        .add(Field::Status, p.life().ja())
        .all(Field::Class, &p.fi)
        .add(Field::Abstract, &p.abstract_text)
        .notes(&p.notes);
    let needs = p.needs.iter().map(|link| link.no.to_string()).collect();
    Record {
        needs,
        ..record(Kind::Patent, &p.doc_no, &mut fields, &[], present)
    }
}

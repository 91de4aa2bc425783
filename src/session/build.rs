//! The tables of the file as the words of the domain.

use super::problem::{Kind, Problem};
use super::refs::Refs;
use super::table::{Spot, Table};
use crate::domain::code::OrgKind;
use crate::domain::number;
use crate::domain::number::MahType;
use crate::domain::roster::{
    ATTENDEE_NOTES, Attendee, Interest, NEED_NOTES, Need, ORGANISATION_NOTES, Organisation,
    PATENT_NOTES, Patent, PatentLink, Session,
};
use crate::text::Clean;
use jiff::ToSpan;
use jiff::civil::Date;

/// The keys of `[session]`.
pub(super) const SESSION: &[&str] = &[
    "id",
    "title",
    "held_on",
    "starts_at",
    "ends_at",
    "venue",
    "hosts",
    "cohosts",
    "supporters",
    "joint_hospitals",
    "coordinators",
    "slot_minutes",
    "tables",
    "present_minutes",
    "program_name",
    "target_pairings",
    "confidentiality_notice",
];

pub(super) fn session(t: &mut Table<'_, '_, '_, '_>, refs: &mut Refs) -> Session {
    let id = t.id("id").unwrap_or_default().0;
    let title = t.must_line("title").unwrap_or_default().0;
    let held_on = t.date("held_on");
    t.missing("held_on");
    if held_on.is_some_and(|d| !(2000..=2199).contains(&d.year())) {
        let span = t.span_of("held_on");
        let value = held_on.map(|d| d.to_string()).unwrap_or_default();
        t.report.add(
            &span,
            &Problem::BadDate {
                value: &value,
                fix: None,
            },
        );
    }
    let starts_at = t.time("starts_at");
    let ends_at = t.time("ends_at");
    if let (Some(from), Some(to)) = (starts_at, ends_at)
        && to < from
    {
        t.report
            .add(&t.span_of("ends_at"), &Problem::EndsBeforeStart);
    }
    Session {
        id,
        title,
        held_on: held_on.unwrap_or_default(),
        starts_at,
        ends_at,
        venue: t.line("venue"),
        format: t.line("format"),
        hosts: organisations(t, "hosts", refs),
        cohosts: organisations(t, "cohosts", refs),
        supporters: organisations(t, "supporters", refs),
        joint_hospitals: organisations(t, "joint_hospitals", refs),
        coordinators: t.list("coordinators"),
        slot_minutes: t.count("slot_minutes", 1, 600),
        tables: t.count("tables", 1, 1000),
        present_minutes: t.count("present_minutes", 1, 600),
        program_name: t.line("program_name"),
        target_pairings: t.count("target_pairings", 0, 100_000),
        confidentiality_notice: t.text("confidentiality_notice"),
        ..Session::default()
    }
}

fn organisations(t: &mut Table<'_, '_, '_, '_>, key: &'static str, refs: &mut Refs) -> Vec<Clean> {
    let spots = t.spots(key);
    for (id, span) in &spots {
        refs.refer(Kind::Organisation, id, span);
    }
    spots.into_iter().map(|(id, _)| id).collect()
}

/// Notes the id of a row, or that it has none, which makes references to this kind of row unjudgeable.
fn define(
    kind: Kind,
    id: Option<Spot<Clean>>,
    t: &mut Table<'_, '_, '_, '_>,
    refs: &mut Refs,
) -> Clean {
    if let Some((id, span)) = id {
        refs.define(kind, &id, &span, t.report);
        id
    } else {
        refs.unknown(kind);
        Clean::default()
    }
}

pub(super) fn organisation(t: &mut Table<'_, '_, '_, '_>, refs: &mut Refs) -> Organisation {
    let id = t.id("id");
    let id = define(Kind::Organisation, id, t, refs);
    let name = t.must_line("name");
    if let Some((name, span)) = &name {
        refs.organisation_name(name, &id, span, t.report);
    }
    let kinds = t.codes("kinds");
    t.missing("kinds");
    if t.is_empty_list("kinds") {
        t.report
            .add(&t.span_of("kinds"), &Problem::Empty { key: "kinds" });
    }
    let prefecture = t.line("prefecture");
    let mah_no = t.spot("mah_no");
    let mah_type = t.line("mah_type");
    if let Some((written, span)) = &mah_no {
        licence(t, written, span, &prefecture, &mah_type, &kinds);
    }
    let corporate_no = t.spot("corporate_no");
    let corporate_no = corporate_no.map_or(Clean::default(), |(written, span)| {
        number::corporate_number(&written).map_or_else(
            || {
                t.report.add(&span, &Problem::Corporate { value: &written });
                Clean::default()
            },
            |n| Clean::line(&n),
        )
    });
    Organisation {
        id,
        name: name.unwrap_or_default().0,
        kana: t.line("kana"),
        short: t.line("short"),
        kinds,
        prefecture,
        city: t.line("city"),
        corporate_no,
        mah_no: mah_no.map_or(Clean::default(), |(n, _)| Clean::line(&number::narrow(&n))),
        mah_type,
        iso13485: t.flag("iso13485"),
        technologies: t.list("technologies"),
        past_devices: t.text("past_devices"),
        ia_office: t.line("ia_office"),
        invention_rule: t.line("invention_rule"),
        coi_rule: t.line("coi_rule"),
        competitors: organisations(t, "competitors", refs),
        notes: t.notes(ORGANISATION_NOTES),
    }
}

fn licence(
    t: &mut Table<'_, '_, '_, '_>,
    written: &Clean,
    span: &std::ops::Range<usize>,
    prefecture: &Clean,
    mah_type: &Clean,
    kinds: &[OrgKind],
) {
    let Some((place, kind)) = number::mah_licence(written) else {
        t.report.add(span, &Problem::Licence { value: written });
        return;
    };
    let typed = number::narrow(mah_type);
    let says = |digit: char, kanji: char| typed.contains(digit) || typed.contains(kanji);
    let stated = if says('1', '一') {
        Some(MahType::First)
    } else if says('2', '二') {
        Some(MahType::Second)
    } else if says('3', '三') {
        Some(MahType::Third)
    } else {
        None
    };
    if !mah_type.is_empty() && stated != Some(kind) {
        let problem = Problem::LicenceType {
            number: written,
            written: mah_type,
        };
        t.report.add(&t.span_of("mah_type"), &problem);
    }
    let right = match kind {
        MahType::First => OrgKind::MarketingHolder1,
        MahType::Second => OrgKind::MarketingHolder2,
        MahType::Third => OrgKind::MarketingHolder3,
    };
    let others = [
        OrgKind::MarketingHolder1,
        OrgKind::MarketingHolder2,
        OrgKind::MarketingHolder3,
    ];
    if let Some(other) = kinds.iter().find(|k| others.contains(k) && **k != right) {
        let problem = Problem::LicenceKinds {
            value: written,
            kinds: other.code(),
        };
        t.report.add(span, &problem);
    }
    let name = PREFECTURES
        .get(usize::from(place).saturating_sub(1))
        .copied()
        .unwrap_or_default();
    // 東京 is 東京都 as well.
    if !prefecture.is_empty() && !name.starts_with(prefecture.as_str()) {
        let problem = Problem::LicencePrefecture {
            value: written,
            prefecture: name,
        };
        t.report.add(span, &problem);
    }
}

/// In the order of their codes (JIS X 0401).
const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

pub(super) fn attendee(t: &mut Table<'_, '_, '_, '_>, refs: &mut Refs) -> Attendee {
    let badge = t.id("badge");
    let badge = define(Kind::Attendee, badge, t, refs);
    let org = t.must_line("org");
    if let Some((org, span)) = &org {
        refs.refer(Kind::Organisation, org, span);
    }
    let org = org.unwrap_or_default().0;
    let name = t.must_line("name");
    if let Some((name, span)) = &name {
        refs.person(&org, name, span, t.report);
    }
    Attendee {
        badge,
        org,
        name: name.unwrap_or_default().0,
        kana: t.line("kana"),
        dept: t.line("dept"),
        title: t.line("title"),
        role: t.code("role"),
        email: t.line("email"),
        tel: t.line("tel"),
        interests: t.rows("interests", |row| {
            let need = row.must_line("need");
            let level = row.must_code("level");
            let (need, span) = need?;
            refs.refer(Kind::Need, &need, &span);
            Some(Interest {
                need,
                level: level?,
            })
        }),
        wants_meeting: t.flag("wants_meeting"),
        notes: t.notes(ATTENDEE_NOTES),
    }
}

pub(super) fn need(t: &mut Table<'_, '_, '_, '_>, refs: &mut Refs) -> Need {
    let no = t.id("no");
    let no = define(Kind::Need, no, t, refs);
    let hospital = t.must_line("hospital");
    if let Some((id, span)) = &hospital {
        refs.refer(Kind::Organisation, id, span);
    }
    let presenter = t.spot("presenter");
    if let Some((written, span)) = &presenter
        && looks_like_badge(written)
    {
        refs.refer(Kind::Attendee, written, span);
    }
    let jmdn = t.spot("jmdn_code");
    let jmdn_code = jmdn.map_or(Clean::default(), |(written, span)| {
        let code = number::narrow(&written);
        if code.len() != 8 || !code.bytes().all(|b| b.is_ascii_digit()) {
            t.report.add(&span, &Problem::Jmdn { value: &written });
        }
        Clean::line(&code)
    });
    Need {
        no,
        title: t.must_line("title").unwrap_or_default().0,
        hospital: hospital.unwrap_or_default().0,
        department: t.must_line("department").unwrap_or_default().0,
        problem: t.must_text("problem"),
        wanted: t.must_text("wanted"),
        current: t.text("current"),
        presenter: presenter.unwrap_or_default().0,
        presenter_role: t.line("presenter_role"),
        device_kind: t.code("device_kind"),
        device_class: t.code("device_class"),
        jmdn_code,
        disclosure: t.must_code("disclosure"),
        patent_status: t.code("patent_status"),
        first_disclosed_on: t.date("first_disclosed_on"),
        seeking_roles: t.codes("seeking_roles"),
        seeking_tech: t.list("seeking_tech"),
        stage: t.code("stage"),
        order: t.count("order", 0, 100_000),
        visit_ok: t.flag("visit_ok"),
        trial_site_ok: t.flag("trial_site_ok"),
        notes: t.notes(NEED_NOTES),
    }
}

/// Digits, perhaps with letters and marks of ASCII, and no name.
fn looks_like_badge(s: &str) -> bool {
    let s = number::narrow(s);
    s.is_ascii() && s.bytes().any(|b| b.is_ascii_digit())
}

pub(super) fn patent(
    t: &mut Table<'_, '_, '_, '_>,
    refs: &mut Refs,
    held_on: Option<Date>,
) -> Patent {
    let doc_no = t.must_line("doc_no");
    if let Some((written, span)) = &doc_no {
        refs.patent(written, span, t.report);
        if number::patent_id(written).is_none() {
            t.report
                .add(span, &Problem::PatentNotation { value: written });
        }
    }
    let checked = t.peek_date("checked_on");
    if let (Some((checked, span)), Some(held_on)) = (checked, held_on)
        && checked
            .checked_add(6.months())
            .is_ok_and(|until| until < held_on)
    {
        let date = checked.to_string();
        t.report.add(&span, &Problem::OldStatus { date: &date });
    }
    Patent {
        doc_no: doc_no.unwrap_or_default().0,
        title: t.must_line("title").unwrap_or_default().0,
        applicants: t.list("applicants"),
        abstract_text: t.text("abstract"),
        fi: t.list("fi"),
        stage: t.line("stage"),
        pub_date: t.date("pub_date"),
        url: t.line("url"),
        needs: t.rows("needs", |row| {
            let no = row.must_line("no");
            let relation = row.must_code("relation");
            let (no, span) = no?;
            refs.refer(Kind::Need, &no, &span);
            Some(PatentLink {
                no,
                relation: relation?,
            })
        }),
        notes: t.notes(PATENT_NOTES),
    }
}

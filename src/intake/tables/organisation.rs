//! 機関: hospitals, companies, universities, support bodies.

use crate::domain::code::OrgKind;
use crate::domain::number;
use crate::domain::number::MahType;
use crate::domain::roster::{ORGANISATION_NOTES, Organisation};
use crate::intake::checks::Checks;
use crate::intake::choice::{choices, push};
use crate::intake::column;
use crate::intake::column::{Notes, Read, Table};
use crate::intake::note::Shape;
use crate::intake::problem::{Problem, Target};
use crate::intake::row::Row;
use crate::text::Clean;

type Column = column::Column<Organisation>;

pub(in crate::intake) static TABLE: Table<Organisation> = Table {
    columns: &[
        Column::new("id", "機関ID", &["機関id"], Read::Id(|o, v| o.id = v)).required(),
        Column::new(
            "name",
            "名称",
            &["名称", "機関名", "会社名"],
            Read::Line(|o, v| o.name = v),
        )
        .required(),
        Column::new(
            "kana",
            "フリガナ",
            &["フリガナ", "ふりがな", "よみ", "yomi", "reading"],
            Read::Line(|o, v| o.kana = v),
        ),
        Column::new("short", "略称", &["略称"], Read::Line(|o, v| o.short = v)),
        Column::new(
            "kinds",
            "種別",
            &["種別", "kind"],
            Read::Codes(choices::<OrgKind>, |o, v| push(&mut o.kinds, v)),
        )
        .required(),
        Column::new(
            "prefecture",
            "都道府県",
            &["都道府県"],
            Read::Line(|o, v| o.prefecture = v),
        ),
        Column::new(
            "city",
            "市区町村",
            &["市区町村"],
            Read::Line(|o, v| o.city = v),
        ),
        Column::new(
            "corporate_no",
            "法人番号",
            &["法人番号"],
            Read::Checked(corporate_number, |o, v| o.corporate_no = v),
        )
        .numbers(),
        Column::new(
            "mah_no",
            "製造販売業許可番号",
            &["許可番号", "製造販売業許可番号"],
            Read::Line(|o, v| o.mah_no = v),
        )
        .numbers(),
        Column::new(
            "mah_type",
            "製造販売業の種別",
            &["製造販売業"],
            Read::Line(|o, v| o.mah_type = v),
        ),
        Column::new(
            "iso13485",
            "ISO 13485",
            &[],
            Read::Flag(|o, v| o.iso13485 = Some(v)),
        ),
        Column::new(
            "technologies",
            "保有技術",
            &["保有技術", "技術", "technology"],
            Read::Texts(|o, v| o.technologies = v),
        ),
        Column::new(
            "past_devices",
            "医療機器の実績",
            &["実績"],
            Read::Text(|o, v| o.past_devices = v),
        ),
        Column::new(
            "ia_office",
            "支援組織の有無",
            &[],
            Read::Line(|o, v| o.ia_office = v),
        ),
        Column::new(
            "invention_rule",
            "職務発明規程",
            &[],
            Read::Line(|o, v| o.invention_rule = v),
        ),
        Column::new(
            "coi_rule",
            "COI規程",
            &[],
            Read::Line(|o, v| o.coi_rule = v),
        ),
        Column::new(
            "competitors",
            "競合",
            &["競合"],
            Read::References(Target::Organisation, |o, v| o.competitors = v),
        ),
    ],
    notes: Some(Notes {
        all: ORGANISATION_NOTES,
        aliases: &[
            ("address", &["住所", "所在地"]),
            ("employees", &["従業員数"]),
            ("capital_jpy", &["資本金"]),
        ],
        numbers: &["mfg_no"],
        shapes: &[
            ("employees", Shape::Number),
            ("capital_jpy", Shape::Number),
            ("mah_expires_on", Shape::Date),
        ],
        put: |o, name, text| o.notes.push((name, text)),
    }),
    check,
};

fn corporate_number(written: &Clean) -> (Option<Problem<'_>>, Clean) {
    match number::corporate_number(written) {
        Some(number) => (None, Clean::line(&number)),
        None => (
            Some(Problem::Corporate { value: written }),
            Clean::default(),
        ),
    }
}

fn check(organisation: &mut Organisation, row: &Row<'_>, checks: &mut Checks<'_, '_>) {
    checks.define(Target::Organisation, &organisation.id, row.place_of("id"));
    if !organisation.name.is_empty() {
        let place = row.place_of("name");
        checks.refs.organisation_name(
            &organisation.name,
            &organisation.id,
            place,
            &mut checks.report,
        );
    }
    if !organisation.mah_no.is_empty() {
        licence(organisation, row, checks);
        organisation.mah_no = Clean::line(&number::narrow(&organisation.mah_no));
    }
}

/// The number of a marketing licence names the prefecture and the type, which other columns state as well.
fn licence(organisation: &Organisation, row: &Row<'_>, checks: &mut Checks<'_, '_>) {
    let written = &organisation.mah_no;
    let at = row.place_of("mah_no");
    let Some((prefecture, kind)) = number::mah_licence(written) else {
        checks.report.add(at, &Problem::Licence { value: written });
        return;
    };
    let mah_type = &organisation.mah_type;
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
        checks.report.add(row.place_of("mah_type"), &problem);
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
    let other = organisation
        .kinds
        .iter()
        .find(|k| others.contains(k) && **k != right);
    if let Some(other) = other {
        let problem = Problem::LicenceKinds {
            value: written,
            kinds: other.code(),
        };
        checks.report.add(at, &problem);
    }
    let name = PREFECTURES
        .get(usize::from(prefecture).saturating_sub(1))
        .copied()
        .unwrap_or_default();
    // 東京 is 東京都 as well.
    let stated = &organisation.prefecture;
    if !stated.is_empty() && !name.starts_with(stated.as_str()) {
        let problem = Problem::LicencePrefecture {
            value: written,
            prefecture: name,
        };
        checks.report.add(at, &problem);
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

//! The words for a pairing that became a project: how far a company commits itself, in which form the two work together,
//! why it ended, and what is known of it besides (domain.md c.7, S0 0-1, S1).

use crate::domain::number::narrow;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

codes! {
    /// How far the company commits itself (c.7).
    Commitment {
        Nothing = "表明なし", "表明なし", "nothing said";
        Word = "口頭", "口頭", "by word of mouth";
        InKind = "人・物提供", "人・物の提供", "people or goods";
        Money = "資金", "資金", "money";
        Outlet = "導出先明確", "導出先が明確", "outlet is clear", "導出先明確";
    }
}

codes! {
    /// In which form the two work together: the menu of sixteen, and the two steps before it.
    Collaboration {
        Research = "共同研究・受託研究", "共同研究・受託研究", "joint or commissioned research", "共同研究", "受託研究";
        Hub = "協働研究拠点", "協働研究拠点", "joint research hub";
        Chair = "ジョイントリサーチ講座", "ジョイントリサーチ講座", "joint research chair";
        Material = "マテリアル", "マテリアル", "materials", "MTA";
        Licence = "知財ライセンス", "知財ライセンス", "licence", "ライセンス";
        Clinical = "臨床的知見", "臨床的知見", "clinical knowledge";
        Data = "医療情報・バイオリソース", "医療情報・バイオリソース", "medical data and samples";
        Trial = "臨床研究・治験", "臨床研究・治験", "clinical research or trial", "臨床研究", "治験";
        Tip = "tip", "tip", "tip";
        Seminar = "オーダーメイド型セミナー", "オーダーメイド型セミナー", "tailored seminar";
        Fellow = "特別研究生", "特別研究生", "visiting fellow";
        Lecture = "大学院聴講", "大学院聴講", "graduate lectures";
        Framework = "共創・包括連携協定", "オープンイノベーション共創・包括連携協定", "framework agreement", "包括連携協定";
        Advice = "学術指導", "学術指導", "academic consulting";
        Hdp = "HDP", "HDP", "HDP";
        Field = "研究・臨床フィールド", "研究・臨床フィールド", "research and clinical field";
        Secrecy = "秘密保持", "秘密保持", "secrecy", "NDA";
        Visit = "見学", "見学", "visit", "病院見学";
    }
}

codes! {
    /// Why a pairing ends (c.7). The record holds the word, so that others may stand there, too.
    EndReason {
        Technology = "技術", "技術", "technology";
        Price = "価格", "価格", "price";
        Market = "市場", "市場", "market";
        Patents = "知財", "知財", "patents";
        Regulation = "薬事", "薬事", "regulation";
        Reimbursement = "保険", "保険", "reimbursement";
        Staff = "体制", "体制", "organisation";
        Time = "時間", "時間", "time";
        Rivals = "競合", "競合", "competition";
        Moved = "担当異動", "担当異動", "person in charge moved";
        Hospital = "病院・医師の判断", "病院・医師の判断", "decision of the hospital or doctor", "病院の判断", "医師の判断";
        Other = "その他", "その他", "other";
    }
}

codes! {
    /// What is known of a pairing that became a project, each with one value. The sheet of shared goals and roles has five
    /// lines, which both sides tick.
    Point {
        Commitment = "commitment", "企業のコミットメント", "commitment of the company", "コミットメント";
        Collaboration = "collaboration", "連携の形", "form of collaboration";
        OwnerHospital = "owner_hospital", "実用化担当者（病院・大学）", "in charge of practical use (hospital)", "病院の実用化担当者";
        OwnerCompany = "owner_company", "実用化担当者（企業）", "in charge of practical use (company)", "企業の実用化担当者";
        ResourceHospital = "resource_hospital", "病院側の資源", "resources of the hospital";
        ResourceCompany = "resource_company", "企業側の資源", "resources of the company";
        Amount = "amount", "金額（円）", "amount (yen)", "金額";
        Lessons = "lessons", "教訓", "lessons";
        Data = "shared_data", "共有 データ", "shared: data", "データ";
        DataHospital = "shared_data_hospital", "共有 データ（病院の確認）", "shared: data, hospital agrees";
        DataCompany = "shared_data_company", "共有 データ（企業の確認）", "shared: data, company agrees";
        Drift = "shared_need", "共有 臨床ニーズのずれ", "shared: drift of the need", "臨床ニーズのずれ";
        DriftHospital = "shared_need_hospital", "共有 臨床ニーズのずれ（病院の確認）", "shared: drift of the need, hospital agrees";
        DriftCompany = "shared_need_company", "共有 臨床ニーズのずれ（企業の確認）", "shared: drift of the need, company agrees";
        Rights = "shared_ip", "共有 知財", "shared: intellectual property", "知財";
        RightsHospital = "shared_ip_hospital", "共有 知財（病院の確認）", "shared: intellectual property, hospital agrees";
        RightsCompany = "shared_ip_company", "共有 知財（企業の確認）", "shared: intellectual property, company agrees";
        Science = "shared_rs", "共有 RS（評価の科学）", "shared: regulatory science", "RS";
        ScienceHospital = "shared_rs_hospital", "共有 RS（病院の確認）", "shared: regulatory science, hospital agrees";
        ScienceCompany = "shared_rs_company", "共有 RS（企業の確認）", "shared: regulatory science, company agrees";
        Making = "shared_making", "共有 製造", "shared: manufacturing", "製造";
        MakingHospital = "shared_making_hospital", "共有 製造（病院の確認）", "shared: manufacturing, hospital agrees";
        MakingCompany = "shared_making_company", "共有 製造（企業の確認）", "shared: manufacturing, company agrees";
    }
}

/// What the value of a [`Point`] may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointKind {
    /// A [`Commitment`].
    Commitment,
    /// A [`Collaboration`].
    Collaboration,
    /// A sum in yen.
    Yen,
    /// A day: one side agreed to a line of the sheet.
    Day,
    /// Free text; a person perhaps.
    Text,
}

impl Point {
    /// The lines of the sheet of shared goals and roles, each with what the hospital and the company tick.
    pub const SHEET: &'static [(Self, [Self; 2])] = &[
        (Self::Data, [Self::DataHospital, Self::DataCompany]),
        (Self::Drift, [Self::DriftHospital, Self::DriftCompany]),
        (Self::Rights, [Self::RightsHospital, Self::RightsCompany]),
        (Self::Science, [Self::ScienceHospital, Self::ScienceCompany]),
        (Self::Making, [Self::MakingHospital, Self::MakingCompany]),
    ];

    /// What its value may be.
    pub fn kind(self) -> PointKind {
        match self {
            Self::Commitment => PointKind::Commitment,
            Self::Collaboration => PointKind::Collaboration,
            Self::Amount => PointKind::Yen,
            Self::DataHospital
            | Self::DataCompany
            | Self::DriftHospital
            | Self::DriftCompany
            | Self::RightsHospital
            | Self::RightsCompany
            | Self::ScienceHospital
            | Self::ScienceCompany
            | Self::MakingHospital
            | Self::MakingCompany => PointKind::Day,
            Self::OwnerHospital
            | Self::OwnerCompany
            | Self::ResourceHospital
            | Self::ResourceCompany
            | Self::Lessons
            | Self::Data
            | Self::Drift
            | Self::Rights
            | Self::Science
            | Self::Making => PointKind::Text,
        }
    }

    /// Whether a value is none of somebody's own words: a code, a sum, a day.
    pub fn is_code(self, value: &str) -> bool {
        match self.kind() {
            PointKind::Commitment => Commitment::parse(value).is_some(),
            PointKind::Collaboration => Collaboration::parse(value).is_some(),
            PointKind::Yen => value.parse::<u64>().is_ok(),
            PointKind::Day => value.parse::<Date>().is_ok(),
            PointKind::Text => false,
        }
    }

    /// A value as people read it.
    pub fn shown(self, value: &str, in_english: bool) -> String {
        let pick = |ja: &str, en: &str| (if in_english { en } else { ja }).to_owned();
        let code = match self.kind() {
            PointKind::Commitment => Commitment::parse(value).map(|c| pick(c.ja(), c.en())),
            PointKind::Collaboration => Collaboration::parse(value).map(|c| pick(c.ja(), c.en())),
            PointKind::Yen => value.parse().ok().map(|yen: u64| {
                let yen = grouped(yen);
                pick(&format!("{yen}円"), &format!("{yen} yen"))
            }),
            PointKind::Day | PointKind::Text => None,
        };
        code.unwrap_or_else(|| value.replace('\n', " "))
    }
}

/// A number with a comma before every three digits.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

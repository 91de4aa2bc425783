//! What fields are called on screen.

use super::kind::ListKind;
use crate::intake::section::Section;
use crate::intake::tables;

/// What a field is called on screen.
pub fn label(kind: ListKind, field: &str) -> &'static str {
    let section = match kind {
        ListKind::Attendees | ListKind::Interests => Section::Attendees,
        ListKind::Needs => Section::Needs,
        ListKind::Patents => Section::Patents,
    };
    let of = |section: Section| {
        let heads = tables::columns(section).into_iter();
        let mut own = heads.filter(|head| head.name == field);
        own.next().map(|head| head.label)
    };
    match (kind, field) {
        (ListKind::Interests | ListKind::Patents, "need" | "needs") => "ニーズ番号",
        (ListKind::Interests, "title") => "ニーズの題名",
        (_, "level") => "関心度",
        (_, "side") => "立場",
        (_, "comment") => "コメント",
        (_, "interests") => "関心のあるニーズ",
        (_, "meetings") => "面談を希望するニーズ",
        (_, "family") => "姓",
        (_, "given") => "名",
        (_, "family_kana") => "セイ",
        (_, "given_kana") => "メイ",
        (_, "dept_title") => "部署と役職",
        (_, "org" | "organisation") => "機関",
        (_, "org_kana" | "organisation_kana") => "機関のフリガナ",
        (_, "hospital" | "hospital_id") => "医療機関",
        (_, "at") => "回答日時",
        (_, "status" | "withdrawn") => "状態",
        (_, "patents") => "関連特許",
        (_, "relation") => "ニーズとの関係",
        (_, "disclosure_open") => "公開範囲の確認",
        _ => of(section)
            .or_else(|| of(Section::Organisations))
            .unwrap_or(FIELD),
    }
}

/// A field that no table knows.
const FIELD: &str = "ほかの項目";

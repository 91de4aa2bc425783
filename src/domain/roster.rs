//! What was prepared for one session, valid and with its references resolved. Fields: `domain.md` section c.

mod agreed;
mod lookup;
mod place;
mod route;

pub use place::{Desk, Slot};
pub use route::Route;

use super::code::{
    DeviceClass, DeviceKind, Disclosure, Filing, Level, Life, OrgKind, Relation, Stage,
};
use super::number::{self, MahType};
use crate::text::{Clean, fold};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// One matching meeting (開催回) and all prepared for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// 開催ID, a slug.
    pub id: Clean,
    /// 名称
    pub title: Clean,
    /// 開催日
    pub held_on: Date,
    /// 開始
    pub starts_at: Option<Time>,
    /// 終了
    pub ends_at: Option<Time>,
    /// 会場
    pub venue: Clean,
    /// 形式 (現地・オンライン・ハイブリッド)
    pub format: Clean,
    /// 主催, ids of organisations.
    pub hosts: Vec<Clean>,
    /// 共催
    pub cohosts: Vec<Clean>,
    /// 後援
    pub supporters: Vec<Clean>,
    /// 合同開催病院, ids of organisations.
    pub joint_hospitals: Vec<Clean>,
    /// 担当コーディネーター, names.
    pub coordinators: Vec<Clean>,
    /// 面談時間, minutes.
    pub slot_minutes: Option<u32>,
    /// 卓数
    pub tables: Option<u32>,
    /// 発表の持ち時間, minutes.
    pub present_minutes: Option<u32>,
    /// Most meetings of one need.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_per_need: Option<u32>,
    /// Most meetings of one company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_per_company: Option<u32>,
    /// Most meetings of one person without a break.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_in_a_row: Option<u32>,
    /// 事業名 (報告先)
    pub program_name: Clean,
    /// 目標件数
    pub target_pairings: Option<u32>,
    /// 守秘注意文
    pub confidentiality_notice: Clean,
    /// It was put away by hand: lists leave it out unless they are asked for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub put_away: Option<bool>,
    /// 面談の枠, where the file lists them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
    /// 卓, where the file lists them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub desks: Vec<Desk>,
    /// In the order of presentation.
    pub needs: Vec<Need>,
    /// In the order of the file.
    pub organisations: Vec<Organisation>,
    /// In the order of the file.
    pub attendees: Vec<Attendee>,
    /// In the order of the file.
    pub patents: Vec<Patent>,
    /// What stands in the file no more.
    #[serde(skip)]
    pub withdrawn: Withdrawn,
}

/// What was prepared once and stands in the file no more: nothing is recorded with it, but what was recorded is still
/// named by it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Withdrawn {
    /// Needs.
    pub needs: Vec<Need>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Attendees.
    pub attendees: Vec<Attendee>,
}

/// A clinical problem presented by a department of a hospital.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Need {
    /// ニーズ番号, for example `N-07`.
    pub no: Clean,
    /// 題名
    pub title: Clean,
    /// 医療機関, id of an organisation.
    pub hospital: Clean,
    /// 診療科・部署
    pub department: Clean,
    /// 困りごと
    pub problem: Clean,
    /// 求める解決策
    pub wanted: Clean,
    /// 現状・既存の方法
    pub current: Clean,
    /// 発表者: badge number or name.
    pub presenter: Clean,
    /// 職種
    pub presenter_role: Clean,
    /// 医療機器か
    pub device_kind: Option<DeviceKind>,
    /// 想定クラス分類
    pub device_class: Option<DeviceClass>,
    /// 一般的名称コード, 8 digits.
    pub jmdn_code: Clean,
    /// 公開範囲; absent only in a session that is being built.
    pub disclosure: Option<Disclosure>,
    /// 出願状況
    pub patent_status: Option<Filing>,
    /// 初公表日; the novelty clock (patent act, article 30) starts here.
    pub first_disclosed_on: Option<Date>,
    /// 求める相手
    pub seeking_roles: Vec<OrgKind>,
    /// 求める技術
    pub seeking_tech: Vec<Clean>,
    /// 段階
    pub stage: Option<Stage>,
    /// 発表順
    pub order: Option<u32>,
    /// 病院見学可
    pub visit_ok: Option<bool>,
    /// 試作評価の場の提供
    pub trial_site_ok: Option<bool>,
    /// Further fields of the need sheet, in the order of [`NEED_NOTES`], only those filled in.
    pub notes: Vec<(Clean, Clean)>,
}

/// Optional fields of a need that are only shown and searched, as key and Japanese label.
pub const NEED_NOTES: &[(&str, &str)] = &[
    ("must_have", "必須条件"),
    ("nice_to_have", "希望条件"),
    ("pico_p", "対象患者"),
    ("pico_i", "介入"),
    ("pico_c", "比較"),
    ("pico_o", "成果"),
    ("patients_per_year", "対象症例数（年）"),
    ("uses_per_month", "使用頻度（月）"),
    ("market_size_jpy", "市場規模（円）"),
    ("market_source", "市場規模の出典"),
    ("generic_name", "一般的名称"),
    ("employee_invention", "職務発明の扱い"),
    ("prior_awards", "院内評価・表彰"),
    ("committee_score", "委員会評価"),
    ("budget", "予算"),
    ("period", "希望時期"),
    ("support_org", "担当支援機関"),
    ("similar_needs", "類似ニーズ"),
    ("slides", "資料"),
    ("url", "URL"),
    ("remarks", "備考"),
];

/// A hospital, company, university, support body …: the party of a contract.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organisation {
    /// ID, a slug.
    pub id: Clean,
    /// 名称
    pub name: Clean,
    /// フリガナ
    pub kana: Clean,
    /// 略称
    pub short: Clean,
    /// 種別
    pub kinds: Vec<OrgKind>,
    /// 都道府県
    pub prefecture: Clean,
    /// 市区町村
    pub city: Clean,
    /// 法人番号, 13 digits, checked.
    pub corporate_no: Clean,
    /// 製造販売業許可番号, checked; the type is derived from it.
    pub mah_no: Clean,
    /// 製造販売業の種別 as written; used where no number is given.
    pub mah_type: Clean,
    /// ISO 13485 認証
    pub iso13485: Option<bool>,
    /// 保有技術
    pub technologies: Vec<Clean>,
    /// 医療機器の実績
    pub past_devices: Clean,
    /// 支援組織の有無
    pub ia_office: Clean,
    /// 職務発明規程
    pub invention_rule: Clean,
    /// COI規程
    pub coi_rule: Clean,
    /// 競合, ids of organisations.
    pub competitors: Vec<Clean>,
    /// Further fields, in the order of [`ORGANISATION_NOTES`], only those filled in.
    pub notes: Vec<(Clean, Clean)>,
}

/// Optional fields of an organisation that are only shown, as key and Japanese label.
pub const ORGANISATION_NOTES: &[(&str, &str)] = &[
    ("address", "所在地"),
    ("employees", "従業員数"),
    ("capital_jpy", "資本金（円）"),
    ("mah_expires_on", "許可期限"),
    ("mfg_no", "製造業登録番号"),
    ("dealer_licence", "販売業・貸与業"),
    ("iso9001", "ISO 9001"),
    ("jisq13485", "JIS Q 13485"),
    ("qms_ready", "QMS体制"),
    ("nda_template", "NDAひな形"),
    ("contract_window", "契約窓口"),
    ("ethics_meets", "倫理委員会"),
    ("coi_meets", "COI委員会"),
    ("closing_days", "休業日"),
    ("support_kind", "支援の種類"),
];

/// A person of an organisation at this session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attendee {
    /// 受付番号・名札番号
    pub badge: Clean,
    /// 所属, id of an organisation.
    pub org: Clean,
    /// 氏名
    pub name: Clean,
    /// フリガナ
    pub kana: Clean,
    /// 部署
    pub dept: Clean,
    /// 役職
    pub title: Clean,
    /// 立場
    pub role: Option<OrgKind>,
    /// メール
    pub email: Clean,
    /// 電話
    pub tel: Clean,
    /// 事前の興味
    pub interests: Vec<Interest>,
    /// 個別面談希望
    pub wants_meeting: Option<bool>,
    /// 代理: the key of the registered person for whom this one came. Both have the same badge.
    #[serde(skip_serializing_if = "is_blank")]
    pub in_place_of: Clean,
    /// The key of the person who came instead.
    #[serde(skip_serializing_if = "is_blank")]
    pub replaced_by: Clean,
    /// Further fields, in the order of [`ATTENDEE_NOTES`], only those filled in.
    pub notes: Vec<(Clean, Clean)>,
}

fn is_blank(text: &Clean) -> bool {
    text.is_empty()
}

/// Optional fields of an attendee that are only shown, as key and Japanese label.
pub const ATTENDEE_NOTES: &[(&str, &str)] = &[
    ("decision_power", "決裁権"),
    ("question", "質問事項"),
    ("consent_share", "名簿共有同意"),
    ("consent_on", "同意日"),
    ("consent_way", "同意の方法"),
    ("provision_record", "提供記録の扱い"),
    ("nda_signed_on", "秘密保持誓約"),
    ("coi_declared", "利益相反の申告"),
    ("attendance", "出欠"),
    ("arrived_at", "入室"),
    ("left_at", "退室"),
    ("availability", "面談可能枠"),
];

/// An interest stated before the meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interest {
    /// Need number.
    pub need: Clean,
    /// How much.
    pub level: Level,
}

/// A patent document with its relation to needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Patent {
    /// 文献番号 as written.
    pub doc_no: Clean,
    /// 発明の名称
    pub title: Clean,
    /// 出願人・権利者
    pub applicants: Vec<Clean>,
    /// 要約
    #[serde(rename = "abstract")]
    pub abstract_text: Clean,
    /// FI分類
    pub fi: Vec<Clean>,
    /// ステージ, verbatim.
    pub stage: Clean,
    /// 公知日
    pub pub_date: Option<Date>,
    /// 文献URL
    pub url: Clean,
    /// Which needs it touches, and how.
    pub needs: Vec<PatentLink>,
    /// Further fields, in the order of [`PATENT_NOTES`], only those filled in.
    pub notes: Vec<(Clean, Clean)>,
}

/// Optional fields of a patent that are only shown, as key and Japanese label.
pub const PATENT_NOTES: &[(&str, &str)] = &[
    ("app_no", "出願番号"),
    ("app_date", "出願日"),
    ("inventors", "発明者"),
    ("ipc", "IPC"),
    ("fterm", "Fターム"),
    ("reg_no", "登録番号"),
    ("event", "イベント詳細"),
    ("licence_ok", "実施許諾意思"),
    ("checked_on", "調査日"),
    ("checked_by", "調査者"),
    ("remarks", "備考"),
];

/// A patent touches a need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PatentLink {
    /// Need number.
    pub no: Clean,
    /// How.
    pub relation: Relation,
}

impl Session {
    /// By document number in any notation.
    pub fn patent(&self, doc_no: &str) -> Option<&Patent> {
        self.patents
            .iter()
            .find(|p| p.doc_no == doc_no)
            .or_else(|| {
                let id = number::patent_id(doc_no)?;
                self.patents.iter().find(|p| p.id() == id)
            })
    }

    /// Persons of an organisation, in the order of the file.
    pub fn people_of<'a>(&'a self, org: &'a str) -> impl Iterator<Item = &'a Attendee> {
        self.attendees.iter().filter(move |a| a.org == *org)
    }

    /// Patents prepared for a need, with their relation.
    pub fn patents_of<'a>(&'a self, need: &'a str) -> impl Iterator<Item = (&'a Patent, Relation)> {
        self.patents.iter().filter_map(move |p| {
            p.needs
                .iter()
                .find(|l| l.no == *need)
                .map(|l| (p, l.relation))
        })
    }

    /// Name of an organisation, or the id where it is unknown.
    pub fn org_name<'a>(&'a self, id: &'a Clean) -> &'a Clean {
        self.recorded_organisation(id).map_or(id, |o| &o.name)
    }

    /// The organisation that owns a patent and has somebody in the room (権利者が会場に), by folded name or short name.
    pub fn holder_present(&self, patent: &Patent) -> Option<&Organisation> {
        let applicants: Vec<String> = patent.applicants.iter().map(|a| fold::key(a)).collect();
        self.organisations.iter().find(|org| {
            let names = [fold::key(&org.name), fold::key(&org.short)];
            let owns = applicants
                .iter()
                .any(|a| !a.is_empty() && names.contains(a));
            owns && self.people_of(&org.id).next().is_some()
        })
    }
}

impl Need {
    /// Whether it may be shown to everybody.
    pub fn is_public(&self) -> bool {
        self.disclosure == Some(Disclosure::Public)
    }

    /// The name of the presenter, resolved from a badge number where one was given.
    pub fn presenter_name<'a>(&'a self, session: &'a Session) -> &'a Clean {
        session
            .recorded_attendee(&self.presenter)
            .map_or(&self.presenter, |a| &a.name)
    }

    /// The road to the market that the class implies (a.4): 届出, 認証・承認 or 承認; `None` where no device or unknown.
    pub fn route(&self) -> Option<Route> {
        if self.device_kind == Some(DeviceKind::NonDevice) {
            return Some(Route::None);
        }
        match self.device_class? {
            // A program of so little risk is no device (ordinance, annexed table 1).
            DeviceClass::I if self.device_kind == Some(DeviceKind::Program) => Some(Route::None),
            DeviceClass::I => Some(Route::Notification),
            DeviceClass::II | DeviceClass::III => Some(Route::Certification),
            DeviceClass::IV => Some(Route::Approval),
            DeviceClass::Unknown => None,
        }
    }

    /// The least licence that may bring the device to the market; `None` if none is needed or the class is unknown.
    pub fn least_licence(&self) -> Option<MahType> {
        match self.device_class? {
            DeviceClass::I => Some(MahType::Third),
            DeviceClass::II => Some(MahType::Second),
            DeviceClass::III | DeviceClass::IV => Some(MahType::First),
            DeviceClass::Unknown => None,
        }
    }
}

impl Organisation {
    /// One of its further fields, where it is filled in.
    pub fn note(&self, key: &str) -> Option<&Clean> {
        let mut notes = self.notes.iter();
        notes.find(|(name, _)| *name == *key).map(|(_, text)| text)
    }

    /// Type of its marketing licence: from the number, else from `mah_type`, else from its kinds.
    pub fn licence(&self) -> Option<MahType> {
        if let Some((_, kind)) = number::mah_licence(&self.mah_no) {
            return Some(kind);
        }
        let written = number::narrow(&self.mah_type);
        let has = |kind| self.kinds.contains(&kind);
        if written.contains('1') || written.contains('一') || has(OrgKind::MarketingHolder1) {
            Some(MahType::First)
        } else if written.contains('2') || written.contains('二') || has(OrgKind::MarketingHolder2)
        {
            Some(MahType::Second)
        } else if written.contains('3') || written.contains('三') || has(OrgKind::MarketingHolder3)
        {
            Some(MahType::Third)
        } else {
            None
        }
    }

    /// The name to show where room is short.
    pub fn short_name(&self) -> &Clean {
        if self.short.is_empty() {
            &self.name
        } else {
            &self.short
        }
    }
}

impl Patent {
    /// The normalised number, or the written one where it is no known notation.
    pub fn id(&self) -> String {
        number::patent_id(&self.doc_no).unwrap_or_else(|| number::narrow(&self.doc_no))
    }

    /// Whether it is alive, from the stage text (domain.md e.1).
    pub fn life(&self) -> Life {
        let has = |words: &[&str]| words.iter().any(|w| self.stage.contains(w));
        if has(&["消滅", "年金不納", "満了"]) {
            Life::Expired
        } else if has(&["却下", "拒絶", "取下", "放棄"]) && !has(&["拒絶理由"]) {
            Life::Ended
        } else if has(&["有効"]) {
            Life::Valid
        } else if has(&["審査請求前"]) {
            Life::Awaiting
        } else if has(&["査定不服"]) {
            Life::Appeal
        } else if has(&["審査", "拒絶理由"]) {
            Life::Examined
        } else {
            Life::Unknown
        }
    }
}

//! The closed word lists of the field. Each value has one code (used in files, database and JSON), a Japanese and an
//! English name. Source: `domain.md` a.1, c, d. Some codes are Japanese words, because people write these in Excel.

use super::number::narrow;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $ja:literal, $en:literal $(, $alias:literal)*;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* #[doc = $ja] $variant,)+ }

        impl $name {
            /// Every value, in order of progress or rank.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code used in files, database and JSON.
            pub fn code(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
            /// Name on a Japanese screen.
            pub fn ja(self) -> &'static str { match self { $(Self::$variant => $ja,)+ } }
            /// Name on an English screen.
            pub fn en(self) -> &'static str { match self { $(Self::$variant => $en,)+ } }
            /// Reads a code, a name in either language or a usual other spelling. Width and case make no difference.
            pub fn parse(s: &str) -> Option<Self> {
                let key = narrow(s);
                let is = |word: &str| narrow(word) == key;
                $(if is($code) || is($ja) || is($en) $(|| is($alias))* { return Some(Self::$variant); })+
                None
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_str(self.code()) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let s = String::deserialize(d)?;
                Self::parse(&s).ok_or_else(|| D::Error::custom(format!("{}: {s}", stringify!($name))))
            }
        }
    };
}

mod project;

pub use project::{Collaboration, Commitment, EndReason, Point, PointKind};

codes! {
    /// What an organisation is (a.1). An organisation may have several.
    OrgKind {
        Hospital = "HOSP", "医療機関", "Medical institution", "病院";
        LiaisonOffice = "HOSP-IA", "院内産学連携組織", "Hospital liaison office";
        Clinician = "CLIN", "医療従事者", "Clinician";
        MarketingHolder1 = "SEIHAN1", "第一種製造販売業", "MAH type 1";
        MarketingHolder2 = "SEIHAN2", "第二種製造販売業", "MAH type 2";
        MarketingHolder3 = "SEIHAN3", "第三種製造販売業", "MAH type 3";
        DeviceMaker = "SEIZO", "医療機器製造業", "Registered device manufacturer";
        Maker = "MONO", "ものづくり企業", "Manufacturer", "企業";
        Dealer = "DEALER", "販売業", "Dealer", "ディーラー";
        Startup = "STARTUP", "スタートアップ", "Start-up", "ベンチャー";
        University = "UNIV", "大学", "University";
        TechTransfer = "TLO", "技術移転機関", "Technology transfer office";
        Support = "SUPPORT", "支援機関", "Support body";
        Government = "GOV", "自治体", "Government";
        Professional = "PROF", "職能団体・学会", "Professional association";
        Finance = "FIN", "金融機関", "Bank or fund";
        Consultant = "CONS", "コンサルタント", "Consultant";
        Lawyer = "LAW", "弁護士", "Lawyer";
        PatentAttorney = "PA", "弁理士", "Patent attorney";
        Outsourcing = "OUTS", "受託企業", "Outsourcing firm";
        Materials = "MAT", "材料・部品メーカ", "Materials and parts maker";
        Industry = "INDU", "業界団体", "Industry body";
        Pmda = "PMDA", "PMDA", "PMDA";
        Prefecture = "PREF", "都道府県薬務課", "Prefectural pharmaceutical office";
    }
}

codes! {
    /// What the team of a need takes.
    TeamRole {
        Clinician = "医師", "医師", "clinician";
        Maker = "ものづくり", "ものづくり", "maker";
        Holder = "製販", "製販", "licence holder", "製造販売";
        University = "大学", "大学", "university";
        Support = "支援", "支援", "support body";
        Design = "設計", "設計", "design";
        Materials = "材料", "材料", "materials";
        Consulting = "相談", "相談", "consulting";
        Funds = "資金", "資金", "funds";
    }
}

codes! {
    /// Who may hear of a need, from public to secret.
    Disclosure {
        Public = "公開", "公開", "public";
        Members = "参加者限定", "参加者限定", "participants only", "会員・参加者限定", "会員限定";
        AfterNda = "NDA後", "NDA後", "after NDA";
        Closed = "非公開", "非公開", "closed";
    }
}

codes! {
    /// Class of a medical device (a.4).
    DeviceClass {
        I = "I", "I", "I", "1", "クラスI";
        II = "II", "II", "II", "2", "クラスII";
        III = "III", "III", "III", "3", "クラスIII";
        IV = "IV", "IV", "IV", "4", "クラスIV";
        Unknown = "不明", "不明", "unknown";
    }
}

codes! {
    /// What kind of product would solve the need.
    DeviceKind {
        Device = "医療機器", "医療機器", "medical device";
        NonDevice = "非医療機器", "非医療機器", "not a medical device", "雑品";
        Program = "プログラム", "プログラム", "software", "プログラム医療機器";
        Unknown = "不明", "不明", "unknown";
    }
}

codes! {
    /// State of the patent filing for the presenters' own idea. The questions about novelty depend on it.
    Filing {
        NotConsidered = "未検討", "未検討", "not considered";
        NotNeeded = "出願不要", "出願不要", "no filing needed";
        Preparing = "出願準備", "出願準備", "preparing", "出願準備中";
        Filed = "出願済", "出願済", "filed", "出願済み";
        Published = "公開済", "公開済", "published", "公開済み";
    }
}

codes! {
    /// How far the idea has come.
    Stage {
        Idea = "アイデア", "アイデア", "idea";
        Survey = "調査", "調査", "survey";
        Concept = "コンセプト", "コンセプト", "concept";
        Prototype = "試作", "試作", "prototype";
        Preclinical = "非臨床", "非臨床", "pre-clinical";
        Clinical = "臨床", "臨床", "clinical";
        Application = "申請", "申請", "application";
        Market = "上市", "上市", "on the market";
    }
}

codes! {
    /// What a patent means for a need.
    Relation {
        OwnFiling = "自院出願", "自院出願", "own filing";
        Solution = "解決候補", "解決候補", "candidate solution";
        Obstacle = "障害", "障害となる特許", "blocking patent", "obstacle", "障害(FTO)", "障害（FTO）";
        Background = "背景", "背景", "background";
    }
}

codes! {
    /// Where a patent stands, in the words of J-PlatPat, derived from its stage text (e.1).
    Life {
        Valid = "有効", "有効", "in force";
        Awaiting = "審査請求前", "審査請求前", "examination not requested";
        Examined = "審査中", "審査中", "under examination";
        Appeal = "査定不服", "査定不服", "appeal against refusal";
        Expired = "消滅", "消滅", "expired";
        Ended = "終了", "却下・拒絶", "refused or withdrawn", "rejected or withdrawn";
        Unknown = "不明", "不明", "unknown";
    }
}

codes! {
    /// Why a need is not presented when its turn comes.
    Aside {
        Later = "後回し", "後回し", "put off";
        Absent = "欠席", "欠席", "absent";
    }
}

codes! {
    /// Level of interest of one side in a need, in the order F4 steps through.
    Level {
        Interested = "関心", "関心", "interested", "○", "〇";
        Discuss = "要相談", "要相談", "to discuss", "△";
        WantsMeeting = "面談希望", "面談希望", "wants to meet", "◎";
        Declined = "見送り", "関心なし", "not interested", "declined", "×";
    }
}

codes! {
    /// Whether a person is in the room.
    Presence {
        Expected = "未着", "未着", "not here yet", "予定";
        Arrived = "来場", "来場", "here", "受付済";
        Absent = "欠席", "欠席", "absent", "不参加";
        Left = "退出", "退出", "left";
    }
}

codes! {
    /// What a person gives or is given on the day.
    Paper {
        List = "名簿への同意", "名簿への同意", "consent to the list of names", "同意";
        Nda = "守秘の誓約", "守秘の誓約", "pledge of secrecy", "誓約", "NDA";
        Badge = "名札", "名札", "badge";
        Sheet = "関心表", "関心表", "interest sheet";
        Label = "名札の印刷", "名札の印刷", "printed badge";
    }
}

codes! {
    /// Where somebody said how much a person wants to work on a need.
    Source {
        Sheet = "関心表", "関心表", "interest sheet";
        Room = "会場", "会場", "in the room";
        Form = "フォーム", "フォーム", "form";
    }
}

codes! {
    /// What the hospital answers to the interest of an organisation.
    Verdict {
        Meet = "面談可", "面談可", "will meet", "可";
        Hold = "保留", "保留", "on hold", "保";
        Refuse = "不可", "不可", "refused", "不";
    }
}

codes! {
    /// What came of a meeting, in the order of its keys.
    Outcome {
        NotHeld = "実施せず", "実施せず", "not held";
        LowInterest = "関心不足", "関心不足", "too little interest";
        Exchange = "情報交換のみ", "情報交換のみ", "exchange of information only";
        Promising = "連携可能", "連携可能", "can work together";
    }
}

codes! {
    /// Status of a pairing, in order of progress. The last four are pauses and ends.
    PairingStatus {
        Candidate = "候補", "候補", "candidate";
        Confirmed = "確定", "確定", "confirmed";
        Approached = "打診", "打診", "approached";
        MeetingPlanned = "面談予定", "面談予定", "meeting planned";
        Met = "面談済", "面談済", "met", "面談済み";
        InTalks = "継続協議", "継続協議", "in talks";
        Project = "プロジェクト化", "プロジェクト化", "project";
        Contract = "契約", "契約", "contract";
        Business = "事業化", "事業化", "business";
        OnHold = "保留", "保留", "on hold";
        Declined = "見送り", "見送り", "declined";
        PartnerChange = "企業交代", "連携企業の変更", "change of partner company", "partner change";
        Stopped = "中止", "中止", "stopped";
    }
}

codes! {
    /// How far a pairing has come, in the order in which its tasks open. Derived, never recorded.
    PairingStage {
        Will = "意思確認", "意思確認", "willingness";
        Secrecy = "守秘と面談", "守秘と面談", "secrecy and meeting";
        Goals = "目標共有", "目標共有", "shared goals";
        Surveys = "4調査", "4調査", "four surveys", "四調査";
        Agreement = "契約", "契約", "agreement";
        Prototype = "試作と審査", "試作と審査", "prototype and review";
        Market = "薬事と事業化", "薬事と事業化", "approval and business";
    }
}

codes! {
    /// What stands behind a template, a rule or a day: only the first is law.
    Authority {
        Law = "法令", "法令", "law";
        House = "施設の決まり", "施設の決まり", "rule of the house";
        Default = "縁の目安", "縁の目安", "default of Enishi";
    }
}

codes! {
    /// The rules of the field that a pairing is held to (domain.md d). Each can be set aside with a reason.
    Rule {
        Novelty = "R1", "新規性の期限", "novelty clock";
        NdaFirst = "R2", "守秘の順", "secrecy first";
        Licence = "R3", "クラスと許可", "class and licence";
        SurveysFirst = "R4", "試作前の4調査", "surveys before a prototype";
        CoiFirst = "R5", "利益相反の順", "conflict of interest first";
        NoHolder = "R6", "製販の不在", "no licence holder";
        NextStep = "R7", "次の対応", "next step";
        Unanswered = "R8", "返事待ち", "no answer";
        ManyPairings = "R9", "組の多い機関", "many pairings";
        Rivals = "R10", "競合", "rivals";
        Successor = "R11", "変更前の記録と後任", "successor";
        StaleStatus = "R12", "特許の状態の古さ", "age of a legal status";
    }
}

codes! {
    /// The committees of a hospital that sit on fixed days.
    Committee {
        Ethics = "ethics", "倫理委員会", "ethics committee", "倫理";
        Coi = "coi", "COI委員会", "conflict of interest committee", "利益相反委員会", "利益相反";
    }
}

codes! {
    /// Status of a follow-up task, in the order in which one may come after the other.
    TaskStatus {
        Open = "未着手", "未着手", "not started";
        Preparing = "準備中", "準備中", "preparing";
        Counterpart = "相手確認中", "相手確認中", "with the counterpart";
        InReview = "審査中", "審査中", "in review", "院内審査中", "社内審査中", "院内(社内)審査中";
        Signing = "署名中", "押印・署名中", "being signed", "押印中";
        Done = "完了", "完了", "done";
        OnHold = "保留", "保留", "on hold";
        NotNeeded = "不要", "不要", "not needed";
        Stopped = "中止", "中止", "stopped";
    }
}

codes! {
    /// Which side has to act on a task (c.9).
    OwnerSide {
        Hospital = "病院", "病院", "hospital";
        Company = "企業", "企業", "company";
        University = "大学TLO", "大学・TLO", "university or TLO", "大学", "university";
        Support = "支援機関", "支援機関", "support body", "コーディネーター", "支援";
        ThirdParty = "第三者機関", "第三者機関", "third party";
    }
}

codes! {
    /// What the office of the meeting is: which rules on persons' data hold for it.
    Office {
        Business = "business", "民間・公益法人など", "business or foundation", "民間", "企業";
        PublicHospital = "public-hospital", "公立病院など", "public hospital", "公立病院";
        Municipality = "municipality", "自治体", "municipality";
    }
}

codes! {
    /// In which form it is on record that a person's contact was handed over.
    ProvisionRecord {
        Usual = "通常", "通常", "usual";
        Contract = "契約書等", "契約書等で代える", "by contract", "契約", "契約書", "contract";
        Card = "名刺", "本人が名刺を渡した", "card handed over", "本人が名刺", "card";
    }
}

impl Default for PairingStage {
    /// Where every pairing begins.
    fn default() -> Self {
        Self::Will
    }
}

impl Default for Authority {
    /// Whoever says nothing about it claims no law.
    fn default() -> Self {
        Self::Default
    }
}

impl Default for Office {
    /// The rules for a business are what holds for most.
    fn default() -> Self {
        Self::Business
    }
}

impl Level {
    /// The next level of F4; the first one follows the last one.
    #[must_use]
    pub fn next(self) -> Self {
        step(Self::ALL, self)
    }
}

impl TaskStatus {
    /// Whether nothing more has to be done.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::NotNeeded | Self::Stopped)
    }

    /// Whether a task that waits for this one may start.
    pub fn releases(self) -> bool {
        matches!(self, Self::Done | Self::NotNeeded)
    }
}

impl PairingStatus {
    /// Whether the pairing is confirmed (確定) or further, so that it has follow-up tasks.
    pub fn is_confirmed(self) -> bool {
        (Self::Confirmed..=Self::Business).contains(&self)
    }

    /// Whether the pairing ended without business.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Declined | Self::Stopped | Self::PartnerChange)
    }
}

fn step<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let at = all.iter().position(|x| *x == now).unwrap_or(0);
    all.iter().cycle().nth(at + 1).copied().unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_in_any_width_and_language() {
        assert_eq!(DeviceClass::parse("ＩＩ"), Some(DeviceClass::II));
        assert_eq!(OrgKind::parse("seihan2"), Some(OrgKind::MarketingHolder2));
        assert_eq!(Disclosure::parse("nda後"), Some(Disclosure::AfterNda));
        assert_eq!(Level::parse("wants to meet"), Some(Level::WantsMeeting));
        assert_eq!(Level::parse("何か"), None);
        for status in PairingStatus::ALL {
            assert_eq!(PairingStatus::parse(status.code()), Some(*status));
        }
    }

    #[test]
    fn every_word_of_older_files_commands_and_records_is_still_read() {
        let level = |word| Level::parse(word) == Some(Level::Declined);
        assert!(
            ["見送り", "declined", "×", "関心なし"]
                .into_iter()
                .all(level)
        );
        let change = |word| PairingStatus::parse(word) == Some(PairingStatus::PartnerChange);
        let words = ["企業交代", "partner change", "連携企業の変更"];
        assert!(words.into_iter().all(change));
        let obstacle = |word| Relation::parse(word) == Some(Relation::Obstacle);
        let words = ["障害", "障害（FTO）", "obstacle", "障害となる特許"];
        assert!(words.into_iter().all(obstacle));
        let ended = |word| Life::parse(word) == Some(Life::Ended);
        let words = ["終了", "rejected or withdrawn", "却下・拒絶"];
        assert!(words.into_iter().all(ended));
        assert_eq!(
            PairingStatus::parse("見送り"),
            Some(PairingStatus::Declined)
        );
        // What is stored and exported is the word of before.
        assert_eq!(Level::Declined.code(), "見送り");
        assert_eq!(PairingStatus::PartnerChange.code(), "企業交代");
        assert_eq!(Relation::Obstacle.code(), "障害");
    }

    #[test]
    fn levels_step_round() {
        assert_eq!(Level::Declined.next(), Level::Interested);
    }
}

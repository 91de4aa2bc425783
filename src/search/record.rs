//! What is searched: records with named fields.

/// What a record is; also the order in which kinds are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A person of this session.
    Attendee,
    /// A hospital, company, university or support body.
    Organisation,
    /// A need of this session.
    Need,
    /// A patent of this session.
    Patent,
    /// A patent of the library beside the session.
    Library,
}

impl Kind {
    /// All kinds in their order.
    pub const ALL: [Self; 5] = [
        Self::Attendee,
        Self::Organisation,
        Self::Need,
        Self::Patent,
        Self::Library,
    ];

    pub(super) fn from_code(code: u8) -> Self {
        Self::ALL
            .into_iter()
            .find(|k| *k as u8 == code)
            .unwrap_or(Self::Library)
    }
}

/// A named part of a record. The number is the byte that opens the field in the index, so it is below a blank and
/// never a line feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Field {
    /// Badge, need or document number.
    Number = 1,
    /// What a need or a patent is called; the whole line of a plain list.
    Title = 2,
    /// A person's name.
    Person = 3,
    /// The name of an organisation, an applicant included.
    Organisation = 4,
    /// A given reading.
    Reading = 5,
    /// What an organisation can do, or what a need asks for.
    Technology = 6,
    /// Licences and corporate numbers.
    Licence = 7,
    /// Prefecture and town.
    Prefecture = 8,
    /// A department.
    Department = 9,
    /// What a person or an organisation is there for.
    Role = 11,
    /// Where something stands.
    Status = 12,
    /// Classes of a patent or a device.
    Class = 13,
    /// Everything else worth finding.
    Note = 14,
    /// Long text; what only stands here comes after what stands elsewhere.
    Abstract = 15,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 14] = [
        Self::Number,
        Self::Title,
        Self::Person,
        Self::Organisation,
        Self::Reading,
        Self::Technology,
        Self::Licence,
        Self::Prefecture,
        Self::Department,
        Self::Role,
        Self::Status,
        Self::Class,
        Self::Note,
        Self::Abstract,
    ];

    /// The names before the colon of a scoped term: the Japanese one first, then the English, then other spellings.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Number => &["番号", "no", "number", "ばんごう"],
            Self::Title => &["題名", "title", "名称"],
            Self::Person => &["人", "person", "氏名", "名前", "ひと"],
            Self::Organisation => &[
                "会社",
                "org",
                "機関",
                "病院",
                "出願人",
                "company",
                "organisation",
                "かいしゃ",
                "びょういん",
            ],
            Self::Reading => &["よみ", "reading", "読み", "フリガナ"],
            Self::Technology => &["技術", "tech", "technology", "ぎじゅつ"],
            Self::Licence => &["許可", "licence", "license", "きょか"],
            Self::Prefecture => &["県", "pref", "prefecture", "所在地", "けん"],
            Self::Department => &["部署", "dept", "department", "診療科"],
            Self::Role => &["役割", "role", "立場", "職種"],
            Self::Status => &["状態", "status", "じょうたい"],
            Self::Class => &["分類", "class"],
            Self::Note => &["メモ", "note", "備考", "memo"],
            Self::Abstract => &["要約", "abstract"],
        }
    }

    pub(super) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|f| *f as u8 == code)
    }

    /// It says what a record of this kind is called, by number, word or sound; the employer of a person does not.
    pub(super) fn is_name_of(self, kind: Kind) -> bool {
        match self {
            Self::Number | Self::Reading => true,
            Self::Title => matches!(kind, Kind::Need | Kind::Patent | Kind::Library),
            Self::Person => kind == Kind::Attendee,
            Self::Organisation => kind == Kind::Organisation,
            _ => false,
        }
    }
}

/// What a scoped term is limited to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One field, in records of all kinds.
    Field(Field),
    /// Records of one kind; `特許` covers the library too.
    Kind(Kind),
}

impl Scope {
    /// All scopes, for completion.
    pub fn all() -> impl Iterator<Item = Self> {
        Field::ALL
            .into_iter()
            .map(Self::Field)
            .chain(Kind::ALL.into_iter().map(Self::Kind))
    }

    /// Names before the colon, the Japanese one first, then the English.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Field(field) => field.names(),
            Self::Kind(Kind::Attendee) => &["参加者", "attendee"],
            Self::Kind(Kind::Organisation) => &["組織", "organisations"],
            Self::Kind(Kind::Need) => &["ニーズ", "need"],
            Self::Kind(Kind::Patent) => &["特許", "patent", "とっきょ"],
            Self::Kind(Kind::Library) => &["特許一覧", "library", "蔵書"],
        }
    }

    /// The scope with this name, in any width and case.
    pub fn named(name: &str) -> Option<Self> {
        let name = crate::text::fold::key(name);
        if name.is_empty() {
            return None;
        }
        Self::all().find(|s| s.names().iter().any(|n| crate::text::fold::key(n) == name))
    }

    pub(super) fn admits(self, kind: Kind) -> bool {
        match self {
            Self::Field(_) => true,
            Self::Kind(Kind::Patent) => matches!(kind, Kind::Patent | Kind::Library),
            Self::Kind(k) => k == kind,
        }
    }
}

/// One thing to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its identity in the session or the library.
    pub id: String,
    /// Its texts; a field may stand there several times. The first title, person or organisation is its name.
    pub fields: Vec<(Field, String)>,
    /// Given readings (よみ), of the name first, with the field in which they are met: an employer's is none of the person.
    pub readings: Vec<(Field, String)>,
    /// In the room now.
    pub present: bool,
    /// Numbers of the needs a patent belongs to.
    pub needs: Vec<String>,
}

impl Record {
    /// A record of a plain list: the line is everything known.
    pub fn line(line: &str) -> Self {
        Self {
            kind: Kind::Library,
            id: String::new(),
            fields: vec![(Field::Title, line.to_owned())],
            readings: Vec::new(),
            present: false,
            needs: Vec::new(),
        }
    }
}

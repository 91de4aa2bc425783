//! The words that stand before and behind a person's name in a memo, and the kanji of which names are built.

use super::glyph::Gap;
use super::glyph::Glyph;
use super::glyph::Glyphs;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words in folded characters, looked up at a place of a text.
pub(super) struct Words {
    /// By first character, the longest first.
    opening: BTreeMap<char, Vec<Word>>,
    /// By last character, the longest first.
    closing: BTreeMap<char, Vec<Word>>,
}

/// Folded characters, and whether each is the particle を: it folds to お, which begins many names.
type Word = Vec<(char, bool)>;

fn particle(glyph: &Glyph) -> bool {
    glyph.raw == 'を'
}

impl Words {
    fn new(lists: &[&str]) -> Self {
        let mut words = Self {
            opening: BTreeMap::new(),
            closing: BTreeMap::new(),
        };
        for word in lists.iter().flat_map(|list| list.split_whitespace()) {
            let glyphs = Glyphs::read(word);
            let word: Word = glyphs.list.iter().map(|g| (g.ch, particle(g))).collect();
            if let (Some((first, _)), Some((last, _))) = (word.first(), word.last()) {
                words.opening.entry(*first).or_default().push(word.clone());
                words.closing.entry(*last).or_default().push(word.clone());
            }
        }
        for list in words.opening.values_mut().chain(words.closing.values_mut()) {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        words
    }

    /// Length of the longest word that begins at `at`; its characters touch each other.
    pub(super) fn at(&self, glyphs: &Glyphs<'_>, at: usize) -> Option<usize> {
        let words = self.opening.get(&glyphs.get(at)?.ch)?;
        let found = words.iter().find(|word| stands(glyphs, at, word))?;
        Some(found.len())
    }

    /// Length of the longest word that ends before `end`; its characters touch each other.
    pub(super) fn before(&self, glyphs: &Glyphs<'_>, end: usize) -> Option<usize> {
        let words = self.closing.get(&glyphs.get(end.checked_sub(1)?)?.ch)?;
        let starts = |word: &&Word| {
            end.checked_sub(word.len())
                .is_some_and(|at| stands(glyphs, at, word))
        };
        Some(words.iter().find(starts)?.len())
    }
}

fn stands(glyphs: &Glyphs<'_>, at: usize, word: &[(char, bool)]) -> bool {
    let window = glyphs.list.get(at..at + word.len()).unwrap_or_default();
    let same = |(i, (g, c)): (usize, (&Glyph, &(char, bool)))| {
        (g.ch, particle(g)) == *c && (i == 0 || g.gap == Gap::None)
    };
    window.len() == word.len() && window.iter().zip(word).enumerate().all(same)
}

const HONORIFICS: &str = "さん さま 様 氏 先生 せんせい 殿 どの 君 くん ちゃん 女史 両氏 各位";

const POSTS: &str = "教授 准教授 助教授 特任教授 名誉教授 客員教授 助教 講師 助手 学長 学部長 研究科長 博士 研究員 \
    主任研究員 医師 医長 部長 副部長 課長 副課長 係長 班長 主任 主査 主幹 主事 次長 室長 副室長 所長 副所長 局長 支店長 \
    支社長 工場長 店長 社長 副社長 専務 常務 取締役 執行役員 役員 理事 理事長 監事 会長 副会長 代表 代表取締役 院長 \
    副院長 病院長 センター長 科長 看護師 看護部長 看護師長 師長 主任看護師 助産師 保健師 技師 技師長 臨床工学技士 技士 \
    技士長 薬剤師 薬剤部長 理学療法士 作業療法士 言語聴覚士 療法士 栄養士 検査技師 歯科医師 獣医師 弁理士 弁護士 税理士 \
    会計士 マネージャー リーダー コーディネーター ディレクター ドクター アドバイザー 顧問 参与 相談役 座長 司会 \
    担当 担当者 委員 委員長 事務局長 事務長 総長 議員 市長 知事";

const DEEDS: &str = "来社 来院 来訪 来場 来所 来室 来る 訪問 面談 面会 同席 同行 同伴 同様 出席 欠席 参加 不参加 退席 退出 \
    退室 入室 遅刻 早退 到着 不在 在席 離席 発表 登壇 説明 紹介 提案 質問 回答 返答 返信 返事 連絡 電話 架電 受電 受領 \
    送付 送信 発信 希望 了承 了解 承諾 承認 同意 合意 確認 対応 検討 依頼 要望 相談 打合 打ち合 協議 持参 提出 提供 \
    作成 記入 記載 著 記 筆 談 宛 行 他 ほか 外 本人 個人 自身 側 等 経由 発言 発 曰 名刺 名義 専用 欄 分 用 \
    主催 共催 主導 推薦 代理 退職 異動 転籍 着任 就任 担当 出身 出張 休暇 病欠 体調 都合 予定 済 済み 可 不可 含む 除く \
    両名 以下 以外 一行 一名 名札 当人 夫妻 夫人 宅 携帯 直通 内線 今後 本日 昨日 明日 先日";

const BEFORE: &str = "氏名 名前 姓名 患者 本日 昨日 一昨日 明日 明後日 先日 今日 当日 翌日 前日 後日 今朝 今回 前回 次回 今週 \
    来週 先週 今月 来月 先月 午前 午後 夕方 同社 同院 同大 同日 同席 同行 弊社 当社 御社 貴社 自社 他社 当院 貴院 他院 \
    窓口 宛先 連絡先 連絡 紹介元 紹介先 紹介 相手 相手方 先方 当方 上司 部下 同僚 後任 前任 新任 専任 兼任 主催 共催 \
    座長 司会 進行 発表 講演 登壇 出席 欠席 参加 不参加 代理 代表 執刀医 主治医 担当医 指導医 専門医 研修医 産業医 医 \
    会社 病院 医院 大学 大学院 研究所 研究室 製作所 事務所 事務局 支店 支社 本社 工場 本部 法人 財団 社団 協会 学会 機構 \
    組合 財務 営業 総務 技術 開発 製造 品質 薬事 購買 経理 企画 広報 人事 外科 内科 故 元 旧姓 婚姻前 共著 筆頭 著者 \
    責任者 発表者 発明者 考案者 出願人 申請者 研究者 開発者 参加者 出席者 欠席者 同席者 紹介者 提案者 連絡者 実施者 作成者 \
    記入者 記録者 回答者 質問者 依頼者 決裁者 代理人 関係者 経営者 者 以上 及び 並びに 又は 名義 差出人 受取人 宛名 拝啓 他";

/// Of an organisation, with at least one kanji more before them: 営業部, 整形外科, 精機社.
pub(super) const UNITS: &str = "部課科室係院社局所班署庁省県市区町村校館員者医師士";

/// Of a day or an hour, behind a digit: 10日, 3時.
pub(super) const TIMES: &str = "年月日時分頃番名回第";

/// Kanji that stand before a family name and make another one of it: 大高橋, 小山田, 新井上.
pub(super) const FAMILY_HEADS: &str = "大小新古東西南北上中下本元今奥前内外長高若三五七八千石山川木松竹梅杉森林田野谷沢河原青赤白黒金銀春夏秋冬丸平安久\
     佐加多有永宮神岡島藤菊桜花水沼浅深細広福吉米荒土岩星月和甲乙仲寺井坂浦崎";

/// Kanji that stand behind a given name and make another one of it: 直樹, 直子, 直太朗.
pub(super) const GIVEN_TAILS: &str = "子美人也樹紀輝希恵江代枝香佳加花華菜奈那南実巳見未弥矢哉助輔介祐佑亮良男夫雄生央郎朗太一二三次司治史志士之行幸\
     之進彦比古吾悟道敏俊利理里梨莉莎沙紗衣依緒穂帆保歩帆乃野音羽葉波海翔斗登人仁心真信伸晋慎臣成政正昌将章明晶\
     昭彰光広弘浩宏博大丈久尚直政孝貴隆崇高卓貞忠義吉良和一晴春秋夏冬月星陽洋平兵衛門丸蔵造三四五六七八九十松竹梅\
     織絵愛結優由有友智知朋世寿喜輝樹基元規則憲範典徳康靖泰裕豊富満充茂繁嗣継続男馬真磨摩麿麻美鶴亀虎龍竜";

/// Behind 長 these begin the rest of a family name: 技術部長谷川 is 部長 and 谷川, or 部 and 長谷川.
pub(super) const BEHIND_CHIEF: &str = "谷野田井尾沢浜瀬島岡山坂江倉友松内崎";

const COMMON_CALLS: &str = "皆さん 皆様 奥さん 奥様 神様 王様 殿様 姫様 客様 客さん 娘さん 息子さん みなさん みなさま おくさん \
    おくさま かみさま たくさん おうさま むすめさん";

const PARTICLES: &str = "は が を に の と で も へ や か ら から まで より など だけ のみ しか さえ こそ って なら ほか として \
    とは では には への との での にて です でした である だ だった および または ならびに ともに とともに たち あて いわく による に関し";

/// Behind a name that itself ends in hiragana only these are clear: と, か, や and の end names as well.
const PLAIN_PARTICLES: &str = "は が を へ に で から まで より など だけ のみ として とは では には への との です でした なら による";

const KANA_BEFORE: &str = "は が を に の と で も へ や";

/// What is said to or of a person, whoever they are.
pub(super) static COURTESY: LazyLock<Words> = LazyLock::new(|| Words::new(&[HONORIFICS]));
/// Honorifics and posts: both stand directly behind a name.
pub(super) static TITLES: LazyLock<Words> = LazyLock::new(|| Words::new(&[HONORIFICS, POSTS]));
/// A family name with an honorific that says somebody else just as well.
pub(super) static ANYBODY: LazyLock<Words> = LazyLock::new(|| Words::new(&[COMMON_CALLS]));
/// What may follow a name in kanji without a blank.
pub(super) static FOLLOWING: LazyLock<Words> =
    LazyLock::new(|| Words::new(&[HONORIFICS, POSTS, DEEDS]));
/// What may stand before a name in kanji without a blank.
pub(super) static LEADING: LazyLock<Words> =
    LazyLock::new(|| Words::new(&[HONORIFICS, POSTS, BEFORE]));
/// Particles behind a name that ends in kanji or katakana.
pub(super) static BEHIND: LazyLock<Words> = LazyLock::new(|| Words::new(&[PARTICLES]));
/// Particles behind a name that ends in hiragana.
pub(super) static BEHIND_KANA: LazyLock<Words> = LazyLock::new(|| Words::new(&[PLAIN_PARTICLES]));
/// Particles before a name that begins in hiragana.
pub(super) static AHEAD_KANA: LazyLock<Words> = LazyLock::new(|| Words::new(&[KANA_BEFORE]));

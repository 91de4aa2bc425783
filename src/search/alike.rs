//! Characters that look alike: 透折 was read off a screen or picked from a list for 透析, and no reading leads back.

use super::heard::Heard;
use crate::text::fold;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Groups of which each may stand for another: what differs in one part, and kana that look like kanji.
const GROUPS: &str = "\
析折斥柝晰 瘡創槍倉 褥辱縟 子了予矛 鏡境鐘 超起越 音昔 波派破披 電雷 図区 輸輪諭愉 液夜 点占 滴摘適敵 管菅官 吸及 引弓 縫逢蓬 器噐 \
合会含令 膀傍 胱光 腔控空 腹複復履 感惑 染架 滅減 菌筋 酔粋砕 睡唾 除徐叙 細紬 働動勤 循盾 環還遷 泄池 排俳 末未 梢哨 \
検険剣倹験 体休本 本木 護獲穫 看着 治冶始 毒毎涜 消肖 栓桟拴 塞寒 血皿 線腺綿 射謝 圧庄厭 膵睡 臓蔵 喉候 咽因困 入人八 \
処拠 致置 置直 具貝 注住往 師帥 士土 財材 集準 泌秘 議儀義 塾熟墊 病症 院完 医区 科料 内肉 視規祝 育有 眼眠 鉗紺 止正 針計 刺剌 \
狭挟 梗硬便 痰淡談啖 喀客 嚥燕 胃胄 腸陽揚 腎賢 肝肛肘 胆担但 胸脳 股肢 脊背 髄隋 帯滞 装袋 酸酢 素索 温湿 測側則 監鑑 \
持侍待 把肥 診珍 療僚 抗坑 剤済 投役 撮最 影景 透誘秀 凝疑 固個 網綱 膜漠模 緑縁録 障章 微徴 倍培陪 胞砲 拡広 大太犬 歩渉 棟練凍 開関閉 訓川 \
練錬 操繰 搬般 拭式 清請情 洗先 閑閉 技枝 績積 製制 販版 特持 願頭 構溝講 門問間 頸頚 臼旧 挫座 指脂 膚盧 爪瓜 疹診 \
痛通 腫種 脹張 壊懐 瘍傷 喚換 浜兵 島鳥 崎埼 烏鳥 緊繁 遺遣 績蹟 撹攪 慢漫 幹乾 隔融 栄営 効郊 径経 純鈍 鋼綱 銅鋼 \
鈎釣 錠綻 鉄鉱 磁滋 粘枯 粒粉 紙祇 織識職 繊識 縁緑 弾単 設没 設投 課裸 評許 誤語 読続 貨貸 質賀 賃貸 賞償 購構 \
暖緩 縮宿 結給 絆伴 絡格 統続 継断 縦従 績債 締諦 編偏遍 耳目 聴徳 腕脱 腰要 膝漆 臭具 \
ロ口 カ力 ニ二 エ工 タ夕 ハ八 ト卜 ー一 チ千 オ才 ンソ ツシ クワ ヌメ ラヲ フラ ウワ スヌ マア コユ テチ ホボポ ハバパ \
ヒビピ フブプ ヘベペ 因固 偵値 復腹";

/// Variants of a term that no list knows are looked for only while they are few: each is another look through all records.
const FEW: usize = 6;
/// Longest term that is looked at.
const LONGEST: usize = 12;

static TABLE: LazyLock<BTreeMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut table: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for group in GROUPS.split_whitespace() {
        for a in group.chars() {
            let others = table.entry(a).or_default();
            for b in group.chars() {
                if a != b && !others.contains(&b) {
                    others.push(b);
                }
            }
        }
    }
    table
});

/// Words of the field, or terms with one, that a term may have been meant for, folded: one character is changed for
/// one that looks like it.
pub(super) fn meant(text: &str, heard: &Heard) -> Vec<String> {
    let mut words = variants(text, |chars, at| holds_word(chars, at, heard));
    words.truncate(FEW);
    words
}

/// Other terms that look like it, folded, if they are few.
pub(super) fn others(text: &str, heard: &Heard) -> Vec<String> {
    let others = variants(text, |chars, at| !holds_word(chars, at, heard));
    if others.len() > FEW {
        Vec::new()
    } else {
        others
    }
}

/// Terms with one character changed, folded, that are welcome with that character.
fn variants(text: &str, welcome: impl Fn(&[char], usize) -> bool) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    if !(2..=LONGEST).contains(&chars.len()) {
        return found;
    }
    for (at, typed) in chars.iter().enumerate() {
        for &other in TABLE.get(&fold::plain(*typed)).into_iter().flatten() {
            let mut chars = chars.clone();
            if let Some(slot) = chars.get_mut(at) {
                *slot = other;
            }
            let key = fold::key(&chars.iter().collect::<String>());
            if welcome(&chars, at) && !found.contains(&key) {
                found.push(key);
            }
        }
    }
    found
}

/// True if a word of the field lies over the character at `at`.
fn holds_word(chars: &[char], at: usize, heard: &Heard) -> bool {
    (0..=at).any(|from| {
        (at + 1..=chars.len()).any(|to| {
            to - from >= 2
                && chars
                    .get(from..to)
                    .is_some_and(|part| heard.is_word(&fold::key(&part.iter().collect::<String>())))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Synonyms;
    use crate::search::reading::Readings;

    #[test]
    fn what_looks_alike_leads_to_the_word_of_the_field() {
        let heard = Heard::of_lists(&Synonyms::embedded(), Some(&Readings::embedded()));
        for (typed, word) in [
            ("透折", "透析"),
            ("褥創", "褥瘡"),
            ("辱瘡", "褥瘡"),
            ("鉗了", "鉗子"),
            ("超昔波", "超音波"),
            ("血液透折", "血液透析"),
            ("輪液ポンプ", "輸液ポンプ"),
            ("モ二タ", "モニタ"),
        ] {
            let found = meant(typed, &heard);
            assert!(found.contains(&fold::key(word)), "{typed}: {found:?}");
        }
    }

    #[test]
    fn a_character_stands_for_few_others_and_never_for_itself() {
        for (c, others) in TABLE.iter() {
            assert!(!others.contains(c), "{c}");
            assert!(others.len() <= 8, "{c}: {others:?}");
        }
    }
}

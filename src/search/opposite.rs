//! Kanji by which words differ that mean different things: who types 左心不全 never means 右心不全.

use super::shard::Shard;
use memchr::memmem::Finder;

/// Kanji of which none is a slip for another one.
const APART: &str = "左右上下内外大小前後高低陰陽動静男女入出心肺肝腎脳胸腹頭首手足眼耳鼻口胃腸骨皮血尿一二三四五不無非再初新旧";
/// Of these each is the opposite of another one, so that a word with it is never a word with that one.
const PAIRS: &str = "左右 上下 内外 大小 前後 高低 陰陽 動静 男女 入出 増減 有無 正負 正誤 強弱 長短 軽重 着脱 遠近 深浅 生死 明暗 冷温 乾湿";

/// True if one of two kanji is never typed for the other.
pub(super) fn differ(a: char, b: char) -> bool {
    APART.contains(a) && APART.contains(b)
}

/// The folded term with one kanji changed for its opposite, in every way.
pub(super) fn of(key: &str) -> Vec<String> {
    let other = |c: char| {
        PAIRS.split(' ').find_map(|pair| {
            let mut pair = pair.chars();
            match (pair.next()?, pair.next()?) {
                (a, b) if a == c => Some(b),
                (a, b) if b == c => Some(a),
                _ => None,
            }
        })
    };
    let each = key.char_indices().filter_map(|(at, c)| {
        let mut word = String::with_capacity(key.len());
        word.push_str(key.get(..at)?);
        word.push(other(c)?);
        word.push_str(key.get(at + c.len_utf8()..)?);
        Some(word)
    });
    each.collect()
}

/// Takes the records that have one of `opposites` from those found from `from` on.
pub(super) fn leave_out(
    opposites: &[String],
    shard: &Shard,
    from: usize,
    found: &mut Vec<(u16, u8)>,
) {
    if opposites.is_empty() || found.len() == from {
        return;
    }
    let finder = |word: &String| Finder::new(&shard.alphabet.encode(word)).into_owned();
    let finders: Vec<Finder<'static>> = opposites.iter().map(finder).collect();
    let kept = found.split_off(from).into_iter().filter(|&(record, _)| {
        let record = usize::from(record);
        let text = shard.key.slice(record, record + 1);
        finders.iter().all(|finder| finder.find(text).is_none())
    });
    found.extend(kept);
}

//! What columns that are only shown may hold. Their texts are kept as written; a text that the column cannot mean is
//! told.

use crate::domain::date;
use unicode_normalization::UnicodeNormalization;

/// What a text of a column should look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One of the first words, which the remedy names, or of the others.
    Words(&'static [&'static str], &'static [&'static str]),
    /// A day, or that there is none yet.
    Date,
    /// A time of day.
    Time,
    /// A number, perhaps with a unit.
    Number,
    /// Yes or no, or the day on which it became so.
    Agreed,
}

/// That there is nothing to say.
const NOTHING: &[&str] = &["-", "--", "なし", "無し", "未", "未定", "不明", "none"];

const YES_OR_NO: &[&str] = &[
    "あり",
    "有",
    "有り",
    "済",
    "済み",
    "未済",
    "はい",
    "いいえ",
    "可",
    "不可",
    "同意",
    "同意する",
    "不同意",
    "同意しない",
    "提出済",
    "○",
    "〇",
    "×",
    "yes",
    "no",
    "true",
    "false",
];

impl Shape {
    /// Whether the text can mean something here.
    pub(super) fn fits(self, text: &str) -> bool {
        let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let text = text.to_lowercase();
        if NOTHING.contains(&text.as_str()) {
            return true;
        }
        match self {
            Self::Words(named, others) => named.iter().chain(others).any(|word| {
                // What stands in brackets explains the word: 欠席（急用）.
                let head = text.split('(').next().unwrap_or_default();
                head == word.nfkc().collect::<String>()
            }),
            Self::Date => date::loose_date(&text).is_some(),
            Self::Time => date::loose_time(&text).is_some(),
            Self::Number => text.chars().any(char::is_numeric),
            Self::Agreed => {
                let head = text.split('(').next().unwrap_or_default();
                YES_OR_NO
                    .iter()
                    .any(|word| head == word.nfkc().collect::<String>())
                    || date::loose_date(&text).is_some()
            }
        }
    }

    /// What may be written, for the remedy.
    pub(super) fn examples(self) -> String {
        match self {
            Self::Words(named, _) => named.join(" / "),
            Self::Date => "2026-11-20".to_owned(),
            Self::Time => "13:30:00".to_owned(),
            Self::Number => "120".to_owned(),
            Self::Agreed => "true / false / 2026-11-20".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn texts_fit_their_columns() {
        let words = Shape::Words(&["来場", "欠席"], &["absent"]);
        for (shape, right, wrong) in [
            (words, ["来場", "欠席（急用）", "ABSENT", "-"], "ほげ"),
            (
                Shape::Date,
                [
                    "令和8年11月20日",
                    "2026/11/20",
                    "未",
                    "２０２６．１１．２０",
                ],
                "来週",
            ),
            (
                Shape::Time,
                ["13時30分", "13:30", "午後1時半", "なし"],
                "ひる",
            ),
            (
                Shape::Number,
                ["120名", "約３００", "1,000", "不明"],
                "多い",
            ),
            (
                Shape::Agreed,
                ["同意", "済（2026-11-01）", "2026-11-01", "×"],
                "ほげ",
            ),
        ] {
            assert!(right.iter().all(|text| shape.fits(text)), "{shape:?}");
            assert!(!shape.fits(wrong), "{shape:?}");
        }
    }
}

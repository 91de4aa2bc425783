//! Departments and positions in one cell.

use super::tidy::line;
use unicode_normalization::UnicodeNormalization;

/// Words that end a position in an office.
const TITLES: &[&str] = &[
    "長",
    "社長",
    "会長",
    "役",
    "取締役",
    "執行役員",
    "役員",
    "主任",
    "主査",
    "主幹",
    "主事",
    "係長",
    "課長代理",
    "部長代理",
    "補佐",
    "次長",
    "室長",
    "参事",
    "顧問",
    "代表",
    "理事",
    "監事",
    "教授",
    "准教授",
    "講師",
    "助教",
    "助手",
    "研究員",
    "医師",
    "看護師",
    "技師",
    "リーダー",
    "マネージャー",
    "マネジャー",
    "ディレクター",
    "コーディネーター",
    "コーディネータ",
    "担当",
    "専務",
    "常務",
    "副社長",
    "社員",
    "オーナー",
    "GM",
    "CEO",
    "CTO",
    "COO",
    "CFO",
    "エンジニア",
    "アドバイザー",
    "専門員",
    "工学技士",
    "療法士",
    "薬剤師",
];

/// Whether a word is a position.
fn is_title(word: &str) -> bool {
    let word = word.trim();
    let plain: String = word.nfkc().collect();
    !plain.is_empty()
        && plain.chars().count() <= 14
        && TITLES.iter().any(|end| plain.ends_with(end))
}

/// Department and position of one cell: parted only where the last word is a position.
pub(super) fn dept_and_title(text: &str) -> (String, String) {
    let text = line(&text.replace(['\n', '／', '/', '・', '　'], " "));
    let (dept, title) = text.rsplit_once(' ').unwrap_or(("", &text));
    if is_title(title) {
        (dept.to_owned(), title.to_owned())
    } else {
        (text, String::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_parted_from_departments() {
        for (written, dept, title) in [
            ("開発部 課長", "開発部", "課長"),
            ("外科\n医長", "外科", "医長"),
            ("営業部", "営業部", ""),
            ("代表取締役", "", "代表取締役"),
        ] {
            assert_eq!(dept_and_title(written), (dept.to_owned(), title.to_owned()));
        }
    }
}

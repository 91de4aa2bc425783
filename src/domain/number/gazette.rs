//! What gazettes and specifications write around the number of a document.

/// Labels that stand before a number.
const LABELS: &[&str] = &[
    "文献番号",
    "国際公開番号",
    "公開番号",
    "公表番号",
    "公告番号",
    "特許番号",
    "登録番号",
    "公開特許公報",
    "公表特許公報",
    "特許公報",
    "再公表特許",
];

/// Official names of a kind of document and the short form that everybody writes, longest first.
const NAMES: &[(&str, &str)] = &[
    ("米国特許出願公開", "US"),
    ("欧州特許出願公開", "EP"),
    ("中国特許出願公開", "CN"),
    ("独国特許出願公開", "DE"),
    ("韓国公開特許", "KR"),
    ("韓国登録特許", "KR"),
    ("日本国特許", "特許"),
    ("日本特許", "特許"),
    ("特許出願公開", "特開"),
    ("特許出願公表", "特表"),
    ("米国特許", "US"),
    ("欧州特許", "EP"),
    ("中国特許", "CN"),
    ("独国特許", "DE"),
    ("国際公開", "WO"),
    ("登録実用新案", "実登"),
    ("実用新案登録", "実登"),
];

/// Words that stand behind a number.
const ENDINGS: &[&str] = &["号", "公報", "明細書", "パンフレット"];

/// A number of a document, narrow, without the frame of official papers: 特開2024-000001(P2024-000001A) is
/// 特開2024-000001, and 国際公開第2024/000002号パンフレット is WO2024/000002. Any other text stays as it is.
pub fn unframed(text: &str) -> String {
    let mut rest = text;
    // 【特許文献1】, and the code (11) of the field on a front page.
    for (open, close) in [('【', '】'), ('(', ')')] {
        if let Some((inside, after)) = rest.strip_prefix(open).and_then(|r| r.split_once(close))
            && (open == '【' || inside.bytes().all(|b| b.is_ascii_digit()))
            && !after.is_empty()
        {
            rest = after;
        }
    }
    let label = LABELS
        .iter()
        .find_map(|label| Some((*label, rest.strip_prefix(label)?)));
    let mut short = "";
    if let Some((label, after)) = label
        && after.contains(|c: char| c.is_ascii_digit())
    {
        rest = after.trim_start_matches(':');
        // The label alone says what the bare number is.
        if label == "特許番号" && rest.starts_with(|c: char| c.is_ascii_digit() || c == '第') {
            short = "特許";
        }
    }
    let named = NAMES
        .iter()
        .find_map(|(name, short)| Some((*short, rest.strip_prefix(name)?)));
    if let Some((name, after)) = named {
        (short, rest) = (name, after.trim_start_matches(':'));
        rest = rest.strip_prefix('第').unwrap_or(rest);
        // 国際公開第WO2024/000002号
        if rest.starts_with(short) {
            short = "";
        }
    }
    let mut code = "";
    loop {
        let before = rest.len();
        for ending in ENDINGS {
            rest = rest.strip_suffix(ending).unwrap_or(rest);
        }
        if let Some((head, inside)) = rest.strip_suffix(')').and_then(|r| r.rsplit_once('('))
            && head.contains(|c: char| c.is_ascii_digit())
        {
            let other = inside
                .strip_prefix('P')
                .is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
            if other {
                rest = head;
            } else if is_kind_code(inside) {
                (code, rest) = (inside, head);
            }
        }
        if rest.len() == before {
            break;
        }
    }
    // WO/2024/000002 and JP,2024-000001,A
    let (office, number) = rest.split_at_checked(2).unwrap_or(("", rest));
    if office.bytes().all(|b| b.is_ascii_uppercase()) && number.starts_with(['/', ',']) {
        let number = number.trim_start_matches(['/', ',']).replace(',', "");
        return format!("{short}{office}{number}{code}");
    }
    format!("{short}{rest}{code}")
}

/// `A`, `A1`, `B2`.
fn is_kind_code(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| "ABCUY".contains(c))
        && chars.next().is_none_or(|c| c.is_ascii_digit())
        && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::{narrow, patent_id};
    use super::unframed;

    #[test]
    fn official_notations_are_the_number() {
        for (written, number) in [
            ("特開2024-000001(P2024-000001A)", "特開2024-000001"),
            (
                "特開２０２４－０００００１（Ｐ２０２４－０００００１Ａ）",
                "特開2024-000001",
            ),
            ("国際公開第2024/000002号パンフレット", "WO2024/000002"),
            ("国際公開第WO2024/000002号", "WO2024/000002"),
            ("国際公開番号 WO2024/000002(A1)", "WO2024/000002A1"),
            ("WO/2024/000002", "WO2024/000002"),
            ("JP,2024-000001,A", "JP2024-000001A"),
            ("【特許文献１】特開2024-000001号公報", "特開2024-000001"),
            ("(11)特許番号 特許第7000001号(P7000001)", "特許第7000001"),
            ("特許番号：第7000001号", "特許第7000001"),
            ("米国特許出願公開第2020/0123456号明細書", "US2020/0123456"),
            ("欧州特許第3456789号明細書", "EP3456789"),
        ] {
            assert_eq!(unframed(&narrow(written)), number, "{written}");
            assert!(patent_id(written).is_some(), "{written}");
        }
        for other in [
            "内視鏡(P波)",
            "N-02",
            "曇り止め(2)",
            "国際公開",
            "【要約】曇る",
            "",
        ] {
            assert_eq!(patent_id(other), None, "{other}");
        }
    }

    #[test]
    fn published_applications_of_old_times_are_numbers() {
        for (written, id) in [
            ("特公平07-000003", "JP1995-000003BA"),
            ("特公昭60-012345号公報", "JP1985-012345BA"),
            ("実公平7-3", "JP1995-000003UB"),
            ("特許出願公開平10-123456", "JP1998-123456A"),
            ("登録実用新案第3123456号公報", "JP3123456U"),
            ("特許第7000001号公報", "JP7000001B"),
        ] {
            assert_eq!(patent_id(written).as_deref(), Some(id), "{written}");
        }
    }
}

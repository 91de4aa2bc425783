//! Personal data that must not be in a session: individual numbers (マイナンバー) and numbers of patients.

/// Labels of numbers of patients.
const LABELS: &[&str] = &[
    "患者ID",
    "患者番号",
    "カルテ番号",
    "診察券番号",
    "被保険者番号",
    "被保険者証",
    "生年月日",
];

/// Whether the text holds an individual number with a correct check digit, or a labelled number of a patient.
pub(super) fn suspicious(s: &str) -> bool {
    if !s.chars().any(|c| digit(c).is_some()) {
        return false;
    }
    let mut run = Vec::new();
    for c in s.chars().chain(['.']) {
        match digit(c) {
            Some(d) => run.push(d),
            // Written in groups of four as often as not.
            None if matches!(c, '-' | ' ' | '－' | '\u{3000}') && run.len() % 4 == 0 => {}
            None => {
                if is_individual_number(&run) {
                    return true;
                }
                run.clear();
            }
        }
    }
    LABELS.iter().any(|label| {
        s.match_indices(label).any(|(at, _)| {
            let after = s.get(at + label.len()..).unwrap_or_default();
            after
                .chars()
                .take(12)
                .filter(|c| digit(*c).is_some())
                .count()
                >= 4
        })
    })
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        c => c.to_digit(10),
    }
}

/// 12 digits of which the last is `11 − Σ pₙ·qₙ mod 11` (0 where that has two digits), q = 2..7, 2..6 from the right.
fn is_individual_number(digits: &[u32]) -> bool {
    let Some((check, rest)) = digits.split_last() else {
        return false;
    };
    let same = rest.first().is_some_and(|d| rest.iter().all(|x| x == d));
    if digits.len() != 12 || same {
        return false;
    }
    let weights = (2..=7).chain(2..=6);
    let sum: u32 = rest.iter().rev().zip(weights).map(|(d, w)| d * w).sum();
    let expected = match sum % 11 {
        0 | 1 => 0,
        n => 11 - n,
    };
    *check == expected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn individual_numbers_are_seen_and_others_are_not() {
        // Not a real number: the digits 1 to 11 with the check digit they need.
        for text in [
            "123456789018",
            "番号は 1234-5678-9018 です",
            "１２３４５６７８９０１８",
            "患者ID: 00123",
        ] {
            assert!(suspicious(text), "{text}");
        }
        for text in [
            "123456789012",
            "年に120,000件",
            "4000020182079",
            "03-1234-5678",
            "患者IDを照合する手間",
            "000000000000",
            "",
        ] {
            assert!(!suspicious(text), "{text}");
        }
    }
}

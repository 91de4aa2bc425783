//! The digits in the QR of a badge: five of the badge number and one that checks them, so that a hand scanner is known by
//! what it types and a misread digit is no other person.

use crate::domain::number;

/// Digits of a code.
pub const DIGITS: usize = 6;

/// The quasigroup of Damm: every single wrong digit and every swap of neighbours gives another check digit.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn check(digits: &str) -> Option<u8> {
    digits.chars().try_fold(0_u8, |so_far, digit| {
        let digit = usize::try_from(digit.to_digit(10)?).ok()?;
        DAMM.get(usize::from(so_far))?.get(digit).copied()
    })
}

/// What stands in the QR of a badge; `None`: the badge is no number of at most five digits.
pub fn code(badge: &str) -> Option<String> {
    let digits = number::narrow(number::shown(badge));
    let n: u32 = digits.parse().ok().filter(|_| digits.len() < DIGITS)?;
    let digits = format!("{n:05}");
    check(&digits).map(|check| format!("{digits}{check}"))
}

/// The badge number that a scanner typed, without leading zeros; `None`: it is no code, or it was misread. Digits may be
/// full-width.
pub fn badge(typed: &str) -> Option<String> {
    let digits = number::narrow(typed);
    let is_code = digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_code || check(&digits) != Some(0) {
        return None;
    }
    let n: u32 = digits.get(..DIGITS - 1)?.parse().ok()?;
    Some(n.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_and_no_wrong_digit_and_no_swap_is() {
        for n in (0..100_000_u32).step_by(37) {
            let code = code(&n.to_string()).unwrap();
            assert_eq!(badge(&code), Some(n.to_string()));
            let digits: Vec<char> = code.chars().collect();
            for at in 0..DIGITS {
                for other in '0'..='9' {
                    let mut wrong = digits.clone();
                    wrong[at] = other;
                    let wrong: String = wrong.into_iter().collect();
                    assert_eq!(badge(&wrong).is_some(), wrong == code, "{code} {wrong}");
                }
                let mut swapped = digits.clone();
                if at + 1 < DIGITS {
                    swapped.swap(at, at + 1);
                }
                let swapped: String = swapped.into_iter().collect();
                assert_eq!(badge(&swapped).is_some(), swapped == code);
            }
        }
        assert_eq!(badge("０００２７４"), badge("000274"));
        assert_eq!(
            (code("A-1"), code("123456"), badge("27")),
            (None, None, None)
        );
        assert_eq!(code("30~abcd"), code("030"));
    }
}

//! The code on a badge for a hand scanner: six digits, of which five are the badge number and the last one a check digit.
//! A scanner types it like a keyboard, so its length tells it from a badge number that somebody types.

use super::{narrow, shown};

/// How many digits a code has.
const DIGITS: usize = 6;

/// The code of a badge. `None`: the badge is no number of at most five digits, and a label has no code then.
pub fn code_of(badge: &str) -> Option<String> {
    let number: u32 = digits(&narrow(shown(badge)))?.parse().ok()?;
    let body = format!("{number:05}");
    (body.len() == DIGITS - 1).then(|| format!("{body}{}", check_digit(&body)))
}

/// The badge number of a code in any width, without zeros in front. `None`: it is none, or its check digit does not fit.
pub fn badge_of(code: &str) -> Option<String> {
    let code = narrow(code);
    let (body, check) = digits(&code)?.split_at_checked(DIGITS - 1)?;
    if check != check_digit(body).to_string() {
        return None;
    }
    let number: u32 = body.parse().ok()?;
    Some(number.to_string())
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// ISO/IEC 7064, MOD 11,10: it finds every wrong digit and nearly every pair of digits that changed places.
fn check_digit(body: &str) -> u32 {
    let product = body.bytes().fold(10, |product, byte| {
        let sum = (product + u32::from(byte - b'0')) % 10;
        let sum = if sum == 0 { 10 } else { sum };
        sum * 2 % 11
    });
    (11 - product) % 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn badges_that_are_no_numbers_have_no_code() {
        for badge in ["", "A-12", "12a", "123456", "-1", "1.5", "～"] {
            assert_eq!(code_of(badge), None, "{badge}");
        }
        let code = code_of("27").unwrap();
        for same in ["027", "２７", "27~abcd", "00027"] {
            assert_eq!(code_of(same).as_ref(), Some(&code), "{same}");
        }
    }

    #[test]
    fn the_check_digit_is_the_one_of_the_standard() {
        // The example of ISO/IEC 7064 for MOD 11,10.
        assert_eq!(check_digit("0794"), 5);
    }

    proptest! {
        #[test]
        fn a_code_is_read_back_and_a_wrong_digit_is_found(badge in 0u32..100_000, at in 0usize..6, other in 1u8..10) {
            let code = code_of(&badge.to_string()).unwrap();
            prop_assert_eq!(badge_of(&code), Some(badge.to_string()));
            let wide: String = code.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
            prop_assert_eq!(badge_of(&wide), Some(badge.to_string()));
            let mut wrong = code.clone().into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + other) % 10;
            prop_assert_eq!(badge_of(std::str::from_utf8(&wrong).unwrap()), None);
        }

        #[test]
        fn what_is_not_six_digits_is_no_code(text in "[0-9a-z０-９ぁ-ん -]{0,12}") {
            let six = narrow(&text).len() == 6 && narrow(&text).bytes().all(|b| b.is_ascii_digit());
            prop_assert!(six || badge_of(&text).is_none());
        }
    }
}

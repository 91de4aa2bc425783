//! Kana as small numbers, whatever block of Unicode they come from.

/// How each kana sounds, from ぁ (U+3041) to ゖ (U+3096); a small tsu sounds as nothing.
const SOUNDS: [&str; 86] = [
    "a", "a", "i", "i", "u", "u", "e", "e", "o", "o", "ka", "ga", "ki", "gi", "ku", "gu", "ke",
    "ge", "ko", "go", "sa", "za", "si", "zi", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "ti",
    "zi", "", "tu", "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne", "no", "ha", "ba", "pa",
    "hi", "bi", "pi", "hu", "bu", "pu", "he", "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me",
    "mo", "ya", "ya", "yu", "yu", "yo", "yo", "ra", "ri", "ru", "re", "ro", "ua", "wa", "i", "e",
    "uo", "n", "bu", "ka", "ke",
];

/// Half-width katakana from ｦ (U+FF66) to ﾝ (U+FF9D), as hiragana; ｰ stands as itself.
const HALF: &str = "をぁぃぅぇぉゃゅょっーあいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";

/// Codes of the kana that change what stands before them.
pub(crate) const SMALL_A: u8 = 0x00;
pub(crate) const SMALL_I: u8 = 0x02;
pub(crate) const SMALL_U: u8 = 0x04;
pub(crate) const SMALL_E: u8 = 0x06;
pub(crate) const SMALL_O: u8 = 0x08;
pub(crate) const TE: u8 = 0x25;
pub(crate) const DE: u8 = 0x26;
pub(crate) const TO: u8 = 0x27;
pub(crate) const DO: u8 = 0x28;
pub(crate) const SMALL_YA: u8 = 0x42;
pub(crate) const SMALL_YU: u8 = 0x44;
pub(crate) const SMALL_YO: u8 = 0x46;
pub(crate) const VU: u8 = 0x53;
/// The long vowel mark, beyond the table.
pub(crate) const LONG: u8 = 0x56;
/// No kana.
pub(crate) const NONE: u8 = 0xff;

/// The sound of a code; nothing for codes that are no kana.
pub(crate) fn sound(code: u8) -> &'static str {
    SOUNDS.get(usize::from(code)).copied().unwrap_or_default()
}

/// Consonant and vowel of a kana that has just these and changes nothing before it.
pub(crate) fn plain(code: u8) -> Option<[u8; 2]> {
    #[expect(clippy::indexing_slicing, reason = "checked when compiled")]
    const PLAIN: [Option<[u8; 2]>; 86] = {
        let mut table = [None; 86];
        let mut code = 0;
        while code < table.len() {
            // Small ya, yu, yo and wa change the kana before them; wo is two vowels.
            let other =
                code == 0x42 || code == 0x44 || code == 0x46 || code == 0x4d || code == 0x51;
            if let [consonant, vowel] = *SOUNDS[code].as_bytes()
                && !other
            {
                table[code] = Some([consonant, vowel]);
            }
            code += 1;
        }
        table
    };
    PLAIN.get(usize::from(code)).copied().flatten()
}

/// The code of one hiragana, katakana or half-width katakana, 0 to 0x56 in the order of U+3041.
///
/// Voicing marks are characters of their own and have no code.
pub(crate) fn code(c: char) -> Option<u8> {
    let point = u32::from(c);
    let offset = match point {
        0x3041..=0x3096 => point - 0x3041,
        0x30a1..=0x30f6 => point - 0x30a1,
        0x30fc => u32::from(LONG),
        0xff66..=0xff9d => return HALF.chars().nth((point - 0xff66) as usize).and_then(code),
        _ => return None,
    };
    u8::try_from(offset).ok()
}

/// The hiragana of a code, or ー; the reverse of [`code`].
pub(crate) fn hiragana(code: u8) -> Option<char> {
    match code {
        0..=0x55 => char::from_u32(0x3041 + u32::from(code)),
        LONG => Some('ー'),
        _ => None,
    }
}

/// What a voicing mark (`half`: the round one) makes of a kana, where there is such a kana.
pub(crate) fn voiced(code: u8, half: bool) -> Option<u8> {
    let plain = match code {
        // か to ち, plain ones even; つ て と, plain ones odd.
        0x0a..=0x21 => code.is_multiple_of(2),
        0x23..=0x28 => !code.is_multiple_of(2),
        // は to ぽ go by threes.
        0x2e..=0x3c => (code - 0x2e).is_multiple_of(3),
        0x05 => return (!half).then_some(VU),
        _ => false,
    };
    match (plain, half) {
        (true, false) => Some(code + 1),
        (true, true) if code >= 0x2e => Some(code + 2),
        _ => None,
    }
}

/// Whether a character is a voicing mark, and if so whether it is the round one; in every width and as combining mark.
pub(crate) fn mark(c: char) -> Option<bool> {
    match c {
        '\u{3099}' | '\u{309b}' | '\u{ff9e}' => Some(false),
        '\u{309a}' | '\u{309c}' | '\u{ff9f}' => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_kana_line_up_with_the_block() {
        for (half, full) in [
            ('ｦ', 'を'),
            ('ｧ', 'ぁ'),
            ('ｯ', 'っ'),
            ('ｰ', 'ー'),
            ('ｱ', 'あ'),
            ('ﾂ', 'つ'),
            ('ﾝ', 'ん'),
        ] {
            assert_eq!(code(half), code(full), "{half}");
        }
    }

    #[test]
    fn marks_voice_what_can_be_voiced() {
        for (plain, half, want) in [
            ('か', false, Some('が')),
            ('ち', false, Some('ぢ')),
            ('つ', false, Some('づ')),
            ('と', false, Some('ど')),
            ('は', false, Some('ば')),
            ('ホ', true, Some('ぽ')),
            ('う', false, Some('ゔ')),
            ('っ', false, None),
            ('か', true, None),
            ('ん', false, None),
            ('が', false, None),
            ('ば', true, None),
        ] {
            assert_eq!(
                voiced(code(plain).unwrap(), half).and_then(hiragana),
                want,
                "{plain}"
            );
        }
    }
}

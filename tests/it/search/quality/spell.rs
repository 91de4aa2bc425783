//! The ways in which a reading is typed.

/// Rows of kana with their consonant: Hepburn, 訓令.
const ROWS: [(&str, &str); 14] = [
    ("あいうえお", ""),
    ("かきくけこ", "k"),
    ("さしすせそ", "s"),
    ("たちつてと", "t"),
    ("なにぬねの", "n"),
    ("はひふへほ", "h"),
    ("まみむめも", "m"),
    ("や ゆ よ", "y"),
    ("らりるれろ", "r"),
    ("わ   を", "w"),
    ("がぎぐげご", "g"),
    ("ざじずぜぞ", "z"),
    ("だぢづでど", "d"),
    ("ばびぶべぼ", "b"),
];
const HALF: (&str, &str) = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンャュョッー",
    "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｬｭｮｯｰ",
);
const VOICED: (&str, &str) = (
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボ",
    "カキクケコサシスセソタチツテトハヒフヘホ",
);
const HALF_VOICED: (&str, &str) = ("パピプペポ", "ハヒフヘホ");

/// Hepburn as the passport has it, or the letters taught at school.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Hepburn,
    Kunrei,
}

/// Hiragana, katakana, half-width kana, Hepburn and 訓令 with long vowels as typed (wapuro), with a macron or circumflex
/// and without, and the kana and letters of somebody who has not finished typing.
pub(super) fn ways(reading: &str) -> Vec<String> {
    let katakana = katakana(reading);
    let hepburn = romaji(reading, Style::Hepburn);
    let kunrei = romaji(reading, Style::Kunrei);
    let long = |text: &str, with: [&str; 2]| {
        let text = text.replace("ou", with[0]).replace("oo", with[0]);
        text.replace("uu", with[1])
    };
    let mut ways = vec![
        reading.to_owned(),
        half(&katakana),
        katakana,
        long(&hepburn, ["ō", "ū"]),
        long(&kunrei, ["ô", "û"]),
        long(&hepburn, ["o", "u"]),
        long(&kunrei, ["o", "u"]),
        hepburn.to_uppercase(),
        // 変換 before the last letter, and with the nn that an input method wants.
        hepburn.replace('n', "nn").replace("nnn", "nn"),
        kunrei,
        hepburn.clone(),
    ];
    if reading.chars().count() >= 5 {
        ways.push(reading.chars().take(reading.chars().count() - 1).collect());
        let cut = |n: usize| hepburn.get(..hepburn.len() - n).unwrap().to_owned();
        ways.extend([cut(1), cut(2)]);
    }
    ways.sort();
    ways.dedup();
    ways
}

fn katakana(text: &str) -> String {
    let up = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap(),
        c => c,
    };
    text.chars().map(up).collect()
}

fn half(katakana: &str) -> String {
    let swap = |c: char, (from, to): (&str, &str)| {
        let at = from.chars().position(|f| f == c)?;
        to.chars().nth(at)
    };
    let mut out = String::new();
    for c in katakana.chars() {
        let (plain, mark) = swap(c, VOICED)
            .map(|p| (p, "ﾞ"))
            .or_else(|| swap(c, HALF_VOICED).map(|p| (p, "ﾟ")))
            .unwrap_or((c, ""));
        out.push(swap(plain, HALF).unwrap_or(plain));
        out.push_str(mark);
    }
    out
}

fn romaji(reading: &str, style: Style) -> String {
    let chars: Vec<char> = reading.chars().collect();
    let mut out = String::new();
    let mut double = false;
    for (i, &c) in chars.iter().enumerate() {
        let small = chars.get(i + 1).copied().and_then(small_vowel);
        let syllable = match c {
            'ゃ' | 'ゅ' | 'ょ' => continue,
            'っ' => {
                double = true;
                continue;
            }
            'ー' => {
                let last = out.chars().last().unwrap();
                out.push(last);
                continue;
            }
            'ん' => "n".to_owned(),
            _ => {
                let (consonant, vowel) = sound(c);
                match small {
                    Some(vowel) => format!("{}{vowel}", palatal(consonant, style)),
                    None => plain(consonant, vowel, style),
                }
            }
        };
        if std::mem::take(&mut double) {
            let first = syllable.chars().next().unwrap();
            out.push(if syllable.starts_with("ch") {
                't'
            } else {
                first
            });
        }
        out.push_str(&syllable);
    }
    out
}

fn small_vowel(c: char) -> Option<char> {
    Some(match c {
        'ゃ' => 'a',
        'ゅ' => 'u',
        'ょ' => 'o',
        _ => return None,
    })
}

fn sound(c: char) -> (&'static str, char) {
    let rows = ROWS.iter().chain(&[("ぱぴぷぺぽ", "p")]);
    for (row, consonant) in rows {
        if let Some(at) = row.chars().position(|k| k == c) {
            return (consonant, "aiueo".chars().nth(at).unwrap());
        }
    }
    panic!("{c}")
}

fn palatal(consonant: &str, style: Style) -> String {
    match (consonant, style) {
        ("s", Style::Hepburn) => "sh".to_owned(),
        ("t", Style::Hepburn) => "ch".to_owned(),
        ("z", Style::Hepburn) => "j".to_owned(),
        _ => format!("{consonant}y"),
    }
}

fn plain(consonant: &str, vowel: char, style: Style) -> String {
    let special = match (consonant, vowel) {
        ("s", 'i') => "shi",
        ("t", 'i') => "chi",
        ("t", 'u') => "tsu",
        ("h", 'u') => "fu",
        ("z", 'i') => "ji",
        _ => "",
    };
    if style == Style::Hepburn && !special.is_empty() {
        special.to_owned()
    } else {
        format!("{consonant}{vowel}")
    }
}

use super::*;
use crate::search::romaji::canonical;
use crate::search::romaji::probes;
use proptest::prelude::*;

/// Words of the field, of the trade and of names, each with the reading that a coordinator types.
const TERMS: &str = include_str!("terms.tsv");

fn terms() -> impl Iterator<Item = (&'static str, &'static str)> {
    TERMS.lines().map(|line| line.split_once('\t').unwrap())
}

fn spoken(text: &str) -> Spoken {
    let mut out = Spoken::default();
    Readings::embedded().reader().speak(text, &mut out);
    out
}

/// The main reading.
fn said(text: &str) -> String {
    let mut spoken = spoken(text);
    if let Some(end) = spoken.romaji.find(SEPARATOR) {
        spoken.romaji.truncate(end);
    }
    spoken.romaji
}

#[test]
fn terms_of_the_field_are_read() {
    let wrong: Vec<String> = terms()
        .filter(|(term, reading)| said(term) != canonical(reading))
        .map(|(term, reading)| format!("{term} {reading} {}", said(term)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Phrases with okurigana, of which at most two are read wrongly.
#[test]
fn okurigana_decides_the_reading() {
    let wrong: Vec<&str> = include_str!("phrases.tsv")
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .filter(|(phrase, reading)| canonical(&said(phrase)) != canonical(&canonical(reading)))
        .map(|(phrase, _)| phrase)
        .collect();
    assert!(wrong.len() <= 2, "{wrong:?}");
}

/// Hepburn with long vowels, from hiragana; enough for the words of the list.
fn hepburn(kana: &str) -> String {
    let table = [
        ("しゃ", "sha"),
        ("しゅ", "shu"),
        ("しょ", "sho"),
        ("ちゃ", "cha"),
        ("ちゅ", "chu"),
        ("ちょ", "cho"),
        ("じゃ", "ja"),
        ("じゅ", "ju"),
        ("じょ", "jo"),
        ("し", "shi"),
        ("ち", "chi"),
        ("つ", "tsu"),
        ("ふ", "fu"),
        ("じ", "ji"),
    ];
    let mut rest = kana;
    let mut out = String::new();
    'next: while let Some(c) = rest.chars().next() {
        for (from, to) in table {
            if let Some(after) = rest.strip_prefix(from) {
                out.push_str(to);
                rest = after;
                continue 'next;
            }
        }
        let mut end = c.len_utf8();
        if rest
            .chars()
            .nth(1)
            .is_some_and(|small| "ゃゅょ".contains(small))
        {
            end += 3;
        }
        let (one, after) = rest.split_at(end);
        out.push_str(if one == "っ" { "t" } else { "" });
        if one != "っ" {
            out.push_str(&canonical(one));
        }
        rest = after;
    }
    out
}

#[test]
fn terms_are_found_in_every_way_of_typing() {
    for (term, reading) in terms() {
        let stream = said(term);
        let katakana: String = reading
            .chars()
            .map(|c| match u32::from(c) {
                point @ 0x3041..=0x3096 => char::from_u32(point + 0x60).unwrap(),
                _ => c,
            })
            .collect();
        let hepburn = hepburn(reading);
        let ways = [
            reading.to_owned(),
            katakana,
            canonical(reading),
            hepburn.to_uppercase(),
            hepburn.replace("ou", "o").replace("uu", "u"),
            hepburn.replace("ou", "ō").replace("uu", "ū"),
            hepburn
                .replace("sh", "sy")
                .replace("syi", "si")
                .replace("tsu", "tu"),
        ];
        for way in ways {
            // A small tsu is written as a t here, which only some consonants after it double.
            if reading.contains('っ') && way.bytes().any(|b| b.is_ascii_alphabetic()) {
                continue;
            }
            assert!(
                probes(&way)
                    .iter()
                    .any(|needle| stream.starts_with(needle.as_str())),
                "{way} does not find {term}, {stream}"
            );
        }
    }
}

#[test]
fn half_width_and_sloppy_spellings_find_the_endoscope() {
    for way in [
        "ないしきょう",
        "ﾅｲｼｷｮｳ",
        "ナイシキョウ",
        "naishikyou",
        "naisikyo",
        "NAISHIKYŌ",
        "naishikyo",
    ] {
        assert_eq!(canonical(way), said("内視鏡"), "{way}");
    }
}

#[test]
fn other_likely_readings_are_kept() {
    for (text, also) in [
        ("日本光電", "にっぽんこうでん"),
        ("腹腔鏡", "ふっくうきょう"),
        ("穿刺針", "せんしばり"),
        ("中島", "なかしま"),
        ("東海林", "とうかいりん"),
        ("3次元", "さんじげん"),
        ("キヤノン", "キャノン"),
        ("ニューヨーク", "ニュヨク"),
    ] {
        let spoken = spoken(text);
        let also = canonical(also);
        assert!(
            spoken.romaji.split(SEPARATOR).any(|way| way == also),
            "{text}: {:?} lacks {also}",
            spoken.romaji
        );
    }
}

#[test]
fn old_kanji_are_read_like_new_ones() {
    for (old, new) in [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("渡邉", "渡辺"),
        ("濵田", "浜田"),
        ("國立病院", "国立病院"),
    ] {
        assert_eq!(said(old), said(new), "{old}");
    }
}

#[test]
fn sentences_of_the_field_are_read() {
    for (text, reading) in [
        (
            "内視鏡の先端が曇り処置中に視野を失う",
            "ないしきょうのせんたんがくもりしょちちゅうにしやをうしなう",
        ),
        (
            "透析用監視装置の警報履歴を自動で記録したい",
            "とうせきようかんしそうちのけいほうりれきをじどうできろくしたい",
        ),
        (
            "気管挿管チューブの固定が外れやすい",
            "きかんそうかんチューブのこていがはずれやすい",
        ),
        (
            "喀痰吸引カテーテルの吸引圧を片手で調節したい",
            "かくたんきゅういんカテーテルのきゅういんあつをかたてでちょうせつしたい",
        ),
        (
            "電気メスの煙を吸い込まない器具が欲しい",
            "でんきメスのけむりをすいこまないきぐがほしい",
        ),
        (
            "生体情報モニタのアラーム疲れを減らしたい",
            "せいたいじょうほうモニタのアラームづかれをへらしたい",
        ),
        (
            "離床センサの誤報を減らしたい",
            "りしょうセンサのごほうをへらしたい",
        ),
        (
            "自動体外式除細動器の設置場所を地図で見たい",
            "じどうたいがいしきじょさいどうきのせっちばしょをちずでみたい",
        ),
        (
            "中心静脈穿刺針の位置がずれる",
            "ちゅうしんじょうみゃくせんししんのいちがずれる",
        ),
        (
            "ガーゼの数え間違いを防ぎたい",
            "ガーゼのかぞえまちがいをふせぎたい",
        ),
    ] {
        // Word by word, because some vowels run together only when there is nothing between them.
        let want = canonical(reading);
        let got = said(text);
        assert_eq!(
            canonical(&got),
            canonical(&want),
            "{text}: {got} for {want}"
        );
    }
}

#[test]
fn words_start_where_the_reading_of_a_word_starts() {
    let spoken = spoken("東京大阪 鏡");
    assert_eq!(
        spoken.romaji.split(SEPARATOR).next(),
        Some("tokyosakakagami")
    );
    // The o of tokyo is that of osaka too.
    assert_eq!(spoken.starts.get(..3), Some(&[0, 4, 9][..]));
}

#[test]
fn a_word_that_starts_with_u_is_not_swallowed() {
    let spoken = spoken("歩行運動");
    assert!(spoken.romaji.starts_with("hokoundo"), "{spoken:?}");
    assert!(
        spoken
            .romaji
            .split(SEPARATOR)
            .any(|way| way == canonical("ほこううんどう"))
    );
    assert!(spoken.romaji.contains(&canonical("うんどう")));
}

#[test]
fn a_given_name_is_read_after_a_family_name() {
    assert_eq!(said("木村 真理"), canonical("きむらまり"));
    assert_eq!(said("真理"), canonical("しんり"));
}

#[test]
fn words_of_several_scripts_are_read() {
    assert_eq!(said("東レ・メディカル"), canonical("とうれめでぃかる"));
    assert_eq!(
        said("聖マリアンナ医科大学"),
        canonical("せいまりあんないかだいがく")
    );
    assert_eq!(said("虎ノ門病院"), canonical("とらのもんびょういん"));
}

#[test]
fn wrong_kanji_sound_right() {
    let readings = Readings::embedded();
    for (wrong, right) in [
        ("腹空鏡", "ふくくうきょう"),
        ("除細道器", "じょさいどうき"),
        ("挿間", "そうかん"),
        ("透石", "とうせき"),
    ] {
        assert_eq!(readings.chinese(wrong), right);
    }
    assert_eq!(readings.chinese("x・ア"), "x・ア");
}

#[test]
fn a_list_of_the_user_wins() {
    let readings = Readings::embedded()
        .with_corrections(
            "[readings]\n\"内視鏡\" = [\"カメラ\", \"うちみかがみ\"]\n\"縁\" = \"えにし\"\n",
        )
        .unwrap();
    let mut out = Vec::new();
    readings.read("内視鏡と縁", &mut out);
    let got: Vec<&str> = out.iter().map(|segment| segment.reading.as_str()).collect();
    assert_eq!(got, ["かめら", "と", "えにし"]);
    assert_eq!(out.first().unwrap().alternatives, ["うちみかがみ"]);
    assert!(
        readings
            .with_corrections("[readings]\n\"鏡\" = \"kagami\"")
            .is_err()
    );
    assert!(
        readings
            .with_corrections("[readings]\n\"鏡\" = \"\"")
            .is_err()
    );
    assert!(readings.with_corrections("readings = 1").is_err());
}

#[test]
fn our_own_list_and_dictionary_are_sound() {
    let mut own = Corrections::default();
    own.add(include_str!("../../../config/readings.toml"))
        .unwrap();
    assert!(!own.entries.is_empty());
    assert!(DICTIONARY.entries.len() > 200_000);
    assert_eq!(DICTIONARY.step(0, 0), 0);
    assert!(Dictionary::unpack(b"no dictionary").entries.is_empty());
}

fn tiles(text: &str) {
    let readings = Readings::embedded();
    let mut reader = readings.reader();
    let mut segments = Vec::new();
    reader.read(text, &mut segments);
    let mut end = 0;
    for segment in &segments {
        assert_eq!(segment.range.start, end, "{text:?}");
        assert!(
            text.get(segment.range.clone())
                .is_some_and(|part| !part.is_empty())
        );
        end = segment.range.end;
    }
    assert_eq!(end, text.len(), "{text:?}");

    let (mut plain, mut mapped) = (Spoken::default(), Spoken::default());
    reader.speak(text, &mut plain);
    reader.speak_mapped(text, &mut mapped);
    assert_eq!(
        (&plain.romaji, &plain.starts),
        (&mapped.romaji, &mapped.starts),
        "{text:?}"
    );
    assert_eq!(mapped.map.len(), mapped.romaji.len() + 1);
    assert!(mapped.starts.is_sorted_by(|a, b| a < b), "{mapped:?}");
    for &start in &mapped.starts {
        assert!(mapped.romaji.is_char_boundary(start as usize), "{mapped:?}");
    }
    for &at in &mapped.map {
        assert!(text.is_char_boundary(at as usize), "{mapped:?}");
    }
    let main = mapped.romaji.find(SEPARATOR).unwrap_or(mapped.romaji.len());
    assert!(mapped.map.get(..main).unwrap().is_sorted(), "{mapped:?}");
}

proptest! {
    #[test]
    fn any_text_is_tiled_and_mapped(text in ".{0,40}", japanese in "[ぁ-んァ-ヶーｦ-ﾟ々〆ヶ一-龥﨑髙0-9０-９a-zＡ-Ｚ 　、・\u{3099}\u{1f}]{0,40}") {
        tiles(&text);
        tiles(&japanese);
    }
}

#[test]
fn long_runs_end() {
    tiles(&"鏡".repeat(3000));
    tiles(&"人工呼吸器の".repeat(500));
}

/// `ENISHI_LINES=file cargo test --release --lib reading::tests::speed -- --ignored --nocapture`
#[test]
#[ignore = "prints figures"]
#[expect(clippy::disallowed_methods, reason = "a measurement")]
fn speed() {
    let text = std::env::var("ENISHI_LINES")
        .ok()
        .and_then(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_else(|| TERMS.repeat(100));
    let lines: Vec<&str> = text.lines().collect();
    let start = std::time::Instant::now();
    let readings = Readings::embedded();
    let mut reader = readings.reader();
    let mut spoken = Spoken::default();
    reader.speak("内視鏡", &mut spoken);
    println!(
        "unpacked in {:?}, {} bytes",
        start.elapsed(),
        Readings::bytes()
    );
    for _ in 0..3 {
        let start = std::time::Instant::now();
        let (mut main, mut all) = (0, 0);
        for line in &lines {
            reader.speak(line, &mut spoken);
            all += spoken.romaji.len();
            main += spoken.romaji.find(SEPARATOR).unwrap_or(spoken.romaji.len());
        }
        let each = start.elapsed().as_nanos() / u128::try_from(lines.len()).unwrap();
        println!(
            "{} lines, {} bytes: {each} ns per line; romaji {main}, with variants {all}",
            lines.len(),
            text.len()
        );
    }
}

//! A person in free text: every way of writing is found, and only whole names.

mod cases;
mod laws;

use enishi::domain::mention::Certainty;
use enishi::domain::mention::Form;
use enishi::domain::mention::Identity;
use enishi::domain::mention::Mention;
use enishi::domain::mention::Place;
use enishi::domain::mention::blank;
use enishi::domain::mention::find;
use enishi::domain::mention::find_marked;
use enishi::domain::mention::marks;
use enishi::domain::mention::same_person;
use sha2::Digest;
use sha2::Sha256;

const ERASED: &str = "（消去済）";

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|s| (*s).to_owned()).collect()
}

fn takahashi() -> Identity {
    Identity {
        names: strings(&["高橋 直"]),
        kana: strings(&["タカハシ ナオ"]),
        mails: strings(&["nao.takahashi@example.jp"]),
        telephones: strings(&["03-1234-5678"]),
        firms: strings(&["株式会社おぼろ精機"]),
    }
}

/// Good enough for tests: a hash behind a key.
fn mac(bytes: &[u8]) -> [u8; 32] {
    let mut sha = Sha256::new();
    sha.update(b"a key of this test");
    sha.update(bytes);
    sha.finalize().into()
}

/// Both ways of finding have to agree, and what is found is well formed.
fn both(text: &str, who: &Identity, others: &[&str], place: Place) -> Vec<Mention> {
    let found = find(text, who, others, place);
    let marked = find_marked(text, &marks(who, &mac), others, place, &mac);
    assert_eq!(found, marked, "{text:?}: find and find_marked differ");
    let mut end = 0;
    for mention in &found {
        assert!(mention.range.start >= end, "{text:?}: {found:?}");
        assert!(!text.get(mention.range.clone()).unwrap().is_empty());
        end = mention.range.end;
    }
    found
}

#[test]
fn a_blanked_text_keeps_all_else() {
    let text = "①　高橋 直さん と\r\n高橋直樹さん、髙橋・直（part 2）";
    let found = both(text, &takahashi(), &["高橋 直樹"], Place::Elsewhere);
    let expected = "①　（消去済）さん と\r\n高橋直樹さん、（消去済）（part 2）";
    assert_eq!(blank(text, &found, ERASED), expected);
    assert_eq!(blank(expected, &found[..0], ERASED), expected);
}

#[test]
fn doubtful_mentions_are_left_and_overlaps_are_blanked_once() {
    let mention = |range, certainty| Mention {
        range,
        form: Form::Name,
        certainty,
    };
    let found = [
        mention(0..3, Certainty::Certain),
        mention(0..6, Certainty::Certain),
        mention(6..9, Certainty::Doubtful),
        mention(100..200, Certainty::Certain),
    ];
    assert_eq!(blank("一二三四", &found, "X"), "X三四");
}

#[test]
fn an_entry_is_known_by_name_and_firm() {
    let marks = marks(&takahashi(), &mac);
    let knows = |name: &str, firm: &str| marks.iter().any(|m| same_person(name, firm, m, &mac));
    assert!(knows("高橋　直", "㈱おぼろ精機"));
    assert!(knows("髙橋直", "おぼろ精機"));
    assert!(!knows("高橋 直", "株式会社みぎわ光学"));
    assert!(!knows("高橋 直樹", "おぼろ精機"));
    assert!(!knows("高橋 直", ""));
    assert!(!knows("", "おぼろ精機"));
}

#[test]
fn marks_travel_as_text_and_hold_no_name() {
    let marks = marks(&takahashi(), &mac);
    let text = serde_json::to_string(&marks).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<enishi::domain::mention::Mark>>(&text).unwrap(),
        marks
    );
    for part in [
        "高",
        "橋",
        "直",
        "タカ",
        "ナオ",
        "takahashi",
        "1234",
        "おぼろ",
    ] {
        assert!(!text.contains(part), "{part}");
    }
    let wrong = text.replacen("\"mac\":\"", "\"mac\":\"z", 1);
    assert!(serde_json::from_str::<Vec<enishi::domain::mention::Mark>>(&wrong).is_err());
}

#[test]
fn nothing_is_found_for_nobody() {
    for text in ["", "高橋 直", "a@b", "0312345678"] {
        assert_eq!(
            both(text, &Identity::default(), &["高橋 直"], Place::Own),
            []
        );
    }
    let empty = Identity {
        names: strings(&["", " ", "・", "直"]),
        kana: strings(&["", "ナ"]),
        mails: strings(&["", "@", "nao"]),
        telephones: strings(&["", "-", "1234"]),
        firms: Vec::new(),
    };
    let text = "直 ナ @ nao 1234 ・ 直さん";
    assert_eq!(both(text, &empty, &["", " "], Place::Own), []);
}

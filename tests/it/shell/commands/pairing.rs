//! `enishi pairing` and `enishi story`: what is known of a project, and how it came about.

use super::{House, recorded, tutorial};
use serde_json::{Value, json};
use std::fs;

fn log(house: &House) -> Vec<Value> {
    house.json(&["log"]).as_array().unwrap().clone()
}

#[test]
fn everything_that_is_told_of_a_pairing_is_one_action_and_comes_back() {
    let house = recorded();
    let before = house.json(&["pairing", "N-01/sazare"]);
    assert_eq!(before["project"], json!({}));
    let entries = log(&house).len();
    let told = [
        "pairing",
        "N-01/sazare",
        "--set",
        "commitment=資金",
        "--set",
        "連携の形=ライセンス",
        "--set",
        "amount=150万円",
        "--set",
        "owner_company=千葉 恵子",
        "--set",
        "shared_data=症例は病院が持つ",
        "--set",
        "shared_data_hospital=済",
        "--met",
        "2026-11-20",
        "--outcome",
        "連携可能",
        "--said",
        "次は病院で",
        "--next-hospital",
        "滅菌条件の返事",
        "--hospital-by",
        "2026-11-25",
    ];
    let now = house.json(&told);
    assert_eq!(
        now["project"],
        json!({
            "commitment": "資金",
            "collaboration": "知財ライセンス",
            "amount": "1500000",
            "owner_company": "千葉 恵子",
            "shared_data": "症例は病院が持つ",
            "shared_data_hospital": "2026-11-20",
        })
    );
    assert_eq!(
        now["met"],
        json!({ "2026-11-20": ["連携可能", "次は病院で"] })
    );
    assert_eq!(
        now["next_hospital"],
        json!(["滅菌条件の返事", "2026-11-25"])
    );
    let ops = log(&house);
    assert_eq!(ops.len(), entries + 8);
    let action = &ops[entries]["action"];
    assert!(ops[entries..].iter().all(|op| op["action"] == *action));
    // The same once more says nothing new.
    house.json(&told);
    assert_eq!(log(&house).len(), ops.len());
    // The card tells it in the language of the user.
    let card = house.run(&["pairing", "N-01/さざれ"]);
    for said in [
        "案件",
        "資金",
        "1,500,000円",
        "連携可能 次は病院で",
        "企業 まだ",
    ] {
        assert!(card.out.contains(said), "{said}: {}", card.out);
    }
    let card = house.run(&["pairing", "N-01/sazare", "--lang", "en"]);
    assert!(card.out.contains("1,500,000 yen"), "{}", card.out);
    assert_eq!(house.run(&["undo"]).code, 0);
    assert_eq!(house.json(&["pairing", "N-01/sazare"]), before);
    assert_eq!(house.json(&["verify"])["ok"], true);
}

#[test]
fn what_cannot_be_recorded_is_refused_in_words_and_nothing_is_half_done() {
    let house = recorded();
    let entries = log(&house).len();
    let id = "N-01/sazare";
    for (args, code, said) in [
        (&["pairing", "N-01"][..], 2, "ニーズ番号/機関"),
        (&["pairing", "N-01/ない"], 4, "記録にありません"),
        (
            &["pairing", id, "--set", "commitment=たぶん"],
            2,
            "表明なし",
        ),
        (&["pairing", id, "--set", "やる気=資金"], 2, "commitment=.."),
        (&["pairing", id, "--set", "amount=たくさん"], 2, "150万円"),
        (
            &["pairing", id, "--set", "shared_data_hospital=2月30日"],
            2,
            "済",
        ),
        (
            &["pairing", id, "--set", "amount=1", "--set", "commitment=x"],
            2,
            "表明なし",
        ),
        (&["pairing", id, "--status", "中止"], 2, "病院・医師の判断"),
        (
            &["pairing", id, "--status", "中止", "--reason", "時間"],
            2,
            "--open-tasks",
        ),
        (&["pairing", id, "--successor", "14"], 2, "連携企業の変更"),
        (
            &[
                "pairing",
                id,
                "--met",
                "2026-12-24",
                "--outcome",
                "連携可能",
            ],
            2,
            "まだ来ていない日",
        ),
        (&["pairing", id, "--met", "2026-11-19"], 2, "--outcome"),
        (&["pairing", id, "--status", "完成"], 2, "候補"),
    ] {
        let refused = house.run(args);
        assert_eq!(
            refused.code, code,
            "{args:?}: {}{}",
            refused.out, refused.err
        );
        assert!(refused.err.contains(said), "{args:?}: {}", refused.err);
    }
    let to = |who: &str| {
        let change = ["--status", "連携企業の変更", "--reason", "体制"];
        let keep = ["--open-tasks", "keep", "--successor", who];
        house.run(&[&["pairing", id][..], &change, &keep].concat())
    };
    for (who, code) in [("だれか", 4), ("15", 2), ("1", 2)] {
        let refused = to(who);
        assert_eq!(refused.code, code, "{who}: {}", refused.err);
    }
    assert_eq!(log(&house).len(), entries, "nothing of it is recorded");
}

#[test]
fn another_company_goes_on_and_the_one_before_stays() {
    let house = recorded();
    let before = house.json(&["rules"]);
    let r11 = |rules: &Value| {
        let rules = rules.as_array().unwrap();
        rules.iter().filter(|r| r["rule"] == "R11").count()
    };
    assert_eq!(r11(&before), 0);
    house.json(&[
        "pairing",
        "N-01/sazare",
        "--status",
        "連携企業の変更",
        "--reason",
        "体制",
        "--open-tasks",
        "stop",
    ]);
    assert_eq!(r11(&house.json(&["rules"])), 1, "it asks for the successor");
    let open = house.json(&["tasks", "--find", "sazare"]);
    let codes: Vec<&Value> = open
        .as_array()
        .unwrap()
        .iter()
        .map(|t| &t["template"])
        .collect();
    assert_eq!(codes, ["L1"], "the others ended with it");
    let old = house.json(&["pairing", "N-01/sazare", "--successor", "14"]);
    assert_eq!(
        (&old["status"], &old["reason"], &old["successor"]),
        (&json!("企業交代"), &json!("体制"), &json!("tokiwagi"))
    );
    assert_eq!(r11(&house.json(&["rules"])), 0);
    let new = house.json(&["pairing", "N-01/tokiwagi"]);
    assert_eq!(
        (&new["status"], &new["predecessor"], &new["successor"]),
        (&json!("候補"), &json!("sazare"), &Value::Null)
    );
    assert_eq!(house.run(&["undo"]).code, 0);
    assert_eq!(house.run(&["pairing", "N-01/tokiwagi"]).code, 4);
    assert_eq!(r11(&house.json(&["rules"])), 1);
}

#[test]
fn a_story_tells_outside_only_what_may_leave_and_is_remembered() {
    let house = recorded();
    let answered = ["--on", "2026-11-25", "--because", "電話で先に聞いた"];
    house.json(&[&["task", "N-01/sazare/B3", "完了"], &answered[..]].concat());
    house.json(&[
        "pairing",
        "N-01/sazare",
        "--set",
        "collaboration=共同研究",
        "--set",
        "resource_company=試作の人手",
        "--met",
        "2026-11-19",
        "--outcome",
        "連携可能",
        "--said",
        "内密の話",
    ]);
    house.json(&["pairing", "N-01/sazare", "--status", "継続協議"]);
    let entries = log(&house).len();
    let shown = house.run(&["story", "N-01/sazare"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    for said in [
        "# 事例",
        "さざれ光学",
        "共同研究",
        "状態: 継続協議",
        "2026-11-25",
        "面談（連携可能）",
    ] {
        assert!(shown.out.contains(said), "{said}: {}", shown.out);
    }
    for secret in ["試作の人手", "内密の話", "千葉", "社外秘"] {
        assert!(!shown.out.contains(secret), "{secret}: {}", shown.out);
    }
    assert!(shown.err.contains("伏せました"), "{}", shown.err);
    assert_eq!(house.run(&["story", "N-01/sazare"]).out, shown.out);
    assert_eq!(log(&house).len(), entries, "looking leaves no trace");
    let page = house.path("事例.html");
    let to = page.to_str().unwrap();
    let written = house.json(&["story", "N-01/sazare", "-o", to, "--internal"]);
    assert_eq!(written["texts_left_out"], 0);
    let html = fs::read_to_string(&page).unwrap();
    for said in ["<h1>事例", "試作の人手", "内密の話", "社外秘"] {
        assert!(html.contains(said), "{said}: {html}");
    }
    let ops = log(&house);
    assert_eq!(ops.len(), entries + 1);
    assert_eq!(ops[entries]["kind"], "letter-written");
    assert!(ops[entries]["summary"].as_str().unwrap().contains("事例"));
    // It does not tell of itself, and is never written over a file.
    assert_eq!(house.run(&["story", "N-01/sazare"]).out, shown.out);
    let refused = house.run(&["story", "N-01/sazare", "-o", to]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert_eq!(log(&house).len(), entries + 1);
}

#[test]
fn a_filter_with_a_name_narrows_tasks_and_pairings() {
    let house = recorded();
    house.json(&["pair", &tutorial(), "N-02", "14"]);
    let file = house.path("settings.toml");
    fs::write(&file, "[filters]\n\"さざれの分\" = \"さざれ\"\n").unwrap();
    let named = house.json(&["pairings", "--filter", "さざれの分"]);
    let orgs: Vec<&Value> = named
        .as_array()
        .unwrap()
        .iter()
        .map(|p| &p["organisation"])
        .collect();
    assert_eq!(orgs, ["sazare"]);
    let all = house.json(&["tasks"]);
    let tasks = house.json(&["tasks", "--filter", "さざれの分", "--find", "病院"]);
    let count = tasks.as_array().unwrap().len();
    assert!(
        count > 0 && count < all.as_array().unwrap().len(),
        "{tasks}"
    );
    for task in tasks.as_array().unwrap() {
        assert_eq!(
            (&task["organisation"], &task["owner_side"]),
            (&json!("sazare"), &json!("病院"))
        );
    }
    let refused = house.run(&["tasks", "--filter", "さざれの"]);
    assert_eq!(refused.code, 4);
    assert!(refused.err.contains("さざれの分"), "{}", refused.err);
    assert_eq!(house.run(&["config", "check"]).code, 0);
}

//! A session as it is now, written as a session file; and a file that is read three ways.

use super::House;

fn toml(dept: &str, more: &str) -> String {
    format!(
        "format = 1\n[session]\nid = \"kai\"\ntitle = \"見本会\"\nheld_on = 2026-12-04\n\
         [[organisations]]\nid = \"hosp\"\nname = \"東病院\"\nkinds = [\"HOSP\"]\n\
         [[organisations]]\nid = \"kk\"\nname = \"甲製作所\"\nkinds = [\"MONO\"]\n\
         [[attendees]]\nbadge = \"1\"\norg = \"kk\"\nname = \"山川 一\"\ndept = \"{dept}\"\n{more}\
         [[needs]]\nno = \"N-01\"\ntitle = \"曇りを防ぐ\"\nhospital = \"hosp\"\ndepartment = \"内科\"\n\
         problem = \"困る\"\nwanted = \"欲しい\"\ndisclosure = \"公開\"\n"
    )
}

fn write(house: &House, name: &str, text: &str) -> String {
    let path = house.path(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_session_is_exported_as_a_file_that_is_right() {
    let house = House::new();
    let file = write(&house, "kai.toml", &toml("開発部", ""));
    house.json(&["pair", &file, "N-01", "1", "--level", "面談希望"]);
    house.json(&[
        "person",
        "consent",
        "1",
        "--on",
        "2026-11-18",
        "--way",
        "書面",
    ]);
    let to = house.path("new.toml");
    let to = to.to_str().unwrap();
    let told = house.json(&["session", "export", "--session", "kai", "-o", to]);
    assert_eq!(told["session"], "kai");
    let text = std::fs::read_to_string(to).unwrap();
    for has in ["山川 一", "書面", "2026-11-18", "面談希望"] {
        assert!(text.contains(has), "{has}: {text}");
    }
    assert_eq!(house.run(&["check", to]).code, 0, "{text}");
    // What was written is what is on record: to read it changes nothing and asks nothing.
    let before = house.run(&["log"]).out;
    let read = house.run(&["pair", to, "N-01", "1", "--level", "要相談"]);
    assert_eq!(read.code, 0, "{}", read.err);
    assert!(!read.err.contains("両方で変わった"), "{}", read.err);
    assert!(house.run(&["log"]).out.starts_with(&before));
    // A file that is there stays.
    let again = house.run(&["session", "export", "--session", "kai", "-o", to]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(std::fs::read_to_string(to).unwrap(), text);
    let unknown = house.run(&["session", "export", "--session", "kia", "-o", "x.toml"]);
    assert_eq!(unknown.code, 4);
    assert!(unknown.err.contains("kai"), "{}", unknown.err);
}

#[test]
fn what_both_changed_is_told_and_left_until_somebody_says_which() {
    let house = House::new();
    let file = write(&house, "kai.toml", &toml("開発部", ""));
    house.json(&["pair", &file, "N-01", "1"]);
    house.json(&["person", "consent", "1", "--on", "2026-11-18"]);
    let more = "consent_on = \"2026-11-01\"\nquestion = \"価格は\"\n";
    let file = write(&house, "kai.toml", &toml("光学開発部", more));
    let level = |level: &str, more: &[&str]| {
        let args = [&["pair", &file, "N-01", "1", "--level", level][..], more].concat();
        let run = house.run(&args);
        assert_eq!(run.code, 0, "{}", run.err);
        run.err
    };
    let told = level("要相談", &[]);
    for has in [
        "同意日",
        "2026-11-01",
        "2026-11-18",
        "--take-file",
        "--keep-record",
    ] {
        assert!(told.contains(has), "{has}: {told}");
    }
    assert!(
        !told.contains("光学開発部"),
        "only one side changed it: {told}"
    );
    let consent = || {
        let to = house.path("now.toml");
        let to = to.to_str().unwrap();
        house.json(&["session", "export", "--session", "kai", "-o", to, "--force"]);
        std::fs::read_to_string(to).unwrap()
    };
    let now = consent();
    assert!(
        now.contains("光学開発部") && now.contains("価格は"),
        "{now}"
    );
    assert!(
        now.contains("2026-11-18\"") && !now.contains("2026-11-01"),
        "{now}"
    );
    // Asked again, until it is answered.
    assert!(level("関心", &[]).contains("同意日"));
    level("面談希望", &["--take-file"]);
    assert!(consent().contains("2026-11-01"));
    assert!(!level("要相談", &[]).contains("同意日"));
}

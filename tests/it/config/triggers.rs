//! Each condition of a trigger by table: it holds, it does not. One that is set aside is made by hand only.

use super::tasks::{codes, pairing, session};
use enishi::config::Catalogue;
use enishi::domain::book::Book;
use enishi::domain::code::{Level, PairingStatus};
use enishi::domain::rule::calendar::Calendar;
use enishi::domain::rule::facts::Facts;
use enishi::words::{Lang, Words};
use jiff::civil::date;

/// Whether a task of the trigger is opened.
fn opens(when: &str, need: &str, company: &str, status: PairingStatus) -> bool {
    let own = format!(
        "[[tasks]]\ncode = \"X1\"\nja = \"題\"\nen = \"T\"\nowner = \"病院\"\ndue = 5\nwhen = {{ {when} }}\n"
    );
    let (catalogue, found) = Catalogue::load(&own, &Words::new(Lang::Ja));
    assert!(found.is_empty(), "{when}: {found:?}");
    let need = if need.contains("disclosure") {
        need.to_owned()
    } else {
        format!("disclosure = \"公開\"\n{need}")
    };
    let session = session(&need, company);
    let (book, calendar) = (Book::default(), Calendar::default());
    let facts = Facts {
        templates: &catalogue.templates,
        session: &session,
        book: &book,
        calendar: &calendar,
        today: date(2026, 11, 20),
    };
    let mut pairing = pairing(status);
    pairing.level = Level::WantsMeeting;
    let opened = codes(&super::tasks::bodies(facts.due_tasks(&pairing)));
    opened.split(' ').any(|code| code == "X1")
}

#[test]
fn each_condition_holds_where_it_should_and_nowhere_else() {
    use PairingStatus as P;
    let type2 = "mah_no = \"13B2X00001\"";
    let now = P::Confirmed;
    for (when, need, company, status, holds) in [
        ("", "", "", P::Confirmed, true),
        ("", "", "", P::Candidate, false),
        ("", "", "", P::OnHold, false),
        ("from = \"継続協議\"", "", "", P::InTalks, true),
        ("from = \"継続協議\"", "", "", P::Project, true),
        ("from = \"継続協議\"", "", "", P::Met, false),
        ("before = \"面談済\"", "", "", P::MeetingPlanned, true),
        ("before = \"面談済\"", "", "", P::Met, false),
        ("at = \"連携企業の変更\"", "", "", P::PartnerChange, true),
        ("at = \"連携企業の変更\"", "", "", P::Stopped, false),
        ("at = [\"中止\", \"見送り\"]", "", "", P::Stopped, true),
        ("at = [\"中止\", \"見送り\"]", "", "", P::Declined, true),
        ("at = [\"中止\", \"見送り\"]", "", "", P::Confirmed, false),
        ("at = \"中止\", followed = true", "", "", P::Stopped, false),
        (
            "disclosure = [\"NDA後\"]",
            "disclosure = \"NDA後\"",
            "",
            now,
            true,
        ),
        ("disclosure = [\"NDA後\"]", "", "", now, false),
        ("filing = [\"未検討\"]", "", "", now, true),
        (
            "filing = [\"未検討\"]",
            "patent_status = \"出願済\"",
            "",
            now,
            false,
        ),
        (
            "disclosed = true",
            "first_disclosed_on = 2026-11-20",
            "",
            now,
            true,
        ),
        ("disclosed = true", "", "", now, false),
        (
            "class_from = \"II\"",
            "device_class = \"III\"",
            "",
            now,
            true,
        ),
        ("class_from = \"II\"", "", "", now, true),
        (
            "class_from = \"II\"",
            "device_class = \"I\"",
            "",
            now,
            false,
        ),
        (
            "class_from = \"I\"",
            "device_kind = \"非医療機器\"",
            "",
            now,
            false,
        ),
        (
            "class_unknown = true",
            "device_class = \"不明\"",
            "",
            now,
            true,
        ),
        (
            "class_unknown = true",
            "device_class = \"II\"",
            "",
            now,
            false,
        ),
        (
            "device_kind = [\"プログラム\"]",
            "device_kind = \"プログラム\"",
            "",
            now,
            true,
        ),
        ("device_kind = [\"プログラム\"]", "", "", now, false),
        (
            "need_stage_from = \"試作\"",
            "stage = \"臨床\"",
            "",
            now,
            true,
        ),
        (
            "need_stage_from = \"試作\"",
            "stage = \"アイデア\"",
            "",
            now,
            false,
        ),
        ("need_stage_from = \"試作\"", "", "", now, false),
        (
            "no_licence = true",
            "device_class = \"III\"",
            type2,
            now,
            true,
        ),
        (
            "no_licence = true",
            "device_class = \"II\"",
            type2,
            now,
            false,
        ),
        ("org_unlicensed = true", "", "", now, true),
        ("org_unlicensed = true", "", type2, now, false),
        ("org_licensed = true", "", type2, now, true),
        ("org_licensed = true", "", "", now, false),
        ("org_kind = [\"MONO\"]", "", "", now, true),
        ("org_kind = [\"UNIV\"]", "", "", now, false),
        ("visit_ok = true", "visit_ok = true", "", now, true),
        ("visit_ok = true", "visit_ok = false", "", now, false),
        (
            "trial_site_ok = true",
            "trial_site_ok = true",
            "",
            now,
            true,
        ),
        ("trial_site_ok = true", "", "", now, false),
        ("level = [\"面談希望\"]", "", "", now, true),
        ("level = [\"要相談\"]", "", "", now, false),
        ("done = [\"E1\"]", "", "", now, false),
        ("by_hand = true", "", "", now, false),
        // All that are given have to hold.
        (
            "disclosure = [\"公開\"], visit_ok = true",
            "visit_ok = false",
            "",
            now,
            false,
        ),
    ] {
        let does = opens(when, need, company, status);
        assert_eq!(does, holds, "{when} / {need} / {company} / {status:?}");
    }
}

#[test]
fn a_condition_nobody_knows_is_told_with_its_line_and_what_is_wrong() {
    for (when, wrong) in [
        ("colour = true", "colour"),
        ("disclosure = [\"秘密\"]", "秘密"),
        ("need_stage_from = \"ずっと先\"", "ずっと先"),
        ("at = 3", "at = 3"),
    ] {
        let own = format!(
            "[[tasks]]\ncode = \"X1\"\nja = \"題\"\nen = \"T\"\nowner = \"病院\"\ndue = 5\nwhen = {{ {when} }}\n"
        );
        let (catalogue, found) = Catalogue::load(&own, &Words::new(Lang::Ja));
        assert_eq!(catalogue, Catalogue::default(), "{when}");
        let [one] = found.as_slice() else {
            panic!("{when}: {found:?}");
        };
        assert_eq!(one.line, 7, "{when}: {one:?}");
        let told = format!("{one:?}");
        assert!(wrong == "at = 3" || told.contains(wrong), "{when}: {told}");
    }
}

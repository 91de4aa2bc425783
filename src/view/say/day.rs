//! What is told of the day itself, in words.

use crate::app::core::day::Day;
use crate::domain::code::Paper;
use crate::domain::number::shown;
use crate::text::Clean;
use crate::view::several;
use crate::words::Words;
use crate::words::fl;

/// More names than so many help nobody.
const NAMED: usize = 4;

pub(super) fn text(words: &Words, say: &Day) -> String {
    match say {
        Day::CheckedIn {
            badge,
            name,
            missing,
        } => {
            let (badge, name) = (shown(badge), name.as_str());
            let papers: Vec<&str> = missing.iter().map(|p| paper(words, *p)).collect();
            let papers = papers.join(words.pick("と", " and "));
            if papers.is_empty() {
                fl!(words, "say-checked-in", badge = badge, name = name)
            } else {
                fl!(
                    words,
                    "say-checked-in-missing",
                    badge = badge,
                    name = name,
                    papers = papers
                )
            }
        }
        Day::PresenceNow {
            badge,
            name,
            presence,
        } => fl!(
            words,
            "say-presence",
            badge = shown(badge),
            name = name.as_str(),
            presence = words.pick(presence.ja(), presence.en())
        ),
        Day::PaperNow {
            badge,
            name,
            paper: which,
            done,
        } => {
            let (badge, name) = (shown(badge), name.as_str());
            let which = paper(words, *which);
            if *done {
                fl!(
                    words,
                    "say-paper",
                    badge = badge,
                    name = name,
                    paper = which
                )
            } else {
                fl!(
                    words,
                    "say-paper-not",
                    badge = badge,
                    name = name,
                    paper = which
                )
            }
        }
        Day::AlreadyHere { badge, name, since } => fl!(
            words,
            "say-already-here",
            badge = shown(badge),
            name = name.as_str(),
            since = since.as_str()
        ),
        Day::AllHere => fl!(words, "say-all-here"),
        Day::MarkedTwice(need) => fl!(words, "say-marked-twice", need = shown(need)),
        Day::SheetOf(badge) => fl!(words, "say-sheet-of", badge = shown(badge)),
        Day::NoSuchNeed(digits) => fl!(words, "say-no-such-need", need = digits.as_str()),
        Day::AllHandedIn => fl!(words, "say-all-handed-in"),
        Day::WhoseSheet => fl!(words, "say-whose-sheet"),
        Day::MarksWait => fl!(words, "say-marks-wait"),
        Day::WalkedIn { badge, name } => {
            fl!(
                words,
                "say-walked-in",
                badge = shown(badge),
                name = name.as_str()
            )
        }
        Day::Substituted {
            badge,
            name,
            registered,
        } => fl!(
            words,
            "say-substituted",
            badge = shown(badge),
            name = name.as_str(),
            registered = registered.as_str()
        ),
        Day::BadgeTwice { badge, names } => {
            let names: Vec<&str> = names.iter().map(Clean::as_str).collect();
            let names = names.join(words.pick("、", ", "));
            fl!(
                words,
                "say-badge-twice",
                badge = shown(badge),
                names = names
            )
        }
        Day::BadgeNeeded => fl!(words, "say-badge-needed"),
        Day::NoSuchBadge(badge) => fl!(words, "say-no-such-badge", badge = shown(badge)),
        Day::BadgeTaken(badge) => fl!(words, "say-badge-taken", badge = shown(badge)),
        Day::Registered(badge) => fl!(words, "say-registered", badge = shown(badge)),
        Day::CompanyNew(name) => fl!(words, "say-company-new", name = name.as_str()),
        Day::CompanyUnclear(names) => {
            let names = names.iter().take(NAMED).map(Clean::as_str);
            let names: Vec<&str> = names.collect();
            let names = names.join(words.pick("、", ", "));
            fl!(words, "say-company-unclear", names = names)
        }
        Day::CompanyNeeded => fl!(words, "say-company-needed"),
        Day::SheetSaved { badge, marks, next } => {
            let badge = shown(badge);
            let saved = if marks.is_empty() {
                fl!(words, "say-sheet-declared", badge = badge)
            } else {
                let marks = several::marks(words, marks);
                fl!(words, "say-sheet-saved", badge = badge, marks = marks)
            };
            match next {
                Some(next) => fl!(words, "say-sheet-next", saved = saved, next = shown(next)),
                None => saved,
            }
        }
        Day::WishNow { badge, need, level } => {
            let (badge, need) = (shown(badge), shown(need));
            match level.map(|level| words.pick(level.ja(), level.en())) {
                Some(level) => {
                    fl!(words, "say-wish", badge = badge, need = need, level = level)
                }
                None => fl!(words, "say-wish-none", badge = badge, need = need),
            }
        }
        Day::ReplyNow { need, org, verdict } => {
            let (need, org) = (shown(need), org.as_str());
            match verdict.map(|v| words.pick(v.ja(), v.en())) {
                Some(verdict) => {
                    fl!(
                        words,
                        "say-reply",
                        need = need,
                        org = org,
                        verdict = verdict
                    )
                }
                None => fl!(words, "say-reply-none", need = need, org = org),
            }
        }
        Day::NeedMoved(need) => fl!(words, "say-need-moved", need = shown(need)),
        Day::NeedJoined { need, with } => {
            fl!(
                words,
                "say-need-joined",
                need = shown(need),
                with = shown(with)
            )
        }
        Day::NeedAdded(need) => fl!(words, "say-need-added", need = shown(need)),
        Day::NeedTaken(need) => fl!(words, "say-need-taken", need = shown(need)),
        Day::SessionMade(title) => fl!(words, "say-session-made", title = title.as_str()),
        Day::PutAway { title, away: true } => {
            fl!(words, "say-put-away", title = title.as_str())
        }
        Day::PutAway { title, away: false } => {
            fl!(words, "say-taken-out", title = title.as_str())
        }
        Day::PutRight(what) => fl!(words, "say-put-right", what = what.as_str()),
    }
}

fn paper(words: &Words, paper: Paper) -> &'static str {
    words.pick(paper.ja(), paper.en())
}

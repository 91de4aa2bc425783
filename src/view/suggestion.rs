//! A suggestion in words; for the screen and the commands.

use crate::domain::number::MahType;
use crate::domain::rule::suggest::{Blocked, List, Reason, Source, Strength};
use crate::words::{Words, fl};

/// 強い, ふつう or 弱い, as files and scripts say it.
pub(crate) fn strength_code(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "強い",
        Strength::Fair => "ふつう",
        Strength::Weak => "弱い",
    }
}

/// How far it stands out.
pub(crate) fn strength(w: &Words, strength: Strength) -> String {
    match strength {
        Strength::Strong => fl!(w, "suggest-strong"),
        Strength::Fair => fl!(w, "suggest-fair"),
        Strength::Weak => fl!(w, "suggest-weak"),
    }
}

/// The heading of a list.
pub(crate) fn list(w: &Words, list: List) -> String {
    match list {
        List::Technology => fl!(w, "suggest-technology"),
        List::Licence => fl!(w, "suggest-licence"),
    }
}

/// Why somebody is not proposed.
pub(crate) fn blocked(w: &Words, why: &Blocked) -> String {
    match why {
        Blocked::Refused => fl!(w, "suggest-refused"),
        Blocked::Rival { name } => fl!(w, "suggest-rival", name = name.as_str()),
        Blocked::Declined => fl!(w, "suggest-declined"),
    }
}

/// One reason, as a coordinator would say it.
pub(crate) fn reason(w: &Words, reason: &Reason) -> String {
    match reason {
        Reason::Concept {
            need_word,
            firm_word,
            because,
            source,
        } => {
            let (need, firm) = (need_word.as_str(), firm_word.as_str());
            let from = match source {
                Source::Technology => fl!(w, "suggest-from-technology"),
                Source::Device => fl!(w, "suggest-from-device"),
                Source::Trade => fl!(w, "suggest-from-trade"),
                Source::Name => fl!(w, "suggest-from-name"),
            };
            let is_assumed = matches!(source, Source::Trade | Source::Name);
            if is_assumed && because.is_empty() && need != firm {
                fl!(
                    w,
                    "suggest-same-trade",
                    need = need,
                    firm = firm,
                    from = from
                )
            } else if need == firm {
                fl!(w, "suggest-both-say", word = need, from = from)
            } else if because.is_empty() {
                fl!(w, "suggest-same", need = need, firm = firm, from = from)
            } else {
                let because = because.as_str();
                fl!(
                    w,
                    "suggest-concept",
                    need = need,
                    because = because,
                    firm = firm,
                    from = from
                )
            }
        }
        Reason::Words { shared } => fl!(w, "suggest-words", word = shared.as_str()),
        Reason::Patent { doc_no, title } => {
            let (no, title) = (doc_no.as_str(), title.as_str());
            fl!(w, "suggest-patent", no = no, title = title)
        }
        Reason::Stated { level } => {
            let level = w.pick(level.ja(), level.en());
            fl!(w, "suggest-stated", level = level)
        }
        Reason::Before {
            session,
            need,
            status,
        } => {
            let status = w.pick(status.ja(), status.en());
            fl!(
                w,
                "suggest-before",
                session = session.as_str(),
                need = need.as_str(),
                status = status
            )
        }
        Reason::Licence { has, least } => {
            let (has, least) = (licence(w, *has), licence(w, *least));
            fl!(w, "suggest-enough", has = has, least = least)
        }
        Reason::Region { prefecture } => {
            fl!(w, "suggest-region", prefecture = prefecture.as_str())
        }
    }
}

fn licence(w: &Words, kind: MahType) -> String {
    w.pick(kind.ja(), &format!("type {}", kind.digit()))
        .to_owned()
}

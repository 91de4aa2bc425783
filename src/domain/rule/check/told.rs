//! Broken rules in words: what is wrong, why it matters, where that stands, what to do.

use super::finding::{Broken, Finding};
use crate::domain::code::{Authority, Rule};
use crate::domain::entity::pairing::Side;
use crate::text::Clean;
use crate::words::{Words, fl};

impl Finding {
    /// What is wrong.
    pub fn message(&self, w: &Words) -> String {
        match &self.broken {
            Broken::Novelty { until, left, .. } if *left < 0 => {
                fl!(w, "broken-novelty-over", until = until.to_string())
            }
            Broken::Novelty { until, safe, left } => fl!(
                w,
                "broken-novelty",
                until = until.to_string(),
                safe = safe.to_string(),
                left = *left
            ),
            Broken::Nda => fl!(w, "broken-nda"),
            Broken::Licence { class, least, has } => fl!(
                w,
                "broken-licence",
                class = w.pick(class.ja(), class.en()),
                least = w.pick(least.ja(), least.en()),
                has = w.pick(has.ja(), has.en())
            ),
            Broken::Expired { on } => fl!(w, "broken-expired", day = on.to_string()),
            Broken::Surveys { missing } => {
                let codes: Vec<&str> = missing.iter().map(Clean::as_str).collect();
                fl!(w, "broken-surveys", tasks = codes.join(" "))
            }
            Broken::Coi => fl!(w, "broken-coi"),
            Broken::NoHolder { class } => {
                fl!(w, "broken-holder", class = w.pick(class.ja(), class.en()))
            }
            Broken::NoNext => fl!(w, "broken-next-none"),
            Broken::NextPast { side, on } => {
                let side = match side {
                    Side::Hospital => fl!(w, "label-next-hospital"),
                    Side::Company => fl!(w, "label-next-company"),
                };
                fl!(w, "broken-next-past", side = side, day = on.to_string())
            }
            Broken::Unanswered { days } => fl!(w, "broken-unanswered", days = *days),
            Broken::Many { count } => fl!(w, "broken-many", count = *count),
            Broken::Rival { name } => fl!(w, "broken-rival", name = name.as_str()),
            Broken::NoSuccessor => fl!(w, "broken-successor"),
            Broken::Stale { patent, on: None } => {
                fl!(w, "broken-stale-never", patent = patent.as_str())
            }
            Broken::Stale {
                patent,
                on: Some(on),
            } => fl!(
                w,
                "broken-stale",
                patent = patent.as_str(),
                day = on.to_string()
            ),
        }
    }

    /// Why it matters.
    pub fn why(&self, w: &Words) -> String {
        match self.rule {
            Rule::Novelty => fl!(w, "broken-novelty-why"),
            Rule::NdaFirst => fl!(w, "broken-nda-why"),
            Rule::Licence => fl!(w, "broken-licence-why"),
            Rule::SurveysFirst => fl!(w, "broken-surveys-why"),
            Rule::CoiFirst => fl!(w, "broken-coi-why"),
            Rule::NoHolder => fl!(w, "broken-holder-why"),
            Rule::NextStep => fl!(w, "broken-next-why"),
            Rule::Unanswered => fl!(w, "broken-unanswered-why"),
            Rule::ManyPairings => fl!(w, "broken-many-why"),
            Rule::Rivals => fl!(w, "broken-rival-why"),
            Rule::Successor => fl!(w, "broken-successor-why"),
            Rule::StaleStatus => fl!(w, "broken-stale-why"),
        }
    }

    /// Where that stands; what is no law says so.
    pub fn source(&self, w: &Words) -> String {
        let authority = self.rule.authority();
        let kind = w.pick(authority.ja(), authority.en());
        match self.rule {
            Rule::Novelty => fl!(w, "broken-novelty-source", kind = kind),
            Rule::Licence => fl!(w, "broken-licence-source", kind = kind),
            Rule::CoiFirst => fl!(w, "broken-coi-source", kind = kind),
            Rule::SurveysFirst | Rule::NoHolder | Rule::Successor => {
                fl!(w, "broken-source-lesson", kind = kind)
            }
            Rule::NdaFirst
            | Rule::NextStep
            | Rule::Unanswered
            | Rule::ManyPairings
            | Rule::Rivals
            | Rule::StaleStatus => kind.to_owned(),
        }
    }

    /// What to do.
    pub fn help(&self, w: &Words) -> String {
        match self.rule {
            Rule::Novelty => fl!(w, "broken-novelty-help"),
            Rule::NdaFirst => fl!(w, "broken-nda-help"),
            Rule::Licence => fl!(w, "broken-licence-help"),
            Rule::SurveysFirst => fl!(w, "broken-surveys-help"),
            Rule::CoiFirst => fl!(w, "broken-coi-help"),
            Rule::NoHolder => fl!(w, "broken-holder-help"),
            Rule::NextStep => fl!(w, "broken-next-help"),
            Rule::Unanswered => fl!(w, "broken-unanswered-help"),
            Rule::ManyPairings => fl!(w, "broken-many-help"),
            Rule::Rivals => fl!(w, "broken-rival-help"),
            Rule::Successor => fl!(w, "broken-successor-help"),
            Rule::StaleStatus => fl!(w, "broken-stale-help"),
        }
    }
}

impl Rule {
    /// What stands behind it. Only two are law.
    pub fn authority(self) -> Authority {
        match self {
            Self::Novelty | Self::Licence => Authority::Law,
            Self::CoiFirst => Authority::House,
            Self::NdaFirst
            | Self::SurveysFirst
            | Self::NoHolder
            | Self::NextStep
            | Self::Unanswered
            | Self::ManyPairings
            | Self::Rivals
            | Self::Successor
            | Self::StaleStatus => Authority::Default,
        }
    }
}

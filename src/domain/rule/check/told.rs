//! Broken rules in words: what is wrong, why it matters, where that stands, what to do.

use super::finding::{Broken, Finding};
use crate::domain::code::{Authority, Rule};
use crate::domain::entity::pairing::Side;
use crate::words::{Words, fl};

impl Finding {
    /// What is wrong.
    pub fn message(&self, w: &Words) -> String {
        match &self.broken {
            Broken::Novelty { until, safe, left } if *left < 0 => fl!(
                w,
                "rule-novelty-over",
                until = until.to_string(),
                safe = safe.to_string()
            ),
            Broken::Novelty { until, safe, left } => fl!(
                w,
                "rule-novelty",
                until = until.to_string(),
                safe = safe.to_string(),
                left = *left
            ),
            Broken::Nda => fl!(w, "rule-nda"),
            Broken::Licence { class, least, has } => fl!(
                w,
                "rule-licence",
                class = w.pick(class.ja(), class.en()),
                least = w.pick(least.ja(), least.en()),
                has = w.pick(has.ja(), has.en())
            ),
            Broken::Expired { on } => fl!(w, "rule-expired", day = on.to_string()),
            Broken::Surveys { missing } => {
                let codes: Vec<&str> = missing.iter().map(|code| code.as_str()).collect();
                fl!(w, "rule-surveys", tasks = codes.join(" "))
            }
            Broken::Coi => fl!(w, "rule-coi"),
            Broken::NoHolder { class } => {
                fl!(w, "rule-holder", class = w.pick(class.ja(), class.en()))
            }
            Broken::NoNext => fl!(w, "rule-next-none"),
            Broken::NextPast { side, on } => {
                let side = match side {
                    Side::Hospital => fl!(w, "label-next-hospital"),
                    Side::Company => fl!(w, "label-next-company"),
                };
                fl!(w, "rule-next-past", side = side, day = on.to_string())
            }
            Broken::Unanswered { days } => fl!(w, "rule-unanswered", days = *days),
            Broken::Many { count } => fl!(w, "rule-many", count = *count),
            Broken::Rival { name } => fl!(w, "rule-rival", name = name.as_str()),
            Broken::NoSuccessor => fl!(w, "rule-successor"),
            Broken::Stale { patent, on: None } => {
                fl!(w, "rule-stale-never", patent = patent.as_str())
            }
            Broken::Stale {
                patent,
                on: Some(on),
            } => fl!(
                w,
                "rule-stale",
                patent = patent.as_str(),
                day = on.to_string()
            ),
        }
    }

    /// Why it matters.
    pub fn why(&self, w: &Words) -> String {
        match self.rule {
            Rule::Novelty => fl!(w, "rule-novelty-why"),
            Rule::NdaFirst => fl!(w, "rule-nda-why"),
            Rule::Licence => fl!(w, "rule-licence-why"),
            Rule::SurveysFirst => fl!(w, "rule-surveys-why"),
            Rule::CoiFirst => fl!(w, "rule-coi-why"),
            Rule::NoHolder => fl!(w, "rule-holder-why"),
            Rule::NextStep => fl!(w, "rule-next-why"),
            Rule::Unanswered => fl!(w, "rule-unanswered-why"),
            Rule::ManyPairings => fl!(w, "rule-many-why"),
            Rule::Rivals => fl!(w, "rule-rival-why"),
            Rule::Successor => fl!(w, "rule-successor-why"),
            Rule::StaleStatus => fl!(w, "rule-stale-why"),
        }
    }

    /// Where that stands; what is no law says so.
    pub fn source(&self, w: &Words) -> String {
        let authority = self.rule.authority();
        let kind = w.pick(authority.ja(), authority.en());
        match self.rule {
            Rule::Novelty => fl!(w, "rule-novelty-source", kind = kind),
            Rule::Licence => fl!(w, "rule-licence-source", kind = kind),
            Rule::CoiFirst => fl!(w, "rule-coi-source", kind = kind),
            Rule::SurveysFirst | Rule::NoHolder | Rule::Successor => {
                fl!(w, "rule-source-lesson", kind = kind)
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
            Rule::Novelty => fl!(w, "rule-novelty-help"),
            Rule::NdaFirst => fl!(w, "rule-nda-help"),
            Rule::Licence => fl!(w, "rule-licence-help"),
            Rule::SurveysFirst => fl!(w, "rule-surveys-help"),
            Rule::CoiFirst => fl!(w, "rule-coi-help"),
            Rule::NoHolder => fl!(w, "rule-holder-help"),
            Rule::NextStep => fl!(w, "rule-next-help"),
            Rule::Unanswered => fl!(w, "rule-unanswered-help"),
            Rule::ManyPairings => fl!(w, "rule-many-help"),
            Rule::Rivals => fl!(w, "rule-rival-help"),
            Rule::Successor => fl!(w, "rule-successor-help"),
            Rule::StaleStatus => fl!(w, "rule-stale-help"),
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

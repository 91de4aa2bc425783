//! Words of a card, for the screen and the commands: what stands in front of a fact, and what a point may say.

use crate::app::fact::Label;
use crate::domain::code::{Collaboration, Commitment, Point, PointKind};
use crate::words::{Words, fl};

/// What stands in front of a fact.
pub(crate) fn label_word(words: &Words, label: &Label) -> String {
    match label {
        Label::Hospital => fl!(words, "label-hospital"),
        Label::Presenter => fl!(words, "label-presenter"),
        Label::Disclosure => fl!(words, "label-disclosure"),
        Label::Class => fl!(words, "label-class"),
        Label::Filing => fl!(words, "label-filing"),
        Label::Novelty => fl!(words, "label-novelty"),
        Label::Problem => fl!(words, "label-problem"),
        Label::Current => fl!(words, "label-current"),
        Label::Wanted => fl!(words, "label-wanted"),
        Label::Roles => fl!(words, "label-roles"),
        Label::Technology => fl!(words, "label-technology"),
        Label::Support => fl!(words, "label-support"),
        Label::Stage => fl!(words, "label-stage"),
        Label::Interests => fl!(words, "label-interests"),
        Label::Organisation => fl!(words, "label-organisation"),
        Label::Kinds => fl!(words, "label-kinds"),
        Label::Licence => fl!(words, "label-licence"),
        Label::Place => fl!(words, "label-place"),
        Label::Devices => fl!(words, "label-devices"),
        Label::Rivals => fl!(words, "label-rivals"),
        Label::People => fl!(words, "label-people"),
        Label::Contact => fl!(words, "label-contact"),
        Label::Need => fl!(words, "label-need"),
        Label::Level => fl!(words, "label-level"),
        Label::Status => fl!(words, "label-status"),
        Label::Note => fl!(words, "label-note"),
        Label::NextHospital => fl!(words, "label-next-hospital"),
        Label::NextCompany => fl!(words, "label-next-company"),
        Label::Meeting => fl!(words, "label-meeting"),
        Label::Outcome => fl!(words, "label-outcome"),
        Label::MetBefore => fl!(words, "label-met-before"),
        Label::Recorded => fl!(words, "label-recorded"),
        Label::Coordinator => fl!(words, "label-coordinator"),
        Label::Predecessor => fl!(words, "label-predecessor"),
        Label::Successor => fl!(words, "label-successor"),
        Label::Project => fl!(words, "label-project"),
        Label::Conflict => fl!(words, "conflict-mark"),
        Label::Task => fl!(words, "label-task"),
        Label::Owner => fl!(words, "label-owner"),
        Label::Due => fl!(words, "label-due"),
        Label::After => fl!(words, "label-after"),
        Label::Why => fl!(words, "label-why"),
        Label::Rule => fl!(words, "label-rule"),
        Label::Paper => fl!(words, "label-paper"),
        Label::Team => fl!(words, "label-team"),
        Label::Applicants => fl!(words, "label-applicants"),
        Label::Abstract => fl!(words, "label-abstract"),
        Label::Published => fl!(words, "label-published"),
        Label::Fi => fl!(words, "label-fi"),
        Label::Url => "URL".to_owned(),
        Label::Reading => fl!(words, "label-reading"),
        Label::Other(text) => (*text).to_owned(),
    }
}

/// What a point may say.
pub(crate) fn bad_point(words: &Words, point: Point) -> String {
    let name = words.pick(point.ja(), point.en());
    match point.kind() {
        PointKind::Commitment => {
            let all = Commitment::ALL.iter().map(|c| words.pick(c.ja(), c.en()));
            let all = all.collect::<Vec<_>>().join(" / ");
            fl!(words, "say-bad-choice", name = name, all = all)
        }
        PointKind::Collaboration => {
            let all = Collaboration::ALL.iter();
            let all = all.map(|c| words.pick(c.ja(), c.en()));
            let all = all.collect::<Vec<_>>().join(" / ");
            fl!(words, "say-bad-choice", name = name, all = all)
        }
        PointKind::Yen => fl!(words, "say-bad-yen", name = name),
        PointKind::Day | PointKind::Text => fl!(words, "say-bad-tick", name = name),
    }
}

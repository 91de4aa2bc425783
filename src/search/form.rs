//! A legal form typed alone: 有限会社 means those, not every company.

use super::met::Spot;
use super::shard::Fit;
use super::shard::Shard;
use memchr::memmem::Finder;

/// A legal form with its short spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form(&'static [&'static str]);

/// The forms somebody may look for; of any other each is as good as the next.
const FORMS: [&[&str]; 22] = [
    &["株式会社", "㈱", "(株)", "（株）"],
    &["有限会社", "㈲", "(有)", "（有）"],
    &["合同会社", "(同)", "（同）"],
    &["合資会社", "(資)", "（資）"],
    &["合名会社", "(名)", "（名）"],
    &["相互会社"],
    &["社会医療法人"],
    &["医療法人社団"],
    &["医療法人財団"],
    &["医療法人", "(医)", "（医）"],
    &["社会福祉法人", "(福)", "（福）"],
    &["学校法人", "(学)", "（学）"],
    &["宗教法人"],
    &["一般社団法人", "(一社)", "（一社）"],
    &["一般財団法人", "(一財)", "（一財）"],
    &["公益社団法人", "(公社)", "（公社）"],
    &["公益財団法人", "(公財)", "（公財）"],
    &["特定非営利活動法人"],
    &["独立行政法人"],
    &["国立研究開発法人"],
    &["国立大学法人"],
    &["公立大学法人"],
];

impl Form {
    /// The form that is written like this.
    pub(super) fn named(text: &str) -> Option<Self> {
        let text: String = text.chars().map(crate::text::fold::plain).collect();
        let found = FORMS.into_iter().find(|form| form.contains(&text.as_str()));
        found.map(Self)
    }

    /// The records in whose originals it stands, in order.
    pub(super) fn all(self, shard: &Shard, out: &mut Vec<Spot>) {
        let raw = &shard.raw;
        let mut met: Vec<u16> = Vec::new();
        for spelling in self.0 {
            let mut record = 0;
            let mut at = 0;
            let finder = Finder::new(spelling);
            while let Some(found) = raw.get(at..).and_then(|rest| finder.find(rest)) {
                let hit = at + found;
                while shard.raw_at.get(record + 1).is_some_and(|next| next <= hit) {
                    record += 1;
                }
                met.extend(u16::try_from(record));
                at = shard.raw_at.get(record + 1).unwrap_or(raw.len());
            }
        }
        met.sort_unstable();
        met.dedup();
        out.extend(met.into_iter().map(|record| Spot {
            record,
            fit: Fit::Lead,
            given: false,
            deep: false,
        }));
    }
}

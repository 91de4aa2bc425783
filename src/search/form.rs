//! A legal form typed alone: 有限会社 means those, not every company.

use super::bits::Bits;
use super::met::Spot;
use super::shard::Fit;

/// A legal form, by its place in [`FORMS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form(u8);

/// The forms somebody may look for, with their short spellings; of any other each is as good as the next.
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
        Self::all().find(|form| form.spellings().contains(&text.as_str()))
    }

    fn all() -> impl Iterator<Item = Self> {
        (0..).take(FORMS.len()).map(Self)
    }

    fn spellings(self) -> &'static [&'static str] {
        FORMS.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

/// The records of a shard in whose originals each form stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    /// In the order in which they were met.
    met: Vec<(Form, Bits)>,
}

impl Forms {
    /// A form starts here in a text of the record.
    pub(super) fn note(&mut self, text: &str, record: usize) {
        for form in Form::all().filter(|form| form.spellings().iter().any(|s| text.starts_with(s)))
        {
            let known = self.met.iter().position(|(met, _)| *met == form);
            let at = known.unwrap_or_else(|| {
                self.met.push((form, Bits::default()));
                self.met.len() - 1
            });
            if let Some((_, records)) = self.met.get_mut(at) {
                records.set(record);
            }
        }
    }

    /// The records that have the form, in order.
    pub(super) fn of(&self, form: Form) -> Vec<Spot> {
        let met = self.met.iter().filter(|(met, _)| *met == form);
        let records = met.flat_map(|(_, records)| records.ones());
        let spot = |record| Spot {
            record,
            fit: Fit::Lead,
            given: false,
            deep: false,
        };
        records
            .filter_map(|at| u16::try_from(at).ok())
            .map(spot)
            .collect()
    }

    /// All that there are of so many records are noted.
    pub(super) fn close(&mut self, records: usize) {
        for (_, records_of) in &mut self.met {
            records_of.room(records);
        }
    }

    /// For a file: each form, and the records of all of them one after the other.
    pub(super) fn parts(&self) -> (Vec<u8>, Vec<u64>) {
        let forms = self.met.iter().map(|(form, _)| form.0).collect();
        let rows = self.met.iter().flat_map(|(_, records_of)| &records_of.0);
        (forms, rows.copied().collect())
    }

    /// The same from such parts, if they are such.
    pub(super) fn of_parts(forms: &[u8], bits: &[u64], records: usize) -> Option<Self> {
        let row = records.div_ceil(64);
        let fits = bits.len() == forms.len() * row;
        let rows = bits.chunks(row.max(1)).map(|row| Bits(row.to_vec()));
        let met = forms.iter().map(|&form| Form(form)).zip(rows).collect();
        fits.then_some(Self { met })
    }

    /// Memory in bytes.
    pub(super) fn size(&self) -> usize {
        self.met
            .iter()
            .map(|(_, records)| records.0.len() * size_of::<u64>())
            .sum()
    }
}

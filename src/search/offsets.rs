//! Where each record of a shard starts, in two bytes each where records are short.

/// Records that share a base.
const SPAN: usize = 32;

/// Rising numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Offsets {
    bases: Vec<u32>,
    /// Distance from the base.
    near: Vec<u16>,
    /// All numbers instead, where some are too far from their base.
    far: Vec<u32>,
}

impl Offsets {
    pub(super) fn new(all: Vec<u32>) -> Self {
        let bases: Vec<u32> = all.iter().step_by(SPAN).copied().collect();
        let near: Option<Vec<u16>> = all
            .chunks(SPAN)
            .zip(&bases)
            .flat_map(|(span, base)| {
                span.iter()
                    .map(move |n| u16::try_from(n.checked_sub(*base)?).ok())
            })
            .collect();
        match near {
            Some(near) => Self {
                bases,
                near,
                far: Vec::new(),
            },
            None => Self {
                far: all,
                ..Self::default()
            },
        }
    }

    #[inline]
    pub(super) fn get(&self, i: usize) -> Option<usize> {
        match (self.near.get(i), self.bases.get(i / SPAN)) {
            (Some(&near), Some(&base)) => Some(base as usize + usize::from(near)),
            _ => self.far.get(i).map(|&n| n as usize),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.near.len().max(self.far.len())
    }

    /// All numbers as they were given.
    pub(super) fn all(&self) -> Vec<u32> {
        (0..self.len())
            .filter_map(|i| u32::try_from(self.get(i)?).ok())
            .collect()
    }

    /// Memory in bytes.
    pub(super) fn size(&self) -> usize {
        self.bases.len() * 4 + self.near.len() * 2 + self.far.len() * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(steps in proptest::collection::vec(0u32..9_000, 0..200)) {
            let all: Vec<u32> = steps
                .iter()
                .scan(0u32, |sum, step| { *sum += step; Some(*sum) })
                .collect();
            let offsets = Offsets::new(all.clone());
            prop_assert_eq!(offsets.len(), all.len());
            prop_assert_eq!(offsets.all(), all);
        }
    }
}

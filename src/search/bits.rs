//! Rows of bits: one for each byte of a stream, or one for each record of a shard.

/// A row of bits; what lies behind its end is not set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(pub(super) Vec<u64>);

/// Sets a bit, or leaves it: without a branch, because nobody can tell which it will be.
#[inline]
pub(super) fn mark(bits: &mut [u64], at: usize, on: bool) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= u64::from(on) << (at % 64);
    }
}

impl Bits {
    /// None of so many is set.
    pub(super) fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    pub(super) fn set(&mut self, at: usize) {
        mark(self.room(at + 1), at, true);
    }

    /// Room for so many, to be marked.
    pub(super) fn room(&mut self, len: usize) -> &mut [u64] {
        let words = len.div_ceil(64);
        if words > self.0.len() {
            self.0.resize(words, 0);
        }
        &mut self.0
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|w| w >> (at % 64) & 1 == 1)
    }

    /// True if the row has no length; one without a bit set may have.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are set.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// Sets what is set in `other`.
    pub(super) fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, &o) in self.0.iter_mut().zip(&other.0) {
            *word |= o;
        }
    }

    /// Leaves what is set in `other` too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        for (word, &o) in self.0.iter_mut().zip(&other.0) {
            *word &= o;
        }
    }

    /// Clears what is set in `other`.
    pub(super) fn remove(&mut self, other: &Self) {
        for (word, &o) in self.0.iter_mut().zip(&other.0) {
            *word &= !o;
        }
    }

    /// Those that are set, in order.
    pub(super) fn ones(&self) -> impl Iterator<Item = usize> {
        self.0
            .iter()
            .zip((0..).step_by(64))
            .flat_map(|(&word, base)| {
                let mut word = word;
                std::iter::from_fn(move || {
                    let at = (word != 0).then(|| base + word.trailing_zeros() as usize);
                    word &= word.wrapping_sub(1);
                    at
                })
            })
    }

    /// Calls `each` with the bits that are set in `from..to`.
    #[inline]
    pub(super) fn each(&self, from: usize, to: usize, mut each: impl FnMut(usize)) {
        let mut at = from / 64 * 64;
        let mut keep = u64::MAX << (from % 64);
        while at < to {
            let mut word = self.0.get(at / 64).copied().unwrap_or(0) & keep;
            if to - at < 64 {
                word &= (1 << (to - at)) - 1;
            }
            while word != 0 {
                each(at + word.trailing_zeros() as usize);
                word &= word - 1;
            }
            keep = u64::MAX;
            at += 64;
        }
    }
}

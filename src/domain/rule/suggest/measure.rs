//! Arithmetic of scores.

/// In standard deviations from the average; all alike: 0.
pub(super) fn spread(all: &[f64]) -> Vec<f64> {
    let count = number(all.len()).max(1.0);
    let mean = all.iter().sum::<f64>() / count;
    let variance = all.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count;
    let deviation = variance.sqrt();
    let each = all.iter().map(|x| {
        if deviation > 0.0 {
            (x - mean) / deviation
        } else {
            0.0
        }
    });
    each.collect()
}

/// A count as a number to reckon with.
pub(super) fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

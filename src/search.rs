//! Floor 2: finding what a hurried coordinator means.

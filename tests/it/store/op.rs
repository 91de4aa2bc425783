//! Ops on their way between laptops.

mod canonical;

//! The meetings of a session as a problem for the timetable: its slots and tables, who is there when, who wishes to meet
//! whom, and what is booked.

mod gather;
mod met;
mod slots;
mod take;

pub use gather::{AVAILABILITY, Gathered, gather, note, of_session};
pub use met::{Before, before};
pub use slots::{Missing, begun_at, desks, ends_at, slots, until};

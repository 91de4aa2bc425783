//! The timetable (面談表): slots down, tables across, the wishes that are not in it, and what becomes of it when somebody
//! does not come.

mod carry;
mod make;
mod part;
mod state;

pub use carry::named;
pub use state::{
    Below, CALLS, Entry, Focus, GRID, PROPOSALS, Proposed, SLOT, State, TimetableScreen, UNMET,
    shown_tables,
};

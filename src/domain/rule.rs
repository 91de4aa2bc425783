//! Rules of the field: what may be recorded, what follows from it and when. They read the book, and no clock and no file.

pub mod availability;
pub mod badges;
pub mod calendar;
pub mod concept;
pub mod decision;
pub mod due;
pub mod follow_up;
pub mod hands;
pub mod interest;
pub mod length;
pub mod licence;
pub mod listed;
pub mod marks;
pub mod matching;
pub mod meetings;
pub mod name;
pub mod programme;
pub mod provision;
pub mod reception;
pub mod reply;
pub mod scan;
pub mod session_file;
pub mod task_status;
pub mod timetable;
pub mod wishes;

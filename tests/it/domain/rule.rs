//! Tests of the rules of the field.

mod meetings;
mod timetable;

//! Tests of the rules of the field.

mod timetable;

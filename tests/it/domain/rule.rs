//! Tests of the rules of the field.

mod calendar;
mod check;
mod follow;
mod meetings;
mod report;
mod team;
mod timetable;

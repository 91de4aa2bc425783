//! The program from outside: its commands, its screen in a real terminal, and its threads by themselves.

mod afternoon;
mod args;
mod board;
mod commands;
mod database;
mod day;
mod desk;
mod hand;
mod importing;
mod morning;
mod prepared;
mod profile;
mod run;
#[cfg(feature = "encryption")]
mod secret;
mod sharing;
mod signals;

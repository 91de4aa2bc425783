//! What every command works with: places, settings, words, the day, the calendar, the catalogue.

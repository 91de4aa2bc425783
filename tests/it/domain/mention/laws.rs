//! What holds for all names and surroundings.

//! What stands before everything while whoever works here is away: the clock and how to come back, and nothing of the
//! record. It keeps glances off, not people: there is no passphrase, because whoever sits at the open laptop can read
//! the file anyway. What keeps people off is the lock of the computer, and an encrypted record.

use crate::app::core::layout::Pane;

/// All that the frame leaves.
pub const CURTAIN: Pane = Pane("curtain");

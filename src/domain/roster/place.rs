//! When and where meetings of a session are held.

use crate::text::Clean;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// A slot of meetings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Slot {
    /// 枠番号
    pub no: Clean,
    /// 開始
    pub starts_at: Option<Time>,
    /// 終了; where it is absent, the minutes of the session count.
    pub ends_at: Option<Time>,
}

/// A table at which meetings are held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Desk {
    /// 卓番号
    pub no: Clean,
    /// 場所, for example a room.
    pub place: Clean,
    /// 区画: tables of one zone are near each other.
    pub zone: Clean,
    /// 医療機関 that stays at it, id of an organisation.
    pub hospital: Clean,
}

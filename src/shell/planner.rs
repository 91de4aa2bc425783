//! The thread that makes timetables. It drops a question when a newer one comes, and never keeps the screen waiting.

use super::event::{Alarm, Event};
use crate::app::Msg;
use crate::app::core::planning::{self, Ask};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

/// Handle of the thread, which ends when the handle is dropped.
#[derive(Debug)]
pub struct Planner {
    orders: Sender<Ask>,
    newest: Arc<AtomicU64>,
}

impl Planner {
    /// Starts the thread.
    pub fn spawn(to: Sender<Event>) -> Self {
        let (orders, inbox) = mpsc::channel::<Ask>();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        thread::spawn(move || {
            let _alarm = Alarm(to.clone());
            while let Ok(ask) = inbox.recv() {
                let generation = ask.generation;
                let mut wanted = || seen.load(Ordering::Acquire) == generation;
                if !wanted() {
                    continue;
                }
                planning::plan(&ask, &mut wanted, &mut |answer| {
                    let answer = Box::new(answer);
                    let _ = to.send(Event::Msg(Msg::Planned { generation, answer }));
                });
            }
        });
        Self { orders, newest }
    }

    /// Passes a question on; older ones are dropped.
    pub fn ask(&self, ask: Ask) {
        self.newest.store(ask.generation, Ordering::Release);
        let _ = self.orders.send(ask);
    }

    /// Nobody waits any more for a question of before this one.
    pub fn stop(&self, generation: u64) {
        self.newest.store(generation, Ordering::Release);
    }
}

//! Work shared out between two threads.

use super::index::Index;
use super::index::SHARED;
use super::shard::Shard;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

/// Runs `work` over all shards, on two threads if it is much (`busy`) and there are many records; none if any of it was
/// called off.
pub(super) fn over_shards<T: Send>(
    index: &Index,
    busy: bool,
    work: &(dyn Fn(usize, &Shard) -> Option<T> + Sync),
) -> Option<Vec<T>> {
    let shards = index.shards.iter().enumerate();
    if !busy || index.len() < SHARED || index.shards.len() < 2 {
        return shards.map(|(i, shard)| work(i, shard)).collect();
    }
    let next = AtomicUsize::new(0);
    let off = AtomicBool::new(false);
    let run = || {
        let mut done = Vec::new();
        while !off.load(Ordering::Relaxed) {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(shard) = index.shards.get(i) else {
                break;
            };
            match work(i, shard) {
                Some(t) => done.push((i, t)),
                None => off.store(true, Ordering::Relaxed),
            }
        }
        done
    };
    let mut all = Vec::new();
    let mut others = Vec::new();
    // A thread that waits for work: starting one takes longer than many a stage.
    rayon::in_place_scope(|scope| {
        scope.spawn(|_| others = run());
        all = run();
    });
    all.append(&mut others);
    if off.load(Ordering::Relaxed) {
        return None;
    }
    all.sort_by_key(|x| x.0);
    Some(all.into_iter().map(|x| x.1).collect())
}

//! The screens where nothing can be written.

use super::super::program::{self, enishi};
use super::super::{say, scratch};
use super::SESSION;
use super::place::{House, Place};
use crate::pty::Home;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const F5: &str = "\x1b[15~";
const CTRL_Q: &str = "\x11";

#[test]
fn the_screens_show_the_record_and_keep_what_could_not_be_saved() {
    let house = House::new();
    let (state, disk) = (house.path("state"), house.path("disk"));
    let mount = format!(
        "mount -t tmpfs -o size=4m none {here} && cp {state}/enishi.db* {here} && rm -f {here}/*-shm",
        here = disk.display(),
        state = state.display()
    );
    let fill = format!(
        "{{ head -c 9000000 /dev/zero > {}/filler 2>/dev/null; true; }}",
        disk.display()
    );
    let remount = format!("mount -o remount,ro {}", disk.display());
    let can = Command::new("unshare")
        .args(["-r", "-m", "sh", "-c", &mount])
        .status();
    if !can.is_ok_and(|status| status.success()) {
        say(
            "NOT TESTED, screens where nothing can be written: no disk of our own can be made here",
        );
        return;
    }
    let db = disk.join("enishi.db").to_string_lossy().into_owned();
    for (place, make) in [(Place::Full, &fill), (Place::ReadOnly, &remount)] {
        let line = format!("{mount} && {make} && exec \"$@\"");
        // Where programs lie is known to the shell, and not to a terminal without an environment.
        let outer = "exec unshare -r -m sh -c \"$0\" sh \"$@\"";
        let before = ["/bin/sh", "-c", outer, &line];
        let home = Home::new();
        let pty = home.start_under(&before, 100, 30, &["review", "--db", &db]);
        pty.until("the reason", |screen| place.is_told(&screen.contents()));
        pty.sees("秘密保持契約").send(CTRL_Q);
        assert_eq!(pty.end().0, 0, "{place:?}");

        let pty = home.start_under(&before, 100, 30, &["open", SESSION, "--db", &db]);
        pty.sees("発表はまだ始まっていません");
        pty.send(F5).sees("発表中");
        pty.send("14").sees("参加者 14").send("\r").sees("未保存");
        pty.until("the reason", |screen| place.is_told(&screen.contents()));
        pty.send(CTRL_Q);
        let (code, told) = pty.end();
        assert_eq!(code, 1, "{place:?}: {told}");
        let kept: Vec<PathBuf> = rescued(home.folder.path());
        let [file] = kept.as_slice() else {
            panic!("{place:?}: {kept:?}\n{told}");
        };
        assert!(told.contains("enishi-rescue-"), "{place:?}: {told}");
        // Where there is room it is taken in.
        let copy = scratch();
        program::copy(&state, copy.path());
        let taken = enishi(&["rescue", file.to_str().unwrap()], copy.path());
        assert!(taken.status.success(), "{place:?}: {taken:?}");
        let before = program::known(&state).unwrap();
        assert!(
            program::known(copy.path()).unwrap().len() > before.len(),
            "{place:?}"
        );
    }
}

/// Rescue files anywhere below a folder.
fn rescued(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rescued(&path));
        } else if path.to_string_lossy().contains("enishi-rescue-") {
            found.push(path);
        }
    }
    found
}

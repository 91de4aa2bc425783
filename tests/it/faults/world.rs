//! Rows 6, 7, 13 and 22: a disk that really is full, a folder that may not be written, clocks that jump, no memory.

use super::judge;
use super::program::{COMMANDS, enishi};
use super::recorder::{Said, Script};
use super::{say, scratch};
use crate::store::pair;
use enishi::store::{LogFilter, SqliteStore, Store};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::{Command, Output};

/// Runs a line of shell in which `"$@"` is the recorder.
fn in_shell(before: &[&str], line: &str, script: &Script) -> Output {
    let recorder = script.command();
    let mut command = Command::new(before.first().copied().unwrap_or("sh"));
    if let [_, rest @ ..] = before {
        command.args(rest).arg("sh");
    }
    for (name, value) in recorder.get_envs() {
        command.env(name, value.unwrap());
    }
    command
        .args(["-c", line, "sh"])
        .arg(recorder.get_program())
        .args(recorder.get_args())
        .output()
        .unwrap()
}

#[test]
fn on_a_full_disk_what_is_not_saved_is_told_and_saving_goes_on_when_there_is_room() {
    let dir = scratch();
    let (disk, kept) = (dir.path().join("disk"), dir.path().join("kept"));
    fs::create_dir(&disk).unwrap();
    fs::create_dir(&kept).unwrap();
    let script = Script::new(&disk.join("enishi.db"), 8, 150);
    // A small disk of our own, half of it taken; then room is made, and the same is done once more.
    let line = format!(
        "mount -t tmpfs -o size=1200k none {disk} && head -c 500000 /dev/zero > {disk}/other && \"$@\" && echo ROOM \
         && rm {disk}/other && \"$@\" && cp {disk}/enishi.db* {kept}",
        disk = disk.display(),
        kept = kept.display()
    );
    let output = in_shell(&["unshare", "-r", "-m"], &line, &script);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let Some((full, room)) = text.split_once("ROOM\n") else {
        say("NOT TESTED, a disk that is full: no disk of our own can be made here");
        return;
    };
    let (full, room) = (Said::of(full.as_bytes()), Said::of(room.as_bytes()));
    assert!(full.ended && !full.open, "{full:?}");
    assert!(
        !full.acked.is_empty() && !full.refused.is_empty(),
        "{full:?}"
    );
    assert!(
        full.refused.iter().all(|(_, kind)| kind == "Full"),
        "{full:?}"
    );
    assert!(room.ended && !room.acked.is_empty(), "{room:?}");
    let mut promised: BTreeSet<_> = full.acked_set();
    promised.extend(room.acked_set());
    let found = judge::inspect(&kept.join("enishi.db"), false).unwrap();
    judge::compare(&found, &promised, 0).unwrap();
    say(&format!(
        "full disk: {} saved, {} refused and told, {} saved after there was room",
        full.acked.len(),
        full.refused.len(),
        room.acked.len()
    ));
}

/// What looks at the record, each with something that it prints.
const LOOKS: [(&[&str], &str); 6] = [
    (&["pairings"], "N-01"),
    (&["tasks"], "tsukishiro-2026/N-01"),
    (&["log"], "N-01"),
    (&["ops", "export"], "pairing-recorded"),
    (&["show", "--at", "2999-01-01"], "N-01"),
    (&["verify"], "誤りはありません"),
];

#[test]
fn a_full_disk_can_be_read_by_every_command_also_after_a_kill() {
    let dir = scratch();
    for record in ["base", "killed"] {
        let state = dir.path().join(record);
        fs::create_dir(&state).unwrap();
        for command in &COMMANDS[..4] {
            assert!(enishi(command, &state).status.success());
        }
    }
    // As a killed program leaves it: all is in the WAL, and its index is there.
    let killed = dir.path().join("killed");
    let open = rusqlite::Connection::open(killed.join("enishi.db")).unwrap();
    let touch = "INSERT OR REPLACE INTO note VALUES('x', 'y')";
    open.execute(touch, []).unwrap();
    let left = dir.path().join("left");
    fs::create_dir(&left).unwrap();
    super::program::copy(&killed, &left);
    drop(open);
    assert!(fs::metadata(left.join("enishi.db-wal")).unwrap().len() > 0);
    let disk = dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    for state in [dir.path().join("base"), left] {
        for (arguments, wanted) in LOOKS {
            let line = format!(
                "mount -t tmpfs -o size=3m none {disk} && cp {state}/enishi.db* {disk} && rm -f {disk}/*-shm \
                 && {{ head -c 9000000 /dev/zero > {disk}/other; echo FULL; \"$@\"; }}",
                disk = disk.display(),
                state = state.display()
            );
            let mut command = Command::new("unshare");
            command.args([
                "-r",
                "-m",
                "sh",
                "-c",
                &line,
                "sh",
                env!("CARGO_BIN_EXE_enishi"),
            ]);
            let output = super::program::dressed(&mut command, arguments, &disk);
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            let Some((_, text)) = text.split_once("FULL\n") else {
                say(
                    "NOT TESTED, reading on a disk that is full: no disk of our own can be made here",
                );
                return;
            };
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{arguments:?}: {told}");
            assert!(text.contains(wanted), "{arguments:?}: {text}");
            assert!(told.contains("ディスクに空きがありません"), "{told}");
        }
    }
}

#[test]
fn a_quota_that_is_used_up_has_its_own_words_and_the_record_is_shown() {
    if !super::strace() {
        return;
    }
    let dir = scratch();
    for command in &COMMANDS[..4] {
        assert!(enishi(command, dir.path()).status.success());
    }
    // SQLite writes with the one call; the first of the other asks whether there is room, later ones are what is said.
    let faults = [
        "inject=pwrite64:error=EDQUOT",
        "inject=write:error=EDQUOT:when=1",
    ];
    let [sqlite, room] = faults;
    let watching = ["-f", "-qq", "-o", "/dev/null", "-e", sqlite, "-e", room];
    for (arguments, wanted) in LOOKS {
        let output = super::program::traced(arguments, dir.path(), &watching);
        let told = String::from_utf8_lossy(&output.stderr);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && text.contains(wanted),
            "{arguments:?}: {told}"
        );
        assert!(told.contains("クォータ"), "{told}");
    }
}

#[test]
fn a_folder_without_write_permission_is_for_looking_only() {
    let dir = tempfile::tempdir().unwrap();
    let db = dir.path().join("enishi.db");
    let output = Script::new(&db, 8, 5).command().output().unwrap();
    let promised = Said::of(&output.stdout).acked_set();
    let allow = |mode| fs::set_permissions(dir.path(), fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    // Nobody forbids the superuser anything, so that it has to become somebody.
    let superuser = fs::metadata("/proc/self").unwrap().uid() == 0;
    let nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
    ];
    let before: &[&str] = if superuser { &nobody } else { &[] };
    if superuser {
        fs::set_permissions(&db, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let output = in_shell(before, "exec \"$@\"", &Script::new(&db, 9, 4));
    allow(0o755);
    let said = Said::of(&output.stdout);
    if output.status.code() == Some(126) || output.status.code() == Some(127) {
        say("NOT TESTED, a folder without write permission: nobody else may run this test");
        return;
    }
    assert!(said.ended && said.acked.is_empty(), "{said:?} {output:?}");
    assert!(
        said.refused.iter().all(|(_, kind)| kind == "ReadOnly"),
        "{said:?}"
    );
    let found = judge::inspect(&db, false).unwrap();
    judge::compare(&found, &promised, 0).unwrap();
}

#[test]
fn a_clock_that_jumps_keeps_the_order_of_actions() {
    let dir = scratch();
    let db = dir.path().join("enishi.db");
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let days = [
        "2026-11-20T09:00:00Z",
        // Set back, far; then the ends of what clocks count in.
        "1970-01-01T00:00:00Z",
        "2038-01-19T03:14:08Z",
        "2026-11-20T09:00:01Z",
        "2099-12-31T23:59:59Z",
        "2026-11-20T09:00:02Z",
        "1969-12-31T23:59:59Z",
        "9999-12-30T00:00:00Z",
        "2026-11-20T09:00:03Z",
    ];
    let mut actions = Vec::new();
    for (n, day) in days.iter().enumerate() {
        // A new program each time, as after a night.
        let mut store = SqliteStore::open(&db).unwrap();
        let draft = pair("相沢", "s", "N-1", &format!("o{n}"));
        actions.push(store.commit(&draft, at(day)).unwrap().action);
    }
    let mut store = SqliteStore::open(&db).unwrap();
    let log = store.log(&LogFilter::default()).unwrap();
    let found: Vec<_> = log.iter().map(|entry| entry.op.action).collect();
    assert_eq!(found, actions);
    // The last one is taken back, whatever the clocks said.
    let undone = store.undo(&"相沢".into(), at(days[0])).unwrap().unwrap();
    assert!(matches!(&undone.rows[..], [(_, None)]), "{:?}", undone.rows);
    drop(store);
    let found = judge::inspect(Path::new(&db), false).unwrap();
    assert_eq!(found.len(), days.len() + 1);
}

#[test]
fn without_memory_it_is_refused_and_nothing_is_lost() {
    let (mut saved, mut refused, mut gone) = (0, 0, 0);
    for step in 0..12_i64 {
        let dir = scratch();
        let script = Script {
            heap: Some(300_000 + step * 100_000),
            ..Script::new(&dir.path().join("enishi.db"), 31, 25)
        };
        let output = script.command().output().unwrap();
        let said = Said::of(&output.stdout);
        // Where the program itself gets no memory it ends; what it said until then counts.
        gone += usize::from(!output.status.success());
        assert!(said.ended || !output.status.success(), "{said:?}");
        let found = judge::inspect(&script.db, false).unwrap();
        judge::compare(&found, &said.acked_set(), said.in_doubt()).unwrap();
        saved += said.acked.len();
        refused += said.refused.len();
    }
    say(&format!(
        "little memory: {saved} saved, {refused} refused and told, {gone} of 12 programs ended"
    ));
    assert!(saved > 0 && refused > 0);
}

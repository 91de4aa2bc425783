//! Places that cannot be written to, each with a record in it.

use super::super::program::{self, COMMANDS, enishi};
use super::super::scratch;
use super::{ID, SESSION};
use enishi::domain::entity::meeting::{MeetingChange, Seat};
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::{Change, Entity};
use enishi::store::{Draft, SqliteStore, Store as _};
use enishi::text::Clean;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A place that cannot be written to, with the record in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A disk with no room.
    Full,
    /// A disk of which this user may take no more.
    Quota,
    /// A disk that was mounted for reading.
    ReadOnly,
    /// A folder and a file that somebody else owns.
    Forbidden,
}

impl Place {
    pub(super) const ALL: [Self; 4] = [Self::Full, Self::Quota, Self::ReadOnly, Self::Forbidden];

    /// What has to be said there.
    fn reasons(self) -> &'static [&'static str] {
        match self {
            Self::Full => &["空きがありません"],
            Self::Quota => &["クォータ"],
            Self::ReadOnly => &["書き込め"],
            Self::Forbidden => &["書き込め", "権限がありません"],
        }
    }

    /// Whether a text says it.
    pub(super) fn is_told(self, text: &str) -> bool {
        self.reasons().iter().any(|reason| text.contains(reason))
    }
}

/// The record as it is before, what commands read, and where they may write.
pub(super) struct House {
    folder: tempfile::TempDir,
    pub(super) fingerprint: String,
}

impl House {
    pub(super) fn new() -> Self {
        let folder = scratch();
        let house = Self {
            folder,
            fingerprint: String::new(),
        };
        for name in ["state", "disk", "out", "other"] {
            fs::create_dir(house.path(name)).unwrap();
        }
        let state = house.path("state");
        let undone: [&[&str]; 2] = [&["pair", SESSION, "N-02", "16"], &["undo"]];
        for command in COMMANDS[..4].iter().chain(&undone) {
            assert!(enishi(command, &state).status.success());
        }
        seat(&state);
        // What another laptop recorded, and what a third one may be told.
        let other = house.path("other");
        assert!(enishi(COMMANDS[0], &other).status.success());
        let lines = house.path("out/other.jsonl");
        let export = ["ops", "export", lines.to_str().unwrap()];
        assert!(enishi(&export, &other).status.success());
        let copy = house.path("out/other.db");
        let backup = ["backup", copy.to_str().unwrap()];
        assert!(enishi(&backup, &state).status.success());
        let told = enishi(&["device", "--json"], &other).stdout;
        let told: serde_json::Value = serde_json::from_slice(&told).unwrap();
        let draft = crate::store::pair("試験", ID, "N-02", "sazare");
        let at = "2026-11-20T03:00:00Z".parse().unwrap();
        enishi::store::rescue::write(&house.path("out/rescue.jsonl"), &[(at, draft)]).unwrap();
        fs::write(
            house.path("out/interests.csv"),
            "名札番号,N-01\n12,面談希望\n",
        )
        .unwrap();
        fs::write(
            house.path("out/people.csv"),
            "名札番号,会社名,氏名\n99,新しい製作所,新田 一\n",
        )
        .unwrap();
        fs::write(house.path("out/key"), "とても長い合い言葉\n").unwrap();
        Self {
            fingerprint: told["fingerprint"].as_str().unwrap_or_default().to_owned(),
            ..house
        }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command on a copy of the record in the place; nothing where the place cannot be had. What then lies there is
    /// in `after`.
    pub(super) fn run(&self, place: Place, arguments: &[String]) -> Option<Output> {
        let (state, disk, after) = (self.path("state"), self.path("disk"), self.path("after"));
        let _ = fs::remove_dir_all(&after);
        fs::create_dir(&after).unwrap();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (state, here, left) = (state.display(), disk.display(), after.display());
        let mount = format!(
            "mount -t tmpfs -o size=4m none {here} && cp -r {state}/. {here} && rm -f {here}/*-shm"
        );
        let end = format!("\"$@\"; e=$?; cp {here}/enishi.db* {left}; exit $e");
        let line = match place {
            Place::Full => {
                format!(
                    "{mount} && {{ head -c 9000000 /dev/zero > {here}/filler 2>/dev/null; echo READY; {end}; }}"
                )
            }
            Place::ReadOnly => {
                format!("{mount} && mount -o remount,ro {here} && echo READY && {{ {end}; }}")
            }
            Place::Quota => {
                program::copy(&self.path("state"), &after);
                // SQLite writes with the one call; the first of the other asks whether there is room.
                let faults = [
                    "inject=pwrite64:error=EDQUOT",
                    "inject=write:error=EDQUOT:when=1",
                ];
                let [sqlite, room] = faults;
                let watching = ["-f", "-qq", "-o", "/dev/null", "-e", sqlite, "-e", room];
                return Some(program::traced(&arguments, &after, &watching));
            }
            Place::Forbidden => {
                program::copy(&self.path("state"), &after);
                return forbidden(&after, self.folder.path(), &arguments);
            }
        };
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
        let mut output = program::dressed(&mut command, &arguments, &disk);
        let ready = b"READY\n";
        let begun = output
            .stdout
            .windows(ready.len())
            .position(|w| w == ready)?;
        output.stdout.drain(..begun + ready.len());
        Some(output)
    }
}

/// A meeting, so that there is a timetable.
fn seat(state: &Path) {
    let mut store = SqliteStore::open(&state.join("enishi.db")).unwrap();
    let id = PairingId {
        session: ID.into(),
        need: "N-01".into(),
        org: "sazare".into(),
    };
    let seat = Seat {
        starts_at: jiff::civil::time(15, 0, 0, 0),
        table: "A".into(),
        persons: vec!["15".into()],
    };
    let seated = MeetingChange::Seated {
        seat: Some(seat),
        fixed: true,
        because: Clean::default(),
    };
    let draft = Draft {
        actor: "別の人".into(),
        scope: ID.into(),
        changes: vec![(Entity::Meeting(id), Change::Meeting(seated))],
        action: None,
    };
    let at = "2026-11-20T03:00:00Z".parse().unwrap();
    store.commit(&draft, at).unwrap();
}

/// Nobody forbids the superuser anything, so that it has to become somebody.
fn forbidden(at: &Path, house: &Path, arguments: &[&str]) -> Option<Output> {
    let superuser = fs::metadata("/proc/self").unwrap().uid() == 0;
    allow_all(at, 0o444, 0o555);
    allow(house, 0o755);
    allow(&house.join("out"), 0o777);
    for entry in fs::read_dir(house.join("out")).unwrap() {
        allow(&entry.unwrap().path(), 0o666);
    }
    let program = env!("CARGO_BIN_EXE_enishi");
    let mut command = if superuser {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", program]);
        command
    } else {
        Command::new(program)
    };
    let output = program::dressed(&mut command, arguments, at);
    allow_all(at, 0o644, 0o755);
    let code = output.status.code();
    (code != Some(126) && code != Some(127)).then_some(output)
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// What may be done with all files below a folder, and with the folders.
fn allow_all(folder: &Path, files: u32, folders: u32) {
    allow(folder, 0o755);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            allow_all(&path, files, folders);
        } else {
            allow(&path, files);
        }
    }
    allow(folder, folders);
}

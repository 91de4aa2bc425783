//! The file of the keys of a device: made once, whole, for its owner only, and never replaced.
#![allow(clippy::string_slice, reason = "what is cut here is ASCII")]

#[cfg(unix)]
use super::fixed;
use super::{FILE, folder, new};
use enishi::store::device::file::NAME;
use enishi::store::device::{Device, DeviceError, Public, Secret32};
use enishi::words::{Lang, Words};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn keys_are_made_once_for_their_owner_only() {
    let folder = folder();
    assert!(Device::open(folder.path()).unwrap().is_none());
    let first = Device::open_or_make(folder.path()).unwrap();
    let again = Device::open_or_make(folder.path()).unwrap();
    assert_eq!(first.public(), again.public());
    assert_ne!(first.public(), new().public());
    assert!(first.public().is_sound());
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(names.len(), 1);
    // Nothing secret is shown.
    let text = fs::read_to_string(folder.path().join(NAME)).unwrap();
    let shown = format!("{first:?} {:?}", Secret32::draw().unwrap());
    assert!(!shown.contains(text.lines().nth(1).unwrap().strip_prefix("sign ").unwrap()));
    assert!(shown.ends_with("Secret32"));
}

#[cfg(unix)]
#[test]
fn others_cannot_read_the_file_even_where_they_could() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, _) = fixed();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.path().join(NAME)), 0o600);
    let other = super::folder();
    Device::open_or_make(other.path()).unwrap();
    assert_eq!(mode(&other.path().join(NAME)), 0o600);
}

/// What stands in the place of the key file afterwards, too.
fn refused(folder: &Path) -> DeviceError {
    let error = Device::open(folder).unwrap_err();
    assert_eq!(Device::open_or_make(folder).unwrap_err(), error);
    for lang in [Lang::Ja, Lang::En] {
        let told = error.explain(&Words::new(lang));
        assert!(told.contains(NAME), "{told}");
    }
    error
}

#[test]
fn a_file_that_says_something_else_is_told_and_stays() {
    let folder = folder();
    let path = folder.path().join(NAME);
    let newer = FILE.replacen("key 1", "key 2", 1);
    for (text, newer) in [
        ("", false),
        (&FILE[..FILE.len() - 1], false),
        (&FILE.replacen("01", "03", 1), false),
        (&FILE.replace("key 1", "key 0"), false),
        (&FILE.repeat(100), false),
        ("SQLite format 3\0", false),
        (&newer, true),
    ] {
        fs::write(&path, text).unwrap();
        let want = if newer {
            DeviceError::Newer(path.clone())
        } else {
            DeviceError::Damaged(path.clone())
        };
        assert_eq!(refused(folder.path()), want, "{text}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    fs::write(&path, [0xff; 90]).unwrap();
    assert_eq!(refused(folder.path()), DeviceError::Damaged(path.clone()));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(refused(folder.path()), DeviceError::NotRegular(path));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    let (there, _) = fixed();
    let folder = folder();
    let path = folder.path().join(NAME);
    for target in [there.path().join(NAME), folder.path().join("nowhere")] {
        std::os::unix::fs::symlink(&target, &path).unwrap();
        assert_eq!(
            refused(folder.path()),
            DeviceError::NotRegular(path.clone())
        );
        fs::remove_file(&path).unwrap();
    }
    assert!(!folder.path().join("nowhere").exists());
    let made = Command::new("mkfifo").arg(&path).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(refused(folder.path()), DeviceError::NotRegular(path));
    }
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_read_nothing_is_taken_for_missing() {
    // A file stands where the folder should be: whatever the user may do, this cannot be read.
    let (folder, _) = fixed();
    let wrong = folder.path().join(NAME);
    assert!(matches!(refused(&wrong), DeviceError::Unreadable { .. }));
    // A folder that is not there has no keys, and they are not made in it either.
    let nowhere = folder.path().join("nowhere");
    assert!(Device::open(&nowhere).unwrap().is_none());
    let error = Device::open_or_make(&nowhere).unwrap_err();
    assert!(matches!(error, DeviceError::CannotMake { .. }));
}

#[test]
fn threads_that_make_the_keys_at_once_get_the_same() {
    for _ in 0..20 {
        let folder = folder();
        let keys: Vec<Public> = std::thread::scope(|scope| {
            let make = || Device::open_or_make(folder.path()).unwrap().public();
            let started: Vec<_> = (0..8).map(|_| scope.spawn(make)).collect();
            started.into_iter().map(|t| t.join().unwrap()).collect()
        });
        assert!(keys.iter().all(|k| *k == keys[0]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

const FOLDER: &str = "ENISHI_TEST_KEY_FOLDER";

/// Not a test by itself: the other programs of the next one.
#[test]
fn a_program_makes_the_keys() {
    if let Some((_, folder)) = std::env::vars().find(|(name, _)| name == FOLDER) {
        let device = Device::open_or_make(Path::new(&folder)).unwrap();
        let text = serde_json::to_string(&device.public()).unwrap();
        fs::write(
            Path::new(&folder).join(format!("{}.public", std::process::id())),
            text,
        )
        .unwrap();
    }
}

#[test]
fn programs_that_make_the_keys_at_once_get_the_same() {
    let folder = folder();
    let start = || {
        Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::device::file::a_program_makes_the_keys",
                "--quiet",
            ])
            .env(FOLDER, folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let started: Vec<_> = (0..6).map(|_| start()).collect();
    for mut program in started {
        assert!(program.wait().unwrap().success());
    }
    let want = Device::open(folder.path()).unwrap().unwrap().public();
    let mut seen = 0;
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "public") {
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(serde_json::from_str::<Public>(&text).unwrap(), want);
            seen += 1;
        } else {
            assert!(path.ends_with(NAME), "{}", path.display());
        }
    }
    assert_eq!(seen, 6);
}

/// A program that makes the keys is killed at each of its calls, or the call fails: afterwards there is no file or a
/// whole one, and the next start has keys, the same ones where they had been told.
#[cfg(target_os = "linux")]
#[test]
fn a_kill_or_a_failing_call_leaves_no_half_of_a_key() {
    let faults = [
        ("fsync", "signal=KILL"),
        ("?link,?linkat", "signal=KILL"),
        ("?unlink,?unlinkat", "signal=KILL"),
        ("fsync", "error=EIO"),
        ("?link,?linkat", "error=EPERM"),
        ("?link,?linkat", "error=ENOSPC+"),
        ("?unlink,?unlinkat", "error=EIO"),
    ];
    for (call, fault) in faults {
        for when in 1..=2 {
            let folder = folder();
            let fault = match fault.strip_suffix('+') {
                Some(fault) => format!("inject={call}:{fault}:when={when}+"),
                None => format!("inject={call}:{fault}:when={when}"),
            };
            let done = Command::new("strace")
                .args(["-f", "-qq", "-o", "/dev/null", "-e", &fault])
                .arg(std::env::current_exe().unwrap())
                .args([
                    "--exact",
                    "store::device::file::a_program_makes_the_keys",
                    "--quiet",
                ])
                .env(FOLDER, folder.path())
                .output()
                .unwrap();
            if when == 1 && fault.contains("KILL") {
                assert!(!done.status.success(), "{fault}");
            }
            let after = Device::open(folder.path()).unwrap().map(|d| d.public());
            let next = Device::open_or_make(folder.path()).unwrap().public();
            if done.status.success() {
                assert_eq!(after, Some(next), "{fault}");
            }
            if let Some(after) = after {
                assert_eq!(after, next, "{fault}");
            }
            let path = folder.path().join(NAME);
            let meta = fs::metadata(&path).unwrap();
            assert_eq!(std::os::unix::fs::MetadataExt::nlink(&meta), 1, "{fault}");
        }
    }
}

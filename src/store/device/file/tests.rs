//! The ways of the key file that are not to be seen from outside.

use super::*;
use std::path::PathBuf;

fn secrets(n: u8) -> Secrets {
    Secrets {
        sign: Zeroizing::new([n; 32]),
        receive: Zeroizing::new([n + 1; 32]),
    }
}

#[test]
fn the_text_is_as_it_was_and_every_other_one_is_refused() {
    let text = secrets(1).text();
    // The check sum by Python: sha256 over the three fields, each with its length in 4 bytes before it.
    let want = format!(
        "enishi device key 1\nsign {}\nreceive {}\ncheck \
         481127d8fbba447f3f6a4ec33cb4b91a3b684d9a40fb6f4f2dea9cb0bede66da\n",
        "01".repeat(32),
        "02".repeat(32)
    );
    assert_eq!(*text, want);
    assert_eq!(*Secrets::parse(&text).unwrap().receive, [2; 32]);
    let bytes = text.as_bytes();
    for at in 0..bytes.len() {
        for bit in 0..7 {
            let mut changed = bytes.to_vec();
            changed[at] ^= 1 << bit;
            let changed = String::from_utf8(changed).unwrap();
            assert!(Secrets::parse(&changed).is_none(), "{at} {bit}");
        }
        assert!(Secrets::parse(text.get(..at).unwrap()).is_none(), "{at}");
    }
    for more in ["\n", " ", "\r\n", "sign 00\n"] {
        assert!(Secrets::parse(&format!("{}{more}", *text)).is_none());
    }
    assert!(Secrets::parse(&text.replace('\n', "\r\n")).is_none());
}

#[test]
fn a_file_system_without_links_never_loses_a_key_either() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(NAME);
    let parts: Vec<_> = (0..8_u8)
        .map(|n| {
            let part = files::suffixed(&path, &format!(".{n}.part"));
            std::fs::write(&part, secrets(n).text().as_bytes()).unwrap();
            part
        })
        .collect();
    let moved: Vec<bool> = std::thread::scope(|scope| {
        let path = path.as_path();
        let moving = |part: &PathBuf| {
            let part = part.clone();
            scope.spawn(move || move_locked(&part, path).is_ok())
        };
        let started: Vec<_> = parts.iter().map(moving).collect();
        started.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(moved.iter().filter(|m| **m).count(), 1);
    let winner = moved.iter().position(|m| *m).unwrap();
    let kept = read(&path).unwrap().unwrap();
    assert_eq!(usize::from(kept.sign[0]), winner);
}

#[cfg(unix)]
#[test]
fn the_second_name_that_a_killed_program_leaves_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(NAME);
    make(&path, &secrets(1)).unwrap();
    let second = files::suffixed(&path, ".left.part");
    let other = files::suffixed(&path, ".other.part");
    std::fs::hard_link(&path, &second).unwrap();
    // Another program is just writing this one.
    std::fs::write(&other, "x").unwrap();
    read(&path).unwrap().unwrap();
    assert!(!second.exists() && other.exists() && path.exists());
}

//! What a process did to its files, as `strace -f -xx` wrote it down.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::PathBuf;

/// The calls that change files, and those needed to know which file. Not every machine has all of them.
pub(super) const CALLS: &str = "trace=openat,?open,?creat,close,pwrite64,write,pwritev,writev,ftruncate,?truncate,\
     fallocate,fsync,fdatasync,?unlink,unlinkat,?rename,?renameat,renameat2,lseek,?dup2,dup,dup3,fcntl";

/// A call that did something.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Call {
    Open {
        path: PathBuf,
        create: bool,
        empty: bool,
        append: bool,
        fd: u64,
    },
    /// Without a place: where the file stands.
    Write {
        fd: u64,
        at: Option<u64>,
        data: Vec<u8>,
    },
    Truncate {
        fd: u64,
        len: u64,
    },
    Seek {
        fd: u64,
        at: u64,
    },
    Sync {
        fd: u64,
    },
    Close {
        fd: u64,
    },
    Copy {
        fd: u64,
        new: u64,
    },
    Unlink {
        path: PathBuf,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
}

/// Reads a whole recording.
pub(super) fn read(lines: impl BufRead) -> Vec<Call> {
    let mut waiting: BTreeMap<String, String> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in lines.lines() {
        let line = line.unwrap();
        let (pid, rest) = line.split_once(' ').unwrap();
        let rest = rest.trim_start();
        if let Some(begun) = rest.strip_suffix("<unfinished ...>") {
            waiting.insert(pid.to_owned(), begun.trim_end().to_owned());
        } else if rest.starts_with("<... ") {
            let begun = waiting.remove(pid).unwrap_or_default();
            let (_, end) = rest.split_once("resumed>").unwrap();
            calls.extend(call(&format!("{begun}{end}")));
        } else {
            calls.extend(call(rest));
        }
    }
    calls
}

fn call(text: &str) -> Option<Call> {
    let (name, rest) = text.split_once('(')?;
    let (inside, result) = rest.rsplit_once(" = ")?;
    // What failed did nothing.
    let result: u64 = result.split_whitespace().next()?.parse().ok()?;
    let inside = inside.trim_end().strip_suffix(')')?;
    let args = split(inside);
    let number = |at: usize| args.get(at).and_then(|a| a.parse::<u64>().ok());
    let path = |at: usize| args.get(at).map(|a| path(a));
    let fd = number(0);
    Some(match name {
        "openat" | "open" | "creat" => {
            let at = usize::from(name == "openat");
            let flags = args.get(at + 1).copied().unwrap_or("");
            Call::Open {
                path: path(at)?,
                create: flags.contains("O_CREAT") || name == "creat",
                empty: flags.contains("O_TRUNC") || name == "creat",
                append: flags.contains("O_APPEND"),
                fd: result,
            }
        }
        "pwrite64" | "write" => {
            let mut data = bytes(args.get(1)?);
            data.truncate(usize::try_from(result).unwrap());
            let at = if name == "write" {
                None
            } else {
                Some(number(3)?)
            };
            Call::Write { fd: fd?, at, data }
        }
        "ftruncate" => Call::Truncate {
            fd: fd?,
            len: number(1)?,
        },
        "lseek" => Call::Seek {
            fd: fd?,
            at: result,
        },
        "fsync" | "fdatasync" => Call::Sync { fd: fd? },
        "close" => Call::Close { fd: fd? },
        "dup" | "dup2" | "dup3" => Call::Copy {
            fd: fd?,
            new: result,
        },
        "fcntl" if args.get(1)?.starts_with("F_DUPFD") => Call::Copy {
            fd: fd?,
            new: result,
        },
        "fcntl" => return None,
        "unlink" => Call::Unlink { path: path(0)? },
        "unlinkat" => Call::Unlink { path: path(1)? },
        "rename" => Call::Rename {
            from: path(0)?,
            to: path(1)?,
        },
        "renameat" | "renameat2" => Call::Rename {
            from: path(1)?,
            to: path(3)?,
        },
        // Nobody here is known to use the others; a recording in which they occur must not pass for complete.
        other => panic!("a call this model does not know: {other}"),
    })
}

/// The arguments; a text in quotes holds no comma, because every byte of it is written as `\xNN`.
fn split(inside: &str) -> Vec<&str> {
    inside.split(", ").collect()
}

fn bytes(quoted: &str) -> Vec<u8> {
    assert!(quoted.ends_with('"'), "the recording is cut short");
    let digits = quoted.trim_matches('"').split("\\x").skip(1);
    digits.map(|d| u8::from_str_radix(d, 16).unwrap()).collect()
}

fn path(quoted: &str) -> PathBuf {
    PathBuf::from(String::from_utf8(bytes(quoted)).unwrap())
}

#[test]
fn a_recording_reads_back() {
    let text = concat!(
        "7 openat(AT_FDCWD, \"\\x2f\\x61\", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 4\n",
        "7 openat(AT_FDCWD, \"\\x2f\\x62\", O_RDONLY) = -1 ENOENT (No such file or directory)\n",
        "8 pwrite64(4, \"\\x00\\xff\", 2, 512 <unfinished ...>\n",
        "7 fsync(4)                               = 0\n",
        "8 <... pwrite64 resumed>)                = 2\n",
        "7 +++ exited with 0 +++\n",
    );
    let opened = Call::Open {
        path: "/a".into(),
        create: true,
        empty: false,
        append: false,
        fd: 4,
    };
    let write = Call::Write {
        fd: 4,
        at: Some(512),
        data: vec![0, 255],
    };
    assert_eq!(read(text.as_bytes()), [opened, Call::Sync { fd: 4 }, write]);
}

//! The real program in a pseudo terminal, and when its frames come.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// Nothing comes for so long: the screen has settled.
pub const QUIET: Duration = Duration::from_millis(250);
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

/// The program in a terminal, every piece of its output with the moment it came.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    out: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    /// Output after the last whole frame.
    rest: Vec<u8>,
    begun: Instant,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    pub fn start(home: &Path, args: &[&str]) -> Self {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_enishi"));
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "ja_JP.UTF-8")] {
            command.env(name, value);
        }
        command.env("HOME", home);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.args(["--actor", "bench"]);
        command.args(args);
        let begun = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sink, out) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sink.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            keys: pair.master.take_writer().unwrap(),
            out,
            parser: vt100::Parser::new(NonZero::new(40).unwrap(), NonZero::new(120).unwrap(), 0),
            rest: Vec::new(),
            begun,
            _master: pair.master,
        }
    }

    pub fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Whole frames that come before nothing comes for `patience`, with the moment each was complete and what it shows.
    pub fn frames<T>(
        &mut self,
        patience: Duration,
        look: impl Fn(&vt100::Screen) -> T,
        mut enough: impl FnMut(&vt100::Screen) -> bool,
    ) -> Vec<(Instant, T)> {
        let mut frames = Vec::new();
        while let Ok((at, bytes)) = self.out.recv_timeout(patience) {
            if bytes.windows(4).any(|w| w == b"\x1b[6n") {
                self.send("\x1b[1;2R");
            }
            self.rest.extend_from_slice(&bytes);
            while let Some(end) = position(&self.rest, END_OF_FRAME) {
                let frame: Vec<u8> = self.rest.drain(..end + END_OF_FRAME.len()).collect();
                self.parser.process(&frame);
                frames.push((at, look(self.parser.screen())));
                if enough(self.parser.screen()) {
                    return frames;
                }
            }
        }
        frames
    }

    /// What the newest whole frame shows.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// How long after its start the program shows a text.
    pub fn until(&mut self, text: &str) -> Duration {
        let since = self.begun;
        self.shows(since, |screen| screen.contents().contains(text))
    }

    /// How long after a moment a frame is `enough`.
    pub fn shows(&mut self, since: Instant, enough: impl Fn(&vt100::Screen) -> bool) -> Duration {
        let limit = Duration::from_mins(2);
        let frames = self.frames(limit, |screen| enough(screen), &enough);
        let last = frames.last().filter(|(_, enough)| *enough);
        last.map_or(limit, |(at, _)| at.duration_since(since))
    }

    /// Sends a key; how long until the next whole frame.
    pub fn key(&mut self, key: &str) -> Duration {
        let sent = Instant::now();
        self.send(key);
        self.shows(sent, |_| true)
    }

    /// Takes frames until no more come.
    pub fn settle(&mut self) {
        self.frames(QUIET, |_| (), |_| false);
    }

    /// A line of the process's own account, in MB; Linux only.
    pub fn memory(&self, line: &str) -> usize {
        let id = self.child.process_id().unwrap();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let kilobytes = status.lines().find_map(|l| l.strip_prefix(line));
        let digits = kilobytes.map(|l| l.chars().filter(char::is_ascii_digit).collect::<String>());
        digits.and_then(|d| d.parse::<usize>().ok()).unwrap_or(0) / 1024
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn position(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

fn share(took: &mut [Duration], of: f64) -> f64 {
    took.sort();
    let at = ((took.len() as f64 * of) as usize).min(took.len().saturating_sub(1));
    took.get(at).map_or(0.0, |t| t.as_secs_f64() * 1e3)
}

pub fn figures(what: &str, took: &mut [Duration]) {
    println!(
        "{what}: median {:.1} ms, p99 {:.1}, max {:.1} ({} of them)",
        share(took, 0.5),
        share(took, 0.99),
        share(took, 1.0),
        took.len()
    );
}

//! The real binary in a real terminal: a pseudo terminal, the bytes it gets, and the screen it makes of them.
//!
//! Nothing sleeps: every step waits for a condition of the screen, or fails with the screen in the message.

use crate::scratch;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Far more than anything takes, for a machine that is busy with other tests.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What the terminal shows, and every byte it was sent.
pub(crate) struct Shown {
    pub(crate) parser: vt100::Parser,
    pub(crate) bytes: Vec<u8>,
    pub(crate) ended: bool,
}

/// A terminal with the program in it.
pub(crate) struct Pty {
    shown: Arc<(Mutex<Shown>, Condvar)>,
    keys: Arc<Mutex<Box<dyn Write + Send>>>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

/// A folder for settings and database of one test, and how to start the program in it.
pub(crate) struct Home {
    pub(crate) folder: tempfile::TempDir,
}

impl Home {
    /// With an actor in the settings, so that nothing is asked.
    pub(crate) fn new() -> Self {
        let folder = scratch();
        Self { folder }
    }

    pub(crate) fn db(&self) -> PathBuf {
        self.folder.path().join("enishi.db")
    }

    fn command(&self, args: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_enishi"));
        command.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "ja_JP.UTF-8"),
            ("TZ", "Asia/Tokyo"),
            ("RUST_BACKTRACE", "0"),
            ("ENISHI_TODAY", "2026-11-20"),
        ] {
            command.env(name, value);
        }
        command.env("HOME", self.folder.path());
        command.env("ENISHI_CONFIG", self.folder.path());
        command.env("ENISHI_DB", self.db());
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.args(args);
        command
    }

    /// Starts the program with an actor given.
    pub(crate) fn start(&self, cols: u16, rows: u16, args: &[&str]) -> Pty {
        self.start_with(cols, rows, args, &[])
    }

    /// The same with more environment.
    pub(crate) fn start_with(
        &self,
        cols: u16,
        rows: u16,
        args: &[&str],
        env: &[(&str, &str)],
    ) -> Pty {
        let mut command = self.command(args);
        command.args(["--actor", "試験"]);
        for (name, value) in env {
            command.env(name, value);
        }
        Pty::spawn(command, cols, rows)
    }

    /// The same as the last words of another command line.
    pub(crate) fn start_under(&self, before: &[&str], cols: u16, rows: u16, args: &[&str]) -> Pty {
        let plain = self.command(args);
        let mut command = plain.clone();
        let words = before.iter().map(|word| (*word).into());
        *command.get_argv_mut() = words.chain(plain.get_argv().iter().cloned()).collect();
        command.args(["--actor", "試験"]);
        Pty::spawn(command, cols, rows)
    }

    /// Starts it as the first time, with nobody known.
    pub(crate) fn start_nameless(&self, cols: u16, rows: u16, args: &[&str]) -> Pty {
        Pty::spawn(self.command(args), cols, rows)
    }
}

pub(crate) fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    path.join(name).to_string_lossy().into_owned()
}

impl Pty {
    fn spawn(command: CommandBuilder, cols: u16, rows: u16) -> Self {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        // Or the reader never sees the end.
        drop(pair.slave);
        let mut out = pair.master.try_clone_reader().unwrap();
        let keys = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let parser = vt100::Parser::new(count(rows), count(cols), 0);
        let shown = Shown {
            parser,
            bytes: Vec::new(),
            ended: false,
        };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let (sink, answers) = (Arc::clone(&shown), Arc::clone(&keys));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = out.read(&mut buffer) {
                let mut shown = sink.0.lock().unwrap();
                // A terminal answers where its cursor is.
                let asked = buffer[..n].windows(4).filter(|w| w == b"\x1b[6n").count();
                shown.bytes.extend_from_slice(&buffer[..n]);
                shown.parser.process(&buffer[..n]);
                drop(shown);
                for _ in 0..asked {
                    let _ = answers.lock().unwrap().write_all(b"\x1b[1;2R");
                }
                sink.1.notify_all();
            }
            sink.0.lock().unwrap().ended = true;
            sink.1.notify_all();
        });
        Self {
            shown,
            keys,
            child,
            master: pair.master,
        }
    }

    /// Sends bytes as a keyboard would.
    pub(crate) fn send(&self, keys: &str) -> &Self {
        let mut to = self.keys.lock().unwrap();
        to.write_all(keys.as_bytes()).unwrap();
        to.flush().unwrap();
        self
    }

    /// Sends a text in brackets, as a terminal pastes.
    pub(crate) fn paste(&self, text: &str) -> &Self {
        self.send(&format!("\x1b[200~{text}\x1b[201~"))
    }

    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        let mut shown = self.shown.0.lock().unwrap();
        shown.parser.screen_mut().set_size(count(rows), count(cols));
        drop(shown);
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).unwrap();
    }

    /// Waits until the screen is so.
    pub(crate) fn until(&self, what: &str, ok: impl Fn(&vt100::Screen) -> bool) -> &Self {
        self.wait(what, |shown| ok(shown.parser.screen()));
        self
    }

    /// Waits until the text stands somewhere on the screen.
    pub(crate) fn sees(&self, text: &str) -> &Self {
        self.until(text, |screen| screen.contents().contains(text))
    }

    /// Waits until the text is gone.
    pub(crate) fn no_longer_sees(&self, text: &str) -> &Self {
        self.until(&format!("no {text}"), |screen| {
            !screen.contents().contains(text)
        })
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a test may know how long it waits"
    )]
    pub(crate) fn wait(&self, what: &str, ok: impl Fn(&Shown) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut shown = self.shown.0.lock().unwrap();
        while !ok(&shown) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || (shown.ended && !ok(&shown)) {
                let screen = shown.parser.screen().contents();
                let state = if shown.ended {
                    "the program has ended"
                } else {
                    "in vain"
                };
                panic!("waited for {what:?}, {state}; the screen:\n{screen}");
            }
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
    }

    pub(crate) fn text(&self) -> String {
        self.shown.0.lock().unwrap().parser.screen().contents()
    }

    /// Column and row of the cursor.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        let shown = self.shown.0.lock().unwrap();
        let (row, column) = shown.parser.screen().cursor_position();
        (column, row)
    }

    /// Everything that was sent to the terminal so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.shown.0.lock().unwrap().bytes.clone()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits for the end; the exit code, and whether the terminal is as it was.
    pub(crate) fn end(mut self) -> (u32, String) {
        self.wait("the end", |shown| shown.ended);
        let code = self.child.wait().unwrap().exit_code();
        let shown = self.shown.0.lock().unwrap();
        let screen = shown.parser.screen();
        assert!(!screen.alternate_screen(), "alternate screen left");
        assert!(!screen.hide_cursor(), "cursor shown");
        assert!(!screen.bracketed_paste(), "bracketed paste off");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "mouse off"
        );
        (code, screen.contents())
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn count(n: u16) -> NonZero<u16> {
    NonZero::new(n).unwrap()
}

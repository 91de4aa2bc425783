//! The session file: what is accepted, what is refused, and how it is said.

use enishi::domain::diag::render;
use enishi::session;
use enishi::words::{Lang, Words};
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn every_sample_loads_without_a_word() {
    let words = Words::new(Lang::Ja);
    let mut found = 0;
    for entry in std::fs::read_dir(folder("sessions")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") {
            let loaded = session::load_bytes(&std::fs::read(&path).unwrap(), &words);
            let told = render::render(
                &loaded.diagnostics,
                &loaded.text,
                &path.display().to_string(),
                render::Frame::Ascii,
                &words,
            );
            assert_eq!(told, "");
            let session = loaded.session.unwrap();
            assert!(!session.needs.is_empty() && !session.attendees.is_empty());
            found += 1;
        }
    }
    assert!(found >= 2);
}

//! A session file: either a session that can be recorded, or problems that point into the file.

use enishi::domain::diag::Source;
use enishi::domain::diag::render;
use enishi::domain::diag::render::Frame;
use enishi::domain::entity::Change;
use enishi::domain::entity::Entity;
use enishi::domain::entity::session::SessionChange;
use enishi::domain::roster::Session;
use enishi::intake;
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use std::fs;

/// Keys and values of the format.
pub(crate) const WORDS: &[&str] = &[
    "[[needs]]\n",
    "[[organisations]]\n",
    "[[attendees]]\n",
    "[[patents]]\n",
    "[session]\n",
    "format = 1\n",
    "held_on = \"2099-01-02\"\n",
    "no = \"N-01\"\n",
    "org = \"\"\n",
    "= [[1], {a = 2}]\n",
    "\"\"\"\n",
    "'''",
    "令和8年2月30日",
    "２０９９年",
    "#",
];

thread_local! {
    static WORDS_OF: [Words; 2] = [Words::new(Lang::Ja), Words::new(Lang::En)];
}

/// Any bytes.
pub(crate) fn run(data: &[u8]) {
    WORDS_OF.with(|words| {
        for words in words {
            judge(data, words);
        }
    });
}

fn judge(data: &[u8], words: &Words) {
    let loaded = intake::load_bytes(data, words);
    let errors = loaded.diagnostics.iter().filter(|d| d.is_error()).count();
    assert_eq!(
        loaded.session.is_none(),
        errors > 0,
        "neither a session nor a reason"
    );
    let source = Source::new(&loaded.text);
    // A file that is too much is not kept as text; then its own line ends count.
    let lines = source.lines().max(data.split(|b| *b == b'\n').count());
    for d in &loaded.diagnostics {
        let line = usize::try_from(d.line).unwrap();
        assert!(
            (1..=lines).contains(&line) && d.column > 0,
            "{d:?} of {lines} lines"
        );
        assert!(!d.message.is_empty(), "{d:?}");
        assert!(d.span.start <= d.span.end, "{d:?}");
        if !loaded.text.is_empty() {
            assert!(
                loaded.text.get(d.span.clone()).is_some(),
                "{d:?} cuts a character"
            );
        }
    }
    let told = render::render(
        &loaded.diagnostics,
        &loaded.text,
        "f.toml",
        Frame::Ascii,
        words,
    );
    assert!(!Clean::would_strip(&told), "{told:?}");
    serde_json::to_string(&loaded.diagnostics).unwrap();
    if let Some(session) = loaded.session {
        recorded(session);
    }
}

/// What is in the record is what was in the file.
fn recorded(session: Session) {
    let entity = Entity::Session(session.id.clone());
    let text = entity.to_string();
    assert_eq!(text.parse::<Entity>().as_ref(), Ok(&entity), "{text:?}");
    let change = Change::Session(SessionChange::Loaded(Box::new(session)));
    let written = serde_json::to_string(&change).unwrap();
    assert_eq!(serde_json::from_str::<Change>(&written).unwrap(), change);
}

/// The samples, and everything that is wrong on purpose.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for folder in ["sessions", "tests/it/intake/bad-sessions"] {
        let entries = fs::read_dir(super::home().join(folder)).unwrap();
        let mut paths: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
        paths.sort();
        let files = paths
            .iter()
            .filter(|p| p.extension().is_some_and(|e| e == "toml"));
        let texts = files.map(|p| fs::read(p).unwrap());
        found.extend(texts.filter(|t| t.len() < 8 << 10));
    }
    found
}

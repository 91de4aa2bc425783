//! A session of a test as a session file, with what a file has to say and no test asks for.

use crate::pty::Home;
use enishi::domain::code::{Disclosure, OrgKind};
use enishi::domain::roster::Session;
use enishi::intake;

/// Writes the file beside the record; its path.
pub(super) fn file(home: &Home, session: &Session) -> String {
    let mut session = session.clone();
    for org in &mut session.organisations {
        let presents = session.needs.iter().any(|n| n.hospital == org.id);
        let kind = if presents {
            OrgKind::Hospital
        } else {
            OrgKind::Maker
        };
        if org.kinds.is_empty() {
            org.kinds = vec![kind];
        }
    }
    for need in &mut session.needs {
        for text in [&mut need.department, &mut need.problem, &mut need.wanted] {
            if text.is_empty() {
                *text = "架空の一文".into();
            }
        }
        need.disclosure.get_or_insert(Disclosure::Public);
    }
    let path = home.db().with_file_name("kai.toml");
    std::fs::write(&path, intake::to_toml(&session)).unwrap();
    path.to_string_lossy().into_owned()
}

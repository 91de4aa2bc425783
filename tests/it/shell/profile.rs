//! Moving a folder from the part of a profile that roams.

use crate::scratch;
use enishi::shell::profile::move_over;
use std::fs;

#[test]
fn a_folder_moves_once_and_a_copy_is_kept() {
    let home = scratch();
    let (old, new) = (
        home.path().join("roaming/data"),
        home.path().join("local/data"),
    );
    fs::create_dir_all(old.join("backups")).unwrap();
    fs::create_dir_all(home.path().join("local")).unwrap();
    fs::write(old.join("enishi.db"), "記録").unwrap();
    fs::write(old.join("backups/enishi-1.db"), "控え").unwrap();
    // A move that was interrupted left this.
    fs::create_dir(home.path().join("local/data.part")).unwrap();
    move_over(&old, &new).unwrap();
    assert_eq!(fs::read_to_string(new.join("enishi.db")).unwrap(), "記録");
    assert!(new.join("backups/enishi-1.db").exists());
    assert!(!old.exists() && !home.path().join("local/data.part").exists());
    let kept = home.path().join("roaming/data.moved/enishi.db");
    assert_eq!(fs::read_to_string(kept).unwrap(), "記録");
    // An earlier version ran once more: what it recorded is not put over what is newer.
    fs::create_dir(&old).unwrap();
    fs::write(old.join("enishi.db"), "別の記録").unwrap();
    move_over(&old, &new).unwrap();
    assert_eq!(fs::read_to_string(new.join("enishi.db")).unwrap(), "記録");
    assert!(old.exists());
}

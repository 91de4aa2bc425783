//! Where files are: settings, database, library. `--db`, `--config` and the environment come first, then a portable
//! folder beside the program, then the usual folders of the system.

use super::args::Global;
use super::profile;
use etcetera::AppStrategy;
use etcetera::AppStrategyArgs;
use std::env;
use std::path::{Path, PathBuf};

/// The file that makes a folder portable: all files stay beside the program. This is for computers of a hospital where
/// nothing may be installed.
const PORTABLE: &str = "enishi-portable.txt";

/// Folders and files of this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Folder of `settings.toml`, `keymap.toml` and similar files.
    pub config: PathBuf,
    /// The settings file, which the command line may name.
    pub settings: PathBuf,
    /// Folder of the files that the program writes.
    pub data: PathBuf,
    /// The database file.
    pub db: PathBuf,
}

impl Places {
    /// Finds the places from command line, environment and system.
    pub fn find(global: &Global) -> Self {
        let (config, data) = usual();
        let config = global.config.clone().unwrap_or(config);
        let named = env::var_os("ENISHI_DATA").filter(|v| !v.is_empty());
        let data = named.map_or(data, PathBuf::from);
        let db = global.db.clone();
        let is_file = config.extension().is_some_and(|e| e == "toml");
        let (settings, config) = if is_file {
            let folder = config.parent().unwrap_or(Path::new("")).to_path_buf();
            (config, folder)
        } else {
            (config.join("settings.toml"), config)
        };
        Self {
            settings,
            config,
            db: db.unwrap_or_else(|| data.join("enishi.db")),
            data,
        }
    }

    /// Folder of the record of the sample, with everything that belongs to it: beside the real one, so that nothing of a
    /// trial gets into that.
    pub fn sample(&self) -> PathBuf {
        let folder = self.db.parent().unwrap_or(Path::new(""));
        folder.join("sample")
    }

    /// The same places for the sample.
    #[must_use]
    pub fn of_sample(&self) -> Self {
        let folder = self.sample();
        Self {
            db: folder.join("enishi.db"),
            data: folder,
            ..self.clone()
        }
    }

    /// Folder of the patent library that belongs to this database.
    pub fn patents(&self) -> PathBuf {
        let folder = self.db.parent().filter(|p| !p.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).join("library")
    }
}

/// Folders of settings and data if neither command line nor environment names them.
fn usual() -> (PathBuf, PathBuf) {
    let beside = env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_path_buf));
    if let Some(folder) = beside.filter(|folder| folder.join(PORTABLE).is_file()) {
        return (folder.join("config"), folder.join("data"));
    }
    let names = AppStrategyArgs {
        top_level_domain: "jp".to_owned(),
        author: "Enishi".to_owned(),
        app_name: "Enishi".to_owned(),
    };
    match etcetera::app_strategy::choose_native_strategy(names) {
        Ok(found) => profile::settled(&found.config_dir(), &found.data_dir()),
        // There is no home folder, so folders below the current one are used.
        Err(_) => (PathBuf::from("enishi"), PathBuf::from("enishi")),
    }
}

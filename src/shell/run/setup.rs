//! What the screen begins with: who works here, how things are drawn, what the settings say.

use crate::app::Look;
use crate::app::Setup;
use crate::app::keys::Bindings;
use crate::config::Settings;
use crate::config::edit;
use crate::config::settings::{Ambiguous, Borders, Colours};
use crate::domain::rule::name::names_somebody;
use crate::shell::workspace::Workspace;
use crate::shell::{clock, probe};
use crate::store;
use std::env;
use std::path::PathBuf;

/// What the program knows when it starts. `seen`: how things are drawn; `None`: nobody knows how bright the background
/// is.
pub(super) fn setup(workspace: &Workspace, seen: Option<Look>) -> Setup {
    let settings = &workspace.config.settings;
    // Whoever is named on the command line works from a script or on a shared laptop: nothing is asked.
    let own = workspace.actor == settings.actor;
    let asks_background = own && seen.is_none();
    let look = seen.unwrap_or(Look {
        mono: true,
        ..plain(settings)
    });
    Setup {
        lang: workspace.words.lang(),
        keys: Bindings::from(&workspace.config.keymap),
        look,
        asks_background,
        actor: Some(workspace.actor.clone()).filter(names_somebody),
        sample: workspace.is_sample,
        template: template_path(),
        settings: edit::texts(&workspace.settings_text().unwrap_or_default()),
        filters: settings.filters.clone(),
        templates: workspace.config.catalogue.templates.as_slice().into(),
        calendar: workspace.calendar.clone().into(),
        calls: workspace.config.calls.calls.as_slice().into(),
        salt: u64::try_from(store::new_id(clock::timestamp()).as_u128() & u128::from(u64::MAX))
            .unwrap_or(0),
    }
}

/// How things are drawn, for which the terminal is asked: that must be over before anybody reads its keys.
pub(super) fn seen(workspace: &Workspace) -> Option<Look> {
    look(&workspace.config.settings, probe::is_light)
}

/// How things are drawn; `None`: nobody knows how bright the background is.
fn look(settings: &Settings, is_light: impl FnOnce() -> Option<bool>) -> Option<Look> {
    let is_set = |name| env::var_os(name).is_some_and(|v| !v.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    let plain = plain(settings);
    let mono = Look {
        mono: true,
        ..plain
    };
    if is_set("NO_COLOR") || dumb {
        return Some(mono);
    }
    let light = match settings.colours {
        Colours::Mono | Colours::None => return Some(mono),
        Colours::Dark => false,
        Colours::Light => true,
        Colours::Auto => is_light()?,
    };
    Some(Look { light, ..plain })
}

/// The look apart from its colours.
fn plain(settings: &Settings) -> Look {
    let wide = settings.ambiguous == Ambiguous::Wide && settings.borders == Borders::Auto;
    Look {
        mono: false,
        light: false,
        ascii: settings.borders == Borders::Ascii || wide,
    }
}

/// Whether the answer of the terminal would change anything.
pub(super) fn asks_width(workspace: &Workspace) -> bool {
    let settings = &workspace.config.settings;
    settings.ambiguous == Ambiguous::Auto && settings.borders == Borders::Auto
}

/// Where a template is written if nobody says otherwise: the folder of the user, a name that is free.
fn template_path() -> PathBuf {
    let home = etcetera::home_dir().unwrap_or_default();
    let named = |n: usize| home.join(format!("kai-{n}.toml"));
    (1..1000)
        .map(named)
        .find(|path| !path.exists())
        .unwrap_or_else(|| named(1))
}

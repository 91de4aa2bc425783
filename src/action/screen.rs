//! The list of screens. The enum, the tabs, the order of Ctrl+PageUp and Ctrl+PageDown, the `go-` actions, the layers
//! of `keymap.toml`, and the places where `app` and `view` hand a screen its work come from these lines.

/// Whether a screen may have a table of its own in `keymap.toml`.
macro_rules! own_keys {
    (own) => {
        true
    };
    (shared) => {
        false
    };
}

macro_rules! screens {
    ($d:tt $($screen:ident $module:ident $number:literal $keys:ident $doc:literal;)+) => {
        /// Which screen is shown.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Screen {
            #[default]
            $(#[doc = $doc] $screen,)+
        }

        impl Screen {
            /// All, in the order of their tabs.
            pub const ALL: &'static [Self] = &[$(Self::$screen,)+];

            /// The name in `keymap.toml` and in the keys of texts.
            pub fn name(self) -> &'static str {
                match self { $(Self::$screen => stringify!($module),)+ }
            }

            /// The name of the action that goes to it.
            pub fn go_name(self) -> &'static str {
                match self { $(Self::$screen => concat!("go-", stringify!($module)),)+ }
            }

            /// The number on its tab: Alt with it goes there.
            pub fn number(self) -> char {
                match self { $(Self::$screen => $number,)+ }
            }

            /// Whether `keymap.toml` may have a table for it.
            pub fn has_own_keys(self) -> bool {
                match self { $(Self::$screen => own_keys!($keys),)+ }
            }
        }

        /// Calls a macro with `Screen module,` of every screen, so that `app` and `view` need no list of their own.
        macro_rules! with_screens {
            ($d callback:ident) => { $d callback! { $($screen $module,)+ } };
        }
        pub(crate) use with_screens;
    };
}

// The variant, its module and name, the number of its tab, its keys (`own`: a table in keymap.toml), what it is.
screens! { $
    Start start '1' shared "開始";
    Live live '2' own "進行";
    Follow follow '5' own "フォロー";
}

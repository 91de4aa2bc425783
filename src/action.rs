//! Floor 1: what the user can do, by name. Behaviour is in `app`, keys are data in `config`, so neither needs the other.

pub mod chord;
pub mod screens;

pub use chord::{Chord, Code};
pub use screens::Screen;

macro_rules! actions {
    (
        $($(#[$meta:meta])* $group:ident { $($(#[$vmeta:meta])* $variant:ident = $name:literal;)+ })+
        ; $last:ident { $($(#[$lmeta:meta])* $later:ident = $lname:literal;)+ }
    ) => {
        /// One thing the user can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($($(#[$vmeta])* $variant,)+)+
            /// Goes to a screen.
            Go(Screen),
            $($(#[$lmeta])* $later,)+
        }

        /// Where actions stand together in help and palette.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Group { $($(#[$meta])* $group,)+ }

        impl Action {
            /// All, in the order of help and palette.
            pub const ALL: &'static [Self] = &joined::<{ FIRST.len() + Screen::ALL.len() + LAST.len() }>();

            /// The name in `keymap.toml`: verb-noun, kebab-case.
            pub fn name(self) -> &'static str {
                match self {
                    $($(Self::$variant => $name,)+)+
                    Self::Go(screen) => screen.go_name(),
                    $(Self::$later => $lname,)+
                }
            }

            /// Its place in the help.
            pub fn group(self) -> Group {
                match self {
                    $($(Self::$variant => Group::$group,)+)+
                    Self::Go(_) $(| Self::$later)+ => Group::$last,
                }
            }
        }

        const FIRST: &[Action] = &[$($(Action::$variant,)+)+];
        const LAST: &[Action] = &[$(Action::$later,)+];

        impl Group {
            /// All, in order.
            pub const ALL: &'static [Self] = &[$(Self::$group,)+];
        }
    };
}

// What stands behind the semicolon comes after the screens of the list.
actions! {
    /// During the presentations.
    Live {
        /// 次の発表へ
        NextNeed = "next-need";
        /// 前の発表へ
        PreviousNeed = "previous-need";
        /// 関心度・状態を変える: the level of the selected record, or the state of the selected task.
        Step = "step";
        /// 編集・メモ: the memo of the selected record, or the note of the selected task.
        EditMemo = "edit-memo";
        /// 詳しく
        ShowDetails = "show-details";
        /// できること: the menu of the selected thing.
        ShowMenu = "show-menu";
        /// 確定する: the pairing gets its follow-up tasks.
        ConfirmPairing = "confirm-pairing";
        /// 見送りにする
        DeclinePairing = "decline-pairing";
        /// 取り消す: the selected record, whoever did what since.
        TakeBack = "take-back";
        /// ファイルを読み直す: the session file, as it is now.
        ReadAgain = "read-again";
        /// 当日参加: somebody who is not in the list.
        WalkIn = "walk-in";
        /// ニーズを加える
        AddNeed = "add-need";
        /// 会の課題を作る: tasks that prepare and close the session.
        OpenSessionTasks = "open-session-tasks";
    }
    /// At the desk.
    Reception {
        /// 名簿への同意: given, or taken back.
        SignList = "sign-list";
        /// 守秘の誓約: signed, or not.
        SignNda = "sign-nda";
        /// 名札: handed over, or not.
        GiveBadge = "give-badge";
    }
    /// While sheets of interests are entered.
    Sheets {
        /// 次の未提出へ
        NextSheet = "next-sheet";
        /// 前の方へ
        PreviousSheet = "previous-sheet";
    }
    /// When the companies meet the presenters.
    Timetable {
        /// 会の時間と卓: when meetings are held, how long each takes, at how many tables.
        EditTimes = "edit-times";
        /// 自動で組む: a timetable of the wishes, to be looked at before it stands.
        MakeTimetable = "make-timetable";
        /// 案内: what is called out for the next slot.
        ShowCalls = "show-calls";
    }
    /// Over all needs and companies.
    Matrix {
        /// 書く側を替える: the digits write the answers of the hospitals, or the interest of the companies.
        SwitchSide = "switch-side";
        /// 並べ替える
        ChangeOrder = "change-order";
    }
    /// What the office answers for.
    Report {
        /// 期間を替える: this session, the fiscal year, the one before, everything.
        ChangePeriod = "change-period";
    }
    /// After the meeting.
    Follow {
        /// 期限を変える
        EditDue = "edit-due";
        /// ペアリングの状態を変える
        EditStatus = "edit-status";
        /// 病院側の次の対応
        EditNextHospital = "edit-next-hospital";
        /// 企業側の次の対応
        EditNextCompany = "edit-next-company";
        /// 課題を追加する: a task of the catalogue, by hand.
        AddTask = "add-task";
        /// 見方を替える: 今日、板、表.
        SwitchView = "switch-view";
        /// 印を付ける・外す
        ToggleMark = "toggle-mark";
        /// 完了も表示する
        ToggleClosed = "toggle-closed";
        /// 名前をつけた絞り込み: filters that are used again and again.
        SavedFilters = "saved-filters";
    }
    /// Everywhere.
    Global {
        /// 決定・記録
        Accept = "accept";
        /// 戻る
        Back = "back";
        /// 取り消し
        Undo = "undo";
        /// やり直し
        Redo = "redo";
        /// さがす・絞り込む
        FocusSearch = "focus-search";
        /// 項目名を補う: 会社 becomes 会社: in the search box.
        CompleteField = "complete-field";
        /// 次へ（次の候補）
        NextMatch = "next-match";
        /// 画面の次の欄へ移る
        NextPane = "next-pane";
        /// 画面の前の欄
        PreviousPane = "previous-pane";
        /// 操作一覧
        ShowPalette = "show-palette";
        /// ヘルプ
        ShowHelp = "show-help";
        /// お知らせ一覧
        ShowNotices = "show-notices";
        /// 会を作る: begun by hand, without a file.
        NewSession = "new-session";
        /// 会を片付ける: lists leave it out.
        PutAway = "put-away";
        /// 会を閉じる
        CloseSession = "close-session";
        /// 提案: who could answer the need, with the reasons.
        ShowSuggestions = "show-suggestions";
        /// 履歴
        ShowHistory = "show-history";
        /// 紹介の記録: whose contact went where.
        ShowProvisions = "show-provisions";
        /// Excelへ書き出す: what is recorded, as a workbook beside the session file.
        ExportWorkbook = "export-workbook";
        /// 会のファイルへ書き出す: says the command.
        ExportSession = "export-session";
        /// 名簿・ニーズを取り込む
        ImportLists = "import-lists";
        /// 投影画面: nothing beyond 公開.
        ToggleProjector = "toggle-projector";
        /// 画面を隠す: nothing of the record is shown until whoever works here is back.
        HideScreen = "hide-screen";
        /// 記録者を替える: somebody else records from now on.
        ChangeOperator = "change-operator";
        /// 設定: who records, what the office is, closing days, where copies lie, colours.
        ShowSettings = "show-settings";
        /// 保存の確認: tells that everything is saved at once.
        ConfirmSaved = "confirm-saved";
        /// 未保存を保存し直す
        RetrySave = "retry-save";
        /// 行をコピー
        CopyRow = "copy-row";
        /// 画面を描き直す
        Redraw = "redraw";
        /// 終了
        Quit = "quit";
    }
    /// Moving about.
    Move {
        /// 上へ
        Up = "up";
        /// 下へ
        Down = "down";
        /// 1画面上へ
        PageUp = "page-up";
        /// 1画面下へ
        PageDown = "page-down";
        /// 先頭へ
        First = "first";
        /// 末尾へ
        Last = "last";
    }
    ; Move {
        /// 次の画面
        NextScreen = "next-screen";
        /// 前の画面
        PreviousScreen = "previous-screen";
    }
}

/// All actions as one array, the screens between the two lists.
const fn joined<const N: usize>() -> [Action; N] {
    let mut all = [Action::Quit; N];
    let mut rest: &mut [Action] = &mut all;
    let mut at = 0;
    while let Some((slot, after)) = rest.split_first_mut() {
        *slot = nth(at);
        rest = after;
        at += 1;
    }
    all
}

#[expect(
    clippy::indexing_slicing,
    reason = "checked by the compiler: it runs while compiling only"
)]
const fn nth(at: usize) -> Action {
    let screens = FIRST.len() + Screen::ALL.len();
    if at < FIRST.len() {
        FIRST[at]
    } else if at < screens {
        Action::Go(Screen::ALL[at - FIRST.len()])
    } else {
        LAST[at - screens]
    }
}

impl Action {
    /// From its name in `keymap.toml`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|a| a.name() == name)
    }

    /// Whether it moves in a list or chooses from it.
    pub fn moves(self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
        )
    }
}

## unit: quantities
unit-remaining-days = { $days ->
    [one] one day left
   *[other] { $days } days left
}
unit-overdue-days = { $days ->
    [one] one day overdue
   *[other] { $days } days overdue
}
## store: the record
store-busy = Another window is writing. Wait a moment and save again.
store-full = The disk is full; this is not saved. Make room and save again.
store-read-only = { $path } cannot be written. Check the permissions of file and folder. Reading goes on.
store-io = The disk failed to read or write ({ $detail }). Save again; if it goes on, save to another disk.
store-sync-failed = The disk did not confirm the write. Nothing more is written to this file. Write what is unsaved to a rescue file and have the disk checked.
store-damaged = The database is damaged ({ $detail }). Restore a backup or the second copy (enishi restore).
store-foreign = { $path } is not a database of Enishi. Name another file.
store-wrong-key = Wrong passphrase, or not a file of Enishi: { $path }
store-newer = { $path } was made by a newer Enishi (format { $found }, this one knows { $known }). Update Enishi. Reading goes on.
store-not-regular = { $path } is not a regular file (a link or a device). Name the file itself.
store-cannot-open = { $path } cannot be opened ({ $detail }). Check place and permissions.
store-moved = { $path } was moved or replaced while in use. Saving has stopped. Put it back, or write what is unsaved to a rescue file.
store-unknown-action = The record has no such action.
store-not-undoable = That action cannot be undone.
store-forked = The record of device { $device } ({ $scope }) has two versions from number { $seq } on. A copied laptop or a restored backup went on writing. Both are kept aside.
store-bad-input = Line { $line } cannot be taken in ({ $detail }).
store-old-library = SQLite { $version } is too old to be safe.

## help: the command line explained
help =
    Enishi: the desk of a coordinator at a matching session

    During the session, a few letters and Enter record who
    wants to work on which need; afterwards the follow-up
    tasks lead to signed contracts.
help-examples =
    enishi
    try the sample, choose a session (start screen)
    enishi open sessions/tutorial.toml
    open a session file and go to the live screen
    enishi review
    follow-up screen: tasks by due date
    enishi check kai.toml
    find every error in a session file
help-head-examples = Examples:
help-head-usage = Usage: { $usage }
help-head-commands = Commands (more: enishi COMMAND --help):
help-head-arguments = Arguments and options:
help-head-options = Options of every command:
help-options = [OPTIONS]
help-a-command = [COMMAND]
help-env = or by the environment variable { $name }
help-codes =
    Exit codes: 0 done  1 failed  2 wrong usage
    3 the file has errors  4 nothing found
help-more = options of every command (--db, --json ..): enishi --help
help-arg-db = the database file
help-arg-config = the settings file, or the folder that holds it
help-arg-actor = who records (wins over the settings)
help-arg-lang = language (ja or en)
help-arg-today = count due dates from this day (2026-11-20)
help-arg-json = print JSON, for programs
help-arg-help = print this
help-arg-version = print the version
help-arg-file = session file (TOML)
help-arg-session = only the session with this id
help-arg-need = need number (for example N-02)
help-arg-org = id of an organisation
help-arg-level =
    level: 関心 (interested), 要相談 (to discuss),
    面談希望 (wants to meet), 見送り (declined)
help-arg-note = memo
help-arg-due = due date (2026-12-01)
help-arg-limit = at most so many
help-arg-since = from this day on
help-arg-until = up to this day
help-arg-what = which file
help-open = open the live screen
help-open-examples =
    enishi open sessions/regional.toml
    open the sample of a large session
help-review = open the follow-up screen (needs no file)
help-check = find every error in a session file
help-check-examples =
    enishi check kai.toml
    line, reason and remedy of each; exit code 3
help-search = find people, companies, needs, patents
help-search-examples =
    enishi search kai.toml "kumori renzu"
    terms in any order, all of them
    enishi search kai.toml "光学 -カメラ" --in organisation
    without cameras, organisations only
help-search-arg-query = terms; -term excludes, field:term narrows
help-search-arg-kind = attendee, organisation, need or patent
help-pair = record a pairing (as Enter on the screen)
help-pair-examples =
    enishi pair kai.toml N-02 27 --level 面談希望
    the person with badge 27 for N-02
help-pair-arg-who = badge number, or id of an organisation
help-confirm = confirm a pairing, open its tasks
help-confirm-examples =
    enishi confirm kai.toml N-02 kogaku
help-tasks = list follow-up tasks by due date
help-tasks-examples =
    enishi tasks --overdue
    only those that are late
help-tasks-arg-overdue = only those that are late
help-tasks-arg-owner =
    side: hospital, company, university or TLO,
    support body, third party
help-tasks-arg-all = also done, not needed and stopped ones
help-task = change state, due date or note of a task
help-task-examples =
    enishi task N-02/kogaku/C1 done
    the end of an id will do where only one ends so
help-task-arg-id = id of the task, or the end of it
help-task-arg-status =
    state: not started, preparing, with the counterpart,
    in review, being signed, done, on hold, not needed,
    stopped
help-pairings = list pairings
help-log = list what was recorded, oldest first
help-log-arg-person = only about the person with this badge
help-log-arg-kind = only this kind (for example pairing-recorded)
help-log-arg-need = only this need
help-log-arg-org = only this organisation
help-undo = take your last action back
help-redo = do again what was taken back
help-config = settings: defaults, places, errors
help-config-default = print the default settings
help-config-default-arg-what = settings, keymap, tasks, synonyms
help-config-path = print where settings and data are
help-config-check = look for errors in the settings
help-filter = find lines of standard input
help-filter-examples =
    enishi filter kumori < list.txt
    best lines first; exit code 4 when there is none
help-filter-arg-query = terms
help-filter-arg-queries = a file of queries, one a line (to measure)
help-filter-arg-repeat = repeat each query so often and time it
help-library = the patent library
help-library-add = take lists of patents in
help-library-add-examples =
    enishi library add jplatpat.csv
help-library-add-arg-files = CSV of J-PlatPat, or lists
help-library-list = list what is in the library
help-library-remove = take files out
help-library-remove-arg-files = names as listed

## refused: a command line that cannot be understood
refused-unknown = there is no option { $arg }
refused-command = there is no command { $name }
refused-no-value = { $arg } has no value
refused-value = { $arg } cannot be "{ $value }"
refused-missing = missing: { $arg }
refused-no-command = a command is missing
refused-conflict = { $arg } does not go with the rest
refused-count = wrong number of values for { $arg }
refused-bytes = an argument is not text
refused-other = the command line is not understood
refused-choices = possible: { $list }
refused-did-you-mean = did you mean { $near }?
refused-unknown-why = this command has no such option
refused-command-why = mistyped, or not in this version
refused-missing-why = this command needs that argument
refused-other-why = the arguments do not fit this command
refused-see-help = enishi --help shows how to write it

## shell: commands and what goes wrong in them
shell-error = error: { $what }
shell-cause = cause: { $why }
shell-remedy = remedy: { $how }
shell-no-terminal = the screen cannot be opened here
shell-no-terminal-why = input or output is not a terminal
shell-no-terminal-how = start it directly in a terminal window
shell-no-terminal-else = without a screen: enishi check, search, pair, tasks (see enishi --help)

## unit: quantities
unit-remaining-days = { $days ->
    [one] one day left
   *[other] { $days } days left
}
unit-overdue-days = { $days ->
    [one] one day overdue
   *[other] { $days } days overdue
}

## session: problems in a session file
session-mean = Did you mean '{ $value }'?
session-write = Write { $value }
session-example = For example: { $example }
session-noun-organisation = organisation
session-noun-need = need
session-noun-attendee = badge
session-noun-patent = patent
session-e001-cp932 = The text is Shift_JIS (CP932); UTF-8 is needed.
session-e001-utf16 = The text is UTF-16; UTF-8 is needed.
session-e001-unknown = Some bytes are not UTF-8 text.
session-e001-cp932-help = Save it again as UTF-8 (Notepad: Save as, encoding UTF-8; Excel: CSV UTF-8).
session-e002 = The file is too big (at most { $mib } MiB).
session-e002-help = Use one file for each session.
session-e003 = Too many [[ ]] rows (at most { $max }).
session-e004 = { $key } is too long (at most { $max } characters).
session-e004-line = This line is too long (at most { $max } bytes).
session-e004-help = Make it shorter, or put a link in url.
session-e005 = There is an invisible control character.
session-e005-help = Type this line again.
session-e010-missing = format = 1 is missing.
session-e010-missing-help = Write format = 1 in the first line.
session-e010-unknown = This version cannot read format = { $found }.
session-e010-unknown-help = Write format = 1, or use a newer Enishi.
session-e011 = { $key } is missing.
session-e011-help = Add a line { $key } = ; it is mandatory.
session-e011-section = [{ $key }] is missing.
session-e011-section-help = Add [{ $key }] with id, title and held_on.
session-e012 = The { $what } '{ $value }' is there twice (first in line { $line }).
session-e012-help = Give one of them another number.
session-e013 = '{ $value }' is the same document as '{ $other }' in line { $line }.
session-e013-help = Keep one of them and list both needs there.
session-e014 = There is no { $what } '{ $value }' in this file.
session-e014-help = Correct it, or add [[{ $table }]].
session-e015 = There is no key '{ $key }'.
session-e015-help = Correct the spelling, or delete the line (in { $table }).
session-e015-japanese = Keys are written in Latin letters.
session-e015-top-help = Here only format, [session], [[organisations]], [[attendees]], [[needs]] and [[patents]] can stand. Move it below a heading or delete it.
session-e016-text = { $key } is a text: put it in " ".
session-e016-number = { $key } is a whole number, without " ".
session-e016-date = { $key } is a date.
session-e016-time = { $key } is a time.
session-e016-flag = { $key } is true or false.
session-e016-texts = { $key } is a list of texts in [ ].
session-e016-table = { $key } is a section: [{ $key }].
session-e016-rows = Each of { $key } has its own heading [[{ $key }]].
session-e016-tables = { $key } is a list of { "{" } { "}" } groups.
session-e017 = { $key } is empty.
session-e017-help = Fill it in; it is mandatory.
session-e018 = { $key } cannot be '{ $value }'.
session-e018-help = Choose one of: { $all }
session-e019 = '{ $value }' has characters that { $key } cannot have.
session-e019-help = Use letters, digits, - _ . only, no blanks or /, at most 64 characters.
session-e020 = '{ $value }' is not a date.
session-e020-help = Write an existing day, such as 2026-11-20.
session-e021 = '{ $value }' is not a time.
session-e021-help = Write it like 13:30:00.
session-e022 = { $key } is a whole number from { $min } to { $max }.
session-e022-help = Check the value.
session-e023 = It ends before it starts.
session-e023-help = Check starts_at and ends_at.
session-e024 = '{ $value }' is not a marketing licence number.
session-e024-help = It looks like 27B2X00150: prefecture, B, type 1 to 3, X, 5 digits. Check the licence.
session-e025 = The type in the licence number '{ $number }' is not the mah_type '{ $written }'.
session-e025-help = The fourth character is the type. Correct one of them, or delete mah_type.
session-e026 = The corporate number '{ $value }' has a wrong length or check digit.
session-e026-help = Look up the 13 digits on the site of the National Tax Agency.
session-e027 = The JMDN code '{ $value }' is not 8 digits.
session-e027-help = Write 8 digits, such as "11246000".
session-e028 = '{ $key }' is there twice.
session-e028-help = Delete one of them. Rows of a list have double brackets [[ ]].
session-e040 = There is a full-width blank.
session-e040-help = Use an ordinary blank.
session-e041 = The quotes are curly or full-width.
session-e041-help = Use the straight quote ".
session-e042 = There is a full-width '{ $found }'.
session-e042-help = Use { $want }
session-e043 = The digits are full-width.
session-e044 = The quote " is not closed.
session-e044-help = End the text with ". Several lines go between """ and """.
session-e045 = The text is not in quotes.
session-e046 = There is no =.
session-e046-help = Write 'key = value'. A remark begins with #.
session-e047 = A [ ] or { "{" } { "}" } is not closed, or a , is missing.
session-e047-help = Put , between the values and close it at the end.
session-e048 = The heading is not closed.
session-e048-help = Write it like [session] or [[needs]].
session-e049 = The \ is not used correctly.
session-e049-help = Write \\ for one \, or use ' '.
session-e050 = Too deeply nested.
session-e050-help = Use fewer [ ] or { "{" } { "}" } inside each other.
session-e051 = This line cannot be read.
session-e051-help = Write 'key = value' ({ $detail }).
session-e001-binary = This is not a text file.
session-e001-binary-help = Choose a session file (.toml). Files of Excel or Word cannot be read.
session-e011-group-help = Add { $key } = between { "{" } and { "}" }; it is mandatory.
session-e052 = { $key } has no value.
session-e052-help = Write a value after =, or delete the line.
session-e053 = There is something after the value.
session-e053-help = Write one key on each line. A remark begins with #.
session-e099 = There are { $count } more.
session-e099-help = Correct these first, then check again.
session-w101 = Invisible characters in { $key } were removed.
session-w101-help = They came from the document it was copied from. Type it again to be rid of them.
session-w102 = '{ $name }' is there twice in one organisation (first in line { $line }).
session-w102-help = If it is one person, keep one. If not, nothing has to be done.
session-w103 = There are two organisations called '{ $name }' (first in line { $line }).
session-w103-help = If it is one organisation, keep one and correct org.
session-w104 = The status of this patent was checked on { $date }, more than half a year before.
session-w104-help = Check again whether it is in force.
session-w105 = This looks like an individual number or a patient number.
session-w105-help = Delete personal data that the meeting does not need.
session-w106 = The licence number '{ $value }' is from { $prefecture }, the address is not.
session-w106-help = The licence is given by the prefecture of the main office. Check the number.
session-w107 = The type in the licence number '{ $value }' does not fit { $kinds } in kinds.
session-w107-help = The number counts. Correct kinds.
session-w108 = '{ $value }' is an unknown notation of a patent number.
session-w108-help = Written like 特開2020-123456 or WO2020/123456, the same document is recognised.
## store: the record
store-busy = Another window is writing. Wait a moment and save again.
store-full = The disk is full; this is not saved. Make room and save again.
store-read-only = { $path } cannot be written. Check the permissions of file and folder. Reading goes on.
store-io = The disk failed to read or write ({ $detail }). Save again; if it goes on, save to another disk.
store-sync-failed = The disk did not confirm the write. Nothing more is written to this file. Write what is unsaved to a rescue file and have the disk checked.
store-damaged = The database is damaged ({ $detail }). Restore a backup or the second copy (enishi restore).
store-foreign = { $path } is not a database of Enishi. Name another file.
store-wrong-key = Wrong passphrase, or not a file of Enishi: { $path }
store-locked = It is encrypted, or not a file of Enishi ({ $path }). This Enishi cannot decrypt: open it with one that can.
store-not-encrypted = { $path } is not encrypted. Open it without a passphrase, or encrypt it with enishi encrypt.
store-no-encryption = This Enishi was built without encryption. Use a build that has it.
store-notice-network = The database is in a network folder, where it can be damaged. Move it to a disk of this computer.
store-notice-synced = The database is in a synchronised folder ({ $name }), where it can be damaged. Move it elsewhere.
store-notice-read-only = It cannot be written; you can look only.
store-notice-newer = This database is from a newer Enishi; you can look only. Update Enishi.
store-notice-upgraded = The database was brought to the new format. The old one is kept as { $path }.
store-notice-unclean = The last program did not end in order, or another one is open. The database was checked and is sound.
store-notice-incarnation = The database was moved or copied; this computer goes on under a new number.
store-notice-replayed = { $count } missing ops came back from the second copy.
store-notice-mirror = The second copy cannot be written ({ $detail }). The database itself is saved.
store-notice-clock = There are ops from a time later than now. Check the clock of this computer.
store-op-erased = personal data erased
store-fault-op = An op does not hold: device { $device }, session { $scope }, number { $seq } ({ $what })
store-fault-row = A row of table { $table } does not follow from the ops: { $row }
store-fault-file = The file is damaged: { $what }
store-fault-mirror = The second copy differs: device { $device }, session { $scope }, number { $seq }
store-newer = { $path } was made by a newer Enishi (format { $found }, this one knows { $known }). Update Enishi. Reading goes on.
store-not-regular = { $path } is not a regular file (a link or a device). Name the file itself.
store-cannot-open = { $path } cannot be opened ({ $detail }). Check place and permissions.
store-moved = { $path } was moved or replaced while in use. Saving has stopped. Put it back, or write what is unsaved to a rescue file.
store-in-use = It is open in another program ({ $path }). Close every Enishi and try again.
store-future = Line { $line } was recorded at a time that is still to come ({ $at } UTC). Check the clock of this computer and of the one that exported it. Nothing was taken in.
store-unknown-action = The record has no such action.
store-not-undoable = That action cannot be undone.
store-forked = The record of device { $device } ({ $scope }) has two versions from number { $seq } on. A copied laptop or a restored backup went on writing. Both are kept aside.
store-bad-input = Line { $line } cannot be taken in ({ $detail }).
store-old-library = SQLite { $version } is too old to be safe.

## config: settings, keys and the catalogue of tasks
config-mean = Did you mean '{ $value }'?
config-known = Known are: { $all }
config-too-big = The file is too big.
config-too-big-help = At most 1 MiB. The defaults are used.
config-syntax = This line cannot be read and is not used.
config-syntax-help = Write 'key = value' ({ $detail }).
config-unknown = There is no setting '{ $key }'; it is not used.
config-value = The value of { $key } cannot be used; the default is.
config-value-help = For example: { $wanted }
config-action = There is no action '{ $key }'; it is not used.
config-action-help = The names are shown by enishi config default keymap.
config-conflict = { $chord } is bound to { $first } and { $second }; { $first } has it.
config-conflict-help = Give one of them another key.
config-task = Task '{ $code }' cannot be read; the default catalogue is used.
config-task-help = Correct it ({ $detail }).
config-task-twice = Task '{ $code }' is there twice; the default catalogue is used.
config-task-twice-help = Give one of them another code.
config-task-after = Task '{ $code }' comes after '{ $after }', which does not exist; the default catalogue is used.
config-task-circle = Task '{ $code }' comes after itself; the default catalogue is used.
config-task-circle-help = Remove one of the codes in after.
config-task-empty = There is no task; the default catalogue is used.
config-task-empty-help = Each task has its own heading [[tasks]].
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
help-config-default-arg-what = settings, keymap, tasks, synonyms, readings
help-config-path = print where settings and data are
help-config-check = look for errors in the settings
help-filter = find lines of standard input
help-filter-examples =
    enishi filter kumori < list.txt
    best lines first; exit code 4 when there is none
help-filter-arg-query = terms
help-filter-arg-queries = a file of queries, one a line (to measure)
help-filter-arg-repeat = repeat each query so often and time it
help-verify = prove that the record is whole
help-ops = export and import of ops
help-ops-export = write all ops as lines of JSON
help-ops-export-arg-file = where to; else standard output
help-ops-import = take in ops of other laptops (any time)
help-ops-import-arg-file = file of enishi ops export
help-backup = copy the record
help-backup-arg-file = the copy; else the usual place
help-encrypt = encrypt the record (--key-file, or asked for)
help-decrypt = take the encryption off the record
help-arg-key-file = file with the passphrase of an encrypted record
help-restore = put a backup in place (keeps the present)
help-restore-arg-file = a backup
help-rescue = take in actions that could not be saved
help-rescue-arg-file = a rescue file
help-show = pairings and tasks as they were
help-show-examples =
    enishi show --at "2026-11-20 14:05"
help-show-arg-at = date and time (a date alone: its end)
help-person = what is held about a person
help-person-report = print all that is held about a person
help-person-provisions = who was introduced to whom, and when (kept 3 years)
help-person-overdue = sessions that hold persons for long
help-person-erase = forget a person
help-arg-badge = badge number
help-purge = forget persons and free texts of a session
help-purge-arg-session = id of the session
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
shell-refused = { $path } cannot be opened
shell-refused-why = errors in it: { $count }
shell-refused-how = follow the remedies of the report above and try again
shell-unreadable = { $path } cannot be read
shell-unreadable-how = check name and place of the file
shell-not-found = there is no such file
shell-not-allowed = reading is not allowed
shell-is-folder = it is a folder
shell-record-failed = the record { $path } cannot be used
shell-actor = recorded by { $name } (change with --actor)
shell-nothing-why = nothing has that name or number
shell-settings-unwritten = the settings { $path } cannot be written: { $why }
shell-warned = warnings about the session file: { $count } (see enishi check)
shell-unsaved = actions that could not be saved: { $count }
shell-unsaved-why = the database could not be written
shell-unsaved-how = check room and permissions on the disk and record them again
shell-broken = the program ended because of a defect
shell-broken-why = a thread in the background stopped
shell-broken-how = start again; what was saved is safe
shell-settings-wrong = settings that cannot be used: { $count } (see enishi config check)
shell-undo-again = { $count } undo or redo could not be kept. Do it again.
shell-rescued = kept in { $path }; take it in with: enishi rescue
shell-no-terminal = the screen cannot be opened here
shell-no-terminal-why = input or output is not a terminal
shell-no-terminal-how = start it directly in a terminal window
shell-no-terminal-else = without a screen: enishi check, search, pair, tasks (see enishi --help)

## check: a session file is judged
check-fine = { $title }: no errors
check-counts = needs { $needs }  organisations { $organisations }  attendees { $attendees }  patents { $patents }

## search, pair, tasks, log: answers of the commands
search-head-kind = kind
search-head-id = id
search-head-title = title
search-head-why = because
search-head-detail = more
search-kind-attendee = attendee
search-kind-organisation = organisation
search-kind-need = need
search-kind-patent = patent
search-because-number = number
search-because-reading = reading
search-because-synonym = abbreviation
search-because-typo = slip
search-because-near = near
search-nothing = nothing in { $file } matches "{ $query }"
search-nothing-how = try fewer terms, a reading, a badge number or a part of the name
pair-recorded = recorded
pair-already = already recorded
pair-confirmed = confirmed ({ $tasks } follow-up tasks)
pair-already-confirmed = already confirmed
pair-no-need = this session has no need { $no }
pair-no-need-how = find it with: enishi search FILE TERM --in need
pair-no-partner = this session has no badge or organisation "{ $who }"
pair-no-partner-how = find the number with: enishi search FILE NAME
pair-own-hospital = { $name } cannot be the partner
pair-own-hospital-why = it presents this need itself
pair-own-hospital-how = name another organisation, or a person of it
pair-none = the pairing { $id } is not recorded
pair-none-how = record it first: enishi pair
pair-list-empty = no pairings yet
pair-head-session = session
pair-head-need = need
pair-head-level = level
pair-head-status = status
pair-head-org = organisation
pair-head-persons = persons
pair-head-note = memo
tasks-empty = no follow-up tasks
tasks-head-due = due
tasks-head-left = business days
tasks-head-status = status
tasks-head-owner = side
tasks-head-title = title
tasks-head-org = organisation
tasks-head-id = id
tasks-blocked = { $status } (waits for another)
tasks-changed = changed
tasks-unchanged = nothing to change
tasks-no-task = there is no task "{ $id }"
tasks-no-task-how = ids are listed by: enishi tasks --all
tasks-several = { $count } tasks end with "{ $id }"
tasks-several-why = write more of it, like one of these
log-empty = nothing is recorded yet
log-head-at = when
log-head-actor = who
log-head-undone = undone
log-head-what = what
log-undone = undone
log-nothing-to-undo = there is nothing to take back
log-nothing-to-redo = there is nothing to do again
log-nothing-why = only actions of { $name } count
log-nothing-how = for somebody else's, give the name with --actor
log-taken-back = taken back: { $what }
log-redone = done again: { $what }

## summary: one operation in a sentence
summary-session-loaded = session file read: { $title }
summary-need-opened = presentation of { $need } begins
summary-need-none = presentation over
summary-recorded-by = { $subject } recorded [{ $level }] { $name }
summary-recorded = { $subject } recorded [{ $level }]
summary-level = { $subject }: level [{ $level }]
summary-note = { $subject }: memo { $note }
summary-status = { $subject }: status [{ $status }]
summary-next = { $subject }: next step { $text }
summary-task-opened = task { $subject } opened
summary-due = { $subject }: due { $day }
summary-tied = { $subject }: patent tied, { $title }
summary-memo = memo: { $text }
summary-undone = an action was undone or redone
summary-unknown = operation of a newer version: { $kind }

## filter: lines of standard input
filter-nothing = no line matches
filter-nothing-why = lines looked at: { $count }
filter-nothing-how = try fewer terms, a reading or an abbreviation

## view: the frame
view-too-small = Please make the window larger
card-more = { $key } more ({ $count })
view-more = { $count } more below
screen-start = 1 Start
screen-live = 2 Live
screen-follow = 5 Follow
status-saved = saved { $time }
status-saving = saving { $count }
status-unsaved = NOT SAVED { $count } ! { $key } to retry
status-notices = notices { $count }
status-undo = { $key } to undo
status-left = { $time } left
status-over = { $time } over !
status-level = { $level } { $count }
## view: start screen
start-sessions = Recent sessions
start-path = Open a file (type its path, or drop it here)
start-foot = { $key } open
start-counts = { $pairings } records, { $tasks } open tasks
start-sample = Try the sample session
start-follow = See the follow-up list ({ $count } open tasks)
## view: live screen
live-search = Find (badge, company, name, technology, patent)
live-needs = Needs { $done }/{ $all }
live-now = now
live-done = done
live-waiting = waiting
live-kind-count = { $kind } { $count }
live-kind-attendee = person
live-kind-organisation = org
live-kind-need = need
live-kind-patent = patent
live-kind-library = library
live-why-reading = (reading)
live-why-synonym = (short name)
live-why-number = (number)
live-why-typo = (typo)
live-why-near = (near)
live-searching = Searching
live-searching-library = searching the library
live-hits = Found  { $counts }
live-hits-more =  (of { $count })
live-offers = { $key } for the field { $names }
live-offers-all = A field narrows the search (say company:aoba). Fields: { $names }
live-no-hit = Nothing found. Enter keeps this text as a memo.
live-records = Records of { $need }
live-records-all = Records of this session
live-no-record = No record yet. Type a badge number or a name, then Enter.
live-memo = Memo:
live-rivals = Rivals: { $one } and { $other } !
live-mah-1 = MAH type 1
live-mah-2 = MAH type 2+
live-mah-3 = MAH
live-licence-here = { $kind }: here ({ $org })
live-licence-missing = { $kind }: missing !
live-nda = NDA first, then meet
live-over = All presentations are over. The records of this session are below.
live-before = No presentation has begun. { $key } begins the first one.
live-around = Patents and stated interest
## view: labels of cards and details
label-hospital = Hospital
label-presenter = Presenter
label-disclosure = Disclosure
label-class = Class
label-filing = Filing
label-novelty = Novelty
label-problem = Problem
label-current = Today
label-wanted = Wanted
label-roles = Partners
label-technology = Technology
label-support = Support
label-stage = Stage
label-interests = Interest
label-organisation = Org.
label-kinds = Kind
label-licence = Licence
label-place = Place
label-devices = Devices
label-rivals = Rivals
label-people = People
label-contact = Contact
label-need = Need
label-level = Level
label-status = Status
label-note = Memo
label-next-hospital = Hosp. next
label-next-company = Comp. next
label-recorded = By
label-task = Tasks
label-owner = Owner
label-due = Due
label-after = After
label-applicants = Applicants
label-abstract = Abstract
label-published = Published
label-fi = FI
label-reading = Reading
## view: follow-up screen
follow-tasks = Tasks { $shown } ({ $open } open)
follow-foot = { $key } what can be done
follow-none = No open task. Confirm a pairing and its tasks appear here.
follow-no-match = No task fits the filter. Esc shows all again.
follow-today = To do today: { $count }
follow-later = Later: { $count }
follow-closed = Closed: { $count }
follow-is-today = today
follow-left = { $days } left
follow-over = { $days } late!
follow-blocked = waiting
follow-col-due = Due
follow-col-left = Left
follow-col-task = Task
follow-col-need = Need
follow-col-org = Org.
follow-col-owner = Owner
follow-col-state = State
follow-weekdays = Su Mo Tu We Th Fr Sa
follow-filter = Filter (need, organisation, owner, state; e.g. hospital overdue)
follow-detail = Pairing
follow-facts = { $open } open tasks, { $overdue } overdue
## view: projector screen
stage-foot = Projector (public content only)
stage-closed = not public
stage-before = About to begin
stage-over = All presentations are over. Thank you.
stage-next = Next: { $need } { $title }
## view: what lies over a screen
palette-title = Commands (type part of a name)
palette-none = No command fits
notices-title = Notices
notices-none = No notices
history-title = History (newest first)
history-wait = Reading
history-none = Nothing recorded
history-then = As it was at { $time }
history-then-foot = { $key } as it was then
history-provisions = Introductions
history-undone = (undone)
problems-title = Check of { $path }
problems-sideways = Left and Right move sideways
details-memo = Memo
menu-can-do = What can be done  { $what }
menu-task-state = State of the task
menu-pairing-state = State of the pairing
menu-reason = Reason
menu-catalogue = Task to add
menu-level = Step the level
menu-confirm = Confirm (opens its tasks)
menu-memo = Edit the memo
menu-status = Change the state of the pairing
menu-next-hospital = Next step of the hospital
menu-next-company = Next step of the company
menu-add-task = Add a task
menu-task-status = Change the state of the task
menu-due = Change the due date
menu-note = Edit the note
menu-details = Details
menu-history = History
help-title = Help (type to filter)
help-palette-only = (from the commands)
form-foot = { $keep } save  { $drop } drop
form-foot-actor = { $keep } begin
form-actor-title = Welcome
form-actor = Your name (kept with every record)
form-memo-title = Memo of { $what }
form-line-title = Edit the memo
form-note-title = Note of task { $code }
form-due-title = Due date of task { $code }
form-next-hospital-title = Next step of the hospital
form-next-company-title = Next step of the company
form-due = Date (2026-12-01, 12/1, or +5 for 5 business days)
form-next = Step
form-next-on = By when (may be empty; 12/1, +5)
form-text = Text
## view: what is told
say-recorded = { $need } x { $org } recorded as [{ $level }]
say-person-added = { $person } added to { $org }
say-nothing-new = { $org } is on record as [{ $level }]; { $key } changes the level
say-own-hospital = The presenting hospital cannot be its own partner
say-no-need-yet = No presentation has begun; { $key } begins one
say-level-now = { $org } is now [{ $level }].
say-note-saved = Memo saved
say-memo-written = Memo written down
say-tied = { $doc } tied to { $need }
say-already-tied = { $doc } belongs to this need already
say-need-now = { $need } is presented now
say-over = The presentations are over
say-already-over = The presentations are over; choose a need and press { $key } to go back
say-at-first = There is none before this one
say-no-needs = This session has no needs
say-confirmed = { $org } confirmed.
say-already-confirmed = { $org } is confirmed already
say-status-now = { $org } is now [{ $status }].
say-task-now = { $task }: now [{ $status }].
say-due-now = Due date is now { $day }
say-bad-date = Not a date; try 12/1 or +5
say-no-task-to-open = There is no new task to open
say-next-step-saved = Next step saved
say-undone = Undone: { $what }
say-redone = Done again: { $what }
say-nothing-to-undo = Nothing to undo
say-nothing-to-redo = Nothing to redo
say-all-saved = Everything is saved, always and at once
say-not-saved = Not saved yet: { $count }
say-nothing-selected = No line is selected
say-no-record-yet = No record yet; record a partner first
say-chosen-is-gone = The results changed and the chosen line is gone; choose again
say-not-here = Not on this screen
say-no-session = No session is open; choose one on the start screen
say-draft-restored = Your half-typed text is back
say-draft-waits = A half-typed memo waits: press { $key } on its record
say-copied = Line copied
say-projector-only = Not while projecting; { $key } ends it
say-name-needed = Please enter a name
say-no-answer = The search has not answered yet; press { $key } again
say-unchanged = Nothing changes
say-warn-rival = { $org } and { $other } are rivals; mind who sits together
say-warn-nda = { $org }: an NDA is needed before the meeting
say-warn-closed = This need is not to be told outside
say-warn-licence = Nobody holds a licence that is enough for class { $class }
say-warn-novelty = Novelty is lost after { $until }
say-warn-many = { $org } has { $count } open pairings
say-tasks-opened = { $count ->
    [one] One task opened
   *[other] { $count } tasks opened
}
## view: ops in words
op-session-loaded = session file read
op-need-opened = { $need } presented
op-over = presentations over
op-recorded = { $what } recorded as [{ $level }]
op-level = { $what } to [{ $level }]
op-note = memo of { $what }: { $note }
op-status = { $what } to [{ $status }]
op-next = { $what } { $side }: { $text }
op-task-opened = { $what }: task opened, { $title }
op-due = { $what } due on { $day }
op-tied = { $what } tied
op-memo = memo: { $text }
op-undone = undo or redo
op-unknown = op of a newer version ({ $kind })
## action: what the user can ask for, in help and palette
group-live = During the presentations
group-follow = After the meeting
group-global = Everywhere
group-move = Moving about
action-next-need = Next need
action-previous-need = Previous need
action-step = Change level or state
action-edit-memo = Edit the memo
action-show-details = Details
action-show-menu = What can be done
action-confirm-pairing = Confirm the pairing
action-decline-pairing = Decline the pairing
action-open-session-tasks = Open the tasks of the session
action-edit-due = Change the due date
action-edit-status = Change the state of the pairing
action-edit-next-hospital = Next step of the hospital
action-edit-next-company = Next step of the company
action-add-task = Add a task
action-toggle-closed = Show closed tasks too
action-accept = OK, record, what can be done
action-back = Back
action-undo = Undo
action-redo = Redo
action-focus-search = Find or filter
action-complete-field = Complete a field name (company: ..)
action-next-match = Next match or overdue task
action-next-pane = Next pane
action-previous-pane = Previous pane
action-show-palette = Commands
action-show-help = Help
action-show-notices = Notices
action-show-history = History
action-show-provisions = Introductions (who was introduced to whom)
action-toggle-projector = Projector screen (public content only)
action-confirm-saved = Check that all is saved
action-retry-save = Try to save again
action-copy-row = Copy the line
action-redraw = Draw the screen again
action-quit = Quit
action-up = Up
action-down = Down
action-page-up = One page up
action-page-down = One page down
action-first = To the first
action-last = To the last
action-go-start = Go to the start screen
action-go-live = Go to the live screen
action-go-follow = Go to the follow-up screen
action-next-screen = Next screen
action-previous-screen = Previous screen
## action: short names for the key hints
hint-next-need = next
hint-step = level
hint-edit-memo = memo
hint-show-details = details
hint-toggle-closed = closed
hint-accept = OK
hint-back = back
hint-undo = undo
hint-focus-search = filter
hint-next-pane = pane
hint-show-palette = commands
hint-show-help = help
hint-quit = quit
hint-up = up
hint-down = down
hint-page-up = page up
hint-page-down = page down
hint-go-follow = follow-up
## end of view texts

## panic: the program fails itself
panic-what = the program ended because of a defect
panic-how = what was saved is safe; start again to go on where you were

## config: places and errors of the settings
config-place-settings = settings
config-place-keymap = keys
config-place-tasks = tasks
config-place-synonyms = abbreviations
config-place-db = database
config-place-data = data
config-place-readings = Readings
config-place-library = patent library
config-fine = no errors in the settings
config-nothing-set = there is no settings file (everything is as shipped)
config-check-wrong = some settings cannot be used
config-check-wrong-why = places that stay as shipped: { $count }
config-check-wrong-how = follow the remedies of the report above

## keep: the record as a whole
keep-encrypted = The record is encrypted. Without the passphrase nobody can open it
keep-decrypted = The record is no longer encrypted
keep-encrypted-already = The record is encrypted already
keep-no-passphrase = There is no passphrase
keep-no-passphrase-how = Name a file with --key-file, or run it in a terminal
keep-left-as-was = This copy is as it was; remove it if it is not needed: { $path }
keep-verified = the record is whole (ops { $ops }, rows { $rows }, streams { $streams })
keep-faulty = places in the record that do not hold: { $count }
keep-faulty-how = a backup can be put in place: enishi restore FILE
keep-exported = { $count } ops written to { $path }
keep-imported = taken in: new { $new }, known { $known }, waiting { $waiting }
keep-aside = the other version is kept in { $path }
keep-backed-up = copied to { $path }
keep-backup-fresh = nothing changed since the last backup
keep-restored = restored from the backup (ops { $ops })
keep-kept = the record from before is kept in { $path }
keep-rescued = actions taken in: { $count }
keep-unwritable = { $path } cannot be written
keep-unwritable-how = give another name or place
keep-exists = a file of that name exists
keep-not-allowed = writing is not allowed

## person: what is held about a person
person-prepared = from session files:
person-provisions = introductions:
person-overdue = Personal data of { $count } sessions is older than { $years } years ({ $title } and others). Look whether it is still needed (enishi person overdue; enishi purge forgets it).
person-overdue-none = no session holds persons for longer than { $years } years
person-overdue-head-session = session
person-overdue-head-title = title
person-overdue-head-last = last entry
person-overdue-head-persons = persons
person-provisions-none = nobody has been introduced yet
person-head-at = date
person-head-who = who was introduced
person-head-to = to whom
person-head-need = need
person-head-by = recorded by
person-head-until = keep until
person-mentions = operations:
person-drafts = half-typed texts:
person-files = files beside the record that may name them:
person-unknown = nobody with badge { $badge } is in the record
person-unknown-how = find the number with: enishi search FILE NAME
person-no-session = nothing to forget in session { $id }
person-no-session-how = session ids are listed by: enishi pairings
person-erased = taken out of operations: { $count }
person-not-compacted = another program is at work: free space will be overwritten next time
person-left = This file could not be opened and may still hold the data. Remove it if it is not needed: { $path }
person-elsewhere = session file and old backups are yours to delete (backups go after 30 days)
## secret: the passphrase
secret-ask = Passphrase of the record (not shown; Esc gives up)
secret-wrong = this passphrase does not open it; try again
secret-none = it cannot be opened without its passphrase
secret-none-how = run it again and type the passphrase, or name a file with --key-file
secret-again = The same once more, to be sure
secret-differs = The two passphrases differ

## library: patents at hand
library-made = the library has { $files } files, { $patents } patents
library-empty = the library is empty (add with: enishi library add FILE)
library-changed = { $path } (changed; read again when used next)
library-none = "{ $name }" is not in the library
library-none-how = names are listed by: enishi library list
library-unusable = { $path } cannot be read as a list of patents
library-unusable-how = give a CSV of J-PlatPat, or a list with one a line
library-encoding = neither UTF-8 nor Shift_JIS (byte { $at })
library-row = line { $line }: no row of a table ({ $reason })
library-binary = line { $line }: not a text file
library-header = line { $line }: no column names a document number or a title
library-quote = line { $line }: a quotation mark is never closed
library-no-document = there is no patent in it

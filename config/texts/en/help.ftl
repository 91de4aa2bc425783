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
help-arg-session = only the session with this id, or with this title
help-arg-need = need number (for example N-02)
help-arg-org = Id or name of the organisation
help-arg-level =
    level: 関心 (interested), 要相談 (to discuss),
    面談希望 (wants to meet), 見送り (declined)
help-arg-note = memo
help-arg-due = due date (2026-12-01)
help-arg-filter = Only what the filter of this name finds
help-arg-limit = at most so many
help-arg-since = from this day on
help-arg-until = up to this day
help-arg-what = which file
help-open = open the live screen
help-open-examples =
    enishi open sessions/regional.toml
    open the sample of a large session
help-review = open the follow-up screen (needs no file)
help-doctor = look at this computer and the record, with remedies
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
help-suggest = suggest organisations that could answer a need, with reasons
help-suggest-examples =
    enishi suggest kai.toml N-02
    firms whose technology fits, device firms; nothing is recorded
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
help-task = change state, due date or memo of a task
help-task-examples =
    enishi task N-02/kogaku/C1 done
    the end of an id will do where only one ends so
help-task-arg-id = id of the task, or the end of it
help-task-arg-status =
    state: not started, preparing, with the counterpart,
    in review, being signed, done, on hold, not needed,
    stopped
help-pairings = list pairings
help-pairing = Looks at the card of one pairing; records project, state, meetings, next steps
help-pairing-examples =
    enishi pairing N-02/kogaku
    The same as the card on the screen
    enishi pairing N-02/kogaku --set commitment=money --set amount=1500000
    Commitment and amount in one action
    enishi pairing N-02/kogaku --status "partner change" --reason organisation --open-tasks stop --successor 12
    Another company: that of badge 12 goes on
help-arg-id = The pairing: NEED/ORG (N-02/kogaku)
help-pairing-arg-set =
    NAME=VALUE, as often as you like; an empty value takes it
    away. Names: commitment, collaboration, owner_hospital,
    owner_company, resource_hospital, resource_company,
    amount, lessons, and the five lines of the shared sheet:
    shared_data, shared_need, shared_ip, shared_rs,
    shared_making. Who agreed to a line: the same with
    _hospital or _company, a day or "done"
help-pairing-arg-status =
    State: candidate, confirmed, approached, meeting planned,
    met, in talks, project, contract, business, on hold,
    declined, partner change, stopped
help-pairing-arg-reason = Why it ends or waits
help-pairing-arg-open-tasks =
    Open tasks of one that ends: stop (with it), keep
help-pairing-arg-successor = Company that goes on (id, name, badge)
help-pairing-arg-met = They met on this day, after the session
help-pairing-arg-outcome =
    What came of it: not held, too little interest, exchange
    of information only, can work together
help-pairing-arg-said = What was said
help-pairing-arg-next-hospital = Next step of the hospital (empty: none)
help-pairing-arg-hospital-by = By when
help-pairing-arg-next-company = Next step of the company (empty: none)
help-pairing-arg-company-by = By when
help-story = Writes how a project came about (Markdown or a page)
help-story-examples =
    enishi story N-02/kogaku -o story.html
    Only what may leave; that it was written is remembered
help-story-arg-format = Format: md, html
help-story-arg-output = File; without it on standard output, and nothing is recorded
help-story-arg-internal = With what stays in the office, marked as such
help-log = list what was recorded, oldest first
help-log-arg-person = only about the person with this badge
help-log-arg-kind = only this kind (for example pairing-recorded)
help-log-arg-need = only this need
help-log-arg-org = only this organisation
help-undo = take your last action back, or the one with a number
help-undo-arg-action = number of an action (a column of enishi log)
help-undo-arg-yes = do not ask, even if somebody else did it
help-redo = do again what was taken back
help-config = settings: defaults, places, errors
help-config-default = print the default settings
help-config-default-arg-what = settings, keymap, tasks, calls, synonyms, readings, concepts
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
help-device = show the fingerprint of this laptop, accept those of colleagues
help-device-list = the devices that signed something
help-device-accept = accept a device by the fingerprint heard on the telephone
help-device-accept-arg-name = what it is called here
help-device-forget = no longer accept a device
help-arg-fingerprint = fingerprint (four groups of five digits)
help-ops = export and import of ops
help-ops-export-arg-session = of this session only
help-ops-export = write ops as lines of JSON
help-ops-export-arg-file = where to; else standard output
help-ops-import = take in ops of other laptops (any time)
help-ops-import-arg-file = file of enishi ops export
help-bundle = what other laptops lack, as one closed file
help-bundle-export = write what accepted laptops lack
help-bundle-export-arg-output = where to
help-bundle-export-arg-session = only the session of this id
help-bundle-export-arg-to = for whom (name or fingerprint); else all that are accepted
help-bundle-export-arg-whole = also what they are known to have
help-bundle-export-arg-open = not closed: whoever has the file can read it
help-bundle-export-arg-force = even where there is a file
help-bundle-import = take one in, as often as you like
help-bundle-import-arg-file = a bundle
help-bundle-introduce = make a file without any record by which another laptop gets to know this one
help-bundle-introduce-arg-output = where to
help-bundle-introduce-arg-force = even where there is a file
help-backup = copy the record
help-backup-arg-file = the copy; else the usual place
help-encrypt = encrypt the record (--key-file, or asked for)
help-decrypt = take the encryption off the record
help-arg-key-file = file with the passphrase of an encrypted record
help-restore = put a backup in place (keeps the present)
help-restore-arg-file = a backup
help-restore-arg-other = also a backup of another record than the one here
help-rescue = take in actions that could not be saved
help-rescue-arg-file = a rescue file
help-timetable = Who meets whom when (nothing is recorded)
help-timetable-examples =
    enishi timetable kai.toml               drafts are made anew, fixed meetings stay
    enishi timetable kai.toml --fill        what is booked stays, what is free is filled
    enishi timetable kai.toml --repair 27 --at 15:10      badge 27 does not come
    enishi timetable kai.toml --repair 27=15:30-          badge 27 comes at 15:30
    enishi timetable --problem problem.json --json
help-timetable-arg-file = session file, with what is on record of it
help-timetable-arg-session = id of a session on record
help-timetable-arg-problem = file with the problem (JSON)
help-timetable-arg-fill = what is booked stays, only what is free is filled
help-timetable-arg-repair = who does not come, is late or leaves early (27, 27=15:30-, 27=-16:00)
help-timetable-arg-at = the time of day (what has begun is not touched)
help-print = pages for paper: badges, sheets, reception, timetable
help-print-examples =
    enishi print badges kai.toml --open
    makes the badges and opens them in the browser
    enishi print sheets kai.toml --badges 12,80-85
    only the interest sheets of these badges
help-print-badges = badges (ten on A4, with a QR code for the desk)
help-print-sheets = interest sheets, one a person, ticked as declared
help-print-reception = list for the desk, by badge and by reading
help-print-timetable = timetable: wall, calls, presenters, companies
help-print-timetable-arg-file = session file
help-print-timetable-arg-session = id of a session of the record
help-print-timetable-arg-problem = file of the problem (JSON); else the timetable on record
help-print-timetable-arg-from = when the first slot begins (15:00); else numbers
help-print-badges-arg-session = id of a session of the record, in place of a file
help-print-sheets-arg-session = id of a session of the record, in place of a file
help-print-reception-arg-session = id of a session of the record, in place of a file
help-arg-badges = only these badges (12,80-85)
help-arg-new = only badges that were not printed yet or changed since
help-arg-disclosure =
    titles of needs up to this level: 公開, 参加者限定,
    NDA後, 非公開 (default 参加者限定)
help-arg-out = where to; default: a file in the current folder
help-arg-open = opens it in the browser
help-arg-force = replaces a file of that name
help-import-arg-into-record = A session of the record (--session with id or title; --date for a new one)
help-show = pairings and tasks as they were
help-show-examples =
    enishi show --at "2026-11-20 14:05"
help-show-arg-at = date and time (a date alone: its end)
help-person = what is held about a person
help-person-report = print all that is held about a person
help-person-provisions = who was introduced to whom (where a record is needed: 3 years as a rule, to be checked)
help-person-consent = somebody agreed to their contact being handed over
help-person-consent-examples =
    enishi person consent 15 --on 2026-11-20 --way form
    enishi person consent 15 --record card
help-person-consent-arg-on = the day (nothing: today)
help-person-consent-arg-way = in which way (form, by word and so on)
help-person-consent-arg-record = form of the record: usual, contract (one year, an estimate), card (they handed it over: none needed, an estimate)
help-person-overdue = sessions that hold persons for long
help-person-erase = delete the personal data of a person
help-person-report-arg-name = list who this name may be
help-person-erase-arg-yes = erase without asking for the name
help-person-erase-arg-also = numbers of doubtful places that go, too (as in 1,3)
help-person-erase-arg-all-doubtful = all doubtful places go, too
help-person-pending = what is not erased completely yet
help-person-came-back = somebody erased is back and agrees to be listed
help-person-new-key = make a new key for recognising erased persons, where the old one is lost
help-arg-badge = badge number
help-purge = delete personal data and free texts of a session
help-purge-arg-session = id of the session
help-purge-arg-yes = do it without a question
help-library = your list of patents
help-library-add = add files to the patent list
help-library-add-examples =
    enishi library add jplatpat.csv
help-library-add-arg-files = CSV of J-PlatPat, or lists
help-library-list = list the files of the patent list
help-library-remove = take files out of the patent list
help-library-remove-arg-files = names as listed
help-arg-changed =
    numbers on record that have another name:
    corrected (all), other (all are others),
    or moved (all have another number)
help-arg-corrected = this number was corrected
help-arg-other = this number is another one now
help-arg-moved = what had this number has another now
help-arg-take-file = fields that both changed: take the file
help-arg-keep-record = fields that both changed: keep the record
help-new = write a template of a session file
help-new-examples =
    enishi new kai.toml
    enishi new kai.xlsx
    fill it in, then enishi check kai.toml
help-new-arg-file = file to write (none: print it)
help-sample = try the sample (its record lies apart)
help-sample-arg-remove = remove the record of the sample
help-texts = print all texts of screens and commands
help-tasks-add = Adds a task in your own words
help-tasks-add-examples =
    enishi tasks add "phone them" --need N-02 --org kogaku
help-tasks-add-arg-title = What is to be done
help-tasks-add-arg-need = Number of the need, or words of it
help-tasks-add-arg-org = Id or name of the organisation
help-tasks-add-arg-due = Due date; else in five working days
help-tasks-add-arg-owner = Who acts; else the support body
help-tasks-add-arg-session = Session id, where there are several
help-arg-find = Only what has these words
help-pairings-arg-undecided = Only what waits for a decision
help-task-arg-on = The day it was done; else today
help-task-arg-because = Why it is done before what it waits for
help-session = sessions of the record
help-session-export = write a session as it is now, as a session file
help-session-export-examples =
    enishi session export --session kai-2026 -o kai-2027.toml
help-session-export-arg-session = id of the session
help-session-export-arg-to = file to write
help-convert = Write a session file in the other format, TOML or Excel
help-convert-examples =
    enishi convert kai.toml kai.xlsx
    The content is the same. Comments of a TOML file do not move.
help-convert-arg-from = The file to read
help-convert-arg-to = The file to write (.toml or .xlsx)
help-import = Take in lists of attendees, needs, interests and patents
help-import-examples =
    enishi import --attendees list.xlsx --needs needs.csv --session "First session" --date 2026-12-15 -o kai.toml
    Makes a new session file.
    enishi import --interests sheet.xlsx --into kai.toml --dry-run
    Only shows what would change.
help-import-arg-attendees = Lists of attendees (Excel, CSV, answers of a form)
help-import-arg-needs = Lists of needs
help-import-arg-interests = Lists of interests
help-import-arg-patents = Lists of patents (J-PlatPat and others, any number)
help-import-arg-edited = A changed workbook of an export; only what was changed is recorded
help-import-arg-session = Title of a new session
help-import-arg-date = Day of a new session
help-import-arg-output = The new file (.toml or .xlsx)
help-import-arg-into = The session file to add to (.toml; its comments stay)
help-import-arg-skip-errors = Leave wrong and doubtful rows out
help-import-arg-take-doubtful = Take doubtful rows in as they were understood
help-import-arg-corrected = The name of this badge number was put right (the same person as in the record)
help-import-arg-other = This badge number of the list is somebody else than in the record (they get a free number)
help-import-arg-map = A file that says what headings mean
help-import-arg-sheet = The sheet to read
help-import-arg-encoding = Encoding (utf-8, cp932, euc-jp and so on)
help-import-arg-dry-run = Only try; write nothing
help-interest = Interests of people
help-interest-import = Takes the answers of a form in, as sheets that were handed in
help-interest-import-examples =
    enishi interest import answers.csv --session kai-2026-12-04
    People are found by badge, or by name and company. With one error nothing is recorded
    enishi undo takes all of it back at once
help-interest-import-arg-file = the answers (CSV or Excel)
help-interest-import-arg-session = id or title of the session
help-interest-import-arg-take-doubtful = take doubtful rows in as they were understood
help-interest-import-arg-map = a file that says what the headings mean
help-interest-import-arg-sheet = only this sheet
help-interest-import-arg-encoding = encoding of texts (utf-8, cp932, euc-jp ..)
help-interest-import-arg-dry-run = only try, record nothing
help-read-sheets = A workbook as JSON (the program runs this itself)
help-read-sheets-arg-file = The workbook
help-export = Write what was recorded as a workbook, CSV, calendar and more
help-export-examples =
    enishi export -o results.xlsx --internal
    Results, matrix, tasks, attendees, needs and interests in one book
    enishi export --what tasks -o due.ics
    Due dates for a calendar
    enishi export --what pairings --for "Kogaku Techno" -o kogaku.xlsx
    Only what that organisation may have
help-export-arg-what = Which table (pairings, matrix, tasks, attendees, needs, interests, report, all but the report)
help-export-arg-session = Id of a session
help-export-arg-filter = Only rows with these words
help-export-arg-format = xlsx, csv, json, md, html or ics; by default the end of the file name
help-export-arg-output = The file to write
help-export-arg-internal = Everything, whatever its disclosure, marked as confidential
help-export-arg-receiver = Only what this organisation may have
help-export-arg-encoding = Encoding of CSV (utf-8 or cp932)
help-schema = The JSON schema of an export

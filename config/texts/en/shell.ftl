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
shell-file-failed = { $path } cannot be used
shell-record-failed = the record { $path } cannot be used
shell-no-name = nobody is named who records, so nothing was recorded
shell-no-name-why = every record keeps who made it
shell-no-name-how = run it again with --actor NAME
shell-no-name-kept = to name yourself once, write the name into the variable ENISHI_ACTOR or as actor into the settings (the screen asks for it, too)
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

## panic: the program fails itself
panic-what = the program ended because of a defect
panic-how = what was saved is safe; start again to go on where you were
shell-settings-line = line { $line } cannot be read; enishi config check shows it

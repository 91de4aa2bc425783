edited-not-ours = { $path } is no workbook that Enishi wrote.
edited-not-ours-how = Give a workbook of enishi export in which states, days, memos or levels were changed.
edited-change = { $place } { $heading }: { $was } -> { $now }
edited-gone = The record of this row is not there.
edited-both = The record has become '{ $record }' meanwhile; '{ $now }' is not taken. Export again and correct that.
edited-unread = { $heading } cannot be '{ $now }'. Use the words of the list, or for a day 12/4 or 2026-12-04.
edited-blocked = What it waits for is not done, so it cannot be done.
edited-done = { $count } changes were recorded. { $actions ->
    [one] enishi undo takes them back.
   *[other] Each session is an action of its own: enishi undo { $actions } times takes them back.
}
edited-nothing = There was nothing to add to the record.
edited-added = { $place } new task: { $title }
edited-left = { $place } { $heading }: '{ $now }' is not taken. Names and numbers do not change by this workbook.
edited-sheet-unread = Changes on the sheet '{ $sheet }' are not read by --edited. Take lists in with --attendees, --needs and --interests.
edited-twice = A row of the same record stands further up. Remove one of the two.
edited-no-step = '{ $day }' is there without '{ $heading }'. Write the step, too.
edited-not-closed = There is a day of completion, { $day }, but the state is not closed. Correct the state, too.
edited-later = The day of completion, { $day }, has not come yet.
edited-new-row = A new row. To become a task it needs a title, on the sheet of tasks. Need number and organisation may be empty.
edited-no-need = There is no need '{ $need }'.
edited-no-org = Organisation '{ $org }' is not there, or there are several. Write a name of the list.
edited-there = There is a task '{ $title }' already.
edited-which-session = It is not clear which session '{ $session }' is. Write its title or id.

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

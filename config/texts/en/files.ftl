files-exported = Written: { $path }
files-exported-less = Written: { $path } ({ $count } rows and { $texts } memos, next steps and titles of own tasks may not leave the office and are not in it; for all of them choose the workbook for the office)
files-no-record = The record is not read yet, so nothing can be exported
files-session = This is a command: enishi session export --session { $id } -o session.toml
menu-workbook = Write a workbook
menu-workbook-public = Only what may leave the office
menu-workbook-internal = For the office (marked as confidential)

files-exported = Written: { $path }
files-exported-less = Written: { $path } ({ $count } rows and { $texts } memos, next steps and titles of own tasks may not leave the office and are not in it; all of them: enishi export --internal)
files-no-record = The record is not read yet, so nothing can be exported
files-session = This is a command: enishi session export --session { $id } -o session.toml

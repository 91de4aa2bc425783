## What the system and the libraries say when something goes wrong
fault-not-found = there is no such file
fault-not-allowed = reading is not allowed
fault-is-folder = it is a folder
fault-no-folder = something on the way to it is no folder
fault-no-file = it is no ordinary file (devices and pipes are not read)
fault-too-large = the file is too large
fault-exists = there is something of that name already
fault-full = there is no room left
fault-read-only = it cannot be written to (read only)
fault-busy = another program is using it
fault-bad-name = this name cannot be used
fault-bad-data = its content is damaged
fault-number = the computer refused (error number { $number })
fault-unknown = for an unknown reason ({ $detail })
fault-syntax = it cannot be read from character { $column } on
fault-library = it cannot be read or written

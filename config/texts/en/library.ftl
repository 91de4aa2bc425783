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

## canonical: what is wrong in a line of exported operations
canonical-line = the line
canonical-missing = { $field } is missing
canonical-unknown = there is no field { $field }
canonical-twice = { $field } is there twice
canonical-form = { $field } is not written as Enishi writes it
canonical-text = { $field } has characters that cannot be used
canonical-long = { $field } is too long
canonical-differs = { $field } does not fit the content

## Admission: ops that are not taken in
admission-unfit = kind, thing and session of the op do not fit
admission-undoes-itself = the op takes itself back
admission-erases-itself = the op erases itself
admission-says-else = the erasure makes an op say something else
admission-unlinked = the op does not follow on the one before it: it was changed
canonical-gone = its content was removed; where it is missing on the laptop that exported it, too, an export of the laptop that wrote it heals it there

## canonical: what is wrong in a line of exported operations
canonical-missing = { $field } is missing
canonical-unknown = there is no field { $field }
canonical-twice = { $field } is there twice
canonical-form = { $field } is not written as Enishi writes it
canonical-text = { $field } has characters that cannot be used
canonical-differs = { $field } does not fit the content

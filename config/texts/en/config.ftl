## config: settings, keys and the catalogue of tasks
config-mean = Did you mean '{ $value }'?
config-known = Known are: { $all }
config-too-big = The file is too big.
config-too-big-help = At most 1 MiB. The defaults are used.
config-syntax = This line cannot be read and is not used.
config-syntax-help = Write it as "key = value", with texts in quotes.
config-unknown = There is no setting '{ $key }'; it is not used.
config-value = The value of { $key } cannot be used; the default is.
config-value-help = For example: { $wanted }
config-action = There is no action '{ $key }'; it is not used.
config-action-help = The names are shown by enishi config default keymap.
config-conflict = { $chord } is bound to { $first } and { $second }; { $first } has it.
config-conflict-help = Give one of them another key.
config-task = Task '{ $code }' cannot be read; the default catalogue is used.
config-task-help = Look at { $key }. enishi config default tasks shows how it is written.
config-concept = Concept '{ $name }' cannot be read. This entry is not used.
config-concept-help = enishi config default concepts shows how it is written.
config-concept-unknown = There is no concept '{ $name }'. This entry is not used.
config-call = Call '{ $name }' cannot be read.
config-call-help = Look at { $key }. enishi config default calls shows how it is written.
config-task-twice = Task '{ $code }' is there twice; the default catalogue is used.
config-task-twice-help = Give one of them another code.
config-task-after = Task '{ $code }' comes after '{ $after }', which does not exist; the default catalogue is used.
config-task-circle = Task '{ $code }' comes after itself; the default catalogue is used.
config-task-circle-help = Remove one of the codes in after.
config-task-empty = There is no task; the default catalogue is used.
config-task-empty-help = Each task has its own heading [[tasks]].

## config: places and errors of the settings
config-place-settings = settings
config-place-keymap = keys
config-place-tasks = tasks
config-place-calls = calls
config-place-synonyms = abbreviations
config-place-db = database
config-place-data = data
config-place-readings = Readings
config-place-concepts = concepts
config-place-library = patent list
config-fine = no errors in the settings
config-nothing-set = there is no settings file (everything is as shipped)
config-check-wrong = some settings cannot be used
config-check-wrong-why = places that stay as shipped: { $count }
config-check-wrong-how = follow the remedies of the report above
config-list-form = This line cannot be read. The list is not used.
config-list-form-help = enishi config default { $list } shows how it is written.
config-not-kana = The reading "{ $reading }" of "{ $word }" is not kana. The list is not used.

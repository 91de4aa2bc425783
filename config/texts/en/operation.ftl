## summary: one operation in a sentence
summary-session-loaded = session file read: { $title }
summary-need-opened = presentation of { $need } begins
summary-need-none = presentation over
summary-recorded-by = { $subject } recorded [{ $level }] { $name }
summary-recorded-unstated = { $subject } recorded
summary-recorded-unstated-by = { $subject } recorded { $name }
summary-recorded = { $subject } recorded [{ $level }]
summary-level = { $subject }: level [{ $level }]
summary-note = { $subject }: memo { $note }
summary-status = { $subject }: status [{ $status }]
summary-next = { $subject }: next step { $text }
summary-task-opened = task { $subject } opened
summary-due = { $subject }: due { $day }
summary-tied = { $subject }: patent tied, { $title }
summary-memo = memo: { $text }
summary-undone = an action was undone or redone
summary-unknown = operation of a newer version: { $kind }

## view: ops in words
op-session-loaded = session file read
op-need-opened = { $need } presented
op-over = presentations over
op-recorded-unstated = { $what } recorded
op-recorded = { $what } recorded as [{ $level }]
op-level = { $what } to [{ $level }]
op-note = memo of { $what }: { $note }
op-status = { $what } to [{ $status }]
op-next = { $what } { $side }: { $text }
op-task-opened = { $what }: task opened, { $title }
op-due = { $what } due on { $day }
op-tied = { $what } tied
op-memo = memo: { $text }
op-undone = undo or redo
op-unknown = op of a newer version ({ $kind })

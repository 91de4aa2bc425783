## handover: from one coordinator to the next
label-coordinator = Coordinator
op-coordinator = { $what }: coordinator { $name }
handover-title = Handover from { $from } to { $to }
handover-since = in this state since { $day }
handover-next-hospital = hospital next: { $text }
handover-next-company = company next: { $text }
handover-task = task: { $text }
handover-late = late
handover-rule = rule: { $text }
handover-past = history: { $text }
handover-same = It takes one who hands over and one who goes on.
handover-same-how = Write two names, for example --from Aizawa --to Beppu
handover-nothing = { $name } coordinates no pairing that goes on.
handover-nothing-how = enishi report lists the coordinators.
handover-dry = { $count } pairings. Nothing was moved (--dry-run).
handover-done = { $count } pairings and their open tasks went from { $from } to { $to }. enishi undo takes it back.
handover-undo = There are { $count } sessions: undo takes them back one by one.

## help: handover
help-handover = Hands over: what the next coordinator must know, and the pairings with their open tasks
help-handover-examples =
    enishi handover --from Aizawa --to Beppu --dry-run
    only tells
help-handover-arg-from = Who coordinated
help-handover-arg-to = Who goes on
help-handover-arg-dry-run = Only tells

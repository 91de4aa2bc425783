## view: follow-up screen
follow-title-now = to do { $count }
follow-title-decide = to decide { $count }
follow-title-rules = rules { $count }
follow-title-later = later { $count }
follow-title-waiting = waiting { $count }
follow-foot = { $key } actions  Left/Right fold
follow-foot-open = { $key } opens
follow-none = No open task and nothing to decide. What is recorded appears here.
follow-no-match = Nothing fits the filter. { $key } shows all again.
follow-looked-in = Looked in: title, memo, side and state of tasks, overdue and today, number, title and text of needs, names and readings of organisations, levels, contacts, titles of sessions
follow-today = To do today: { $count }
follow-decide = To decide: { $count }
follow-later = Later: { $count }
follow-waiting = Tasks ahead: { $count }
follow-going = Other pairings: { $count }
follow-closed = Closed: { $count } (with the day they were)
follow-opener = { $count } after { $task }
follow-done-day = day done
follow-is-today = today
follow-left = { $days } working { $days ->
    [one] day
   *[other] days
} left
follow-over = { $days } working { $days ->
    [one] day
   *[other] days
} late!
follow-waits = waits for { $task }
follow-waits-for = < { $task }
follow-waits-short = waiting
follow-can-decide = Confirm, approach or decline
follow-open-hospital = Hospital:
follow-open-company = Company:
follow-open-nda = NDA first
follow-weekdays = Sun Mon Tue Wed Thu Fri Sat
follow-filter = Filter (need, organisation, owner, state; e.g. hospital overdue)
follow-detail = Pairing
follow-facts = { $overdue } overdue  { $today } today  { $decide } to decide

## label: on a card
label-rule = Rule
label-paper = Paper

## stage: where a pairing stands
stage-status = state { $status }
stage-opens = (the next opens with: { $ways })

## follow: broken rules
follow-broken = Rules to look at: { $count }

## menu
menu-overrule = Set this rule aside (with a reason)
menu-overruled = Correct the reason, or let the rule hold: { $rule }
menu-overrule-rule = Set aside: { $rule }
menu-rules = Look at the rules, set one aside
menu-rules-of = Rules  { $what }
menu-broken = { $rule }  { $what }
menu-task-details = Paper and days (counterpart, document, handed in, signed, expires, repeat)

## form
form-overrule-title = Set a rule aside: { $rule }
form-overrule = Why (your name and the time are kept; empty: the rule holds again)
form-task-details-title = Paper and days of "{ $task }"
form-version = Version
form-months = Repeats (months from the first time, such as 3,6,12)
form-day-of = { $field } (may be empty; 12/1, +5)

## say
say-rule-aside = The rule "{ $rule }" is set aside, and the reason is on record.
say-rule-holds = The rule "{ $rule }" holds again.
say-rule-not-broken = This rule is kept by now. There is nothing to set aside.
say-no-rules = No rule is broken.
say-task-detailed = Recorded { $count } of paper and days.
say-nothing-on-day = Nothing is due on this day; F3 goes to the next busy one.
say-bad-months = Write the months as 3,6,12, each later than the one before, from 1 to 120.
say-together = Changed { $done }.
say-together-left = Changed { $done }; { $left } wait for another task and were left. End those one by one, with a reason.
say-other-session = Marks are of one session. Esc takes the present ones away.
say-table-only = Used in the table. Switch the view first.

## menu: marked rows
menu-marked = Actions for { $count } marked
menu-tasks-status = { $count } tasks: { $status }
menu-pairings-status = { $count } pairings: { $status }
menu-due-of-all = Due date of { $count } tasks

## view: ways to see
view-switch = { $key } view  { $all }
view-today = today
view-board = board
view-table = table
sort-due = due date
sort-need = need
sort-org = company
sort-status = state
follow-stage = { $stage } { $count }
follow-rows = Tasks and pairings { $count }  marked { $marks }  by { $sort }
follow-board-foot = { $key } actions  Left Right stage
follow-table-foot = { $key } actions  { $mark } mark
follow-marked-foot = { $key } actions for { $count } marked
board-left = left: { $stages }
board-right = right: { $stages }
board-rules = rules { $count } !
board-nothing = no next step !

## action: ways to see
action-switch-view = Switch the view: today, board, table, month
hint-switch-view = view
action-toggle-mark = Mark, or take the mark away (table)
hint-toggle-mark = mark

## month: the calendar
view-calendar = calendar
follow-month = { $year }-{ $month }
follow-month-foot = { $key } actions  arrows day  { $week } week, month
unit-days = { $count } days
unit-weeks = { $count } weeks
month-today-short = now
month-due = { $count } due
month-sitting = { $committee } ({ $org })
month-hand-in = hand in for { $committee } ({ $org })
month-call = call closes: { $name }
month-e-rad = e-Rad approval: { $name }

## team: the team of a need
label-team = Team
team-title = Team of { $no } { $title }
team-filled = { $role }: { $names }
team-empty = { $role }: empty
team-could = { $role }: empty; could be { $names }
team-here = { $name } (in the room)
team-before = { $name } ({ $session })
help-team = the team of a need: who fills which role, what is empty, who could
help-team-examples =
    enishi team kai.toml N-02
    role by role; nothing is recorded

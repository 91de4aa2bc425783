## project: what is known of a pairing that became a project
say-points = Recorded { $count } of the project.
say-bad-choice = { $name } is one of { $all }.
say-bad-yen = { $name } is written as 1500000 or 150万円.
say-bad-tick = { $name } is a day (2027-01-15, 1/15) or "done".
say-met = The outcome of the meeting is recorded.
say-met-not-yet = That day is still to come. The outcome is written after the meeting.
say-succeeded = The company that goes on is recorded. What was recorded of the one before stays.
form-terms-title = In charge, resources, amount  { $what }
form-shared-title = Sheet of shared goals and roles  { $what }
form-lessons-title = Lessons for the next one  { $what }
form-met-title = Outcome of a meeting  { $what }
form-met-on = Day of the meeting
form-successor-title = Company that goes on  { $what }
form-successor = Name of the company or a badge of it. Nobody yet: Enter on the empty field
menu-project = Project (resources, meetings, shared sheet)
menu-project-of = Project  { $what }
menu-terms = Write who is in charge, resources, amount
menu-shared = Sheet of shared goals and roles  { $count }/5 agreed by both
menu-shared-text = Write the five lines
menu-lessons = Write the lessons
menu-met = Write the outcome of a meeting
menu-successor = Name the company that goes on
menu-take-off = Take { $what } off
label-predecessor = before
label-successor = goes on
label-project = project

## pairing: the command
pairing-recorded = Recorded
pairing-why = What ends or waits needs a reason.
pairing-why-how = Write it with --reason. For example: { $all }
pairing-open-tasks = { $count } of its tasks are open.
pairing-open-tasks-how = Add --open-tasks stop (they end with it) or --open-tasks keep (they stay).
pairing-no-change = Who goes on is named when the company changes.
pairing-no-change-how = Add --status "partner change" --reason TEXT.
pairing-same-firm = "{ $name }" cannot go on here. Name another company of the session.
pairing-which = "{ $id }" does not say which pairing.
pairing-which-how = Write NEED/ORG (N-02/kogaku); with several sessions SESSION/NEED/ORG.
pairing-none = No pairing "{ $id }" is on record.
pairing-several = "{ $id }" are { $count } pairings.

## story: how a project came about
story-title = Story: { $hospital } x { $company }
story-about = What it is
story-events = What happened
story-what = what
story-text = text
story-day = day
story-need = need
story-need-held = (a need that is not public)
story-hospital = hospital
story-company = company
story-session = session
story-status = state now
story-took = days since the session
story-days = { $count } days
story-held = Matching session "{ $session }"
story-came = State: { $status }
story-met = Meeting ({ $outcome })
story-done = Done: { $task }
story-shared = Both sides agreed to the sheet of shared goals and roles
story-letter = Letter: { $letter } (to { $to })
story-written = Written to { $path }, and remembered.
story-held-back = { $count } that stay in the office are left out (--internal has them).

## filters: of the board, under a name
say-no-filters = No filter has a name yet. Type words into the filter, then the same key gives them one.
say-filter-named = The filter has a name now; it is kept in the settings.
say-filter-gone = That name is gone.
form-filter-title = Name of the filter "{ $words }"
form-filter = name (one of the same name is replaced)
menu-filters = Filters with a name
menu-name-filter = Give "{ $words }" a name
menu-forget-filter = Forget the name { $name }
filter-unknown = No filter is called "{ $name }".
filter-unknown-how = Press Alt+F on the follow-up screen, or write it under [filters] in the settings.

## because: why there is a task
because-by-hand = added by hand
because-from = it has come to { $status }
because-before = it has not come to { $status } yet
because-at = its state is { $status }
because-disclosure = the need is disclosed: { $disclosure }
because-filing = the filing is: { $filing }
because-disclosed = it was first disclosed on { $day }
because-class = the class is { $class }
because-class-unknown = the class is unknown
because-kind = it would be solved by: { $kind }
because-need-stage = the idea has come to: { $stage }
because-no-licence = nobody holds a licence that is enough yet
because-unlicensed = this organisation holds no marketing licence
because-licensed = this organisation holds a marketing licence
because-org-kind = this organisation is: { $kind }
because-visit = the hospital lets visitors in
because-trial-site = prototypes can be tried at the hospital
because-level = the level is { $level }
because-done = { $task } is done
because-followed = somebody has worked on it

## op: rules set aside, details of tasks
op-rule-waived = { $what } set aside ({ $why })
op-rule-holds = { $what } holds again
op-task-detail = { $what } { $field }: { $value }

## rule: R1 to R12
broken-novelty = { $left } days to the last day on which article 30 may be used ({ $until }). Do not count on an extension: by { $safe }. Other countries differ.
broken-novelty-over = The last day on which article 30 may be used ({ $until }) has passed. Other countries differ.
broken-novelty-why = A year after the first disclosure an idea can lose its novelty by it. Most other countries have no such rescue.
broken-novelty-source = { $kind } (patent act, article 30; ask a patent attorney how days count)
broken-novelty-help = Decide on filing and ask a patent attorney. If it is filed, correct the state of filing of the need.
broken-nda = A meeting comes before the NDA.
broken-nda-why = A need that is disclosed after an NDA cannot be told before it.
broken-nda-help = Get the NDA (C1) done, or tell only what is public.
broken-licence = Class { $class } takes a licence of { $least } at least. By its number this organisation has { $has }.
broken-licence-why = The type of the licence decides which classes may be marketed.
broken-licence-source = { $kind } (types and terms of licences; a number does not prove that it is valid)
broken-licence-help = Ask the prefecture about the licence, or bring in somebody whose licence is enough.
broken-expired = The licence was valid until { $day }.
broken-surveys = The prototype is begun, and these are not done: { $tasks }
broken-surveys-why = Prototypes before the surveys of market, patents, approval and reimbursement ended as a heap of prototypes.
broken-surveys-help = Finish D1 to D5, or set those that are not needed to not needed.
broken-coi = The ethics review is under way, and the conflict of interest is not reviewed.
broken-coi-why = Many committees sit once a month; handed in late, the ethics review can stand still for a month.
broken-coi-source = { $kind } (procedure of the hospital)
broken-coi-help = Get the declaration (H1) done first.
broken-holder = Class { $class }, and nobody holds a licence of type 1 or 2.
broken-holder-why = In one study 4 of 6 projects that reached the market had such a holder, and none of the 4 that failed.
broken-holder-help = Bring in a holder. If the idea is new and early, set the rule aside with that reason.
broken-next-none = Neither the hospital nor the company has a next step.
broken-next-past = { $side } is past its day ({ $day }).
broken-next-why = Without a next step and its day the first meeting is the last.
broken-next-help = Enter the next step and its day.
broken-unanswered = The hospital has not answered for { $days } business days.
broken-unanswered-why = While nobody answers, the company cools off and its place stays taken.
broken-unanswered-help = Call the hospital and record its answer.
broken-many = This organisation has { $count } pairings that are open.
broken-many-why = Whoever has many at once is late with all of them.
broken-many-help = Agree which ones come first, and put the others on hold.
broken-rival = { $name }, a rival, works on the same need.
broken-rival-why = Rivals who hear of the same need both stop talking.
broken-rival-help = Decide with the hospital whom to go on with.
broken-successor = The company is to be changed, and nobody follows it.
broken-successor-why = Changes are made when they are needed, and the record of the pairing before stays.
broken-successor-help = Record the successor on the same need; keep the pairing of before.
broken-stale = The state of { $patent } was looked up on { $day }: look again.
broken-stale-never = No day is known on which the state of { $patent } was looked up: look again.
broken-stale-why = The legal status of patents changes; what was looked up over six months ago is old.
broken-stale-help = Look it up in J-PlatPat and write down the day.
broken-source-lesson = { $kind } (lesson of the guide)

## rules, calls, tasks: commands
rules-none = No rule is broken.
rules-why = Why: { $why }  Source: { $source }
rules-help = Next: { $help }
rules-overruled = Set aside by { $by }: { $why }
rules-unknown = There is no rule '{ $rule }'.
rules-unknown-how = Write R1 to R12.
rules-several = That fits { $count } of them.
rules-several-how = enishi rules shows session, need and organisation.
rules-no-reason = Setting { $rule } aside needs a reason.
rules-no-reason-how = Write it, for example --reason "published at a congress".
rules-not-broken = { $rule } is not broken there.
rules-already = { $rule } is set aside for that reason already.
calls-none = No call is open. --all shows those that have closed.
calls-over = closed
calls-ready = Have the application ready: by { $day }
calls-e-rad = Ask for the registration in e-Rad: by { $day }
calls-checked = Looked up: { $day } (be sure to read the terms of today)
tasks-expires = valid until { $day }

## help: rules and calls
help-rules = rules that are broken (R1 to R12), or setting one aside with a reason
help-rules-examples =
    enishi rules --session kai
    Rule, reason and what to do
    enishi rules --overrule R6 --session kai --need N-02 --org kogaku --reason "early stage"
    Set it aside, with reason and name; enishi undo takes it back
help-rules-arg-overrule = Rule to set aside, such as R6
help-rules-arg-need = Which need
help-rules-arg-org = Which organisation; none for a rule about the need
help-rules-arg-reason = Why it is set aside
help-calls = calls for subsidies, and what has to be done by when
help-calls-examples =
    enishi calls
    Calls that are open (day and hour, e-Rad, application)
help-calls-arg-all = Those that have closed, too
help-task-arg-counterpart = Who is on the other side
help-task-arg-document = Name of the paper, or where it lies
help-task-arg-edition = Version of the paper
help-task-arg-submitted = Day it was handed in
help-task-arg-signed = Day it was signed
help-task-arg-expires = Last day it is valid; told from 60 days before
help-task-arg-repeat = Months after which it comes again (3,6,12)
help-tasks-add-arg-repeat = Months after which it comes again (3,6,12)

## label: on a card
label-why = Reason

## edited: workbooks that end a pairing
edited-open-tasks = { $count } tasks are open. Change the state on the follow-up screen, which asks what becomes of them.

## tasks: what waits
tasks-waiting = { $count } wait for another task (--all shows them)

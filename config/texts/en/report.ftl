## report: the screen
screen-report = 7 Report
group-report = Report
action-go-report = Go to the report
action-change-period = Change the period (session, year, all)
hint-change-period = period
report-flow = Flow
report-in-days = Days
report-reasons = Reasons
report-hospitals = Hospitals
report-kinds = kinds
report-regions = regions
report-support = support
report-commitment = commitment
report-forms = forms
report-coordinators = Coordinators
report-foot = Left/Right heading  Enter records
report-behind = { $count } records
report-behind-foot = Enter what can be done  Esc back
report-no-session = The record holds no session of this period. { $key } changes it.
report-nothing-here = There is nothing to count here yet.
report-took = median { $median } business days ({ $q1 } to { $q3 }, { $count } pairings)
report-of-year = fiscal year { $year }
report-of-session = this session
report-of-all = all sessions
report-facts = { $period }  sessions { $count }

## report: headings
report-title = Report: { $of } (as of { $day })
report-sessions = { $count } sessions
report-figures = Figures
report-figure = Figure
report-count = Count
report-target = Target
report-before = Before
report-of-target = target { $count }
report-of-before = before { $count }
report-mah-share = { $percent }% of the confirmed pairings have a licence holder
report-commitment-share = Confirmed pairings with a commitment of the company: { $percent }%
report-days = Business days of each stage
report-stage = Stage
report-median = Median
report-q1 = Lower quartile
report-q3 = Upper quartile
report-declined = Why pairings ended
report-reason = Reason
report-no-reason = no reason on record
report-by-hospital = By hospital
report-by-company-kind = Kind of company (overlapping)
report-by-region = Local and from outside
report-by-support = Accompanying support
report-by-commitment = Commitment of the company
report-by-collaboration = Form of collaboration
report-by-coordinator = By coordinator

## report: commands
report-none = The record holds no such session.
report-none-how = Look at --session, --year (April to March), --program, --from and --to.
report-unmade = The report cannot be made.
report-needs-file = A workbook needs a file.
report-needs-file-how = Write -o report.xlsx, for example.
report-no-format = The report has no such format.
report-no-format-how = Choose xlsx, html, md or json.
report-written = Written: { $path }

## help: report
help-report = The report: from needs to contracts and the market, days per stage, reasons, by hospital and coordinator
help-report-examples =
    enishi report --year 2026
    the sessions of the fiscal year 2026 (April to March)
    enishi report --session kai -o report.html
    one page (print it to PDF in a browser)
help-report-arg-session = Only this session
help-report-arg-year = Fiscal year (April to March)
help-report-arg-program = Only sessions of this programme
help-report-arg-from = Held on this day or later
help-report-arg-to = Held on this day or earlier
help-report-arg-format = text, json, md, html or xlsx; by the name of the file where it is not given
help-report-arg-output = Where to; standard output where it is not given
help-report-arg-internal = With what stays in the office (by coordinator), marked as such

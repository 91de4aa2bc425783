## view: projector screen
stage-foot = Projector (public content only)
stage-again = { $key } once more ends the projector screen.
stage-closed = not public
stage-before = About to begin
stage-over = All presentations are over. Thank you.
stage-next = Next: { $need } { $title }
stage-round = Next meetings at { $time }
stage-seat = table { $table }  { $need }  badge { $badges }
stage-more = { $count } more

## the word that goes with the time
timer-soon = one minute left
timer-soon-short = 1 min
timer-over = time is up

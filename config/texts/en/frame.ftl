## view: the frame
view-too-small = Please make the window larger
card-more = { $key } more ({ $count })
view-more = { $count } more below
screen-start = 1 Start
screen-live = 2 Live
screen-follow = 5 Follow
status-saved = saved { $time }
status-saving = saving { $count }
status-unsaved = NOT SAVED { $count } ! { $key } to retry
status-notices = notices { $count }
status-undo = { $key } to undo
status-left = { $time } left
status-over = { $time } over !
status-level = { $level } { $count }
view-record-opening = The record is being opened
view-record-unread = The record could not be read; nobody knows how much is in it.
view-focus = selected

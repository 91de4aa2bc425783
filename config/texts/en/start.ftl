## view: start screen
start-sessions = Recent sessions
start-path = Open a file (type its path, or drop it here)
start-foot = { $key } open
start-counts = { $pairings } records, { $tasks } open tasks
start-sample = Try the sample session
start-follow = See the follow-up list ({ $count } open tasks)

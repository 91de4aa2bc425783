## view: the frame
view-too-small = 画面を広げてください
card-more = { $key } 続き（あと{ $count }行）
view-more = 下にあと{ $count }行
screen-start = 1 開始
screen-live = 2 進行
screen-follow = 5 フォロー
status-saved = 保存済 { $time }
status-saving = 保存中 { $count }
status-unsaved = 未保存 { $count } ! { $key } で再試行
status-notices = お知らせ { $count }
status-undo = { $key } で取り消し
status-left = 残り { $time }
status-over = 超過 { $time } !
status-level = { $level } { $count }社
view-record-opening = 記録を開いています
view-record-unread = 記録を読めませんでした。何件あるかは分かりません。
view-focus = 選択中

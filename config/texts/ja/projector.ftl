## view: projector screen
stage-foot = 投影画面（公開の内容だけ）
stage-again = もう一度 { $key } で投影を終わります。
stage-closed = 非公開
stage-before = まもなく始まります
stage-over = 発表はすべて終わりました。ありがとうございました。
stage-next = 次: { $need } { $title }

## the word that goes with the time
timer-soon = あと1分です
timer-over = 時間です

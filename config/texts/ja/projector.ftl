## view: projector screen
stage-foot = 投影画面（公開の内容だけ）
stage-again = もう一度 { $key } で投影を終わります。
stage-closed = 非公開
stage-before = まもなく始まります
stage-over = 発表はすべて終わりました。ありがとうございました。
stage-next = 次: { $need } { $title }
stage-round = 次の面談 { $time }
stage-seat = 卓{ $table }  { $need }  名札 { $badges }
stage-more = ほか { $count }件

## the word that goes with the time
timer-soon = あと1分です
timer-soon-short = あと1分
timer-over = 時間です

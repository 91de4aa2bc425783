## view: the screen while it is hidden
curtain-title = 縁
curtain-text = 画面を隠しています
curtain-hint = { $key } を2回押すと戻ります
curtain-again = もう一度 { $key } で戻ります

## summary: one operation in a sentence
summary-session-loaded = 会のファイルを読みました: { $title }
summary-need-opened = { $need } の発表を始めました
summary-need-none = 発表を終えました
summary-recorded-by = { $subject } を記録 [{ $level }] { $name }
summary-recorded-unstated = { $subject } を記録
summary-recorded-unstated-by = { $subject } を記録 { $name }
summary-recorded = { $subject } を記録 [{ $level }]
summary-level = { $subject } の度合いを [{ $level }] に
summary-note = { $subject } のメモ: { $note }
summary-status = { $subject } の状態を [{ $status }] に
summary-next = { $subject } の次の一手: { $text }
summary-task-opened = 課題 { $subject } を作りました
summary-due = { $subject } の期限を { $day } に
summary-tied = { $subject } に特許をつなぎました: { $title }
summary-memo = メモ: { $text }
summary-undone = 操作を取り消し、またはやり直しました
summary-unknown = 新しい版の操作: { $kind }

## view: ops in words
op-session-loaded = 会のファイルを読み込み
op-need-opened = { $need } の発表を開始
op-over = 発表を終了
op-recorded-unstated = { $what } を記録
op-recorded = { $what } を [{ $level }] で記録
op-level = { $what } を [{ $level }] に変更
op-note = { $what } のメモ「{ $note }」
op-status = { $what } を [{ $status }] に変更
op-next = { $what } { $side }「{ $text }」
op-task-opened = { $what } の課題「{ $title }」を作成
op-due = { $what } の期限を { $day } に変更
op-tied = { $what } を結び付け
op-memo = メモ「{ $text }」
op-undone = 取り消し・やり直し
op-unknown = 新しい版の操作（{ $kind }）

## view: start screen
start-sessions = 最近の会
start-path = ファイルを開く（場所を入力、またはファイルをここにドラッグ）
start-foot = { $key } 開く
start-counts = 記録 { $pairings }件  残り課題 { $tasks }件
start-sample = 見本で試す
start-follow = フォローの一覧を見る（残り課題 { $count }件）

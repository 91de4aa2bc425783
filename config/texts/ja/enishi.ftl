## unit: quantities
unit-remaining-days = 残り{ $days }日
unit-overdue-days = 超過{ $days }日
## store: the record
store-busy = 別の画面が書き込み中です。少し待ってからもう一度保存してください。
store-full = ディスクがいっぱいで保存できません。空きを作ると続けて保存できます。
store-read-only = { $path } に書き込めません。ファイルとフォルダの権限を確かめてください。今は閲覧だけできます。
store-io = ディスクの読み書きに失敗しました（{ $detail }）。もう一度保存してください。続くときは別のディスクに保存してください。
store-sync-failed = ディスクが書き込みを確認できませんでした。このファイルへの保存を止めました。未保存の内容を救出ファイルに書き出し、ディスクを点検してください。
store-damaged = データベースが壊れています（{ $detail }）。バックアップか複製から戻してください（enishi restore）。
store-foreign = { $path } は Enishi のデータベースではありません。別のファイルを指定してください。
store-wrong-key = 合言葉が違うか、Enishi のファイルではありません: { $path }
store-newer = { $path } は新しい版の Enishi で作られています（形式{ $found }、この版は{ $known }まで）。Enishi を更新してください。今は閲覧だけできます。
store-not-regular = { $path } は通常のファイルではありません（リンクや装置など）。実際のファイルの場所を指定してください。
store-cannot-open = { $path } を開けません（{ $detail }）。場所と権限を確かめてください。
store-moved = { $path } が実行中に移動または差し替えられました。保存を止めました。元に戻すか、未保存の内容を救出ファイルに書き出してください。
store-unknown-action = その操作は記録にありません。
store-not-undoable = その操作は元に戻せません。
store-forked = 端末 { $device } の記録（{ $scope }）が{ $seq }番から二つに分かれています。複製した端末か、戻したバックアップで書き込まれたものです。両方を別に残しました。
store-bad-input = { $line }行目を取り込めません（{ $detail }）。
store-old-library = SQLite { $version } は古く、安全に使えません。

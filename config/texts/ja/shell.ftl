## refused: a command line that cannot be understood
refused-unknown = オプション { $arg } はありません
refused-command = コマンド { $name } はありません
refused-no-value = { $arg } に値がありません
refused-value = { $arg } に「{ $value }」は使えません
refused-missing = 引数が足りません: { $arg }
refused-no-command = コマンドが足りません
refused-conflict = { $arg } はほかの指定と一緒に使えません
refused-count = { $arg } の個数が合いません
refused-bytes = 引数に文字でないものが入っています
refused-other = コマンドの書き方が違います
refused-choices = 使えるもの: { $list }
refused-did-you-mean = { $near } ではありませんか
refused-unknown-why = このコマンドのオプションではありません
refused-command-why = コマンド名の打ち間違いか、この版にないコマンドです
refused-missing-why = このコマンドにはその引数が要ります
refused-other-why = 引数の並びがこのコマンドに合いません
refused-see-help = 書き方は enishi --help で見られます

## shell: commands and what goes wrong in them
shell-error = エラー: { $what }
shell-cause = 原因: { $why }
shell-remedy = 対処: { $how }
shell-refused = { $path } は開けません
shell-refused-why = 誤りが { $count } か所あります
shell-refused-how = 上の報告の対処を見て直し、もう一度試してください
shell-unreadable = { $path } を読めません
shell-unreadable-how = ファイル名と場所を確かめてください
shell-file-failed = { $path } は使えません
shell-record-failed = 記録 { $path } を使えません
shell-no-name = 記録する人の名前がないので、何も記録していません
shell-no-name-why = だれが記録したかが、すべての記録に残ります
shell-no-name-how = --actor 名前 を付けて、もう一度実行してください
shell-no-name-kept = 毎回付けないためには、環境変数 ENISHI_ACTOR か、設定の actor に名前を書きます（enishi の画面で一度入れても残ります）
shell-nothing-why = 同じ名前・番号が見つかりませんでした
shell-settings-unwritten = 設定 { $path } に書けません: { $why }
shell-warned = 会のファイルに注意が { $count } 件あります（enishi check で見られます）
shell-unsaved = 保存できなかった操作が { $count } 件あります
shell-unsaved-why = データベースに書き込めませんでした
shell-unsaved-how = ディスクの空きと権限を確かめ、もう一度記録してください
shell-broken = 予期しない不具合で終了しました
shell-broken-why = 裏で動く処理が止まりました
shell-broken-how = もう一度起動してください。保存済の記録は無事です
shell-settings-wrong = 設定に使えない所が { $count } か所あります（enishi config check で見られます）
shell-undo-again = 取り消し・やり直し { $count } 件は残せません。もう一度操作してください
shell-rescued = { $path } に残しました。enishi rescue で取り込めます
shell-no-terminal = ここでは画面を開けません
shell-no-terminal-why = 入力か出力が端末につながっていません
shell-no-terminal-how = 端末（コマンドの窓）で直接起動してください
shell-no-terminal-else = 画面なしで使うコマンド: enishi check、search、pair、tasks（enishi --help）

## panic: the program fails itself
panic-what = 予期しない不具合で終了しました
panic-how = 保存済の記録は無事です。もう一度起動すると続きから始められます
shell-settings-line = { $line } 行目が読めません。enishi config check で見られます

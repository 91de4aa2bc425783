files-exported = 書き出しました: { $path }
files-exported-less = 書き出しました: { $path }（社外に出せない { $count } 行と、メモ・次の対応・個別の課題の題 { $texts } 件は入れていません。すべて入れるには「社内用」を選んでください）
files-no-record = 記録をまだ読めていないので、書き出せません
files-session = コマンドで書き出します: enishi session export --session { $id } -o 会.toml
menu-workbook = ブックに書き出す
menu-workbook-public = 社外に出せるものだけ
menu-workbook-internal = 社内用（社外秘の印が付きます）

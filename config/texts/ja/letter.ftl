## letter: what is told
op-letter-written = { $what } へ手紙を書いた（{ $day }付）
letter-no-head = 「----」の行がありません。上に 対象: と 件名: を、下に本文を書いてください。
letter-missing = 「----」の上に { $key }: の行がありません。
letter-bad-head = { $line }行目が読めません。対象（病院・企業・機関・参加者・外部）、件名、条件（needs・pairings・ndas・meetings・tasks・calls）のどれかを「対象: 病院」のように書いてください。
letter-unknown = { $line }行目に知らない名前があります: { $text }
letter-syntax = { $line }行目の差し込みの書き方が正しくありません: { $text }
letter-which = 手紙の種類が書かれていません。
letter-which-how = enishi letter list で一覧が出ます。
letter-no-template = 「{ $name }」というひな型はありません。
letter-no-utf8 = 文字コードを UTF-8 にしてください。
letter-refused = ひな型「{ $name }」が使えません。
letter-to-whom = 宛先が書かれていません。
letter-to-whom-how = --to に機関の名前か名札番号を、全員なら --all -o フォルダー と書いてください。
letter-no-receiver = 「{ $name }」という宛先はこの会にありません。
letter-unfit = このひな型の宛先は { $receiver } です。
letter-unfit-how = ひな型の 対象: の行を確かめてください。
letter-nobody = この手紙を書く宛先がありません。
letter-nobody-how = ひな型の 条件: にあたる記録（組、面談、課題など）がまだありません。
letter-no-word = Word の形にできません。
letter-written = 書きました: { $path }
letter-no-mail = 　（メールアドレスが名簿にないため、宛先は空です）
letter-unsent = { $count }通。送ってはいません。書いたことは enishi log に残りました（enishi undo で戻ります）。
letter-folder = 直すときは { $folder } に同じ名前の .txt を置きます（enishi letter list 御礼 でもとの文が出ます）。
letter-all-coordinators = コーディネーター各位

## help: letter
help-letter = 手紙をひな型から書く（送りません）
help-letter-examples =
    enishi letter 御礼 --all -o 御礼
    出席者全員への御礼を、フォルダーに1通ずつ書く
    enishi letter 結果通知 --to 光学テクノ -o 結果.docx
    1通を Word で書く。-o がなければ画面に出すだけで、記録もしません
    enishi letter 面談案内 --to 光学テクノ -o 案内.eml
    メールの下書き。宛先はその機関の方だけです
help-letter-arg-template = ひな型の名前（enishi letter list で一覧）
help-letter-arg-session = 会の記号（記録に会が2つ以上あるとき）
help-letter-arg-to = 機関のIDか名前、または名札番号
help-letter-arg-all = 対象の全員に1通ずつ
help-letter-arg-format = 形式（text、docx、eml。なければファイル名で決めます）
help-letter-arg-output = 書き出すファイル。--all ならフォルダー
help-letter-list = ひな型の一覧、または1つの文
help-letter-list-arg-name = 文を出すひな型

## project: what is known of a pairing that became a project
say-points = 案件の項目を { $count }件 記録しました。
say-bad-choice = { $name } は { $all } から選びます。
say-bad-yen = { $name } は 1500000、150万円 のように書きます。
say-bad-tick = { $name } は日付（2027-01-15、1/15）か「済」を書きます。
say-met = 面談の結果を記録しました。
say-met-not-yet = まだ来ていない日です。結果は面談のあとに書きます。
say-succeeded = 後任の会社を記録しました。前任の記録は残っています。
form-terms-title = 担当・資源・金額  { $what }
form-shared-title = 目標・役割共有シート  { $what }
form-lessons-title = 次に生かす教訓  { $what }
form-met-title = 面談の結果  { $what }
form-met-on = 面談した日
form-successor-title = 後任の会社  { $what }
form-successor = 会社の名前か、その方の名札。決まっていなければ空のまま Enter
menu-project = 案件（資源・面談・共有シート）
menu-project-of = 案件  { $what }
menu-terms = 実用化担当者・資源・金額を書く
menu-shared = 目標・役割共有シート  双方の確認 { $count }/5
menu-shared-text = 5行の内容を書く
menu-lessons = 教訓を書く
menu-met = 面談の結果を書く
menu-successor = 後任の会社を決める
menu-take-off = { $what } を外す
label-predecessor = 前任
label-successor = 後任
label-project = 案件

## pairing: the command
pairing-recorded = 記録しました
pairing-why = 終わりや保留には理由が要ります。
pairing-why-how = --reason に書きます。例: { $all }
pairing-open-tasks = 終わっていない課題が { $count }件あります。
pairing-open-tasks-how = --open-tasks stop（いっしょに中止）か --open-tasks keep（残す）を付けます。
pairing-no-change = 後任は、連携企業の変更のときに決めます。
pairing-no-change-how = --status 連携企業の変更 --reason 理由 を付けます。
pairing-same-firm = 「{ $name }」は後任にできません。前任とは別の、会の名簿にある会社を指定します。
pairing-which = 「{ $id }」がどのペアリングか分かりません。
pairing-which-how = ニーズ番号/機関 と書きます（例 N-02/kogaku）。会がいくつもあるときは 会/ニーズ番号/機関。
pairing-none = 「{ $id }」のペアリングは記録にありません。
pairing-several = 「{ $id }」にあたるペアリングが { $count }件あります。

## story: how a project came about
story-title = 事例: { $hospital } x { $company }
story-about = あらまし
story-events = 経過
story-what = 項目
story-text = 内容
story-day = 日付
story-need = ニーズ
story-need-held = （公開していないニーズ）
story-hospital = 医療機関
story-company = 企業
story-session = 会
story-status = いまの状態
story-took = 会からかかった日数
story-days = { $count }日
story-held = マッチング会「{ $session }」
story-came = 状態: { $status }
story-met = 面談（{ $outcome }）
story-done = { $task } が完了
story-shared = 目標・役割共有シートを双方が確認
story-letter = 手紙: { $letter }（{ $to } あて）
story-written = { $path } に書きました。記録にも残しました。
story-held-back = 事務局だけの内容を { $count }件 伏せました（--internal で入ります）。

## filters: of the board, under a name
say-no-filters = 名前をつけた絞り込みはまだありません。絞り込みの言葉を打ってから、同じキーで名前をつけられます。
say-filter-named = 絞り込みに名前をつけました。設定のファイルに残ります。
say-filter-gone = その名前を消しました。
form-filter-title = 絞り込み「{ $words }」の名前
form-filter = 名前（同じ名前があれば置き換えます）
menu-filters = 名前をつけた絞り込み
menu-name-filter = 「{ $words }」に名前をつける
menu-forget-filter = 名前を消す: { $name }
filter-unknown = 「{ $name }」という絞り込みはありません。
filter-unknown-how = フォローで Alt+F を押すか、設定の [filters] に書きます。

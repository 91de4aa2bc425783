## unit: quantities
unit-remaining-days = 残り{ $days }日
unit-overdue-days = 超過{ $days }日

## session: problems in a session file
session-mean = 「{ $value }」ではありませんか。
session-write = { $value } と書いてください。
session-example = 例: { $example }
session-noun-organisation = 機関ID
session-noun-need = ニーズ番号
session-noun-attendee = 名札番号
session-noun-patent = 文献番号
session-e001-cp932 = 文字コードが Shift_JIS（CP932）です。UTF-8 で読みます。
session-e001-utf16 = 文字コードが UTF-16 です。UTF-8 で読みます。
session-e001-unknown = UTF-8 の文字として読めない箇所があります。
session-e001-cp932-help = メモ帳は「名前を付けて保存」で文字コードを UTF-8 に、Excel は「CSV UTF-8」を選んで保存し直してください。
session-e002 = ファイルが大きすぎます（{ $mib } MiB まで）。
session-e002-help = 開催回ごとにファイルを分けてください。
session-e003 = 行の見出し [[ ]] が多すぎます（{ $max } 件まで）。
session-e004 = { $key } の文字が多すぎます（{ $max } 文字まで）。
session-e004-line = この行は長すぎます（{ $max } バイトまで）。
session-e004-help = 短くするか、資料の場所を url に書いてください。
session-e005 = 目に見えない制御文字があります。
session-e005-help = この行を打ち直してください。
session-e010-missing = 先頭に format = 1 がありません。
session-e010-missing-help = 最初の行に format = 1 と書いてください。
session-e010-unknown = format = { $found } の書き方は、この版では読めません。
session-e010-unknown-help = format = 1 と書くか、縁を新しい版にしてください。
session-e011 = { $key } がありません。
session-e011-help = { $key } = の行を足してください。必ず書く項目です。
session-e011-section = [{ $key }] がありません。
session-e011-section-help = [{ $key }] の行を書き、その下に id、title、held_on を書いてください。
session-e012 = { $what }「{ $value }」が2回出てきます（1回目は { $line } 行目）。
session-e012-help = どちらかを別の番号に直してください。
session-e013 = 文献「{ $value }」は { $line } 行目の「{ $other }」と同じ文献です。
session-e013-help = 1つにまとめ、needs に両方のニーズを書いてください。
session-e014 = { $what }「{ $value }」がこのファイルにありません。
session-e014-help = 番号を直すか、[[{ $table }]] を足してください。
session-e015 = 「{ $key }」という項目はありません。
session-e015-help = 綴りを直すか、この行を消してください（場所は { $table } です）。
session-e015-japanese = 項目名は英字で書きます。
session-e015-top-help = 書けるのは format、[session]、[[organisations]]、[[attendees]]、[[needs]]、[[patents]] です。見出しの下に移すか、消してください。
session-e016-text = { $key } は文字で書きます。" " で囲んでください。
session-e016-number = { $key } は整数で書きます。" " は付けません。
session-e016-date = { $key } は日付で書きます。
session-e016-time = { $key } は時刻で書きます。
session-e016-flag = { $key } は true（はい）か false（いいえ）で書きます。
session-e016-texts = { $key } は [ ] の中に文字を並べて書きます。
session-e016-table = { $key } は見出し [{ $key }] で書きます。
session-e016-rows = { $key } は1件ごとに見出し [[{ $key }]] で書きます。
session-e016-tables = { $key } は { "{" } { "}" } で囲んだ組を並べて書きます。
session-e017 = { $key } が空です。
session-e017-help = 内容を書いてください。必ず書く項目です。
session-e018 = { $key } に「{ $value }」は使えません。
session-e018-help = 次から選んでください: { $all }
session-e019 = { $key } の「{ $value }」に使えない文字があります。
session-e019-help = 文字、数字、- _ . だけで、空白や / を入れず、64文字までで書いてください。
session-e020 = 日付「{ $value }」が読めません。
session-e020-help = 2026-11-20 のように、ある日付を西暦で書いてください。
session-e021 = 時刻「{ $value }」が読めません。
session-e021-help = 13:30:00 のように書いてください。
session-e022 = { $key } は { $min } から { $max } までの整数です。
session-e022-help = 値を確かめて直してください。
session-e023 = 終了が開始より前です。
session-e023-help = starts_at と ends_at を確かめてください。
session-e024 = 製造販売業許可番号「{ $value }」の形が違います。
session-e024-help = 27B2X00150 のように、都道府県2桁、B、種別1から3、X、5桁です。許可証の写しで確かめてください。
session-e025 = 許可番号「{ $number }」の種別と、mah_type の「{ $written }」が合いません。
session-e025-help = 番号の4文字目が種別です。正しい方に直すか、mah_type を消してください。
session-e026 = 法人番号「{ $value }」は桁数か検査数字が合いません。
session-e026-help = 13桁を国税庁の法人番号公表サイトで確かめてください。
session-e027 = 一般的名称コード「{ $value }」が8桁の数字ではありません。
session-e027-help = "11246000" のように8桁で書いてください。
session-e028 = 「{ $key }」が2回出てきます。
session-e028-help = どちらかを消してください。一覧に足すなら [[ ]] で囲みます。
session-e040 = 全角の空白があります。
session-e040-help = 半角の空白に直してください。
session-e041 = 引用符が全角です。
session-e041-help = 半角の " に直してください。
session-e042 = 全角の記号「{ $found }」があります。
session-e042-help = 半角の { $want } に直してください。
session-e043 = 数字が全角です。
session-e044 = 引用符 " が閉じていません。
session-e044-help = 文字の終わりに " を付けてください。複数行は """ で囲みます。
session-e045 = 文字が " " で囲まれていません。
session-e046 = = がありません。
session-e046-help = 「項目 = 値」の形に直してください。メモなら行の先頭に # を付けます。
session-e047 = [ ] や { "{" } { "}" } が閉じていないか、区切りの , がありません。
session-e047-help = 値の間に , を入れ、最後に閉じてください。
session-e048 = 見出しの [ ] が閉じていません。
session-e048-help = [session] や [[needs]] の形に直してください。
session-e049 = \ の使い方が違います。
session-e049-help = \ そのものは \\ と書くか、' ' で囲んでください。
session-e050 = 入れ子が深すぎます。
session-e050-help = [ ] や { "{" } { "}" } の重なりを減らしてください。
session-e051 = この行の書き方が読めません。
session-e051-help = 「項目 = 値」の形か確かめてください（{ $detail }）。
session-e001-binary = 文字のファイルではありません。
session-e001-binary-help = 開催回のファイル（.toml）を選んでください。Excel や Word のファイルは読めません。
session-e011-group-help = { "{" } { "}" } の中に { $key } = を足してください。必ず書く項目です。
session-e052 = { $key } の値がありません。
session-e052-help = = の後ろに値を書くか、行ごと消してください。
session-e053 = 値の後ろに余分な文字があります。
session-e053-help = 1行に1項目だけ書きます。説明なら前に # を付けてください。
session-e099 = このほかに { $count } 件あります。
session-e099-help = 上から直して、もう一度確かめてください。
session-w101 = { $key } にあった目に見えない文字を取り除きました。
session-w101-help = 元の文書から写したときに入った文字です。打ち直すと消えます。
session-w102 = 同じ機関に「{ $name }」さんが2人います（1人目は { $line } 行目）。
session-w102-help = 同じ人なら1つにまとめてください。別の人ならこのままで構いません。
session-w103 = 「{ $name }」という機関が2つあります（1つ目は { $line } 行目）。
session-w103-help = 同じ機関なら1つにまとめ、org を直してください。
session-w104 = この特許の状態は { $date } に調べたものです。半年より前です。
session-w104-help = 存続しているか調べ直してください。
session-w105 = 個人番号や患者の番号のような値があります。
session-w105-help = 会に要らない個人の情報は消してください。
session-w106 = 許可番号「{ $value }」の都道府県は { $prefecture } です。所在地と違います。
session-w106-help = 許可は主たる事務所の都道府県が出します。番号を確かめてください。
session-w107 = 許可番号「{ $value }」の種別と、kinds の { $kinds } が合いません。
session-w107-help = 番号の種別を使います。kinds を直してください。
session-w108 = 文献番号「{ $value }」は知らない書き方です。
session-w108-help = 特開2020-123456、特許6789012、WO2020/123456 の形なら、同じ文献をまとめられます。
## store: the record
store-busy = 別の画面が書き込み中です。少し待ってからもう一度保存してください。
store-full = ディスクがいっぱいで保存できません。空きを作ると続けて保存できます。
store-read-only = 書き込めません（{ $path }）。ファイルとフォルダの権限を確かめてください。今は閲覧だけできます。
store-io = ディスクの読み書きに失敗しました（{ $detail }）。もう一度保存してください。続くときは別のディスクに保存してください。
store-sync-failed = ディスクが書き込みを確認できませんでした。このファイルへの保存を止めました。未保存の内容を救出ファイルに書き出し、ディスクを点検してください。
store-damaged = データベースが壊れています（{ $detail }）。バックアップか複製から戻してください（enishi restore）。
store-foreign = Enishi のデータベースではありません（{ $path }）。別のファイルを指定してください。
store-wrong-key = 合言葉が違うか、Enishi のファイルではありません: { $path }
store-locked = 暗号化されているか、Enishi のファイルではありません（{ $path }）。この Enishi は暗号化に対応していないので、暗号化つきの版で開いてください。
store-not-encrypted = 暗号化されていません（{ $path }）。合言葉なしで開くか、enishi encrypt で暗号化してください。
store-no-encryption = この Enishi は暗号化に対応していません。暗号化つきの版を使ってください。
store-notice-network = データベースがネットワーク上のフォルダにあります。壊れることがあるので、この端末のディスクに移してください。
store-notice-synced = データベースが同期フォルダ（{ $name }）にあります。壊れることがあるので、別のフォルダに移してください。
store-notice-read-only = 書き込めないので、閲覧だけできます。
store-notice-newer = 新しい版の Enishi のデータベースです。閲覧だけできます。Enishi を更新してください。
store-notice-upgraded = データベースを新しい形式にしました。前のものは { $path } に残しました。
store-notice-unclean = 前回は途中で終わったか、別の画面が開いています。データベースを点検し、異常はありませんでした。
store-notice-incarnation = データベースが移動または複製されたので、この端末の記録を新しい番号で続けます。
store-notice-replayed = 欠けていた操作{ $count }件を複製から戻しました。
store-notice-mirror = 複製に書き込めません（{ $detail }）。本体には保存されています。
store-notice-clock = 今より先の時刻の記録があります。端末の時計を確かめてください。
store-op-erased = 個人情報を消去しました
store-fault-op = 操作の記録が合いません: 端末 { $device }、開催回 { $scope }、{ $seq }番（{ $what }）
store-fault-row = 表 { $table } の行が操作の記録と合いません: { $row }
store-fault-file = ファイルの構造が壊れています: { $what }
store-fault-mirror = 複製が本体と合いません: 端末 { $device }、開催回 { $scope }、{ $seq }番
store-newer = 新しい版の Enishi で作られています（{ $path }、形式{ $found }、この版は{ $known }まで）。Enishi を更新してください。今は閲覧だけできます。
store-not-regular = 通常のファイルではありません（{ $path }、リンクや装置など）。実際のファイルの場所を指定してください。
store-cannot-open = 開けません（{ $path }: { $detail }）。場所と権限を確かめてください。
store-moved = 実行中にファイルが移動または差し替えられたので、保存を止めました（{ $path }）。元に戻すか、未保存の内容を救出ファイルに書き出してください。
store-in-use = 別の画面が開いています（{ $path }）。開いている Enishi をすべて閉じてから、もう一度実行してください。
store-future = { $line }行目の操作は今より先の時刻（{ $at } UTC）で記録されています。この端末か、書き出した端末の時計を確かめてください。何も取り込んでいません。
store-unknown-action = その操作は記録にありません。
store-not-undoable = その操作は元に戻せません。
store-forked = 端末 { $device } の記録（{ $scope }）が{ $seq }番から二つに分かれています。複製した端末か、戻したバックアップで書き込まれたものです。両方を別に残しました。
store-bad-input = { $line }行目を取り込めません（{ $detail }）。
store-old-library = SQLite { $version } は古く、安全に使えません。

## config: settings, keys and the catalogue of tasks
config-mean = 「{ $value }」ではありませんか。
config-known = 書けるのは次のものです: { $all }
config-too-big = 設定ファイルが大きすぎます。
config-too-big-help = 1 MiB までです。初めの値を使います。
config-syntax = この行の書き方が読めません。この行は使いません。
config-syntax-help = 「項目 = 値」の形に直してください（{ $detail }）。
config-unknown = 「{ $key }」という設定はありません。使いません。
config-value = { $key } の値が使えません。初めの値を使います。
config-value-help = 例: { $wanted }
config-action = 「{ $key }」という操作はありません。使いません。
config-action-help = 操作の名前は enishi config default keymap で分かります。
config-conflict = { $chord } が { $first } と { $second } の両方にあります。{ $first } に使います。
config-conflict-help = どちらかを別のキーにしてください。
config-task = 課題「{ $code }」が読めません。初めの課題一覧を使います。
config-task-help = 直してください（{ $detail }）。
config-task-twice = 課題「{ $code }」が2回出てきます。初めの課題一覧を使います。
config-task-twice-help = どちらかの code を別の名前にしてください。
config-task-after = 課題「{ $code }」の先行課題「{ $after }」がありません。初めの課題一覧を使います。
config-task-circle = 課題「{ $code }」が、先行課題をたどると自分に戻ります。初めの課題一覧を使います。
config-task-circle-help = after から1つ外してください。
config-task-empty = 課題が1つもありません。初めの課題一覧を使います。
config-task-empty-help = 課題は [[tasks]] で1つずつ書きます。
## help: the command line explained
help =
    縁（えにし）: 医工連携マッチング会の机

    会の進行中に「だれが・どのニーズに・どれくらい」を
    数文字と Enter で記録し、契約までの課題を追います。
help-examples =
    enishi
    見本で試す・会を選ぶ（開始画面）
    enishi open sessions/tutorial.toml
    会のファイルを開いて進行画面へ
    enishi review
    フォロー画面: 期限の近い課題から
    enishi check kai.toml
    会のファイルの誤りをすべて調べる
help-head-examples = 例:
help-head-usage = 使い方: { $usage }
help-head-commands = コマンド（詳しくは enishi コマンド名 --help）:
help-head-arguments = 引数とオプション:
help-head-options = どのコマンドでも使えるオプション:
help-options = [オプション]
help-a-command = [コマンド]
help-env = 環境変数 { $name } でも指定できます
help-codes =
    終了コード: 0 できた  1 失敗  2 使い方の誤り
    3 ファイルに誤り  4 見つからない
help-more = 共通のオプション（--db、--json など）は enishi --help
help-arg-db = データベースのファイル
help-arg-config = 設定ファイル、または設定フォルダー
help-arg-actor = 記録する人の名前（設定より優先）
help-arg-lang = 表示の言語（ja か en）
help-arg-today = この日を今日として期限を数える（例 2026-11-20）
help-arg-json = JSON で出力する（プログラム向け）
help-arg-help = この説明を出す
help-arg-version = 版を出す
help-arg-file = 会のファイル（TOML）
help-arg-session = この開催IDの会だけ
help-arg-need = ニーズ番号（例 N-02）
help-arg-org = 機関の ID
help-arg-level = 度合い: 関心、要相談、面談希望、見送り
help-arg-note = メモ
help-arg-due = 期限の日付（例 2026-12-01）
help-arg-limit = 多くてもこの件数まで
help-arg-since = この日から
help-arg-until = この日まで
help-arg-what = どのファイルか
help-open = 進行画面を開く
help-open-examples =
    enishi open sessions/regional.toml
    大きな会の見本を開く
help-review = フォロー画面を開く（会のファイルは不要）
help-check = 会のファイルの誤りをすべて調べる
help-check-examples =
    enishi check kai.toml
    誤りがあれば行・理由・直し方を出し、終了コード 3
help-search = 人・会社・ニーズ・特許をさがす
help-search-examples =
    enishi search kai.toml "くもり レンズ"
    語は順不同、すべてを含むもの
    enishi search kai.toml "光学 -カメラ" --in organisation
    カメラを除き、機関だけ
help-search-arg-query = さがす語。-語 で除く、項目:語 で絞る
help-search-arg-kind =
    種類: attendee（人）、organisation（機関）、
    need（ニーズ）、patent（特許）
help-pair = ペアリングを記録する（画面の Enter と同じ）
help-pair-examples =
    enishi pair kai.toml N-02 27 --level 面談希望
    名札 27 の人を N-02 に
help-pair-arg-who = 名札番号、または機関の ID
help-confirm = ペアリングを確定し、フォロー課題を作る
help-confirm-examples =
    enishi confirm kai.toml N-02 kogaku
help-tasks = フォロー課題を期限順に出す
help-tasks-examples =
    enishi tasks --overdue
    期限を過ぎたものだけ
help-tasks-arg-overdue = 期限を過ぎたものだけ
help-tasks-arg-owner =
    担当側: 病院、企業、大学TLO、支援機関、第三者機関
help-tasks-arg-all = 完了・不要・中止も出す
help-task = フォロー課題の状態・期限・備考を変える
help-task-examples =
    enishi task N-02/kogaku/C1 完了
    ID は末尾だけでも、ひとつに決まれば使えます
help-task-arg-id = 課題の ID、またはその末尾
help-task-arg-status =
    状態: 未着手、準備中、相手確認中、審査中、署名中、
    完了、保留、不要、中止
help-pairings = ペアリングを出す
help-log = 記録した操作を古い順に出す
help-log-arg-person = この名札番号の人にかかわるものだけ
help-log-arg-kind = この種類だけ（例 pairing-recorded）
help-log-arg-need = このニーズだけ
help-log-arg-org = この機関だけ
help-undo = 自分の最後の操作を取り消す
help-redo = 取り消した操作をやり直す
help-config = 設定の既定値・場所・誤り
help-config-default = 既定の設定を書き出す
help-config-default-arg-what = settings、keymap、tasks、synonyms、readings
help-config-path = 設定とデータの場所を出す
help-config-check = 設定の誤りを調べる
help-filter = 標準入力の行からさがす
help-filter-examples =
    enishi filter くもり < list.txt
    よく合う行から順に。なければ終了コード 4
help-filter-arg-query = さがす語
help-filter-arg-queries = 1行に1つの問い合わせを並べたファイル（計測用）
help-filter-arg-repeat = 問い合わせをこの回数くり返して時間を計る
help-verify = 記録に欠けや改ざんがないか調べる
help-ops = 操作の書き出しと取り込み
help-ops-export = 全操作を JSON の行で書き出す
help-ops-export-arg-file = 書き出し先。なければ標準出力
help-ops-import = ほかの端末の操作を取り込む（何度でも可）
help-ops-import-arg-file = enishi ops export で書き出したファイル
help-backup = 記録の控えを作る
help-backup-arg-file = 控えのファイル。なければ決まった場所
help-encrypt = 記録を暗号化する（合言葉は --key-file か画面で）
help-decrypt = 記録の暗号化を外す
help-arg-key-file = 暗号化した記録の合言葉を書いたファイル
help-restore = 控えから記録を戻す（今の記録も残す）
help-restore-arg-file = 控えのファイル
help-rescue = 保存できなかった操作を取り込む
help-rescue-arg-file = 救出ファイル
help-show = ある時点のペアリングと課題を出す
help-show-examples =
    enishi show --at "2026-11-20 14:05"
help-show-arg-at = 日時（日付だけならその日の終わり）
help-person = ある人について持っている情報
help-person-report = ある人について持っている情報をすべて出す
help-person-provisions = 誰を誰に、いつ紹介したか（3年間残す）
help-person-overdue = 個人情報を長く持っている会
help-person-erase = ある人の情報を記録から消す
help-arg-badge = 名札番号
help-purge = 会の個人情報と自由記述を記録から消す
help-purge-arg-session = 開催ID
help-library = 特許の蔵書
help-library-add = 特許の一覧を蔵書に加える
help-library-add-examples =
    enishi library add jplatpat.csv
help-library-add-arg-files = J-PlatPat の CSV、または一覧
help-library-list = 蔵書を一覧する
help-library-remove = 蔵書から外す
help-library-remove-arg-files = 一覧に出る名前

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
shell-not-found = ファイルがありません
shell-not-allowed = 読む権限がありません
shell-is-folder = フォルダーです
shell-record-failed = 記録 { $path } を使えません
shell-actor = 記録者: { $name }（--actor で変えられます）
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

## check: a session file is judged
check-fine = { $title }: 誤りはありません
check-counts = ニーズ { $needs }  機関 { $organisations }  参加者 { $attendees }  特許 { $patents }

## search, pair, tasks, log: answers of the commands
search-head-kind = 種類
search-head-id = 番号
search-head-title = 名称
search-head-why = 理由
search-head-detail = くわしく
search-kind-attendee = 参加者
search-kind-organisation = 機関
search-kind-need = ニーズ
search-kind-patent = 特許
search-because-number = 番号
search-because-reading = よみ
search-because-synonym = 略称
search-because-typo = 誤字
search-because-near = 近い
search-nothing = 「{ $query }」に合うものは { $file } にありません
search-nothing-how = 語を減らすか、よみ・名札番号・会社名の一部で試してください
pair-recorded = 記録しました
pair-already = すでに記録されています
pair-confirmed = 確定しました（フォロー課題 { $tasks } 件）
pair-already-confirmed = すでに確定しています
pair-no-need = ニーズ { $no } はこの会にありません
pair-no-need-how = ニーズ番号は enishi search FILE 語 --in need でさがせます
pair-no-partner = 名札番号・機関ID「{ $who }」はこの会にありません
pair-no-partner-how = enishi search FILE 名前 で番号をさがせます
pair-own-hospital = { $name } は相手にできません
pair-own-hospital-why = このニーズを発表した医療機関です
pair-own-hospital-how = 相手の機関か、その参加者を指定してください
pair-none = ペアリング { $id } は記録されていません
pair-none-how = 先に enishi pair で記録してください
pair-list-empty = ペアリングはまだありません
pair-head-session = 開催
pair-head-need = ニーズ
pair-head-level = 度合い
pair-head-status = 状態
pair-head-org = 機関
pair-head-persons = 担当者
pair-head-note = メモ
tasks-empty = フォロー課題はありません
tasks-head-due = 期限
tasks-head-left = 営業日
tasks-head-status = 状態
tasks-head-owner = 担当側
tasks-head-title = 件名
tasks-head-org = 機関
tasks-head-id = ID
tasks-blocked = { $status }（先行待ち）
tasks-changed = 変更しました
tasks-unchanged = 変わりありません
tasks-no-task = 課題「{ $id }」はありません
tasks-no-task-how = ID は enishi tasks --all で見られます
tasks-several = 「{ $id }」で終わる課題が { $count } 件あります
tasks-several-why = どれか1つに決まりません。次のように長く書いてください
log-empty = 記録はまだありません
log-head-at = 日時
log-head-actor = 記録者
log-head-undone = 取消
log-head-what = 内容
log-undone = 取消済
log-nothing-to-undo = 取り消す操作がありません
log-nothing-to-redo = やり直す操作がありません
log-nothing-why = { $name } さんの操作が対象です
log-nothing-how = 別の人の操作は --actor でその名前を指定します
log-taken-back = 取り消しました: { $what }
log-redone = やり直しました: { $what }

## summary: one operation in a sentence
summary-session-loaded = 会のファイルを読みました: { $title }
summary-need-opened = { $need } の発表を始めました
summary-need-none = 発表を終えました
summary-recorded-by = { $subject } を記録 [{ $level }] { $name }
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

## filter: lines of standard input
filter-nothing = 合う行がありません
filter-nothing-why = { $count } 行を調べました
filter-nothing-how = 語を減らすか、よみや略称で試してください

## view: the frame
view-too-small = 画面を広げてください
card-more = { $key } 続き（あと{ $count }行）
view-more = 下にあと{ $count }行
screen-start = 1 開始
screen-live = 2 進行
screen-follow = 5 フォロー
status-saved = 保存済 { $time }
status-saving = 保存中 { $count }
status-unsaved = 未保存 { $count } ! { $key } で再試行
status-notices = お知らせ { $count }
status-undo = { $key } で取り消し
status-left = 残り { $time }
status-over = 超過 { $time } !
status-level = { $level } { $count }社
## view: start screen
start-sessions = 最近の会
start-path = ファイルを開く（場所を入力、またはファイルをここにドラッグ）
start-foot = { $key } 開く
start-counts = 記録 { $pairings }件  残り課題 { $tasks }件
start-sample = 見本で試す
start-follow = フォローの一覧を見る（残り課題 { $count }件）
## view: live screen
live-search = さがす（名札番号・会社・名前・よみ・技術・特許番号）
live-needs = 発表順 { $done }/{ $all }
live-now = 発表中
live-done = 済
live-waiting = 待ち
live-kind-count = { $kind }{ $count }
live-kind-attendee = 参加者
live-kind-organisation = 機関
live-kind-need = ニーズ
live-kind-patent = 特許
live-kind-library = 蔵書
live-why-reading = (読み)
live-why-synonym = (略称)
live-why-number = (番号)
live-why-typo = (誤字)
live-why-near = (近い)
live-searching = さがしています
live-searching-library = 蔵書をさがしています
live-hits = 候補  { $counts }
live-hits-more = （全{ $count }件）
live-offers = { $key } で項目名 { $names }
live-offers-all = 項目を絞ってさがせます（例 会社:青葉）。項目名: { $names }
live-no-hit = 見つかりません。Enter を押すと、この文をメモとして残します。
live-records = { $need } の記録
live-records-all = この会の記録
live-no-record = まだ記録がありません。名札番号か名前を入れて Enter で記録します。
live-memo = メモ:
live-rivals = 競合: { $one } と { $other } !
live-mah-1 = 製販1種
live-mah-2 = 製販2種以上
live-mah-3 = 製販3種以上
live-licence-here = { $kind }: 在（{ $org }）
live-licence-missing = { $kind }: 不在 !
live-nda = NDA後: 面談の前に秘密保持契約
live-over = 発表はすべて終わりました。この会の記録は下にあります。
live-before = 発表はまだ始まっていません。{ $key } で最初の発表を始めます。
live-around = 関連特許・事前の関心
## view: labels of cards and details
label-hospital = 病院
label-presenter = 発表者
label-disclosure = 公開範囲
label-class = クラス
label-filing = 出願
label-novelty = 新規性
label-problem = 困りごと
label-current = 現状
label-wanted = 解決策
label-roles = 求める相手
label-technology = 技術
label-support = 協力
label-stage = 段階
label-interests = 事前の関心
label-organisation = 機関
label-kinds = 種別
label-licence = 許可
label-place = 所在地
label-devices = 実績
label-rivals = 競合
label-people = 担当者
label-contact = 連絡先
label-need = ニーズ
label-level = 度合い
label-status = 状態
label-note = メモ
label-next-hospital = 病院の一手
label-next-company = 企業の一手
label-recorded = 記録した人
label-task = 課題
label-owner = 担当側
label-due = 期限
label-after = 先行課題
label-applicants = 出願人
label-abstract = 要約
label-published = 公知日
label-fi = FI
label-reading = 読み
## view: follow-up screen
follow-tasks = 課題 { $shown }件（残り { $open }件）
follow-foot = { $key } できること
follow-none = 残っている課題はありません。ペアリングを確定すると、課題がここに並びます。
follow-no-match = 絞り込みに合う課題はありません。Esc で全部に戻ります。
follow-today = 今日やること { $count }件
follow-later = これから { $count }件
follow-closed = 完了 { $count }件
follow-is-today = 今日
follow-left = 残り{ $days }日
follow-over = 超過{ $days }日!
follow-blocked = 先行待ち
follow-col-due = 期限
follow-col-left = 残り
follow-col-task = 課題
follow-col-need = ニーズ
follow-col-org = 機関
follow-col-owner = 担当側
follow-col-state = 状態
follow-weekdays = 日 月 火 水 木 金 土
follow-filter = 絞り込み（ニーズ・機関・担当側・状態。例: 病院 超過）
follow-detail = ペアリング
follow-facts = 残り課題 { $open }件  超過 { $overdue }件
## view: projector screen
stage-foot = 投影画面（公開の内容だけ）
stage-closed = 非公開
stage-before = まもなく始まります
stage-over = 発表はすべて終わりました。ありがとうございました。
stage-next = 次: { $need } { $title }
## view: what lies over a screen
palette-title = 操作一覧（名前の一部を入力）
palette-none = 合う操作がありません
notices-title = お知らせ一覧
notices-none = お知らせはありません
history-title = 履歴（新しい順）
history-wait = 読んでいます
history-none = 記録がありません
history-then = { $time } の内容
history-then-foot = { $key } その時の内容
history-provisions = 紹介の記録
history-undone = (取り消し済)
problems-title = ファイルの確認: { $path }
problems-sideways = 左右キーで横へ
details-memo = メモ
menu-can-do = できること  { $what }
menu-task-state = 課題の状態
menu-pairing-state = ペアリングの状態
menu-reason = 理由
menu-catalogue = 追加する課題
menu-level = 度合いを進める
menu-confirm = 確定する（課題を作る）
menu-memo = メモを書く
menu-status = ペアリングの状態を変える
menu-next-hospital = 病院側の次の一手
menu-next-company = 企業側の次の一手
menu-add-task = 課題を追加する
menu-task-status = 課題の状態を変える
menu-due = 期限を変える
menu-note = 備考を書く
menu-details = 詳しく見る
menu-history = 履歴を見る
help-title = ヘルプ（言葉で絞り込み）
help-palette-only = (操作一覧から)
form-foot = { $keep } 保存  { $drop } やめる
form-foot-actor = { $keep } 始める
form-actor-title = はじめに
form-actor = お名前（記録に残ります）
form-memo-title = { $what } のメモ
form-line-title = メモを直す
form-note-title = 課題 { $code } の備考
form-due-title = 課題 { $code } の期限
form-next-hospital-title = 病院側の次の一手
form-next-company-title = 企業側の次の一手
form-due = 日付（例: 2026-12-01、12/1、12月1日、+5 は5営業日後）
form-next = 内容
form-next-on = いつまでに（空でもかまいません。例: 12/1、+5）
form-text = 内容
## view: what is told
say-recorded = { $need } x { $org } を [{ $level }] で記録しました
say-person-added = { $org } に { $person } さんを加えました
say-nothing-new = { $org } は [{ $level }] で記録済です。度合いは { $key } で変わります
say-own-hospital = 発表している病院は相手として記録できません
say-no-need-yet = 発表がまだ始まっていません。{ $key } で始めてください
say-level-now = { $org } を [{ $level }] にしました。
say-note-saved = メモを保存しました
say-memo-written = メモを残しました
say-tied = { $doc } を { $need } に結びました
say-already-tied = { $doc } はこのニーズに結ばれています
say-need-now = { $need } の発表を始めました
say-over = 発表を終了しました
say-already-over = 発表は終わっています。発表順で選んで { $key } で戻れます
say-at-first = これより前の発表はありません
say-no-needs = この会にはニーズがありません
say-confirmed = { $org } を確定しました。
say-already-confirmed = { $org } は確定済です
say-status-now = { $org } を [{ $status }] にしました。
say-task-now = 「{ $task }」を [{ $status }] にしました。
say-due-now = 期限を { $day } にしました
say-bad-date = 日付として読めません。12/1 や +5 のように入れてください
say-no-task-to-open = 新しく作る課題はありません
say-next-step-saved = 次の一手を保存しました
say-undone = 取り消しました: { $what }
say-redone = やり直しました: { $what }
say-nothing-to-undo = 取り消す操作がありません
say-nothing-to-redo = やり直す操作がありません
say-all-saved = いつも自動で保存しています。すべて保存済です
say-not-saved = まだ保存できていない操作が{ $count }件あります
say-nothing-selected = 選ばれている行がありません
say-no-record-yet = まだ記録がありません。先に相手を記録してください
say-chosen-is-gone = 候補が変わり、選んだ行はもうありません。もう一度選んでください
say-not-here = この画面では使えません
say-no-session = 開いている会がありません。開始画面で選んでください
say-draft-restored = 書きかけの文を戻しました
say-draft-waits = 書きかけのメモがあります。その記録で { $key } を押すと戻ります
say-copied = 行をコピーしました
say-projector-only = 投影中は使えません。{ $key } で投影を終えます
say-name-needed = お名前を入れてください
say-no-answer = 検索の返事がまだです。もう一度 { $key } を押してください
say-unchanged = 変わりません
say-warn-rival = { $org } は { $other } と競合です。同席に注意してください
say-warn-nda = { $org }: 面談の前に秘密保持契約が必要です
say-warn-closed = このニーズは非公開です
say-warn-licence = クラス{ $class }に足りる製造販売業がいません
say-warn-novelty = 新規性の期限は { $until } です
say-warn-many = { $org } は進行中のペアリングが{ $count }件あります
say-tasks-opened = 課題{ $count }件を作りました
## view: ops in words
op-session-loaded = 会のファイルを読み込み
op-need-opened = { $need } の発表を開始
op-over = 発表を終了
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
## action: what the user can ask for, in help and palette
group-live = 進行
group-follow = フォロー
group-global = どこでも
group-move = 動く
action-next-need = 次の発表へ
action-previous-need = 前の発表へ
action-step = 度合い・状態を変える
action-edit-memo = 編集・メモ
action-show-details = 詳しく
action-show-menu = できること
action-confirm-pairing = ペアリングを確定する
action-decline-pairing = 見送りにする
action-open-session-tasks = 会の課題を作る
action-edit-due = 期限を変える
action-edit-status = ペアリングの状態を変える
action-edit-next-hospital = 病院側の次の一手
action-edit-next-company = 企業側の次の一手
action-add-task = 課題を追加する
action-toggle-closed = 完了も表示する
action-accept = 決定・記録・できること
action-back = 戻る・やめる
action-undo = 取り消し
action-redo = やり直し
action-focus-search = さがす・絞り込む
action-complete-field = 項目名を補う（会社: など）
action-next-match = 次の候補・次の超過へ
action-next-pane = 枠を移る
action-previous-pane = 前の枠へ移る
action-show-palette = 操作一覧
action-show-help = ヘルプ
action-show-notices = お知らせ一覧
action-show-history = 履歴
action-show-provisions = 紹介の記録（誰を誰に紹介したか）
action-toggle-projector = 投影画面（公開の内容だけ）
action-confirm-saved = 保存を確かめる
action-retry-save = 未保存を保存し直す
action-copy-row = 行をコピー
action-redraw = 画面を描き直す
action-quit = 終了
action-up = 上へ
action-down = 下へ
action-page-up = 1画面上へ
action-page-down = 1画面下へ
action-first = 先頭へ
action-last = 末尾へ
action-go-start = 開始画面へ
action-go-live = 進行画面へ
action-go-follow = フォロー画面へ
action-next-screen = 次の画面
action-previous-screen = 前の画面
## action: short names for the key hints
hint-next-need = 次へ
hint-step = 度合い・状態
hint-edit-memo = メモ
hint-show-details = 詳しく
hint-toggle-closed = 完了も
hint-accept = 決定
hint-back = 戻る
hint-undo = 取り消し
hint-focus-search = 絞り込み
hint-next-pane = 枠
hint-show-palette = 操作一覧
hint-show-help = ヘルプ
hint-quit = 終了
hint-up = 上
hint-down = 下
hint-page-up = 前へ
hint-page-down = 続き
hint-go-follow = フォロー
## end of view texts

## panic: the program fails itself
panic-what = 予期しない不具合で終了しました
panic-how = 保存済の記録は無事です。もう一度起動すると続きから始められます

## config: places and errors of the settings
config-place-settings = 設定
config-place-keymap = キー割り当て
config-place-tasks = 課題一覧
config-place-synonyms = 略語
config-place-db = データベース
config-place-data = データ
config-place-readings = 自分の読み
config-place-library = 特許の蔵書
config-fine = 設定に誤りはありません
config-nothing-set = 設定ファイルはありません（すべて初めの値です）
config-check-wrong = 設定に使えない所があります
config-check-wrong-why = { $count } か所が初めの値のままになります
config-check-wrong-how = 上の報告の対処を見て直してください

## keep: the record as a whole
keep-encrypted = 記録を暗号化しました。合言葉をなくすと、誰にも開けません
keep-decrypted = 記録の暗号化を外しました
keep-encrypted-already = 記録は暗号化されています
keep-no-passphrase = 合言葉がありません
keep-no-passphrase-how = --key-file でファイルを指定するか、端末で実行してください
keep-left-as-was = この控えは元のままです。要らなければ消してください: { $path }
keep-verified = 記録に誤りはありません（操作 { $ops }、表の行 { $rows }、系列 { $streams }）
keep-faulty = 記録に合わない所が { $count } か所あります
keep-faulty-how = 控えから戻せます: enishi restore FILE
keep-exported = { $count } 件の操作を { $path } に書き出しました
keep-imported = 取り込みました: 新しい { $new }、既知 { $known }、先行待ち { $waiting }
keep-aside = もう一方の版は { $path } に残しました
keep-backed-up = 控えを作りました: { $path }
keep-backup-fresh = 前の控えから変わっていません
keep-restored = 控えから戻しました（操作 { $ops }）
keep-kept = 前の記録は { $path } に残してあります
keep-rescued = { $count } 件の操作を取り込みました
keep-unwritable = { $path } に書けません
keep-unwritable-how = 別の名前か場所を指定してください
keep-exists = 同じ名前のファイルがあります
keep-not-allowed = 書く権限がありません

## person: what is held about a person
person-prepared = 会のファイルから:
person-provisions = 紹介の記録:
person-overdue = 個人情報を{ $years }年より長く持っている会が{ $count }件あります（{ $title } など）。残すか消すかを確かめてください（enishi person overdue、消すのは enishi purge）。
person-overdue-none = { $years }年より長く個人情報を持っている会はありません
person-overdue-head-session = 開催ID
person-overdue-head-title = 会
person-overdue-head-last = 最後の記録
person-overdue-head-persons = 人数
person-provisions-none = 紹介の記録はまだありません
person-head-at = 日付
person-head-who = 紹介した相手
person-head-to = 紹介先
person-head-need = ニーズ
person-head-by = 記録者
person-head-until = 保存期限
person-mentions = 操作:
person-drafts = 書きかけ:
person-files = 名前があるかもしれない、隣のファイル:
person-unknown = 名札番号 { $badge } の人は記録にありません
person-unknown-how = 番号は enishi search FILE 名前 でさがせます
person-no-session = 開催ID { $id } に消すものはありません
person-no-session-how = 開催ID は enishi pairings で見られます
person-erased = { $count } 件の操作から消しました
person-not-compacted = ほかの画面が開いているため、空き領域の上書きは次回になります
person-left = このファイルは開けず、消せていません。要らなければ消してください: { $path }
person-elsewhere = 会のファイルと古い控えは別に消してください（控えは30日で消えます）
## secret: the passphrase
secret-ask = 記録の合言葉を入れてください（表示されません。Esc でやめます）
secret-wrong = この合言葉では開けません。もう一度入れてください
secret-none = 合言葉がないので開けません
secret-none-how = もう一度実行して合言葉を入れるか、--key-file でファイルを指定してください
secret-again = 確かめのため、もう一度入れてください
secret-differs = 二度の合言葉が違います

## library: patents at hand
library-made = 蔵書は { $files } ファイル、{ $patents } 件です
library-empty = 蔵書は空です（enishi library add FILE で加えます）
library-changed = { $path }（変更あり。次に使うとき読み直します）
library-none = 「{ $name }」は蔵書にありません
library-none-how = 名前は enishi library list で見られます
library-unusable = { $path } を特許の一覧として読めません
library-unusable-how = J-PlatPat の CSV か、1行に1件の一覧を指定してください
library-encoding = 文字コードが UTF-8 でも Shift_JIS でもありません（{ $at } バイト目）
library-row = { $line } 行目: 表として読めません（{ $reason }）
library-binary = { $line } 行目: 文字のファイルではありません
library-header = { $line } 行目: 文献番号や発明の名称の列がありません
library-quote = { $line } 行目: 引用符 " が閉じていません
library-no-document = 特許が1件もありません

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
help-arg-session = この記号（または名称）の会だけ
help-arg-need = ニーズ番号（例 N-02）
help-arg-org = 機関の ID か名前
help-arg-level = 関心度: 関心、要相談、面談希望、関心なし
help-arg-note = メモ
help-arg-filter = この名前をつけた絞り込みに合うものだけ
help-arg-due = 期限の日付（例 2026-12-01、12/1、+5）
help-arg-limit = 多くてもこの件数まで
help-arg-since = この日から
help-arg-until = この日まで
help-arg-what = どのファイルか
help-open = 進行画面を開く
help-open-examples =
    enishi open sessions/regional.toml
    大きな会の見本を開く
help-review = フォロー画面を開く（会のファイルは不要）
help-doctor = パソコンと記録の具合を調べ、直し方を言う
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
help-suggest = ニーズに応えられそうな機関を理由付きで提案する
help-suggest-examples =
    enishi suggest kai.toml N-02
    技術が合う会社と医療機器の会社。何も記録しません
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
help-task = フォロー課題の状態・期限・メモを変える
help-task-examples =
    enishi task N-02/kogaku/C1 完了
    ID は末尾だけでも、ひとつに決まれば使えます
help-task-arg-id = 課題の ID、またはその末尾
help-task-arg-status =
    状態: 未着手、準備中、相手確認中、審査中、署名中、
    完了、保留、不要、中止
help-pairings = ペアリングを出す
help-pairing = 1つのペアリングのカードを見る。案件の項目・状態・面談・次の対応を記録する
help-pairing-examples =
    enishi pairing N-02/kogaku
    画面のカードと同じ内容
    enishi pairing N-02/kogaku --set commitment=資金 --set 金額=150万円
    コミットメントと金額を1回の操作で記録
    enishi pairing N-02/kogaku --status 連携企業の変更 --reason 体制 --open-tasks stop --successor 12
    会社の変更。後任は名札 12 の会社
help-arg-id = ペアリング: ニーズ番号/機関（例 N-02/kogaku）
help-pairing-arg-set =
    項目=値。何度でも。値が空なら消す。項目は commitment
    （コミットメント）、collaboration（連携の形）、
    owner_hospital・owner_company（実用化担当者）、
    resource_hospital・resource_company（資源）、amount（金額）、
    lessons（教訓）、shared_data・shared_need・shared_ip・
    shared_rs・shared_making（共有シートの5行）。
    5行の確認は _hospital、_company を付けて 日付か「済」
help-pairing-arg-status =
    状態: 候補、確定、打診、面談予定、面談済、継続協議、
    プロジェクト化、契約、事業化、保留、見送り、
    連携企業の変更、中止
help-pairing-arg-reason = 終わり・保留の理由（例 病院・医師の判断）
help-pairing-arg-open-tasks =
    終わるときの課題: stop（いっしょに中止）、keep（残す）
help-pairing-arg-successor = 後任の会社（ID、名前、その方の名札）
help-pairing-arg-met = 会のあとに面談した日
help-pairing-arg-outcome =
    その結果: 実施せず、関心不足、情報交換のみ、連携可能
help-pairing-arg-said = 面談で話したこと
help-pairing-arg-next-hospital = 病院側の次の対応（空なら消す）
help-pairing-arg-hospital-by = その期日
help-pairing-arg-next-company = 企業側の次の対応（空なら消す）
help-pairing-arg-company-by = その期日
help-story = 案件の事例を履歴から書く（Markdown か 1ページ）
help-story-examples =
    enishi story N-02/kogaku -o 事例.html
    外に出せる内容だけ。書いたことも記録に残る
help-story-arg-format = 形式: md、html
help-story-arg-output = 書き出すファイル。なければ画面に出し、記録しない
help-story-arg-internal = 事務局だけの内容も入れる（社外秘の印が付く）
help-log = 記録した操作を古い順に出す
help-log-arg-person = この名札番号の人にかかわるものだけ
help-log-arg-kind = この種類だけ（例 pairing-recorded）
help-log-arg-need = このニーズだけ
help-log-arg-org = この機関だけ
help-undo = 自分の最後の操作を取り消す（番号を付けるとその操作）
help-undo-arg-action = 操作の番号（enishi log の番号の列）
help-undo-arg-yes = 別の人の操作でも確かめずに取り消す
help-redo = 取り消した操作をやり直す
help-config = 設定の既定値・場所・誤り
help-config-default = 既定の設定を書き出す
help-config-default-arg-what = settings、keymap、tasks、calls、synonyms、readings、concepts
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
help-device = このパソコンの確認番号を見る。同僚のパソコンを受け入れる
help-device-list = 署名したパソコンの一覧
help-device-accept = 同僚のパソコンを、電話で聞いた確認番号で受け入れる
help-device-accept-arg-name = ここでの呼び名
help-device-forget = 受け入れたパソコンを外す
help-arg-fingerprint = 確認番号（5桁の数字が4つ）
help-ops = 操作の書き出しと取り込み
help-ops-export-arg-session = この記号の会の分だけ
help-ops-export = 操作を JSON の行で書き出す
help-ops-export-arg-file = 書き出し先。なければ標準出力
help-ops-import = ほかのパソコンの操作を取り込む（何度でも可）
help-ops-import-arg-file = enishi ops export で書き出したファイル
help-bundle = ほかのパソコンに足りない記録を、封をした1つのファイルで渡す
help-bundle-export = 受け入れ済みのパソコンに足りない記録を書き出す
help-bundle-export-arg-output = 書き出し先
help-bundle-export-arg-session = この記号の会の分だけ
help-bundle-export-arg-to = 渡す相手（呼び名か確認番号）。なければ受け入れ済みのすべて
help-bundle-export-arg-whole = 相手がもう持つと知っている分も入れる
help-bundle-export-arg-open = 封をしない（ファイルを持つ人は誰でも読めます）
help-bundle-export-arg-force = ファイルがあっても置き換える
help-bundle-import = 受け渡しファイルを取り込む（何度でも可）
help-bundle-import-arg-file = 受け渡しファイル
help-bundle-introduce = 記録を入れずに、このパソコンを紹介するファイルを作る
help-bundle-introduce-arg-output = 書き出し先
help-bundle-introduce-arg-force = ファイルがあっても置き換える
help-backup = 記録のバックアップを作る
help-backup-arg-file = バックアップのファイル。なければ決まった場所
help-encrypt = 記録を暗号化する（パスワードは --key-file か画面で）
help-decrypt = 記録の暗号化を外す
help-arg-key-file = 暗号化した記録のパスワードを書いたファイル
help-restore = バックアップから記録を戻す（今の記録も残す）
help-restore-arg-file = バックアップのファイル
help-restore-arg-other = 今ある記録とは別の記録のバックアップでも戻す
help-rescue = 保存できなかった操作を取り込む
help-rescue-arg-file = 救出ファイル
help-timetable = 面談表を組む（記録はしません）
help-timetable-examples =
    enishi timetable kai.toml               案を組み直す（確定した面談は動かさない）
    enishi timetable kai.toml --fill        置いた面談はそのまま、空きだけ埋める
    enishi timetable kai.toml --repair 27 --at 15:10      27番が来ないとき
    enishi timetable kai.toml --repair 27=15:30-          27番が15:30に来るとき
    enishi timetable --problem problem.json --json
help-timetable-arg-file = 会のファイル（記録も合わせて見る）
help-timetable-arg-session = 記録の会の記号
help-timetable-arg-problem = 問題のファイル（JSON）
help-timetable-arg-fill = 置いた面談を動かさず、空きだけ埋める
help-timetable-arg-repair = 来ない・遅れる・早く帰る方（27、27=15:30-、27=-16:00）
help-timetable-arg-at = 今の時刻（始まった面談は動かさない）
help-print = 名札・関心表・受付名簿・面談表を紙に印刷する（HTML）
help-print-examples =
    enishi print badges kai.toml --open
    名札を作り、ブラウザーで開く
    enishi print sheets kai.toml --badges 12,80-85
    この番号の方の関心表だけ
help-print-badges = 名札（A4 に10面、受付で読む QR 付き）
help-print-sheets = 関心表（1人1枚、事前の関心に印が付く）
help-print-reception = 受付名簿（名札番号順とよみの順）
help-print-timetable = 面談表（掲示、案内、発表者ごと、会社ごと）
help-print-timetable-arg-file = 会のファイル
help-print-timetable-arg-session = 記録の会の記号
help-print-timetable-arg-problem = 面談表の問題のファイル（JSON）。なければ記録の面談表
help-print-timetable-arg-from = 最初の枠の時刻（例 15:00）。なければ枠の番号
help-print-badges-arg-session = ファイルの代わりに、記録の会の記号
help-print-sheets-arg-session = ファイルの代わりに、記録の会の記号
help-print-reception-arg-session = ファイルの代わりに、記録の会の記号
help-arg-badges = この名札だけ（例 12,80-85）
help-arg-new = まだ印刷していない名札と、印刷したあとで変わった名札だけ
help-arg-disclosure =
    ニーズの題名をどこまで載せるか: 公開、参加者限定、
    NDA後、非公開。なければ参加者限定まで
help-arg-out = 書き出し先。なければ今のフォルダーに
help-arg-open = 書き出したあと、ブラウザーで開く
help-arg-force = 同じ名前のファイルがあれば置き換える
help-import-arg-into-record = 記録の会に足す（--session に記号か名前。新しい会なら --date も）
help-show = ある時点のペアリングと課題を出す
help-show-examples =
    enishi show --at "2026-11-20 14:05"
help-show-arg-at = 日時（日付だけならその日の終わり）
help-person = ある人について持っている情報
help-person-report = ある人について持っている情報をすべて出す
help-person-provisions = 誰を誰に、いつ紹介したか（提供記録が要る場合、原則3年。要確認）
help-person-consent = 連絡先を渡すことに本人が同意した
help-person-consent-examples =
    enishi person consent 15 --on 2026-11-20 --way 申込書
    enishi person consent 15 --record 名刺
help-person-consent-arg-on = 同意の日（なければ今日）
help-person-consent-arg-way = 同意の方法（申込書、口頭 など）
help-person-consent-arg-record = 提供記録の扱い: 通常、契約書等（1年の目安）、名刺（本人が渡したので記録不要の目安）
help-person-overdue = 個人情報を長く持っている会
help-person-erase = ある人の情報を記録から消す
help-person-report-arg-name = 名前から、それがだれかを並べる
help-person-erase-arg-yes = 名前を確かめずに消す
help-person-erase-arg-also = 疑わしい所のうち、消すものの番号（例 1,3）
help-person-erase-arg-all-doubtful = 疑わしい所もすべて消す
help-person-pending = まだ消し終わっていないもの（未完）を並べる
help-person-came-back = 消した人が戻り、名簿に載ることに同意した
help-person-new-key = 消した人を見分ける鍵をなくしたとき、新しい鍵を作る
help-arg-badge = 名札番号
help-purge = 会の個人情報と自由記述を記録から消す
help-purge-arg-session = 会の記号
help-library = 手元の特許一覧
help-library-add = ファイルを特許一覧に加える
help-purge-arg-yes = 確かめずに消す
help-library-add-examples =
    enishi library add jplatpat.csv
help-library-add-arg-files = J-PlatPat の CSV、または一覧
help-library-list = 特許一覧のファイルを出す
help-library-remove = 特許一覧から外す
help-library-remove-arg-files = 一覧に出る名前
help-arg-changed =
    記録のある番号の名前が変わったとき:
    corrected（すべて訂正）、other（すべて別のもの）、
    moved（すべて番号が変わった）
help-arg-corrected = この番号は名前の訂正（記録にも出る）
help-arg-other = この番号は別のもの（記録は前のまま）
help-arg-moved = この番号のものは番号が変わった
help-arg-take-file = ファイルと記録の両方で変わった欄はファイルを取る
help-arg-keep-record = ファイルと記録の両方で変わった欄は記録を残す
help-new = 会のファイルのひな型を書き出す
help-new-examples =
    enishi new kai.toml
    enishi new kai.xlsx
    書き替えて enishi check kai.toml で確かめます
help-new-arg-file = 書き出すファイル（なければ画面に出す）
help-sample = 見本で試す（記録は別の場所に置きます）
help-sample-arg-remove = 見本の記録を消す
help-texts = 画面とコマンドの文をすべて出す
help-tasks-add = 自分の言葉で課題を追加する
help-tasks-add-examples =
    enishi tasks add 電話する --need N-02 --org 光学テクノ
help-tasks-add-arg-title = すること（例 電話する）
help-tasks-add-arg-need = ニーズの番号か、題名・内容の一部
help-tasks-add-arg-org = 機関の ID か名前
help-tasks-add-arg-due = 期限の日付（12/10、+5 も可）。なければ5営業日後
help-tasks-add-arg-owner = 担当側。なければ支援機関
help-tasks-add-arg-session = 会の記号（記録に会が2つ以上あるとき）
help-arg-find = この言葉があるものだけ（例 "曇り n01"）
help-pairings-arg-undecided = 決めることが残っているものだけ、関心度の順に
help-task-arg-on = 完了した日（署名した日など）。なければ今日
help-task-arg-because = 前の課題より先に完了にする理由
help-session = 記録にある会
help-session-export = 会を今の内容で会のファイルに書き出す
help-session-export-examples =
    enishi session export --session kai-2026 -o kai-2027.toml
help-session-export-arg-session = 会の記号
help-session-export-arg-to = 書き出すファイル
help-convert = 会のファイルを TOML と Excel の間で書き替える
help-convert-examples =
    enishi convert kai.toml kai.xlsx
    内容は同じです。TOML の説明の行は移りません
help-convert-arg-from = もとのファイル
help-convert-arg-to = 書き出すファイル（.toml か .xlsx）
help-import = 参加者・ニーズ・関心・特許の一覧を取り込む
help-import-examples =
    enishi import --attendees 名簿.xlsx --needs ニーズ.csv --session "第1回 発表会" --date 2026-12-15 -o 会.toml
    新しい会のファイルを作ります
    enishi import --interests 関心.xlsx --into 会.toml --dry-run
    何が変わるかだけを見ます
help-import-arg-attendees = 参加者の一覧（Excel、CSV、フォームの回答）
help-import-arg-needs = ニーズの一覧
help-import-arg-interests = 関心の一覧
help-import-arg-patents = 特許の一覧（J-PlatPat など。いくつでも）
help-import-arg-edited = 書き出したブックを書き替えたもの（変えた所だけ記録します）
help-import-arg-session = 新しい会の名前
help-import-arg-date = 新しい会の日
help-import-arg-output = 書き出す新しいファイル（.toml か .xlsx）
help-import-arg-into = 書き足す会のファイル（.toml。説明の行は残ります）
help-import-arg-skip-errors = 誤りと要確認の行を除いて取り込む
help-import-arg-take-doubtful = 要確認の行も、読み取りのとおり取り込む
help-import-arg-corrected = この名札番号の方の名前は訂正（記録の方と同じ人）
help-import-arg-other = この名札番号の方は記録の方とは別の人（空いた番号を付ける）
help-import-arg-map = 見出しと項目の対応を書いたファイル
help-import-arg-sheet = 読むシート
help-import-arg-encoding = 文字コード（utf-8、cp932、euc-jp など）
help-import-arg-dry-run = 試すだけで、何も書かない
help-interest = 参加者の関心
help-interest-import = フォームの回答を、提出された関心表として取り込む
help-interest-import-examples =
    enishi interest import 回答.csv --session kai-2026-12-04
    名札番号か名前と会社で本人を見つけます。誤りが1つでもあれば何も記録しません
    enishi undo で、1回ですべて取り消せます
help-interest-import-arg-file = 回答（CSV か Excel）
help-interest-import-arg-session = 会の記号か名前
help-interest-import-arg-take-doubtful = 要確認の行も、読み取りのとおり取り込む
help-interest-import-arg-map = 見出しと項目の対応を書いたファイル
help-interest-import-arg-sheet = 読むシート
help-interest-import-arg-encoding = 文字コード（utf-8、cp932、euc-jp など）
help-interest-import-arg-dry-run = 試すだけで、何も記録しない
help-read-sheets = ブックを JSON で出す（プログラムが自分で使います）
help-read-sheets-arg-file = ブック
help-export = 記録を Excel・CSV・カレンダーなどに書き出す
help-export-examples =
    enishi export -o 結果.xlsx --internal
    面談結果、一覧表、課題、参加者、ニーズ、関心を1冊に
    enishi export --what tasks -o 期限.ics
    期限をカレンダーに
    enishi export --what pairings --for 光学テクノ -o 光学テクノ.xlsx
    その機関に渡してよいものだけ
help-export-arg-what = 表（pairings 面談結果、matrix 一覧表、tasks 課題、attendees 参加者、needs ニーズ、interests 関心、report 報告、all 報告のほかすべて）
help-export-arg-session = 会のID
help-export-arg-filter = この語がある行だけ
help-export-arg-format = 形式（xlsx、csv、json、md、html、ics。なければファイル名で決めます）
help-export-arg-output = 書き出すファイル
help-export-arg-internal = 公開範囲にかかわらずすべて（社外秘の印が付きます）
help-export-arg-receiver = この機関に渡してよいものだけ
help-export-arg-encoding = CSV の文字コード（utf-8 か cp932）
help-schema = 書き出す JSON の形（JSON Schema）

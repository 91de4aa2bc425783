## report: the screen
screen-report = 7 報告
group-report = 報告
action-go-report = 報告画面へ
action-change-period = 期間を替える（この会、年度、すべて）
hint-change-period = 期間
report-flow = 流れ
report-in-days = 日数
report-reasons = 理由
report-hospitals = 病院
report-kinds = 種別
report-regions = 地域
report-support = 伴走
report-commitment = コミットメント
report-forms = 形
report-coordinators = 担当
report-foot = 左右 見出し  Enter もとの記録
report-behind = もとの記録 { $count }件
report-behind-foot = Enter できること  Esc 戻る
report-no-session = この期間の会は記録にありません。{ $key } で期間を替えられます。
report-nothing-here = ここに数えるものは、まだありません。
report-took = 中央値 { $median }営業日（{ $q1 } から { $q3 }、{ $count }件）
report-of-year = { $year }年度
report-of-session = この会
report-of-all = すべての会
report-facts = { $period }  会 { $count }

## report: headings
report-title = 報告 { $of }（{ $day } 現在）
report-sessions = { $count }回の会
report-figures = 件数
report-figure = 項目
report-count = 件数
report-target = 目標
report-before = 前回・前年
report-of-target = 目標 { $count }
report-of-before = 前回・前年 { $count }
report-mah-share = 確定したペアリングのうち製販の参画 { $percent }%
report-commitment-share = 確定したペアリングのうち企業のコミットメントがあるもの { $percent }%
report-days = 段階ごとの営業日数
report-stage = 段階
report-median = 中央値
report-q1 = 下から1/4
report-q3 = 下から3/4
report-declined = 終わったペアリングの理由
report-reason = 理由
report-no-reason = 理由の記録なし
report-by-hospital = 病院別
report-by-company-kind = 会社の種別（重複あり）
report-by-region = 域内・域外の会社
report-by-support = 伴走支援
report-by-commitment = 企業のコミットメント
report-by-collaboration = 連携の形
report-by-coordinator = 担当別

## report: commands
report-none = その範囲の会は記録にありません。
report-none-how = --session、--year（年度。4月から翌年3月）、--program、--from、--to を確かめてください。
report-unmade = 報告を作れません。
report-needs-file = Excel の報告には書き出すファイルが要ります。
report-needs-file-how = -o 報告.xlsx のように書いてください。
report-no-format = 報告はこの形式では出せません。
report-no-format-how = xlsx、html、md、json のどれかにしてください。
report-written = 書き出しました: { $path }

## help: report
help-report = 報告: ニーズから契約・上市までの件数、段階ごとの日数、理由、病院別・担当別
help-report-examples =
    enishi report --year 2026
    2026年度（4月から翌年3月）の会をまとめて数える
    enishi report --session kai -o 報告.html
    1枚の報告（ブラウザーの印刷で PDF に）
help-report-arg-session = この会だけ
help-report-arg-year = 年度（4月から翌年3月）
help-report-arg-program = この事業の会だけ
help-report-arg-from = この日以後に開いた会
help-report-arg-to = この日以前に開いた会
help-report-arg-format = 形式（text、json、md、html、xlsx。なければファイル名で決めます）
help-report-arg-output = 書き出すファイル。なければ画面に出します
help-report-arg-internal = 担当別など事務局の中だけのものも入れる（社外秘の印が付きます）

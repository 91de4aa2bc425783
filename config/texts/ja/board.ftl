## label: on a card
label-rule = 規則
label-paper = 書類

## stage: where a pairing stands
stage-status = 状態を { $status } に
stage-opens = （次を開くもの: { $ways }）

## follow: broken rules
follow-broken = 確かめる規則 { $count }件

## menu
menu-overrule = この規則を外す（理由を書く）
menu-overruled = 外した理由を直す・規則を戻す: { $rule }
menu-overrule-rule = 規則を外す: { $rule }
menu-rules = 規則を確かめる・外す
menu-rules-of = 規則  { $what }
menu-broken = { $rule }  { $what }
menu-task-details = 書類と日付（相手先・文書・提出・署名・期限・くり返し）

## form
form-overrule-title = 規則を外す  { $rule }
form-overrule = 外す理由（名前と日時も残ります。空にすると規則が戻ります）
form-task-details-title = 「{ $task }」の書類と日付
form-version = 版
form-months = くり返し（最初からの月数。例: 3,6,12）
form-day-of = { $field }（空でもかまいません。例: 12/1、+5）

## say
say-rule-aside = 規則「{ $rule }」を外しました。理由も記録しました。
say-rule-holds = 規則「{ $rule }」を戻しました。
say-rule-not-broken = この規則は もう守られています。外す必要はありません。
say-no-rules = 守られていない規則はありません。
say-task-detailed = 書類と日付を { $count }件 記録しました。
say-nothing-on-day = この日に期限の来るものはありません。F3 で次の予定日に移れます。
say-bad-months = 月数は 3,6,12 のように、小さい順に 1 から 120 で入れてください。
say-together = { $done }件を変えました。
say-together-left = { $done }件を変え、{ $left }件は前の課題を待つので残しました。残りは1件ずつ、理由を書いて完了にしてください。
say-other-session = 印は1つの会の中で付けます。Esc で今の印を外せます。
say-table-only = 表で使います。見方を替えてから選んでください。

## menu: marked rows
menu-marked = 印の { $count }件にできること
menu-tasks-status = 課題 { $count }件を { $status } にする
menu-pairings-status = ペアリング { $count }件を { $status } にする
menu-due-of-all = 課題 { $count }件の期限を変える

## view: ways to see
view-switch = { $key } 見方  { $all }
view-today = 今日
view-board = 板
view-table = 表
sort-due = 期限
sort-need = ニーズ
sort-org = 会社
sort-status = 状態
follow-stage = { $stage } { $count }
follow-rows = 課題とペアリング { $count }件  印 { $marks }  並び { $sort }
follow-board-foot = { $key } できること  左右 段階
follow-table-foot = { $key } できること  { $mark } 印
follow-marked-foot = { $key } 印の { $count }件にできること
board-left = 左に { $stages }
board-right = 右に { $stages }
board-rules = 規則{ $count } !
board-nothing = 次の対応なし !

## action: ways to see
action-switch-view = 見方を替える（今日・板・表・暦）
hint-switch-view = 見方
action-toggle-mark = 印を付ける・外す（表で）
hint-toggle-mark = 印

## month: the calendar
view-calendar = 暦
follow-month = { $year }年{ $month }月
follow-month-foot = { $key } できること  矢印 日  { $week } 週・月
unit-days = { $count }日
unit-weeks = { $count }週
month-today-short = 今
month-due = { $count }件
month-sitting = { $committee }（{ $org }）
month-hand-in = { $committee }の提出締切（{ $org }）
month-call = 公募の締切 { $name }
month-e-rad = e-Rad の承認 { $name }

## team: the team of a need
label-team = 体制
team-title = { $no } { $title } の体制
team-filled = { $role }: { $names }
team-empty = { $role }: 空き
team-could = { $role }: 空き　候補 { $names }
team-here = { $name }（会の名簿）
team-before = { $name }（{ $session }）
help-team = ニーズの体制（役割ごとの担い手、空き、候補）を見る
help-team-examples =
    enishi team kai.toml N-02
    役割ごとに、担う機関、空き、埋められそうな機関。何も記録しません

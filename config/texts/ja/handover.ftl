## handover: from one coordinator to the next
label-coordinator = 調整担当
op-coordinator = { $what } の担当を { $name } に
handover-title = 担当の引き継ぎ { $from } から { $to } へ
handover-since = { $day } からこの状態
handover-next-hospital = 病院側の次の対応: { $text }
handover-next-company = 企業側の次の対応: { $text }
handover-task = 課題: { $text }
handover-late = 超過
handover-rule = 規則: { $text }
handover-past = 経過: { $text }
handover-same = 渡す人と受け取る人が要ります。
handover-same-how = --from 相沢 --to 別府 のように、別の名前を書いてください。
handover-nothing = 「{ $name }」が担当する続いている組はありません。
handover-nothing-how = enishi report の担当別で名前を確かめてください。
handover-dry = { $count }組。まだ移していません（--dry-run）。
handover-done = { $count }組と、その終わっていない課題を { $from } から { $to } へ移しました。enishi undo で戻ります。
handover-undo = 会が { $count }つあるため、戻すときは会ごとに1回です。

## help: handover
help-handover = 担当者の交代: 次の人が知ることを出し、組と残りの課題を移す
help-handover-examples =
    enishi handover --from 相沢 --to 別府 --dry-run
    出すだけで、移さない
help-handover-arg-from = いまの担当
help-handover-arg-to = 次の担当
help-handover-arg-dry-run = 出すだけで、移さない

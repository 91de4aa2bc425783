edited-not-ours = { $path } は、縁が書き出したブックではありません。
edited-not-ours-how = enishi export で書き出したブックの、状態・期限・メモ・関心度を書き替えたものを渡してください。
edited-change = { $place } { $heading }: { $was } -> { $now }
edited-gone = この行の記録がありません。
edited-both = 記録は「{ $record }」に変わっています。「{ $now }」は取り込みません。もう一度書き出してから直してください。
edited-unread = { $heading } の「{ $now }」が読めません。選択肢か、日なら 12/4、2026-12-04 の形にしてください。
edited-blocked = 先の課題が終わっていないので、完了にできません。
edited-done = { $count } か所を記録しました。{ $actions ->
    [one] enishi undo で戻せます。
   *[other] 会ごとに分けて記録したので、enishi undo { $actions } 回で戻せます。
}
edited-nothing = 記録に足すことはありませんでした。
edited-added = { $place } 新しい課題: { $title }
edited-left = { $place } { $heading } の「{ $now }」は取り込みません。名前や番号は、このブックからは変わりません。
edited-sheet-unread = シート「{ $sheet }」の変更は --edited では読みません。名簿・ニーズ・関心は --attendees・--needs・--interests で取り込んでください。
edited-twice = 同じ記録の行が前にもあります。どちらかの行を消してください。
edited-no-step = 「{ $day }」だけがあって「{ $heading }」がありません。対応も書いてください。
edited-not-closed = 完了日 { $day } がありますが、状態が完了ではありません。状態も直してください。
edited-later = 完了日 { $day } はまだ先の日です。
edited-new-row = 新しい行です。課題として取り込むには、課題のシートに課題を書いてください。ニーズ番号・機関は空でも取り込みます。
edited-no-need = ニーズ番号「{ $need }」はありません。
edited-no-org = 機関「{ $org }」が見つからないか、いくつもあります。一覧にある名前を書いてください。
edited-there = 「{ $title }」という課題は、もうあります。
edited-which-session = 会「{ $session }」がどの会か分かりません。会の名前か記号を書いてください。

erased-learned = 名札番号 { $badges } の方の個人情報が消去されました。氏名はもう出ません
erased-learned-many = { $count } 名の個人情報が消去されました。氏名はもう出ません
erased-in-text = 入力中の文に、消去された方の氏名があります
erased-same-name = 消去された方と同じ氏名です。別の方ならもう一度決定。本人が戻って同意したのなら、先に enishi person came-back
erased-refused = 名札番号 { $badge } の方は消去済みです。記録できません（本人が戻って同意したとき: enishi person came-back { $badge }）
ask-erased = 消去された方の氏名があります。それでも残すなら、もう一度 { $key }

due-doubtful = 日時不確か
due-anew = 期限を決め直す
due-doubtful-how = 日時不確か: パソコンの時計が合っていないときに数えた期限です。決め直すには: enishi task ID 状態 --due 日付

## システムと部品が言う故障の理由
fault-not-found = ファイルがありません
fault-not-allowed = 読む権限がありません
fault-is-folder = フォルダーです
fault-no-folder = 場所の途中にフォルダーでないものがあります
fault-no-file = ふつうのファイルではありません（装置やパイプは読みません）
fault-too-large = ファイルが大きすぎます
fault-exists = 同じ名前のものがもうあります
fault-full = 保存先に空きがありません
fault-read-only = 保存先に書き込めません（読み取り専用です）
fault-busy = ほかのプログラムが使っています
fault-bad-name = この名前は使えません
fault-bad-data = 中身が壊れています
fault-number = コンピューターが断りました（エラー番号 { $number }）
fault-unknown = 理由が分かりません（{ $detail }）
fault-syntax = { $column }文字目の書き方が読めません
fault-library = 中身を読み書きできません

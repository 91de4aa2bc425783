## secret: the passphrase
secret-ask = 記録の合言葉を入れてください（表示されません。Esc でやめます）
secret-wrong = この合言葉では開けません。もう一度入れてください
secret-none = 合言葉がないので開けません
secret-none-how = もう一度実行して合言葉を入れるか、--key-file でファイルを指定してください
secret-again = 確かめのため、もう一度入れてください
secret-differs = 二度の合言葉が違います

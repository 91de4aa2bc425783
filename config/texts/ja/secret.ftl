## secret: the passphrase
secret-ask = 記録のパスワードを入れてください（表示されません。Esc でやめます）
secret-wrong = このパスワードでは開けません。もう一度入れてください
secret-none = パスワードがないので開けません
secret-none-how = もう一度実行してパスワードを入れるか、--key-file でファイルを指定してください
secret-again = 確かめのため、もう一度入れてください
secret-differs = 二度のパスワードが違います

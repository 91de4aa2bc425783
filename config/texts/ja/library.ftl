## library: patents at hand
library-made = 蔵書は { $files } ファイル、{ $patents } 件です
library-empty = 蔵書は空です（enishi library add FILE で加えます）
library-changed = { $path }（変更あり。次に使うとき読み直します）
library-none = 「{ $name }」は蔵書にありません
library-none-how = 名前は enishi library list で見られます
library-unusable = { $path } を特許の一覧として読めません
library-unusable-how = J-PlatPat の CSV か、1行に1件の一覧を指定してください
library-encoding = 文字コードが UTF-8 でも Shift_JIS でもありません（{ $at } バイト目）
library-row = { $line } 行目: 表として読めません（{ $reason }）
library-binary = { $line } 行目: 文字のファイルではありません
library-header = { $line } 行目: 文献番号や発明の名称の列がありません
library-quote = { $line } 行目: 引用符 " が閉じていません
library-no-document = 特許が1件もありません

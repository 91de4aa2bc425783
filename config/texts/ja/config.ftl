## config: settings, keys and the catalogue of tasks
config-mean = 「{ $value }」ではありませんか。
config-known = 書けるのは次のものです: { $all }
config-too-big = 設定ファイルが大きすぎます。
config-too-big-help = 1 MiB までです。初めの値を使います。
config-syntax = この行の書き方が読めません。この行は使いません。
config-syntax-help = 「項目 = 値」の形に直してください。文字は " " で囲みます。
config-unknown = 「{ $key }」という設定はありません。使いません。
config-value = { $key } の値が使えません。初めの値を使います。
config-value-help = 例: { $wanted }
config-action = 「{ $key }」という操作はありません。使いません。
config-action-help = 操作の名前は enishi config default keymap で分かります。
config-conflict = { $chord } が { $first } と { $second } の両方にあります。{ $first } に使います。
config-conflict-help = どちらかを別のキーにしてください。
config-task = 課題「{ $code }」が読めません。初めの課題一覧を使います。
config-task-help = { $key } を確かめてください。書き方は enishi config default tasks で見られます。
config-concept = 観点「{ $name }」が読めません。この項目は使いません。
config-concept-help = 書き方は enishi config default concepts で見られます。
config-concept-unknown = 「{ $name }」という観点はありません。この項目は使いません。
config-call = 公募「{ $name }」が読めません。
config-call-help = { $key } を確かめてください。書き方は enishi config default calls で見られます。
config-task-twice = 課題「{ $code }」が2回出てきます。初めの課題一覧を使います。
config-task-twice-help = どちらかの code を別の名前にしてください。
config-task-after = 課題「{ $code }」の前の課題「{ $after }」がありません。初めの課題一覧を使います。
config-task-circle = 課題「{ $code }」が、前の課題をたどると自分に戻ります。初めの課題一覧を使います。
config-task-circle-help = after から1つ外してください。
config-task-empty = 課題が1つもありません。初めの課題一覧を使います。
config-task-empty-help = 課題は [[tasks]] で1つずつ書きます。

## config: places and errors of the settings
config-place-settings = 設定
config-place-keymap = キー割り当て
config-place-tasks = 課題一覧
config-place-calls = 公募の一覧
config-place-synonyms = 略語
config-place-db = データベース
config-place-data = データ
config-place-readings = 自分のよみ
config-place-concepts = 観点
config-place-library = 特許一覧
config-fine = 設定に誤りはありません
config-nothing-set = 設定ファイルはありません（すべて初めの値です）
config-check-wrong = 設定に使えない所があります
config-check-wrong-why = { $count } か所が初めの値のままになります
config-check-wrong-how = 上の報告の対処を見て直してください
config-list-form = この行の書き方が読めません。この一覧は使いません。
config-list-form-help = 書き方は enishi config default { $list } で見られます。
config-not-kana = 「{ $word }」のよみ「{ $reading }」がかなではありません。この一覧は使いません。

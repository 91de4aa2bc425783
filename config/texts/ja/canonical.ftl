## canonical: what is wrong in a line of exported operations
canonical-line = 行
canonical-missing = { $field }がありません
canonical-unknown = { $field }という項目はありません
canonical-twice = { $field }が二つあります
canonical-form = { $field }が Enishi の書き方ではありません
canonical-text = { $field }に使えない文字があります
canonical-long = { $field }が長すぎます
canonical-differs = { $field }が内容と合いません

## Admission: ops that are not taken in
admission-unfit = 操作の種類、対象、会が合いません
admission-undoes-itself = 自分を元に戻す操作です
admission-erases-itself = 自分を消去する操作です
admission-says-else = 消去の操作が、元の記録を別の内容に書き替えています
admission-unlinked = 前の操作につながりません。書き替えられています
canonical-gone = 内容が消されている行です。書き出した端末でも欠けているなら、この操作を書いた端末の書き出しをそこに取り込むと直ります

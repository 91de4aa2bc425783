## canonical: what is wrong in a line of exported operations
canonical-missing = { $field }がありません
canonical-unknown = { $field }という項目はありません
canonical-twice = { $field }が二つあります
canonical-form = { $field }が Enishi の書き方ではありません
canonical-text = { $field }に使えない文字があります
canonical-differs = { $field }が内容と合いません

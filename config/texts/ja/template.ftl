## template: comments of the template of a session file
template-head =
    会のファイルのひな型です。（例）の行を書き替えて使います。
    行の先頭の # を消すと、その項目が使われます。要らない行はそのままで構いません。
    書いたら enishi check このファイル で確かめ、enishi open このファイル で開きます。
template-session = 会（1つだけ）
template-organisations = 機関: 病院、会社、支援機関。1件ごとに [[organisations]] から写して増やします。
template-attendees = 参加者。org は機関の id です。
template-needs = ニーズ。hospital は病院の id です。公開してよいかが決まるまで、disclosure は 非公開 にします。
template-patents = 関連特許。なければ、この下をすべて消してください。
template-optional = 書いても書かなくてもよい項目:
template-slots = 面談の枠。書かなければ、会の開始から面談時間ごとに区切ります。
template-tables = 卓。書かなければ、会の卓数を使います。
## workbook: what the columns of a workbook take
workbook-required = 必ず書きます。{ $kind }
workbook-id = 文字、数字、- _ . だけで書きます。
workbook-texts = いくつかあれば「、」か改行で区切ります。
workbook-date = 2026/11/20 のような日付。
workbook-time = 13:30 のような時刻。
workbook-count = 整数。

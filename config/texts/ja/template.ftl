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

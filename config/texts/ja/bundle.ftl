# 受け渡しファイル（ほかのパソコンへ渡す記録）
bundle-none = 受け渡しファイルではありません。enishi bundle export で作ったファイルか確かめてください。
bundle-newer = 新しい版の Enishi で作られた受け渡しファイルです。Enishi を更新してください。
bundle-cut = 受け渡しファイルが途中で切れています。コピーが終わっているか確かめ、もう一度受け取ってください。何も取り込んでいません。
bundle-large = 受け渡しファイルが大きすぎます（1 GB まで）。--session で会ごとに分けてください。
bundle-changed = 受け渡しファイルが途中で書き替わっています（作ったパソコンの署名と合いません）。もう一度受け取ってください。何も取り込んでいません。
bundle-not-for-us = この受け渡しファイルは、このパソコンには開けません。作った方に、このパソコンの確認番号（enishi device）で受け入れてから作り直すよう頼んでください。
bundle-made = { $count } 件の操作を { $path } に書き出しました。開けるのは { $to } のパソコンだけです
bundle-made-open = { $count } 件の操作を { $path } に書き出しました。封をしていないので、ファイルを持つ人は誰でも読めます
bundle-for-nobody = 渡す相手のパソコンがまだありません
bundle-for-nobody-how = 初めに互いを受け入れます。enishi bundle introduce -o ファイル で作ったファイルを渡し合って取り込み、電話で確認番号を聞いて enishi device accept で受け入れてください
bundle-no-device = 「{ $name }」という受け入れ済みのパソコンはありません
bundle-no-device-how = enishi device list で、名前か確認番号を確かめてください
bundle-several = 「{ $name }」と呼ぶパソコンが2台以上あります
bundle-several-how = 確認番号で指してください
bundle-introduced = { $path } に、このパソコンの紹介を書き出しました（記録は入っていません）。相手に渡し、電話で確認番号 { $fingerprint } を読み上げてください
bundle-from = { $name } のパソコンからの受け渡しファイルです
bundle-from-unknown = まだ受け入れていないパソコン { $fingerprint }（「{ $name }」と名乗っています）のファイルです。電話で確認番号を確かめ、合っていれば enishi device accept { $fingerprint } で受け入れてください

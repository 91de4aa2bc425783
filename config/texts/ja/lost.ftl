## lost: what belongs to the record and is not there
keep-only-mirror = この場所にはまだ記録がなく、二重保存のファイル（{ $path }）に記録があります（{ $until } まで、会 { $sessions }、ペアリング { $pairings } 件）。データのフォルダーをなくしたのなら、enishi restore { $path } --other で戻せます。それまで二重保存は止めています。
keep-marks-lost = 消去した方を見分ける鍵（{ $path }）がありません。消去した { $count } 名を、これから読むデータの中で見分けられません。バックアップがあれば、その場所に戻してください。なければ、同じ鍵を持つ同僚のパソコンでこのパソコンを受け入れ（enishi device accept）、書き出しを取り込んでください。どちらもできなければ、新しい鍵を作ります（enishi person new-key）。
keep-marks-refused = 消去した方を見分ける鍵（{ $path }）がないので、消去していません。新しい鍵では、前に消去した方を見分けられません。バックアップがあればその場所に戻してください。なければ、同じ鍵を持つ同僚のパソコンでこのパソコンを受け入れ（enishi device accept）、書き出しを取り込むか、enishi person new-key で新しい鍵を作ってから消去してください。
person-new-key = 消去した方を見分ける新しい鍵を作りました（{ $path }）。バックアップを取ってください
person-new-key-count = 前に消去した { $count } 名は、この鍵では見分けられません。その方のデータをまた読んだときは、もう一度消去してください
person-new-key-there = 消去した方を見分ける鍵は失われていません。新しい鍵は作っていません

## session: problems in a session file
session-mean = 「{ $value }」ではありませんか。
session-write = { $value } と書いてください。
session-example = 例: { $example }
session-noun-organisation = 機関ID
session-noun-need = ニーズ番号
session-noun-attendee = 名札番号
session-noun-patent = 文献番号
session-e001-cp932 = 文字コードが Shift_JIS（CP932）です。UTF-8 で読みます。
session-e001-utf16 = 文字コードが UTF-16 です。UTF-8 で読みます。
session-e001-unknown = UTF-8 の文字として読めない箇所があります。
session-e001-cp932-help = メモ帳は「名前を付けて保存」で文字コードを UTF-8 に、Excel は「CSV UTF-8」を選んで保存し直してください。
session-e002 = ファイルが大きすぎます（{ $mib } MiB まで）。
session-e002-help = 開催回ごとにファイルを分けてください。
session-e003 = 行の見出し [[ ]] が多すぎます（{ $max } 件まで）。
session-e004 = { $key } の文字が多すぎます（{ $max } 文字まで）。
session-e004-line = この行は長すぎます（{ $max } バイトまで）。
session-e004-help = 短くするか、資料の場所を url に書いてください。
session-e005 = 目に見えない制御文字があります。
session-e005-help = この行を打ち直してください。
session-e010-missing = 先頭に format = 1 がありません。
session-e010-missing-help = 最初の行に format = 1 と書いてください。
session-e010-unknown = format = { $found } の書き方は、この版では読めません。
session-e010-unknown-help = format = 1 と書くか、縁を新しい版にしてください。
session-e011 = { $key } がありません。
session-e011-help = { $key } = の行を足してください。必ず書く項目です。
session-e011-section = [{ $key }] がありません。
session-e011-section-help = [{ $key }] の行を書き、その下に id、title、held_on を書いてください。
session-e012 = { $what }「{ $value }」が2回出てきます（1回目は { $line } 行目）。
session-e012-help = どちらかを別の番号に直してください。
session-e013 = 文献「{ $value }」は { $line } 行目の「{ $other }」と同じ文献です。
session-e013-help = 1つにまとめ、needs に両方のニーズを書いてください。
session-e014 = { $what }「{ $value }」がこのファイルにありません。
session-e014-help = 番号を直すか、[[{ $table }]] を足してください。
session-e015 = 「{ $key }」という項目はありません。
session-e015-help = 綴りを直すか、この行を消してください（場所は { $table } です）。
session-e015-japanese = 項目名は英字で書きます。
session-e015-top-help = 書けるのは format、[session]、[[organisations]]、[[attendees]]、[[needs]]、[[patents]] です。見出しの下に移すか、消してください。
session-e016-text = { $key } は文字で書きます。" " で囲んでください。
session-e016-number = { $key } は整数で書きます。" " は付けません。
session-e016-date = { $key } は日付で書きます。
session-e016-time = { $key } は時刻で書きます。
session-e016-flag = { $key } は true（はい）か false（いいえ）で書きます。
session-e016-texts = { $key } は [ ] の中に文字を並べて書きます。
session-e016-table = { $key } は見出し [{ $key }] で書きます。
session-e016-rows = { $key } は1件ごとに見出し [[{ $key }]] で書きます。
session-e016-tables = { $key } は { "{" } { "}" } で囲んだ組を並べて書きます。
session-e017 = { $key } が空です。
session-e017-help = 内容を書いてください。必ず書く項目です。
session-e018 = { $key } に「{ $value }」は使えません。
session-e018-help = 次から選んでください: { $all }
session-e019 = { $key } の「{ $value }」に使えない文字があります。
session-e019-help = 文字、数字、- _ . だけで、空白や / を入れず、64文字までで書いてください。
session-e020 = 日付「{ $value }」が読めません。
session-e020-help = 2026-11-20 のように、ある日付を西暦で書いてください。
session-e021 = 時刻「{ $value }」が読めません。
session-e021-help = 13:30:00 のように書いてください。
session-e022 = { $key } は { $min } から { $max } までの整数です。
session-e022-help = 値を確かめて直してください。
session-e023 = 終了が開始より前です。
session-e023-help = starts_at と ends_at を確かめてください。
session-e024 = 製造販売業許可番号「{ $value }」の形が違います。
session-e024-help = 27B2X00150 のように、都道府県2桁、B、種別1から3、X、5桁です。許可証の写しで確かめてください。
session-e025 = 許可番号「{ $number }」の種別と、mah_type の「{ $written }」が合いません。
session-e025-help = 番号の4文字目が種別です。正しい方に直すか、mah_type を消してください。
session-e026 = 法人番号「{ $value }」は桁数か検査数字が合いません。
session-e026-help = 13桁を国税庁の法人番号公表サイトで確かめてください。
session-e027 = 一般的名称コード「{ $value }」が8桁の数字ではありません。
session-e027-help = "11246000" のように8桁で書いてください。
session-e028 = 「{ $key }」が2回出てきます。
session-e028-help = どちらかを消してください。一覧に足すなら [[ ]] で囲みます。
session-e040 = 全角の空白があります。
session-e040-help = 半角の空白に直してください。
session-e041 = 引用符が全角です。
session-e041-help = 半角の " に直してください。
session-e042 = 全角の記号「{ $found }」があります。
session-e042-help = 半角の { $want } に直してください。
session-e043 = 数字が全角です。
session-e044 = 引用符 " が閉じていません。
session-e044-help = 文字の終わりに " を付けてください。複数行は """ で囲みます。
session-e045 = 文字が " " で囲まれていません。
session-e046 = = がありません。
session-e046-help = 「項目 = 値」の形に直してください。メモなら行の先頭に # を付けます。
session-e047 = [ ] や { "{" } { "}" } が閉じていないか、区切りの , がありません。
session-e047-help = 値の間に , を入れ、最後に閉じてください。
session-e048 = 見出しの [ ] が閉じていません。
session-e048-help = [session] や [[needs]] の形に直してください。
session-e049 = \ の使い方が違います。
session-e049-help = \ そのものは \\ と書くか、' ' で囲んでください。
session-e050 = 入れ子が深すぎます。
session-e050-help = [ ] や { "{" } { "}" } の重なりを減らしてください。
session-e051 = この行の書き方が読めません。
session-e051-help = 「項目 = 値」の形か確かめてください（{ $detail }）。
session-e001-binary = 文字のファイルではありません。
session-e001-binary-help = 開催回のファイル（.toml）を選んでください。Excel や Word のファイルは読めません。
session-e011-group-help = { "{" } { "}" } の中に { $key } = を足してください。必ず書く項目です。
session-e052 = { $key } の値がありません。
session-e052-help = = の後ろに値を書くか、行ごと消してください。
session-e053 = 値の後ろに余分な文字があります。
session-e053-help = 1行に1項目だけ書きます。説明なら前に # を付けてください。
session-e099 = このほかに { $count } 件あります。
session-e099-help = 上から直して、もう一度確かめてください。
session-w101 = { $key } にあった目に見えない文字を取り除きました。
session-w101-help = 元の文書から写したときに入った文字です。打ち直すと消えます。
session-w102 = 同じ機関に「{ $name }」さんが2人います（1人目は { $line } 行目）。
session-w102-help = 同じ人なら1つにまとめてください。別の人ならこのままで構いません。
session-w103 = 「{ $name }」という機関が2つあります（1つ目は { $line } 行目）。
session-w103-help = 同じ機関なら1つにまとめ、org を直してください。
session-w104 = この特許の状態は { $date } に調べたものです。半年より前です。
session-w104-help = 存続しているか調べ直してください。
session-w105 = 個人番号や患者の番号のような値があります。
session-w105-help = 会に要らない個人の情報は消してください。
session-w106 = 許可番号「{ $value }」の都道府県は { $prefecture } です。所在地と違います。
session-w106-help = 許可は主たる事務所の都道府県が出します。番号を確かめてください。
session-w107 = 許可番号「{ $value }」の種別と、kinds の { $kinds } が合いません。
session-w107-help = 番号の種別を使います。kinds を直してください。
session-w108 = 文献番号「{ $value }」は知らない書き方です。
session-w108-help = 特開2020-123456、特許6789012、WO2020/123456 の形なら、同じ文献をまとめられます。

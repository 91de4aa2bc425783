## sheet: why a file of sheets cannot be read
sheet-password = パスワードで保護されています。
sheet-password-how = Excel で開き、パスワードを外して別の名前で保存してください。
sheet-cut = ファイルが途中で切れています。
sheet-cut-how = もとの所から写し直すか、送り直してもらってください。
sheet-markup = 中身は Excel のブックではなく、HTML か XML です。
sheet-binary = ブックでも、文字の表でもありません。
sheet-xlsb = バイナリ ブック（xlsb）は読めません。
sheet-save-again = Excel で開き、「名前を付けて保存」で Excel ブック (.xlsx) にしてください。
sheet-too-big = 展開すると { $mib } MiB を超えます。
sheet-too-many = 大きすぎます（{ $rows } 行、{ $cells } セルまで）。
sheet-too-many-how = 要る行と列だけを、別のファイルに保存してください。
sheet-encoding = { $line } 行目に { $encoding } の文字として読めない所があります。
sheet-encoding-how = --encoding で utf-8、cp932、euc-jp のどれかを選ぶか、文字コードを1つに直してください。
sheet-quote = { $line } 行目の引用符 " が閉じていません。
sheet-quote-how = その行の " を直してください。
sheet-damaged = ブックが壊れているか、中身が読める大きさを超えています。
sheet-stopped = 中止しました。何も記録していません。

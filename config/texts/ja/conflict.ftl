## conflict: what was stated twice
conflict-mark = 競合
conflict-line = { $what }: { $fields }
conflict-ways = { $field } { $count }通り
conflict-and = { $one } と { $other }
conflict-stands = { $field }は「{ $value }」が今の値です
conflict-import = 競合 { $count }件。今の値のまま両方を残しました。画面の「できること」で選べます:
conflict-said = { $value }（{ $who } { $when }）
say-conflicts = 競合 { $line }
say-decided = 競合を決めました: { $value }
menu-decide = 競合を決める: { $field } { $value }（{ $who }）
menu-join = 競合を決める: { $field }を両方つなぐ

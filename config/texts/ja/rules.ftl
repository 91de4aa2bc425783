## because: why there is a task
because-by-hand = 自分で追加したため
because-from = { $status } まで進んだため
because-before = まだ { $status } の前のため
because-at = 状態が { $status } のため
because-disclosure = 公開範囲が { $disclosure } のため
because-filing = 出願状況が { $filing } のため
because-disclosed = 初公表日（{ $day }）があるため
because-class = クラスが { $class } のため
because-class-unknown = クラスが不明のため
because-kind = 解決するものが { $kind } のため
because-need-stage = 段階が { $stage } のため
because-no-licence = 足りる製造販売業の許可を持つ機関がまだないため
because-unlicensed = この機関に製造販売業の許可がないため
because-licensed = この機関が製造販売業の許可を持つため
because-org-kind = この機関が { $kind } のため
because-visit = 病院見学ができるため
because-trial-site = 試作品を評価する場があるため
because-level = 関心度が { $level } のため
because-done = { $task } が済んだため
because-followed = 課題を進めてきたため

## op: rules set aside, details of tasks
op-rule-waived = { $what } を解除（{ $why }）
op-rule-holds = { $what } の解除をやめる
op-task-detail = { $what } { $field }を { $value } に

## rule: R1 to R12
broken-novelty = 30条を使える最終日の目安まで あと { $left }日（{ $until }）。休日の繰り延べは当てにせず { $safe } までに。海外は別です。
broken-novelty-over = 30条を使える最終日の目安（{ $until }）を過ぎました。海外は別です。
broken-novelty-why = 初公表日から1年を過ぎると、自分の公表で新規性を失うことがあります。海外では多くの国で救済されません。
broken-novelty-source = { $kind }（特許法30条。日の数え方は弁理士に確認）
broken-novelty-help = 出願の要否を決め、弁理士に確認してください。出願済みなら、ニーズの出願状況を直してください。
broken-nda = 秘密保持契約の前に面談が入っています。
broken-nda-why = 公開範囲が NDA後 のニーズは、契約の前に内容を話せません。
broken-nda-help = 秘密保持契約（C1）を済ませるか、面談で話す範囲を公開の分に限ってください。
broken-licence = クラス{ $class } には{ $least }以上の製造販売業が要ります。この機関の番号では{ $has }です。
broken-licence-why = 許可の種類で、製造販売できるクラスが決まります。
broken-licence-source = { $kind }（薬機法の許可の種類と期限。番号だけでは有効か分かりません）
broken-licence-help = 許可を都道府県に確かめるか、足りる許可を持つ機関を体制に加えてください。
broken-expired = 許可の期限（{ $day }）が過ぎています。
broken-surveys = 試作が始まっていますが、調査が済んでいません: { $tasks }
broken-surveys-why = 市場・知財・薬事・保険を調べる前の試作は、手戻りと試作品の山になりました。
broken-surveys-help = 4調査とコンセプト（D1 から D5）を済ませるか、不要なものを 不要 にしてください。
broken-coi = 倫理審査が進んでいますが、利益相反の審査が済んでいません。
broken-coi-why = 利益相反の委員会は月1回の所が多く、あとから出すと倫理審査が1か月止まることがあります。
broken-coi-source = { $kind }（院内手順）
broken-coi-help = 利益相反の自己申告（H1）を先に済ませてください。
broken-holder = クラス{ $class } ですが、第一種・第二種の製造販売業者がいません。
broken-holder-why = ある事例では、事業化に届いた6件のうち4件に第一種・第二種の製販がいて、届かなかった4件にはいませんでした。
broken-holder-help = 製販を加えてください。革新的で早い段階なら、その理由を書いて解除できます。
broken-next-none = 病院側にも企業側にも次の対応がありません。
broken-next-past = { $side }（{ $day }）が期日を過ぎています。
broken-next-why = 次の一手と期日がない組は、最初の出会いのまま終わります。
broken-next-help = 次の対応と期日を入れてください。
broken-unanswered = 病院の返事がないまま { $days }営業日たちました。
broken-unanswered-why = 返事のない組は、企業の熱が冷め、枠もふさぎます。
broken-unanswered-help = 病院に電話し、面談可・保留・不可のどれかを記録してください。
broken-many = この機関は進行中の組が { $count }件あります。
broken-many-why = 同時に多くを抱える機関では、どの組も遅れます。
broken-many-help = 優先する組を機関と決め、ほかは保留にしてください。
broken-rival = 競合する { $name } が同じニーズにいます。
broken-rival-why = 競合どうしに同じニーズを話すと、双方の話が止まります。
broken-rival-help = 病院と相談し、どちらと進めるかを決めてください。
broken-successor = 連携企業の変更になりましたが、後任がいません。
broken-successor-why = 途中の変更は柔軟に行い、前の組の記録は残します。
broken-successor-help = 後任の機関を同じニーズに記録してください。前の組は消さないでください。
broken-stale = { $patent } の状態を確かめたのは { $day } です。要再確認。
broken-stale-never = { $patent } の状態を確かめた日が書かれていません。要再確認。
broken-stale-why = 特許の法的状態は変わります。6か月より前の確認は古くなっています。
broken-stale-help = J-PlatPat で確かめ、調査日を書いてください。
broken-source-lesson = { $kind }（手引き書の事例の教訓）

## rules, calls, tasks: commands
rules-none = 破れている規則はありません。
rules-why = 理由: { $why }　よりどころ: { $source }
rules-help = 次に: { $help }
rules-overruled = 解除: { $by }「{ $why }」
rules-unknown = 規則「{ $rule }」はありません。
rules-unknown-how = R1 から R12 で書いてください。
rules-several = { $count }件に当てはまります。
rules-several-how = enishi rules で、会・ニーズ・機関を確かめてください。
rules-no-reason = { $rule } を解除するには理由が要ります。
rules-no-reason-how = --reason "学会で公表済みのため" のように書いてください。
rules-not-broken = { $rule } はそこでは破れていません。
rules-already = { $rule } はその理由で解除されています。
calls-none = 締切前の公募はありません。--all で過ぎたものも出します。
calls-over = 締切後
calls-ready = 申請書をそろえる: { $day } まで
calls-e-rad = e-Rad の登録を頼む: { $day } まで
calls-checked = 確かめた日: { $day }（いまの要領を必ず見てください）
tasks-expires = 有効期限 { $day }

## help: rules and calls
help-rules = 破れている規則（R1 から R12）を出す・理由を付けて解除する
help-rules-examples =
    enishi rules --session kai
    規則・理由・次にすること
    enishi rules --overrule R6 --session kai --need N-02 --org 光学テクノ --reason 早い段階のため
    理由と名前を残して解除する。enishi undo で戻せます
help-rules-arg-overrule = 解除する規則（例 R6）
help-rules-arg-need = どのニーズか
help-rules-arg-org = どの機関か。ニーズの規則なら書きません
help-rules-arg-reason = 解除する理由
help-calls = 公募の締切と、それまでにすること
help-calls-examples =
    enishi calls
    締切前の公募（日と時刻、e-Rad、申請書）
help-calls-arg-all = 締切を過ぎたものも出す
help-task-arg-counterpart = 相手先
help-task-arg-document = 文書の名前か場所
help-task-arg-edition = 文書の版
help-task-arg-submitted = 提出日
help-task-arg-signed = 署名日
help-task-arg-expires = 有効期限。60日前から課題の一覧に出ます
help-task-arg-repeat = くり返す月数（例 3,6,12）
help-tasks-add-arg-repeat = くり返す月数（例 3,6,12）

## label: on a card
label-why = 理由

## edited: workbooks that end a pairing
edited-open-tasks = 終わっていない課題が { $count }件あります。フォロー画面で状態を替えると、課題をどうするかを選べます。

## tasks: what waits
tasks-waiting = 前の課題を待つもの { $count }件（--all で出します）

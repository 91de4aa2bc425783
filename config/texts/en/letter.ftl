## letter: what is told
op-letter-written = Wrote { $what } (dated { $day })
letter-no-head = There is no line of hyphens. Write 対象: and 件名: above it, the text below.
letter-missing = Above the hyphens there is no line { $key }:
letter-bad-head = Line { $line } is not understood. Write 対象 (病院, 企業, 機関, 参加者, 外部), 件名, or 条件 (needs, pairings, ndas, meetings, tasks, calls), for example 対象: 病院
letter-unknown = Line { $line } has a name that is not known: { $text }
letter-syntax = Line { $line } has a place to fill in that is written wrongly: { $text }
letter-which = Which letter is not said.
letter-which-how = enishi letter list shows them.
letter-no-template = There is no template { $name }.
letter-no-utf8 = Save it in UTF-8.
letter-refused = The template { $name } cannot be used.
letter-to-whom = To whom is not said.
letter-to-whom-how = Write --to with an organisation or a badge number, or --all -o FOLDER.
letter-no-receiver = Nobody of this session is called { $name }.
letter-unfit = This template is for { $receiver }.
letter-unfit-how = Look at its line 対象:
letter-nobody = There is nobody to write to.
letter-nobody-how = Nothing that its line 条件: asks for is on record yet.
letter-no-word = It cannot be made a Word file.
letter-written = Written: { $path }
letter-no-mail = {"  "}(no mail address on the list: the draft has no receiver)
letter-unsent = { $count } letters. Nothing was sent. That they were written is in enishi log (enishi undo takes it back).
letter-folder = To change one, put a .txt of its name into { $folder } (enishi letter list 御礼 prints a text).
letter-all-coordinators = Dear coordinators

## help: letter
help-letter = Writes letters from templates (sends nothing)
help-letter-examples =
    enishi letter 御礼 --all -o thanks
    thanks to everybody, one by one, into a folder
    enishi letter 結果通知 --to kogaku -o result.docx
    one as a Word file; without -o it is only shown, and not recorded
    enishi letter 面談案内 --to kogaku -o meeting.eml
    a draft of a mail to that organisation alone
help-letter-arg-template = Name of the template (enishi letter list)
help-letter-arg-session = Id of the session, where the record holds several
help-letter-arg-to = Id or name of an organisation, or a badge number
help-letter-arg-all = One to each it is for
help-letter-arg-format = text, docx or eml; by the name of the file where it is not given
help-letter-arg-output = Where to: a file, with --all a folder
help-letter-list = The templates, or the text of one
help-letter-list-arg-name = Template whose text is printed

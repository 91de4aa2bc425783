## session: problems in a session file
session-mean = Did you mean '{ $value }'?
session-write = Write { $value }
session-example = For example: { $example }
session-noun-organisation = organisation
session-noun-need = need
session-noun-attendee = badge
session-noun-patent = patent
session-e001-cp932 = The text is Shift_JIS (CP932); UTF-8 is needed.
session-e001-utf16 = The text is UTF-16; UTF-8 is needed.
session-e001-unknown = Some bytes are not UTF-8 text.
session-e001-cp932-help = Save it again as UTF-8 (Notepad: Save as, encoding UTF-8; Excel: CSV UTF-8).
session-e002 = The file is too big (at most { $mib } MiB).
session-e002-help = Use one file for each session.
session-e003 = Too many [[ ]] rows (at most { $max }).
session-e004 = { $key } is too long (at most { $max } characters).
session-e004-line = This line is too long (at most { $max } bytes).
session-e004-help = Make it shorter, or put a link in url.
session-e005 = There is an invisible control character.
session-e005-help = Type this line again.
session-e010-missing = format = 1 is missing.
session-e010-missing-help = Write format = 1 in the first line.
session-e010-unknown = This version cannot read format = { $found }.
session-e010-unknown-help = Write format = 1, or use a newer Enishi.
session-e011 = { $key } is missing.
session-e011-help = Add a line { $key } = ; it is mandatory.
session-e011-section = [{ $key }] is missing.
session-e011-section-help = Add [{ $key }] with id, title and held_on.
session-e012 = The { $what } '{ $value }' is there twice (first in line { $line }).
session-e012-help = Give one of them another number.
session-e013 = '{ $value }' is the same document as '{ $other }' in line { $line }.
session-e013-help = Keep one of them and list both needs there.
session-e014 = There is no { $what } '{ $value }' in this file.
session-e014-help = Correct it, or add [[{ $table }]].
session-e015 = There is no key '{ $key }'.
session-e015-help = Correct the spelling, or delete the line (in { $table }).
session-e015-japanese = Keys are written in Latin letters.
session-e015-top-help = Here only format, [session], [[organisations]], [[attendees]], [[needs]] and [[patents]] can stand. Move it below a heading or delete it.
session-e016-text = { $key } is a text: put it in " ".
session-e016-number = { $key } is a whole number, without " ".
session-e016-date = { $key } is a date.
session-e016-time = { $key } is a time.
session-e016-flag = { $key } is true or false.
session-e016-texts = { $key } is a list of texts in [ ].
session-e016-table = { $key } is a section: [{ $key }].
session-e016-rows = Each of { $key } has its own heading [[{ $key }]].
session-e016-tables = { $key } is a list of { "{" } { "}" } groups.
session-e017 = { $key } is empty.
session-e017-help = Fill it in; it is mandatory.
session-e018 = { $key } cannot be '{ $value }'.
session-e018-help = Choose one of: { $all }
session-e019 = '{ $value }' has characters that { $key } cannot have.
session-e019-help = Use letters, digits, - _ . only, no blanks or /, at most 64 characters.
session-e020 = '{ $value }' is not a date.
session-e020-help = Write an existing day, such as 2026-11-20.
session-e021 = '{ $value }' is not a time.
session-e021-help = Write it like 13:30:00.
session-e022 = { $key } is a whole number from { $min } to { $max }.
session-e022-help = Check the value.
session-e023 = It ends before it starts.
session-e023-help = Check starts_at and ends_at.
session-e024 = '{ $value }' is not a marketing licence number.
session-e024-help = It looks like 27B2X00150: prefecture, B, type 1 to 3, X, 5 digits. Check the licence.
session-e025 = The type in the licence number '{ $number }' is not the mah_type '{ $written }'.
session-e025-help = The fourth character is the type. Correct one of them, or delete mah_type.
session-e026 = The corporate number '{ $value }' has a wrong length or check digit.
session-e026-help = Look up the 13 digits on the site of the National Tax Agency.
session-e027 = The JMDN code '{ $value }' is not 8 digits.
session-e027-help = Write 8 digits, such as "11246000".
session-e028 = '{ $key }' is there twice.
session-e028-help = Delete one of them. Rows of a list have double brackets [[ ]].
session-e040 = There is a full-width blank.
session-e040-help = Use an ordinary blank.
session-e041 = The quotes are curly or full-width.
session-e041-help = Use the straight quote ".
session-e042 = There is a full-width '{ $found }'.
session-e042-help = Use { $want }
session-e043 = The digits are full-width.
session-e044 = The quote " is not closed.
session-e044-help = End the text with ". Several lines go between """ and """.
session-e045 = The text is not in quotes.
session-e046 = There is no =.
session-e046-help = Write 'key = value'. A remark begins with #.
session-e047 = A [ ] or { "{" } { "}" } is not closed, or a , is missing.
session-e047-help = Put , between the values and close it at the end.
session-e048 = The heading is not closed.
session-e048-help = Write it like [session] or [[needs]].
session-e049 = The \ is not used correctly.
session-e049-help = Write \\ for one \, or use ' '.
session-e050 = Too deeply nested.
session-e050-help = Use fewer [ ] or { "{" } { "}" } inside each other.
session-e051 = This line cannot be read.
session-e051-help = Write 'key = value' ({ $detail }).
session-e001-binary = This is not a text file.
session-e001-binary-help = Choose a session file (.toml). Files of Excel or Word cannot be read.
session-e011-group-help = Add { $key } = between { "{" } and { "}" }; it is mandatory.
session-e052 = { $key } has no value.
session-e052-help = Write a value after =, or delete the line.
session-e053 = There is something after the value.
session-e053-help = Write one key on each line. A remark begins with #.
session-e099 = There are { $count } more.
session-e099-help = Correct these first, then check again.
session-w101 = Invisible characters in { $key } were removed.
session-w101-help = They came from the document it was copied from. Type it again to be rid of them.
session-w102 = '{ $name }' is there twice in one organisation (first in line { $line }).
session-w102-help = If it is one person, keep one. If not, nothing has to be done.
session-w103 = There are two organisations called '{ $name }' (first in line { $line }).
session-w103-help = If it is one organisation, keep one and correct org.
session-w104 = The status of this patent was checked on { $date }, more than half a year before.
session-w104-help = Check again whether it is in force.
session-w105 = This looks like an individual number or a patient number.
session-w105-help = Delete personal data that the meeting does not need.
session-w106 = The licence number '{ $value }' is from { $prefecture }, the address is not.
session-w106-help = The licence is given by the prefecture of the main office. Check the number.
session-w107 = The type in the licence number '{ $value }' does not fit { $kinds } in kinds.
session-w107-help = The number counts. Correct kinds.
session-w108 = '{ $value }' is an unknown notation of a patent number.
session-w108-help = Written like 特開2020-123456 or WO2020/123456, the same document is recognised.

## sheet: why a file of sheets cannot be read
sheet-password = It is protected with a password.
sheet-password-how = Open it in Excel, take the password off and save it under another name.
sheet-cut = A part of the file is missing.
sheet-cut-how = Copy it again from where it came, or have it sent again.
sheet-markup = It is no workbook of Excel but HTML or XML.
sheet-binary = It is neither a workbook nor a table of text.
sheet-xlsb = A binary workbook (xlsb) cannot be read.
sheet-save-again = Open it in Excel and save it as Excel Workbook (.xlsx).
sheet-too-big = It unpacks to more than { $mib } MiB.
sheet-too-many = It is too large (at most { $rows } rows, { $cells } cells).
sheet-too-many-how = Save only the rows and columns that are wanted into another file.
sheet-encoding = Line { $line } does not fit the encoding { $encoding }.
sheet-encoding-how = Choose utf-8, cp932 or euc-jp with --encoding, or bring the file into one encoding.
sheet-quote = The quotation mark in line { $line } is not closed.
sheet-quote-how = Mend the quotation marks of that line.
sheet-damaged = The workbook is damaged, or holds more than can be read.
sheet-stopped = Stopped. Nothing was recorded.

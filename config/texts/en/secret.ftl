## secret: the passphrase
secret-ask = Passphrase of the record (not shown; Esc gives up)
secret-wrong = this passphrase does not open it; try again
secret-none = it cannot be opened without its passphrase
secret-none-how = run it again and type the passphrase, or name a file with --key-file
secret-again = The same once more, to be sure
secret-differs = The two passphrases differ

due-doubtful = date doubtful
due-anew = Set the due date anew
due-doubtful-how = date doubtful: the due date was counted while the clock of the laptop was wrong. To set it anew: enishi task ID STATUS --due DATE

erased-learned = The personal data of badge { $badges } was deleted. The name is no longer shown
erased-learned-many = The personal data of { $count } persons was deleted. Their names are no longer shown
erased-in-text = What you are typing names somebody whose data was deleted
erased-same-name = Somebody of this name was erased. Another person: accept once more. Back and agreed: first enishi person came-back
erased-refused = The data of badge { $badge } was deleted, and nothing is recorded for them (if they came back and agreed: enishi person came-back { $badge })
ask-erased = This names somebody whose data was deleted. To keep it all the same press { $key } again

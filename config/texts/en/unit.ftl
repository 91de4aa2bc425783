## unit: quantities
unit-remaining-days = { $days ->
    [one] one working day left
   *[other] { $days } working days left
}
unit-overdue-days = { $days ->
    [one] one working day overdue
   *[other] { $days } working days overdue
}

## unit: quantities
unit-remaining-days = { $days ->
    [one] one day left
   *[other] { $days } days left
}
unit-overdue-days = { $days ->
    [one] one day overdue
   *[other] { $days } days overdue
}

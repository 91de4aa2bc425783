## unit: quantities
unit-remaining-days = { $days } working days left
    [one] one day left
   *[other] { $days } days left
}
unit-overdue-days = { $days } working days late
    [one] one day overdue
   *[other] { $days } days overdue
}

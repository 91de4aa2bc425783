## unit: quantities
unit-remaining-days = 残り{ $days }日
unit-overdue-days = 超過{ $days }日

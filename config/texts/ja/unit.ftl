## unit: quantities
unit-remaining-days = 残り{ $days }営業日
unit-overdue-days = 超過{ $days }営業日

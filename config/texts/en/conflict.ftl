## conflict: what was stated twice
conflict-mark = conflict
conflict-line = { $what }: { $fields }
conflict-ways = { $count } versions of the { $field }
conflict-and = { $one } and { $other }
conflict-stands = { $field } stands as "{ $value }"
conflict-import = { $count } conflicts. Both values are kept, and what stands now stays; choose on the screen in the menu of what can be done:
conflict-said = { $value } ({ $who } { $when })
say-conflicts = Conflict { $line }
say-decided = Conflict decided: { $value }
menu-decide = Decide the conflict: { $field } { $value } ({ $who })
menu-join = Decide the conflict: join both versions of the { $field }

"""Tables from Excel: units, teams, visits, targets, each row judged before anything is stored."""

"""How dates are typed: day first, in every language of the admin.

Django has no formats for typing Vietnamese dates and would read 02/10 as 10 February.
"""

DAY_FIRST = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"]
DAY_FIRST_TIMES = [f"{day} {time}" for day in DAY_FIRST for time in ("%H:%M", "%H:%M:%S")]

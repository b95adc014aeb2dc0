"""Django's names for what is typed."""

from heritage.formats import DAY_FIRST, DAY_FIRST_TIMES

DATE_INPUT_FORMATS = DAY_FIRST
DATETIME_INPUT_FORMATS = DAY_FIRST_TIMES

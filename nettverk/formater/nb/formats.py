"""How dates and times may be typed: as Norwegians write them, beside what browsers send."""

from django.conf.locale.nb import formats

TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S", "%H%M", "%H"]
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d. %m. %Y", *formats.DATE_INPUT_FORMATS]

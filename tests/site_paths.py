"""The pages of the sample site; of the many days one stands for all."""

from madoguchi.model.language import Language
from sitegen.plan import NOT_FOUND, PATHS, folder_of

DAY = "slots/2026-12-08.html"
BELOW = (*PATHS.values(), "terms/2020-11-20.html", DAY)
PAGES = (NOT_FOUND, *(folder_of(language) + below for language in Language for below in BELOW))
SILENT = {NOT_FOUND, *(path for path in PAGES if path.endswith(("terms/2020-11-20.html", DAY)))}

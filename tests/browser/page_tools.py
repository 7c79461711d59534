"""The programs that judge pages and come from npm, installed by `make page-tools` in a folder of their own."""

from pathlib import Path

HOUSE = Path(__file__).parents[2]
MODULES = HOUSE / ".page-tools" / "node_modules"
HOW_TO_GET_THEM = (
    "the programs that judge pages are not installed; get them with: "
    "sudo apt install nodejs npm default-jre-headless, then make page-tools"
)
AXE = MODULES / "axe-core" / "axe.min.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = MODULES / "html-validate" / "bin" / "html-validate.mjs"
TEXTLINT = MODULES / "textlint" / "bin" / "textlint.js"

"""The site of the documentation: make docs builds it into build/site."""

from presskit import __version__

project = "presskit"
version = release = __version__
language = "en"
html_theme = "furo"
html_title = f"presskit {__version__}"
html_copy_source = False
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["conf.py"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
smartquotes = False
nitpicky = True

"""Where on the page of a thing somebody lands who was sent to one line or page of a file.

`#tep-<file>` is the file itself. A line has an anchor for each transcript, because several
languages may say something at the same moment.
"""


def line_anchor(file: str, language: str, seconds: float) -> str:
    """What begins at this moment, in the transcript in this language."""
    return f"loi-{file}-{language}-{seconds:.2f}"


def page_anchor(file: str, number: int) -> str:
    """A page of a document."""
    return f"trang-{file}-{number}"

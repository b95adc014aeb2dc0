"""A secret key for a laptop, so that a restart does not sign everybody out."""

import os
import secrets
from pathlib import Path


def stored_secret(path: Path) -> str:
    """The secret in `path`, which only its owner can read; made when there is none.

    Safe when several processes start at once: the file appears whole, and the first one wins.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()

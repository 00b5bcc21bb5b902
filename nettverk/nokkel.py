"""The secret key of the embedded mode, which nobody should have to think of."""

import os
import secrets
from pathlib import Path


def innebygd_nokkel(fil: Path) -> str:
    """The secret key of the embedded mode: made at the first start, then kept in `fil`.

    Two processes may start at once; the hard link lets only the first one's key stand.
    """
    if not fil.exists():
        utkast = fil.with_name(f"{fil.name}.{os.getpid()}")
        utkast.touch(mode=0o600)
        utkast.write_text(secrets.token_urlsafe(50))
        try:
            os.link(utkast, fil)
        except FileExistsError:
            pass
        finally:
            utkast.unlink()
    return fil.read_text()

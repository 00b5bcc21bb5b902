#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys


def main() -> None:
    """Run one management command; the arguments come from the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nettverk.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def er_avbrudd(feil: BaseException | None) -> bool:
    """Whether it comes of Ctrl-C. Python wraps that in other errors while modules are loaded."""
    while feil is not None and not isinstance(feil, KeyboardInterrupt):
        feil = feil.__cause__ or feil.__context__
    return feil is not None


if __name__ == "__main__":
    try:
        main()
    except SystemExit:
        raise
    except BaseException as feil:
        if not er_avbrudd(feil):
            raise
        # Nothing has begun yet. A command that runs long says for itself what it leaves behind.
        print("Avbrutt.", file=sys.stderr)
        sys.exit(130)

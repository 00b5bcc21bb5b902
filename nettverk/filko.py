"""The embedded mode's broker: kombu's folder of files, where a message appears whole or not at all.

Kombu itself opens the file, then writes; a worker that looks in between reads nothing, and dies of it.
"""

import os
import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

SKJEMA = "filko"


class Channel(filesystem.Channel):
    """Puts a message in place by renaming it."""

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override]
        """Write the message under a name no reader looks for, then give it its own. Raises OSError."""
        navn = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        ferdig = os.path.join(self.data_folder_out, navn)
        with open(f"{ferdig}.ny", "w", encoding="utf-8") as fil:
            fil.write(dumps(payload))  # type: ignore[no-untyped-call]
        os.replace(f"{ferdig}.ny", ferdig)


class Transport(filesystem.Transport):
    """What kombu looks for under the name «filko»."""

    Channel = Channel


def klargjor(mappe: Path) -> dict[str, object]:
    """Make `filko://` known to kombu and its folders ready below `mappe`; return the transport's options."""
    TRANSPORT_ALIASES[SKJEMA] = f"{__name__}:Transport"
    oppgaver, kontroll = mappe / "oppgaver", mappe / "kontroll"
    for undermappe in (oppgaver, kontroll):
        undermappe.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(oppgaver),
        "data_folder_out": str(oppgaver),
        "control_folder": str(kontroll),
        "store_processed": False,
        "polling_interval": 0.1,
    }

"""A mail server in a process of its own, that keeps nothing: `python -m bench.sluk 0.02`.

The argument is how many seconds its yes takes: a real server has put the mail on disk by then. Prints
its port, then «mails bytes» for each connection when it ends.
"""

from __future__ import annotations

import asyncio
import sys

from aiosmtpd.smtp import SMTP, Envelope, Session

STORST = 64 * 1024 * 1024  # bytes in one mail


class Sluk(SMTP):
    """One connection."""

    treghet = 0.0

    def __init__(self) -> None:
        super().__init__(self, data_size_limit=STORST)
        self.brev = self.byte = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Count the mail."""
        self.brev += 1
        self.byte += len(envelope.content or b"")
        await asyncio.sleep(self.treghet)
        return "250 OK"

    def connection_lost(self, error: Exception | None) -> None:
        """Say what came."""
        super().connection_lost(error)
        print(self.brev, self.byte, flush=True)


async def main() -> None:
    """Serve on a free port of this machine until the process is ended."""
    tjener = await asyncio.get_running_loop().create_server(Sluk, "127.0.0.1", 0)
    print(tjener.sockets[0].getsockname()[1], flush=True)
    await tjener.serve_forever()


if __name__ == "__main__":
    Sluk.treghet = float(sys.argv[1])
    asyncio.run(main())

"""The first handler of everything that is uploaded: what is beyond the limit never reaches the disk."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

STORST = 10 * 1024 * 1024


class Tak(FileUploadHandler):
    """Lets the next handlers have one piece too many, and throws the rest away as it comes.

    So the form meets a file that is too big, and says so beside the field; without this, a file of
    any size would be written down before anybody looked at it.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a piece on while the file is within the limit. `start` is where it begins, in bytes."""
        return raw_data if start <= STORST else None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """Leave making the file to the handlers after this one."""
        return None

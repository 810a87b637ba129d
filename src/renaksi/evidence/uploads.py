"""How an upload comes in: streamed to a temporary file, and no further than the limit.

Django reads the whole form before a view is asked (the CSRF check does), so the limit is held here, for every form of the site.
A file beyond it is thrown away while it still streams; an ``Overlong`` stands in its place, so that the rest of the form
survives, and who reads the file is refused in plain words.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, NoReturn

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import number_words


class Overlong(UploadedFile):  # type: ignore[type-arg]  # generic to the checker, not when it runs
    """A file that was larger than the limit: its name and true size, and nothing of its content."""

    def __init__(self, name: str, content_type: str | None, size: int) -> None:
        super().__init__(BytesIO(), name, content_type, size)

    def read(self, *args: Any) -> NoReturn:
        """Refuses ``evidence.too_large``: there is nothing left to read."""
        raise too_large()

    def chunks(self, chunk_size: int | None = None) -> NoReturn:
        """As ``read``."""
        raise too_large()


def too_large() -> Refused:
    """The refusal of a file beyond RENAKSI_MAX_UPLOAD."""
    limit = number_words(settings.RENAKSI_MAX_UPLOAD / 1024 / 1024)
    return Refused(
        f"Berkas ini terlalu besar. Batasnya {limit} MB. Kecilkan gambar atau videonya, atau bagi dokumennya, lalu unggah lagi.",
        code="evidence.too_large",
        field="file",
    )


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Streams to a temporary file of at most RENAKSI_MAX_UPLOAD bytes; of a longer one nothing stays."""

    file: TemporaryUploadedFile

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins a file."""
        super().new_file(*args, **kwargs)
        self.is_over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Writes one part, or drops it and all before it."""
        if not self.is_over and start + len(raw_data) > settings.RENAKSI_MAX_UPLOAD:
            self.is_over = True
            self.file.close()  # which removes it
        return None if self.is_over else super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """The file, or what stands for one that was too large."""
        if self.is_over:
            return Overlong(self.file_name or "", self.content_type, file_size)
        return super().file_complete(file_size)

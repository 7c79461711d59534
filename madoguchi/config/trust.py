"""Which certificates of mail servers are trusted."""

import ssl

from madoguchi.errors import TryLater


def trusted(ca_file: str) -> ssl.SSLContext:
    """Return what checks a server's certificate and name: the system's authorities, and those of the office's file.

    Args:
        ca_file: Certificates in PEM, as the settings name the file; empty for none.

    Raises:
        TryLater: The file cannot be read as certificates.
    """
    context = ssl.create_default_context()
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:
            raise TryLater(
                f"証明書のファイル「{ca_file}」を読めません。office.toml の ca_file を確かめてください。"
            ) from error
    return context

"""The hook for access tokens (XOAUTH2): a program of the office's provider prints one."""

import subprocess
from collections.abc import Sequence

from madoguchi.errors import TryLater

_SECONDS = 30
_LONGEST = 16_384


def access_token(command: Sequence[str]) -> str:
    """Run the office's token program and return what it prints, without blanks around it.

    Args:
        command: The program and its arguments; no shell reads them.

    Raises:
        TryLater: It cannot be started, does not end in time, fails, or prints nothing that could be a token.
    """
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 -- the office's own setting
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TryLater(
            "メールサーバーにログインするためのトークンを取得できません。token_command を確かめてください。"
        ) from error
    token = done.stdout.decode("ascii", "replace").strip()
    if done.returncode or not token or len(token) > _LONGEST or not token.isprintable() or " " in token:
        raise TryLater(
            "メールサーバーにログインするためのトークンを取得できません。token_command の出力を確かめてください。"
        )
    return token

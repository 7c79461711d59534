"""Meeting ids, passcodes and passwords: from the environment or `private/secrets.toml`, never `office.toml`."""

from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from madoguchi.errors import ConfigurationError
from madoguchi.model.frozen import Frozen

_PASSCODES = frozenset({"pwd", "passcode", "tk"})  # in the query of a meeting's address


class Meeting(Frozen):
    """The standing Zoom meeting of one counsellor.

    Attributes:
        url: Told to the job seeker with the time (art. 4); may carry a passcode, so use `public_url`.
        passcode: Spoken on the telephone only (promise 9).
    """

    id: str = ""
    passcode: SecretStr = SecretStr("")
    url: SecretStr = SecretStr("")

    @property
    def public_url(self) -> str:
        """The address without the passcode that Zoom puts into it (`?pwd=`); empty when it is no address."""
        parts = self._parts()
        kept = [(key, value) for key, value in parse_qsl(parts.query) if key.lower() not in _PASSCODES]
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))

    @property
    def url_holds_passcode(self) -> bool:
        """Tell whether the address as written carries a passcode, which `public_url` leaves out."""
        parts = self._parts()
        return any(key.lower() in _PASSCODES for key, _ in parse_qsl(parts.query)) or bool(parts.fragment)

    def _parts(self) -> SplitResult:
        try:
            return urlsplit(self.url.get_secret_value())
        except ValueError:  # `https://[`
            return SplitResult("", "", "", "", "")


class Secrets(BaseSettings):
    """What must not stand in `office.toml`; the environment wins over the file.

    Attributes:
        smtp_password: `MADOGUCHI_SMTP_PASSWORD`, or `smtp_password` in the file.
        imap_password: `MADOGUCHI_IMAP_PASSWORD`, or `imap_password` in the file.
        store_url: `MADOGUCHI_STORE_URL`, or `store_url` in the file: the PostgreSQL database of the store; without
            it the store is a file of the office folder. May hold a password.
        meetings: By counsellor id.
    """

    model_config = SettingsConfigDict(env_prefix="MADOGUCHI_", frozen=True, extra="forbid")

    smtp_password: SecretStr = SecretStr("")
    imap_password: SecretStr = SecretStr("")
    store_url: SecretStr = SecretStr("")
    meetings: dict[str, Meeting] = {}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let only the environment and the arguments speak; no .env file is read."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    def meeting(self, counsellor_id: str) -> Meeting:
        """Return the meeting of a counsellor, an empty one when none is set."""
        return self.meetings.get(counsellor_id, Meeting())


def load_secrets(path: Path) -> Secrets:
    """Read the secrets.

    Raises:
        ConfigurationError: The file cannot be read as secrets; its content is not repeated.
    """
    try:
        given = TomlConfigSettingsSource(Secrets, path)() if path.is_file() else {}
        return Secrets(**given)
    except ValidationError as error:
        keys = "、".join(".".join(map(str, fault["loc"])) for fault in error.errors())
        raise ConfigurationError([f"{path.name} の {keys} が正しくありません。"]) from None
    except (ValueError, OSError):
        raise ConfigurationError([f"{path.name} を読めません。TOML（UTF-8）で書いてください。"]) from None

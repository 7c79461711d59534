from pathlib import Path

import pytest
import samples_of_papers as sample
from pydantic import SecretStr
from sqlalchemy import URL

from madoguchi.config.folder import OfficeFolder
from madoguchi.config.secrets import Meeting, load_secrets
from madoguchi.errors import ConfigurationError
from madoguchi.paths import shipped
from madoguchi.store.location import say_place, store_place

CANARY = sample.CANARY


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MADOGUCHI_SMTP_PASSWORD", "MADOGUCHI_MEETINGS"):
        monkeypatch.delenv(name, raising=False)


def _write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "secrets.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    secrets = load_secrets(tmp_path / "secrets.toml")
    assert secrets.smtp_password.get_secret_value() == ""
    assert secrets.meeting("a") == Meeting()


def test_the_file_gives_password_and_meetings(tmp_path: Path) -> None:
    path = _write(tmp_path, f'smtp_password = "p"\n[meetings.a]\nid = "1"\npasscode = "{CANARY}"\n')
    secrets = load_secrets(path)
    assert secrets.smtp_password.get_secret_value() == "p"
    assert secrets.meeting("a").passcode.get_secret_value() == CANARY
    assert CANARY not in repr(secrets)
    assert CANARY not in secrets.model_dump_json()


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MADOGUCHI_SMTP_PASSWORD", "from outside")
    assert load_secrets(_write(tmp_path, 'smtp_password = "p"')).smtp_password.get_secret_value() == "from outside"


def test_no_dotenv_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("MADOGUCHI_SMTP_PASSWORD=stray")
    assert load_secrets(tmp_path / "none").smtp_password.get_secret_value() == ""


def test_the_shipped_example_can_be_read_as_it_is() -> None:
    assert load_secrets(shipped("examples") / "secrets.toml").meetings == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'pasword = "{CANARY}"', "pasword"),
        (f'[meetings.a]\npin = "{CANARY}"', "meetings.a.pin"),
        (f'[meetings.a]\npasscode = ["{CANARY}"]', "meetings.a.passcode"),
        (f'smtp_password = "{CANARY}', "TOML"),
        (f'smtp_password = "{CANARY}あ"'.encode("cp932"), "TOML"),
    ],
)
def test_a_fault_is_named_and_no_secret_is_repeated(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_secrets(_write(tmp_path, text))
    (problem,) = refused.value.problems
    assert said in problem
    assert problem.startswith("secrets.toml ")
    assert CANARY not in problem
    assert refused.value.__suppress_context__, "a traceback would show the content"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://zoom.example/j/1?pwd=x", "https://zoom.example/j/1"),
        ("https://zoom.example/j/1?PWD=x&lang=ja", "https://zoom.example/j/1?lang=ja"),
        ("https://zoom.example/j/1?tk=x&passcode=y#pwd=z", "https://zoom.example/j/1"),
        ("", ""),
        ("https://[", ""),
    ],
)
def test_an_address_is_told_without_the_passcode(url: str, told: str) -> None:
    meeting = Meeting(url=SecretStr(url))
    assert meeting.public_url == told
    assert meeting.url_holds_passcode is any(key in url.lower() for key in ("pwd=", "passcode=", "tk="))


def test_the_address_of_the_store_is_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _write(tmp_path, f'store_url = "postgresql://office:{CANARY}@server.example/office"')
    secrets = load_secrets(path)
    place = store_place(OfficeFolder(tmp_path), secrets)
    assert isinstance(place, URL)
    assert (place.drivername, place.host, place.password) == ("postgresql+psycopg", "server.example", CANARY)
    assert CANARY not in repr(secrets) + str(place) + say_place(place)
    monkeypatch.setenv("MADOGUCHI_STORE_URL", "postgres:///of-this-machine")
    place = store_place(OfficeFolder(tmp_path), load_secrets(path))
    assert say_place(place) == "PostgreSQL（サーバー このコンピューター、データベース of-this-machine）"


def test_without_an_address_the_store_is_a_file_of_the_office(tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path)
    assert store_place(folder, load_secrets(tmp_path / "none")) == folder.database

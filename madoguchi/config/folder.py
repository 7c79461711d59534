"""The office folder: where everything of one office lies."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OfficeFolder:
    """The fixed places inside an office folder (DESIGN: office folder)."""

    root: Path

    @property
    def office_toml(self) -> Path:
        """The configuration."""
        return self.root / "office.toml"

    @property
    def content(self) -> Path:
        """The office's own words and terms versions, in place of the shipped ones."""
        return self.root / "content"

    @property
    def inbox(self) -> Path:
        """Where staff drop files."""
        return self.root / "inbox"

    @property
    def private(self) -> Path:
        """Everything personal; mode 0700."""
        return self.root / "private"

    @property
    def database(self) -> Path:
        """The store."""
        return self.private / "madoguchi.db"

    @property
    def archive(self) -> Path:
        """Files that have been taken."""
        return self.private / "archive"

    @property
    def outbox(self) -> Path:
        """Letters as files, where no mail server is set."""
        return self.private / "outbox"

    @property
    def staff(self) -> Path:
        """Lists and sheets for staff."""
        return self.private / "staff"

    @property
    def leaflets(self) -> Path:
        """The leaflets as PDF, each named by the page that it was made of."""
        return self.private / "leaflet"

    @property
    def feeds(self) -> Path:
        """Calendar feeds for staff."""
        return self.private / "feeds"

    @property
    def subscribed(self) -> Path:
        """Calendar feeds for subscribers: each file's name is the secret of its address."""
        return self.root / "feeds"

    @property
    def secrets(self) -> Path:
        """Meeting ids, passcodes and passwords."""
        return self.private / "secrets.toml"

    @property
    def lock(self) -> Path:
        """Held by the one run at a time."""
        return self.private / "run.lock"

    @property
    def watch_lock(self) -> Path:
        """Held by the one watch at a time."""
        return self.private / "watch.lock"

    @property
    def watch_began(self) -> Path:
        """There from the beginning of a watch to its clean end: who finds it without the lock held, finds a fall."""
        return self.private / "watch.began"

    @property
    def public(self) -> Path:
        """The site: `current` points into `releases/`."""
        return self.root / "public"

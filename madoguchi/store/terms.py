"""The terms versions that requests were made under, kept with their text (promise 10)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from madoguchi.model.terms import TermsVersion
from madoguchi.store.columns import moment_text
from madoguchi.store.engine import Transaction
from madoguchi.store.schema import terms_versions


def keep_terms(transaction: Transaction, versions: Sequence[TermsVersion], at: datetime) -> None:
    """Store the versions that are not yet kept; a changed text is another entry of the same version."""
    kept = transaction.run(
        select(terms_versions.c.version, terms_versions.c.sha256).where(terms_versions.c.office == transaction.office)
    )
    known = {(version, sha256) for version, sha256 in kept}
    new = [version for version in versions if (version.version, version.sha256) not in known]
    if new:
        transaction.run(
            insert(terms_versions),
            [
                {
                    "office": transaction.office,
                    "version": version.version,
                    "sha256": version.sha256,
                    "effective_on": version.effective_on.isoformat(),
                    "text": version.text,
                    "first_used_at": moment_text(at),
                }
                for version in new
            ],
        )

"""Who asks: the one place where a token becomes somebody in a role.

In development the ledger issues its own tokens, signed with a key in the data folder. In
production nobody is believed until an identity provider is configured.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

from ledger.domain.identifiers import SchoolId, TrustId
from ledger.domain.past import Role
from ledger.settings import Settings

ISSUER = "urn:collaboration-ledger:development"
"""Who signs the tokens. A token of anybody else is foreign."""

AUDIENCE = "collaboration-ledger"
"""For whom the tokens are. One that was meant for another system opens nothing here."""

LIFETIME = timedelta(hours=12)
"""A working day: long enough not to interrupt one, short enough that a lost token soon is none."""

KEY = "development-issuer.pem"
"""The signing key in the data folder. Whoever reads it can be anybody, so it is 0600 or refused."""

ALGORITHM = "EdDSA"
"""The only one that is accepted, whatever a token says of itself."""

CLAIMS = ["iss", "aud", "sub", "exp", "iat", "role"]
"""What every token has to say."""

LONGEST = 4_096
"""Characters of a token that are looked at. Ours have about 400."""

ISSUABLE = (Role.EDITOR, Role.TRUSTEE, Role.AUDITOR, Role.ADMIN)
"""The roles that somebody can come in."""


class NotIdentified(Exception):
    """The token does not say who asks; the message says why, in plain words."""


class UnsafeKey(Exception):
    """The signing key is not kept as a secret has to be; the message says what to do."""


class Asker(NamedTuple):
    """Somebody, in the role in which they ask."""

    role: Role
    subject: str = ""
    """Their name at the issuer. It never enters the log; a random pseudonym stands for it."""
    school: SchoolId | None = None
    trust: TrustId | None = None
    issuer: str = ISSUER


NOBODY = Asker(Role.NOBODY)
"""Whoever asks without a token: they may read the register."""


def identify(settings: Settings, authorization: str | None, now: datetime) -> Asker:
    """Who asks, by the `Authorization` header. Without one it is nobody.

    Raises `NotIdentified` for a token that is broken, expired or foreign.
    """
    if authorization is None:
        return NOBODY
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotIdentified("Send the token as: Authorization: Bearer <token>.")
    if settings.is_production:
        raise NotIdentified("No identity provider is configured yet, so no token is accepted.")
    return _asker(_verified(settings, token.strip(), now))


def issue(settings: Settings, asker: Asker, now: datetime) -> str:
    """A token of the development issuer that says who asks, for twelve hours.

    An asker without a subject is one made-up person for each role and place. Raises
    `NotIdentified` in production, and where the role lacks its school or trust.
    """
    import jwt

    if settings.is_production:
        raise NotIdentified("The development issuer is not used in production.")
    place = asker.school or asker.trust
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": asker.subject or "-".join(filter(None, [asker.role, place])),
        "iat": int(now.timestamp()),
        "exp": int((now + LIFETIME).timestamp()),
        "role": asker.role.value,
        **({"school": asker.school} if asker.school else {}),
        **({"trust": asker.trust} if asker.trust else {}),
    }
    _asker(claims)
    return jwt.encode(claims, _signing_key(settings.data), algorithm=ALGORITHM)


def check_key(folder: Path) -> None:
    """Raise `UnsafeKey` if others could read the signing key. There may be none yet."""
    key = folder / KEY
    with suppress(FileNotFoundError):
        if key.stat().st_mode & 0o077:
            raise UnsafeKey(f"Others can read {key}: remove it, or make it private (chmod 600).")


def _verified(settings: Settings, token: str, now: datetime) -> Mapping[str, Any]:
    """What a token claims, once its signature and its dates are found good."""
    import jwt

    check_key(settings.data)
    key = settings.data / KEY
    if len(token) > LONGEST or not key.exists():
        raise NotIdentified("This token was not issued here.")
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _public(key.read_bytes()),
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": CLAIMS, "verify_exp": False, "verify_iat": False},
        )
    except (jwt.InvalidTokenError, RecursionError) as wrong:
        raise NotIdentified("This token was not issued here.") from wrong
    if not _is_whole(claims["iat"]) or not _is_whole(claims["exp"]):
        raise NotIdentified("This token was not issued here.")
    if now.timestamp() < claims["iat"] - 60:
        raise NotIdentified("This token is not good yet. Set the clock of whoever issued it.")
    if now.timestamp() >= claims["exp"]:
        raise NotIdentified("This token has expired. Sign in again.")
    return claims


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _asker(claims: Mapping[str, Any]) -> Asker:
    """The asker that these claims describe."""
    try:
        role = _role(claims["role"])
        school = SchoolId.parse(claims["school"]) if "school" in claims else None
        trust = TrustId.parse(claims["trust"]) if "trust" in claims else None
    except ValueError as wrong:
        raise NotIdentified(f"This token names nobody here. {wrong}") from wrong
    subject = str(claims["sub"])
    if not subject.isprintable():
        raise NotIdentified("This token names somebody by what cannot be written.")
    if role not in ISSUABLE:
        raise NotIdentified("Nobody can come in this role.")
    if (role is Role.EDITOR) != (school is not None):
        raise NotIdentified("An editor, and nobody else, comes from a school.")
    if (role is Role.TRUSTEE) != (trust is not None):
        raise NotIdentified("A trustee, and nobody else, comes from a trust.")
    return Asker(role, subject, school, trust, claims["iss"])


def _role(told: Any) -> Role:
    try:
        return Role(told)
    except ValueError:
        raise ValueError("There is no such role.") from None


def _signing_key(folder: Path) -> bytes:
    """The key in its PEM form, made when it is first needed."""
    key = folder / KEY
    if not key.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write_once(key, _new_key())
    check_key(folder)
    return key.read_bytes()


def _write_once(path: Path, content: bytes) -> None:
    """Write a private file, whole or not at all. Whoever came first stays."""
    with NamedTemporaryFile(dir=path.parent, prefix=path.name) as draft:  # its mode is 0600
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
        with suppress(FileExistsError):
            os.link(draft.name, path)


def _new_key() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )


def _public(pem: bytes) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    return load_pem_private_key(pem, password=None).public_key()

"""Tokens: who is believed, and what everybody else is told."""

import base64
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from api.identity import (
    AUDIENCE,
    ISSUER,
    KEY,
    NOBODY,
    Asker,
    NotIdentified,
    UnsafeKey,
    check_key,
    identify,
    issue,
)
from ledger.domain.identifiers import SchoolId, TrustId
from ledger.domain.past import Role
from ledger.settings import Settings, read_settings

NOW = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
ASTOR = SchoolId("900001")
EAST = TrustId("9101")
AUDITOR, ADMIN = Asker(Role.AUDITOR), Asker(Role.ADMIN)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({}, data=tmp_path)


def asker(settings: Settings, token: str, now: datetime = NOW) -> Asker:
    return identify(settings, f"Bearer {token}", now)


def forged(settings: Settings, key: object = None, algorithm: str = "EdDSA", **other) -> str:
    """A token as the issuer would write it, but for what is said here."""
    issue(settings, ADMIN, NOW)  # makes the key
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "ann",
        "iat": int(NOW.timestamp()),
        "exp": int(NOW.timestamp()) + 60,
        "role": "auditor",
    }
    claims = {name: value for name, value in (claims | other).items() if value is not None}
    return jwt.encode(claims, key or (settings.data / KEY).read_bytes(), algorithm)


def test_a_token_says_who_asks(settings):
    editor = issue(settings, Asker(Role.EDITOR, "ann", ASTOR), NOW)
    trustee = issue(settings, Asker(Role.TRUSTEE, trust=EAST), NOW)
    assert asker(settings, editor) == Asker(Role.EDITOR, "ann", ASTOR)
    assert asker(settings, trustee) == Asker(Role.TRUSTEE, "trustee-9101", trust=EAST)


def test_without_a_token_it_is_nobody(settings):
    assert identify(settings, None, NOW) is NOBODY


def test_a_token_is_good_for_twelve_hours(settings):
    token = issue(settings, AUDITOR, NOW)
    last = NOW + timedelta(hours=12) - timedelta(seconds=1)
    assert asker(settings, token, last).role is Role.AUDITOR
    with pytest.raises(NotIdentified, match=r"^This token has expired\. Sign in again\.$"):
        asker(settings, token, NOW + timedelta(hours=12))


def test_the_key_is_made_at_first_use_and_is_private(settings):
    issue(settings, AUDITOR, NOW)
    made = (settings.data / KEY).read_bytes()
    issue(settings, AUDITOR, NOW)
    assert stat.S_IMODE((settings.data / KEY).stat().st_mode) == 0o600
    assert (settings.data / KEY).read_bytes() == made
    assert [path.name for path in settings.data.iterdir()] == [KEY]


def test_a_key_that_others_can_read_is_refused(settings):
    token = issue(settings, AUDITOR, NOW)
    (settings.data / KEY).chmod(0o640)
    for use in (
        lambda: asker(settings, token),
        lambda: issue(settings, ADMIN, NOW),
        lambda: check_key(settings.data),
    ):
        with pytest.raises(UnsafeKey, match="chmod 600"):
            use()


def test_production_believes_nobody(settings):
    token = issue(settings, AUDITOR, NOW)
    production = read_settings({}, data=settings.data, environment="production")
    with pytest.raises(NotIdentified, match="No identity provider is configured yet"):
        asker(production, token)
    with pytest.raises(NotIdentified, match="not used in production"):
        issue(production, AUDITOR, NOW)
    assert identify(production, None, NOW) is NOBODY


def unsigned(settings: Settings) -> str:
    told = forged(settings).split(".")
    header = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode())
    return f"{header.decode().rstrip('=')}.{told[1]}."


FORGERIES = {
    "no token at all": lambda s: "x",
    "another key": lambda s: forged(s, Ed25519PrivateKey.generate()),
    "no signature": unsigned,
    "the public part as a shared secret": lambda s: forged(s, "s" * 64, "HS256"),
    "cut short": lambda s: forged(s)[:-8],
    "very long": lambda s: forged(s, sub="x" * 100_000),
    "another issuer": lambda s: forged(s, iss="https://elsewhere.example"),
    "another audience": lambda s: forged(s, aud="payroll"),
    "no end": lambda s: forged(s, exp=None),
    "an end that is no number": lambda s: forged(s, exp="later"),
    "no beginning": lambda s: forged(s, iat=None),
    "issued tomorrow": lambda s: forged(s, iat=int(NOW.timestamp()) + 86_400),
    "nobody's": lambda s: forged(s, sub=None),
    "somebody's with half a character": lambda s: forged(s, sub="ann\ud800"),
    "somebody's with a NUL": lambda s: forged(s, sub="ann\0"),
    "no role": lambda s: forged(s, role=None),
    "a made-up role": lambda s: forged(s, role="owner"),
    "the ledger's own role": lambda s: forged(s, role="system"),
    "an editor of no school": lambda s: forged(s, role="editor"),
    "an auditor of a school": lambda s: forged(s, school=ASTOR),
    "a school that is none": lambda s: forged(s, role="editor", school="Astor"),
    "a trustee of no trust": lambda s: forged(s, role="trustee"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_what_was_not_issued_here_is_not_believed(settings, name: str):
    token = FORGERIES[name](settings)
    with pytest.raises(NotIdentified):
        asker(settings, token)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"role": "owner"}, "This token names nobody here. There is no such role."),
        ({"role": {}}, "This token names nobody here. There is no such role."),
        ({"iat": int(NOW.timestamp()) + 86_400}, "This token is not good yet."),
        ({"sub": "ann\ud800"}, "This token names somebody by what cannot be written."),
    ],
)
def test_what_is_wrong_with_a_token_is_told(settings, other, sentence):
    with pytest.raises(NotIdentified) as told:
        asker(settings, forged(settings, **other))
    assert str(told.value).startswith(sentence)


@pytest.mark.parametrize("header", ["", "Basic YTpi", "Bearer", "Bearer "])
def test_another_header_is_told_how_to_send_a_token(settings, header: str):
    with pytest.raises(NotIdentified, match="Authorization: Bearer"):
        identify(settings, header, NOW)

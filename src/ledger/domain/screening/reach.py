"""Ways to reach somebody, and files in disguise."""

from __future__ import annotations

from ledger.domain.refusal import AttachmentBytes, ContactDetails
from ledger.domain.screening.rule import Rule, any_case, exact_case

NO_CONTACT = "No address, number or account of anybody stands here. Say the role that was reached."
NO_FILE = "This looks like a file. Leave it in the school, and say in words what it shows."

RULES = (
    Rule(
        "the bytes of a file", AttachmentBytes, NO_FILE,
        exact_case(
            r"\bdata:[\w.+/-]{3,80};base64,",
            # Long, without a space, and of capitals, small letters and digits.
            r"(?<![\w+/])(?=[A-Za-z+/]{0,63}[0-9])(?=[a-z0-9+/]{0,63}[A-Z])(?=[A-Z0-9+/]{0,63}[a-z])"
            r"[A-Za-z0-9+/]{64}",
            r"(?<![0-9A-Za-z])(?=[a-fA-F]{0,31}[0-9])[0-9a-fA-F]{32}",
            r"(?:\\x[0-9a-fA-F]{2}){8}",
            r"%PDF-\d|JFIF|<svg[ >]|<script[ >]|-----BEGIN ",
        ),
    ),
    Rule(
        "an address for letters or mail", ContactDetails, NO_CONTACT,
        any_case(
            r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w",
            r"\b[\w.+-]{1,64} ?[(\[{]at[)\]}] ?[\w-]{1,63}",
            r"\b[\w.+-]{1,64} at [\w-]{1,63} dot (?:com|org|net|uk|sch|co|ac)\b",
        ),
    ),
    Rule(
        "a telephone number", ContactDetails, NO_CONTACT,
        any_case(
            r"(?<![\d.])(?:\+44|0044|0)(?:[ ().-]{0,3}\d){9,10}(?!\d)",
            r"(?<![\d.])\+\d(?:[ ().-]{0,3}\d){7,13}",
            r"\b(?:tel|telephone|phone|mobile|call|ring|whatsapp)\b[^\d.]{0,20}\d{5}",
            r"\b(?:tel|telephone|phone|mobile|call|ring|whatsapp)\b[^\d.]{0,20}\d{3,5} \d{3}",
        ),
    ),
    Rule(
        "a number that a colleague is known by", ContactDetails, NO_CONTACT,
        any_case(
            r"(?<![a-z0-9])[a-z]{2}\d{6}[a-d](?![a-z0-9])",
            r"(?<!\w)(?-i:[A-Z]{2} ?\d\d[ .-]\d\d[ .-]\d\d ?[A-D])(?!\w)",
            r"\b(?:national insurance|ni|nino|trn|teacher reference|payroll|passport)"
            r"(?: (?:number|no\.?))?[^\w.]{0,3}(?:is )?[a-z]{0,2} ?\d\d[ ./-]?\d\d[ ./-]?\d",
        ),
    ),
    Rule(
        "somebody's account on the web", ContactDetails, NO_CONTACT,
        any_case(
            r"https?://[^\s/@]{1,100}@",
            r"https?://[^\s]{1,100}?(?:~|/users?/|/u/|/in/|/profiles?/|/people/|/staff/|/@)\w",
            r"\b(?:facebook|instagram|twitter|x|linkedin|tiktok|snapchat|youtube|threads)\.com/\w",
            r"(?<![\w.@/])@(?!home\b|school\b|work\b|the\b)[a-z_]\w{2}",
            r"\b(?:snapchat|snap|insta|instagram|tiktok|twitter|discord|roblox|xbox)"
            r"(?: (?:name|handle|username|account|user)| is|:) ?:? ?[\w.]{0,20}[\d_]",
        ),
    ),
)  # fmt: skip
"""In the order in which they are told."""

"""What the codes of data.go.kr mean for us: the service's own and those of the gateway before it.

By the portal's page 오픈API 에러코드 안내 and older lists; one number means the same in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.errors import BlockedError, FetchError, ParseError, ScrapeError
from scrapers.source import Source

GOOD, NOTHING = 0, 3


@dataclass(frozen=True, slots=True)
class _Code:
    """constants: how messages name it. advice: what happened and what the operator does about it."""

    number: int
    constants: tuple[str, ...]
    error: type[ScrapeError]
    advice: str


_LATER = "the service failed; the next run asks again"
_OURS = "a fault of this programme or of the source's file: "
_SLOWER = "too many requests at once; the next run asks again, a larger delay in the source's file helps"
_APPLY = "withdrawn, or not applied for: apply for the data set, or disable the source"
_ADVICE = (
    _Code(1, ("APPLICATION_ERROR",), FetchError, _LATER),
    _Code(2, ("DB_ERROR",), FetchError, _LATER),
    _Code(4, ("HTTP_ERROR",), FetchError, _LATER),
    _Code(5, ("SERVICETIMEOUT_ERROR", "SERVICE_TIMEOUT_ERROR"), FetchError, _LATER),
    _Code(10, ("INVALID_REQUEST_PARAMETER_ERROR",), ParseError, _OURS + "a parameter is wrong"),
    _Code(11, ("NO_MANDATORY_REQUEST_PARAMETERS_ERROR",), ParseError, _OURS + "a parameter is missing"),
    _Code(12, ("NO_OPENAPI_SERVICE_ERROR",), BlockedError, f"no service at this address: it is {_APPLY}"),
    _Code(
        20,
        ("SERVICE_KEY_IS_NULL", "PERMISSION_DENIED", "SERVICE_ACCESS_DENIED_ERROR"),
        BlockedError,
        f"no key came along, or the service is {_APPLY}",
    ),
    _Code(
        21,
        ("TEMPORARILY_DISABLE_THE_SERVICEKEY_ERROR",),
        BlockedError,
        "the key is disabled for a while: look at its state on the portal",
    ),
    _Code(
        22,
        ("LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR",),
        BlockedError,
        "today's quota is used up; it starts anew at midnight Korean time",
    ),
    _Code(23, ("LIMITED_NUMBER_OF_SERVICE_REQUESTS_PER_SECOND_EXCEEDS_ERROR",), FetchError, _SLOWER),
    _Code(
        29,
        ("BLACKLIST_IP_ACCESS_ERROR",),
        BlockedError,
        "the address of this machine is barred: ask the portal",
    ),
    _Code(
        30,
        ("SERVICE_KEY_IS_NOT_REGISTERED_ERROR",),
        BlockedError,
        "the key is not known here: wrong, younger than an hour, percent-encoded twice, or for another data "
        "set (also when this one was withdrawn)",
    ),
    _Code(31, ("DEADLINE_HAS_EXPIRED_ERROR",), BlockedError, "the key has expired: renew it on the portal"),
    _Code(
        32,
        ("UNREGISTERED_IP_ERROR",),
        BlockedError,
        "the address of this machine is not registered for the key: register it on the portal",
    ),
    _Code(
        33, ("UNSIGNED_CALL_ERROR",), BlockedError, "the call is not signed: look at the key on the portal"
    ),
    _Code(97, (), ParseError, _OURS + "a date is written wrongly"),
    _Code(
        98, ("THREE_DAYS_OVER_ERROR",), ParseError, _OURS + "more than three days asked for (listing.days)"
    ),
    _Code(
        99, ("UNKNOWN_ERROR",), BlockedError, "refused without a reason: look at the service on the portal"
    ),
)
_BY_NUMBER = {code.number: code for code in _ADVICE}
# the longest first: one constant may end like another
_NAMED = sorted(
    [(name, code.number) for code in _ADVICE for name in code.constants]
    + [("NODATA_ERROR", NOTHING), ("NORMAL_SERVICE", GOOD)],
    key=lambda pair: -len(pair[0]),
)
#: Answers without a code that we know.
_BY_STATUS = {
    401: f"no key came along, or the service is {_APPLY}",
    403: f"forbidden: wrong key, or the service is {_APPLY}",
    429: "too many requests, or today's quota is used up; it starts anew at midnight Korean time",
}


def number_of(code: str, said: str) -> int | None:
    """The number of an answer's code; by the constant in its messages where the code is missing or unknown.

    ``00`` → 0; ``SERVICE KEY IS NOT REGISTERED ERROR.`` → 30; None where neither says anything known.
    """
    number = int(code) if re.fullmatch(r"[0-9]{1,4}", code) else None
    if number in _BY_NUMBER or number in (GOOD, NOTHING):
        return number
    words = re.sub(r"[^A-Z]+", "_", said.upper())
    return next((number for name, number in _NAMED if name in words), None)


def refusal(number: int | None, code: str, status: int, source: Source, url: str) -> ScrapeError:
    """The error for an answer that is not good: by its number, else by the HTTP status.

    Each says in one line what to do; where a key or an application is at fault, with the data set's page.
    """
    known = _BY_NUMBER.get(number) if number is not None else None
    if known:
        return known.error(f"{known.number}: {known.advice}{_page(source, known.error)}", where=url)
    if status in _BY_STATUS:
        return BlockedError(f"status {status}: {_BY_STATUS[status]}{_page(source, BlockedError)}", where=url)
    if status >= 400:
        return FetchError(f"the server answers with status {status}", where=url)
    return ParseError(f"an answer with the unknown code {code[:20]!r}", where=url)


def _page(source: Source, error: type[ScrapeError]) -> str:
    address = source.options.get("data_set")
    return f"; see {address}" if address and error is BlockedError else ""

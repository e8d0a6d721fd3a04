"""Amounts as people read them in Korean: 조, 억, 만."""

from __future__ import annotations

#: From one unit to the next.
_STEP = 10**4
_UNITS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))


def with_currency(amount: float, currency: str | None) -> str:
    """12_000_000_000, KRW → ``120억 원``; 3_000_000, USD → ``300만 USD``."""
    return f"{readable(amount)} {'원' if currency == 'KRW' else currency or ''}".strip()


def brief(amount: float, currency: str | None) -> str:
    """A sum as charts say it, in its two largest units: 1_950_368_641_929_000 → ``1,950조 3,686억 원``."""
    size = next((unit for unit, _ in _UNITS if abs(amount) >= unit), 1)
    step = max(size // _STEP, 1)
    return with_currency(round(amount / step) * step if size > 1 else amount, currency)


def readable(amount: float) -> str:
    """12_050_000_000 → ``120억 5,000만``; 1_234 → ``1,234``; 2.5 → ``2.5``."""
    if amount != int(amount):
        return f"{amount:,}"
    left, parts = abs(int(amount)), []
    for unit, name in _UNITS:
        count, left = divmod(left, unit)
        if count:
            parts.append(f"{count:,}{name}")
    if left or not parts:
        parts.append(f"{left:,}")
    return ("-" if amount < 0 else "") + " ".join(parts)

"""Exact arithmetic of judging: comparison, rounding half up, roots without roots, decimal text.

Owns the numbers' behaviour; binary floats never occur.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from domain.policy import Op
from domain.reading_json import plain

DIGITS = 15
"""Significant digits of a figure that no decimal states exactly."""

LARGEST_POWER = 60
"""Figures of more places than this, before or after the point, are nobody's figures and are not read."""

_LONGEST_EXACT = 30
_ROUND = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
_ROOT_PLACES = 40


def readable(value: Decimal) -> bool:
    """Whether a decimal is a figure of sensible size, so that computing with it exactly is cheap."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and max(abs(exponent), abs(value.adjusted())) <= LARGEST_POWER


def holds(op: Op, value: Fraction, bound: Fraction) -> bool:
    """Whether `value op bound`."""
    match op:
        case Op.GE:
            return value >= bound
        case Op.GT:
            return value > bound
        case Op.LE:
            return value <= bound
        case Op.LT:
            return value < bound
        case Op.EQ:
            return value == bound


def is_rounded_from(given: Decimal, exact: Fraction) -> bool:
    """Whether `given` is `exact` rounded half up (away from zero) to the digits that `given` has."""
    exponent = given.as_tuple().exponent
    if not isinstance(exponent, int):
        return False
    scaled = abs(exact) * Fraction(10) ** -exponent
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(given) == (rounded if exact >= 0 else -rounded) * Fraction(10) ** exponent


def as_decimal(value: Fraction) -> Decimal:
    """The value as a decimal: exact where a decimal of reasonable length is, else 15 significant digits."""
    top, bottom = value.numerator, value.denominator
    twos = fives = 0
    while bottom % 2 == 0:
        bottom //= 2
        twos += 1
    while bottom % 5 == 0:
        bottom //= 5
        fives += 1
    places = max(twos, fives)
    if bottom == 1 and places <= _LONGEST_EXACT:
        digits = top * 10**places // value.denominator
        return Decimal(f"{digits}E-{places}")
    return _ROUND.divide(Decimal(top), Decimal(value.denominator))


def decimal_text(value: Decimal | Fraction) -> str:
    """A figure as JSON and people have it: no exponent, no needless zeros."""
    return plain(as_decimal(value) if isinstance(value, Fraction) else value)


def signed_power(base: Fraction, exponent: int) -> Fraction:
    """`base ** exponent` with the sign of `base`, so that it rises with `base` for every exponent >= 1."""
    power = abs(base) ** exponent
    return power if base >= 0 else -power


def signed_root(value: Fraction, degree: int) -> Fraction:
    """The inverse of `signed_power`, to 40 places; for distances only, never for a comparison."""
    if value == 0 or degree == 1:
        return value
    scale = 10**_ROOT_PLACES
    root = Fraction(_whole_root(abs(value.numerator) * scale**degree // value.denominator, degree), scale)
    return root if value > 0 else -root


def _whole_root(number: int, degree: int) -> int:
    """The largest whole number whose power is not above `number` (Newton's steps from above)."""
    root = 1 << -(-number.bit_length() // degree)
    while True:
        step = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if step >= root:
            return root
        root = step

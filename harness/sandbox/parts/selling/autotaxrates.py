"""
The rates that automated sales tax uses, in percent.

The states' own rates and a few local ones as they were published for 2025,
without special rules (such as Florida's limit for single items); a table to
test with, not one to file with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

STATES: Mapping[str, tuple[str, str]] = {
    "AL": ("Alabama", "4"),
    "AK": ("Alaska", "0"),
    "AZ": ("Arizona", "5.6"),
    "AR": ("Arkansas", "6.5"),
    "CA": ("California", "7.25"),
    "CO": ("Colorado", "2.9"),
    "CT": ("Connecticut", "6.35"),
    "DC": ("District of Columbia", "6"),
    "DE": ("Delaware", "0"),
    "FL": ("Florida", "6"),
    "GA": ("Georgia", "4"),
    "HI": ("Hawaii", "4"),
    "ID": ("Idaho", "6"),
    "IL": ("Illinois", "6.25"),
    "IN": ("Indiana", "7"),
    "IA": ("Iowa", "6"),
    "KS": ("Kansas", "6.5"),
    "KY": ("Kentucky", "6"),
    "LA": ("Louisiana", "5"),
    "ME": ("Maine", "5.5"),
    "MD": ("Maryland", "6"),
    "MA": ("Massachusetts", "6.25"),
    "MI": ("Michigan", "6"),
    "MN": ("Minnesota", "6.875"),
    "MS": ("Mississippi", "7"),
    "MO": ("Missouri", "4.225"),
    "MT": ("Montana", "0"),
    "NE": ("Nebraska", "5.5"),
    "NV": ("Nevada", "6.85"),
    "NH": ("New Hampshire", "0"),
    "NJ": ("New Jersey", "6.625"),
    "NM": ("New Mexico", "4.875"),
    "NY": ("New York", "4"),
    "NC": ("North Carolina", "4.75"),
    "ND": ("North Dakota", "5"),
    "OH": ("Ohio", "5.75"),
    "OK": ("Oklahoma", "4.5"),
    "OR": ("Oregon", "0"),
    "PA": ("Pennsylvania", "6"),
    "RI": ("Rhode Island", "7"),
    "SC": ("South Carolina", "6"),
    "SD": ("South Dakota", "4.2"),
    "TN": ("Tennessee", "7"),
    "TX": ("Texas", "6.25"),
    "UT": ("Utah", "6.1"),
    "VT": ("Vermont", "6"),
    "VA": ("Virginia", "5.3"),
    "WA": ("Washington", "6.5"),
    "WV": ("West Virginia", "6"),
    "WI": ("Wisconsin", "5"),
    "WY": ("Wyoming", "4"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """Rates on top of a state's, by the beginnings of postal codes, or by city without one."""

    state: str
    name: str
    postal: tuple[str, ...]
    cities: frozenset[str]
    rates: tuple[tuple[str, str], ...]


LOCAL = (
    Local(
        state="FL",
        name="Hillsborough County",
        postal=("336", "33510", "33511", "33527", "33547", "33556", "33563", "33566", "33584"),
        cities=frozenset({"tampa", "brandon", "plant city"}),
        rates=(("Hillsborough County", "1.5"),),
    ),
    Local(
        state="FL",
        name="Orange County",
        postal=("328", "32703", "32789", "32792", "34761", "34786", "34787"),
        cities=frozenset({"orlando", "winter park", "apopka", "ocoee"}),
        rates=(("Orange County", "0.5"),),
    ),
    Local(
        state="FL",
        name="Pinellas County",
        postal=("337", "346"),
        cities=frozenset({"st. petersburg", "saint petersburg", "clearwater", "largo"}),
        rates=(("Pinellas County", "1"),),
    ),
    Local(
        state="FL",
        name="Miami-Dade County",
        postal=("331", "3301", "3303"),
        cities=frozenset({"miami", "hialeah", "miami beach"}),
        rates=(("Miami-Dade County", "1"),),
    ),
    Local(
        state="CA",
        name="San Francisco",
        postal=("941",),
        cities=frozenset({"san francisco"}),
        rates=(("San Francisco Districts", "1.375"),),
    ),
    Local(
        state="CA",
        name="Los Angeles",
        postal=("900",),
        cities=frozenset({"los angeles"}),
        rates=(("Los Angeles Districts", "2.5"),),
    ),
    Local(
        state="AZ",
        name="Phoenix",
        postal=("850",),
        cities=frozenset({"phoenix"}),
        rates=(("Maricopa County", "0.7"), ("Phoenix City", "2.8")),
    ),
    Local(
        state="AZ",
        name="Tucson",
        postal=("857",),
        cities=frozenset({"tucson"}),
        rates=(("Pima County", "0.5"), ("Tucson City", "2.6")),
    ),
)

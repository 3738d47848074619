"""
What the sample company sold, and who paid: its invoices, estimates and payments, by their ids.

Recorded; the quantities of sod and soil of invoice 1036 are those of a client's copy
(2015), its other lines those of Intuit's sample. Days are told from that of invoice 9.
"""

from __future__ import annotations

Sold = tuple[str, ...]
"""An item, how many of it, the price of one, and behind it `NON` where it alone is not taxed."""

CALIFORNIA, TUCSON, UNTAXED = "2", "3", ""
NON = "NON"
CHECKING, SAVINGS, CARD, EQUITY, UNDEPOSITED = "35", "36", "41", "34", "4"

DESIGN, FOUNTAIN, INSTALLATION, PEST = "4", "5", "7", "10"
PUMP, ROCKS, CONCRETE, GARDENING = "11", "13", "3", "6"
SERVICES, LIGHTING, REPAIR, SOD, SOIL, TRIMMING = "1", "8", "9", "14", "15", "18"
HEADS, PIPES = "16", "17"

THIRTY_SIX: tuple[Sold, ...] = (
    (SOD, "5", "10"),
    (SOIL, "5", "10"),
    (GARDENING, "3.5", "25"),
    (FOUNTAIN, "1", "275"),
    (PUMP, "1", "15"),
)
INVOICES: tuple[tuple[int, str, str, str, tuple[Sold, ...]], ...] = (
    (9, "1001", "1", CALIFORNIA, ((GARDENING, "4", "25"),)),
    (10, "1002", "2", UNTAXED, ((GARDENING, "4", "35"), (PEST, "1", "35"))),
    (
        12,
        "1004",
        "3",
        CALIFORNIA,
        ((HEADS, "10", "2"), (PIPES, "6", "4"), (SOD, "50", "35"), (SERVICES, "8", "50")),
    ),
    (13, "1005", "9", CALIFORNIA, ((GARDENING, "2", "25"),)),
    (14, "1006", "9", CALIFORNIA, ((GARDENING, "4", "20"),)),
    (16, "1007", "13", UNTAXED, ((DESIGN, "10", "75"),)),
    (27, "1009", "26", UNTAXED, ((SERVICES, "1", "103.55"),)),
    (34, "1010", "29", UNTAXED, ((DESIGN, "5", "75"),)),
    (39, "1012", "23", UNTAXED, ((HEADS, "15", "2"), (FOUNTAIN, "1", "275"))),
    (42, "1013", "26", CALIFORNIA, ((GARDENING, "3", "25"),)),
    (60, "1016", "16", UNTAXED, ((GARDENING, "3", "25"),)),
    (63, "1017", "25", UNTAXED, ((GARDENING, "4", "20"),)),
    (64, "1018", "25", UNTAXED, ((GARDENING, "4", "20"),)),
    (65, "1019", "25", UNTAXED, ((GARDENING, "4", "20"),)),
    (67, "1021", "1", CALIFORNIA, ((SOIL, "15", "10"), (FOUNTAIN, "1", "275"))),
    (68, "1022", "12", CALIFORNIA, ((GARDENING, "3", "25"),)),
    (70, "1024", "20", UNTAXED, ((PIPES, "12", "4"), (PIPES, "15", "4"), (ROCKS, "4", "12"))),
    (71, "1025", "1", UNTAXED, ((GARDENING, "4", "30"), (PEST, "1", "35"), (REPAIR, "1", "50"))),
    (75, "1027", "2", UNTAXED, ((GARDENING, "2", "25"), (PEST, "1", "35"))),
    (92, "1028", "9", CALIFORNIA, ((GARDENING, "3", "25"),)),
    (93, "1029", "5", TUCSON, ((CONCRETE, "5", "15"), (ROCKS, "6", "12"), (FOUNTAIN, "1", "275"))),
    (
        95,
        "1030",
        "8",
        CALIFORNIA,
        ((GARDENING, "2", "25", NON), (PEST, "1", "35", NON), (SOD, "15", "8.75")),
    ),
    (96, "1031", "8", CALIFORNIA, ((GARDENING, "3", "30", NON), (FOUNTAIN, "1", "275"))),
    (99, "1032", "26", CALIFORNIA, ((SOD, "20", "15"), (ROCKS, "7", "12"))),
    (106, "1034", "21", CALIFORNIA, ((TRIMMING, "2", "15", NON), (LIGHTING, "3", "15"))),
    (119, "1035", "17", CALIFORNIA, ((FOUNTAIN, "1", "275"), (PIPES, "4", "4"))),
    (
        129,
        "1036",
        "8",
        UNTAXED,
        THIRTY_SIX,
    ),
)
"""Id, number, customer, tax code and what was sold."""

REDUCED = {"1012": 10, "1015": 5}
"""By how many percent an invoice is less than what it sells."""

OF_ESTIMATES = (
    (49, "1015", "48", UNTAXED),
    (69, "1023", "46", UNTAXED),
    (103, "1033", "41", CALIFORNIA),
    (130, "1037", "100", CALIFORNIA),
)
"""Invoices made of estimates: id, number, estimate, tax code."""

BY_DAY = {
    -104: (10, 95),
    -73: (96,),
    -66: (70,),
    -46: (60,),
    -45: (71, 75, 92, 93),
    -36: (14,),
    -22: (16,),
    -19: (67, 68),
    -13: (63,),
    -11: (39,),
    -9: (12, 41, 42),
    -6: (13, 64),
    -1: (46, 48),
    0: (9, 27, 99, 100),
    1: (34, 49, 65, 69),
    2: (103, 106),
    3: (119, 129, 130),
}
"""Which invoices and estimates are of a day."""
DAYS = {number: day for day, numbers in BY_DAY.items() for number in numbers}

UNPRINTED = frozenset({9, 10, 12, 34, 49, 60, 67, 70})
TO_SEND = frozenset({34, 39, 48, 60, 70})
NOTES = {9: "Front yard, hedges, and sidewalks"}
CREW = {71: "102", 129: "105", 130: "102"}
"""Which invoices are not to be printed, which forms are to be sent, and whose crew is known."""
SERVED = {12: "Installation Hours", 27: "Lumber"}
"""What services an invoice says that it was for (recorded)."""

MARKED = {65: ("TAX",), 103: ("TAX", NON, "TAX"), 129: ("TAX", "TAX", NON, "TAX", "TAX")}
"""
What lines say of their tax, whatever the form's is: two forms have no code, and of the
third all is taxed (recorded, 2026)."""
SHIPPED = frozenset({130})
"""What is shipped to the address that is billed, though the customer has no other (recorded)."""
CHARGED = {27: "26"}
"""An invoice whose only line is a cost that is charged on, as it was entered by hand."""
WORKED = {106: ("4", "5")}
"""An invoice whose lines are times that were worked, on the day before."""

EDITED = frozenset({9, 10, 14, 103})
"""Invoices that were changed once, when they were made."""
LATER_EDITED: dict[int, tuple[tuple[str, str], ...]] = {
    67: (("Invoice", "65"),),
    92: (
        ("Invoice", "92"),
        ("Payment", "15"),
        ("Invoice", "14"),
        ("Invoice", "13"),
        ("Payment", "33"),
        ("Invoice", "67"),
        ("Payment", "31"),
        ("Invoice", "9"),
        ("Invoice", "68"),
    ),
    97: (("Invoice", "42"),),
    119: (("Invoice", "12"),),
}
"""After which document others were changed once more."""

PLAN = ((DESIGN, "4", "75"), (INSTALLATION, "5", "50"), (FOUNTAIN, "1", "275"))
ESTIMATES: tuple[tuple[int, str, str, tuple[Sold, ...]], ...] = (
    (41, "10", UNTAXED, ((FOUNTAIN, "1", "275"), (DESIGN, "3.5", "75"), (PUMP, "2", "22.5"))),
    (46, "20", UNTAXED, ((PEST, "2", "35"),)),
    (48, "18", UNTAXED, (*PLAN, (ROCKS, "8", "22.5"))),
    (
        100,
        "24",
        CALIFORNIA,
        ((FOUNTAIN, "1", "275"), (PUMP, "1", "12.75"), (CONCRETE, "5", "9.5")),
    ),
)
"""As recorded; all of them have the number 1001."""

CREDITED = "71"
"""The invoice that the credit memo 73 pays a part of."""

Paid = tuple[str, str, str, int, str, str]
PAYMENTS: tuple[tuple[int, Paid], ...] = (
    (15, ("14", "86.40", CHECKING, -22, "2", "5664")),
    (31, ("9", "108.00", UNDEPOSITED, 1, "2", "6552")),
    (32, ("16", "300.00", UNDEPOSITED, 1, "2", "5421")),
    (33, ("13", "50.00", CHECKING, 1, "2", "")),
    (40, ("27", "103.55", CHECKING, 1, "2", "2064")),
    (61, ("12", "694.00", CHECKING, -4, "2", "1886")),
    (72, ("71", "105.00", CHECKING, -20, "2", "")),
    (76, ("10", "175.00", CHECKING, -83, "2", "1053")),
    (94, ("93", "460.40", UNDEPOSITED, -24, "", "")),
    (97, ("95", "226.75", UNDEPOSITED, -83, "", "")),
    (98, ("42", "81.00", UNDEPOSITED, 2, "", "")),
    (101, ("67", "220.00", UNDEPOSITED, 2, "2", "")),
    (116, ("63", "80.00", UNDEPOSITED, -1, "", "")),
    (120, ("12", "1675.52", UNDEPOSITED, 3, "", "")),
    (128, ("96", "387.00", UNDEPOSITED, 3, "", "")),
)
"""Id, the invoice, how much of it, where to, the day, and how it was paid."""

DISPUTED = {72: "Amy claims the pest control did not occur"}

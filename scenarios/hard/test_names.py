"""Names with every character that a connector has stumbled over arrive code point by code point."""

from __future__ import annotations

import pytest

from harness.marks import case
from harness.odoo.goods import create_service
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import Role
from scenarios.hard.records import rename

NAMES = [
    pytest.param("O'Brien & Sons", id="apostrophe"),
    pytest.param('Joe "The Beam" Miller', id="quotes"),
    pytest.param("Smith & Wesson <metal@work>", id="markup"),
    pytest.param("Ñandú Café Größe Łódź", id="accents"),
    pytest.param("鋁業有限公司", id="chinese"),
    pytest.param("Beams 😀 Co", id="emoji"),
    pytest.param("50% \\ half", id="backslash"),
    pytest.param("A Name Of More Than Three Words", id="words"),
    pytest.param("x" * 93, id="hundred"),
]


def named(text: str, tag: str) -> str:
    """The text with the run's mark, seven characters longer."""
    return f"{text} {tag}"


@case("Hard names of customers")
@pytest.mark.parametrize("text", NAMES)
def test_a_customers_name_arrives_as_it_is(text: str, odoo: Seeder, proof: Proof) -> None:
    """And is found again by it, so that a second export makes no second one."""
    customer = odoo.create_customer(company=True, name=named(text, odoo.tag))
    proof.repeatable(customer, "customer", proof.mirrored(customer, "customer"))


@case("Hard names of vendors")
@pytest.mark.parametrize("text", NAMES)
def test_a_vendors_name_arrives_as_it_is(text: str, odoo: Seeder, proof: Proof) -> None:
    """On the check, too."""
    vendor = odoo.create_vendor(name=named(text, odoo.tag))
    proof.repeatable(vendor, "vendor", proof.mirrored(vendor, "vendor"))


@case("Hard names of products")
@pytest.mark.parametrize("text", NAMES)
def test_a_products_name_arrives_as_it_is(text: str, odoo: Seeder, proof: Proof) -> None:
    """Up to a hundred characters."""
    product = rename(odoo, create_service(odoo), named(text, odoo.tag))
    proof.repeatable(product, "product", proof.mirrored(product, "product"))


@case("Names of 101 characters")
@pytest.mark.parametrize("role", ["customer", "vendor", "product"])
def test_a_name_too_long_is_refused_and_not_cut(role: Role, odoo: Seeder, proof: Proof) -> None:
    """Two names may differ in their last character only; it has that name from the start."""
    name = named("z" * 94, odoo.tag)
    match role:
        case "customer":
            ref = odoo.create_customer(name=name)
        case "vendor":
            ref = odoo.create_vendor(name=name)
        case _:
            ref = create_service(odoo, name=name)
    proof.refused(ref, role)
    proof.never_left(ref, role)


@case("Blanks around a name")
def test_blanks_around_a_name_do_not_arrive(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks cuts them off, so that only the rest can be found again."""
    customer = odoo.create_customer(company=True, name=f"  Blank {odoo.tag}  ")
    mirrored = proof.mirrored(customer, "customer")
    assert mirrored.record["DisplayName"] == f"Blank {odoo.tag}"
    proof.repeatable(customer, "customer", mirrored)


@case("Names that differ by case")
def test_names_that_differ_by_case_are_not_one_customer(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks takes them for one name: the second is refused, never put into the first."""
    first = odoo.create_customer(company=True, name=f"ACME {odoo.tag}")
    second = odoo.create_customer(company=True, name=f"Acme {odoo.tag}")
    mirrored = proof.mirrored(first, "customer")
    proof.refused(second, "customer")
    proof.fails(second, "customer")
    proof.untouched(mirrored, "it mirrors another customer of Odoo")


@case("A name that begins another")
def test_a_name_that_begins_another_is_its_own(odoo: Seeder, proof: Proof) -> None:
    """In either order."""
    longer = odoo.create_customer(company=True, name=f"Beam Yard {odoo.tag} West")
    shorter = odoo.create_customer(company=True, name=f"Beam Yard {odoo.tag}")
    proof.mirrored(longer, "customer")
    proof.mirrored(shorter, "customer")

"""Customers and vendors: one partner may be both, as two records of QuickBooks."""

from odoo import api, fields, models
from odoo.tools import email_split, escape_psql, html2plaintext

from ..services.faults import QboError
from ..services.query import condition, same

_NAME_LENGTH = 500
_NOTES_LENGTH = 2000
_EMAIL_LENGTH = 100
_ALSO_CUSTOMER = " (Vendor)"


class ResPartner(models.Model):
    """Adds the export; the role comes from the context (`qbo_role`) or from Odoo's ranks."""

    _name = "res.partner"
    _inherit = ["res.partner", "qbo.mirrored"]

    qbo_customer_id = fields.Char(
        "QuickBooks customer",
        compute="_compute_qbo_customer_id",
        search="_search_qbo_customer_id",
        copy=False,
    )
    qbo_vendor_id = fields.Char(
        "QuickBooks vendor",
        compute="_compute_qbo_vendor_id",
        search="_search_qbo_vendor_id",
        copy=False,
    )

    @api.depends_context("company")
    def _compute_qbo_customer_id(self):
        ids = self._qbo_link_ids("Customer")
        for partner in self:
            partner.qbo_customer_id = ids.get(partner.id, False)

    @api.depends_context("company")
    def _compute_qbo_vendor_id(self):
        ids = self._qbo_link_ids("Vendor")
        for partner in self:
            partner.qbo_vendor_id = ids.get(partner.id, False)

    def _search_qbo_customer_id(self, operator, value):
        return self._qbo_search_linked("Customer", operator, value)

    def _search_qbo_vendor_id(self, operator, value):
        return self._qbo_search_linked("Vendor", operator, value)

    def _qbo_entities(self):
        role = self.env.context.get("qbo_role")
        if role:
            return [{"customer": "Customer", "vendor": "Vendor"}[role]]
        if self.env.context.get("qbo_only_linked"):
            is_customer, is_vendor = self.qbo_customer_id, self.qbo_vendor_id
        else:
            is_vendor = self.supplier_rank
            is_customer = self.customer_rank or not is_vendor
        return ["Customer"] * bool(is_customer) + ["Vendor"] * bool(is_vendor)

    def _qbo_obstacle(self, entity):
        rules = self._qbo_rules()
        if self.commercial_partner_id != self and (entity == "Vendor" or rules.contacts != "below"):
            return f"a contact of {self.commercial_partner_id.display_name}, which is exported"
        linked = self.qbo_customer_id if entity == "Customer" else self.qbo_vendor_id
        if self._qbo_retires(entity) and not linked and not self.env.context.get("qbo_needed"):
            return "archived before it was ever exported"
        return ""

    def _qbo_retires(self, entity):
        rules = self._qbo_rules()
        decided = rules.archived_customers if entity == "Customer" else rules.archived_vendors
        return not self.active and decided == "inactive"

    def _qbo_edits_stay(self, entity, session):
        rules = session.connection
        decided = rules.edited_customers if entity == "Customer" else rules.edited_vendors
        return decided == "left" and self.active and bool(session.exported(self, entity))

    def _qbo_wanted(self, entity, session, attempt):
        self._qbo_check_name()
        wanted = {
            "DisplayName": self._qbo_display_name(entity),
            "BillAddr": self._qbo_address(),
            "PrimaryEmailAddr": {"Address": self._qbo_email(attempt)},
            "PrimaryPhone": {"FreeFormNumber": (self.phone or "").strip()},
            "WebAddr": {"URI": (self.website or "").strip()},
        }
        if entity == "Customer":
            own = self._qbo_own_name() | self._qbo_company_above(session)
            return wanted | own | self._qbo_customer(attempt)
        return wanted | self._qbo_own_name() | self._qbo_vendor()

    def _qbo_display_name(self, entity):
        """The name; of a vendor that a customer has too, told from the customer's."""
        name = self.name.strip()
        if entity == "Customer" or self._qbo_rules().shared_names != "suffix":
            return name
        alike = [("name", "=ilike", escape_psql(name)), ("customer_rank", ">", 0)]
        return name + _ALSO_CUSTOMER if self.search_count(alike, limit=1) else name

    def _qbo_company_above(self, session):
        company = self.commercial_partner_id
        if company == self:
            return {}
        parent = {"value": self._qbo_required(company, "Customer", session)}
        return {"Job": True, "BillWithParent": True, "ParentRef": parent}

    def _qbo_check_name(self):
        name = (self.name or "").strip()
        if not name or len(name) > _NAME_LENGTH or any(mark in name for mark in ":\t\n"):
            raise QboError(
                f"QuickBooks takes names of 1 to {_NAME_LENGTH} characters without colon, tab "
                f"or line break; this one is {name!r}."
            )

    def _qbo_own_name(self):
        """The name as a company's or a person's; the other is emptied: a person may become one."""
        name = self.name.strip()
        if self.is_company:
            return {"CompanyName": name, "GivenName": "", "FamilyName": ""}
        given, _, family = name.rpartition(" ")
        own = {"GivenName": given or family, "FamilyName": family if given else ""}
        return own | {"CompanyName": ""}

    def _qbo_customer(self, attempt):
        position = self.property_account_position_id
        numbered = self._qbo_rules().resale_numbers == "tax_id"
        notes = html2plaintext(self.comment or "").strip()
        if len(notes) > _NOTES_LENGTH:
            attempt.notes.append(f"notes cut to {_NOTES_LENGTH} characters")
        currency = {}
        if self._qbo_rules().foreign_documents == "rate":
            held = self.property_product_pricelist.currency_id or self.env.company.currency_id
            currency = {"CurrencyRef": {"value": held.name}}
        return currency | {
            "SalesTermRef": self._qbo_term(self.property_payment_term_id),
            "Taxable": not position.qbo_exempt,
            "ResaleNum": (self.vat or "") if position.qbo_exempt and numbered else "",
            "Notes": notes[:_NOTES_LENGTH],
        }

    def _qbo_vendor(self):
        numbered = self._qbo_rules().vendor_accounts == "reference"
        return {
            **self._qbo_form_1099(),
            **self._qbo_supplier_currency(),
            "PrintOnCheckName": self.name.strip(),
            # Ignored by QuickBooks in a create, so it goes out again in the update after it.
            "TermRef": self._qbo_term(self.property_supplier_payment_term_id),
            "AcctNum": (self.ref or "").strip() if numbered else "",
        }

    def _qbo_supplier_currency(self):
        """Odoo's purchase app keeps it; without that app every vendor has the company's."""
        if self._qbo_rules().foreign_bills != "rate":
            return {}
        kept = "property_purchase_currency_id" in self._fields
        held = kept and self.property_purchase_currency_id
        return {"CurrencyRef": {"value": (held or self.env.company.currency_id).name}}

    def _qbo_form_1099(self):
        if self._qbo_rules().form_1099 != "tag":
            return {}
        return {"Vendor1099": any(self.category_id.mapped("qbo_1099"))}

    def _qbo_term(self, term):
        return {"value": self._qbo_mapped(term, "qbo_term_id") if term else ""}

    def _qbo_address(self):
        return {
            "Line1": (self.street or "").strip(),
            "Line2": (self.street2 or "").strip(),
            "City": (self.city or "").strip(),
            "CountrySubDivisionCode": self.state_id.code or "",
            "PostalCode": (self.zip or "").strip(),
            "Country": self.country_id.code or "",
        }

    def _qbo_email(self, attempt):
        """One address that QuickBooks accepts; a bad one must not keep its customer out."""
        text = (self.email or "").strip()
        addresses = [a for a in email_split(text) if "." in a and len(a) <= _EMAIL_LENGTH]
        if self._qbo_rules().odd_emails == "refuse" and text not in ("", *addresses[:1]):
            raise QboError(f"the e-mail {text!r} is not one address")
        if text and not addresses:
            attempt.notes.append("e-mail left out: QuickBooks would refuse it")
        elif len(addresses) > 1:
            attempt.notes.append("only the first e-mail address was exported")
        return addresses[0] if addresses else ""

    def _qbo_found(self, entity, session, wanted):
        name = wanted["DisplayName"]
        rows = session.client.query(entity, condition("DisplayName", name))
        matching = [row for row in rows if same(row["DisplayName"], name)]
        return matching[0] if matching else None

"""Customer invoices, credit notes and vendor bills, line by line."""

from odoo import api, fields, models

from ..services.amounts import decimal, foreign, trimmed, unit_price
from ..services.faults import QboError
from ..services.query import condition

_ENTITIES = {
    "out_invoice": "Invoice",
    "out_refund": "CreditMemo",
    "in_invoice": "Bill",
    "in_refund": "VendorCredit",
}
_SALES = ("Invoice", "CreditMemo")
"""Forms with a customer, items and sales tax; the others have a vendor."""
_OWED = ("Invoice", "Bill")
"""Forms that somebody must pay by a day."""
_TEXT_LINES = ("line_section", "line_subsection", "line_note")


class AccountMove(models.Model):
    """Adds the export of customers' and vendors' documents; other moves stay, and say so."""

    _name = "account.move"
    _inherit = ["account.move", "qbo.mirrored"]

    qbo_invoice_id = fields.Char(
        "QuickBooks invoice",
        compute="_compute_qbo_invoice_id",
        search="_search_qbo_invoice_id",
        copy=False,
    )
    qbo_bill_id = fields.Char(
        "QuickBooks bill", compute="_compute_qbo_bill_id", search="_search_qbo_bill_id", copy=False
    )

    def _compute_qbo_invoice_id(self):
        ids = self._qbo_link_ids("Invoice")
        for move in self:
            move.qbo_invoice_id = ids.get(move.id, False)

    def _compute_qbo_bill_id(self):
        ids = self._qbo_link_ids("Bill")
        for move in self:
            move.qbo_bill_id = ids.get(move.id, False)

    @api.model
    def _search_qbo_invoice_id(self, operator, value):
        return self._qbo_search_linked("Invoice", operator, value)

    @api.model
    def _search_qbo_bill_id(self, operator, value):
        return self._qbo_search_linked("Bill", operator, value)

    def _qbo_entities(self):
        return [_ENTITIES.get(self.move_type, "")]

    def _qbo_company(self):
        return self.company_id

    def _qbo_obstacle(self, entity):
        if not entity:
            return f"{self._qbo_kind()} documents are not exported"
        if self.state == "posted":
            return ""
        exported = self._qbo_link_ids(entity).get(self.id)
        still = f", but QuickBooks still has {entity} {exported}" if exported else ""
        return f"only posted documents leave Odoo; this one is {self.state}{still}"

    def _qbo_kind(self):
        return dict(self._fields["move_type"]._description_selection(self.env))[self.move_type]

    def _qbo_never_exported(self, connection):
        posted = [
            ("company_id", "=", connection.company_id.id),
            ("state", "=", "posted"),
            ("invoice_date", ">=", connection.inventory_start_date),
        ]
        moves = self.browse()
        for move_type, entity in _ENTITIES.items():
            unlinked = self._qbo_not_linked(connection.realm_id, entity)
            moves |= self.search(
                [*posted, ("move_type", "=", move_type), *unlinked], order="invoice_date, id"
            )
        return moves

    def _qbo_wanted(self, entity, session, attempt):
        self._qbo_check_currency(entity)
        wanted = {
            "DocNumber": self._qbo_number(entity),
            "TxnDate": self._qbo_day().isoformat(),
            "PrivateNote": f"Odoo {self.name}",
        }
        if entity in _OWED:
            due = self.invoice_date_due
            wanted["DueDate"] = due.isoformat() if due else ""
            wanted["SalesTermRef"] = {"value": self._qbo_term()}
        partner = self.commercial_partner_id
        lines = self.invoice_line_ids.sorted(lambda line: (line.sequence, line.id))
        if session.connection.text_lines == "left_out":
            lines = lines.filtered(lambda line: line.display_type not in _TEXT_LINES)
        if entity not in _SALES:
            wanted["VendorRef"] = {"value": self._qbo_required(partner, "Vendor", session)}
            wanted["Line"] = [
                self._qbo_bill_line(line, session)
                for line in lines
                if line.display_type not in _TEXT_LINES
            ]
            self._qbo_check_untaxed()
            return wanted | self._qbo_currency()
        wanted["CustomerRef"] = {"value": self._qbo_required(partner, "Customer", session)}
        return wanted | self._qbo_sale(lines, session) | self._qbo_currency()

    def _qbo_check_currency(self, entity):
        home = self.company_id.currency_id
        rules = self._qbo_rules()
        decided = rules.foreign_documents if entity in _SALES else rules.foreign_bills
        if self.currency_id != home and decided != "rate":
            raise QboError(f"only {home.name} documents are exported")

    def _qbo_currency(self):
        return self._qbo_foreign() if self.currency_id != self.company_id.currency_id else {}

    def _qbo_foreign(self):
        """Currency and rate, so that the total is worth Odoo's."""
        return foreign(
            self.currency_id.name,
            amount=self._qbo_amount(self.amount_total),
            worth=decimal(
                abs(self.amount_total_signed), self.company_id.currency_id.decimal_places
            ),
        )

    def _qbo_day(self):
        accounting = self._qbo_rules().document_dates == "accounting"
        return self.date if accounting else self.invoice_date

    def _qbo_number(self, entity):
        return self._qbo_short(self.name)

    def _qbo_term(self):
        term = self.invoice_payment_term_id
        if term:
            return self._qbo_mapped(term, "qbo_term_id")
        if self._qbo_rules().termless_documents == "refuse":
            raise QboError(f"{self.name} has no payment terms: enter them first")
        return ""

    def _qbo_amount(self, value):
        return decimal(value, self.currency_id.decimal_places)

    def _qbo_posted(self, line):
        """What a line posts: only these amounts add up to the document's sum in every case."""
        return self._qbo_amount(line.amount_currency * self.direction_sign)

    def _qbo_line_base(self, line, session, amount=None):
        """
        Item, quantity, price and amount; the price is made to fit the amount.

        The amount is Odoo's, after the line's discount, unless another is given.
        """
        if amount is None:
            amount = self._qbo_posted(line)
        quantity = trimmed(decimal(self._qbo_quantity(line), 6))
        price = unit_price(amount=amount, quantity=quantity, listed=decimal(line.price_unit, 7))
        if price is None:
            raise QboError(f"line {line.name!r}: no unit price times {quantity} comes to {amount}")
        return amount, {
            "ItemRef": {"value": self._qbo_item(line, session)},
            "Qty": quantity,
            "UnitPrice": price,
        }

    def _qbo_quantity(self, line):
        """A line's quantity, in its product's unit where the rules want that."""
        unit, own = line.product_uom_id, line.product_id.uom_id
        if unit == own or not own or self._qbo_rules().units == "line":
            return line.quantity
        return unit._compute_quantity(line.quantity, own)

    def _qbo_item(self, line, session):
        return self._qbo_required(line.product_id, "Item", session)

    def _qbo_bill_line(self, line, session):
        text = (line.name or "").strip()
        if line.product_id:
            amount, detail = self._qbo_line_base(line, session)
            kind = "ItemBasedExpenseLineDetail"
        else:
            amount = self._qbo_posted(line)
            account = self._qbo_mapped(line.account_id, "qbo_account_id")
            detail = {"AccountRef": {"value": account}}
            kind = "AccountBasedExpenseLineDetail"
        return {"DetailType": kind, "Description": text, "Amount": amount, kind: detail}

    def _qbo_check_untaxed(self):
        if self.amount_tax:
            raise QboError("bills with purchase tax are not exported: QuickBooks US has none")

    def _qbo_update(self, entity, session, wanted, found, changed):
        if "CustomerRef" in changed:
            addresses = self._qbo_new_addresses()
            wanted, changed = wanted | addresses, [*changed, *addresses]
        return super()._qbo_update(entity, session, wanted, found, changed)

    def _qbo_new_addresses(self):
        """QuickBooks keeps the addresses of whom it was made out to before."""
        address = self.commercial_partner_id._qbo_address()
        return {"BillAddr": address, "ShipAddr": address}

    def _qbo_computed(self, entity):
        return {"TotalAmt": self._qbo_amount(self.amount_total)}

    def _qbo_always_sent(self, entity):
        # Lines sent without the tax would leave it to QuickBooks to guess.
        return ("TxnTaxDetail",) if entity in _SALES else ("VendorRef",)

    def _qbo_same_number(self, entity, rows, wanted):
        """Of records with this number and partner, those that may be this document."""
        return rows

    def _qbo_found(self, entity, session, wanted):
        party = "CustomerRef" if entity in _SALES else "VendorRef"
        number = wanted["DocNumber"]
        rows = [
            row
            for row in session.client.query(entity, condition("DocNumber", number))
            if row.get("DocNumber") == number
        ]
        mine = [row for row in rows if row[party]["value"] == wanted[party]["value"]]
        mine = self._qbo_same_number(entity, mine, wanted)
        if not mine and rows and entity in _SALES:
            raise QboError(
                f"QuickBooks has number {number} already, on {entity} {rows[0]['Id']} of "
                f"another customer."
            )
        if not mine:
            return None
        note = mine[0].get("PrivateNote", "")
        if len(mine) > 1 or note not in ("", wanted["PrivateNote"]):
            ids = ", ".join(row["Id"] for row in mine)
            raise QboError(f"QuickBooks has number {number} of this partner already: {ids}.")
        return mine[0]

"""C20: one thing of an edited record that stays in QuickBooks as it was first exported."""

from odoo import models

from .seeded import bug

_DOCUMENTS = ("Invoice", "CreditMemo", "Bill", "VendorCredit")
_PARTIES = ("CustomerRef", "VendorRef")


def _without(changed, *keys):
    """The changed fields but for these."""
    return [key for key in changed if key not in keys]


def _as_found(wanted, found, *keys):
    """The same with what QuickBooks holds of these."""
    return wanted | {key: found[key] for key in keys if key in found}


def _own(lines):
    """Lines without QuickBooks' subtotal."""
    return [line for line in lines if line.get("DetailType") != "SubTotalLineDetail"]


def _by_place(wanted, found, kept):
    """The wanted lines, each with what `kept(wanted line, found line)` leaves of the one there."""
    lines, old = wanted["Line"], _own(found["Line"])
    pairs = [
        kept(line, old[place])
        if place < len(old) and line["DetailType"] == old[place]["DetailType"]
        else line
        for place, line in enumerate(lines)
    ]
    return wanted | {"Line": pairs}


def _text_of(line, old):
    return line | {"Description": old.get("Description", "")}


def _detail_of(name):
    """What keeps one reference in a line's detail."""

    def kept(line, old):
        kind = line["DetailType"]
        held = old.get(kind, {})
        return line | {kind: line[kind] | {name: held[name]}} if name in held else line

    return kept


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_own_name(self):
        own = super()._qbo_own_name()
        if bug(self) == "earlier_names_stay":
            return {key: name for key, name in own.items() if name}
        return own

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "both_roles_by_halves" if entity == "Vendor" and session.linked(self, "Customer"):
                return found
            case "dropped_terms_stay":
                terms = ("SalesTermRef", "TermRef")
                gone = [key for key in terms if wanted.get(key) == {"value": ""}]
                changed = _without(changed, *gone)
            case "exemption_stays":
                changed = _without(changed, "Taxable", "ResaleNum")
            case "form_1099_stays":
                changed = _without(changed, "Vendor1099")
            case "moved_contacts_stay":
                changed = _without(changed, "ParentRef")
            case "persons_names_stay":
                changed = _without(changed, "GivenName", "FamilyName")
            case "renamed_vendors_by_halves" if entity == "Vendor":
                changed = _without(changed, "CompanyName")
            case "second_lines_stay" if not wanted["BillAddr"]["Line2"]:
                line2 = found.get("BillAddr", {}).get("Line2", "")
                wanted = wanted | {"BillAddr": wanted["BillAddr"] | {"Line2": line2}}
        if not changed:
            return found
        return super()._qbo_update(entity, session, wanted, found, changed)


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "expense_accounts_stay":
                changed = _without(changed, "ExpenseAccountRef", "AssetAccountRef")
            case "first_variant_only" if self != self.product_tmpl_id.product_variant_ids[0]:
                return found
            case "items_stay_taxed":
                changed = _without(changed, "Taxable")
            case "emptied_item_texts_stay":
                texts = ("Description", "PurchaseDesc")
                changed = _without(changed, *(key for key in texts if not wanted[key]))
            case "purchase_texts_stay":
                changed = _without(changed, "PurchaseDesc")
            case "zero_costs_stay":
                nothing = [key for key in ("PurchaseCost", "UnitPrice") if not wanted[key]]
                changed = _without(changed, *nothing)
        if not changed:
            return found
        return super()._qbo_update(entity, session, wanted, found, changed)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "added_lines_lost" if entity in _DOCUMENTS:
                wanted = wanted | {"Line": wanted["Line"][: len(_own(found["Line"]))]}
            case "days_stay":
                changed = _without(changed, "TxnDate")
            case "items_of_lines_stay" if "Line" in wanted:
                wanted = _by_place(wanted, found, _detail_of("ItemRef"))
            case "locations_stay":
                wanted = _by_place(wanted, found, _detail_of("ClassRef"))
                changed = _without(changed, "DepartmentRef")
            case "messages_stay":
                changed = _without(changed, "CustomerMemo")
            case "parties_stay":
                wanted = _as_found(wanted, found, *_PARTIES)
                changed = _without(changed, *_PARTIES)
            case "texts_of_lines_stay" if "Line" in wanted:
                wanted = _by_place(wanted, found, _text_of)
        if not changed:
            return found
        return super()._qbo_update(entity, session, wanted, found, changed)


class EditedPurchase(models.Model):
    _inherit = "account.move"

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self), entity:
            case "bill_accounts_stay", "Bill":
                wanted = _by_place(wanted, found, _detail_of("AccountRef"))
            case "bill_due_days_stay", "Bill":
                changed = _without(changed, "DueDate")
            case "bill_numbers_stay", "Bill":
                changed = _without(changed, "DocNumber")
            case "vendor_credits_never_edited", "VendorCredit":
                return found
        if not changed:
            return found
        return super()._qbo_update(entity, session, wanted, found, changed)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "days_of_payments_stay":
                changed = _without(changed, "TxnDate")
            case "journals_stay":
                ways = ("PayType", "CheckPayment", "CreditCardPayment")
                changed = _without(changed, "DepositToAccountRef", "PaymentMethodRef", *ways)
                wanted = _as_found(wanted, found, "PayType")
            case "payers_stay":
                changed = _without(changed, "CustomerRef")
                wanted = _as_found(wanted, found, "CustomerRef")
        if not changed:
            return found
        return super()._qbo_update(entity, session, wanted, found, changed)

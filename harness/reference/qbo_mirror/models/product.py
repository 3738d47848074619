"""Products: one item per variant, with accounts from the product's category."""

from odoo import api, fields, models
from odoo.tools import escape_psql

from ..services.amounts import decimal, trimmed
from ..services.faults import QboError
from ..services.query import condition, same

_NAME_LENGTH = 100
_PRICE_DIGITS = 7


class ProductTemplate(models.Model):
    """The button on the product's form: every variant is an item of its own."""

    _inherit = "product.template"

    def action_qbo_sync(self):
        """Export the variants. See `qbo.mirrored`."""
        return self.product_variant_ids.action_qbo_sync()


class ProductProduct(models.Model):
    """Adds the export. Quantities are QuickBooks' own: it counts from zero by its documents."""

    _name = "product.product"
    _inherit = ["product.product", "qbo.mirrored"]

    qbo_item_id = fields.Char(
        "QuickBooks item", compute="_compute_qbo_item_id", search="_search_qbo_item_id", copy=False
    )

    @api.depends_context("company")
    def _compute_qbo_item_id(self):
        ids = self._qbo_link_ids("Item")
        for product in self:
            product.qbo_item_id = ids.get(product.id, False)

    def _search_qbo_item_id(self, operator, value):
        return self._qbo_search_linked("Item", operator, value)

    def _qbo_entities(self):
        return ["Item"]

    def _qbo_obstacle(self, entity):
        if self.type == "combo":
            return "a combo has no counterpart among items"
        needed = self.qbo_item_id or self.env.context.get("qbo_needed")
        if self._qbo_retires(entity) and not needed:
            return "archived before it was ever exported"
        return ""

    def _qbo_retires(self, entity):
        return not self.active and self._qbo_rules().archived_products == "inactive"

    def _qbo_is_kit(self):
        """Whether this leaves the stock in parts; without Odoo's manufacturing nothing does."""
        return "is_kits" in self._fields and self.is_kits

    def _qbo_edits_stay(self, entity, session):
        decided = session.connection.edited_products
        return decided == "left" and self.active and bool(session.exported(self, entity))

    def _qbo_item_type(self):
        if self.type == "service":
            return "Service"
        counted = self.is_storable and not self._qbo_is_kit()
        return "Inventory" if counted else "NonInventory"

    def _qbo_item_name(self):
        """The product's name; variants of one product add what tells them apart."""
        full = self.with_context(display_default_code=False).display_name.strip()
        name = self.name.strip()
        rules = self._qbo_rules()
        if full != name and rules.variant_names == "sku":
            return self._qbo_with_sku(name)
        if rules.products_of_one_name == "sku" and self._qbo_namesakes(full):
            return self._qbo_with_sku(full)
        return full

    def _qbo_with_sku(self, name):
        if not self.default_code:
            raise QboError(f"{name} has no internal reference that would tell it apart")
        return f"{name} {self.default_code.strip()}"

    def _qbo_namesakes(self, full):
        """Other products that QuickBooks would know by this name."""
        alike = self.search([("name", "=ilike", escape_psql(self.name.strip()))]) - self
        return alike.with_context(display_default_code=False).filtered(
            lambda other: same(other.display_name, full)
        )

    def _qbo_wanted(self, entity, session, attempt):
        name = self._qbo_item_name()
        if len(name) > _NAME_LENGTH or any(mark in name for mark in ":\t\n"):
            raise QboError(
                f"QuickBooks takes item names of up to {_NAME_LENGTH} characters without colon, "
                f"tab or line break; this one is {name!r}."
            )
        self._qbo_demand_sku()
        if self._qbo_is_kit() and self._qbo_rules().kits == "refuse":
            raise QboError("a kit is not exported")
        wanted = {
            "Name": name,
            "Sku": (self.default_code or "").strip(),
            "Description": (self.description_sale or "").strip(),
            "PurchaseDesc": (self.description_purchase or "").strip(),
            "UnitPrice": trimmed(decimal(self.lst_price, _PRICE_DIGITS)),
            "PurchaseCost": trimmed(decimal(self.standard_price, _PRICE_DIGITS)),
            "Taxable": bool(self.taxes_id._filter_taxes_by_company(session.company)),
        }
        accounts = self._get_product_accounts()
        fields_by_account = {"income": "IncomeAccountRef", "expense": "ExpenseAccountRef"}
        if self._qbo_item_type() == "Inventory":
            fields_by_account["stock_valuation"] = "AssetAccountRef"
        for kind, field in fields_by_account.items():
            account = accounts[kind]
            if not account:
                raise QboError(f"The product and its category have no {kind} account.")
            wanted[field] = {"value": self._qbo_mapped(account, "qbo_account_id")}
        return wanted

    def _qbo_demand_sku(self):
        if not self.default_code and self._qbo_rules().products_without_sku == "refuse":
            raise QboError("enter an internal reference (SKU) first")

    def _qbo_only_created(self, entity, session):
        kind = self._qbo_item_type()
        if kind != "Inventory":
            return {"Type": kind}
        return {
            "Type": kind,
            "TrackQtyOnHand": True,
            "QtyOnHand": 0,
            "InvStartDate": session.connection.inventory_start_date.isoformat(),
        }

    def _qbo_always_sent(self, entity):
        return ("Name",)

    def _qbo_found(self, entity, session, wanted):
        rows = session.client.query("Item", condition("Name", wanted["Name"]))
        matching = [row for row in rows if same(row["Name"], wanted["Name"])]
        if not matching and wanted["Sku"]:
            rows = session.client.query("Item", condition("Sku", wanted["Sku"]))
            matching = [row for row in rows if same(row.get("Sku", ""), wanted["Sku"])]
        if not matching:
            return None
        if len(matching) > 1:
            ids = ", ".join(row["Id"] for row in matching)
            raise QboError(f"Several QuickBooks items have SKU {wanted['Sku']}: {ids}.")
        item = matching[0]
        if item["Type"] != self._qbo_item_type():
            raise QboError(
                f"QuickBooks already has item {item['Id']} {item['Name']!r} of type "
                f"{item['Type']}; this product would be {self._qbo_item_type()}, and QuickBooks "
                f"cannot change that."
            )
        if wanted["Sku"] and item.get("Sku") and not same(item["Sku"], wanted["Sku"]):
            raise QboError(
                f"QuickBooks already has another item {item['Name']!r}, with SKU {item['Sku']}."
            )
        return item

    def _qbo_changed_since_export(self, realm_id):
        changed = super()._qbo_changed_since_export(realm_id)
        self.env["product.template"].flush_model(["write_date"])
        self.env.cr.execute(
            "SELECT link.res_id FROM qbo_link link "
            "JOIN product_product product ON product.id = link.res_id "
            "JOIN product_template template ON template.id = product.product_tmpl_id "
            "WHERE link.realm_id = %s AND link.model = %s AND template.write_date > exported_at",
            (realm_id, self._name),
        )
        return list({*changed, *(row[0] for row in self.env.cr.fetchall())})

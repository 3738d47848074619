"""C12: products and categories."""

from odoo import models
from odoo.addons.qbo_mirror.services import compare
from odoo.addons.qbo_mirror.services.faults import QboError
from odoo.tools import html2plaintext

from .seeded import bug


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "sku_lost":
                return wanted | {"Sku": ""}
            case "skus_invented" if not self.default_code:
                return wanted | {"Sku": f"P{self.id}"}
            case "price_lists_leave":
                items = self.env["product.pricelist.item"].search([("product_id", "=", self.id)])
                return wanted | ({"UnitPrice": items[0].fixed_price} if items else {})
            case "false_for_nothing":
                return wanted | {"Description": str(self.description_sale)}
            case "internal_notes_leave" if not wanted["Description"]:
                return wanted | {"Description": html2plaintext(self.description or "").strip()}
            case "items_all_taxed":
                return wanted | {"Taxable": True}
            case "variants_cost_alike":
                return wanted | {"PurchaseCost": self.product_tmpl_id.standard_price}
            case "variants_priced_alike":
                return wanted | {"UnitPrice": self.product_tmpl_id.list_price}
            case "price_lost":
                return wanted | {"UnitPrice": 0}
            case "cost_for_price":
                return wanted | {"UnitPrice": wanted["PurchaseCost"]}
            case "description_lost":
                return wanted | {"Description": ""}
        return wanted

    def _qbo_only_created(self, entity, session):
        created = super()._qbo_only_created(entity, session)
        if bug(self) == "stock_invented" and "QtyOnHand" in created:
            return created | {"QtyOnHand": 10}
        if bug(self) == "stock_on_hand_leaves" and "QtyOnHand" in created:
            return created | {"QtyOnHand": self.qty_available}
        return created

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "stock_counted_anew" and self._qbo_item_type() == "Inventory":
            wanted, changed = wanted | {"QtyOnHand": 0}, [*changed, "QtyOnHand"]
        return super()._qbo_update(entity, session, wanted, found, changed)

    def _qbo_carry(self, entity, session, attempt):
        linked = session.linked(self, entity)
        if bug(self) == "renamed_item_made_again" and linked:
            found = session.client.read(entity, linked)
            if found["Name"] != self._qbo_item_name():
                session.unlink(self, entity)
                # Nor does a careless connector look by SKU first.
                wanted = self._qbo_wanted(entity, session, attempt) | {"Sku": ""}
                body = compare.without_empties(wanted | self._qbo_only_created(entity, session))
                made = session.client.write(entity, body, session.request_id(self, [body, linked]))
                session.link(self, entity, made["Id"])
        super()._qbo_carry(entity, session, attempt)

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        if bug(self) == "quotations_leave" and attempt.status == "done":
            lines = self.env["sale.order.line"].search(
                [("product_id", "=", self.id), ("state", "=", "draft")]
            )
            for line in lines:
                customer = session.linked(line.order_id.partner_id, "Customer")
                detail = {"ItemRef": {"value": attempt.qbo_id}}
                sold = {
                    "DetailType": "SalesItemLineDetail",
                    "Amount": round(line.price_subtotal, 2),
                    "SalesItemLineDetail": detail,
                }
                body = {"CustomerRef": {"value": customer}, "Line": [sold]}
                session.client.write("Estimate", body, session.request_id(line, body))
        return attempt

    def _qbo_item_name(self):
        return self.name if bug(self) == "variants_of_one_name" else super()._qbo_item_name()

    def _qbo_demand_sku(self):
        if bug(self) != "skuless_leave":
            super()._qbo_demand_sku()

    def _qbo_retires(self, entity):
        match bug(self):
            case "archived_products_stay":
                return False
            case "archived_products_go":
                return not self.active
        return super()._qbo_retires(entity)

    def _qbo_obstacle(self, entity):
        obstacle = super()._qbo_obstacle(entity)
        return "" if bug(self) == "combos_leave" and self.type == "combo" else obstacle

    def _qbo_namesakes(self, full):
        return self.browse() if bug(self) == "namesakes_unseen" else super()._qbo_namesakes(full)

    def _qbo_is_kit(self):
        return bug(self) not in ("kits_counted", "kits_leave") and super()._qbo_is_kit()

    def _qbo_item_type(self):
        if bug(self) == "stock_ignored" and self.type == "consu":
            return "NonInventory"
        return super()._qbo_item_type()


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        if entity == "Invoice" and attempt.status == "done":
            match bug(self):
                case "items_repriced":
                    line = self.invoice_line_ids.filtered("product_id")[-1:]
                    _changed(session, "Item", line.product_id, {"UnitPrice": line.price_subtotal})
                case "customers_readdressed":
                    address = {"Line1": "at the yard", "City": "Tampa"}
                    _changed(session, "Customer", self.partner_id, {"BillAddr": address})
        return attempt

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "notes_leave" and entity == "Invoice":
            texts = self.invoice_line_ids.filtered(lambda line: line.display_type == "line_note")
            noted = [{"DetailType": "DescriptionOnly", "Description": text.name} for text in texts]
            return wanted | {"Line": [*wanted["Line"], *noted]}
        if bug(self) == "notes_lost":
            kept = [line for line in wanted["Line"] if line["DetailType"] != "DescriptionOnly"]
            return wanted | {"Line": kept}
        return wanted

    def _qbo_required(self, record, entity, session):
        if bug(self) == "archived_refused" and not record.active:
            raise QboError(f"{record.display_name} is archived")
        return super()._qbo_required(record, entity, session)

    def _qbo_sale(self, lines, session):
        if bug(self) == "productless_dropped":
            lines = lines.filtered(lambda line: line.product_id or line.display_type != "product")
        return super()._qbo_sale(lines, session)

    def _qbo_item(self, line, session):
        if bug(self) == "productless_as_services" and not line.product_id:
            return session.client.query("Item", "Name = 'Services'")[0]["Id"]
        if bug(self) == "first_variant_sold":
            item = super()._qbo_item(line, session)
            first = line.product_id.product_tmpl_id.product_variant_ids[:1]
            return self._qbo_required(first, "Item", session) if first else item
        return super()._qbo_item(line, session)


def _changed(session, entity, record, values):
    """Write over what a document refers to, as if the document knew better."""
    found = session.client.read(entity, session.linked(record, entity))
    kept = {key: found[key] for key in ("Id", "SyncToken", "Name", "DisplayName") if key in found}
    body = kept | {"sparse": True} | values
    session.client.write(entity, body, session.request_id(record, body))

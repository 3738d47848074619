"""C2: query text, characters, lengths."""

import html

from odoo import models
from odoo.tools import email_split

from .seeded import bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        name = wanted["DisplayName"]
        match bug(self):
            case "name_cut":
                name = name[:12]
            case "html_escaped":
                name = html.escape(name)
            case "ascii_only":
                name = name.encode("ascii", "ignore").decode()
            case "wrong_charset":
                name = name.encode().decode("latin-1")
            case "three_words":
                name = " ".join(name.split()[:3])
        return wanted | {"DisplayName": name}

    def _qbo_own_name(self):
        if bug(self) == "one_word_names_fail" and not self.is_company:
            words = self.name.split()
            return {"GivenName": words[-2] and " ".join(words[:-1]), "FamilyName": words[-1]}
        return super()._qbo_own_name()

    def _qbo_customer(self, attempt):
        wanted = super()._qbo_customer(attempt)
        if bug(self) == "comments_as_html":
            wanted["Notes"] = str(self.comment or "")
        return wanted

    def _qbo_email(self, attempt):
        if bug(self) == "emails_raw":
            return (self.email or "").strip()
        if bug(self) == "odd_emails_leave":
            return next((one for one in email_split(self.email or "") if "." in one), "")
        return super()._qbo_email(attempt)

    def _qbo_found(self, entity, session, wanted):
        if bug(self) == "apostrophe_doubled":
            name = wanted["DisplayName"].replace("'", "''")
            rows = session.client.query(entity, f"DisplayName = '{name}'")
            return rows[0] if rows else None
        return super()._qbo_found(entity, session, wanted)


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_item_name(self):
        name = super()._qbo_item_name()
        return name[:100] if bug(self) == "item_name_cut" else name


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_sale(self, lines, session):
        wanted = super()._qbo_sale(lines, session)
        match bug(self):
            case "message_raw":
                wanted["CustomerMemo"] = {"value": str(self.narration)}
            case "message_leaves":
                wanted["CustomerMemo"] = {"value": self._qbo_message()}
        return wanted

    def _qbo_sales_line(self, line, session, apart):
        made = super()._qbo_sales_line(line, session, apart)
        match bug(self):
            case "line_text_cut":
                made["Description"] = made["Description"][:100]
            case "line_text_escaped":
                made["Description"] = html.escape(made["Description"])
        return made

    def _qbo_short(self, number):
        return number[:21] if bug(self) == "number_cut" else super()._qbo_short(number)

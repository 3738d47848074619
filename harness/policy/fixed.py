"""The fixed rules: how each field follows Odoo, whatever the company decides."""

from __future__ import annotations

from collections.abc import Mapping

PARTNER = {
    "display_name": "Odoo's name.",
    "company_name": "The name of a company; nothing for a person.",
    "person_name": "A person's last word is the family name, all before it the given name; a name"
    " of one word is the given name.",
    "check_name": "Odoo's name.",
    "address": "Street, second street, city, state by its code, ZIP, and the country by its"
    " name or its two-letter code, as the billing address. A shipping address says the same.",
    "email": "Odoo's, as `customers.odd_emails` says.",
    "phone": "Odoo's.",
    "website": "Odoo's.",
    "terms": "The term that Odoo's is mapped to. QuickBooks drops a vendor's in a create: it takes"
    " an update after it.",
    "currency": "The pricelist's or the supplier currency, where documents may be in several.",
    "nothing_else": "Nothing that Odoo does not have, such as a second phone or a credit limit.",
}
DOCUMENT = {
    "number": "Odoo's number; of a bill, the vendor's.",
    "memo": "The memo of the rules, with Odoo's own number in it.",
    "date": "The day that `documents.dated` says.",
    "currency": "Odoo's currency.",
    "exchange_rate": "The rate that makes Odoo's worth of the whole document.",
    "home_total": "Odoo's total in the currency of the books.",
    "total": "Odoo's total, to the cent.",
    "nothing_else": "Nothing that Odoo does not have, such as a discount, a deposit or shipping.",
    "lines": "As many lines as in Odoo, in its order.",
    "line_kind": "A product's or an item's line; a purchase without product is its account's.",
    "line_item": "The product's item, or the one that stands for the account.",
    "line_description": "Odoo's words of the line.",
    "line_amount": "Odoo's amount of the line without tax as its entry has it, its balance. Where"
    " Odoo rounds a whole document, that can be a cent off the line's subtotal.",
    "line_quantity": "Odoo's quantity, in the unit that `documents.units` says.",
    "line_price": "Odoo's unit price without tax, to seven decimals, not worked back from the"
    " amount; of a price with tax in it, with a discount, for another unit or of a line whose"
    " amount Odoo moved by a cent, one that makes the line's amount.",
}
SALE = {
    "customer": "The customer of the company that is invoiced.",
    "address": "None of its own, or that of Odoo's document.",
    "line_tax": "TAX for a line with a tax, NON for one without; documents taxed by code.",
    "tax_total": "Odoo's tax, as `invoices.tax_amount` says.",
    "tax_parts": "To each rate of the tax code its percentage of what is taxed.",
    "text_lines": "A section's or note's words, as a description line, or none: see the invoices.",
    "discount": "One line below the others, only where the rules want it.",
    "discount_tax": "The tax is of the amount after the discount.",
    "tax_code": "The code of the document's tax, as `invoices.tax_code` says.",
    "narration": "As `invoices.narration` says.",
}
PURCHASE = {
    "vendor": "The vendor of the company that is billed.",
    "payable": "The payable account that QuickBooks takes by itself.",
    "line_account": "The account that Odoo's account of the line is mapped to.",
}
DUE = {
    "terms": "The term that Odoo's is mapped to, and none where Odoo's document has none.",
    "due_date": "Odoo's due date.",
    "balance": "Odoo's open amount, of what reached QuickBooks.",
}
MONEY = {
    "amount": "Odoo's amount.",
    "date": "Odoo's day of the payment.",
    "memo": "The memo of the rules, with Odoo's own number in it.",
    "number": "Odoo's number of the payment.",
    "currency": "Odoo's currency.",
    "exchange_rate": "Odoo's rate.",
    "applied_to": "One line for each document that Odoo's entries settle with it.",
    "applied_amount": "As much of the document as Odoo's entries settle.",
}
REFUND = {
    "account": "The account of the payment's journal.",
    "method": "The method of the payment's journal.",
    "credit_note": "The number of the credit note that is given back, as the receipt's reference.",
}
WRITE_OFF = {
    "number": "Odoo's number of the payment.",
    "memo": "The memo of the rules, with the payment's number in it.",
    "date": "The day of the payment.",
    "amount": "What Odoo's payment writes off.",
    "customer": "The payment's customer.",
    "vendor": "The payment's vendor.",
    "lines": "One line for each amount that is written off.",
    "line_kind": "An item's line for a customer, an account's for a vendor.",
    "line_amount": "What is written off to the account.",
    "description": "Odoo's words of the entry.",
    "item": "The item that the account is mapped to.",
    "account": "The account that Odoo's account is mapped to.",
    "tax": "The tax that the write-off lowers.",
    "tax_code": "The code of that tax.",
    "used_up": "Nothing stays open: the payment uses it up.",
}
ITEM = {
    "name": "Odoo's name; of a variant as `items.variants` says, of one that another product has"
    " too as `items.same_name` says.",
    "sku": "Odoo's internal reference.",
    "type": "The type for the kind of product; a kit's as `items.kits` says.",
    "sales_description": "Odoo's sales description.",
    "purchase_description": "Odoo's purchase description.",
    "price": "Odoo's sales price, to seven decimals.",
    "cost": "Odoo's cost, to seven decimals.",
    "taxable": "Whether the product has a sales tax in Odoo.",
    "income_account": "The account of its category.",
    "expense_account": "The account of its category.",
    "asset_account": "The account of its category, of what is stored.",
    "stock": "Tracked, and none of it: Odoo owns the stock.",
    "inventory_start": "The day of the rules from which QuickBooks counts what is stored.",
    "nothing_else": "Nothing that Odoo does not have, such as a parent or a preferred vendor.",
}
FIXED: Mapping[str, Mapping[str, str]] = {
    "customers": {
        **PARTNER,
        "exempt": "Not taxable with one of the exempt fiscal positions, else taxable.",
        "notes": "The words of Odoo's internal notes.",
    },
    "vendors": PARTNER,
    "items": ITEM,
    "invoices": {
        **(DOCUMENT | SALE | DUE),
        "discount_account": "The account of discount lines, where the rules want such lines.",
    },
    "credit_memos": DOCUMENT | SALE,
    "payments": {
        **MONEY,
        "customer": "The customer of the company that paid.",
        "nothing_else": "Nothing that Odoo does not have, such as a charge of a credit card.",
        "deposit_account": "The account that `payments.deposit_to` says.",
        "method": "The method of the payment's journal.",
    },
    "refunds": DOCUMENT | SALE | MONEY | REFUND,
    "bills": DOCUMENT | PURCHASE | DUE,
    "vendor_credits": DOCUMENT | PURCHASE,
    "bill_payments": {
        **MONEY,
        "amount": "Odoo's amount, all of it, also where it is more than the bills it settles.",
        "vendor": "The vendor of the company that was paid.",
        "account": "The account from which the payment's journal pays.",
        "payable": "The payable account that QuickBooks takes by itself.",
        "nothing_else": "Nothing that Odoo does not have, such as a location.",
        "way": "A check from a bank account, a card from a credit card's.",
    },
    "write_offs": WRITE_OFF,
}
"""By section, the rules of the fields that have no question, in words that people can check."""

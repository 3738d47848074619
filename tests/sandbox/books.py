"""Short ways to make documents, and to look at what they did to the books."""

from __future__ import annotations

from typing import Any


def account(company: Any, name: str, kind: str, **more: Any) -> str:
    """Make an account; its id."""
    made: str = company.post("account", {"Name": name, "AccountType": kind, **more})["Id"]
    return made


def holds(company: Any, account_id: str) -> float:
    """What an account holds; debits positive."""
    balance: float = company.read(f"account/{account_id}")["CurrentBalance"]
    return balance


def the(company: Any, name: str) -> str:
    """The id of an account that is there."""
    accounts = company.query("select * from Account maxresults 1000")["Account"]
    found: str = next(each["Id"] for each in accounts if each["Name"] == name)
    return found


def stock_item(company: Any, name: str = "Pump", **more: Any) -> str:
    """Make an inventory item; its id."""
    body = {
        "Name": name,
        "Type": "Inventory",
        "TrackQtyOnHand": True,
        "QtyOnHand": 0,
        "InvStartDate": "2024-01-01",
        "IncomeAccountRef": {"value": the(company, "Sales of Product Income")},
        "ExpenseAccountRef": {"value": the(company, "Cost of Goods Sold")},
        "AssetAccountRef": {"value": the(company, "Inventory Asset")},
        **more,
    }
    made: str = company.post("item", body)["Id"]
    return made


def cost(amount: float, account_id: str, **detail: Any) -> dict[str, Any]:
    """A purchase line for an account."""
    return {
        "Amount": amount,
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": account_id}, **detail},
    }


def bought(item: str, quantity: float, price: float, **line: Any) -> dict[str, Any]:
    """A purchase line for an item."""
    return {
        "Amount": round(quantity * price, 2),
        "DetailType": "ItemBasedExpenseLineDetail",
        "ItemBasedExpenseLineDetail": {
            "ItemRef": {"value": item},
            "Qty": quantity,
            "UnitPrice": price,
        },
        **line,
    }


def sold(item: str, quantity: float, price: float) -> dict[str, Any]:
    """A sales line for an item."""
    return {
        "Amount": round(quantity * price, 2),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {
            "ItemRef": {"value": item},
            "Qty": quantity,
            "UnitPrice": price,
        },
    }


def side(kind: str, amount: float, account_id: str, **detail: Any) -> dict[str, Any]:
    """A journal line."""
    return {
        "Amount": amount,
        "DetailType": "JournalEntryLineDetail",
        "JournalEntryLineDetail": {
            "PostingType": kind,
            "AccountRef": {"value": account_id},
            **detail,
        },
    }


def settles(amount: float, kind: str, txn: str) -> dict[str, Any]:
    """A line that settles a transaction."""
    return {"Amount": amount, "LinkedTxn": [{"TxnId": txn, "TxnType": kind}]}


def audited(company: Any) -> None:
    """Demand that the ledger agrees with itself."""
    assert company.emulator.admin("GET", f"realms/{company.realm}/audit") == {"wrong": []}

"""What a method of a connector answers to the user who called it."""

from __future__ import annotations


def shown_in_red(answer: object) -> str:
    """
    Read the failure that a user is shown instead of an error; "" where there is none.

    A method may answer with an action. `display_notification` of the type `danger` is
    Odoo's message that something failed (Odoo 19, `web/static/src/webclient/actions`).
    """
    match answer:
        case {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "danger", **params},
        }:
            told = [str(params[key]) for key in ("title", "message") if params.get(key)]
            return ": ".join(told) or "it showed a red notification without words"
    return ""

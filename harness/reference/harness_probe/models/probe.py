"""What Odoo's API does not tell: which code this server runs, and on which stage."""

import os
from pathlib import Path

from odoo import api, models

from .commit import commit_of

STARTED_FROM = commit_of(Path(__file__).parent)
"""Read when the server starts: what is checked out later does not run yet."""


class HarnessProbe(models.AbstractModel):
    """Reads only, for administrators; holds no data and changes nothing."""

    _name = "harness.probe"
    _description = "Staging probe"

    @api.model
    def tell(self):
        """Which build this is; `stage` and `commit` are empty where nobody says."""
        self.env["ir.config_parameter"].check_access("read")
        parameter = self.env["ir.config_parameter"].get_param
        return {
            "uuid": parameter("database.uuid"),
            "neutralised": parameter("database.is_neutralized"),
            "stage": os.environ.get("ODOO_STAGE", ""),
            "commit": STARTED_FROM,
        }

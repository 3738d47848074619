"""Jobs: analytic accounts of Odoo's own plan for projects, beside the plan of locations."""

from __future__ import annotations

from harness.errors import NotProven
from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef


def create_job(odoo: Seeder) -> OdooRef:
    """
    Make a job that lines may be sold or bought for; its name carries the run's tag.

    Its plan is the one that Odoo itself keeps for projects, named by the system parameter
    `analytic.project_plan` (addons/analytic/data/analytic_data.xml of Odoo 19).
    """
    plan = odoo.port.call("ir.config_parameter", "get_param", key="analytic.project_plan")
    if not plan:
        raise NotProven(
            "Odoo names no plan for projects, which a job belongs to.",
            where=f"system parameter analytic.project_plan; {odoo.port.database}",
            next_step="install Odoo's analytic accounting, which sets it",
        )
    return odoo.create(
        "account.analytic.account", {"name": f"Pier {odoo.tag}", "plan_id": int(plan)}
    )

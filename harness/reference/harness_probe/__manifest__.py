{
    "name": "Staging Probe",
    "summary": "Tells a test harness which build answers: database, stage, commit, workers.",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "license": "LGPL-3",
    "author": "odoo-qbo-harness contributors",
    "depends": ["base"],
    "installable": True,
}

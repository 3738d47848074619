{
    "name": "QuickBooks Online Mirror: exports all that waits",
    "summary": "Exports as many connectors do: whatever was made, changed or posted, at once",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "The staging validation harness",
    "category": "Hidden",
    "depends": ["qbo_mirror"],
    "data": ["security/ir.model.access.csv", "data/cron.xml"],
}

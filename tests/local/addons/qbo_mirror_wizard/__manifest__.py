{
    "name": "QuickBooks Online Mirror: exports by a wizard",
    "summary": "Exports as many connectors do: chosen records, a wizard, and a table of categories",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "The staging validation harness",
    "category": "Hidden",
    "depends": ["qbo_mirror"],
    "data": ["security/ir.model.access.csv"],
}

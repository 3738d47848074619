{
    "name": "QuickBooks Online Mirror: exports by itself",
    "summary": "Exports as many connectors do: every change, once it is saved",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "The staging validation harness",
    "category": "Hidden",
    "depends": ["qbo_mirror_waiting"],
}

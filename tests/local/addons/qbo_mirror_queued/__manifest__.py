{
    "name": "QuickBooks Online Mirror: exports by queue",
    "summary": "Exports as many connectors do: by jobs of OCA's queue_job",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "The staging validation harness",
    "category": "Hidden",
    "depends": ["qbo_mirror", "queue_job"],
}

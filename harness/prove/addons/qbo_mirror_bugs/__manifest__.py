{
    "name": "QuickBooks Online Mirror: seeded bugs",
    "summary": "Bends the exports of qbo_mirror, one bug at a time, for `harness prove`",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "The staging validation harness",
    "category": "Hidden",
    "depends": ["qbo_mirror", "sale"],
}

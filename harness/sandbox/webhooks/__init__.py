"""
Webhooks: what happened in a company, told to the apps that may read it.

Events are kept in the transaction that made them, so that what was answered is
told however the process ends; a task delivers them afterwards and never holds
up or fails a call.
"""

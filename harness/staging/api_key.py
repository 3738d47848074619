"""
Creating the API user's key where Odoo 19.0 allows it: in its own shell.

`res.users.apikeys` has no method for it that RPC may call, and the wizard asks for a
password in a browser.
"""

from __future__ import annotations

KEY_FILE_VARIABLE = "HARNESS_KEY_FILE"
"""Names the file, made beforehand with mode 0600, that the script writes the key to."""


def shell_script() -> str:
    """
    Return the script for `odoo shell`'s standard input.

    It creates a key without expiry for the administrator and commits; the key is never
    printed, and never a process argument.
    """
    return f"""\
import os
admin = env.ref("base.user_admin")
key = env["res.users.apikeys"].with_user(admin)._generate("rpc", "staging harness", None)
with open(os.environ[{KEY_FILE_VARIABLE!r}], "w") as file:
    file.write(key)
env.cr.commit()
"""

"""
Records on their way: carried through the connector, held against the oracle.

`mirror` carries one and compares it field by field; `proof` adds what else a
scenario demands of it.
"""

from harness.proof.mirror import Mirrored
from harness.proof.proof import Proof

__all__ = ["Mirrored", "Proof"]

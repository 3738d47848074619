from . import mirrored

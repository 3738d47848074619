from . import bugs

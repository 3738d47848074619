from . import changed, waiting

from . import category, wizard

from . import bugs, sales

from . import bugs, money, sales

from . import (
    connection,
    link,
    log,
    mapping,
    mirrored,
    move,
    move_credit,
    oauth_state,
    partner,
    payment,
    product,
    rules,
)

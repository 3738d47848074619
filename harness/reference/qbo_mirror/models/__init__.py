from . import (
    connection,
    link,
    log,
    mapping,
    mirrored,
    move,
    oauth_state,
    partner,
    payment,
    product,
    rules,
)

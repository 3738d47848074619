from . import (
    connection,
    rules,
    link,
    log,
    mapping,
    mirrored,
    move,
    oauth_state,
    partner,
    payment,
    product,
)

## view: the screen while it is hidden
curtain-title = Enishi
curtain-text = the screen is hidden
curtain-hint = { $key } twice brings it back
curtain-again = { $key } once more brings it back

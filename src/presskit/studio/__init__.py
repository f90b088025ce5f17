"""The studio: the use cases in a browser, for people who never saw a terminal. Screens, and nothing else.

Pages are made on the server and work without script; each form is one request to a use case. It listens on 127.0.0.1 alone
and lets in whoever holds the address that the terminal printed (:mod:`presskit.studio.guard`).
"""

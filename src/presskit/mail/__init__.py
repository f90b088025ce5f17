"""Press e-mails: message templates, the media list, drafts, the ledger; the one room that talks to a server."""

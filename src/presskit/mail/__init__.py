"""Press e-mails: letters, the press list, drafts; the one room that talks to a server."""

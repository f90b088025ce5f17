"""Everything that can be wrong with a media list, a message or a delivery, by code."""

from __future__ import annotations

from presskit.diagnostics import Rule, Severity
from presskit.model.outputs import Format

__all__ = ["RULES"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# The media list.
NO_ADDRESSES = Rule(
    "media-list-without-addresses", _E, "No column holds e-mail addresses",
    "The column is known by its head or by its cells. Without it nobody can be written to.",
)
SHEETS = Rule(
    "media-list-sheets", _E, "Several sheets hold e-mail addresses",
    "Only one list can be meant, and presskit does not guess which.",
)
MAPPED = Rule(
    "media-list-map", _E, "The list has no such column", "A column is mapped by a head of the list or by its letter.",
)
COLUMN = Rule(
    "media-list-column", _N, "The column is not known", "What it says has no effect on who gets what.",
)
NO_HEADS = Rule(
    "media-list-without-heads", _N, "The list has no known heads", "The column of addresses is known by its cells alone.",
)
NO_ADDRESS = Rule(
    "media-list-no-address", _W, "A row has no e-mail address", "Whoever it is about gets no e-mail.",
)
BAD_ADDRESS = Rule(
    "media-list-address", _W, "Not an e-mail address",
    "Nothing is sent to it, and presskit does not guess what was meant. The form is checked, no server is asked.",
)
SEVERAL = Rule(
    "media-list-several-addresses", _W, "Several e-mail addresses in one cell", "Each of them gets a message of its own.",
)
DUPLICATE = Rule(
    "media-list-duplicate", _N, "An address stands twice", "It gets one message, as the first of the rows says.",
)
ROLE_ADDRESS = Rule(
    "media-list-role-address", _N, "Addresses of desks, not of persons",
    "What goes to info@ is often read late or by nobody, and some servers treat mass mail to it as spam.",
)
SMTPUTF8 = Rule(
    "media-list-smtputf8", _N, "An address that not every server can reach",
    "It has letters beside ASCII before the @. Only a server that speaks SMTPUTF8 (RFC 6531) takes it.",
)
NO_LANGUAGE = Rule(
    "media-list-no-language", _W, "Rows without a language",
    "The message comes in several languages, and the list does not say which of them these recipients read.",
)
BAD_LANGUAGE = Rule(
    "media-list-language", _W, "The language is not known", "The recipient gets the message in the language of the others.",
)
OTHER_LANGUAGE = Rule(
    "media-list-language-not-written", _W, "The release is not there in the recipient's language",
    "The recipient gets it in the language that the release was written in.",
)
COUNTRY = Rule(
    "media-list-country", _N, "The country is not known", "The recipient is in no choice by country.",
)
ATTACHMENTS = Rule(
    "media-list-attachments", _W, "An attachment that presskit does not make",
    f"The column names outputs: {', '.join(Format)}, or none.",
)
UNSEEN = Rule(
    "media-list-unseen-characters", _W, "A name holds line breaks or marks that nobody sees",
    "They come from copying, and could make a header say something else. The name is written without them.",
)
NAME_IS_ADDRESS = Rule(
    "media-list-name-is-address", _W, "An e-mail address stands where a name is expected",
    "A row with a cell too many, or too few, says everything in the wrong column.",
)
SUPPRESSED = Rule(
    "media-list-suppressed", _N, "Unsubscribed",
    "Who asked not to be written to, or cannot be reached, gets nothing: by a column of the list or by suppressed.txt.",
)
OPT_OUT_COLUMN = Rule(
    "media-list-opt-out", _E, "A column may say who is not to be written to",
    "Nothing is drafted, tested or sent until a person has said what the column means: nobody is written to by guess.",
)
OPT_OUT_ADDRESS = Rule(
    "media-list-opt-out-address", _E, "Somebody is not to be written to, and cannot be told",
    "A row takes somebody off the list, and no address can be read in it. Another row may hold that address.",
)
HIDDEN = Rule(
    "media-list-hidden", _W, "Rows, columns or the sheet are hidden in the spreadsheet",
    "They are read as all others are: what is hidden or filtered away in a spreadsheet is still on the list.",
)
BAD_SUPPRESSION = Rule(
    "media-list-suppression", _E, "A line of suppressed.txt is no address",
    "Somebody who asked not to be written to could get an e-mail because of it.",
)

OLD_NAME = Rule(
    "media-list-old-name", _N, "The media list has the name of earlier versions",
    "press-list.csv is called media-list.csv now, as the trade calls it. Under its old name it is read all the same.",
)

# The message.
NO_SENDER = Rule(
    "mail-without-sender", _E, "Nobody is named as sender", "A message says who it is from.",
)
BAD_MAILBOX = Rule(
    "mail-address", _E, "An address of the sender is none",
    "Answers and complaints go to the addresses of the sender. They must be right.",
)
NO_REPLY = Rule(
    "mail-without-contact", _N, "No contact answers in this language", "Answers go to the sender.",
)
LARGE = Rule(
    "mail-large", _W, "The message is large", "From 10 megabytes on, mailboxes of newsrooms begin to refuse messages.",
)
TOO_LARGE = Rule(
    "mail-too-large", _E, "The message is too large",
    "Above 18 megabytes of files most servers refuse it: encoded it has a third more.",
)
CLIPPED = Rule(
    "mail-clipped", _W, "Gmail will cut the HTML off", "Readers must click to see the rest. The plain text is whole.",
)
NOT_MADE = Rule(
    "mail-attachment-missing", _E, "An attachment is not made",
    "The kit does not ask for this output, or the translation is behind its source, so it cannot be attached.",
)
LEFT_OUT = Rule(
    "mail-words-missing", _E, "The message leaves out words of the release",
    "Every output says the same words, the e-mail too, in its text and in its HTML.",
)
CHANGED = Rule(
    "mail-roundtrip", _E, "Read back, the message differs", "What cannot be read back word for word is not sent.",
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))

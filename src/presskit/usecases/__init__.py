"""Use cases: one module for each task of users. A frozen request goes in, a report comes out.

Nothing here prints, reads arguments of a command, or knows exit codes: ``cli`` and other programs call the same functions.
Every use case takes the :class:`~presskit.usecases.world.World` it runs in; those that take long also a ``progress`` function
and a :class:`~presskit.usecases.world.Cancellation`. What cannot be done as asked raises
:class:`~presskit.errors.RequestError`; what is wrong with the kit is a finding in the report.
"""

"""Work on what strangers sent, in a process that may take little and reach nothing.

:mod:`~presskit.sandbox.running` asks, :mod:`~presskit.sandbox.worker` answers, :mod:`~presskit.sandbox.limits` and
:mod:`~presskit.sandbox.guard` say what it may not, :mod:`~presskit.sandbox.plain` reads its answer without trusting it.
"""

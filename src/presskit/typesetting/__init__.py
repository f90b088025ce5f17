"""HTML → pages: WeasyPrint in a process of its own, with presskit's fonts and with limits of time and memory."""

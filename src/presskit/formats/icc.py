"""ICC profiles (ISO 15076-1) by their headers."""

from __future__ import annotations

import io

from presskit.limits import PICTURE_SECONDS
from presskit.sandbox.limits import StoppedError

__all__ = ["fault", "fault_here"]

_UNREADABLE = "is not an ICC profile that can be read"


def fault(profile: bytes) -> str:
    """Return why a profile cannot be a printing condition's, in words that follow its name; empty where it can.

    It is looked at in a worker, within limits.
    """
    from presskit.sandbox.running import run

    try:
        words: str = run(f"{__name__}:fault_here", profile, seconds=PICTURE_SECONDS, loads=("PIL.ImageCms",))
    except StoppedError:
        return _UNREADABLE
    return words


def fault_here(profile: bytes) -> str:
    """Return what :func:`fault` returns, in this process."""
    from PIL import ImageCms

    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        header = opened.profile
        if (header.xcolor_space.strip(), header.device_class) != ("CMYK", "prtr"):
            return "is not the profile of a press with four inks"
        ImageCms.buildTransform(opened, ImageCms.createProfile("LAB"), "CMYK", "LAB")
    except (OSError, ImageCms.PyCMSError):
        return _UNREADABLE
    return ""

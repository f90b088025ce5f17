"""ICC profiles (ISO 15076-1) by their headers."""

from __future__ import annotations

import io

__all__ = ["fault"]


def fault(profile: bytes) -> str:
    """Return why a profile cannot be a printing condition's, in words that follow its name; empty where it can."""
    from PIL import ImageCms

    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        header = opened.profile
        if (header.xcolor_space.strip(), header.device_class) != ("CMYK", "prtr"):
            return "is not the profile of a press with four inks"
        ImageCms.buildTransform(opened, ImageCms.createProfile("LAB"), "CMYK", "LAB")
    except (OSError, ImageCms.PyCMSError):
        return "is not an ICC profile that can be read"
    return ""

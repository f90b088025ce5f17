"""Pictures as files: their pixels stay as they are, their metadata is removed.

Cameras, phones, agencies and editing programs write the place, the device, its number and people's names into a picture.
:func:`~presskit.pictures.stripping.stripped` removes all of it without decoding a pixel, and returns what it was.
"""

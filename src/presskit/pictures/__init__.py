"""Pictures as files: their pixels stay as they are, what else stands in them is taken out.

Cameras, phones, agencies and editing programs write the place, the device, its number and people's names into a picture.
:func:`~presskit.pictures.stripping.stripped` takes all of it out without decoding a pixel, and tells what it was.
"""

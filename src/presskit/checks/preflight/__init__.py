"""Checks of what a build made: an artefact and the edition it should say."""

"""Accessibility features that a publication may claim, from evidence."""

from publish.accessibility.claims import FEATURES, Accessibility, Evidence, claims
from publish.accessibility.motion import Motion, motion_of, worst
from publish.accessibility.page import features

__all__ = ["FEATURES", "Accessibility", "Evidence", "Motion", "claims", "features", "motion_of", "worst"]

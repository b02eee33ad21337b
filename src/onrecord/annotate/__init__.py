"""What the model says about an article: attributions as spans with confidences."""

from onrecord.annotate.annotator import Annotator
from onrecord.annotate.bundle import name_model

__all__ = ["Annotator", "name_model"]

"""What the model says about an article: attributions as spans with confidences."""

from onrecord.annotate.annotator import Annotator

__all__ = ["Annotator"]

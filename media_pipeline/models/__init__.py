"""What the pipeline keeps rows of."""

from media_pipeline.models.jobs import Derivative, Job
from media_pipeline.models.originals import Original
from media_pipeline.models.quarantine import Quarantined
from media_pipeline.models.uploads import Upload

__all__ = ["Derivative", "Job", "Original", "Quarantined", "Upload"]

"""The one way a value of the model is built: validated, immutable, without stray fields."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that never changes after it is made and refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

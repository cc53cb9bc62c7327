"""What every model at the border has in common."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_serializer


class Model(BaseModel):
    """A frozen model that refuses keys it does not know and writes only what was said."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_serializer(mode="wrap")
    def _write(self, write: Any) -> dict[str, Any]:
        fields = type(self).model_fields
        written = write(self)
        return {
            (field.alias or name): written[name if name in written else field.alias]
            for name, field in fields.items()
            if (name in written or field.alias in written)
            and getattr(self, name) != field.get_default(call_default_factory=True)
        }

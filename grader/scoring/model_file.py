"""A contest's own model as a skops file: arrays and one JSON text, nothing that could run.

What is in the file may only be of the types that skops trusts by itself among `_ALLOWED`; it is read without pickle. The
same model is always the same bytes: skops names its members by memory addresses and dates them, so that both are replaced.
"""

import io
import json
import re
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import numpy as np

from grader.errors import InvalidConfig
from grader.hashing import content_hash
from grader.scoring.alignment import Alignment
from grader.scoring.calibration import Model
from grader.scoring.doubt import Doubt
from grader.scoring.familiarity import Familiarity
from grader.scoring.features import FEATURES
from grader.scoring.kernels import Scales, Weights
from grader.scoring.prior import shipped_prior
from grader.scoring.regression import Regression
from grader.scoring.release import Limits
from grader.scoring.standard import Standard
from grader.scoring.standing import ColumnStandard

SCHEMA = "grader.model/3"
_ALLOWED = frozenset({"builtins.dict", "builtins.str", "numpy.ndarray", "builtins.list"})
_LARGEST = 1 << 28
_ADDRESS = re.compile(rb'"__id__": (\d+)|"(\d+)\.npy"')
_DATE = (1980, 1, 1, 0, 0, 0)
_AGAIN = "Learn it again with `grader calibrate`"
_ARRAYS = ("rows", "pull", "weighed", "errors", "sign_mean", "sign_spread", "sign_weights", "held")
_KNOWN = ("level", "slope", "longest", "least")
_NUMBERS = ("prior_pull", "centre", "spread", "usual_wording")
Parts = dict[str, Any]


class StoredModel(NamedTuple):
    """A model with its id, which hashes its parameters."""

    id: str
    model: Model


def identify(model: Model) -> str:
    """The id of a model: a hash of its parameters, never of the file."""
    about, arrays = _take_apart(model)
    parts = [("about", json.dumps(about, sort_keys=True).encode())]
    parts += [(name, np.ascontiguousarray(one).tobytes()) for name, one in sorted(arrays.items())]
    return content_hash(parts)


def _take_apart(model: Model) -> tuple[Parts, dict[str, np.ndarray]]:
    """A model as numbers and texts, and as arrays by name."""
    arrays = {"mean": model.standard.mean, "spread": model.standard.spread}
    columns = []
    for number, one in enumerate(model.columns):
        kept, doubt = one.regression, one.doubt
        found = (
            kept.rows,
            kept.pull,
            kept.weighed,
            doubt.errors,
            doubt.mean,
            doubt.spread,
            doubt.weights,
            one.familiarity.held,
        )
        arrays |= {f"{number}.{name}": np.asarray(array) for name, array in zip(_ARRAYS, found, strict=True)}
        columns.append(
            {
                "column": one.column,
                "points": list(one.points),
                "limits": {"risks": list(one.limits.risks), "strange": one.limits.strange, "apart": one.limits.apart},
                "familiarity": {name: getattr(one.familiarity, name) for name in _KNOWN},
                "weights": kept.weights._asdict(),
                "scales": kept.scales._asdict(),
                "numbers": {name: getattr(kept, name) for name in _NUMBERS},
                "alignment": {
                    "middle": one.alignment.middle,
                    "slope": one.alignment.slope,
                    "steps": one.alignment.steps,
                },
                "doubt": {"level": doubt.level, "reach": doubt.reach, "unit": doubt.unit},
            }
        )
    about = {
        "schema": SCHEMA,
        "contest": model.contest,
        "rubric": model.rubric,
        "prior": model.prior,
        "features": [feature.name for feature in FEATURES],
        "learned": [list(pair) for pair in model.learned],
        "agreement": model.agreement,
        "columns": columns,
    }
    return about, arrays


def dump_model(model: Model) -> bytes:
    """The bytes of a model's file."""
    from skops.io import dumps  # noqa: PLC0415 - importing it costs a second

    about, arrays = _take_apart(model)
    return _make_plain(dumps({"about": json.dumps(about, sort_keys=True), **arrays}))


def _make_plain(content: bytes) -> bytes:
    """The same archive with members named in order, dated alike, and packed."""
    with ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    numbers: dict[bytes, bytes] = {}

    def rename(found: re.Match[bytes]) -> bytes:
        address = found[1] or found[2]
        number = numbers.setdefault(address, str(len(numbers) + 1).encode())
        return found[0].replace(address, number)

    schema = _ADDRESS.sub(rename, members.pop("schema.json"))
    named = {numbers[name.removesuffix(".npy").encode()].decode() + ".npy": data for name, data in members.items()}
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in [("schema.json", schema), *sorted(named.items())]:
            archive.writestr(ZipInfo(name, _DATE), data, ZIP_DEFLATED, 6)
    return packed.getvalue()


def load_model(path: Path) -> StoredModel:
    """A model from its file.

    Raises:
        InvalidConfig: there is no such file, it is no model, or it is one of another version of the grader.
    """
    try:
        return read_model_file(path.read_bytes(), str(path))
    except FileNotFoundError:
        remedy = "Name a file that `grader calibrate` wrote"
        raise InvalidConfig(str(path), "there is no such model", remedy) from None


def read_model_file(content: bytes, file: str) -> StoredModel:
    """A model from the bytes of its file; raises as `load_model`."""
    try:
        parts = _read_parts(content)
        about = json.loads(parts.pop("about"))
        if about["schema"] != SCHEMA or about["features"] != [feature.name for feature in FEATURES]:
            raise InvalidConfig(file, "the model is of another version of the grader", _AGAIN)
        if about["prior"] != shipped_prior().hash:
            raise InvalidConfig(file, "the model rests on the prior of another version of the grader", _AGAIN)
        model = _put_together(about, parts)
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError):
        raise InvalidConfig(file, "the file is no model of the grader", _AGAIN) from None
    return StoredModel(identify(model), model)


def _read_parts(content: bytes) -> Parts:
    """What the file holds, if that is nothing but arrays and text.

    Raises:
        ValueError: it is too large, or holds something else.
    """
    from skops.io import loads  # noqa: PLC0415 - importing it costs a second

    with ZipFile(io.BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > _LARGEST:
            raise ValueError("too large")
        schema = json.loads(archive.read("schema.json"))
    if not _find_types(schema) <= _ALLOWED:
        raise ValueError("holds other things than arrays and text")
    return dict(loads(content, trusted=[]))


def _find_types(node: Any) -> set[str]:
    """Names of all types that a skops schema mentions outside of keys' types."""
    if isinstance(node, dict):
        own = {f"{node['__module__']}.{node['__class__']}"} if "__class__" in node else set()
        return own.union(*(_find_types(one) for name, one in node.items() if name != "key_types"), set())
    return set().union(*(_find_types(one) for one in node)) if isinstance(node, list) else set()


def _put_together(about: Parts, arrays: dict[str, np.ndarray]) -> Model:
    columns = []
    standard = Standard(arrays["mean"], arrays["spread"])
    for number, one in enumerate(about["columns"]):
        rows, pull, weighed, errors, mean, spread, signs, held = (arrays[f"{number}.{name}"] for name in _ARRAYS)
        weights, scales = Weights(**one["weights"]), Scales(**one["scales"])
        regression = Regression(standard, rows, pull, weighed, weights, scales, **one["numbers"])
        doubt = Doubt(errors, mean, spread, signs, **one["doubt"])
        alignment = Alignment(**one["alignment"])
        points = tuple(float(value) for value in one["points"])
        limits = Limits(**one["limits"] | {"risks": tuple(float(risk) for risk in one["limits"]["risks"])})
        known = Familiarity(held, **one["familiarity"])
        columns.append(ColumnStandard(one["column"], points, regression, alignment, doubt, limits, known))
    return Model(
        contest=about["contest"],
        rubric=about["rubric"],
        prior=about["prior"],
        standard=standard,
        columns=tuple(columns),
        learned=tuple((name, digest) for name, digest in about["learned"]),
        agreement=about["agreement"],
    )

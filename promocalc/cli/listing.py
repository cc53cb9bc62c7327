"""Problems for programs: the same facts as on stderr, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from promocalc.explain.language import Language
from promocalc.explain.problems.text import advice, message
from promocalc.problems import Problem


def listed(problems: Iterable[Problem], language: Language) -> str:
    """All problems. ``code`` is stable; ``message`` and ``help`` are for people."""
    entries = [_entry(problem, language) for problem in problems]
    return json.dumps({"schema": "promocalc.problems/1", "problems": entries}, ensure_ascii=False, indent=2)


def _entry(problem: Problem, language: Language) -> dict[str, Any]:
    trouble, where = problem.trouble, problem.where
    return {
        "code": type(trouble).__name__,
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "path": list(where.path),
        "message": message(trouble, language),
        "help": advice(trouble, language),
    }

"""A few counters in the plain text form that Prometheus reads.

Owns the counting of one process; with several workers each answers for itself.
"""

from __future__ import annotations

from collections import defaultdict
from threading import Lock

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the duration buckets, seconds."""


class Metrics:
    """Answers by method, route and status, and a histogram of seconds by route."""

    def __init__(self) -> None:
        self._answers: defaultdict[tuple[str, str, int], int] = defaultdict(int)
        self._buckets: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(BUCKETS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._lock = Lock()

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        place = next((i for i, bound in enumerate(BUCKETS) if seconds <= bound), len(BUCKETS))
        with self._lock:
            self._answers[method, route, status] += 1
            self._buckets[route][place] += 1
            self._seconds[route] += seconds

    def text(self) -> str:
        """Everything counted so far, one figure a line."""
        with self._lock:
            lines = [*self._answer_lines(), *self._duration_lines()]
        return "\n".join(lines) + "\n"

    def _answer_lines(self) -> list[str]:
        lines = [
            "# HELP yanzhen_http_requests_total HTTP answers by method, route and status",
            "# TYPE yanzhen_http_requests_total counter",
        ]
        for (method, route, status), count in sorted(self._answers.items()):
            labels = f'method="{method}",route="{_escaped(route)}",status="{status}"'
            lines.append(f"yanzhen_http_requests_total{{{labels}}} {count}")
        return lines

    def _duration_lines(self) -> list[str]:
        name = "yanzhen_http_request_duration_seconds"
        lines = [f"# HELP {name} Seconds from request to answer by route", f"# TYPE {name} histogram"]
        for route, counts in sorted(self._buckets.items()):
            label, total = f'route="{_escaped(route)}"', 0
            for bound, count in zip((*map(str, BUCKETS), "+Inf"), counts, strict=True):
                total += count
                lines.append(f'{name}_bucket{{{label},le="{bound}"}} {total}')
            lines.append(f"{name}_sum{{{label}}} {self._seconds[route]:.6f}")
            lines.append(f"{name}_count{{{label}}} {total}")
        return lines


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

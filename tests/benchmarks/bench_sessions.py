"""Twenty and fifty sessions at once: saves kept, how soon others see them, memory, first frames.

    python tests/benchmarks/bench_sessions.py [sessions …]

Each session is the program in a pseudo-terminal of its own; three look at the history, the others
write in turn. The load of the machine is told beside the figures: they are of use on an idle one
only. Takes two to five minutes.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.many_sessions import Outcome, work_together

SEEN = 1.1
"""Seconds after which others' saves are to be seen."""


def told(outcome: Outcome) -> str:
    """What was measured, in lines."""
    seen, frames = sorted(outcome.seen), sorted(outcome.first_frames)
    late = sum(each > SEEN for each in seen)
    return "\n".join(
        [
            f"{outcome.sessions} sessions, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores",
            f"  saves kept            {len(outcome.kept)} of {len(outcome.typed)}",
            (
                f"  seen by others        median {statistics.median(seen):.2f} s, "
                f"95 % {seen[int(len(seen) * 0.95)]:.2f} s, longest {seen[-1]:.2f} s, "
                f"{late} of {len(seen)} later than {SEEN} s"
            ),
            (
                f"  first frame           median {statistics.median(frames):.2f} s, "
                f"longest {frames[-1]:.2f} s"
            ),
            (
                f"  memory a session      {statistics.mean(outcome.memory):.1f} MB, "
                f"together {sum(outcome.memory):.0f} MB"
            ),
            f"  idle, all together    {outcome.idle:.2f} processor seconds a second",
        ]
    )


def main() -> int:
    """Measure each size; 1 when something typed was not kept."""
    missing = 0
    for count in [int(word) for word in sys.argv[1:]] or [20, 50]:
        with tempfile.TemporaryDirectory() as folder:
            outcome = work_together(Path(folder), count, rounds=2, pause=0.2)
        print(told(outcome), flush=True)
        missing += len(outcome.typed) - len(outcome.kept)
    return int(missing > 0)


if __name__ == "__main__":
    sys.exit(main())

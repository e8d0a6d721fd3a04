"""Articles that break sacho: for processes that a test starts, so that a real worker really dies or hangs.

Python imports ``sitecustomize`` at its start, in workers and their workers too.
"""

import os
from pathlib import Path

DEADLY, STICKY, BROKEN = "이글은프로세스를죽인다", "이글은프로세스를붙든다", "이글은규칙을어긴다"

_CODE = f"""
import os, time
import pipeline.processing as processing
import pipeline.workers as workers

workers.PATIENCE = float(os.environ.get("PATIENCE") or 300)
clean = processing.clean

def faulty(raw):
    content = raw.content if isinstance(raw.content, str) else raw.content.decode("utf-8", "replace")
    if {DEADLY!r} in content:
        os._exit(9)
    if {STICKY!r} in content:
        time.sleep(600)
    if {BROKEN!r} in content:
        raise AttributeError("a rule that nobody tried")
    if once := os.environ.get("DIES_ONCE"):
        if not os.path.exists(once) and "DIES_ONCE" in content:
            open(once, "w").close()
            os._exit(9)
    return clean(raw)

processing.clean = faulty
"""


def environment(folder, **more):
    """The environment in which such articles are deadly; ``folder`` is written to."""
    (folder / "faults").mkdir(exist_ok=True)
    (folder / "faults" / "sitecustomize.py").write_text(_CODE, encoding="utf-8")
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(folder / "faults"), str(Path.cwd())])} | more

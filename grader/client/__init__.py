"""A thin client of the service's REST interface: the resources of `/api/v1`, typed, waiting as the service asks for it.

```python
with Grader("http://127.0.0.1:8000", key) as grader:
    contest = grader.make_sample()
    batch = grader.hand_in(contest["id"], ["The whole essay …"])
    for report in grader.wait_for_reports(batch["id"]):
        print(report.essay.id, report.total.points)
```
"""

from grader.client.connection import Connection, RequestFailed
from grader.client.resources import Grader

__all__ = ["Connection", "Grader", "RequestFailed"]

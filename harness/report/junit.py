"""The JUnit file: pytest's own, scrubbed; one of ours where pytest came to no end."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from harness.report.result import Result
from harness.scrub import Scrubber


def finish(path: Path, result: Result, scrubber: Scrubber) -> None:
    """
    Scrub the file that pytest wrote, and add what happened besides the tests.

    CI systems show a JUnit file's tests and know no verdict: a problem of the
    run becomes a test case in error, so that none shows only passes.
    """
    try:
        root = ET.parse(path).getroot()  # noqa: S314 - pytest wrote it a moment ago
        suite = root.find("testsuite")
    except (OSError, ET.ParseError):
        suite = None
    if suite is None:
        root = ET.Element("testsuites", name="gate")
        suite = ET.SubElement(root, "testsuite", name="gate", tests="0", errors="0", failures="0")
    for problem in result.problems:
        case = ET.SubElement(suite, "testcase", classname="gate", name="the run itself", time="0")
        ET.SubElement(case, "error", message=problem.what).text = f"next: {problem.next_step}"
    for name in ("tests", "errors"):
        suite.set(name, str(int(suite.get(name, "0")) + len(result.problems)))
    for element in root.iter():
        for key, value in element.items():
            element.set(key, scrubber.text(value))
        element.text = scrubber.text(element.text) if element.text else element.text
    path.parent.mkdir(parents=True, exist_ok=True)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)

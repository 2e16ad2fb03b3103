"""Data Packages: each resource stands alone, and no path leads out of the folder."""

import json
import os
from datetime import date

import pytest

from onroll.pipeline.intake import take_in_package
from support.deliveries import PERSON, home_as_bytes, problems, pupil


def resource(path, register="school_roll", supplier="373", as_at="2026-01-15", **more):
    return {"name": str(path).replace("/", "-"), "path": path, "register": register, "supplier": supplier, "as_at": as_at} | more


@pytest.fixture
def package(tmp_path, write):
    """Write a package's files and its description; return its folder."""

    def package(resources, files=None):
        folder = tmp_path / "package"
        folder.mkdir(exist_ok=True)
        for name, rows in (files or {}).items():
            write(f"package/{name}", rows)
        description = resources if isinstance(resources, str) else json.dumps({"name": "january-2026", "resources": resources})
        (folder / "datapackage.json").write_text(description)
        return folder

    return package


def test_the_example_of_the_contracts(index, package):
    folder = package(
        [resource("roll-373.csv"), resource("nhs.csv", "nhs", "NHSE", "2026-01-10")],
        {"roll-373.csv": [pupil(1)], "nhs.csv": [PERSON]},
    )
    reports = take_in_package(index, folder)
    assert [(report.status, report.register, report.supplier, report.as_at) for report in reports] == [
        ("loaded", "school_roll", "373", date(2026, 1, 15)),
        ("loaded", "nhs", "NHSE", date(2026, 1, 10)),
    ]
    assert [report.status for report in take_in_package(index, folder)] == ["repeated", "repeated"]


def test_each_resource_stands_alone(index, package):
    folder = package(
        [resource("none.csv"), resource("bad.csv"), resource("good.csv", "nhs", "NHSE"), resource("good.csv", "no such register")],
        {"bad.csv": "surname\nA\n", "good.csv": [PERSON]},
    )
    reports = take_in_package(index, folder)
    assert [report.status for report in reports] == ["refused", "refused", "loaded", "refused"]
    named = ("none.csv", "bad.csv", "good.csv", "no such register")
    assert all(name in report.message for name, report in zip(named, reports, strict=True))
    assert len(index.extracts()) == 1


def test_establishments_go_first_then_the_older_days(index, package):
    folder = package(
        [resource("b.csv", as_at="2026-01-22"), resource("a.csv"), resource("gias.csv", "establishments", "DfE", "2026-01-30")],
        {"a.csv": [pupil(1, urn="1")], "b.csv": [pupil(1, urn="1")], "gias.csv": "URN,LA (code)\n100001,373\n"},
    )
    reports = take_in_package(index, folder)
    assert [extract.file_name for extract in index.extracts()] == ["gias.csv", "a.csv", "b.csv"]
    assert [report.path.name for report in reports] == ["b.csv", "a.csv", "gias.csv"]
    assert [problem["check_id"] for problem in problems(index, reports[1])] == ["304"]


@pytest.mark.parametrize(
    "path",
    [
        *("../outside.csv", "/etc/passwd", "sub/../../outside.csv", "..\\outside.csv"),
        *("https://example.org/roll.csv", "file:///etc/passwd"),
        *("", ".", "link.csv", "linked/roll.csv", "sub", "a\0b.csv", "~/roll.csv", "C:\\roll.csv", "pipe"),
    ],
)
def test_paths_stay_inside_and_lead_to_regular_files(index, package, write, tmp_path, path):
    write("outside.csv", [pupil(1)])
    folder = package([resource(path), resource("good.csv")], {"good.csv": [pupil(2)], "sub/roll.csv": [pupil(3)]})
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    (folder / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    reports = take_in_package(index, folder)
    assert [report.status for report in reports] == ["refused", "loaded"]
    assert [extract.file_name for extract in index.extracts()] == ["good.csv"]


def test_a_file_in_a_subfolder_is_inside(index, package):
    folder = package([resource("sub/./roll.csv")], {"sub/roll.csv": [pupil(1)]})
    assert [report.status for report in take_in_package(index, folder)] == ["loaded"]


@pytest.mark.parametrize(
    "description",
    [
        *("", "{", "[]", '{"resources": []}', '{"resources": {}}', '"text"', "null", "\x00", "[" * 50_000),
        *('{"resources": [1]}', '{"resources": [{}]}', '{"resources": [{"path": ["a.csv"], "register": "nhs"}]}'),
        '{"resources": [{"path": "a.csv", "register": "nhs", "supplier": 373, "as_at": "2026-01-15"}]}',
        '{"resources": [{"path": "a.csv", "register": "nhs", "supplier": "373", "as_at": "15/01/2026"}]}',
    ],
)
def test_a_description_that_says_too_little_is_refused(index, package, description):
    folder = package(description, {"a.csv": [PERSON]})
    before = home_as_bytes(index)
    (report,) = take_in_package(index, folder)
    assert report.status == "refused" and "Nothing was changed." in report.message
    assert home_as_bytes(index) == before


def test_the_description_is_no_link_and_a_byte_order_mark_does_no_harm(index, package, tmp_path):
    folder = package("\ufeff" + json.dumps({"resources": [resource("a.csv", "nhs", "NHSE")]}), {"a.csv": [PERSON]})
    assert [report.status for report in take_in_package(index, folder)] == ["loaded"]
    elsewhere = (folder / "datapackage.json").rename(tmp_path / "elsewhere.json")
    (folder / "datapackage.json").symlink_to(elsewhere)
    assert [report.status for report in take_in_package(index, folder)] == ["refused"]
    assert [report.status for report in take_in_package(index, tmp_path / "nowhere")] == ["refused"]


def test_progress_is_told(index, package):
    told = []
    take_in_package(
        index,
        package([resource("a.csv"), resource("b.csv", supplier="374")], {"a.csv": [pupil(1)], "b.csv": [pupil(2)]}),
        progress=lambda *step: told.append(step[1:]),
    )
    assert told == [(0, 2), (1, 2), (2, 2)]

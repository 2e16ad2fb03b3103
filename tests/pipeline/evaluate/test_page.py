"""The evaluation's page: whole in itself, each chart with its table, each table with caption and scope."""

from html.parser import HTMLParser

import pytest

from onroll.pipeline.evaluate import evaluate
from support.small_truth import CHILDREN, children_table, findings_table, write_truth

VOID = {"meta", "rect", "line"}


class Reader(HTMLParser):
    """Collects elements, and insists that they close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def page(tmp_path):
    truth = write_truth(tmp_path / "truth", children=CHILDREN.replace("anna", "<script>anna"))
    records = (truth / "records.csv").read_text(encoding="utf-8").replace("anna", "<script>anna")
    (truth / "records.csv").write_text(records, encoding="utf-8")
    evaluate(children_table(), findings_table(), truth).write_html(tmp_path / "page.html")
    return (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_page_is_well_formed_and_needs_nothing_else(page):
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    tags = {tag for tag, _ in reader.seen}
    assert not tags & {"script", "link", "img", "iframe"}
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert page.count(" style=") == 0


def test_each_table_has_a_caption_and_scoped_headings(page):
    reader = Reader()
    reader.feed(page)
    tables = [tag for tag, _ in reader.seen].count("table")
    assert tables == [tag for tag, _ in reader.seen].count("caption") >= 8
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in reader.seen if tag == "th")


def test_each_chart_has_a_title_and_is_followed_by_its_table(page):
    reader = Reader()
    reader.feed(page)
    charts = [attributes for tag, attributes in reader.seen if tag == "svg"]
    assert len(charts) >= 4
    for chart in charts:
        assert chart["role"] == "img"
        assert all(f'id="{name}"' in page for name in chart["aria-labelledby"].split())
    assert page.count("</svg></figure><div") == len(charts)


def test_names_from_the_truth_are_only_text(page):
    assert "&lt;script&gt;anna" in page

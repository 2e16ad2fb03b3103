"""The tree of meaning inside a PDF, by which a screen reader knows a heading from a paragraph and a row from a cell.

fpdf2 2.8 keeps such a tree for pictures only, flat. This one nests, and every piece of text belongs to it or is marked as
decoration. It leans on the library's inside, so the library is pinned to 2.8 and tests hold what comes out.

Source  ISO 32000-1, sections 14.7 and 14.8 (logical structure, tagged PDF).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fpdf import FPDF
from fpdf.output import OutputProducer
from fpdf.structure_tree import StructElem, StructureTreeBuilder
from fpdf.syntax import PDFObject

from onroll.casework.documents.pdf_fonts import KeptFonts


class Element(StructElem):
    """One node. Shape  a: its attributes, such as what a heading cell is the heading of. alt: what a picture says, in words."""

    __slots__ = ("a",)

    def __init__(self, kind: str, parent: PDFObject, page: int, attributes: str | None = None, alt: str | None = None) -> None:
        super().__init__(struct_type=f"/{kind}", parent=parent, kids=[], page_number=page, alt=alt)
        self.a = attributes


class Tree(StructureTreeBuilder):
    """All nodes of one document."""

    def __iter__(self) -> Iterator[PDFObject]:
        yield self.struct_tree_root
        yield self.doc_struct_elem
        yield self.struct_tree_root.parent_tree
        yield from self.elements()

    def elements(self) -> Iterator[StructElem]:
        """Yield every node below the document, parents first."""
        waiting = [each for each in self.doc_struct_elem.k if isinstance(each, StructElem)]
        while waiting:
            element = waiting.pop(0)
            yield element
            waiting[:0] = [each for each in element.k if isinstance(each, StructElem)]


class TaggedPdf(FPDF):
    """A PDF whose text is marked with what it is. Shape  kept_fonts: those that are ready; None where they are cut to the document."""

    kept_fonts: KeptFonts | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.tree = Tree()
        self.struct_builder = self.tree
        self._inside: list[StructElem] = [self.tree.doc_struct_elem]
        self._marked: dict[int, int] = {}

    @contextmanager
    def group(self, kind: str) -> Iterator[None]:
        """What is written within belongs to one node, which may run over pages."""
        element = Element(kind, self._inside[-1], self.page)
        self._inside[-1].k.append(element)
        self._inside.append(element)
        yield
        self._inside.pop()

    @contextmanager
    def marked(self, kind: str, attributes: str | None = None, alt: str | None = None) -> Iterator[None]:
        """What is written within, on one page, is one piece of text of that kind, or one picture."""
        number = self._marked.get(self.page, 0)
        self._marked[self.page] = number + 1
        element = Element(kind, self._inside[-1], self.page, attributes, alt)
        element.k.append(number)
        self._inside[-1].k.append(element)
        parents = self.tree.spid_per_page_number.setdefault(self.page, len(self.tree.spid_per_page_number))
        self.tree.struct_tree_root.parent_tree.nums[parents].append(element)
        self.pages[self.page].struct_parents = parents
        self._set_min_pdf_version("1.7")
        page = self.page
        self._out(f"/{kind} <</MCID {number}>> BDC")
        yield
        if self.page != page:
            raise RuntimeError("a piece of text ran over the end of its page")
        self._out("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn within says nothing: a screen reader passes over it."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")


class TaggedOutput(OutputProducer):
    """Writes the tree with the pages that its nodes stand on."""

    def _add_fonts(self, *args: Any, **options: Any) -> Any:
        kept = self.fpdf.kept_fonts if isinstance(self.fpdf, TaggedPdf) else None
        if kept is None:
            return super()._add_fonts(*args, **options)
        objects, by_number = kept.for_a_file()
        for each in objects:
            self._add_pdf_obj(each, "fonts")
        return by_number

    def _add_pages(self, *args: Any, **options: Any) -> Any:
        self._pages_written = super()._add_pages(*args, **options)
        return self._pages_written

    def _add_structure_tree(self) -> PDFObject | None:
        tree = self.fpdf.struct_builder
        assert isinstance(tree, Tree)
        for element in tree.elements():
            number = element.page_number()
            element.pg = self._pages_written[(number or 1) - 1]  # type: ignore[assignment]  # typed as None by the library
        return super()._add_structure_tree()

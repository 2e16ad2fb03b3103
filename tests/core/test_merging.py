"""Two people changed the same thing at once: no word of either is dropped by a rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onroll.core.merging import decided, merge

FIELDS = ["lead", "key_adult", "account", "barriers", "place"]
texts = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["", "A", "B", "C", "A\n\nB"]), min_size=5, max_size=5)
ticks = st.lists(st.sampled_from("abcd"), unique=True).map(tuple)


def test_each_of_two_who_changed_three_fields_keeps_what_they_wrote() -> None:
    was = {"a": "1", "b": "2", "c": "3", "d": "4", "e": "5"}
    theirs = {**was, "a": "Ann", "b": "Ann", "c": "Ann"}
    mine = {**was, "c": "Ben", "d": "Ben", "e": "Ben"}
    fields = {each.name: each for each in merge(was, theirs, mine)}
    assert [name for name, each in fields.items() if each.collides] == ["c"]
    assert {name: each.kept for name, each in fields.items() if not each.collides} == {"a": "Ann", "b": "Ann", "d": "Ben", "e": "Ben"}
    assert (
        decided(fields["c"], "both") == "Ann\n\nBen" and decided(fields["c"], "mine") == "Ben" and decided(fields["c"], "theirs") == "Ann"
    )


@given(texts, texts, texts)
def test_what_anybody_changed_is_kept_or_asked_about(was: dict[str, str], theirs: dict[str, str], mine: dict[str, str]) -> None:
    for field in merge(was, theirs, mine):
        if field.collides:
            assert field.theirs != field.was != field.mine != field.theirs
            both = str(decided(field, "both"))
            assert str(field.theirs) in both and str(field.mine) in both
            continue
        if field.theirs != field.was:
            assert field.kept == field.theirs
        if field.mine != field.was:
            assert field.kept == field.mine


@given(texts, texts)
def test_where_only_one_changed_anything_theirs_stands_whole(was: dict[str, str], now: dict[str, str]) -> None:
    assert {each.name: each.kept for each in merge(was, now, was)} == {name: now[name] for name in was}
    assert {each.name: each.kept for each in merge(was, was, now)} == now


@given(ticks, ticks, ticks)
def test_ticks_never_collide(was: tuple[str, ...], theirs: tuple[str, ...], mine: tuple[str, ...]) -> None:
    (field,) = merge({"x": was}, {"x": theirs}, {"x": mine})
    assert not field.collides
    for each in "abcd":
        if (each in was) != (each in mine):
            assert (each in field.kept) == (each in mine)
        else:
            assert (each in field.kept) == (each in theirs)

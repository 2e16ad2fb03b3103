"""Words that begin a sentence keep their own letters."""

from __future__ import annotations

from markupsafe import Markup

from onroll.web.templating import environment, sentence


def test_only_the_first_letter_is_made_large() -> None:
    assert sentence("different NHS numbers") == "Different NHS numbers"
    assert sentence("1 January put for the birthday") == "1 January put for the birthday"
    assert (sentence(""), sentence("UPN")) == ("", "UPN")
    assert isinstance(sentence(Markup("<b>x</b>")), Markup)
    said = environment().from_string("{{ said | sentence }}{{ nothing | sentence }}").render(said="a <b> & the NHS")
    assert said == "A &lt;b&gt; &amp; the NHS"

"""A formula is kept once, whatever a page writes beside it, with words for who hears it."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from publish.draft.page import Page
from publish.html.dom import parse
from publish.html.math.detect import from_tex
from publish.html.math.mathml import formula
from publish.html.read import read
from publish.model.article import Math
from publish.model.walk import article_text
from tests.html.shown import shown

MATHJAX = '<script src="https://cdn.example/mathjax@3/es5/tex-chtml.js"></script>'
DOLLARS = MATHJAX + "<script>MathJax = {tex: {inlineMath: [['$', '$']]}}</script>"
SQUARE = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
DRAWN = "<nobr aria-hidden=true><span class=math><span class=mi>x</span><span class=mn>2</span></span></nobr>"
ASSISTIVE = f"<span class=MJX_Assistive_MathML role=presentation>{SQUARE}</span>"
TEX = '<script type="math/tex" id="MathJax-Element-1">x^2</script>'


@pytest.mark.parametrize(
    "markup",
    [
        SQUARE,
        f'<span class="katex"><span class="katex-mathml">{SQUARE}</span><span class=k>x2</span></span>',
        f"<mjx-container><mjx-math>x2</mjx-math><mjx-assistive-mml>{SQUARE}</mjx-assistive-mml></mjx-container>",
        f'<span class="mwe-math"><span style="display:none">{SQUARE}</span><img src="/x" alt="x^2"></span>',
        '<span class="MathJax_Preview">x2</span><script type="math/tex">x^2</script>',
        f"<span class=MathJax_Preview></span><span class=MathJax>{DRAWN}{ASSISTIVE}</span>{TEX}",
        f"<span class=MathJax>{DRAWN}</span>{TEX}",
        f"<span class=MathJax_CHTML><span class=mjx-math>x2</span></span> {TEX}",
        f"<span class=MathJax data-mathml='{SQUARE}'>{DRAWN}</span>",
        '<span class="math inline">x^2</span>',
        r'<span class="math inline">\(x^2\)</span>',
        '<img class="latex" src="/latex.php?x^2" alt="x^2">',
        r'<img class="mwe-math-fallback-image-inline" src="/x" alt="{\displaystyle x^{2}}">',
    ],
)
def test_a_formula_comes_once(markup: str) -> None:
    assert shown(f"<p>So {markup} holds.</p>") == ["So $x squared$ holds."]


def test_formulas_that_are_not_drawn_yet_stay_several() -> None:
    preview = "<span class=MathJax_Preview>x2</span>"
    assert shown(f"<p>So {preview}{TEX} {preview}{TEX} holds.</p>") == ["So $x squared$ $x squared$ holds."]


def test_tex_in_words_is_read_where_the_page_has_it_drawn() -> None:
    body = r"<p>So \(x^2\) for $5, and \[\frac{1}{2}\] too.</p><pre>\(x^2\)</pre>"
    assert shown(body)[0] == r"So \(x^2\) for $5, and \[\frac{1}{2}\] too."
    assert shown(body, MATHJAX) == [
        "So $x squared$ for $5, and",
        "$1 over 2$",
        "too.",
        r"code '\\(x^2\\)'",
    ]


def test_dollars_mark_formulas_only_where_the_page_says_so() -> None:
    body = r"<p>So $x^2$ costs \$5 and \$9.</p>"
    assert shown(body, MATHJAX) == [r"So $x^2$ costs \$5 and \$9."]
    assert shown(body, DOLLARS) == [r"So $x squared$ costs \$5 and \$9."]


@pytest.mark.parametrize("tex", ["", "}", "{" * 300, "\\left(" * 300, "x" * 5000, "\\frac", "\\begin{array}"])
def test_tex_that_cannot_be_read_is_no_formula_and_no_failure(tex: str) -> None:
    result = from_tex(tex)
    assert result is None or result.tag == "math"


@pytest.mark.parametrize(
    "inside",
    [
        "loose words <mi>x</mi>",
        "<mfrac><mn>1</mn></mfrac>",
        "<msup><mi>x</mi><mn>2</mn><mn>3</mn></msup>",
        "<mi>x<b>bold</b></mi>",
        "<mi>x</mi><p>para</p><script>x</script>",
        "<semantics><mi>x</mi><mi>y</mi><annotation>t</annotation></semantics>",
    ],
)
def test_what_a_formula_may_not_hold_is_put_right(inside: str) -> None:
    (result,) = formula(parse(f"<math>{inside}</math>").find("math"), display=False)  # type: ignore[arg-type]
    assert isinstance(result, Math)
    root = etree.fromstring(result.mathml)
    for element in root.iter():
        name = etree.QName(element).localname
        token = name in ("mi", "mn", "mo", "ms", "mtext")
        assert token or not (element.text or "").strip(), result.mathml
        assert len(element) == {"mfrac": 2, "msup": 2, "semantics": 1}.get(name, len(element)), result.mathml


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\alpha + \Delta", "alpha plus capital delta"),
        (r"\dot{x} = \sigma", "x dot equals sigma"),
        (r"\vec{E}", "vector E"),
        (r"\bar{x}", "x bar"),
        (r"\nabla f", "nabla f"),
        (r"\frac{a}{b}", "a over b"),
        (r"\sqrt{2}", "the square root of 2"),
        (r"\begin{matrix} a \\ b \end{matrix}", "a, b"),
    ],
)
def test_a_formula_is_said_in_words(tex: str, said: str) -> None:
    math = from_tex(tex)
    assert math is not None
    (result,) = formula(math, display=False)
    assert isinstance(result, Math)
    assert result.spoken == said


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ('<mi mathvariant="bold">x</mi>', '<mi mathvariant="bold">x</mi>'),
        ('<mi mathvariant="{bold}" stretchy="true" onclick="x">x</mi>', "<mi>x</mi>"),
        ('<mo stretchy="yes" lspace=" 2px ">+</mo>', '<mo lspace="2px">+</mo>'),
        ('<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>', None),
        ('<mi>x</mi><mspace width="1em"/>', '<mi>x</mi><mspace width="1em"></mspace>'),
        ('<mpadded width="+2 width"><mi>x</mi></mpadded>', None),
        ("<mtd><mi>x</mi></mtd>", "<mrow><mi>x</mi></mrow>"),
        ("<mtr><mtd><mi>x</mi></mtd></mtr>", "<mrow><mrow><mi>x</mi></mrow></mrow>"),
        ('<mtable><mtr><mtd columnspan="2"><mi>x</mi></mtd></mtr></mtable>', None),
        ("<mtable><mi>x</mi></mtable>", "<mrow><mi>x</mi></mrow>"),
        ("<none/><mi>x</mi><mprescripts/>", "<mi>x</mi>"),
        ("<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><none/></mmultiscripts>",
         "<mmultiscripts><mi>C</mi><mprescripts></mprescripts><mn>6</mn><none></none></mmultiscripts>"),
        ("<mmultiscripts><mi>C</mi><none><mi>x</mi></none><none/></mmultiscripts>",
         "<mrow><mi>C</mi><mrow><mi>x</mi></mrow></mrow>"),
        ("<mmultiscripts><mi>C</mi><mn>6</mn></mmultiscripts>", "<mrow><mi>C</mi><mn>6</mn></mrow>"),
        ("<math><mi>x</mi></math>", "<mrow><mi>x</mi></mrow>"),
    ],
)  # fmt: skip
def test_of_mathml_only_what_a_book_may_have_is_kept(markup: str, kept: str | None) -> None:
    (node,) = parse(f"<html><body><math>{markup}</math></body></html>").find_all("math")[:1]
    (result,) = formula(node, False)
    assert isinstance(result, Math)
    assert result.mathml == f'<math xmlns="http://www.w3.org/1998/Math/MathML">{kept or markup}</math>'


MWE = (
    '<span class="mwe-math-element mwe-math-element-inline"><span class="mwe-math-mathml-inline'
    ' mwe-math-mathml-a11y" style="display: none;"><math xmlns="http://www.w3.org/1998/Math/MathML"'
    ' alttext="{\\displaystyle A^{H}}"><semantics><mrow><mstyle><msup><mi>A</mi><mrow><mi>H</mi></mrow>'
    "</msup></mstyle></mrow>"
    '<annotation encoding="application/x-tex">{\\displaystyle A^{H}}</annotation></semantics>'
    '</math></span><img src="https://wikimedia.org/api/rest_v1/media/math/render/svg/x" aria-hidden="true"'
    ' class="mwe-math-fallback-image-inline mw-invert skin-invert" alt="{\\displaystyle A^{H}}"></span>'
)


@pytest.mark.parametrize("bare", [False, True], ids=["as Wikipedia writes it", "its classes taken out"])
def test_wikipedias_formula_is_there_once(bare: bool) -> None:
    formula = re.sub(r' class="[^"]*"| style="[^"]*"', "", MWE) if bare else MWE
    words = "Some words about the matrices of a paragraph that says something. " * 3
    page = f"<article><h1>Matrices</h1><p>{words}</p><p>The matrix {formula} is adjoint.</p><p>{words}</p>"
    article = read(Page("x", "x.html", page, url="https://en.wikipedia.org/wiki/x")).article
    assert "The matrix A to the power of H is adjoint." in article_text(article).splitlines()

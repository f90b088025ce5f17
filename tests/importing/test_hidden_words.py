"""Words that no reader of a page or a mail sees are no text of the release; and none of them is lost in silence."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tests.importing.reading import Read, read
from tests.importing.test_eml import mail, of

SEEN = "The bridge is open to everybody who wants to cross it."


def page(inside: str, body: str = "") -> Read:
    return read(("a.html", f"<body {body}><h1>A bridge opens</h1><p>{SEEN}</p>{inside}</body>".encode()), language="en")


HIDING = (
    "display:none", "visibility: hidden", "mso-hide:all", "font-size:0", "font-size:0.0pt", "font-size:1px", "opacity:.0",
    "color:#fff", "color: #FFFFFF !important", "color:white", "color:rgb(255, 255, 255)", "color:rgba(255,255,255,1)",
    "color:hsl(0,0%,100%)", "color:#fefefe", "color:transparent", "background:#333;color:#333", "background-color:black;color:#000",
    "position:absolute;left:-9999px", "position: fixed; top: -100em", "text-indent:-9999px", "margin-left:-2000px",
    "transform:translateX(-9999px)", "position:absolute;clip:rect(0,0,0,0)", "clip:rect(1px, 1px, 1px, 1px)",
    "clip-path:inset(100%)", "clip-path:circle(0)", "width:0;overflow:hidden", "height:0px;overflow:hidden",
    "width:1px;height:1px;overflow:hidden", "max-height:0", "max-height:0px;overflow:hidden", "max-width:0",
)  # fmt: skip


@pytest.mark.parametrize("style", HIDING)
def test_words_that_a_style_hides_are_left_out_and_told(style: str) -> None:
    found = page(f'<p style="{style}">An extra promise.</p>')
    assert "extra promise" not in found.text()
    assert any("«An extra promise.» is left out" in message for message in found.messages("import-headers-footers"))
    assert any("An extra promise." in each.text for each in found.placements)


SHOWING = (
    "font-size:10.5pt", "opacity:0.9", "color:#333", "background:#036;color:#fff", "background:url(a.png);color:white", "text-indent:-36pt",
    "left:-9999px", "max-height:400px;overflow:hidden", "width:100%;overflow:hidden", "height:0", "margin:0", "clip:auto", "position:relative;top:-4px",
    "color:windowtext", "background-image:linear-gradient(#000,#111);color:#fff",
)  # fmt: skip


@pytest.mark.parametrize("style", SHOWING)
def test_words_that_a_style_shows_stay(style: str) -> None:
    assert "An extra promise." in page(f'<p style="{style}">An extra promise.</p>').text()


def test_the_colour_of_words_is_that_on_what_they_stand() -> None:
    inside = '<div style="color:#fff">Nobody reads this. <span style="color:#000">An extra promise.</span> Nor that.</div>'
    found = page(inside)
    assert "An extra promise." in found.text()
    told = " ".join(found.messages("import-headers-footers"))
    assert "Nobody reads this." in told
    assert "Nor that." in told
    assert "Nobody" not in found.text()
    table = '<table bgcolor="#003366"><tr><td><font color="white">An extra promise.</font></td></tr></table>'
    assert "An extra promise." in page(table).text()
    assert "extra promise" not in page('<p style="color:#003366">An extra promise.</p>', 'bgcolor="#003366" text="white"').text()


ELSEWHERE = (
    "<noscript><p>An extra promise.</p></noscript>", "<textarea>An extra promise.</textarea>", "<object data='x'>An extra promise.</object>",
    "<iframe srcdoc='<p>An extra promise.</p>'></iframe>", "<iframe srcdoc='<iframe srcdoc=&quot;An extra promise.&quot;></iframe>'></iframe>",
    "<template><p>An extra promise.</p></template>", "<svg><style>p{}</style><text>An extra promise.</text></svg>",
    "<math><mi>An extra promise.</mi></math>", "<select><option>An extra promise.</option></select>", "<input value='An extra promise.'>",
    "<div style='display:none'><noscript>An extra promise.</noscript></div>",
)  # fmt: skip


@pytest.mark.parametrize("inside", ELSEWHERE)
def test_words_of_elements_that_are_no_running_text_are_told(inside: str) -> None:
    found = page(inside)
    assert "extra promise" not in found.text()
    assert any("«An extra promise.» is left out" in message for message in found.messages("import-headers-footers"))
    assert any("An extra promise." in each.text for each in found.placements)


PLAIN = f"A bridge opens\n\n{SEEN}\n\n1. It is free (https://example.org/fares).\n"
HTML = f"<h1>A bridge opens</h1><p>{SEEN}</p><ol><li>It is <b>free</b> (<a href='https://example.org/fares'>fares</a>).</li></ol>"


def alternative(plain: str, html: str) -> EmailMessage:
    message = mail(plain)
    message.add_alternative(html, subtype="html")
    return message


def test_a_plain_text_with_the_same_words_is_not_asked_about() -> None:
    found = of(alternative(PLAIN, HTML))
    assert "free" in found.text()
    assert found.lost() == []


@pytest.mark.parametrize("line", ["It costs 300 crowns.", "The bridge is not open to everybody.", "An extra promise."])
def test_words_that_only_the_plain_text_has_are_asked_about(line: str) -> None:
    found = of(alternative(f"{PLAIN}\n{line}\n", HTML))
    assert found.lost() == [line]
    assert "unplaced" in found.asked()
    assert line not in found.text()


def test_another_form_of_a_mail_that_is_not_read_is_told() -> None:
    message = alternative(PLAIN, HTML)
    message.add_alternative("BEGIN:VCALENDAR\nSUMMARY:An extra promise.\nEND:VCALENDAR\n", subtype="calendar")
    assert any("text/calendar" in each for each in of(message).messages("import-headers-footers"))


def styled(sheet: str, inside: str, head: str = "<style>{}</style>") -> Read:
    return read(("a.html", f"<html><head>{head.format(sheet)}</head><body><h1>A bridge opens</h1><p>{SEEN}</p>{inside}</body></html>".encode()), language="en")


ONE = '<div id="N" class="note X" title="aside"><p class="inner">An extra promise.</p></div>'
SHEETS = (
    ".X{display:none}", ".x { visibility : hidden }", "#n{font-size:0}", "div.note{opacity:0}", "p.inner{position:absolute;left:-9999px}",
    ".note > p{display:none}", ".note p{text-indent:-999em}", "h1 ~ .note{display:none}", "p + div{display:none}", "[title=aside]{display:none}",
    "body div p.inner{display:none}", "html > body > .note > .inner{display:none}", "h1 ~ div > p{display:none}", "h1 + p + div p{display:none}",
    "b:not(:first-child), div:is(.note, .other){display:none}", "div:last-child{max-height:0;overflow:hidden}", ".inner{font:0/0 a}",
    ".inner{display:block!important} .inner{display:none!important}", ".inner{display:none} p{display:block}", ".x{clip:rect(0,0,0,0)}",
    "@media screen{.x{display:none}}", "@media (min-width:600px) and (max-width:1200px){.x{display:none}}", "@supports (display:grid){.x{display:none}}",
    "@media not print{.x{display:none}}", ".note{color:red; .inner{display:none}}", ".note{&.x{display:none}}", "@layer a{.x{display:none}}",
    "<!-- .x{display:none} -->", "/* */.x/**/{/**/display:none}", "\\2ex, .\\58{display:none}", "}.a{} .x{display:none}", "a{b:c;;} .x{DISPLAY:NONE",
    "@import 'a.css'; @charset 'x'; .x{display:none}", "@media (prefers-color-scheme:light){.x{display:none}}",
)  # fmt: skip


@pytest.mark.parametrize("sheet", SHEETS)
def test_words_that_a_style_sheet_hides_are_left_out_and_told(sheet: str) -> None:
    found = styled(sheet, ONE)
    assert "extra promise" not in found.text()
    assert any("«An extra promise.» is left out: it is hidden" in message for message in found.messages("import-headers-footers"))
    assert any("An extra promise." in each.text for each in found.placements)
    assert SEEN in found.text()


SHOWN = (
    ".x{display:none} .x{display:block}", ".x{display:block!important} .x{display:none}", ".inner p{display:none}", ".x{color:red}",
    "@media print{.x{display:none}}", "@media (max-width:600px){.x{display:none}}", "@media (prefers-color-scheme:dark){.x{display:none}}",
    ".inner:hover{display:none}", ".inner::before{display:none}", ".note > .y{display:none}", "@keyframes a{from{opacity:0}}", "h1 > .note{display:none}",
    ".y .inner{display:none}", ".inner ~ .note{display:none}", ".inner + h1{display:none}", "body{opacity:0}", "@font-face{font-size:0}", "@media not screen{.x{display:none}}",
)  # fmt: skip


@pytest.mark.parametrize("sheet", SHOWN)
def test_words_that_a_style_sheet_shows_stay(sheet: str) -> None:
    assert "An extra promise." in styled(sheet, ONE).text()


@pytest.mark.parametrize("sheet", [".x:has(p){display:none}", "div:first-of-type{display:none}", "p:not(.a .b){display:none}", f"{'.x' * 300}{{display:none}}", f"a{{left:{'a(' * 5000}"])
def test_a_rule_that_hides_and_is_not_read_is_told(sheet: str) -> None:
    found = styled(sheet, ONE)
    assert "An extra promise." in found.text()
    assert any("a rule of the page's style sheet hides words, and is not read" in message for message in found.messages("import-headers-footers"))


def test_the_attribute_of_an_element_holds_against_its_style_sheet_but_not_against_what_is_important() -> None:
    assert "An extra promise." in styled("p{display:none}", '<p style="display:block">An extra promise.</p>').text()
    assert "extra promise" not in styled("#a{display:none!important}", '<p id="a" style="display:block">An extra promise.</p>').text()
    assert "An extra promise." in styled("#a{display:none!important}", '<p id="a" style="display:block!important">An extra promise.</p>').text()
    assert SEEN in styled(".x{display:none}", ONE, '<style media="print">{}</style>').text()
    assert "An extra promise." in styled(".x{display:none}", ONE, '<style type="text/less">{}</style>').text()


def test_more_rules_than_are_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.readers.importing.html_styles.PAGE_STYLE_STEPS", 30)
    found = styled("p{display:none}" * 16, ONE)
    assert "An extra promise." in found.text()
    assert any("«16 rules for 8 elements»" in message for message in found.messages("import-headers-footers"))


def test_a_mail_hides_by_its_style_sheet_too() -> None:
    message = mail("A bridge opens\n")
    message.add_alternative(f"<style>.pre{{display:none}}</style><h1>A bridge opens</h1><p>{SEEN}</p><p class='pre'>An extra promise.</p>", subtype="html")
    found = of(message)
    assert "extra promise" not in found.text()
    assert any("An extra promise." in each.text for each in found.placements)

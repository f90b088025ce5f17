"""Pages as programs put them on the clipboard or save them, in own words: one release in the markup of each."""

from __future__ import annotations

__all__ = ["GMAIL", "GOOGLE_DOCS", "OUTLOOK", "WORD"]

WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoTitle>Ferries must run in winter too<o:p></o:p></p>
<p class=MsoNormal>Oslo, 4 March 2027 – The islands have had no ferry since <b>October</b>, and 3,400 people
wait for the <i>first</i> boat, says the <a href="https://example.org/survey">survey of the islands</a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h2>What must happen</h2>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span><![endif]>Run two boats a day<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span><![endif]>Keep the fare as it is<o:p></o:p></p>
<p class=MsoNormal><span style='display:none;mso-hide:all'>internal: ask Kari first</span>The council meets in May.<o:p></o:p></p>
<p class=MsoNormal><b>Signatories</b><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Island Voices<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Harbour Workers Union<o:p></o:p></p>
<!--EndFragment--></body></html>
"""
GOOGLE_DOCS = """\
<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0c1d2e3f-7fff-aaaa-bbbb-0123456789ab">\
<h1 dir="ltr" style="line-height:1.38;"><span style="font-size:20pt;font-weight:400;">Ferries must run in winter too</span></h1>\
<p dir="ltr" style="line-height:1.38;"><span style="font-weight:400;font-style:normal;">Oslo, 4 March 2027 – The islands have had \
no ferry since </span><span style="font-weight:700;">October</span><span style="font-weight:400;">, and 3,400 people wait for the \
</span><span style="font-weight:400;font-style:italic;">first</span><span style="font-weight:400;"> boat, says the </span>\
<a href="https://www.google.com/url?q=https://example.org/survey&amp;sa=D" style="text-decoration:none;"><span \
style="color:#1155cc;">survey of the islands</span></a><span>.</span></p><br>\
<h2 dir="ltr"><span style="font-weight:400;">What must happen</span></h2>\
<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation">\
<span>Run two boats a day</span></p></li><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Keep the fare as it \
is</span></p></li></ul><p dir="ltr"><span>The council meets in May.</span></p>\
<p dir="ltr"><span style="font-weight:700;">Signatories</span></p>\
<ol><li dir="ltr"><p dir="ltr" role="presentation"><span>Island Voices</span></p></li>\
<li dir="ltr"><p dir="ltr" role="presentation"><span>Harbour Workers Union</span></p></li></ol></b><br class="Apple-interchange-newline">
"""
GMAIL = """\
<div dir="ltr"><div><b><font size="4">Ferries must run in winter too</font></b></div><div><br></div>
<div>Oslo, 4 March 2027 – The islands have had no ferry since <b>October</b>, and 3,400 people wait for the <i>first</i> boat,
says the <a href="https://example.org/survey" target="_blank">survey of the islands</a>.</div><div><br></div>
<div><b>What must happen</b></div><div><ul><li>Run two boats a day</li><li>Keep the fare as it is</li></ul></div>
<div>The council meets in May.</div><div><br></div><div><b>Signatories</b><br></div>
<div><ol><li>Island Voices</li><li>Harbour Workers Union</li></ol></div>
<img src="https://mail.example.org/open.gif" width="1" height="1"></div>
"""
OUTLOOK = """\
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style type="text/css">P {margin-top:0;}</style>
</head><body dir="ltr"><div class="elementToProof" style="font-size: 12pt;"><b>Ferries must run in winter too</b></div>
<div class="elementToProof"><br></div>
<div class="elementToProof">Oslo, 4 March 2027 – The islands have had no ferry since <span style="font-weight: bold">October</span>,
and 3,400 people wait for the <span style="font-style: italic;">first</span> boat, says the
<a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fsurvey&amp;data=05">survey of the
islands</a>.</div><div class="elementToProof"><br></div><div class="elementToProof"><b>What must happen</b></div>
<ul><li><div class="elementToProof">Run two boats a day</div></li><li><div class="elementToProof">Keep the fare as it is</div></li></ul>
<div class="elementToProof">The council meets in May.</div><div><br></div><div><b>Signatories</b></div>
<ol start="1"><li><div>Island Voices</div></li><li><div>Harbour Workers Union</div></li></ol>
</body></html>
"""

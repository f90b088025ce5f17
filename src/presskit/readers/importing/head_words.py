"""The words by which the parts of a release begin, folded, as regular expressions: one or more alternatives a line."""

from __future__ import annotations

import re

from presskit.model.release import ReleaseKind

__all__ = [
    "ABOUT", "CALL", "CONTACTS", "ENDS", "KINDS", "NOTES", "ORGANISATIONS", "PAGE", "PERSONS",
    "SIGNATORIES",
]  # fmt: skip

SIGNATORIES = """
signatories|the signatories|list of signatories|signatory organi[sz]ations|signatory ngos|signed|signed by|signed on behalf of
undersigned|the undersigned|undersigned organi[sz]ations|the undersigned organi[sz]ations|endorsed by
endorsing organi[sz]ations
co-?signed by|cosignatories|this statement is signed by|this statement has been signed by|also signed by
participating organi[sz]ations|supporting organi[sz]ations|signing organi[sz]ations|signatures|sincerely|yours sincerely
signataires|les signataires|organisations signataires|les organisations signataires|associations signataires|signe par|signes
ont signe|liste des signataires|premiers signataires|egalement signataires|soussignes|les soussignes
الموقعون|الموقعين|الموقعون ادناه|المنظمات الموقعة|الجهات الموقعة|المنظمات الموقعه|التوقيع|التواقيع|توقيع|الموقعون على البيان
firmantes|organizaciones firmantes|firman|firmado por|las organizaciones firmantes|entidades firmantes
imzacilar|imzaci kuruluslar|imzalayanlar|imzaci orgutler|imzalayan kuruluslar
unterzeichner|unterzeichnende|unterzeichnende organisationen|unterzeichnerinnen und unterzeichner|unterzeichnet von|gezeichnet
подписали|подписавшие организации|подписанты|подписи|підписали|підписанти|організаціі-підписанти
"""
PERSONS = """
individuals|individual signatories|signatories in their personal capacity|in their personal capacity|personalities
persons|signed in a personal capacity|individuals in their personal capacity|a titre individuel|signataires individuels
personnalites|a titre personnel|الشخصيات|الافراد|شخصيات مستقلة|a titulo individual|personas
"""
ORGANISATIONS = (
    r"(?:ngos?|organi[sz]ations?|associations|ong|المنظمات|organizaciones|kuruluslar|organisationen|организации|організаціі)"
)
CONTACTS = """
(?:media|press|press office|media office|communications?|all media) (?:contacts?|inquiries|enquiries|relations|requests|team)
contacts? for (?:the )?(?:media|press|journalists).{0,30}|(?:media|press) (?:and|&) .{1,30} contacts?
contacts?|contact details|contact us|contact persons?|contact information|for (?:press|media) (?:inquiries|enquiries)|media
(?:for|to|please)\\b.{0,80}\\b(?:contact|reach|call|write to|e-?mail|get in touch)\\b.{0,30}|spokespersons?|spokespeople
for (?:more|further|any|additional) information|for (?:media |press )?interviews?|(?:available )?for interviews?
contacts? (?:de )?(?:la )?presse|contacts? medias?|relations presse|service de presse|renseignements|informations
pour (?:plus d|toute|tout|de plus amples|les).{0,60}(?:contact|information|renseignement|interview|demande).{0,40}
porte-paroles?
(?:لل|ل|جهات |جهه |مسوول )?(?:ال)?(?:تواصل|اتصال|استفسار|استفسارات)(?: (?:ال)?(?:اعلامي|اعلاميه|اعلامية))?.{0,40}
لل(?:مزيد من المعلومات|مقابلات|استفسارات).{0,60}|(?:ال)?متحدثون.{0,30}
contactos? (?:de )?(?:la )?prensa|contactos?|para (?:mas|mayor) informacion.{0,60}
basin (?:icin )?(?:iletisim|irtibat).{0,20}|iletisim.{0,20}|(?:medya|basin) iletisim.{0,20}
pressekontakte?|kontakte?|ansprechpartner(?:in|innen)?|(?:fur )?ruckfragen.{0,60}|medienkontakt
контакты?(?: для (?:сми|прессы))?|контакти?(?: для (?:змі|преси))?|пресс-служба|за дополнительнои информациеи.{0,60}
"""
NOTES = """
notes?|notes? to (?:the )?editors?|editors?['’]? notes?|notes? for editors?|references|sources|footnotes|endnotes
notes? aux? redactions?|notes? aux redacteurs|note a la redaction|notes? de la redaction|references
ملاحظات|ملاحظة|ملاحظه|ملاحظات للمحررين|ملاحظات الى المحررين|ملاحظات المحرر|الهوامش|هوامش|المراجع
notas? (?:a|para) (?:los )?(?:editores|redactores)|notas?|editore notlar|editorlere notlar|notlar
anmerkungen(?: fur die redaktion)?|hinweise? (?:fur|an) die redaktion(?:en)?
примечания?(?: для редакторов| для редакции)?|примітки(?: для редакторів)?
"""
ENDS = "ends?|fin|the end|end of (?:the )?(?:statement|release)|30|انتهي|انتهى|son|ende|конец|кінець"
PAGE = r"""
(?:(?:page|seite|pagina|sayfa|صفحة|صفحه|стр|ст|p)\.?\s*)?\d{1,3}(?:\s*(?:/|of|sur|von|de|من|из|з)\s*\d{1,3})
(?:page|seite|sayfa|صفحة|стр)\.? \d{1,3}
"""
ABOUT = r"""
about (?!\d)\S.{0,70}|a propos(?: d.{1,70})?|qui sommes[- ]nous|نبذة عن.{1,60}|نبذه عن.{1,60}
عن (?:التحالف|الشبكة|المنظمة|الموسسة).{0,50}
من نحن|acerca de .{1,60}|sobre (?:la|el|los|las|nosotros).{0,60}|uber (?:uns|die|das|den) ?.{0,60}|hakkinda|hakkimizda
.{1,50} hakkinda
о (?:нас|компании|организации).{0,60}|про (?:нас|організацію).{0,60}|boilerplate|who we are
"""
CALL = re.compile(
    r"\b(?:call(?:s|ing)? (?:for|on|upon)|we call|demands?|urges?|urging|we ask|asks|appeals? (?:to|for)|recommend\w*|must"
    r"|immediate action|appel\w*|demand\w+|exige\w*|exhort\w*|recommand\w*|llama\w*|pedimos|exigimos|instamos|recomend\w*"
    r"|fordern|forderungen|rufen|appellieren|cagri\w*|talep\w*|istiyoruz|призыва\w+|требу\w+|заклика\w+|вимага\w+"
    r"|و?[نتي]?طالب\w*|و?[نتي]دعو\w*|و?نناشد|و?تناشد|مطالب\w*|المطالب|نوصي|توصيات)"
)
KINDS = {
    ReleaseKind.JOINT_STATEMENT: """
joint (?:press |public |ngo )?statement|statement|declaration commune|communique commun|communique conjoint
بيان مشترك|بيان|declaracion conjunta|ortak aciklama|gemeinsame erklarung
""",
    ReleaseKind.PRESS_RELEASE: """
(?:joint )?(?:press|news|media) release|press statement|communique(?: de presse)?|بيان صحفي|بيان صحافي
comunicado(?: de prensa)?|nota de prensa|basin (?:bulteni|aciklamasi)|pressemitteilung|пресс-релиз|пресреліз
""",
    ReleaseKind.MEDIA_ADVISORY: """
(?:media|press) (?:advisory|alert|invitation)|invitation a la presse|avis aux medias
دعوة اعلامية|دعوة صحفية|convocatoria de prensa
""",
    ReleaseKind.OPEN_LETTER: """
(?:joint )?open letter|lettre ouverte|رسالة مفتوحة|carta abierta|offener brief|acik mektup|открытое письмо
""",
    ReleaseKind.CORRECTION: "correction|rectificatif|تصويب|rectificacion",
}
"""A line that says nothing else than what kind of release it is; «statement» alone is one that several sign."""

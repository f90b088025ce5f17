"""The words that languages count signatories with, as parts of regular expressions. No check stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["WORDS", "CountWords"]


@dataclass(frozen=True, slots=True)
class CountWords:
    """The words of a language.

    ``between`` may stand between «we» and the number; ``never`` begins what does not belong to the organisations counted;
    ``others`` follows signatories of something else than this text; ``by`` comes before the number of its authors.
    ``which`` begins what is said of the organisations before their verb; what is ``before_verb`` makes it part of that,
    or another's. ``inverted`` are verbs that may stand before their subject.
    """

    we: str
    between: str
    organisations: str
    signatories: str
    others: str
    by: str
    coalitions: str
    say: str
    never: str
    both: str
    joined: str
    which: str
    before_verb: str
    inverted: str = ""


WORDS: Mapping[str, CountWords] = {
    "en": CountWords(
        we="we",
        between=("the|a|an|as|are|all|group|of|undersigned|following|these|our|representatives|members|coalition|behalf|on"),
        organisations=(
            "ngos?|csos?|organi[sz]ations?|groups|agencies|charities|associations|institutions|clubs|"
            "unions|societies|collectives|movements|initiatives|choirs|federations"
        ),
        signatories=(
            "signator(?:y|ies)|undersigned|(?:(?:who|that|which) )?(?:have )?sign(?:ed)? (?:this|the) (?:joint |"
            "open )?(?:statement|letter|appeal|call|declaration|text)"
        ),
        others=r"(?:of|to)\s+(?!this)|states|countries|nations|parties",
        by=(
            "this (?:joint |open )?(?:statement|letter|appeal|call|declaration) (?:is|was|has been) (?:signed|"
            r"issued|endorsed|supported) by|^[^\w]*signed by|"
            r"^[^\w]*on behalf of|^[^\w]*an? (?:coalition|alliance|group) of|joint (?:statement|letter|appeal|call|"
            "declaration) (?:by|of|from)"
        ),
        coalitions="coalitions|alliances|networks",
        say=(
            r"(?:are |have )?(?:call\w*|ask\w*|demand\w*|urg\w*|warn\w*|condemn\w*|appeal\w*|denounc\w*|plead\w*|"
            r"declar\w*|express\w*|welcom\w*|reject\w*|support)"
        ),
        never="the|of|from|to|in|for|by|with|on|at|that|which|who|were|was|is|are|has|have|and|or|than",
        both="and",
        joined="in|of|from|within|across|united in",
        which=(
            "that|which|who|whose|working|work|operating|active|based|present|serving|running|representing|"
            "providing|delivering|in|across|with|on the|including|most of|some of|all of|many of"
        ),
        before_verb=(
            "a|an|that|which|who|be|been|being|were|was|is|are|had|have|has|having|to|not|never|often|will|would|"
            "can|could|they|we|he|she|it|and|or|any|no|this|their|its|his|her|our|joint|new|former|urgent|"
            "such|may|might|must|should"
        ),
        inverted="say|warn|urge|demand|call on|ask",
    ),
    "fr": CountWords(
        we="nous",
        between="les|des|en tant que|sommes|un|groupe|de|soussignées?|toutes|tous|représentante?s|membres|au nom",
        organisations="ong|organisations|associations|collectifs|institutions|syndicats|groupes|clubs|mouvements|fédérations",
        signatories=(
            "signataires|soussignée?s|(?:qui )?signent (?:cette|ce|cet) (?:déclaration|lettre|appel|communiqué|texte)"
        ),
        others=r"(?:de|du|des)\s+(?!cette|ce\b|cet\b)",
        by=(
            "(?:déclaration|lettre|prise de position) (?:commune|conjointe|ouverte) (?:de|par)|(?:appel|"
            r"communiqué) (?:commun|conjoint) (?:de|par)|^[^\w]*signée? par|(?:cette|cet|ce) (?:déclaration|"
            "lettre|appel|communiqué|texte) (?:est|a été) signée? par"
        ),
        coalitions="coalitions|alliances|réseaux",
        say=(
            "appellent|demandent|exigent|exhortent|alertent|avertissent|préviennent|condamnent|dénoncent|déclarent|signent|saluent|"
            "réclament"
        ),
        never="les?|la|des?|du|dans|par|pour|avec|sur|aux?|qui|que|ont|sont|étaient|et|ou",
        both="et",
        joined="dans|de|des|issues de|réunies en",
        which=(
            "qui|que|dont|presente?s?|active?s|travaillant|intervenant|operant|oeuvrant|basee?s|implantee?s|"
            "engagee?s|reunie?s|membres|de|du|des|dans|en|au|aux"
        ),
        before_verb="un|une|qui|que|ont|sont|se|ne|y|en|etaient|avaient|elles|ils|leur|nous|les|la|le|des|de|du",
        inverted="avertissent|demandent|alertent|exigent|appellent|previennent|denoncent|declarent|affirment",
    ),
    "ar": CountWords(
        we="نحن",
        between="ال|هذه|مجموعة|من|جميع|الموقعين|الموقعون|أدناه|ممثلي|ممثلو|ممثلات|أعضاء|باسم",
        organisations="(?:ال)?(?:منظم|جمعي|مؤسس|هيئ)(?:ة|ات)",
        signatories="(?:ال)موقع(?:ة|ون|ين|ات)(?: أدناه)?|موقعة",
        others=r"على\s+(?!هذ|البيان|النداء|الرسالة)",
        by=(
            "(?:بيان|نداء|رسالة|إعلان) (?:مشتركة? |مفتوحة? )?(?:صادرة? )?(?:عن|من)|هذ[اه] (?:البيان|النداء|"
            "الرسالة) (?:من|عن|باسم)|يوقع (?:على )?هذا البيان"
        ),
        coalitions="(?:ال)?(?:تحالف(?:ات|ا|ين)?|ائتلاف(?:ات|ا|ين)?|شبك(?:ة|ات))",
        say=(
            r"[تي]?طالب\w*|[تن]دعو|دعت|[تن]?ناشد\w*|[تن]?حذر\w*|[تن]دين|أدانت|[تن]ستنكر|استنكرت|[تن]وقع|وقعت|"
            "[تن]علن|أعلنت|[تن]رحب|رحبت|[تن]رفض|رفضت|[تن]ؤكد|أكدت"
        ),
        never="في|من|على|إلى|عن|مع|التي|الذي|بين|أو",
        both="و",
        joined="في|ضمن|من",
        which="تعمل|تعملان|العاملة|عاملة|الموجودة|موجودة|ناشطة|الناشطة|التي|تنشط|مقرها|في|من",
        before_verb="في|من|على|الى|عن|مع|التي|ان|لم|لا|كانت|قد|او|لن|ما",
    ),
    "es": CountWords(
        we="nosotr[oa]s",
        between="las|los|somos|un|grupo|de|como|tod[oa]s|representantes|miembros|en nombre",
        organisations="ongs?|organizaciones|asociaciones|entidades|colectivos",
        signatories=(
            "firmantes|abajo firmantes|suscritas|(?:que )?(?:firman|firmamos|suscriben) est[ea] (?:declaración|"
            "carta|comunicado|llamamiento|texto)"
        ),
        others=r"del?\s+(?!est[ea])",
        by=(
            "(?:declaración|carta) (?:conjunta|abierta) de|(?:comunicado|llamamiento) conjunto de|"
            r"^[^\w]*firmad[oa] por|est[ea] (?:declaración|carta|comunicado|llamamiento) (?:está|"
            "ha sido) firmad[oa] por"
        ),
        coalitions="coaliciones|alianzas|redes",
        say="piden|exigen|reclaman|instan|llaman|alertan|advierten|condenan|denuncian|declaran|firman|saludan",
        never="las?|los|el|del?|en|por|para|con|que|han|fueron|son|y|o",
        both="y|e",
        joined="en|de",
        which="que|con sede|presentes|activas|dedicadas|radicadas|afincadas|integradas|trabajando|de|del|en",
        before_verb="un|una|que|han|fueron|son|se|no|les|nos|lo|las?|los|el|del?|y|o",
        inverted="piden|exigen|advierten|alertan|reclaman|denuncian|instan",
    ),
    "tr": CountWords(
        we="biz(?:ler)?",
        between="aşağıda|imzası|bulunan|olan|olarak|imzacı|bu|aşağıdaki",
        organisations=r"stk\w*|örgüt\w*|kuruluş\w*|dernek\w*|kurum\w*",
        signatories=r"imzacı\w*|imzası bulunan",
        others="ülke|devlet",
        by=r"ortak açıklama:|^[^\w]*imzalayanlar:",
        coalitions=r"koalisyon\w*|ittifak\w*|ağ",
        say=(
            r"ortak açıklama\w*|ortak çağrı\w*|çağrı\w*|talep|istiyor\w*|uyarıyor\w*|kınıyor\w*|"
            r"bildiriyor\w*|imzalıyor\w*"
        ),
        never="ve|veya|ile|için|bu|fazla|aşkın|yakın",
        both="ve",
        joined="bünyesinde",
        which="adına|olarak|birlikte",
        before_verb="ve|veya|için|bir",
    ),
    "ru": CountWords(
        we="мы",
        between="все|как|от имени|группа|из|представители|члены|нижеподписавшиеся",
        organisations=r"нпо|организаци\w+|объединени\w+|ассоциаци\w+",
        signatories=r"нижеподписавши\w+|подписавши\w+|подписант\w*",
        others=r"(?:соглашени|договор|конвенци|меморандум|перемири)\w*|стран\w*|государств\w*",
        by=(
            r"(?:совместн\w+|открыт\w+) (?:заявление|обращение|письмо)(?: от)?|^[^\w]*(?:заявление|"
            "обращение)(?: от)?|(?:заявление|обращение|письмо) подписали"
        ),
        coalitions=r"коалици\w+|альянс\w*|сет(?:и|ей)",
        say="призывают|требуют|просят|предупреждают|осуждают|заявляют|подписывают|приветствуют",
        never="и|или|в|из|на|от|по|с|для|которые|были",
        both="и",
        joined="в|из",
        which=r"котор\w+|\w+ющих|\w+ащих|\w+ящих|\w+ущих|\w+вших|\w+нных|из|в|на|с",
        before_verb=r"котор\w+|не|и|или|их|нас|они|были",
        inverted="предупреждают|призывают|требуют|просят|заявляют",
    ),
    "uk": CountWords(
        we="ми",
        between="усі|всі|як|від імені|група|з|представники|члени|нижчепідписані",
        organisations=r"нуо|організаці\w+|обʼєднан\w+|асоціаці\w+",
        signatories=r"нижчепідписан\w+|підписант\w*|(?:що|які) підписали (?:цю|цей|це)",
        others=r"(?:угод|договор|конвенці|меморандум)\w*|країн\w*|держав\w*",
        by=(
            r"(?:спільн\w+|відкрит\w+) (?:заява|звернення|лист)(?: від)?|^[^\w]*(?:заява|звернення)(?: від)?|"
            "(?:заяву|звернення|лист) підписали"
        ),
        coalitions=r"коаліці\w+|альянс\w*|мереж\w*",
        say="закликають|вимагають|просять|попереджають|засуджують|заявляють|підписують|вітають",
        never="і|й|та|або|в|у|з|із|на|від|до|для|які|були",
        both="і|й|та",
        joined="у|в|з|із",
        which=r"що|як\w+|\w+ючих|\w+них|з|із|у|в|на|зі",
        before_verb=r"що|як\w+|не|і|й|та|або|їх|нас|вони|були",
        inverted="попереджають|закликають|вимагають|просять|заявляють",
    ),
    "de": CountWords(
        we="wir",
        between="die|als|sind|alle|eine|gruppe|von|unterzeichnenden|im namen|vertreter|vertreterinnen|mitglieder",
        organisations=r"ngos?|nros?|\w*organisationen|verbände|vereine|initiativen",
        signatories=r"unterzeichne\w+|unterzeichnerinnen|unterzeichner",
        others=r"(?:des|der|von|vom)\s+(?!diese)|staaten|länder",
        by=(
            "(?:gemeinsame erklärung|gemeinsamer appell|offener brief|gemeinsamer aufruf) (?:von|der)|"
            r"^[^\w]*unterzeichnet von|(?:diese erklärung|dieser aufruf|dieser brief) (?:ist|"
            "wurde) (?:unterzeichnet )?von"
        ),
        coalitions="bündniss?en?|allianzen|netzwerken?",
        say=("rufen|fordern|bitten|warnen|verurteilen|appellieren|erklären|unterzeichnen|begrüssen|begrüßen|verlangen|mahnen"),
        never="die|der|das|den|dem|von|aus|in|für|mit|auf|an|zu|haben|sind|waren|und|oder|als",
        both="und",
        joined="in|aus|von",
        which="die|welche|deren|aus|in|im|mit|vor ort|von",
        before_verb="ein|eine|einen|einem|einer|die|der|das|den|dem|nicht|zu|und|oder|sie|wir|uns|sich|haben|sind|waren|werden|welche",
        inverted="warnen|fordern|rufen|bitten|verlangen|mahnen|appellieren",
    ),
}

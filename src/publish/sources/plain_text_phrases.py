"""Phrases of news pages that tell what a line of copied text is.

Tables of words in several languages: labels of pictures, lines about date and
author, navigation, what follows a story.
"""

from __future__ import annotations

import re
from datetime import datetime


def _pattern(*alternatives: str, end: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(alternatives)}){end}", re.IGNORECASE)


# Labels that stand before a picture's credit; the picture's alt text may be glued to their front.
CREDIT = _pattern(
    r"(?:image|photo|picture|video|media|foto) (?:source|copyright|credits?)",
    r"source de l['’]image",
    r"crédits? (?:photo|image)",
    r"crédit(?:os?)? (?:da|de la|de l['’])?\s?(?:foto|image[nm]|imagem)",
    r"fuente de la imagen",
    r"bild(?:quelle|rechte|nachweis)",
    r"fonte (?:da imagem|immagine|foto)",
    r"bron (?:afbeelding|foto)",
    r"источник изображения|автор фото",
    r"صدر الصورة|مصدر الصورة",
    end=r"\s*[,:،]\s*",
)
CAPTION = _pattern(
    r"(?:image|photo|picture|video|media) caption",
    r"légende(?: de l['’]| )?(?:image|photo|vidéo)?",
    r"bild(?:unterschrift|text|beschreibung)",
    r"pie de (?:foto|imagen)",
    r"legenda da foto",
    r"didascalia",
    r"(?:foto)?bijschrift",
    r"подпись к фото",
    r"التعليق على الصورة",
    end=r"\s*[,:،]\s*",
)
BULLET = re.compile(r"[•◦▪‣∙●*–-]\s+")
NUMBERED = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
_PUBLISHED_WORDS = (
    r"(?:first |last )?(?:published|updated|posted|modified)",
    r"publi(?:é|ée|cado|cata|cato)(?: le| el| il| em)?",
    r"mis à jour(?: le)?",
    r"veröffentlicht(?: am)?",
    r"aktualisiert|stand",
    r"actualizado|aggiornato|gepubliceerd|bijgewerkt",
)
PUBLISHED = re.compile(
    rf"(?:{BULLET.pattern})?(?:{'|'.join(_PUBLISHED_WORDS)})\b\s*:?\s*(?:(?:on|at|am|um|le)\b)?.{{0,60}}$",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-ÞŁŚŻ][^\s,]*|de|van|von|der|bin|al|la|du|and|und|et|y|&)"
BYLINE = re.compile(
    rf"(?:(?i:by|von|par|por|di|door|written by|reporting by))\s+({_NAME}(?:[\s,]+{_NAME}){{1,9}})$"
)
NAVIGATION = _pattern(
    r"skip to (?:main )?content|accessibility help|(?:bbc )?home(?:page)?",
    r"your account|sign in|log in|register|menu",
    r"search(?: \w+)?|share(?: (?:this|page|on \w+))?|close|save",
    r"subscribe(?: now)?|copy link|about sharing",
    r"advertisement|skip advertisement|listen to (?:this )?article",
    r"\d+ min(?:ute)?s? (?:read|listen)|comments?|print|email",
    r"facebook|twitter|whatsapp|messenger|pinterest|linkedin|instagram|x|tweet|telegram|reddit|flipboard",
    r"\d+ (?:minutes?|hours?|days?) ago|this video can ?not be played|media caption",
    r"anmelden|suche|teilen|drucken|merken|anzeige|werbung|zum inhalt springen|artikel anhören",
    r"partager|se connecter|s['’]abonner|publicité|aller au contenu",
    r"rechercher|imprimer|écouter l['’]article",
    r"compartir|iniciar sesión|publicidad|saltar al contenido",
)
# Headings over what is not the story: what follows them are links, until prose comes again.
TRAILER = _pattern(
    r"related (?:internet links|topics|stories|articles|content|links)",
    r"more on this (?:story|topic)|more (?:from|stories).{0,40}",
    r"around the bbc|read more(?: on| about)?.{0,40}|see also",
    r"top stories|most (?:read|popular|watched)|features|elsewhere on the (?:bbc|web)",
    r"latest.{0,20}news|recommended.{0,20}",
    r"you (?:may|might) also (?:like|be interested in).{0,20}|follow (?:us|bbc).{0,60}",
    r"(?:trending|popular) now|topics|tags",
    r"mehr zum thema|verwandte themen|weitere (?:artikel|nachrichten|themen)",
    r"lesen sie auch|das könnte sie.{0,30}|meistgelesen",
    r"sur le même (?:sujet|thème)|(?:à )?lire aussi|articles? (?:liés|similaires)",
    r"les plus lus|en savoir plus|liens (?:utiles|externes)",
    r"temas relacionados|más (?:información|sobre este tema|leídas)",
    r"contenido relacionado|leia (?:também|mais)|leggi anche",
    end=r"\s*:?",
)
DISCLAIMER = _pattern(
    r"\bis not responsible for the content of external (?:internet )?sites",
    r"view (?:original tweet|comments)|the copied content is protected",
    r"all rights reserved|©\s*\d{4}|copyright ©",
    r"(?:ist|sind) nicht verantwortlich für den inhalt externer|für die inhalte externer (?:links|seiten)",
    r"n['’]est pas responsable du contenu des sites externes|tous droits réservés|alle rechte vorbehalten",
    r"no se hace responsable del contenido de (?:los )?sitios externos|todos los derechos reservados",
    r"(?:send|share) your (?:story|stories)(?: ideas)? .{0,80}@",
    r"find (?:bbc|us) .{0,40} on (?:facebook|twitter|x)\b",
)
# A box beside the story, in its author's own voice.
BOX = _pattern(
    r"analysis(?:$|\s*(?:by|from|:|-|–)\s*)",
    r"(?:eine )?analyse(?:$|\s*(?:von|de|par|door|:|-|–)\s*)",
    r"l['’]analyse de\s|análisis(?:$|\s*(?:de|por|:))|analisi(?:$|\s*(?:di|:))",
    r"at the scene|am ort des geschehens|sur place(?:$|\s)",
)
_SAID = (
    r"said|says|say|added|adds|told|tells|asked|replied|explained",
    r"warned|insisted|claimed|wrote|tweeted|described",
    r"sagte|sagt|erklärte|betonte|fügte|teilte|schrieb|meinte",
    r"a déclaré|déclare|a dit|dit-|a ajouté|ajoute|explique|a expliqué",
    r"affirme|a affirmé|a indiqué|souligne",
    r"dijo|dice|añadió|explicó|afirmó|disse|afirmou|ha detto|ha dichiarato|ha spiegato|zei|zegt",
)
# Someone's words in quotation marks, with the verb that gives them.
_QUOTED = r"[\"“«„].{2}|[”»‚‘].{2}[^\"”“»«’‚‘]*[\"”“»«’]"
REPORTED = re.compile(rf"\A(?=.*(?:{_QUOTED}))(?=.*\b(?:{'|'.join(_SAID)})\b)", re.IGNORECASE | re.DOTALL)

_MONTHS = (
    "january janvier januar enero gennaio janeiro januari",
    "february février februar febrero febbraio fevereiro februari",
    "march mars märz marzo março maart",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juin juni junio giugno junho",
    "july juillet juli julio luglio julho",
    "august août agosto augustus",
    "september septembre septiembre settembre setembro",
    "october octobre oktober octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december décembre dezember diciembre dicembre dezembro",
)
_MONTH = {
    name[:length]: n
    for n, names in enumerate(_MONTHS, 1)
    for name in names.split()
    for length in (3, 4, len(name))
}
_MONTH |= {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()}
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?([^\W\d]{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"\b([^\W\d]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def iso_date(line: str) -> str:
    """The date in a line that is about a date, ISO 8601; "" when there is none."""
    if len(line) > 90:
        return ""
    for pattern, order in ((_ISO, (0, 1, 2)), (_DAY_FIRST, (2, 1, 0)), (_MONTH_FIRST, (2, 0, 1))):
        if found := pattern.search(line):
            year, month, day = (found.groups()[n] for n in order)
            number = int(month) if month.isdecimal() else _MONTH.get(month.lower(), 0)
            try:
                return datetime(int(year), number, int(day)).date().isoformat()
            except ValueError:
                continue
    return ""

"""Phrases of promotion, sharing, subscription and navigation, in the languages of the news.

Tables of phrases, no page's and no publisher's. A line must be short for a
phrase to count: prose may say "sign up for" and stay.
"""

from __future__ import annotations

import re

_WHOLE = re.compile(
    r"(?:share|tweet|e-?mail|print|save|(?:gift|give) this article|copy link|follow us|subscribe|sign up"
    r"|sign in|log ?in|register"
    r"|advert(?:isement)?|ads?"
    r"|sponsored|promoted|story continues(?: below(?: advertisement)?)?|article continues below"
    r"|continue reading.*|loading\.*"
    r"|skip (?:to|past) .*|close|back to top|comments?|leave a (?:reply|comment).*|share this (?:article"
    r"|story|post).*"
    r"|read more|see more|more|view comments.*|show more|watch now|watch live|listen now|image|photo|video"
    r"|gallery"
    r"|anzeige|werbung|teilen|artikel teilen|merken|drucken|kommentare?|mehr|publicidad|compartir"
    r"|comentarios|publicité|partager"
    r"|reklama?|annons(?:e|ør)?|advertentie|pubblicità|publicidade|reklam|iklan"
    r"|advertisement - scroll to continue"
    r"|getty images|reuters|afp|ap|\d+ (?:comments?|kommentare?|commentaires?)|min(?:ute)?s? read"
    r"|comments? \(\d+(?: posted)?\)"
    r"|\d+ min(?:ute)?s?(?: read)?"
    r"|(?:image|photo|picture|slide|bild|foto|photo)\s*\d+\s*(?:of|von|de|/)\s*\d+|placeholder[\w -]{0,20}\d*"
    r"|\W*(?:click to )?enlarge(?: (?:image|photo))?|browse issues|player wird geladen|loading player"
    r"|embed|quellen anzeigen|show sources"
    r"|(?:published|updated|last updated|first published|veröffentlicht|aktualisiert|stand|publié"
    r"|mis à jour|publicado|actualizado)"
    r"\W.{0,60}\d{4}.{0,20}|text size|hide caption|toggle caption|enlarge this image)[\s.:!»>→]*",
    re.I,
)
_START = re.compile(
    r"(?:(?:read|see) (?:more|also|next|the full|our)\b|also read\b|read\s*[:|]|more (?:on|from|about) "
    r"|more:|related(?:\s|:|$)|watch\s*[:|]|listen\s*[:|]|don'?t miss\b"
    r"|(?:sign|signing) up (?:for|to|here|now)|subscribe (?:to|now|here|for)|follow (?:us|me"
    r"|.{2,40} on (?:twitter|x|facebook|instagram|threads|bluesky))|join (?:our|the|us|.{2,30} on whatsapp)"
    r"|get (?:the|our|all|more) .{2,60}(?:newsletter|inbox|alerts|app\b)|download (?:our|the)|click here"
    r"|support (?:our|independent|us)"
    r"|for more (?:stories|news|information|on this)|to (?:read|get|receive|subscribe|see) .{2,80}(?:click"
    r"|subscribe|newsletter|sign)"
    r"|have (?:you got )?a (?:story|tip|question)|you can also (?:check|read|follow)|do you have (?:a|an"
    r"|any)|got a (?:story|tip|question)"
    r"|if you (?:enjoyed|liked|like) this|story continues|recommended|you (?:may|might) (?:also )?like"
    r"|les(?:en sie|t) (?:auch|hier|dazu|mehr|jetzt)|mehr (?:zum thema|dazu|aus|lesen|zu )|auch interessant"
    r"|das könnte sie|hier (?:lesen|geht'?s|finden|gibt)|jetzt (?:lesen|abonnieren|anmelden)|zum thema"
    r"|zur startseite|folgen sie|abonnieren sie|newsletter|melden sie sich|weiterlesen"
    r"|à lire aussi|a lire aussi|lire aussi|lire (?:la suite|plus|également)|voir aussi|abonnez-vous"
    r"|inscrivez-vous|suivez|retrouvez"
    r"|le[ea] también|lea también|leer (?:más|también)|te puede interesar|puede interesar|más información"
    r"|también te|suscríbete|síguenos|apúntate"
    r"|leggi anche|leggi (?:qui|tutto|di più)|iscriviti|leia (?:também|mais)|veja também|lees (?:ook|meer)"
    r"|les også|les mer|läs (?:också|mer|även)|læs (?:også|mere)|lue myös"
    r"|ayrıca (?:bak|oku)|baca juga|simak juga|xem thêm|đọc thêm|читайте (?:также|ещё)|читайте нас"
    r"|підписуйтесь|читайте також|подписывайтесь|czytaj (?:także|też|więcej)|zobacz (?:także|też)"
    r"|über dieses thema berichtet|dieses thema im programm|dieser artikel (?:wurde|ist|erschien)"
    r"|ihre meinung ist|feedback geben|our standards|first published (?:in|on|by)|explore more on"
    r"|reuse this|email link|article continues|関連記事|相关阅读|延伸阅读|관련기사)",
    re.I,
)
_ANYWHERE = re.compile(
    r"(?:learn more\.?$|we want to hear from you|follow live updates"
    r"|sign up (?:for|to) (?:our|the|receive|get)\b.{0,60}(?:newsletter|email|alerts|briefing)"
    r"|all rights reserved|\bnewsletter\b.{0,40}\b(?:sign up|subscribe|here|inbox|abonnieren|anmelden)"
    r"|^©|©\s?\d{4}|(?:download|get) (?:our|the) (?:free )?.{0,20}\bapp\b|follow us on|our standards:"
    r"|to revisit this article|may not be (?:published|reproduced)"
    r"|this (?:content|video|embed) (?:is hosted by|requires|cannot be|has failed)|enable javascript"
    r"|try refreshing your (?:browser|page)|(?:tap|click) here to see other videos"
    r"|^\W*(?:e-?mail|contact|kontakt|courriel|correo)\s*:\s*\S+@\S+\W*$"
    r"|we (?:may )?earn (?:a )?commission|(?:are|contains?|through|these|our) affiliate links?"
    r"|display name before commenting|prompted to enter your display name"
    r"|(?:get in touch|contact us|e-?mail (?:us|me|him|her)|write to us)\b.{0,60}@"
    r"|(?:hinweise|informationen|tipps?)\b.{0,80}\?.{0,20}(?:melden|schreiben|kontaktieren) sie"
    r"|\b(?:view|see|find|browse) our .{2,60}\bhere\.?$"
    r"|commission (?:on|from|for) (?:sales|purchases|items))",
    re.I,
)
# What an article may speak of as well: such a line must be very short, or mostly a link.
_WEAK = re.compile(
    r"(?:on google news|terms (?:of (?:use|service)|and conditions)|privacy policy"
    r"|whatsapp[- ](?:channel|kanal|gruppe|group)|google[- ]news|javascript"
    r"|external content|externer inhalt|cookies"
    r"|einwilligung|datenschutz|consentement|affiliate|newsletter|maschinelle übersetzung)",
    re.I,
)
# Notices of consent, which are long.
_CONSENT = re.compile(
    r"(?:we and our (?:\d+ )?partners|deine privatsphäre-einstellungen|um eingebettete inhalte anzuzeigen"
    r"|wir und (?:bis zu \d+|unsere) partner|erheben und verarbeiten wir|this website uses cookies"
    r"|nous et nos (?:\d+ )?partenaires|nosotros y nuestros (?:\d+ )?socios|we use cookies"
    r"|erst wenn sie hier klicken"
    r"|an drittplattformen übermittelt|externen inhalt von \w+|mit personalisierter werbung"
    r"|verarbeitungszwecke und partner|mit meiner anmeldung|newsletters? may contain)",
    re.I,
)
# What broadcasters and agencies say of an article itself.
_SIGN_OFF = re.compile(
    r"(?:dieses thema im programm|über dieses thema berichtete|sendung:|zitiervorschlag|cite this article"
    r"|.{0,120}\bin: .{0,120}https?://\S+ \(abgerufen am\b"
    r"|this (?:article|story|piece|post) (?:was|has been|is|first|originally) .{0,40}(?:published|appeared"
    r"|republished|updated|translated)"
    r"|dieser (?:artikel|text|beitrag) (?:wurde|ist|erschien)\b.{0,60}(?:erschienen|veröffentlicht|übersetz"
    r"|aktualisiert)"
    r"|cet article (?:a été|est) .{0,40}publié|este artículo (?:fue|se) .{0,40}publi)",
    re.I,
)
# Lines after the text in which a desk names those who helped with it.
_DESK = re.compile(
    r"^\W*(?:(?:with )?(?:additional )?reporting by|writing by|editing by|compiled by|with files from"
    r"|with (?:input|reporting|agency input) from|(?:text|redaktion|übersetzung|schlussredaktion"
    r"|bildredaktion)\s*:"
    r"|mit (?:material|informationen|agenturmaterial|inhalten) (?:von|der|des)|avec (?:l’|l')?(?:afp|reuters)"
    r"|con información de|(?:©|copyright|fotos?(?:\(s\))?\s*:))",
    re.I,
)
_INVITES = re.compile(
    r"newsletter|whatsapp|telegram|google news|\bapps?\b|news-app|social media|instagram|facebook|podcasts?\b"
    r"|feedback|subscri|abonn|promo code|use (?:the )?code|forums?\b|membership|sign up",
    re.I,
)
_OFFER = re.compile(
    r"(?:(?:unser|der|die|das|jetzt|your?|our|the) )?(?:[\w&.]+(?:-[\w&.]+){0,3}[ -]){0,2}"
    r"newsletters?(?:$|[:|–-])"
    r"|newsletter\b|(?:sign up|subscribe) (?:to|for)|(?:download|get) (?:the|our) .{0,20}app\b"
    r"|jetzt (?:abonnieren|anmelden)"
    r"|(?:please )?(?:support|help) (?:us|our (?:work|journalism|newsroom|reporting))\W*$"
    r"|(?:donate|make a donation|become a member)\b",
    re.I,
)
# What a page shows in place of something that it did not load.
_STUB = re.compile(
    r"(?:externe[rs]? inhalte?\b.{0,60}|external content\b.{0,60}|contenu (?:externe|bloqué)\b.{0,60}"
    r"|(?:open|view) (?:this )?(?:photo|image) in (?:gallery|full ?screen)\W*|latest videos from.{0,30}"
    r"|(?:this )?content (?:is )?(?:not available|unavailable)\W*)",
    re.I,
)
_YOU = re.compile(
    r"\bSie\b|(?i:\b(?:our|your?|us|follow|join|subscribe|sign|download|get|unser\w*|uns|ihre?n?"
    r"|abonn\w*|jetzt"
    r"|hier|nous|notre|nos|vous|votre|suivez|nuestr\w+|síguenos|suscr\w+|nostr\w+|iscriv\w+|siga|onze|jouw"
    r"|ikuti)\b)"
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w{2,}")
_END = re.compile(
    r"(?:explore more on these topics|die redaktion empfiehlt|audio und video zum thema"
    r"|schlagwörter zu diesem artikel|more about|more (?:[\w’']+ ){0,2}(?:stories|articles|reads|coverage)"
    r"|related (?:topics|stories|articles|content|internet links"
    r"|links|news|posts|coverage|reading)|more on this story|top stories|most (?:read|popular|viewed"
    r"|shared)|recommended(?: for you| stories| reading)?"
    r"|you (?:may|might) also (?:like|be interested in).*|read (?:next|more|also)|more (?:from|on"
    r"|stories).{0,40}|more like this|also (?:in|on) .{2,30}|trending(?: now)?|latest (?:news|stories"
    r"|videos|articles|headlines)|popular (?:now|stories|articles)"
    r"|up next|around the (?:bbc|web)|from our partners|promoted stories|paid content|editors?'? picks"
    r"|see also|what to read next|don'?t miss|in this (?:story|article)|topics(?: in this (?:story"
    r"|article))?|tags|share this.*|about (?:the authors?|me)|author bio|отзывы.*|комментарии.*"
    r"|comments?(?: \(\d+\))?|leave a (?:reply"
    r"|comment).*"
    r"|\d+\W{0,3}(?:comments?|comentarios|commentaires|kommentare|commenti|reacties)\b.*"
    r"|join the (?:discussion|conversation).*"
    r"|elsewhere on (?:the )?\w+|have your say|newsletter|sign up.*|follow us.*|sponsored content"
    r"|discover more.*|keep reading|further reading on .*|next article|previous article|internet links"
    r"|mehr zum thema.*|lesen sie auch.*|auch interessant|das könnte sie auch interessieren.*"
    r"|weitere (?:artikel|meldungen|themen|nachrichten|inhalte|videos|beiträge).*|meistgelesen.*"
    r"|neueste(?: nachrichten| artikel)?|verwandte (?:themen|artikel|inhalte)|themen|schlagwörter"
    r"|kommentare.*|zum thema"
    r"|mehr (?:aus|von|zu|lesen).*|empfehlungen.*|passend zum thema|links zum (?:thema|artikel)"
    r"|top[- ]?artikel|anzeige"
    r"|à lire aussi.*|lire aussi.*|sur le même (?:sujet|thème).*|articles (?:liés|similaires|recommandés)"
    r"|les plus (?:lus|populaires)|dans la même rubrique|voir aussi|commentaires.*|à voir également.*"
    r"|le monde .{0,30}"
    r"|noticias relacionadas|te puede interesar|más (?:noticias|sobre|en|leídas?|información).*"
    r"|lo más (?:leído|visto).*|archivado en|temas(?: relacionados)?|comentarios.*"
    r"|también te puede interesar|sobre la firma"
    r"|articoli correlati|leggi anche.*|potrebbe interessarti.*|leia também.*|veja também.*|mais lidas"
    r"|lees ook.*|meest gelezen|gerelateerd.*|les også.*|mest lest|läs (?:mer|också).*|mest läst|læs også.*"
    r"|mest læste|lue myös.*"
    r"|ilgili (?:haberler|konular)|en çok okunan.*|etiketler|berita terkait|baca juga.*|tin liên quan"
    r"|เรื่องที่เกี่ยวข้อง|ข่าวที่เกี่ยวข้อง|xem thêm|похожие .*|читайте также.*|читайте також.*"
    r"|関連(?:記事|ニュース|キーワード)|この記事を書いた人|あわせて読みたい|おすすめ(?:記事)?|相关(?:阅读|新闻|文章)"
    r"|延伸阅读|责任编辑.*|관련기사.*)[\s:.…»]*",
    re.I,
)
_SHORT = 30  # words
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")  # scripts without spaces


def words_in(text: str) -> int:
    """How many words a text has; two characters count as one where no spaces part them."""
    wide = len(_WIDE.findall(text))
    return wide // 2 if wide > 4 else len(text.split())


def is_promo(words: str, link_share: float) -> bool:
    """Whether a line of text promotes or points elsewhere. `link_share` is how much of it is links."""
    words = words.strip("()[] ") if words[:1] in "([" else words
    count = words_in(words)
    if not words or _WHOLE.fullmatch(words):
        return True
    if count <= _SHORT and _START.match(words):
        return count <= 14 or link_share > 0.3
    if (count <= 40 and _ANYWHERE.search(words)) or (count <= 120 and _CONSENT.search(words)):
        return True
    if link_share > 0.6 and _TAGGED.search(words):
        return True
    if _WEAK.search(words) and (count <= 10 or (count <= 25 and link_share > 0.3)):
        return True
    if _SIGN_OFF.match(words) and count <= 40:
        return True
    if link_share > 0.98 and 3 < count <= 15 and not words.endswith(("”", '"')):
        return True
    return link_share > 0.9 and 3 < count <= 30 and not words.endswith((".", "”", '"'))


def points_elsewhere(words: str) -> bool:
    """Whether a line begins as one does that points to another story: "Read also ..."."""
    found = _START.match(words.strip())
    return words_in(words) <= _SHORT and found is not None and not found[0].lower().startswith("related")


_TAGGED = re.compile(r"\[[A-Z]{4,}\]\W{0,2}$")  # another story, with its kind: "[VIDEO]"


def is_consent(words: str) -> bool:
    """Whether a line asks for consent to what third parties would show or record."""
    return words_in(words) <= 120 and bool(_CONSENT.search(words))


def is_offer(words: str) -> bool:
    """Whether a heading offers something of the house's, or says only that something cannot be shown."""
    return words_in(words) <= 8 and bool(_OFFER.match(words) or _STUB.fullmatch(words))


def is_stub(words: str) -> bool:
    """Whether a heading or line is that of a control, or stands for something that is not there."""
    return bool(_STUB.fullmatch(words) or _WHOLE.fullmatch(words))


def is_notice(words: str, link_share: float) -> bool:
    """Whether a line after an article's text only tells: who helped, whom to write to, what to follow."""
    count = words_in(words)
    if count > 60:
        return False
    if _START.match(words) or _DESK.search(words) or _SIGN_OFF.match(words) or is_promo(words, link_share):
        return True
    invites = link_share > 0 and _INVITES.search(words) and _YOU.search(words)
    return bool(invites or _MAIL.search(words))


def ends_article(words: str) -> bool:
    """Whether a heading or short line says that the article is over and other things follow."""
    return len(words) < 80 and bool(_END.fullmatch(" ".join(words.split())))


def is_sentence(words: str) -> bool:
    """Whether a line reads as a sentence, not as a label."""
    words = words.strip()
    if len(_WIDE.findall(words)) > 15 or (len(words) > 60 and len(words) > 16 * len(words.split())):
        return True  # scripts that put no spaces between words
    if len(words.split()) < 4 and not words.endswith(("?", "!", "”", "“", '"', *_STOPS)):
        return False
    if _DATED.search(words) and len(words) < 80 and not _tells(words):
        return False
    return (
        words.endswith((".", "?", "!", "…", "”", "“", '"', "’", "»", ":", *_STOPS)) or len(words.split()) > 14
    )


_STOPS = ("。", "！", "？", "؟", "۔", "।", "။", "។", "።")
_RUN_ON = re.compile(r"(?<=[a-z])(?=\d{1,2}:\d{2})")  # "21 mins ago11:48", of two elements
_DATED = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d{2}\b|\bago\b|\bvor \d|\bil y a\b|\bhace \d|\b(?:updated|published"
    r"|aktualisiert|stand)\b",
    re.I,
)


def _tells(words: str) -> bool:
    """Whether a line with a date ends as a sentence and has a word in small letters that dates nothing."""
    small = re.findall(r"(?<![\w-])[^\W\d_A-Z]{3,}", words)
    return words.endswith((".", "?", "!", "”", '"')) and not all(map(_DATING.fullmatch, small))


# What stands beside the numbers of a date, in the languages that write its names small.
_DATING = re.compile(
    "first|last|las|alle|ore|hoy|oggi|published|updated|posted|modified|written|edited|filed|from|and|the|read|ago|min|minutes?"
    "|hours?|days?|am|pm|uhr|aktualisiert|veröffentlicht|stand|publié|modifié|mis|jour|actualizado|publicado"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre"
    "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)


def is_dateline(words: str) -> bool:
    """Whether a line holds a date or a time and next to nothing else."""
    words = _RUN_ON.sub(" ", words)
    if len(words) < 60 and (_READING_TIME.fullmatch(words) or _ENTRY.fullmatch(words)):
        return True
    if len(words) > 70 or not _DATED.search(words):
        return False
    rest = [
        word
        for word in re.findall(r"[^\W\d_]+", words.lower())
        if word[:3] not in _TIME_WORDS and len(word) > 2
    ]
    return not rest


# The head of an entry in a live blog: the time, and who wrote it or what it is.
_ENTRY = re.compile(
    r"\d{1,2}[:.]\d{2}\s*(?i:am|pm|uhr|h|gmt|bst|cet|cest|et)?\W*(?:[A-ZÀ-Þ][\w.’'-]*\W*){0,4}"
)
_READING_TIME = re.compile(
    r"\W*(?:(?:\w+ ){0,2}(?:lesezeit|lesedauer|lecture|reading time|read time|leestijd|lettura|lectura"
    r"|leitura|lästid|lesetid|okuma süresi|time to read|zum hören)\W*)?(?:ca\.? )?\d{1,3}\W{0,2}"
    r"(?:min(?:ut[a-zé]*|s)?|dk|мин)\.?(?:\W*(?:read|lesezeit|lesedauer|lesen|de lecture|de lectura"
    r"|di lettura|de leitura|listen|leestijd))?\W*",
    re.I,
)
_TIME_WORDS = frozenset(
    """jan feb mar mär apr may mai jun jul aug sep oct okt nov dec dez ene abr ago dic gen mag giu lug set ott
    fév avr jui aoû déc mon die mit don fre sam son tue wed thu fri sat sun lun mar mer gio ven dom mie mié
    jue vie sáb jeu dim uhr est edt bst gmt utc cet cest upd pub pos las akt sta min hou hrs sec day wee ago
    vor hac hor heu ore tim les rea lec uur maa""".split()
)

_PAYWALL = re.compile(
    r"article réservé (?:aux|à nos) abonnés|il vous reste [\d.,]+ ?% de cet article"
    r"|la suite est réservée aux abonnés"
    r"|(?:this|the) (?:content|article|story) is (?:reserved|available) (?:only )?(?:for"
    r"|to) (?:paid )?(?:subscribers|members)|this post is for pa(?:id|ying) subscribers"
    r"|subscribe to (?:continue|keep) reading|(?:register|sign in|log in"
    r"|subscribe)(?: / sign in)? to (?:unlock|read|continue|view)|already (?:a subscriber|have an account)"
    r"|diesen artikel (?:lesen|weiterlesen) sie mit|weiterlesen mit .{0,20}(?:abo|plus|\+)"
    r"|jetzt .{0,30}abo(?:nnieren)? .{0,20}(?:weiterlesen|lesen)|dieser artikel ist exklusiv für"
    r"|(?:contenido|artículo|noticia) (?:exclusiv[oa]|solo|sólo) para (?:suscriptores|socios)"
    r"|有料会員|会員限定の|有料記事|続きを読むには|付费阅读|订阅后继续"
    r"|suscríbete para (?:seguir|continuar) leyendo|dit artikel is exclusief voor"
    r"|to (?:continue|keep) reading\b.{0,40}\b(?:subscribe|register|log ?in|sign ?in)"
    r"|pour lire la suite\b.{0,40}\babonn|per continuare a leggere\b.{0,40}\babbon"
    r"|para seguir leyendo\b.{0,40}\bsuscri|om verder te lezen\b.{0,40}\babonn",
    re.I,
)


_CUT_OFF = re.compile(
    r"il vous reste [\d.,]+ ?% de cet article|la suite est réservée aux abonnés"
    r"|this post is for pa(?:id|ying) subscribers",
    re.I,
)


def is_cut_off(words: str) -> bool:
    """Whether a line says that the page itself holds only a part of the article."""
    return bool(_CUT_OFF.search(words))


def is_paywall(words: str) -> bool:
    """Whether a line says that the rest of the article is for subscribers only."""
    return len(words) < 250 and bool(_PAYWALL.search(words))

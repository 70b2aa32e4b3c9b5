"""Abbreviations and sentence openers by language: what a full stop after a word may mean.

`TITLES` always stand before something ("Dr. Smith"), `BEFORE_NUMBERS` stand before
a figure ("No. 10", "fig. 3"), `EITHER` may end a sentence or not ("Inc.", "p.m."),
and `OPENERS` are capitalised words that seldom follow an abbreviation inside a
sentence. Everything is lower case, without the last full stop.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES: dict[str, frozenset[str]] = {
    "en": _words(
        """mr mrs ms mx dr prof messrs mmes rev revd fr sr hon rt st ste gen col maj lt capt cpt cmdr
        adm sgt cpl pvt brig insp det supt gov sen rep reps sens pres amb atty msgr pte sec ald
        cllr mt ft pt e.g eg i.e ie cf viz vs v approx est incl excl esp lt.-gen lt.gen"""
    ),
    "fr": _words(
        """m mm mme mmes mlle mlles dr drs pr prof me mgr st ste sts cf p.ex ex env av ap bd boul gén
        col cap"""
    ),
    "de": _words(
        """hr hrn fr dr prof dipl ing st bzw bspw bsp ca d.h dh z.b zb z.t u.a ua u.ä i.d.r idr s.o
        s.u vgl sog evtl ggf inkl exkl gem geb gest nr abs art aufl hrsg mag mio mrd tsd str u.u
        o.g v.a max min ehem insb bzgl jhdt röm griech lat engl frz dt am.-verf med phil jur rer
        nat theol habil az beschl urt anm mill"""
    ),
    "es": _words(
        """sr sra srta sres dr dra drs prof profa lic ing d dª dña da ud uds vd av avda c p.ej ej
        gral cnel cap mons"""
    ),
    "it": _words(
        """sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa avv ing arch rag geom on sen gen col
        cap mons s ss es cfr v"""
    ),
    "pt": _words(
        """sr sra srs sras srta dr dra drs dras prof profa eng arq exmo exma d av r p.ex ex gen cel
        cap ten mons"""
    ),
    "nl": _words(
        """dhr mevr mw mr dr drs ir ing prof ds st bijv bv d.w.z o.a m.b.t t.o.v e.a resp ca evt incl
        excl nl"""
    ),
    "sv": _words("dr prof hr fr s.k t.ex bl.a d.v.s m.m ca kl st"),
    "da": _words("dr prof hr fr f.eks bl.a dvs ca kl st"),
    "nb": _words("dr prof hr fr f.eks bl.a dvs ca kl st"),
    "pl": _words("dr prof mgr inż hab p pan ks św gen płk kpt tzw np m.in tj ul al os pl"),
    "cs": _words("dr prof ing mgr bc mudr judr phdr doc p pí sv tzv např tj ul nám gen plk"),
    "ru": _words("г гг ул д стр им т.е т.к т.н т.д т.п проф акад доц др св ст см напр"),
    "uk": _words("вул м ім т.зв тобто проф акад доц св ст див напр"),
    "tr": _words("dr doç prof av sn bkz vb vs örn yrd öğr gör alb gen"),
    "el": _words("κ κα κκ δρ καθ π.χ δηλ βλ αγ λ.χ"),
    "hi": _words(
        """डॉ डा श्री श्रीमती प्रो कु मो मि सुश्री पं ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस
        टी यू वी डब्ल्यू एक्स वाई जेड रु"""
    ),
    "ar": _words("د أ م أ.د ص ت"),
    "fa": _words("د م ص"),
    "he": _words("ד פרופ גב עו עמ"),
    "hu": _words("dr prof ifj id özv pl ún ld vö kb"),
    "ro": _words("dl dna dr prof ing str bd nr art sf"),
    "ca": _words("sr sra dr dra prof av c p.ex"),
}

BEFORE_NUMBERS: dict[str, frozenset[str]] = {
    "en": _words(
        """no nos fig figs p pp vol vols ch chap art sec sect para paras c ca circa vv ed tel ext nr
        ver r op opp eq eqs eqn cl regs jan feb mar apr jun jul aug sep sept oct nov dec"""
    ),
    "fr": _words("n no nos fig p pp vol chap art t tél v h janv févr avr juil sept oct nov déc"),
    "de": _words(
        """nr abb s bd kap art abs tel jan feb mär apr jun jul aug sep sept okt nov dez tab z ziff
        v mtl jährl"""
    ),
    "es": _words(
        """n no nos ca op ed aprox núm núms fig p pp pág págs vol cap art tel min ene feb mar abr jun jul
        ago sept oct nov dic"""
    ),
    "it": _words(
        """n nn fig p pp pag pagg vol cap art tel min gen feb mar apr mag giu lug ago set sett ott nov
        dic"""
    ),
    "pt": _words(
        """n nº núm fig p pp pág págs vol cap art tel min jan fev mar abr mai jun jul ago set out nov dez"""
    ),
}

BEFORE_NUMBERS |= {
    "nl": _words("nr nrs art blz ca fig hfst no pag tel vol jan feb mrt apr jun jul aug sep okt nov dec"),
    "pl": _words("art fig godz m nr ok op par pkt poz rozdz rys str t tab tel tzn ust vol zob"),
    "cs": _words("č čl fig kap obr odst op s str tab tel"),
    "ru": _words("гл илл кв п пп пр рис с ст стр табл тел т ч"),
    "uk": _words("гл п пп рис с ст стор табл тел т ч"),
    "hi": _words("रु नं सं पृ"),
    "sv": _words("bil fig jfr kap nr s sid tel"),
    "da": _words("bd fig jf kap nr s stk tlf"),
    "nb": _words("bd fig jf kap nr s tlf"),
}

AFTER_NUMBERS: dict[str, frozenset[str]] = {
    "pl": _words("r w"),
    "ru": _words("г гг в вв"),
    "uk": _words("р рр ст"),
    "bg": _words("г"),
}
"""What ends a sentence behind a number and before a capital: "w 1997 r. Zmarł"."""

EITHER: dict[str, frozenset[str]] = {
    "en": _words(
        """al inc ltd co corp plc llc bros jr sr esq etc a.m p.m am pm ph.d phd m.d md b.a ba m.a b.sc
        m.sc b.c a.d u.s u.k u.n e.u d.c u.s.a ave blvd rd st dept univ assn min max hr hrs sec
        secs mi km oz lb lbs sq jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed
        thu thur thurs fri sat sun ala ariz ark calif colo conn del fla ga ill ind kan ky la mass
        md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo gal ed eds trans"""
    ),
    "fr": _words("etc cie sté av.j.-c apr.j.-c j.-c hab min max éd"),
    "de": _words("usw etc co u.s.w n.chr v.chr u.a.m kg std min sek ff mtl"),
    "es": _words("etc cía s.a ee.uu aa.vv a.c d.c a.m p.m ee uu vol"),
    "it": _words("ecc s.p.a s.r.l a.c d.c soc"),
    "pt": _words("etc cia ltda s.a a.c d.c"),
    "nl": _words("enz etc jl n.chr v.chr"),
    "pl": _words("itd itp r w n.e p.n.e"),
    "ru": _words("т.д т.п др г гг в вв н.э руб тыс млн млрд"),
}

# Languages in which a number and a full stop make an ordinal.
ORDINAL_STOP = _words("de da nb nn no fi is cs sk pl hu hr sr sl et lv tr")

OPENERS: dict[str, frozenset[str]] = {
    "en": _words(
        """the a an this that these those there here he she it we they you i his her its their our my
        your in on at for from with without after before during while when where why how what who
        which but and or yet so if as because since although though however meanwhile then now
        also still even just only once both each every some many most more few several all another
        other one two three no not yes police officials critics according mr mrs ms dr earlier
        later last until despite under over to by is are was were has have had do does did can
        could will would should may might let instead moreover perhaps retrieved archived"""
    ),
    "fr": _words(
        """le la les l un une des ce cet cette ces il elle ils elles on nous vous je tu mais et ou
        donc or ni car dans en sur pour par avec sans après avant pendant quand où comment
        pourquoi si selon depuis cependant son sa ses leur leurs c d à au aux puis ensuite alors
        ainsi"""
    ),
    "de": _words(
        """der die das den dem des ein eine einen einem einer er sie es wir ihr ich du man aber und
        oder doch denn wenn als nach vor während in im am an auf für mit ohne bei zu zum zur von
        vom aus wie was wer wo warum sein seine ihre dieser diese dieses danach dann dort hier
        heute auch nun so nicht kein keine trotz seit bis laut damit dabei"""
    ),
    "es": _words(
        """el la los las un una unos unas lo él ella ellos ellas este esta estos estas ese esa su sus
        pero y o si en por para con sin tras después antes durante cuando donde cómo qué quién
        según desde aunque no sí también entonces al del de a se"""
    ),
    "it": _words(
        """il lo la i gli le un uno una l egli lei lui loro noi voi io tu questo questa questi queste
        quello ma e o se in per con senza dopo prima durante quando dove come che chi secondo da
        nel nella non si anche poi allora così suo sua"""
    ),
    "pt": _words(
        """o a os as um uma uns umas ele ela eles elas este esta estes estas esse essa isto isso mas
        e ou se em no na nos nas por para com sem após depois antes durante quando onde como que
        quem segundo desde embora não sim também então ao do da de seu sua"""
    ),
}

"""Units by their signs, and the names of each in five languages."""

from __future__ import annotations

from publish.speech.european.tongue import Noun

# sign, then "one/many/gender" for fr, de, es, it, pt; "=" where many is like one.
_TABLE = """
km/h  kilomètre par heure/kilomètres par heure/m  Kilometer pro Stunde/=/m  kilómetro por hora/kilómetros por hora/m  chilometro orario/chilometri orari/m  quilômetro por hora/quilômetros por hora/m
km²  kilomètre carré/kilomètres carrés/m  Quadratkilometer/=/m  kilómetro cuadrado/kilómetros cuadrados/m  chilometro quadrato/chilometri quadrati/m  quilômetro quadrado/quilômetros quadrados/m
km2  kilomètre carré/kilomètres carrés/m  Quadratkilometer/=/m  kilómetro cuadrado/kilómetros cuadrados/m  chilometro quadrato/chilometri quadrati/m  quilômetro quadrado/quilômetros quadrados/m
m²  mètre carré/mètres carrés/m  Quadratmeter/=/m  metro cuadrado/metros cuadrados/m  metro quadrato/metri quadrati/m  metro quadrado/metros quadrados/m
m2  mètre carré/mètres carrés/m  Quadratmeter/=/m  metro cuadrado/metros cuadrados/m  metro quadrato/metri quadrati/m  metro quadrado/metros quadrados/m
m³  mètre cube/mètres cubes/m  Kubikmeter/=/m  metro cúbico/metros cúbicos/m  metro cubo/metri cubi/m  metro cúbico/metros cúbicos/m
km  kilomètre/kilomètres/m  Kilometer/=/m  kilómetro/kilómetros/m  chilometro/chilometri/m  quilômetro/quilômetros/m
m  mètre/mètres/m  Meter/=/m  metro/metros/m  metro/metri/m  metro/metros/m
cm  centimètre/centimètres/m  Zentimeter/=/m  centímetro/centímetros/m  centimetro/centimetri/m  centímetro/centímetros/m
mm  millimètre/millimètres/m  Millimeter/=/m  milímetro/milímetros/m  millimetro/millimetri/m  milímetro/milímetros/m
kg  kilogramme/kilogrammes/m  Kilogramm/=/n  kilogramo/kilogramos/m  chilogrammo/chilogrammi/m  quilograma/quilogramas/m
g  gramme/grammes/m  Gramm/=/n  gramo/gramos/m  grammo/grammi/m  grama/gramas/m
mg  milligramme/milligrammes/m  Milligramm/=/n  miligramo/miligramos/m  milligrammo/milligrammi/m  miligrama/miligramas/m
t  tonne/tonnes/f  Tonne/Tonnen/f  tonelada/toneladas/f  tonnellata/tonnellate/f  tonelada/toneladas/f
ha  hectare/hectares/m  Hektar/=/m  hectárea/hectáreas/f  ettaro/ettari/m  hectare/hectares/m
l  litre/litres/m  Liter/=/m  litro/litros/m  litro/litri/m  litro/litros/m
ml  millilitre/millilitres/m  Milliliter/=/m  mililitro/mililitros/m  millilitro/millilitri/m  mililitro/mililitros/m
°C  degré Celsius/degrés Celsius/m  Grad Celsius/=/m  grado Celsius/grados Celsius/m  grado Celsius/gradi Celsius/m  grau Celsius/graus Celsius/m
°  degré/degrés/m  Grad/=/m  grado/grados/m  grado/gradi/m  grau/graus/m
min  minute/minutes/f  Minute/Minuten/f  minuto/minutos/m  minuto/minuti/m  minuto/minutos/m
kW  kilowatt/kilowatts/m  Kilowatt/=/n  kilovatio/kilovatios/m  chilowatt/=/m  quilowatt/quilowatts/m
MW  mégawatt/mégawatts/m  Megawatt/=/n  megavatio/megavatios/m  megawatt/=/m  megawatt/megawatts/m
GW  gigawatt/gigawatts/m  Gigawatt/=/n  gigavatio/gigavatios/m  gigawatt/=/m  gigawatt/gigawatts/m
kWh  kilowattheure/kilowattheures/m  Kilowattstunde/Kilowattstunden/f  kilovatio hora/kilovatios hora/m  chilowattora/=/m  quilowatt-hora/quilowatts-hora/m
MB  mégaoctet/mégaoctets/m  Megabyte/=/n  megabyte/megabytes/m  megabyte/=/m  megabyte/megabytes/m
Mo  mégaoctet/mégaoctets/m  Megabyte/=/n  megabyte/megabytes/m  megabyte/=/m  megabyte/megabytes/m
GB  gigaoctet/gigaoctets/m  Gigabyte/=/n  gigabyte/gigabytes/m  gigabyte/=/m  gigabyte/gigabytes/m
Go  gigaoctet/gigaoctets/m  Gigabyte/=/n  gigabyte/gigabytes/m  gigabyte/=/m  gigabyte/gigabytes/m
GHz  gigahertz/=/m  Gigahertz/=/n  gigahercio/gigahercios/m  gigahertz/=/m  gigahertz/=/m
"""
_COLUMNS = ("fr", "de", "es", "it", "pt")


def units_of(language: str, without: str = "") -> dict[str, Noun]:
    """Sign -> its name in one of the five languages; `without` is a sign that is also a word there ("ha")."""
    column = _COLUMNS.index(language)
    named = {}
    for line in _TABLE.strip().splitlines():
        sign, *names = line.split("  ")
        one, many, gender = names[column].split("/")
        named[sign] = Noun(one, one if many == "=" else many, gender)
    named.pop(without, None)
    return named

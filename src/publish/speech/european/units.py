"""Units by their signs, and the names of each in five languages."""

from __future__ import annotations

from publish.speech.european.tongue import Noun

# A line for each sign: "one/many/gender", with "=" where many is like one.
_TABLES = {
    "fr": """
        km/h  kilomètre par heure/kilomètres par heure/m
        km²  kilomètre carré/kilomètres carrés/m
        km2  kilomètre carré/kilomètres carrés/m
        m²  mètre carré/mètres carrés/m
        m2  mètre carré/mètres carrés/m
        m³  mètre cube/mètres cubes/m
        km  kilomètre/kilomètres/m
        m  mètre/mètres/m
        cm  centimètre/centimètres/m
        mm  millimètre/millimètres/m
        kg  kilogramme/kilogrammes/m
        g  gramme/grammes/m
        mg  milligramme/milligrammes/m
        t  tonne/tonnes/f
        ha  hectare/hectares/m
        l  litre/litres/m
        ml  millilitre/millilitres/m
        °C  degré Celsius/degrés Celsius/m
        °  degré/degrés/m
        min  minute/minutes/f
        kW  kilowatt/kilowatts/m
        MW  mégawatt/mégawatts/m
        GW  gigawatt/gigawatts/m
        kWh  kilowattheure/kilowattheures/m
        MB  mégaoctet/mégaoctets/m
        Mo  mégaoctet/mégaoctets/m
        GB  gigaoctet/gigaoctets/m
        Go  gigaoctet/gigaoctets/m
        GHz  gigahertz/=/m
    """,
    "de": """
        km/h  Kilometer pro Stunde/=/m
        km²  Quadratkilometer/=/m
        km2  Quadratkilometer/=/m
        m²  Quadratmeter/=/m
        m2  Quadratmeter/=/m
        m³  Kubikmeter/=/m
        km  Kilometer/=/m
        m  Meter/=/m
        cm  Zentimeter/=/m
        mm  Millimeter/=/m
        kg  Kilogramm/=/n
        g  Gramm/=/n
        mg  Milligramm/=/n
        t  Tonne/Tonnen/f
        ha  Hektar/=/m
        l  Liter/=/m
        ml  Milliliter/=/m
        °C  Grad Celsius/=/m
        °  Grad/=/m
        min  Minute/Minuten/f
        kW  Kilowatt/=/n
        MW  Megawatt/=/n
        GW  Gigawatt/=/n
        kWh  Kilowattstunde/Kilowattstunden/f
        MB  Megabyte/=/n
        Mo  Megabyte/=/n
        GB  Gigabyte/=/n
        Go  Gigabyte/=/n
        GHz  Gigahertz/=/n
    """,
    "es": """
        km/h  kilómetro por hora/kilómetros por hora/m
        km²  kilómetro cuadrado/kilómetros cuadrados/m
        km2  kilómetro cuadrado/kilómetros cuadrados/m
        m²  metro cuadrado/metros cuadrados/m
        m2  metro cuadrado/metros cuadrados/m
        m³  metro cúbico/metros cúbicos/m
        km  kilómetro/kilómetros/m
        m  metro/metros/m
        cm  centímetro/centímetros/m
        mm  milímetro/milímetros/m
        kg  kilogramo/kilogramos/m
        g  gramo/gramos/m
        mg  miligramo/miligramos/m
        t  tonelada/toneladas/f
        ha  hectárea/hectáreas/f
        l  litro/litros/m
        ml  mililitro/mililitros/m
        °C  grado Celsius/grados Celsius/m
        °  grado/grados/m
        min  minuto/minutos/m
        kW  kilovatio/kilovatios/m
        MW  megavatio/megavatios/m
        GW  gigavatio/gigavatios/m
        kWh  kilovatio hora/kilovatios hora/m
        MB  megabyte/megabytes/m
        Mo  megabyte/megabytes/m
        GB  gigabyte/gigabytes/m
        Go  gigabyte/gigabytes/m
        GHz  gigahercio/gigahercios/m
    """,
    "it": """
        km/h  chilometro orario/chilometri orari/m
        km²  chilometro quadrato/chilometri quadrati/m
        km2  chilometro quadrato/chilometri quadrati/m
        m²  metro quadrato/metri quadrati/m
        m2  metro quadrato/metri quadrati/m
        m³  metro cubo/metri cubi/m
        km  chilometro/chilometri/m
        m  metro/metri/m
        cm  centimetro/centimetri/m
        mm  millimetro/millimetri/m
        kg  chilogrammo/chilogrammi/m
        g  grammo/grammi/m
        mg  milligrammo/milligrammi/m
        t  tonnellata/tonnellate/f
        ha  ettaro/ettari/m
        l  litro/litri/m
        ml  millilitro/millilitri/m
        °C  grado Celsius/gradi Celsius/m
        °  grado/gradi/m
        min  minuto/minuti/m
        kW  chilowatt/=/m
        MW  megawatt/=/m
        GW  gigawatt/=/m
        kWh  chilowattora/=/m
        MB  megabyte/=/m
        Mo  megabyte/=/m
        GB  gigabyte/=/m
        Go  gigabyte/=/m
        GHz  gigahertz/=/m
    """,
    "pt": """
        km/h  quilômetro por hora/quilômetros por hora/m
        km²  quilômetro quadrado/quilômetros quadrados/m
        km2  quilômetro quadrado/quilômetros quadrados/m
        m²  metro quadrado/metros quadrados/m
        m2  metro quadrado/metros quadrados/m
        m³  metro cúbico/metros cúbicos/m
        km  quilômetro/quilômetros/m
        m  metro/metros/m
        cm  centímetro/centímetros/m
        mm  milímetro/milímetros/m
        kg  quilograma/quilogramas/m
        g  grama/gramas/m
        mg  miligrama/miligramas/m
        t  tonelada/toneladas/f
        ha  hectare/hectares/m
        l  litro/litros/m
        ml  mililitro/mililitros/m
        °C  grau Celsius/graus Celsius/m
        °  grau/graus/m
        min  minuto/minutos/m
        kW  quilowatt/quilowatts/m
        MW  megawatt/megawatts/m
        GW  gigawatt/gigawatts/m
        kWh  quilowatt-hora/quilowatts-hora/m
        MB  megabyte/megabytes/m
        Mo  megabyte/megabytes/m
        GB  gigabyte/gigabytes/m
        Go  gigabyte/gigabytes/m
        GHz  gigahertz/=/m
    """,
}


def units_of(language: str, without: str = "") -> dict[str, Noun]:
    """Sign -> its name in one of the five languages; `without` is a sign that is also a word there ("ha")."""
    named = {}
    for line in _TABLES[language].strip().splitlines():
        sign, names = line.strip().split("  ")
        one, many, gender = names.split("/")
        named[sign] = Noun(one, one if many == "=" else many, gender)
    named.pop(without, None)
    return named

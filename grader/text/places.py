"""Countries, regions and cities with their other names, and the peoples named after them.

An own, compact list that leans towards the history taught in schools. A line is `Name = other names : people`.
"""

from functools import lru_cache
from typing import NamedTuple

from grader.text.words import fold

_COUNTRIES = """
Afghanistan: Afghan; Albania: Albanian; Algeria: Algerian; Angola: Angolan; Argentina: Argentine Argentinian;
Armenia: Armenian; Australia: Australian; Austria: Austrian;
Austria-Hungary = Austro-Hungary, Habsburg Empire, Hapsburg Empire: Austro-Hungarian; Azerbaijan: Azerbaijani Azeri;
Bangladesh: Bangladeshi; Belarus = Byelorussia, Belorussia: Belarusian Belorussian Byelorussian; Belgium: Belgian;
Bolivia: Bolivian; Bosnia = Bosnia and Herzegovina: Bosnian; Brazil: Brazilian; Bulgaria: Bulgarian;
Burma = Myanmar: Burmese; Cambodia = Kampuchea: Cambodian; Cameroon: Cameroonian; Canada: Canadian; Chile: Chilean;
China = People's Republic of China, PRC: Chinese; Colombia: Colombian; Congo = Zaire: Congolese; Costa Rica;
Croatia: Croatian Croat; Cuba: Cuban; Cyprus: Cypriot; Czechoslovakia = Czech Republic, Czechia: Czechoslovak Czech;
Denmark: Danish Dane; Ecuador: Ecuadorian; Egypt: Egyptian; El Salvador: Salvadoran; England: English Englishman;
Estonia: Estonian; Ethiopia = Abyssinia: Ethiopian; Finland: Finnish Finn; France: French Frenchman;
Georgia: Georgian; Germany = Third Reich, Weimar Republic, Nazi Germany: German;
East Germany = GDR, DDR, German Democratic Republic; West Germany = Federal Republic of Germany, FRG; Ghana: Ghanaian;
Great Britain = Britain, United Kingdom, UK, U.K.: British Briton; Greece: Greek; Greenland; Guatemala: Guatemalan;
Haiti: Haitian; Hungary: Hungarian; Iceland: Icelandic Icelander; India: Indian;
Indonesia = Dutch East Indies: Indonesian; Iran = Persia: Iranian Persian; Iraq = Mesopotamia: Iraqi;
Ireland: Irish Irishman; Israel: Israeli; Italy: Italian; Jamaica: Jamaican; Japan: Japanese; Jordan: Jordanian;
Kazakhstan: Kazakh; Kenya: Kenyan; Korea: Korean; North Korea; South Korea; Kuwait: Kuwaiti;
Kyrgyzstan = Kirghizia: Kyrgyz Kirghiz; Laos: Laotian; Latvia: Latvian; Lebanon: Lebanese; Liberia: Liberian;
Libya: Libyan; Lithuania: Lithuanian; Luxembourg; Macedonia: Macedonian; Malaysia = Malaya: Malaysian; Mali: Malian;
Malta: Maltese; Mexico: Mexican; Moldova = Moldavia, Bessarabia: Moldovan; Mongolia: Mongolian Mongol;
Montenegro: Montenegrin; Morocco: Moroccan; Mozambique; Namibia: Namibian; Nepal: Nepali;
Netherlands = Holland: Dutch Dutchman; New Zealand; Nicaragua: Nicaraguan; Niger; Nigeria: Nigerian;
Norway: Norwegian; Ottoman Empire: Ottoman; Pakistan: Pakistani; Palestine: Palestinian; Panama: Panamanian;
Paraguay: Paraguayan; Peru: Peruvian; Philippines: Filipino Philippine; Poland: Polish Pole; Portugal: Portuguese;
Prussia: Prussian; Rhodesia; Zimbabwe: Zimbabwean; Romania = Rumania, Roumania: Romanian Rumanian;
Russia = Russian Empire, Tsarist Russia: Russian; Rwanda: Rwandan; Saudi Arabia: Saudi; Scotland: Scottish Scot;
Senegal: Senegalese; Serbia: Serbian Serb; Sierra Leone; Singapore: Singaporean; Slovakia: Slovak Slovakian;
Slovenia: Slovenian Slovene; Somalia: Somali; South Africa; Spain: Spanish Spaniard; Sri Lanka = Ceylon;
Sudan: Sudanese; Soviet Union = USSR, U.S.S.R., Soviet Russia, Union of Soviet Socialist Republics: Soviet;
Sweden: Swedish Swede; Switzerland: Swiss; Syria: Syrian; Taiwan = Formosa: Taiwanese; Tajikistan: Tajik;
Tanzania = Tanganyika: Tanzanian; Thailand = Siam: Thai; Tibet: Tibetan; Tunisia: Tunisian; Turkey: Turkish Turk;
Turkmenistan: Turkmen; Uganda: Ugandan; Ukraine: Ukrainian;
United States = United States of America, USA, U.S.A., US, U.S., America: American; Uruguay: Uruguayan;
Uzbekistan: Uzbek; Vatican; Venezuela: Venezuelan; Vietnam = Viet Nam, Indochina: Vietnamese; North Vietnam;
South Vietnam; Wales: Welsh Welshman; Yemen: Yemeni; Yugoslavia: Yugoslav Yugoslavian; Zambia: Zambian
"""
_REGIONS = """
Africa: African; Antarctica; Arctic; Asia: Asian; Europe: European; North America; South America; Latin America;
Oceania; Middle East; Far East; Central Asia; Eastern Europe; Western Europe; Balkans; Baltic; Caucasus: Caucasian;
Crimea: Crimean; Siberia: Siberian; Scandinavia: Scandinavian; Caribbean; Mediterranean; Atlantic; Pacific; Black Sea;
Caspian Sea; Alps; Urals = Ural; Himalayas; Sahara; Volga; Danube; Rhine; Rhineland; Ruhr; Saarland = Saar;
Sudetenland; Bavaria: Bavarian; Saxony: Saxon; Silesia: Silesian; Alsace = Alsace-Lorraine; Bohemia: Bohemian;
Galicia: Galician; Catalonia: Catalan; Basque Country: Basque; Sicily: Sicilian; Normandy; Flanders: Flemish;
Manchuria = Manchukuo: Manchurian; Hong Kong; Kuban; Donbass = Donbas; Chechnya: Chechen; Transcaucasia; Turkestan;
Kolyma; Solovki = Solovetsky Islands; Alaska: Alaskan; California: Californian; Texas: Texan; Florida; Virginia;
New England; Hawaii: Hawaiian; Puerto Rico; Quebec; Ontario; Kashmir; Punjab; Bengal: Bengali; Gallipoli; Nile;
Thames; Mississippi
"""
_CITIES = """
Amsterdam; Ankara; Antwerp; Athens: Athenian; Atlanta; Auschwitz; Baghdad; Baku; Barcelona; Batumi = Batum;
Beijing = Peking; Beirut; Belfast; Belgrade; Berlin: Berliner; Birmingham; Bombay = Mumbai; Bonn; Boston; Bratislava;
Brest-Litovsk = Brest; Brussels; Bucharest; Budapest; Buenos Aires; Cairo; Calcutta = Kolkata; Cambridge; Cape Town;
Charleston; Chicago; Cologne; Constantinople = Istanbul, Byzantium; Copenhagen; Dallas; Damascus; Danzig = Gdansk;
Delhi = New Delhi; Detroit; Dresden; Dublin; Dunkirk; Edinburgh; Florence: Florentine; Frankfurt; Geneva; Glasgow;
Gori; Guernica; Hamburg; Hanoi; Havana; Helsinki = Helsingfors; Hiroshima; Jerusalem; Johannesburg; Kazan;
Kharkov = Kharkiv; Kiel; Kiev = Kyiv; Krakow = Cracow; Kronstadt; Kutaisi; Leipzig; Lisbon; Liverpool;
London: Londoner; Los Angeles; Lviv = Lvov, Lemberg; Lyon = Lyons; Madrid; Manchester; Manila; Marseille = Marseilles;
Mecca; Milan; Minsk; Montreal; Moscow: Muscovite; Munich; Nagasaki; Nanking = Nanjing; Naples; New Orleans;
New York = New York City; Nuremberg = Nurnberg; Odessa = Odesa; Oslo; Ottawa; Oxford; Paris: Parisian;
Pearl Harbor = Pearl Harbour; Philadelphia; Potsdam; Prague; Pyongyang; Riga; Rio de Janeiro; Rome: Roman;
Rostov = Rostov-on-Don; Rotterdam; Saigon = Ho Chi Minh City; San Francisco; Sarajevo; Seattle; Seoul; Sevastopol;
Shanghai; Sofia; Stockholm; Strasbourg; Sydney;
St Petersburg = Saint Petersburg, St. Petersburg, Petersburg, Petrograd, Leningrad; Tallinn = Reval; Tashkent;
Tbilisi = Tiflis; Tehran = Teheran; Tel Aviv; Tokyo; Toronto; Toulouse; Trieste; Turin; Verdun; Versailles;
Vienna: Viennese; Vilnius = Wilno, Vilna; Venice: Venetian; Vladivostok; Volgograd = Stalingrad, Tsaritsyn; Warsaw;
Washington = Washington DC, Washington D.C.; Weimar; Yalta; Yekaterinburg = Ekaterinburg, Sverdlovsk; Zurich; Shakhty;
Magnitogorsk; Norilsk; Vorkuta; Gorky = Nizhny Novgorod; Samara = Kuibyshev; Perm; Omsk; Tomsk; Irkutsk; Selma;
Gettysburg
"""


_WIDEST = 3
_CACHED = 1 << 12


class Place(NamedTuple):
    """A place by its usual name; `is_people` when the word names its people or is its adjective."""

    name: str
    is_people: bool = False


def _fold_all(name: str) -> str:
    return " ".join(fold(part) for part in name.replace("-", " ").replace(".", "").split())


_WIDE = """
Africa, Antarctica, Arctic, Asia, Europe, North America, South America, Latin America, Oceania, Middle East, Far East,
Central Asia, Eastern Europe, Western Europe, Scandinavia, Caribbean, Mediterranean, Atlantic, Pacific, Soviet Union,
Russia, Ottoman Empire, Austria-Hungary, Balkans, Baltic
"""


@lru_cache(maxsize=1)
def _sizes() -> dict[str, int]:
    """Usual name to how large a place is: 1 a city, 2 a region or country, 3 what holds several of those."""
    sizes: dict[str, int] = {}
    for size, entries in ((1, _CITIES), (2, _REGIONS), (2, _COUNTRIES)):
        for entry in entries.replace("\n", " ").split(";"):
            sizes.setdefault(entry.partition(":")[0].partition("=")[0].strip(), size)
    return sizes | {name.strip(): 3 for name in _WIDE.replace("\n", " ").split(",")}


@lru_cache(maxsize=1)
def _nations() -> dict[str, str]:
    """Usual name of what acts as a country to the name of it; two names of one country are one."""
    countries = [e.partition(":")[0].partition("=")[0].strip() for e in _COUNTRIES.replace("\n", " ").split(";")]
    return {name: name for name in (*countries, "Austria-Hungary", "Ottoman Empire")} | dict.fromkeys(
        ("Russia", "Soviet Union"), "Russia"
    )


def find_nation(name: str) -> str | None:
    """The country that a name or a people stands for: `the Americans` for the United States; None for other places."""
    place = find_place(name)
    return _nations().get(place.name) if place else None


def is_comparable_place(one: str, other: str) -> bool:
    """Whether one place excludes the other: two cities or two countries do, but a city may lie in a country.

    So may a place that the list does not know.
    """
    first, second = find_place(one), find_place(other)
    if first is None or second is None:
        known = first or second
        return known is None or known.name not in _nations()
    sizes = _sizes()
    return first.name != second.name and sizes[first.name] == sizes[second.name] < _WIDEST


@lru_cache(maxsize=1)
def _gazetteer() -> dict[str, Place]:
    known: dict[str, Place] = {}
    for entry in f"{_COUNTRIES};{_REGIONS};{_CITIES}".replace("\n", " ").split(";"):
        names, _, peoples = entry.partition(":")
        name, _, others = names.partition("=")
        name = name.strip()
        for alias in (name, *others.split(",")):
            known.setdefault(_fold_all(alias), Place(name))
        for people in peoples.split():
            plural = people.removesuffix("man") + "men" if people.endswith(("shman", "chman")) else people + "s"
            for word in (people, plural):
                known.setdefault(_fold_all(word), Place(name, is_people=True))
    known.pop("", None)
    return known


@lru_cache(maxsize=_CACHED)
def find_place(name: str) -> Place | None:
    """The place that a name, a people or its adjective stands for; None when the list does not have it.

    Case, accents, hyphens and points do not matter: `Leningrad`, `petrograd` and `St. Petersburg` are one place.
    """
    return _gazetteer().get(_fold_all(name))

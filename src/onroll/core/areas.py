"""Local authorities of England: both codes, names, regions, and from when to when each was one.

Source  Department for Education, the list of local authorities for checking published data (Open Government
        Licence 3.0), read in November 2026. Dates before April 2009 are given as 1 January 2009, as published.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

ENGLAND_CODE, ENGLAND_NAME = "E92000001", "England"

REGIONS: Mapping[str, str] = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}
"""The nine regions by their nine-character code."""

_AUTHORITIES = """
201|E09000001|City of London|E12000007|2009-01-01|
202|E09000007|Camden|E12000007|2009-01-01|
203|E09000011|Greenwich|E12000007|2009-01-01|
204|E09000012|Hackney|E12000007|2009-01-01|
205|E09000013|Hammersmith and Fulham|E12000007|2009-01-01|
206|E09000019|Islington|E12000007|2009-01-01|
207|E09000020|Kensington and Chelsea|E12000007|2009-01-01|
208|E09000022|Lambeth|E12000007|2009-01-01|
209|E09000023|Lewisham|E12000007|2009-01-01|
210|E09000028|Southwark|E12000007|2009-01-01|
211|E09000030|Tower Hamlets|E12000007|2009-01-01|
212|E09000032|Wandsworth|E12000007|2009-01-01|
213|E09000033|Westminster|E12000007|2009-01-01|
301|E09000002|Barking and Dagenham|E12000007|2009-01-01|
302|E09000003|Barnet|E12000007|2009-01-01|
303|E09000004|Bexley|E12000007|2009-01-01|
304|E09000005|Brent|E12000007|2009-01-01|
305|E09000006|Bromley|E12000007|2009-01-01|
306|E09000008|Croydon|E12000007|2009-01-01|
307|E09000009|Ealing|E12000007|2009-01-01|
308|E09000010|Enfield|E12000007|2009-01-01|
309|E09000014|Haringey|E12000007|2009-01-01|
310|E09000015|Harrow|E12000007|2009-01-01|
311|E09000016|Havering|E12000007|2009-01-01|
312|E09000017|Hillingdon|E12000007|2009-01-01|
313|E09000018|Hounslow|E12000007|2009-01-01|
314|E09000021|Kingston upon Thames|E12000007|2009-01-01|
315|E09000024|Merton|E12000007|2009-01-01|
316|E09000025|Newham|E12000007|2009-01-01|
317|E09000026|Redbridge|E12000007|2009-01-01|
318|E09000027|Richmond upon Thames|E12000007|2009-01-01|
319|E09000029|Sutton|E12000007|2009-01-01|
320|E09000031|Waltham Forest|E12000007|2009-01-01|
330|E08000025|Birmingham|E12000005|2009-01-01|
331|E08000026|Coventry|E12000005|2009-01-01|
332|E08000027|Dudley|E12000005|2009-01-01|
333|E08000028|Sandwell|E12000005|2009-01-01|
334|E08000029|Solihull|E12000005|2009-01-01|
335|E08000030|Walsall|E12000005|2009-01-01|
336|E08000031|Wolverhampton|E12000005|2009-01-01|
340|E08000011|Knowsley|E12000002|2009-01-01|
341|E08000012|Liverpool|E12000002|2009-01-01|
342|E08000013|St. Helens|E12000002|2009-01-01|
343|E08000014|Sefton|E12000002|2009-01-01|
344|E08000015|Wirral|E12000002|2009-01-01|
350|E08000001|Bolton|E12000002|2009-01-01|
351|E08000002|Bury|E12000002|2009-01-01|
352|E08000003|Manchester|E12000002|2009-01-01|
353|E08000004|Oldham|E12000002|2009-01-01|
354|E08000005|Rochdale|E12000002|2009-01-01|
355|E08000006|Salford|E12000002|2009-01-01|
356|E08000007|Stockport|E12000002|2009-01-01|
357|E08000008|Tameside|E12000002|2009-01-01|
358|E08000009|Trafford|E12000002|2009-01-01|
359|E08000010|Wigan|E12000002|2009-01-01|
370|E08000016|Barnsley|E12000003|2009-01-01|2025-04-30
370|E08000038|Barnsley|E12000003|2025-05-01|
371|E08000017|Doncaster|E12000003|2009-01-01|
372|E08000018|Rotherham|E12000003|2009-01-01|
373|E08000019|Sheffield|E12000003|2009-01-01|2025-04-30
373|E08000039|Sheffield|E12000003|2025-05-01|
380|E08000032|Bradford|E12000003|2009-01-01|
381|E08000033|Calderdale|E12000003|2009-01-01|
382|E08000034|Kirklees|E12000003|2009-01-01|
383|E08000035|Leeds|E12000003|2009-01-01|
384|E08000036|Wakefield|E12000003|2009-01-01|
390|E08000020|Gateshead|E12000001|2009-01-01|2013-03-31
390|E08000037|Gateshead|E12000001|2013-04-01|
391|E08000021|Newcastle upon Tyne|E12000001|2009-01-01|
392|E08000022|North Tyneside|E12000001|2009-01-01|
393|E08000023|South Tyneside|E12000001|2009-01-01|
394|E08000024|Sunderland|E12000001|2009-01-01|
420|E06000053|Isles of Scilly|E12000009|2009-04-01|
800|E06000022|Bath and North East Somerset|E12000009|2009-01-01|
801|E06000023|Bristol, City of|E12000009|2009-01-01|
802|E06000024|North Somerset|E12000009|2009-01-01|
803|E06000025|South Gloucestershire|E12000009|2009-01-01|
805|E06000001|Hartlepool|E12000001|2009-01-01|
806|E06000002|Middlesbrough|E12000001|2009-01-01|
807|E06000003|Redcar and Cleveland|E12000001|2009-01-01|
808|E06000004|Stockton-on-Tees|E12000001|2009-01-01|
810|E06000010|Kingston upon Hull, City of|E12000003|2009-01-01|
811|E06000011|East Riding of Yorkshire|E12000003|2009-01-01|
812|E06000012|North East Lincolnshire|E12000003|2009-01-01|
813|E06000013|North Lincolnshire|E12000003|2009-01-01|
815|E06000065|North Yorkshire|E12000003|2023-04-01|
815|E10000023|North Yorkshire|E12000003|2009-01-01|2023-03-31
816|E06000014|York|E12000003|2009-01-01|
820|E10000001|Bedfordshire|E12000006|2009-01-01|2009-03-31
821|E06000032|Luton|E12000006|2009-01-01|
822|E06000055|Bedford|E12000006|2009-04-01|
823|E06000056|Central Bedfordshire|E12000006|2009-04-01|
825|E06000060|Buckinghamshire|E12000008|2020-04-01|
825|E10000002|Buckinghamshire|E12000008|2009-01-01|2020-03-31
826|E06000042|Milton Keynes|E12000008|2009-01-01|
830|E10000007|Derbyshire|E12000004|2009-01-01|
831|E06000015|Derby|E12000004|2009-01-01|
835|E10000009|Dorset|E12000009|2009-01-01|2019-03-31
836|E06000029|Poole|E12000009|2009-01-01|2019-03-31
837|E06000028|Bournemouth|E12000009|2009-01-01|2019-03-31
838|E06000059|Dorset|E12000009|2019-04-01|
839|E06000058|Bournemouth, Christchurch and Poole|E12000009|2019-04-01|
840|E06000047|County Durham|E12000001|2009-04-01|
841|E06000005|Darlington|E12000001|2009-01-01|
845|E10000011|East Sussex|E12000008|2009-01-01|
846|E06000043|Brighton and Hove|E12000008|2009-01-01|
850|E10000014|Hampshire|E12000008|2009-01-01|
851|E06000044|Portsmouth|E12000008|2009-01-01|
852|E06000045|Southampton|E12000008|2009-01-01|
855|E10000018|Leicestershire|E12000004|2009-01-01|
856|E06000016|Leicester|E12000004|2009-01-01|
857|E06000017|Rutland|E12000004|2009-01-01|
860|E10000028|Staffordshire|E12000005|2009-01-01|
861|E06000021|Stoke-on-Trent|E12000005|2009-01-01|
865|E06000054|Wiltshire|E12000009|2009-04-01|
866|E06000030|Swindon|E12000009|2009-01-01|
867|E06000036|Bracknell Forest|E12000008|2009-01-01|
868|E06000040|Windsor and Maidenhead|E12000008|2009-01-01|
869|E06000037|West Berkshire|E12000008|2009-01-01|
870|E06000038|Reading|E12000008|2009-01-01|
871|E06000039|Slough|E12000008|2009-01-01|
872|E06000041|Wokingham|E12000008|2009-01-01|
873|E10000003|Cambridgeshire|E12000006|2009-01-01|
874|E06000031|Peterborough|E12000006|2009-01-01|
875|E10000004|Cheshire|E12000002|2009-01-01|2009-03-31
876|E06000006|Halton|E12000002|2009-01-01|
877|E06000007|Warrington|E12000002|2009-01-01|
878|E10000008|Devon|E12000009|2009-01-01|
879|E06000026|Plymouth|E12000009|2009-01-01|
880|E06000027|Torbay|E12000009|2009-01-01|
881|E10000012|Essex|E12000006|2009-01-01|
882|E06000033|Southend-on-Sea|E12000006|2009-01-01|
883|E06000034|Thurrock|E12000006|2009-01-01|
884|E06000019|Herefordshire, County of|E12000005|2009-01-01|
885|E10000034|Worcestershire|E12000005|2009-01-01|
886|E10000016|Kent|E12000008|2009-01-01|
887|E06000035|Medway|E12000008|2009-01-01|
888|E10000017|Lancashire|E12000002|2009-01-01|
889|E06000008|Blackburn with Darwen|E12000002|2009-01-01|
890|E06000009|Blackpool|E12000002|2009-01-01|
891|E10000024|Nottinghamshire|E12000004|2009-01-01|
892|E06000018|Nottingham|E12000004|2009-01-01|
893|E06000051|Shropshire|E12000005|2009-04-01|
894|E06000020|Telford and Wrekin|E12000005|2009-01-01|
895|E06000049|Cheshire East|E12000002|2009-04-01|
896|E06000050|Cheshire West and Chester|E12000002|2009-04-01|
908|E06000052|Cornwall|E12000009|2009-04-01|
909|E10000006|Cumbria|E12000002|2009-01-01|2023-03-31
916|E10000013|Gloucestershire|E12000009|2009-01-01|
919|E10000015|Hertfordshire|E12000006|2009-01-01|
921|E06000046|Isle of Wight|E12000008|2009-01-01|
925|E10000019|Lincolnshire|E12000004|2009-01-01|
926|E10000020|Norfolk|E12000006|2009-01-01|
928|E10000021|Northamptonshire|E12000004|2009-01-01|2021-03-31
929|E06000048|Northumberland|E12000001|2009-04-01|2013-03-31
929|E06000057|Northumberland|E12000001|2013-04-01|
931|E10000025|Oxfordshire|E12000008|2009-01-01|
933|E06000066|Somerset|E12000009|2023-04-01|
933|E10000027|Somerset|E12000009|2009-01-01|2023-03-31
935|E10000029|Suffolk|E12000006|2009-01-01|
936|E10000030|Surrey|E12000008|2009-01-01|
937|E10000031|Warwickshire|E12000005|2009-01-01|
938|E10000032|West Sussex|E12000008|2009-01-01|
940|E06000061|North Northamptonshire|E12000004|2021-04-01|
941|E06000062|West Northamptonshire|E12000004|2021-04-01|
942|E06000063|Cumberland|E12000002|2023-04-01|
943|E06000064|Westmorland and Furness|E12000002|2023-04-01|
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """One local authority.

    Shape  la_code: three digits, the older kind; new_code: nine characters; ended_on: its last day, where it has ended.
    """

    la_code: str
    new_code: str
    name: str
    region_code: str
    began_on: date
    ended_on: date | None

    @property
    def region_name(self) -> str:
        """Return the name of its region."""
        return REGIONS[self.region_code]

    def exists_on(self, day: date) -> bool:
        """Return whether it was an authority on a day."""
        return self.began_on <= day and (self.ended_on is None or day <= self.ended_on)


@cache
def all_authorities() -> tuple[Authority, ...]:
    """Return every authority there is or was; one whose nine-character code changed stands once for each."""
    found = []
    for line in _AUTHORITIES.strip().splitlines():
        la_code, new_code, name, region, began, ended = line.split("|")
        found.append(Authority(la_code, new_code, name, region, date.fromisoformat(began), date.fromisoformat(ended) if ended else None))
    return tuple(found)


@cache
def authority(la_code: str, on: date | None = None) -> Authority | None:
    """Return the authority of a three-digit code: as it was on a day, else as it was last."""
    of_code = [each for each in all_authorities() if each.la_code == la_code]
    if on is not None:
        of_code = [each for each in of_code if each.exists_on(on)] or of_code
    return max(of_code, key=lambda each: (each.ended_on is None, each.began_on), default=None)


def authority_name(la_code: str | None) -> str:
    """Return the name of an authority, or its code where the name is not known."""
    if not la_code:
        return "an unknown authority"
    found = authority(la_code)
    return found.name if found else f"authority {la_code}"


def no_such_authority(code: str, here: Collection[str] = ()) -> str | None:
    """Return what to say of a code that no authority has, with those that may be meant; None where one has it.

    Shape  here: codes that the files at hand use, whether or not the published list has them; the nearest are offered first.
    """
    if code in here or authority(code) is not None:
        return None
    wanted = code.strip().casefold()
    named = {each.la_code: each.name for each in all_authorities()}
    meant = [each.la_code for each in all_authorities() if each.new_code.casefold() == wanted]
    meant += [la_code for la_code, name in named.items() if len(wanted) > 2 and wanted in name.casefold()]
    if not meant and not wanted.isdigit():
        names = {name.casefold(): la_code for la_code, name in named.items()}
        meant = [names[each] for each in difflib.get_close_matches(wanted, list(names), n=3)]
    if not meant:
        meant = difflib.get_close_matches(wanted, sorted(here), n=5, cutoff=0.3) or sorted(here)[:5]
    offered = [f"{each} ({named[each]})" if each in named else each for each in dict.fromkeys(meant)][:5]
    said = "is empty" if not wanted else f"{code!r} is no authority's three-digit code"
    return f"{said}. Did you mean {' or '.join(offered)}?" if offered else f"{said}, such as 373 (Sheffield)."


@cache
def lies_in(la_code: str | None, area: str) -> bool:
    """Return whether an authority lies in an area. Shape  area: `England`, a region's code or an authority's."""
    if area == ENGLAND_NAME:
        return True
    place = authority(la_code) if la_code else None
    return place is not None and area in (place.la_code, place.region_code)

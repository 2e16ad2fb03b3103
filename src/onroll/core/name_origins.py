"""Where a name commonly comes from, coarsely: to see whether links are missed more often for some kinds of names than others.

It says how a name is spelt and misspelt, and nothing about the child: nobody's ethnicity follows from it, and no rule and no page about
a child reads it. Only rates of whole groups are made of it.

Source  endings and the commonest names of each group from general usage in England, put together for this project; spellings checked
        against the name variants of Wikidata (CC0).
"""

from __future__ import annotations

from functools import cache

from onroll.core.names import name_parts

SOUTH_ASIAN = "South Asian"
ARABIC = "Arabic, Somali or Turkish"
AFRICAN = "West or Central African"
EASTERN_EUROPEAN = "Eastern European"
EAST_ASIAN = "East Asian"
OTHER = "British, Irish or other"

ORIGINS = (SOUTH_ASIAN, ARABIC, AFRICAN, EASTERN_EUROPEAN, EAST_ASIAN, OTHER)

_SURNAMES: dict[str, str] = {
    SOUTH_ASIAN: (
        "khan hussain begum ahmed ahmad iqbal akhtar rahman islam malik bibi mahmood miah uddin choudhury chowdhury chaudhry "
        "choudhary mirza butt sheikh shaikh qureshi siddiqui siddique raja rashid rehman aslam ashraf javed khatun khatoon "
        "parveen shah syed zaman haque hoque patel singh kaur sharma mistry desai gill sandhu dhillon sidhu chauhan bains "
        "dhaliwal grewal johal kumar gupta mehta joshi verma rao reddy nair pillai menon das dutta roy banerjee chatterjee "
        "mukherjee bhatt trivedi pandya parmar solanki rathod lad modi thakur rana perera fernando silva gunawardena sivakumar "
        "rajan gurung rai thapa limbu bhogal virdee matharu uppal atwal purewal"
    ),
    ARABIC: (
        "hassan hussein abdi mohamed mohammed muhammad mohammad warsame jama farah omar osman nur hersi abdullahi abdirahman "
        "abdulle yusuf ibrahim ismail salah saleh nasser mansour khalil haddad hamad hamdan youssef al-hassan hashemi saeed "
        "said aziz abbas najjar sabbagh darwish bakr othman awad salem taha amin karim rahimi ahmadi karimi hosseini mohammadi "
        "rezaei stanikzai safi noori nazari yilmaz kaya demir sahin celik yildiz ozturk aydin ozdemir arslan dogan kilic aslan "
        "cetin kara koc kurt ozkan polat erdogan abubakar"
    ),
    AFRICAN: (
        "adeyemi okafor okonkwo mensah boateng osei owusu asante appiah adebayo ogunleye balogun okeke nwosu eze obi chukwu "
        "nwachukwu afolabi adeleke adewale ojo oladipo olawale oyelaran ogunbanjo bello musa sesay kamara bangura conteh koroma "
        "turay jalloh diallo bah barry sow ndiaye diop traore toure keita coulibaly kabongo mbuyi ilunga tshibangu mukendi moyo "
        "ncube ndlovu sibanda dube nkosi dlamini phiri banda mwangi otieno ochieng njoroge agyemang amoah antwi sarpong "
        "acheampong adjei opoku gyamfi addo tetteh quaye ansah amponsah adeniyi akinola akande onyango"
    ),
    EASTERN_EUROPEAN: (
        "nowak wojcik wozniak mazur krawczyk kaczmarek zajac krol wrobel dudek pawlak walczak sikora baran duda szewczyk "
        "pietrzak marciniak popa radu dumitru stan stoica matei rusu munteanu ciobanu gheorghe florea ion tudor lupu ursu "
        "horvath balog lakatos dunka giga cicu kovac novak svoboda nagy kovacs szabo toth varga molnar nemeth balazs farkas "
        "melnyk moroz oliynyk hoxha shehu krasniqi gashi berisha kazlauskas jankauskas petrauskas berzins ozols kalnins "
        "dimitrov"
    ),
    EAST_ASIAN: (
        "chen wang li zhang liu yang huang wu lin zhao chan wong cheung cheng lau leung lam ng ho yip tsang tang zhou xu zhu "
        "sun guo luo liang song zheng feng xie tran nguyen pham vu vo dang bui kim park choi jung tanaka suzuki sato santos "
        "reyes cruz bautista dela ocampo"
    ),
}  # fmt: skip
_ENDINGS: tuple[tuple[str, str], ...] = tuple(
    (ending, EASTERN_EUROPEAN)
    for ending in (
        "ski", "ska", "cki", "cka", "wicz", "czyk", "czak", "escu", "eanu", "enko", "chuk", "czuk", "shyn", "skyi", "skiy", "ova", "eva",
        "aite", "auskas", "iene", "ovic", "evic", "oglu",
    )
) + tuple((ending, SOUTH_ASIAN) for ending in ("bhai", "jeet", "deep", "inder", "preet", "wala"))  # fmt: skip
_BY_SURNAME = {name: origin for origin, names in _SURNAMES.items() for name in names.replace("-", "").split()}
_FORENAMES: dict[str, str] = {
    ARABIC: "mohammed muhammad mohammad mohamed muhammed ahmed ahmad abdullah abdul ibrahim yusuf omar ali hassan fatima aisha maryam",
    SOUTH_ASIAN: "arjun aarav harpreet gurpreet simran manpreet jaspreet",
    AFRICAN: "oluwaseun oluwatobi ayomide chinedu chidi kwame kofi kwabena abena akosua ama ngozi ifeoma temitope",
    EASTERN_EUROPEAN: "aleksander jakub kacper wojciech zuzanna katarzyna malgorzata andrei ionut mihai oleksandr oleksii",
}
_BY_FORENAME = {name: origin for origin, names in _FORENAMES.items() for name in names.split()}


@cache
def name_origin(surname: str | None, forename: str | None) -> str:
    """Return the group that a name is commonest in: by surname, by how it ends, else by the forename; OTHER where nothing tells."""
    parts = name_parts(surname)
    for part in parts:
        if part in _BY_SURNAME:
            return _BY_SURNAME[part]
    for part in parts:
        for ending, origin in _ENDINGS:
            if len(part) > len(ending) + 2 and part.endswith(ending):
                return origin
    return next((_BY_FORENAME[part] for part in name_parts(forename) if part in _BY_FORENAME), OTHER)

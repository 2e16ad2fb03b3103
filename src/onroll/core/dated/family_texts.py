"""What the public page for families says, sentence by sentence, in English and in translation; and why a child is listed, in plain words.

English counts. A translation that is not `checked` waits for a sworn translator: the page says so above it. Change a wording by adding
a version with its first day, never by editing one that families have read.

Source  Onroll's own wording, 2026; UK GDPR, articles 12 to 16 and 21; domain, section 8.1 (published access); anchors, section 5,
        complaint 19.
"""
# ruff: noqa: E501 (a text reads best with its sentences whole)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onroll.core.dated.values import Dated

SECTIONS: tuple[tuple[str, str], ...] = (
    ("why_heading", "why"),
    ("from_heading", "from"),
    ("help_heading", "help"),
    ("correct_heading", "correct"),
    ("see_heading", "see"),
    ("complain_heading", "complain"),
)
"""The parts of the page: heading and text, by the codes of their sentences."""


@dataclass(frozen=True, slots=True)
class FamilyText:
    """The sentences of the page in one language, by code. Shape  name: of the language, in itself. checked: by a sworn translator."""

    name: str
    sentences: Mapping[str, str]
    checked: bool = False


_ENGLISH = {
    "title": "Why we ask about your child",
    "intro": "Your council must find out which children in its area are neither at school nor learning at home. This page says what that means for your family.",
    "why_heading": "Why your child may be on our list",
    "why": "Our records do not show where your child is learning now. Records can be wrong or late. To be on the list is not an accusation, and you are not in trouble.",
    "from_heading": "Where the information comes from",
    "from": "Schools, the council’s own teams, the health service and other public bodies send us their records. Our letter to you says which of them we used.",
    "help_heading": "How we can help",
    "help": "We can help you to find a school place, and with the way to school, uniform and meals. If your child is at a school or learns at home, just tell us.",
    "correct_heading": "If something is wrong",
    "correct": "Tell us what is wrong. We send the correction to whoever holds the record, and tell you within one month what came of it.",
    "see_heading": "To see what we hold",
    "see": "You can ask for a copy of what we hold about your child, and for who has looked at it. It costs nothing, and you have it within one month.",
    "complain_heading": "If you want to complain",
    "complain": "You can complain to somebody else than the officer who wrote to you. Nobody answers a complaint about themselves. If you are not content with the answer, you can go to the Local Government and Social Care Ombudsman or to the Information Commissioner.",
    "never": "We never use this information for immigration enforcement or to recover benefits.",
    "contact": "How to reach us",
    "unchecked": "A sworn translator has not checked this translation yet. If in doubt, the English text counts.",
}

_WELSH = {
    "title": "Pam rydym yn holi am eich plentyn",
    "intro": "Rhaid i’ch cyngor ganfod pa blant yn ei ardal nad ydynt yn yr ysgol nac yn dysgu gartref. Mae’r dudalen hon yn dweud beth mae hynny’n ei olygu i’ch teulu.",
    "why_heading": "Pam y gall eich plentyn fod ar ein rhestr",
    "why": "Nid yw ein cofnodion yn dangos ble mae eich plentyn yn dysgu nawr. Gall cofnodion fod yn anghywir neu’n hwyr. Nid yw bod ar y rhestr yn gyhuddiad, ac nid ydych mewn trafferth.",
    "from_heading": "O ble y daw’r wybodaeth",
    "from": "Mae ysgolion, timau’r cyngor, y gwasanaeth iechyd a chyrff cyhoeddus eraill yn anfon eu cofnodion atom. Mae ein llythyr atoch yn dweud pa rai a ddefnyddiwyd.",
    "help_heading": "Sut y gallwn helpu",
    "help": "Gallwn eich helpu i ddod o hyd i le mewn ysgol, a gyda’r daith i’r ysgol, gwisg ysgol a phrydau. Os yw eich plentyn mewn ysgol neu’n dysgu gartref, rhowch wybod i ni.",
    "correct_heading": "Os oes rhywbeth yn anghywir",
    "correct": "Dywedwch wrthym beth sy’n anghywir. Rydym yn anfon y cywiriad at bwy bynnag sy’n cadw’r cofnod, ac yn dweud wrthych y canlyniad o fewn mis.",
    "see_heading": "I weld yr hyn sydd gennym",
    "see": "Gallwch ofyn am gopi o’r hyn sydd gennym am eich plentyn, a phwy sydd wedi edrych arno. Mae am ddim, ac fe’i cewch o fewn mis.",
    "complain_heading": "Os ydych am gwyno",
    "complain": "Gallwch gwyno wrth rywun heblaw’r swyddog a ysgrifennodd atoch. Nid oes neb yn ateb cwyn amdano’i hun. Os nad ydych yn fodlon ar yr ateb, gallwch fynd at yr Ombwdsmon Llywodraeth Leol a Gofal Cymdeithasol neu’r Comisiynydd Gwybodaeth.",
    "never": "Nid ydym byth yn defnyddio’r wybodaeth hon i orfodi mewnfudo nac i adennill budd-daliadau.",
    "contact": "Sut i gysylltu â ni",
    "unchecked": "Nid yw cyfieithydd ar lw wedi gwirio’r cyfieithiad hwn eto. Os oes amheuaeth, y testun Saesneg sy’n cyfrif.",
}

_POLISH = {
    "title": "Dlaczego pytamy o Państwa dziecko",
    "intro": "Rada lokalna musi ustalić, które dzieci na jej terenie nie chodzą do szkoły ani nie uczą się w domu. Ta strona wyjaśnia, co to oznacza dla Państwa rodziny.",
    "why_heading": "Dlaczego dziecko może być na naszej liście",
    "why": "Nasze dane nie pokazują, gdzie dziecko się teraz uczy. Dane mogą być błędne lub spóźnione. Obecność na liście nie jest oskarżeniem i nic Państwu nie grozi.",
    "from_heading": "Skąd pochodzą informacje",
    "from": "Szkoły, zespoły rady, służba zdrowia i inne instytucje publiczne przesyłają nam swoje dane. W naszym liście podajemy, z których skorzystaliśmy.",
    "help_heading": "Jak możemy pomóc",
    "help": "Możemy pomóc w znalezieniu miejsca w szkole, w dojazdach oraz w sprawie mundurka i posiłków. Jeśli dziecko chodzi do szkoły lub uczy się w domu, prosimy nam o tym powiedzieć.",
    "correct_heading": "Jeśli coś się nie zgadza",
    "correct": "Prosimy powiedzieć, co jest błędne. Przekażemy poprawkę temu, kto prowadzi dany rejestr, i w ciągu miesiąca powiemy, co z tego wynikło.",
    "see_heading": "Jak zobaczyć, co przechowujemy",
    "see": "Mogą Państwo poprosić o kopię danych o dziecku oraz o informację, kto je przeglądał. Jest to bezpłatne i trwa najwyżej miesiąc.",
    "complain_heading": "Jeśli chcą Państwo złożyć skargę",
    "complain": "Skargę można złożyć do kogoś innego niż urzędnik, który do Państwa napisał. Nikt nie odpowiada na skargę na samego siebie. Jeśli odpowiedź Państwa nie zadowala, można zwrócić się do Local Government and Social Care Ombudsman lub do Information Commissioner.",
    "never": "Nigdy nie używamy tych informacji do egzekwowania przepisów imigracyjnych ani do odzyskiwania zasiłków.",
    "contact": "Jak się z nami skontaktować",
    "unchecked": "To tłumaczenie nie zostało jeszcze sprawdzone przez tłumacza przysięgłego. W razie wątpliwości obowiązuje tekst angielski.",
}

_ROMANIAN = {
    "title": "De ce întrebăm despre copilul dumneavoastră",
    "intro": "Consiliul local trebuie să afle care copii din zona sa nu sunt la școală și nici nu învață acasă. Această pagină spune ce înseamnă aceasta pentru familia dumneavoastră.",
    "why_heading": "De ce copilul poate fi pe lista noastră",
    "why": "Evidențele noastre nu arată unde învață copilul acum. Evidențele pot fi greșite sau întârziate. A fi pe listă nu este o acuzație și nu aveți probleme din această cauză.",
    "from_heading": "De unde vin informațiile",
    "from": "Școlile, echipele consiliului, serviciul de sănătate și alte instituții publice ne trimit evidențele lor. Scrisoarea noastră spune pe care le-am folosit.",
    "help_heading": "Cum vă putem ajuta",
    "help": "Vă putem ajuta să găsiți un loc la școală, precum și cu drumul, uniforma și mesele. Dacă copilul este la o școală sau învață acasă, spuneți-ne.",
    "correct_heading": "Dacă ceva este greșit",
    "correct": "Spuneți-ne ce este greșit. Trimitem corectura celui care ține evidența și vă spunem în cel mult o lună ce s-a întâmplat.",
    "see_heading": "Ca să vedeți ce date avem",
    "see": "Puteți cere o copie a datelor despre copilul dumneavoastră și să aflați cine le-a văzut. Este gratuit și o primiți în cel mult o lună.",
    "complain_heading": "Dacă doriți să faceți o plângere",
    "complain": "Vă puteți plânge altcuiva decât funcționarului care v-a scris. Nimeni nu răspunde la o plângere despre el însuși. Dacă nu sunteți mulțumit de răspuns, vă puteți adresa Local Government and Social Care Ombudsman sau Information Commissioner.",
    "never": "Nu folosim niciodată aceste informații pentru controlul imigrației sau pentru recuperarea ajutoarelor sociale.",
    "contact": "Cum ne puteți contacta",
    "unchecked": "Această traducere nu a fost încă verificată de un traducător autorizat. În caz de îndoială, este valabil textul în limba engleză.",
}

_ARABIC = {
    "title": "لماذا نسأل عن طفلكم",
    "intro": "يجب على المجلس المحلي أن يعرف أي الأطفال في منطقته ليسوا في المدرسة ولا يتعلمون في المنزل. تشرح هذه الصفحة ما يعنيه ذلك لأسرتكم.",
    "why_heading": "لماذا قد يكون طفلكم في قائمتنا",
    "why": "لا تُظهر سجلاتنا أين يتعلم طفلكم الآن. قد تكون السجلات خاطئة أو متأخرة. الوجود في القائمة ليس اتهاماً، ولستم في ورطة.",
    "from_heading": "من أين تأتي المعلومات",
    "from": "ترسل إلينا المدارس وفرق المجلس والخدمة الصحية وهيئات عامة أخرى سجلاتها. تذكر رسالتنا إليكم أي السجلات استخدمنا.",
    "help_heading": "كيف يمكننا المساعدة",
    "help": "يمكننا مساعدتكم في العثور على مكان في مدرسة، وفي الطريق إلى المدرسة والزي المدرسي والوجبات. إذا كان طفلكم في مدرسة أو يتعلم في المنزل فأخبرونا.",
    "correct_heading": "إذا كان هناك خطأ",
    "correct": "أخبرونا بما هو خطأ. نرسل التصحيح إلى الجهة التي تحتفظ بالسجل، ونخبركم بالنتيجة خلال شهر واحد.",
    "see_heading": "للاطلاع على ما لدينا",
    "see": "يمكنكم طلب نسخة مما لدينا عن طفلكم ومعرفة من اطّلع عليه. ذلك مجاني، وتحصلون عليه خلال شهر واحد.",
    "complain_heading": "إذا أردتم تقديم شكوى",
    "complain": "يمكنكم تقديم الشكوى إلى شخص آخر غير الموظف الذي كتب إليكم. لا أحد يجيب عن شكوى ضد نفسه. إذا لم ترضوا عن الرد، يمكنكم اللجوء إلى Local Government and Social Care Ombudsman أو إلى Information Commissioner.",
    "never": "لا نستخدم هذه المعلومات أبداً لتطبيق قوانين الهجرة أو لاسترداد الإعانات.",
    "contact": "كيف تتصلون بنا",
    "unchecked": "لم يراجع مترجم محلَّف هذه الترجمة بعد. عند الشك يُعتمد النص الإنجليزي.",
}

_URDU = {
    "title": "ہم آپ کے بچے کے بارے میں کیوں پوچھتے ہیں",
    "intro": "آپ کی کونسل کو معلوم کرنا ہوتا ہے کہ اس کے علاقے میں کون سے بچے نہ اسکول میں ہیں اور نہ گھر پر پڑھ رہے ہیں۔ یہ صفحہ بتاتا ہے کہ آپ کے خاندان کے لیے اس کا کیا مطلب ہے۔",
    "why_heading": "آپ کا بچہ ہماری فہرست میں کیوں ہو سکتا ہے",
    "why": "ہمارے ریکارڈ سے ظاہر نہیں ہوتا کہ آپ کا بچہ اب کہاں پڑھ رہا ہے۔ ریکارڈ غلط یا پرانے ہو سکتے ہیں۔ فہرست میں ہونا کوئی الزام نہیں، اور آپ کسی مشکل میں نہیں ہیں۔",
    "from_heading": "معلومات کہاں سے آتی ہیں",
    "from": "اسکول، کونسل کی ٹیمیں، صحت کا محکمہ اور دوسرے سرکاری ادارے ہمیں اپنے ریکارڈ بھیجتے ہیں۔ ہمارے خط میں لکھا ہے کہ ہم نے کون سے ریکارڈ استعمال کیے۔",
    "help_heading": "ہم کیسے مدد کر سکتے ہیں",
    "help": "ہم اسکول میں جگہ تلاش کرنے، اسکول آنے جانے، وردی اور کھانے میں آپ کی مدد کر سکتے ہیں۔ اگر آپ کا بچہ اسکول میں ہے یا گھر پر پڑھتا ہے تو بس ہمیں بتا دیں۔",
    "correct_heading": "اگر کچھ غلط ہو",
    "correct": "ہمیں بتائیں کہ کیا غلط ہے۔ ہم درستی اس ادارے کو بھیجتے ہیں جس کے پاس ریکارڈ ہے، اور ایک مہینے کے اندر آپ کو نتیجہ بتاتے ہیں۔",
    "see_heading": "ہمارے پاس جو کچھ ہے اسے دیکھنے کے لیے",
    "see": "آپ اپنے بچے کے بارے میں ہمارے پاس موجود معلومات کی نقل مانگ سکتے ہیں، اور یہ بھی کہ اسے کس نے دیکھا۔ یہ مفت ہے اور ایک مہینے کے اندر مل جاتی ہے۔",
    "complain_heading": "اگر آپ شکایت کرنا چاہتے ہیں",
    "complain": "آپ اس افسر کے علاوہ کسی اور سے شکایت کر سکتے ہیں جس نے آپ کو خط لکھا۔ کوئی بھی اپنے خلاف شکایت کا جواب نہیں دیتا۔ اگر آپ جواب سے مطمئن نہ ہوں تو Local Government and Social Care Ombudsman یا Information Commissioner کے پاس جا سکتے ہیں۔",
    "never": "ہم یہ معلومات کبھی امیگریشن کے نفاذ یا سرکاری امداد واپس لینے کے لیے استعمال نہیں کرتے۔",
    "contact": "ہم سے رابطہ کیسے کریں",
    "unchecked": "کسی حلف یافتہ مترجم نے ابھی اس ترجمے کی جانچ نہیں کی۔ شک کی صورت میں انگریزی متن معتبر ہے۔",
}

FAMILY_TEXTS: tuple[Dated[Mapping[str, FamilyText]], ...] = (
    Dated(
        {
            "en": FamilyText("English", _ENGLISH, checked=True),
            "cy": FamilyText("Cymraeg", _WELSH),
            "ar": FamilyText("العربية", _ARABIC),
            "pl": FamilyText("Polski", _POLISH),
            "ro": FamilyText("Română", _ROMANIAN),
            "ur": FamilyText("اردو", _URDU),
        },
        source="Onroll's own wording, 2026",
    ),
)

WHY_LISTED: Mapping[str, str] = {
    "ehe_unsuitable": "{child} learns at home, and somebody who looked at it thinks that {child} needs more",
    "offered_not_started": "{child} was offered a school place and has not started there yet",
    "awaiting_place": "{child} waits for a school place and is not learning anywhere meanwhile",
    "provision_ended": "{child} learned at home or in other provision, that came to an end, and our records show nothing after it",
    "not_arrived": "{child} was expected at a school, and that school’s list does not show {child} yet",
    "left_no_destination": "{child} left a school, and nobody has told us which school comes next",
    "transition_gap": "{child} finished a school, and our records do not show the next one",
    "vanished_from_roll": "a school’s list no longer shows {child}, and nobody has told us why",
    "never_on_roll": "no school or other learning has ever told us about {child}",
}
"""Why a child is listed, for the family, by kind of finding; in the middle of a sentence."""

REGISTERS_FOR_FAMILIES: Mapping[str, str] = {
    "school_roll": "the lists of pupils that schools keep",
    "roll_change": "what schools told us about pupils who came or left",
    "admissions": "applications for school places",
    "ehe": "the council’s list of children who learn at home",
    "alternative_provision": "lists of other places where children learn",
    "nhs": "registration with a doctor",
    "child_benefit": "child benefit",
    "housing": "the council’s housing team",
    "cme_register": "the council’s own list",
    "attendance": "attendance at school",
}
"""What each register is called to a family. Registers that are not named here are `other public records`: to name one could tell
more than a letter that others may open should tell."""
OTHER_RECORDS = "other public records"
TOLD_OF = "somebody who knows {child} told us that {child} may not be learning anywhere"
WHAT_WE_WERE_TOLD = "what we were told"
"""What stands in their place where no finding of the registers does."""

SENDERS: Mapping[str, str] = {"NHSE": "NHS England", "HMRC": "HM Revenue and Customs", "HO": "the Home Office"}
"""National senders that have no account here, by the short names that they commonly have."""

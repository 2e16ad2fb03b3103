"""Given names and surnames that one child may go by: short forms, nicknames, spellings in other languages.

One line: a name, then names that may stand for it. The relation holds in both directions and goes one step only: Jack may
be John and Evan may be John, but Jack is not Evan for that.

Source  distilled from sdglinkage 0.1.0 (UCL, MIT licence: `firstname_uk_variant`, `lastname_uk_variant`) and Wikidata (CC0:
        "said to be the same as", short forms, hypocorisms), kept where the names were given in England and Wales
        (ONS baby names 1996 to 2021, OGL v3). Read November 2026.
"""

GIVEN_NAME_VARIANTS = """
aaliyah alaiyah
aaron aaro aharon aharonaaron aron aronas aronne arono arran arren harun
aarti arati
abbas abba abbasi
abbey abbi abi
abbi abigaille
abbie abbey abbi abby abi
abby abbey abbi abi
abdallah abdallahi abdulla
abdi abdiel
abdou abdu
abdul abdol
abdulaziz abdalaziz abdelaziz
abdulkadir abdulqadir
abdullah abdallah abdulla abdullahi gabdulla theodulus
abdullahi abdulla
abdulqadir abdelkader
abdulrahman abdalrahman
abe abram abramo
abel aapeli abele alberto albrecht avraham havel
abi abbi
abigael abigaelle abigaille abigel avigail
abigail abbey abbi abbie abby abi abigael abigaelle abigaille abigayle abigel avigail gail gayle igle
abigayle abigaelle abigaille avigail
abigel abigaelle abigaille
abner ab
abraham abe abey abie abrahan abram abramo avraam avraham braam bram parham
abram abramo
abu abou
abubakr aboobacker aboubacar
ace acey acie
achilles achille achilleasachille achilli akilles aquiles
achim gioacchino ioachimus jachym joakim jochem jochen jockel jokin quim
ada adriana ida
adam adama adamantios adamo adamos adams adamus adan adas adda addam addamu adhamh diamantis hadam
adama adamo adams adamus adda addamu
adan adama adamo adams adamus adda addamu
addie addy
adel addie addy
adela addie addy adel adella
adelaide addie addy adel adela adelaida adelais adelajda adelajdo adelhaid adelheid adeline
adele addie addy adeele adel adela adelaide adelice adeline adula delia
adeline addie addy adel adela adelina ethelind
adil adel
adonis adon adone
adria ad adriaan adriaen adrianu adrianus arjen arsi atro hadrian hadrianus
adrian ad adria adriaan adriaen adriano adrians adrianu adrianus adrien are ari arie arjan arjen arsi atro hadrian hadrianus
adriana adrianna adrienn adrienne
adrianna adrienn adrienne
adriano ad adria adriaan adriaen adrianu adrianus adrien are arie arjen arsi atro hadrian hadrianus
adrien ad adria adriaan adriaen adrianu adrianus arie arjen arsi atro hadrian hadrianus
adrienne adriane adrienn
adrija adria
aemilia emiliya
afonso alfons alfonsas alfonso alfonz alphons alphonse
afra africa
agata agafiya agate agathe agota agueda
agatha adega agata agate agathe aggie agota agueda
agathe agate agota agueda
agnes aggie agi agne agnesa agnese agnessa agnia agnieszka aines ane anezka ines nessie
agnieszka agne agnesa agnese agnessa agnia aines anezka
aharon aharonaaron
ahmad achmed ahmat ahmet amadou amadu
ahmed ahmad ahmet
aidan aidano aiden aidy aodhan
aila ailah
aileen ellina
ailis ailie
aime amato
aimee aime amata amie
aina ajna
ainsley ainsly
aisha aicha asha
ajit agith
akim achim gioacchino ioachimus jachym joakim jochem jochen jockel jokin quim
akira bin heng ling rui sheng
aksel absalom absalon akseli assalonne avessalom avshalom
al aloysius
ala alla
alain alano
alan ailean al alain alano alen allan allen allie alun
alana alanah alanis alanna allana allanah allie ally
alanna alanis allana allanah allie ally
alannah alanah alanna
alaric alarich alrik
alasdair alister
alastair alasdair alister allister
alban albano
albert abel adalbero adalbert adalberto ailbeart al albertas alberto alberts albertus albrecht aldebert allie apel arbertu bert
albert bertie
alberta aalberta albertine
alberto aalbert adalbert adalberto aelbert albero albertas alberts albertus albrecht albrekt bert beto
albie alan alano alen allan
albin albino albinus aubin
alby alban
aldo aldin
alec aleksandar aleksandr alessandro alexandre alexandros alexandrovi alexi alexnder alick allick
alecia alesya aliz
aleesha aleisha
alejandra aliaksandra oleksandra
alejandro aleks aleksandar aleksandr aleksandras aleksandro aleksandrs aleksanteri alexandr alissandru lisandar lissander
alejandro lissandri oleksandr sandor sandro
alek aleksis olek
aleks aleksandr aleksandras aleksandro aleksandrs aleksanteri alexandr alissandru lisandar lissander oleksa oleksandr sandor
aleks sandro
aleksandar aleks aleksandr aleksandras aleksandro aleksandrs aleksanteri alexandr alexandrovi alexnder alick alissandru lisandar
aleksandar lissander oleksandr sandor sandro sasa
aleksander alec alejandro alek aleks aleksandar aleksandr aleksandras aleksandro aleksandrs aleksanteri alessandro alexandr
aleksander alexandre alexandros alexandrovi alexandru alexi alexnder alick alissandru lisandar lissander olek oleksandr sandor
aleksander sandro
aleksandr aleksandras aleksandro aleksandrs aleksanteri alexandr alexandrovi alexnder aliaksandr alick alissandru alyaksandar
aleksandr lisandar lissander oleksandr olexandr sandor sandro
aleksandra alejandra alessandra aliaksandra ola oleksandra
aleksandrs aleksandras aleksandro aleksanteri alexandr alissandru lisandar lissander oleksandr oleksandra sandor sandro
aleksei aleix aleksej aleksejs aleksey aleksij aleksis alexej oleksa oleksii
aleksy aleix aleixo alejo aleksej aleksejs aleksi aleksij alexej alexius oleksa oleksii
alen alano alens
alena alene alenka aline aliona alyona ellina helene helka jela jelena lene lenka lenke lenuta olena yelenaelena
alesia alecia alesya aliz
alessandra alejandra alessandria alessandrina alexanda alexanderia aliaksandra oleksandra sandie sandy
alessandro alejandro aleks aleksandar aleksandr aleksandras aleksandro aleksandrs aleksanteri alexandr alexandre alexandros
alessandro alexandrovi alexandru alexi alexnder alick alissandru lisandar lissander lissandri oleksandr sandor sandro
alessia aleesha aleisha aleksja alysha
alessio aleix aleixo alejo aleksej aleksejs aleksey aleksi aleksij aleksy alexei alexej alexey alexius oleksa oleksii
alex al alejandro alekos aleks aleksandar aleksander aleksandr aleksandras aleksandro aleksandrs aleksanteri alekss alessandro
alex alexandr alexandra alexandre alexandros alexandru alexios alexis alexys alissandru allick lex lisandar lissander oleksa
alex oleksandr oleksandra sandor sandro
alexa alessandra alessandria alexanda alexanderia alexandria alexia oles sandie sandra sandy
alexanda alessandria alexanderia sandie
alexander al alec aleck alejandro aleks aleksandar aleksander aleksandr aleksandras aleksandro aleksandrs aleksanteri alessandro
alexander alex alexandr alexandre alexandres alexandros alexandrovi alexandru alexi alexnder aliaksandr alick alissandru alistair
alexander elsie iskandar lex lexi lisandar lisandro lissander lissandri oleksandr olexandr sander sandor sandro sandy sawney
alexander skender xan xander zander
alexandr aleksandras aleksandro aleksanteri aliaksandr alissandru lisandar lissander oleksandr sandor sandro
alexandra alejandra aleka aleksandra alessandra alessandria alexa alexanda alexanderia alexandrea alexandria alexia aliaksandra
alexandra allie ally aly lexi lexie oleksandra sanda sandie sandra sandy sanni sasha
alexandre alejandro aleks aleksandar aleksandr aleksandras aleksandro aleksandrs aleksanteri alexandr alexandres alexandrino
alexandre alexandros alexandrovi alexi alexnder aliaksandr alick alissandru lisandar lissander lissandri oleksandr sandor sandro
alexandria alessandra alessandria alexanda alexanderia alexandrea sandie sandra sandy
alexandros alekos aleksandar aleksandr aleksis alexandres alexandrovi alexi alexios alexnder alick
alexandru alejandro aleks aleksandar aleksandr aleksandras aleksandro aleksandrs aleksanteri alexandr alexandre alissandru
alexandru lisandar lissander oleksandr sandor sandro
alexei aleix alejo aleksei aleksej aleksejs aleksi aleksij alexej alexey alexius oleksa oleksii
alexey aleix aleixo alejo aleksas aleksei aleksej aleksejs aleksey aleksi aleksij aleksy alexej alexius aliaksiej oleksa oleksii
alexi aleksandar aleksandr alexandrovi alexnder alick
alexia aleka aleksja alessandra alessandria alessia alexanda alexanderia alexandria sandie sandra sandy
alexis aleixo alekos aleksei aleksej aleksis alexandros alexey alexios alexisz alexys oleksa oleksii
alf alfee alfonzo alfreda alfs alfur alv fredo
alfi alfio
alfie alf alfee alfonso alfonzo alfred alfreda alfredo fred fredo
alfonso adefonsus alf alfons alfonsas alfonz alfy alifonso alphons alphonse
alfred al alf alfee alfreda alfredo alfreds alfy allie ally fred freddy fredo
alfredo alf alfee alfred alfreda fredo
alfy alfonzo
ali aliou alison allie allison allyson aly alyson
alia aalia aliana
alice ailie ailis alecia alesia alia alica alicia alicja aliki alisa alise alix aliz ally lys
alicia alecia alesia alicja alisa alisia aliz eleisha elisha
alicja ala alecia alesia alisa aliz
alina ala alena alene aline aliona alya alyona galina halina
aline alene aliona alyona
aliona alenka alyona yelenaelena
alisa ailie ailis alecia alesia alissa aliz allison
alisha alisa alison alissa allison
alison ailie ailis alisa alisen alissa allie allison ally allyson aly alyson
alissa allison
alistair alasdair alastair alejandro aleksandr alexandr alexandre alexandru alister allie allister iskandar lisandro
alister allister
alix alisa
aliya aalia alia
aliyah alya
allan ailean al alain alano alen allen alun
allana allanah allie ally
allanah allie
allen alain alano alun
allie alie
allison allisyn allyson alyson
ally allanah allie aly
alonso alfonso alonzo
alonzo lon lonnie lonny
alpha alfa
althea altea
alun alain alano
alva alvah
alvaro alvar
alvin al allie alveen alvie alvy alwin alwine
alvina alviina alvine
alwyn allwyn alwyne
aly alie
alya alevtina
alysha aleesha aleisha
alyson allyson
alyssa aly alysa
amadeus amade amadej amadeo amadeu amadeusz amadio amedee amedeo teofil teofilo teofilus theofiel theofilos theophil theophile
amal amale
amalia amalie amalija emalia malka
amalie malka
amanda amandine manda mandy
amariah amaria
amaryllis amarilis amarilli
amber ambar ambra ambre inbar
ambra ambre
ambrose ambers ambie ambrogio ambrosio ambrosius ambrozy amby amvrosios amvrosy brose
amel emel
amelia amalia amalie amelie amy emalia emiliya malka millie
amelie amalia amalie emalia malka
ami payo
amin aminamine
amina aminah amine
amine aminamine
amir amer emir
amira amyra
amos aamos
amy aimee amanda amata amie mandy
ana anais aneta anete anett anette anita anja ann annaig anne annett annetta annette ganna stacia
anabel anabela anabella anaisabel annita
anabella anabela
anabelle anabel anabela anabella
anaelle anael
anais aneta anete anette anja ann annaig annett annetta annette ganna
anamaria annmari
anastasia ana anastasiia anastasija anastasiya anastassia anastasya anastazia anastazie anastazija anastazio anastazja anasztazia
anastasia nastja nastya natasa sia stacia tasia
anastasija anastasiia anastasiya anastazia anastazie anasztazia nastja
anastasios anastasio anastasis anestis anestos nastoulis sakis tasos
anastasiya anastasiia anastazie anasztazia
anastazia anastasie anastasiia anastasiya anastazie anastazija anastazio nastja
anastazja anastasija anastasiya anastazia anastazie anastazija anasztazia
anders ander andor andras andrej andrejs andreu andriejus andrii andrius androw andrzej anndra antti drejc ondrej
andi andie
andra andrae
andras ander andor andrejs andreu andriejus andrii andrius androw andrus anndra antti drejc
andre ander anders andor andras andrea andreas andrei andrej andrejs andres andreu andrey andriej andriejus andrii andrija andrius
andre androw andrzej andy anndra antti drejc ondrej
andrea ander anders andi andie andor andras andreas andree andreia andrej andreja andrejs andres andreu andrey andri andria
andrea andriana andriani andrii andrika andrius androula androw andrzej andrzeja andy antti ondrej ondrejka
andreas akis ander anders andi andor andras andrej andrejs andres andreu andrey andrias andriejus andrii andrija andrius andros
andreas androw andrzej andy anndra antero antti drejc ondrej
andrei andrej andrey andrii ondrej
andreia andree andreja andrika andrzeja ondrejka
andrej ander andor andras andrejs andreu andrii andrius antti drejc ondrej
andreja andree andreina andrejka andrzeja ondrejka
andres ander anders andor andras andrej andrejs andreu andrey andriejus andrii andrius androw andrzej anndra antti drejc ondrej
andrew ander anders andi andor andras andre andrea andreas andrej andrejs andres andreu andrey andriejus andrii andrija andrius
andrew androw andruw andrzej andy antti drew ondrej
andrey ander anders andor andras andrej andrejs andreu andri andriej andriejus andrii andrius androw andry andrzej anndra antti
andrey drejc ondrej
andria andri andriani androula
andriana andri andria andriani androula
andrzej ander andor andras andrej andrejs andreu andriejus andrii andrius androw andzejs anndra antti drejc ondrej
andy andi andie
aneta anete anett anette annaig annett annetta ganna
aneurin aneirin
angel andelin ange angela angelica angelo angelus angie anxo
angela aggelina aggelo andela ange angelca angele angeles angelia angelica angelika angeliki angeline angelique angelo angie
angela aniela anjela anjelica antzela antzi anzela anzhela atzela
angelica ange angele angelika angelique angelo angie aniela anjela anjelica anzalika anzhela anzhelika
angelika angele angelique anjela anjelica anzhela anzhelika
angelina aggelina angela angeline angie anzhela
angeline anzhela
angelique angele angeles anjela anjelica anzhela anzhelika
angelo andelin ange angie
angelos aggelis evaggelis evangelo evangelos vagkos vangelis
angie ange angi anji
angus aengus angie aonghas gus
aniela angele angelika angelique anjela anjelica
anika aneka anneke annica annika
anissa anyssa
anita agneta anitta neta netta
anja aneta anete anette annaig annett annetta annette ganna
anjelica angele anjela anzhela anzhelika
ann aneta anete anette anja annaig annett annetta annette ganna jo nan nannie nanny
anna ana anabel anais aneta anete anett anette ania anja ann annabella annaig anne annele anneli annett annetta annette anni
anna annina annita anya ganna hana hanna
annabel anabel anabela anabella anabelle annabell annabella
annabella anabel anabela anabella anabelle annita
annabelle anabel anabela anabella anabelle annabel annabell annabella belle
annaleigh annalee
annaliese annalyse anneliese
annalisa analisa annaliisa annelies
annalise anneliese
annamaria anamaria annamarie annmari
annamarie anamaria annmari
anne ane anette ann annette hanne nanny
anneli annele
annelie annalie anneli
anneliese annalisa annelise
annelise annalisa annelyse
annemarie anamaria annamaria annamarie annemarija annerie annmari annmarie annmary
annette aneta anete anett anette annaig annett annetta ganna nettie
anni anniina
annia annija
annie aneka anika ann anne annika nannie
annika aneka anneke annica annike anniken
anoop anup
anouk anouck
anthony andoni ant antal anthon anthoney anthoni anthonie anthonious anthonius anthoy antin antionus antoine anton antone antoni
anthony antonije antonijs antonin antonino antoninus antonio antonionus antonios antonius antono antony antun antwon thony toni
anthony tonino tony
antoine antal anthoine antin antonin antonino antoninus antonionus antonios antonius antono antun antwoine antwon antwone titouan
antoine toine tonino
antoinette antionette antonela
anton antal antawn anthon anthoney anthoni anthonie anthonious anthonius anthoy antin antionus antoine antone antonii antonije
anton antonin antonino antoninus antonionus antonios antonis antonius antono antons antton antun tonino
antoni antal anthon anthoney anthoni anthonie anthonious anthonius anthoy antin antionus antoine anton antone antonii antonin
antoni antonino antoninus antonio antonionus antonios antonius antony antun tonet toni tonino
antonia anthonia antionette antonet antonetta antonette antonija antonina toni tonia
antonin antal antin antoninus antonionus antonius antono antun tonino
antonina antonie antonine
antonino antal antin antonin antoninus antonionus antonios antonius antono antun tonino
antonio andoni antal anthon anthoney anthoni anthonie anthonious anthonius anthoy antin antionus antoine anton antone antonello
antonio antonie antonin antonino antoninus antonionus antonios antonius antono anttonio antun toninho tonino tono tony
antonios antal antin antonakis antonin antoninus antonionus antonis antonius antono antun nakos tonino
antony antal anthon anthoney anthoni anthonie anthonious anthonius anthoy antin antionus antoine anton antone antonin antonino
antony antoninus antonio antonionus antonios antonius antono antun tonino
antwone antwoine
anwar enver
anwen annwenn
anya aanya ana anais aneta anete anette ania anja ann annaig annett annetta annette ganna hana hanna
aoife aoiffe
apollo apolo
apolonia apolena apolka apollonia apolonija
april abril
aramis aramisz
archibald arch archibaldo archiebald arcibaldo
archie arch archibald archiebald
ari ad adria adriaan adriaen adriano adrianu adrianus adrien are arie arjen arsi aryeh atro hadrian hadrianus
aria arija
ariadne adriane ariane
arian aurian
ariane adriane
arianne ariadne ariane
arie ad adria adriaan adriaen adrianu adrianus arjen arsi ary atro hadrian hadrianus
ariel ariela ariele arielle
ariella ariel ariela
arif aref arief
arin aryn
arina iryna
aris aristeides aristidis aristos
arjan ad adria adriaan adriaen adriano adrianu adrianus adrien are ari arie arjen arsi atro hadrian hadrianus
arjen ad adriaan adriaen adrianu adrianus are arsi atro hadrian hadrianus
arkadiusz arcadius arkad arkadiy arkady
arlen arland
armand armands ermanno harm harmanus herman hermanas hermanis hermann hermanni hermanus herrmann
armando armand ermanno german harm harmanus herman hermanas hermanis hermann hermanni hermanus herrmann
armin arminio herman
arminas armins
arnas aarne arn arnaldo arnaud arne arnout
arnaud aarne arn arnaldo arnau arnauld arnaut arnol arnoldus arnoud arnout
arne aarne adne arn arnaldo arnaud arnauld arnol arnoldus arnoud arnout
arno aarne aarno arnau arndt arne
arnold aarne aarni aarno arn arnaldo arnas arnau arnaud arnauld arne arney arnie arno arnol arnolds arnoldus arnoud arnout arnt
aron aharonaaron aronas arran arren arron
arran arren
arron aharonaaron
art artie arturo athur auther
artem artemiusz artjom artsyom artyom
artemis artemisz
arthur arcturus arfie art artair arthurus artie arto artturi artur arturo arturs arturus artus arty athur ats aurther auther
artie arturo athur auther
artjom artemiusz artsyom
artur arcturus art artair artal arthurus artie arto artturi arturo arturus athur auther
arturo arcturus artair arthurus arto artturi arturus artus athur auther
artyom artemiusz artjom artsyom
arvi arvid arvo
aryeh arie arje
asa aasa aase ase
asadullah asadollah assadollah assadullah
asha aixa
ashlee ash ashli ashlie ashly
ashleigh ash ashlee
ashley ash ashlea ashlee ashleigh ashli ashlie ashly
ashli ashly
ashlie ashli ashly
ashlyn ashlynn
ashraf achraf
asia aasiya
asta aasta
astrid astri astrida astryda asztrid estrid
athanasios afanasij afanasy apanas atanas athanase athanasis athanasius nasos sakis thanasakis thanasis thanasos thanasoulas
athanasios thanos thasos
athena afina atena athene athina atin
atticus attico
attila atilano
aubrey aubry
audrey audie audree audrie
august agost agostino agosto agust agusti agustin aogustin augie auguste augustin augustinas augustine augustinus augusto augusts
august augustyn aukusti avgust avgustin awgust
augusta agostina augustina augustyna auguszta avgusta gosta
auguste agostino agosto agusti agustin aogustin augie augusta augustin augustinas augustinus augusto augusts augustyn avgusta
auguste avgustin awgust
augustin agostino agusti agustin aogustin augustinas augustinius augustino augustinus augusto augustyn avgustin awgust
augustine agostina agosto agustina augie auguste augustina augustino augustyna
augustus agostino agosto agusti agustin aogustin augie august auguste augustin augustinas augustine augustinus augusto augusts
augustus augustyn aukusti avgustin awgust
aura hila
aurelia aurelie aurelija avrelija
aurelie aurielle
aurelien aurel aurele aurelian aureliano aurelijus aureliusz
aurelio aurel aurele aurelian aureliano aurelien aurelijus aureliu aurelius aureliusz aureolus avrelij oriol
aurelius aurel aurele aurelian aureliano aurelien aurelijus aureliu aureliusz aureolus oriol
aurora aurore goizane
austen agosto augie august auguste augustine augustus austyn
austin austen austyn
avigail abigaelle abigaille abigel
avraham abele abram
axel absalom absalon aksel akseli aksels assalonne avessalom
ayda aida
ayla aila
ayrton airton
ayse aicha
azriel azrael esriel
bailey bailee bailley bayley
balazs biagio blas blasius blaz blazej blaziejus brais vlas
balint valente valenteno valenti valentinus valentyn walenty
balthazar baldassare baldassarre baltasar baltazar balthasar baltsar boldizsar boltezar
baptiste baotixita baptist baptista battista bautista chrzciciel
barbara bab babb babs barb barbe barbel barbera barbie barbora basia borbala borbora varvara
barbora barbel barbra borbora varvara
barnabas barnaba barnie
barnaby barnabas barnabe barney barnie
barney barnabas barnard barnett benardus berhardt bernard bernardo bernhard bernhardt bernie berny
baron barron
barry barrie baz bazza
bartholomew bart barth barthelemy bartholomaeus bartholomaus bartie bartolo bartolome bartolomej bartolomeo bartolomeu bartolomeus
bartholomew bartlomiej bartolommeo bartomeu batt bertalan bertolomeu perttu varfolomey varfolomiy
basil basile basileus basili basilide basilio basilius baz bazil bazilij bazilo bazyli bazylides bazza pasi vasil vasile vasili
basil vasilije vasilios vasilis vasily vassili vasyl vazul wasil wassil wassily wasyl
batsheva bathseba bathsheba batseba bethsabea bethsabee betsabe betsabea
bayley bayleigh
bea bee trixie
beata beate beathe
beatrice bea beatriu beatrix beatriz beatrycze beattie bee trixie veatriki
beatrix beatriks beatrise beattie trixie
beatriz beatriu beatrycze brites
beck bek
becky becca becki beki
belinda lindy lydie
bella annabella arabella bel belle isobelle
belle bel bell
ben barack barak baruch bendicht bendik bendix benead benedek benedetto benedict benedicto benedictus benedikt benedikto benedito
ben benedykt bengt benito benji benjy bennet bennett benno benny beno benoit benon bent bento benz binidittu
benedek barack barak baruch bendicht bendik bendix benead benedetto benedicto benedictus benedikt benedikto benedito benedykt
benedek bengt bennet benno beno benon bent bento benz binidittu
benedict barack barak baruch bendicht bendik bendix benead benedek benedetto benedicto benedictus benedikt benedikto benedikts
benedict benedito benedykt bengt benito bennet bennett benno beno benoit benon bent bento benz bieito binidittu ned
benedicta benedetta benedikta benedykta
benedicte benedikte
benedikt barak baruch benda bendik bendix benead benedetto benedicto benedictus benedikto benedito benedykt bengt bennet benno
benedikt beno bent bento benz bieito binidittu pentti
beniamin beniamino benjami binyamin veniamin
benita benedetta benedicta benedikta benedykta
benito barak baruch bendicht bendik bendix benedek benedetto benedicto benedictus benedikt benedikto benedykt bengt bennet bennett
benito benno beno benoit bent bento benz bieito
benjamin ben beniamin beniamino beniaminus benjamen benjami benjaminas benji benjie benjy bennie benny benxamin binjamin binyamin
benjamin bunyamin veniamin
benji benjy
bennett barak baruch bendik bendix benedek benedetto benedikt benedykt bengt bennet benno beno benoit bent bento benz bieito
benny benji benjy bernice
benoit barak baruch bendik bendix benead benedek benedetto benedicto benedictus benedikt benedikto benedito benedykt bengt bennet
benoit benno beno bent bento benz bieito binidittu
bernadette bartrez bennie benny bernadeta bernadete bernadett bernadetta bernardita bernhardina
bernard barnard benardus berend berhardt bernal bernald bernaldo bernardo bernardus bernat bernez bernhard bernhardt
bernard bernhardur bernie berny bjarnat burn
bernardo barnard benardus berend berhardt bernal bernald bernaldo bernardito bernat bernez bernhard bernhardt bernhardur
bernardo berny bjarnat
bernice bennie berenice
bernie barnard benardus berhardt bern bernardo bernhard bernhardt bernhart berny
bert adalbert bertel berthold berto engelbert rob robat robertas roberth robertus robi robrecht ropke
bertie alberto bert bertram
bertram beltramo beltran bert bertrand
bertrand bertran bertrando bertrans
bess babette bessy bet betsey bett bette bettie bettina bettye elisabetta lisbeth lisette lissa liz lizabeth lizbeth lizzy lyssa
bessie babette bess bessy bet betsey bett bette bettie bettina bettye elisabetta eliz elize lisbeth lisette lissa liz lizabeth
bessie lizbeth lizzie lizzy lyssa
beth elisabeth
bethan beth
bethanie bethania
bethany beth bethan bethania bethanie bethenny
betsey babette bessy bet bett bette bettina bettye lisbeth lisette lissa liz lizabeth lizbeth lyssa
betsi betsey
betsy alzbeta babette bess bessie bessy bet betina betsey betsi bett bette bettie bettina betty bettye betzy ealisaid elesbed
betsy elisa elisabet elisabeth elisabetta elissa eliz elizabet elizabeta elizabeto elize elspeth elzbieta erzsebet eske ilsa ilse
betsy ilza ilze izabel izabela izabella liesbeth liese liesel liesl liisa liisi lisa lisbeth lise lisette lissa liz liza lizabeth
betsy lizbeth lizzie lizzy lyssa tina tine
bettie babette bessy bet betsey bett bette bettina bettye elisabetta lisbeth lisette lissa liz lizabeth lizbeth lizzy lyssa
bettina alzbeta babette bessy bet betina bett bette bettye ealisaid elesbed elisabet elizabet elizabeta elizabeto elzbieta
bettina erzsebet eske ilse ilza ilze liesbeth liese liesel liesl liisa liisi lisbeth lise lisette lissa lizabeth lizbeth lyssa
bettina tine
betty alzbeta babette bess bessie bessy bet betija betina betsey bett bette betti bettie bettina bettye ealisaid elesbed elisabet
betty elisabetta eliz elizabet elizabeta elizabeto elize elspeth elzbieta erzsebet eske ilsa ilse ilza ilze izabel izabela
betty liesbeth liese liesel liesl liisa liisi lisbeth lise lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa sabel tina
betty tine
beulah beaulah
beverley bev beverly
beverly bev
bianca blanche
bianka blanche
bibiana bibian bibiane
bill ghilherme guglielmo guilherme guillaume guillem guillen guillermo gulielmus gwilherm vilem viljem vilmos wil wiley wilheim
bill wilhelm wiliam wilie willi
billie bill wil wiley wilheim wilhelm wilie will willem willi
billy bill billie wil wiley wilheim wilhelm wilie will willem willi
billyjoe williamjoseph
billyray williamraymond
binyamin beniamino beniaminus benjami benjaminas binjamin bunyamin veniamin
bjorn berno bjarne bjorno bourne
blaise balazs biagio blaisian blas blasioun blasius blaz blazej blaziejus bleiz brais vlas
blake blayke
blakely blakeley
blanca blanche
blaze blaize
blazej balazs biagio blas blasius blaz blaziejus brais vlas
bo bai bao boe bosse bue bui fu pak
boaz boas
bob bert rob robat robb robby robertas roberth roberts robertus robi robrecht robt roope ropke
bobbi roberta
bobbie roberta
bobby bob rob robb robbie robby roberta roberto robt roope
boe bue
bogdan bohdan
bonita bonitas
bonnie bonita bonne
boris barys boriss borys
borislav borzyslaw
borys barys
boyan bojan
brad bradford bradly bret
braden bradden braeden
bradley brad
braedon bryden
braiden braedon bryden
bram abramo braam
brandan branden
branden brandin brenden
brandon branden brandin brendan
brayden braedon braiden braydon bryden
braydon braedon braiden bryden
bree breana breeanne brie
brendan branden
brendon branden
brett bred bret
brian brajan bri briant brianus brien brion bryan bryann
brianna bryanna
brice bricio bricius brictius bris britius brito brixius briz brizio brykcjusz
bridget biddie biddy birgit brigitta brigitte
brigitte birgit birgite birgitt birgitta birgitte breched brigida brigita brigitta brixida brygida piritta pirjo pirkko
briony breony bryoni bryonie
brittany brittny
brittney brittny
brock broc
brodie brodee
brody brodie
bronwyn bronvyn
brooke brook
bruce briz broose bruse bryce
bruna brune
bryan briant brianus brien bryann
bryanna bryann
bryce brice bricio bricius brictius britius brito brixius briz brizio brykcjusz
bryonie bryoni
bryony briony bryoni bryonie
caden cade
caesar cesar cesare qaisar
cai si tsai
cailean colandus
cain caim cayn kain
caio gaio gaius
caitlin athrine caitlyn caterina cath catherine cathie cathline cathy catriona kaitlyn kate katelin katelyn katelynn kath
caitlin katharine katherine kathleen kathlyn kathryn kathy katrina katy kay kaye kit kitty
caitlyn athrine caterina cath cathie cathline cathy catriona katelin katelyn katelynn kath katharine kathleen kathlyn kathryn
caitlyn kathy katrina katy kay kaye kit kitty
caius gaius
caleb cal cale kaleb
callan calan kalan
callen cal
callie caroline colleen
calum cal mal malcolm malcom
calvin cal
cameron cam cammy kameron kamryn
camila kamilla
camilla cami camila camille kamila kamilla
camille cami camiel camillus kamiel kamila kamill kamilla kamille
camilo camillo kamilo
campbell cambell camp
camryn kamryn
candace candi candy kandace
candice candy kandice
candy candia
cara carina carissa cherie cheryl kara karen karin karina
carey cary
carina carine karin
carissa karissa
carl carel carle carles carlo carlos carolus charlez chas chick chuck kaarle kaarlo karel karl karlo karol karolis karoly siarl
carla carly carol carola carole karla karola
carlee carlye karlee
carley karley
carli carlee carlye karlee
carlie carlee carleigh carli carlye karlee karlie
carlo carel carle carles carolus charlez chas chick chuck karel karlo karol karolis karoly siarl
carlos carel carle carles carlinhos carlitos carlo carolus charlez chas chick chuck karel karlo karlos karol karolis karolos
carlos karoly siarl
carlota carloto charlott charlotta karlotta sarlota sarolta
carlotta carlota carloto charlotta karlotta sarlota sarolta
carly carlee carleigh carli carlie carlye karlee karlie karly
carmel carme carmela karmenu
carmela carme carmelina carmella carmina carminia karmela
carmella karmela
carmelo carmelus
carmen carme carmela karmen karmena
carmine carmelus
carol carel carola carole carollyn carolyn caryl
carolina carel carlijn carol carole caroleena carolien carolin carollyn carolyn carolyne caryl karlijn karol karoliina karolin
carolina karoline karolyn
caroline cal carel carlijn caro carol carole caroleena carolien carolin carolina caroliny carollyn carolyn carolyne carrie cary
caroline caryl karlijn karol karoliina karolin karolina karoline karolyn
carolyn carel carlijn carole caroleena carolien carollyn carolyne caryl karlijn karoliina karoline karolyn lyn
carrie carel carol carole carolina carollyn carolyn caryl karol kerri
carrieanne carrieann
caryl carel carole carollyn
carys carissa
casey kasey kaycee kaycie kaysey kaysie
caspar casparo gaspar gaspard gaspare gaspero kaspar kasper kasperi
casper cas caspar gaspar gaspard gaspare gasper gaspero kaspar kasper kasperi
cass kass
cassandra casandra cass kasandra kassandra kasundra
cassia casiana cassiana kassia
cassian cassiano kassian
cassidy kassidy
cassie cassandra
cassius casio cassio kasjusz
catalina carin catarina caterina catharina catharine cathie cathrine cathryn cathy chatrine ekaterina ekaterine jekaterina kaarina
catalina kaisa kajsa kareen karin katalin katalina katariina katarzyna katharina kathie kathrine kathy katia katja katri katriin
catalina katriina katrijn katrin katrine katya
catarina carin caterina catharina catharine cathie cathrine cathryn cathy chatrine ekaterina ekaterine jekaterina kaarina kaisa
catarina kajsa kareen karin katalin katariina katharina kathie kathrine kathy katia katja katri katriin katriina katrijn katrin
catarina katrine
caterina athrine carin cath catharina catharine cathie cathline cathrine cathryn cathy chatrine ekaterina ekaterine jekaterina
caterina kaarina kaisa kajsa kareen karin katalin katariina kath katharina kathie kathlyn kathrine kathy katia katja katri katriin
caterina katriina katrijn katrin katrine kaye
catharine carin cat catharin catharina cathie cathrine chatrine ekaterine jekaterina kaarina kaisa kajsa kareen katalin katariina
catharine kathie katri katriin katriina katrijn katrine
catherine athrine caitlyn carin cat catalina catarina cate caterina cath catharina catharine cathi cathie cathline cathrine
catherine cathryn cathy catie catrin catriona caty chatrine ekaterina ekaterine jekaterina kaarina kaisa kajsa kareen karen karin
catherine katalin katariina katarina katarzyna katelin katerina kath katharina katharine kathie kathleen kathlyn kathrine kathryn
catherine kathy katia katja katri katriin katriina katrijn katrin katrina katrine katy katya kay kaye kit kitty
cathryn carin catharina catharine cathie cathrine cathy chatrine ekaterine jekaterina kaarina kaisa kajsa kareen karin katalin
cathryn katariina katharina kathie kathrine kathy katja katri katriin katriina katrijn katrin katrine
cathy athrine cat cath catharina catharine cathi cathie cathline ekaterine jekaterina katalin kath kathie kathlyn kati katriin
cathy katriina katrijn
catie caety caitie cat
catrin carin catalina catarina caterina catharin catharina catharine cathie cathrine cathryn chatrine ekaterina ekaterine
catrin jekaterina kaarina kaisa kajsa kareen karen karin katalin katariina katarina katarzyna katerina katharina kathie kathrine
catrin katia katja katri katriin katriina katrijn katrin katrine katya
catrina cat
catriona athrine caitriona caterina cath cathie cathline cathy katelin kath kathlyn kathy kay kaye
cecelia cece cissie
cecil cec cecili cecyliusz
cecile cecilie cecylia silke
cecilia cacilie caecilia cecelia cecile cecilie cecilija cecylia ceecee celia celina celine cilla cissie silke sissy
cecilie caecilie cecelie cecylia silke
cecily cecie
cedric cedrick sedrig sedrik
celeste celestia
celia cecelia cecile cecilie cecylia celina cissie silke
celina cecile cecilie cecylia silke
celine cecile cecilie cecylia celia celin celina silke
cemal jemal
cesar cesare cesareo qaisar
cezary caesar cesar cesare
chad chadd chadwick
chaim chajim haim
chana channa hani hanni
chance chauncey
chantal shantel xantal
chantelle chantal chantel shantel shawntel
charlee charli
charlene sharlene
charles carel carl carle carles carlo carlos carolus chad charley charlez charlyne chas chaz chick chip chuck kaarle karel karl
charles karlo karol karolis karoly siarl
charley carl carle carlo carlos charlee charleigh charlene charli charly chas chick chuck karl
charlie carl carle carlo carlos charlee charlene charles charley charli charlotte charly chas chick chuck karl
charlize charlise
charlotte carlota carloto carlotta charley charlott charlotta charlottia karlotta lotte lottie sarlota sarlote sarolta
chase chace
chava hava
chelsea chelsey chelsi chelsie
chelsey chelsi chelsie
chelsie chelsi
chen sum
cheng makoto seung sheng zheng
cherie carissa sherilan sherilyn
cheryl carissa sherilan sherilyn sherrell sheryl
chester ches chet
chevonne cheyonne
cheyanne shiann
chi ji qi ti
chiara clair clare klaara klaartje klara
china kina
chloe cloe kloe
chris chres christakis christos cristoforo khris kris kristofer takis
christel christl cristel
christelle christel christl cristel
christiaan christianus chrystian kristiano kristijan kristjan krisztian
christian chr chretien chris christen christiaan christianus christjern chrystian cristian cristiano khristian kris kristian
christian kristiano kristians kristijan kristjan krisztian krystian rain
christiana cerstin christiane christin chryscina cristiana cristiane cristin cristina kerstin kine kristi kristiana kristiane
christiana kristiina kristin kristine kristy kristyna krisztina krystiana krystyna
christie christin christy cristy kristi kristie kristy
christina cerstin chris chrissie chrissy christiana christiane christin christine christy chryscina cristiana cristiane cristin
christina cristina kerstin kine kirsten kris krissy kristeen kristen kristi kristiane kristie kristiina kristin kristina kristine
christina kristy kristyna krisztina krystiana krystyna tina
christine cerstin chrissie chrissy christiana christiane christie christin chryscina cristiana cristiane cristin cristina cristine
christine kerstin kine krissy kristeen kristen kristi kristiane kristiina kristin kristina kristine kristy kristyna krisztina
christine krystiana krystyna tina
christo kristo
christophe christof christofer christoffer christofor christoph christophorus christov chrystophe cristobal cristoffaro cristofol
christophe cristoforo cristovao kristaps kristoffer krystof titto
christopher chip chris christie christof christofer christoffer christofor christoph christophe christophis christophoros
christopher christophorus christophpher christos christov cristobal cristoffaro cristofol cristoforo cristopher cristovao cristovo
christopher kester khristopher kit kris kristaps kristof kristofer kristofers kristoffer krystof krzysztof
christos christakis cristoforo kris kristofer takis titos
christy christin cristy
chun atsushi xuan
cillian kylian
cindy cyndi cyndy cynthia lucile lucille sindy
claire chiara clair clare klaara klaartje klairi klara
clara chiara clair claire clare clarita klaara klaartje klara
clare clair
clarence claron
clarice carliss claressa clarisa clarisse klarissa klarisse klarysa
clarissa carliss claressa clarice clarisa clarisse klarissa klarisse klarysa
clarisse carliss claressa clarisa klarissa klarisse klarysa
clark clerk
claude claud claudie claudio klaudio
claudia claudie claudine klaudia klaudie klaudija klavdia
claudio claudi claudius klaudio klaudiusz
clayton clay
clemence clem klemencja
clement clem clemence clemens clemente clements clemmie climent kelemen klemen klemens klement klemento klemet klemetti klemmet
clement kliment klymentii
clementina klementina klementyna
clementine clem clementina klementina klementine klementyna
cleopatra cleopatre kleopatra
clifford clif cliff
clio klio
cloe kloe
coben koben
cobie cobi jacoba
coby cobi cobie jacoba
cody codi kody
cole claus klaus nic nichalas nick nicklaas nicklas nicol nicolaas nicolas nicolhas nicolo
colette colett collette
colin cailean colandus collin
colleen coline
conan cynan cynon
connie concepcion constance
connor conner conor
conor con
conrad coenraad conrado conradt conradus corrado corradu cort koenraad konrad konradas konrads konradur
constance constanca constanze costanza konstance konstancia konstancja konstanse
constantin coiseam con constanti constantijn constantino constantinus costantino kanstancin konsta konstantin konstantine
constantin konstantinos konstantins konstanty konstantyn kosta kostiantyn
constantina constantino konstantina
constantine coiseam con constanti constantijn constantin constantino constantinus costantino konstantin konstantine konstantinos
constantine konstantins konstanty konstantyn kosta kostadin kostas kostiantyn
cora coral coralie corie corrie
coral coralie coralla corie
coralie corie
corey corrie cory
corina corine korinna koryna
corinna corina corine korin korinna koryna
corinne corina corine corinna corrie corrine korinna koryna
cornelia cornelie kornelie kornelija
cornelius cees con cor corneilious corneli cornelio cornelis cornelus cornil corny kees korneel kornelis kornelius
corrie cornelia
corrine corine corrinne
cory cori corrie
cosimo cosmano cosme kuzma
cosmin cosme
courtney courteney courtny kourtney
crawford crauford
crispin crispian crispijn crispim
cristian christiaan christianus chrystian cristiano kristiano kristians kristijan kristjan krisztian rain
cristiana cerstin christiane christin chryscina cristiane cristin kerstin kine kristi kristiane kristiina kristyna krisztina
cristiana krystiana krystyna
cristiano chretien christiaan christiano christianus chrystian kristiano kristians kristijan kristjan krisztian rain
cristina cerstin christiane christin chryscina cristiana cristiane cristin cristine kerstin kine kristeen kristi kristiane
cristina kristiina kristin kristine kristy kristyna krisztina krystiana krystyna
cruz croce
crystal cristal crystall krystal krystle
curtis curt curtiss kurt
cy seymour
cynan cynon
cynthia cinthia cintia cinzia cyndee cyndi cyndie cyndy cyntia sindy
cyprian cibran cipria ciprian cipriano cyprianus cyprien kuprian zyprian
cyril ciril cirill cirillo cirilo cy cyrill cyrille cyrillus cyryl kiril kirils kyril kyrillos kyrylo
cyrus cirus cy kir koreshi kourosh
dafydd dai daoud dave davey davide davy dewi taavet
dagmara dagmar
daisy daisi madelief
dalia dahlia
damian damia damiano damien damijan damjan damyan demyan
damien damiano damijan damjan demyan
damir dalemir dalimil
dan an danial daniele dann dannie danut
dana dan dannah dena
dani dannie
danial daniele dannie
daniel daan dan dani danial daniele daniell danielo daniels daniil danijel danil danilho danilo danni dannie danny danyl danylo
daniel deiniol taneli
daniela daniele danni dannie lele
daniele daan daniell daniil danijel danil danilo dannie deiniol lele
daniella dani daniela daniele danni
danielle dani daniela daniele daniella danni danny
daniil daan danil danilo dannie danylo
danika danica
danil daan dannie danylo
danilo danil danilho danylo
danni dani dannie
dannie daan danijel
danny dan dani danial daniela daniele daniella danni dannie
dante dantes donte durante
daoud taavet
daphne dafna dafne
darby derby
darcy darci darcie
daria dariia darja darya tarja
darian darien
darija dariia darja
darin darrin daryn
darina daryna
dario dariusz
darius dario dariusz darrius
darlene darleen darryle
darnel darnelle
darnell darnelle
darrel darrall
darrell darlene darrall darrel darryle
darren daren darrin darryn
darryl darlene darrall darrel darrell darryle derryl
darwin darvin
darya dariia darija darja tarja
daryl darrall darrel darrell derryl deryl
dasha dascha
dashiell dash
daud dovid
dave daoud davide davie davy taavet
davey daoud dave davide davy taavet
david dafydd dai daoud dave daveed davey davide davids davie davit davo davy davyd dawid dewi dovid kawika rawiri taavet
davide daoud daveed davy taavet
davie davy
davy daoud taavet
dawid dafydd daoud dave davey davide davy davyd dewi taavet
dayna daina
de deok
dea dorotea dorothee
dean daen deane
deana dee dianna
deanna deana dee diane dianna
deanne deann
debbie deb debby debi debora debra debrah
debora deboora depke dvora
deborah deb debbie debby debora devorah dvora
debra dvora
declan declen
dee dianna
deena dinah
deiniol daan daniell danijel
dejan deyan
del delford
delila dalila
delilah delila
della dela
delphine delfina delfine
demetri demetrio demetrius
demetrios demeter demetre demetrio demetris demitrios dimitr dimitrij dimitros dimitry dmitriy mimis mitsos takis
demetrius demeter demetre demetrio demetrios demetris demetriusz demitrios dimitr dimitrij dimitry dmitri dmitriy dmitry dumitru
demie debie
demir damir
deni dionysus
denis denez deni denisa denise deniss denney dennie denny denys dienes dionigi dionis dionisio dionisius dionizij dionizy
denis dionysios dionysius dionysus dzyanis
denisa deniska denisse denyse dionisia dionysia
denise denice denisa denisse denni dennie denyse dionisia dionysia
dennie denney denys
dennis den denez denis deniss denney dennie denny dennys denys dionigi dionis dionisio dionizij dionizy dionysios dionysius
dennis dionysus dzyanis
denny denney dennie denys
denzel danzel danzell
deon deion
derek darek del derk derreck derrick dick dierk dirk
dermot diarmaid diarmid diarmuid
derrick derk derreck dick dierk dirk
deshaun desean
deshawn desean deshaun
desire desi
desiree desiderata desideria dezarae
desmond des dez
despina depi despo despoina pepi zepo
destiny destynii
devante davante
devontae devonta
devonte davonte devante devonta devontae
devorah dvora
dewi daoud dave davey davide davy taavet
dia diago
diana daiane deana deanna dee di diane dianna dianne dyana
diane dayane deana dee dianna dianne dyana
dianna di dianne
dianne di
diego chaime dia diago didac didacus diogo dydak giacomo iacobus iacopo jaakko jacco jaco jacobo jacobus jacopo jacques jakez
diego jaume jim jiminy jockel jokubas santiago seamus thiago tiago yaacov yacob yakov yakub yakup
dimitar demeter demetre demetrio demetrios demetrius demetriusz dimitrij dimitris dimitry dmitri dmitriy dmitry dumitru
dimitra demetra
dimitri demeter demetre demetri demetrio demetrios demetrius demetriusz demitrios dimitar dimitr dimitrij dimitrios dimitris
dimitri dimitry dmitri dmitriy dmitry dumitru dzmitry
dimitrios demeter demetre demetrio demetrios demetrius demitrios dimitar dimitr dimitrij dimitris dimitry dmitriy dmitry dumitru
dimitrios mimis mitsos takis
dimitris demeter demetre demetrio demetrios demetrius demetriusz dimitros dimitry dmitry mimis mitsos takis
dina deena dena dinah ntina
dino berardino
diogo chaime diago
dion deion
dmitri demetre demetrio dimitrij dimitry dmitriy dzmitry
dmitry demeter demetre demetrio demetrios demetriusz demitri dimitrij dimitry dmitri dmitrij dmitrijs dmitriy dmytro dumitru
dmitry dymytrii dzmitry zmitser
dolce dolca dulce
dollie doll doreen dorie doris dorotea dorothea dorthie dot
dolly doll dollie dolores dora doreen dorie doris dorotea dorothea dorthie dot dottie
dolores delores deloris doloresa dolors lole lolita mariadolores nekane
domenico domenikos domingo domingos dominico domokos domonkos
dominic daminh dom domenico domenique domingo domingos dominico dominik dominikus dominique domokos domonkos
dominik domenico domenik domingo domingos dominiks dominikus dominique domokos domonkos
dominika domenica
dominique daminh domeka domenico dominga domingo dominick domonkos
don donny dun
donal dhomhnaill
donald don donaldo donaldus donnie donny
donnie don donny
donovan donivan donny
donte dontay
dora adoracion doll dollie doreen doria dorie doris dorotea dorothea dorra dorthie dot ntora
doreen doll dorie dorotea dorthie dot
dorian doriano
doris doll doreen dorie dorisa dorotea dorthie dot
dorota dorotea dorothee
dorothea dace dea doll doreen dorie doris dorota dorotea doroteja dorothee dorthea dorthie dot
dorothy dace dea dodie doll dollie dolly dora doreen dorie doris dorota dorotea doroteja dorothea dorothee dorothie dorthie dot
dorothy dottie
dottie doll dollie dora doreen dorie doris dorotea dorothea dorthie dot
douglas doug dougie douglass duglassius
dov ber
dovid davit davyd
duane dewayne dwane
duarte eduardas eduards eduardus edvard eetu iorwerth odoardo
dumitru demeter demetre demetrio demetrios dimitrij dimitry
duncan dunky
dusan duszan
dwayne dewayne duane dwain dwaine dwane dwyane
dylan dillon dylann
eamon eamonn
earl earle errol
eben ebbie ebenezer
ebenezer ebbie
ebonie eboni
ed duarte edd edmond edouard eduardas eduards eduardus eduart edvard edw edwards edwark eetu eide iorwerth odoardo
eddie ed edd eddi eddy edgar edmond edmund eduardo edw edwards edwark edwin ned teddie
eddy duarte ed edd eddi edijs edmond edoardo edouard eduardas eduards eduardus eduart edvard edw edwards edwark eetu eide iorwerth
eddy odoardo
eden ideun
edgar ed edd eddy edgardo edgars edgarus edmond eduardo edw edwards edwark otger
edie eydie
edith edit edita edite editta edyta eedit
edmond eadmund edd edmondo edmundo edw edwards edwark
edmund eadmund ed edd eddy edgar edmond edmondo edmundo edmunds eduardo edw edwards edwark jatmundur
edoardo doard duarte ed edouard eduardas eduards eduardus eduart edvard eetu eide iorwerth odoardo
edouard duarte eduardas eduards eduardus eduart edvard eetu eide iorwerth odoardo
edric eadric
eduard duarte ed eddy edoardo edouard eduardas eduardo eduards eduardus eduart edvard eetu eide iorwerth odoardo
eduardo duarte ed edd eddy edmond edoardo edouard edu eduardas eduards eduardus eduart edvard edw edwards edwark eetu eide
eduardo iorwerth odoardo
edvin edvino edvins
edward doard duarte eadweard ed edd eddie eddy edgar edmond edmund edoardo edouard eduard eduardas eduardo eduards eduardus eduart
edward edvard edvards edw edwards edwark edwin eetu eide iorwerth ned odoardo ted teddie teddy
edwin ed edd eddy edgar edmond edmund eduardo edvin edvino edvins edw edwards edwark edwine edwyn ned win
efa eeva evi evita ewa ieva jewa
effie effy euphemia
effy euphemia
efraim efrain efrem ephrem
efrem ephrem yefrem
ege egge
eibhlin aibhilin avelina
eileen aibhilin aileen avelina eibhlin eilleen ellina
eilish eilis
eitan eytan
ekaterina aikaterini carin catharina catharine cathie cathrine cathryn cathy chatrine ekaterine jekaterina kaarina kaisa kajsa
ekaterina kareen karin katalin katariina kateryna katharina kathie kathrine kathy katja katri katriin katriina katrijn katrin
ekaterina katrine
ela eladi eladio jelena
elaine elane eleanora eleanore elene ellina leanora lenore leonora
elana elaine eleanora eleanore leanora lenore leonora
elbie elbert
eldon heldon
eleana ellina
eleanor alienor elaine elana eleanora eleanore eleonor eleonora eleonore elionor leanora lenore leonora nell nellie nelly noora
eleanor noortje nora norah
eleanora eleanore leanora lenore
eleanore leanora lenore
eleazar elizar lazzaro
electra elettra
eleisha elischa elischewa
elektra electra
elena alena alenka eleni elina ellina helen helena helene helka jela jelena leena lela lele lena lene lenka lenke lenuta nitsa
elena olena yelenaelena
eleni alena alenka elina helene helka jela jelena leena lela lene lenka lenke lenuta nitsa olena yelenaelena
eleonora alienor eleonor eleonore elionor leonor noortje
eleonore alienor eleonor elionor noortje
eleri elery
elfie elfleda
eli aelius elias ely
elia eliasz elie eljas helias ilia ilija illes illya
elian eliano
eliana elliana
eliane elianne
elias elia eliasz elie elies eljas ilias ilie ilija ilja illes illia ilya
elie eliasz elies eljas helie ilie ilija ilja illes illia
elija eliyahu ilina illya
elijah eli elias elie elies elija eliyahu ilina
elina ellina lela nitsa olena yelenaelena
eline ellina
elinor ellinoora ellinor
elio aelius
elisa babette bess bessie bessy bet betsey bett bette bettie bettina betty bettye eliisa elisabet elisabeth elisabetta elisarda
elisa elissa eliz elizarda elize elspeth lisabeth lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa
elisabeth alzbeta babette bess bessie bessy bet betina betsey bett bette bettie bettina betty bettye ealisaid eilis eilish elesbed
elisabeth elisabet elisabetta elisavet elissa eliz elizabet elizabeta elizabete elizabeto elize elspeth elzbieta erzsebet eske
elisabeth ilsa ilse ilza ilze izabel izabela liesbeth liese liesel liesl liisa liisi lisabeth lisbet lisbeth lise lisebeth lisette
elisabeth lissa liz liza lizabeth lizbeth lizzie lizzy lyssa sabel tina tine yelizaveta yelyzaveta
elisabetta alzbeta babette bessy bet betina betsey bett bette bettina bettye ealisaid elesbed elisabet elizabet elizabeta
elisabetta elizabeto elzbieta erzsebet eske ilse ilza ilze liesbeth liese liesel liesl liisa liisi lisbeth lise lisette lissa liz
elisabetta lizabeth lizbeth lyssa sabel tine
elise babette bess bessie bessy bet betsey betsy bett bette bettie bettina betty bettye elisa elisabet elisabeth elisabetta elisha
elise eliska elissa eliz elize elspeth lisa lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa
elisha babette bess bessie bessy bet betsey betsy bett bette bettie bettina betty bettye eleisha elisa elisabeth elisabetta
elisha elischa elischewa eliseo eliseu eliseus elisey elissa eliz elize elspeth elysee lisa lisbeth lisette lissa liz liza
elisha lizabeth lizbeth lizzie lizzy lyssa
elisheva elischewa yelizaveta
elissa babette bess bessie bessy bet betsey bett bette bettie bettina betty bettye elisabetta eliz elize elspeth elyssa lisbeth
elissa lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa
eliyahu ilina illia
eliz babette bess bessy bet betsey bett bette bettie bettina bettye elisabetta elize lisbeth lisette lissa liz lizabeth lizbeth
eliz lizzie lizzy lyssa
eliza babette bess bessie bessy bet betsey betsy bett bette bettie bettina betty bettye elisa elisabeth elisabetta elisarda
eliza elisavet elise elisha elissa elissavet eliz elizarda elize elli elsi elspeth iliza libby lisa lisbeth lisette lissa liz liza
eliza lizabeth lizbeth lizzie lizzy lyssa veta zeta zetta
elizabeta alzbeta betina ealisaid elesbed elisabet elizabet elizabeto erzsebet eske ilse ilza ilze liesbeth liese liesel liesl
elizabeta liisa liisi lise sabel tine yelizaveta
elizabeth alzbeta babette bess bessie bessy bet beth betina betsey betsy bett bette bettie bettina betty bettye ealisaid elesbed
elizabeth elisa elisabet elisabeth elisabetta elisavet elise elisha elisheva elissa eliz eliza elizabet elizabeta elizabeto elize
elizabeth elsebet elspeth elzbieta erzsebet eske ilsa ilse ilza ilze isabel izabel izabela izabella izzy libby liesbeth liese
elizabeth liesel liesl liisa liisi lilibet lisa lisbeth lise lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa sabel tina
elizabeth tine yelizaveta yelyzaveta
elize babette bess bessy bet betsey bett bette bettie bettina bettye elisabetta lisbeth lisette lissa liz lizabeth lizbeth lizzy
elize lyssa
ella elle ellen elli ellie elly elsa elsie elzie nell
elle elli elly elsa elzie nell
ellen alena alenka elena eleni elle ellena elli ellina elly elsa elzie helen helena helene helka jela jelena leena lena lene lenka
ellen lenke lenuta nell olena yelenaelena
elli elisavet elissavet elsi elzie liza veta zeta zetta
ellie eleanor elizabeth elle ellen elli ellina elly elsa elsie elzie nell
ellinor elionor ellinoora
elliot eliot elliott
elliott eliot
ellis eli elias elijah
elly elli elzie
ellyn ellina
elodie alodia elodia
eloisa heloisa heloise heloiza
eloise ellouise eloisa elouise heloisa heloise heloiza
elona ellina
elsa elli elly elza elzie nell
elsi elisavet elissavet veta zeta zetta
elsie elle ellen elli elly elsa elsi elzie nell
elspeth alzbeta babette bess bessie bessy bet betina betsey bett bette bettie bettina bettye ealisaid elesbed elisabet elisabetta
elspeth elisheva eliz elizabet elizabeta elizabeto elize elsebet elzbieta erzsebet eske ilsa ilse ilza ilze izabel izabela
elspeth liesbeth liese liesel liesl liisa liisi lisbeth lise lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa sabel tina
elspeth tine yelizaveta
elton elten helton
eluned luned
elvira alvira elvire elwira
elvy elvi
elzbieta alzbeta betina ealisaid elesbed elisabet elizabet elizabeta elizabeto erzsebet eske ilse ilza ilze liesbeth liese liesel
elzbieta liesl liisa liisi lise sabel tine yelizaveta
ema em emelie emeline
emanuel emanuele emanuelle emanuels emmanouil immanuel mannie manuel
emanuela emanuella emanuelle lele manoela manuella
emanuele emanuelle emmanuele lele mannie
emelie em emeline
emeline em
emerson emmerson
emery aimeric amaury emmery
emil aemilius eemeli eemil emiel emile emilio emils yemelyan
emile aemilius eemeli eemil emiel emils yemelyan
emilia aemilia em ema emelie emeline emili emilie emilija emiliya emmeline emmi emmie mimi
emilian omelian yemelyan
emiliano emilian omelian yemelyan
emilie em ema emelie emeline emilienne emmeline emmie
emilija emiliya
emilio aemilius eemeli eemil emiel emile
emily em ema emelie emeline emili emilia emilie emilija emma emmeline emmie emmy millie milly
emin aminamine
emine emina
emir emyr
emma em ema emelie emeline emilia emilie emmeline emmi emmie emmy
emmanuel emanuel emanuele emanuelle emmanouil immanuel mannie manny manuel
emmanuela emanuela
emmanuella emanuela emmanuelle manuela manuella
emmanuelle emmanuele manuella
emmeline em ema emelie emeline emmelina
emmet emmitt
emmett emmet emmitt
emmie em ema emelie emeline emmeline emmy
emmy ema emmi
emre haimirich
emrys ambrogio ambrose ambrosio ambrosius ambrozy amvrosios amvrosy
ena enna
enea eneasz
enoch eenokki enok
enrico andrin enric enrique enzio erich haimirich hank harald harrie hein heinrich heinz hendric hendricus hendrik henk henke
enrico henneke henrich henricus henrih henrik henrikas henrique henryk hinnerk hinrich hinrik hynek jindrich ricu
enrique andrin eirik eirikur enric erich ericus haimirich harald hein heinrich heinz hendric hendricus hendrik henk henke henkle
enrique henrich henricus henrih henrik henrikas henrique henryk hinnerk hinrich hynek jindrich kike quique
enzo vincenzo
eoin aian ean eon
ephraim efraim efrain efrem ephrem
eric andrin eirik eirikur enric enrico enrique erich erick ericus erik eriks eriq eryk harald harold hein heinrich heinz hendric
eric hendricus hendrik henk henke henkle henri henrich henricus henrih henrik henrikas henrique henryk hinnerk hinrich hynek
eric jindrich ricky
erica eerika erika eryka erykah
erick eriq
erik andrin eerik eirik eirikur enric enrico enrique erich erick ericus eriq erkka erkki eryk harald harold hein heinrich heinz
erik hendric hendricus hendrik henk henke henkle henri henrich henricus henrih henrik henrikas henrique henryk hinnerk hinrich
erik hynek jindrich
erika eerika eka eryka erykah
erin aryn irin
ernest arnost earnest earnie ern ernesto ernests ernestus ernie erno ernst
ernesto arnost ernestan erno ernst
ernie earnest earnie ern ernst
ervin ervino ervins erwin
erwin ervino ervins irwin
eryk andrin eirik eirikur enric enrique erich ericus harald hein heinrich heinz hendric hendrik henk henrich henrih henrik
eryk henrikas henrique henryk hinrich hynek
eryka eerika
erykah eryka
esa esaias isaia isaias yeshayahu
esha eesha
esme esmee esmerelda
esmee esmeralda esmerelda smeralda
esmeralda emeraude esmerelda eszmeralda smeralda
esmerelda emeraude eszmeralda smeralda
esra esdra esdras esraa ezdrasz
esteban estevan estevao esteve estevo istvan staffan steeve stef stefen steffen stepan stepas stephane stephanus steponas stevan
esteban stevo stiven stjepan szczepan tapani
estela esthela zvezda
estella estela esthela esztella
estelle estela estella esthela esztella zvezda
ester essie estera esteri eszter
estera esteri eszter
esther essie ester estera estere esteri eszter etta ettie hettie hetty
esyllt eseld iselda iseult iseut isilde isold isolda isotta izold izolda izolde yseult ysolde ysolt
eszter esteri
ethel etel etela eth ethelyn
etienne esteban estevao esteve estevo istvan staffan steeve stef stefano stefanos stefen steffen stepan stepas stephan stephane
etienne stephanus stephene steponas stevan steve stevo stiven stjepan szczepan tapani
etta essie ester eta ettie
ettie essie ester
eugene eizens eugen eugeni eugenia eugenie eugenijus eugenio eugenius eugeniusz eugeno eugenusz evgen evgenios evzen jauhien jeno
eugene jewgienij yevgeni yevgeny yevheniy
eugenia eizenija eugen eugeniusz eugenusz evgenia evgenija evgeniya evzenie gena uxia yevheniia
eugenie eugen eugenia eugeniusz eugenusz evgenia evgenija evzenie gena yevheniia
eunice eunie
euphemia eufemia phemie
eva chava eeva efa eve eveline evelyn evi evita ewa ieva jewa yevaeva
evan erwann evans ewan ewen gian gianni giannis giovan giovanni giuan hannes hanns hans honza ian ieuan ifan ioan ioann ioannes
evan ioannis ion ivan ivano ivashka ivo iwan iwo jaan jan janka janos jean jehan jhoao joan joannes joao jogvan johan johann
evan johannes johnny jon juan sion xoan yanka yann yanni yannis yiannis yohannan yvan yves
evangeline evangelina
evangelos evaggelis evangelo vagkos vangelis
eve chava eeva efa eveline evi evita ewa ieva jewa yevaeva
evelina eveliina evelin eveline evelyne ewelina
eveline evelin evelyne
evelyn eve evelin evelina eveline ewelina lyn
everett ev everette
evi eeva jewa paraskevi skevi voula
evie eva evangeline eve eveline evelyn evy
evita eeva evi jewa
ewa chava eeva evi evita ieva jewa yevaeva
ewan euan evans ewen
ewen evans yves
ezekiel zeke
fabian fabia fabien fabio fabjan
fabien fabia
fabienne fabiana
fabio fabius
fabrizio fabrice fabricio
faith fay fe fede vyara
faiza fiza
farida faridah
farooq farook
farouk farooq
fatima fatemeh fatimah fatimih fatma fatmafatimafatema fatuma
fatimah fatemeh fatimih fatmafatimafatema
fatma fatemeh fatmafatimafatema fatuma
fatuma fatmafatimafatema
fawad fouad
fawzia fauzia fauziah fawziafozia fevziye fouzia
faye fae fay
federica bedriska frederika frederique fredrika friderika fridrika friederike fryderyka riikka ulrica ulrika ulrike ulrikke ulryka
federico federic frederich frederig frederik frederiko frederikus fredrik freerk fridolin friederich friedrich frigyes
felicia feliciano felicijan felicja felicjan felisa felizia flick fliss
felicity felicia felicidad felicidade felicita felicitas felicite flick fliss
feliks felice felicius felikss feliz
felipe felipao felippe filipe filipp filippo filips fulop philipp philippe philippos philippus phylip pylyp
felix felice felicio felicito felicius feliks felikss feliu feliz
ferdinand ferd ferdi ferdie ferdinando ferdinandus ferdinant ferdy ferdynand fernand fernao ferran hernando nandy
fergus ferguss
fernanda ferdinanda
fernando ferdinand ferdinando ferdinant ferdynand fernan fernand fernandinho fernao hernan hernando nando
ffion fe fiona
fia fiia
filip felip felipa felipe filipe filipp filippo filippus filips fulop phil philip philipp philippe philippos philipps philippus
filip phillip phillipp phillipps phylip pylyp
filipa felipa philipa
filipe felippe filipp filippus filips fulop philipp philippe philippos philippus phylip pylyp
filippo felip felipa filipe filipp filips fulop phil philipp philippe philippos philipps philippus phillipp phillipps phylip pylyp
finlay findlay
finley findlay finlay
finn fin
fiona fe fi foy
flavio flaviu flavius flaviusz flawiusz
flavius flaviusz flawiusz
fleur floora flore florie
flora fleur flo floora flore florie florrie
florence fiorenza flo florencia florentia florrie flossie flossy floy
florencia fiorenza
florian cvetko fiorenzo flaryjan florenci florencio florens florent florenz floria floriano florianus florin floris florjan
florian florjon flurin
floriana floriane florine
florrie fiorenza
flynn flinn
forrest forest
fortune fortun fortunat fortunato fortunatus fortunio
fouzia fauzia fauziah fawziafozia fevziye
fozia fauzia fauziah fawzia fawziafozia fevziye fouzia
frances fannie fanny fay fran francesc francesco francho francie francine francisc francisco franciscus franco francois francy
frances franklin frannie franny frans
francesca fannie fanny fran franca frances franceska francie francine francis francisca franciska franciszka francka francoise
francesca francy franka frantiska franziska paca paquita soizic
francesco fanch fannie fanny ferenc fragiskos fran francesc francescu francie francisc francisco franciscus franck franco francois
francesco francy franko frans fransez frantisek frantz frantziscu franz franziskus paco paquito ransisku
francie fannie fanny fran francy frans
francine fannie fanny fran francie francy frannie franny fransiina fransina
francis fanch fannie fanny ferenc ffransis fragiskos fran frances francesc francesco francie francine francisc francisco
francis franciscus franciszek franck franco francois francy franklin franko frans fransez frantisek frantz franz franziskus
francisca curra currita fran franca franciska franciszka francka francoise franka frantiska franziska paca pancha panchita paquita
francisca soizic
francisco currito curro fanch fannie fanny ferenc fragiskos fran francesc francho francie francisc franciscus franck franco
francisco francois francy franko frans fransez frantisek frantz frantziscu frantzisko franz franziskus paco panchito pancho
francisco paquito patxi xisco
franciszek fanch ferenc fragiskos francesc francesco francisco franciscus franck franco francois franko frans fransez frantisek
franciszek frantsishak frantz franz franziskus
franco fanch ferenc fragiskos francesc francisc franciscus franck francois franko frans fransez frantisek frantz franz franziskus
franco paco
francois fanch ferenc fragiskos francesc francisc franciscus franck franko frans fransez frantisek frantz frantziscu franz
francois franziskus paco paquito
frank fanch fannie fanny ferenc fragiskos fran frances francesc francesco francie francis francisc francisco franciscus franciszek
frank franck franco francois francy franklin franko frans fransez frantisek frantz franz franziskus
frankie francis franklin
franklin fanch fannie fanny ferenc fragiskos fran francesc francesco francie francisc francisco franciscus franciszek franck
franklin francklin franco francois francy franklyn franko frans fransez frantisek frantz franz franziskus
frantisek fanch ferenc fragiskos francesc francisc franciscus franck franko frans fransez frantz franziskus
franz fanch ferenc fragiskos francesc francisc franciscus franck franko frans fransez frantisek frants frantz franziskus franzl
franz frenz
fred alf alfee alfred alfreda alfredo federico frederic frederig frederik frederiko fredis fredo fredrik freerk fridolin friederich
fred friedrich frigyes fryderyk manfred manfredo
freda freida frid
freddie alfred federico freddy frederich frederick frederikus fredrick fredy friedrich
freddy federico frederica frederich frederikus fredrick fredy friedrich
frederic fadrique federic federico frederig frederik frederiko fredrik fredy freerk fridolin friederich friedrich frigyes fryderyk
frederica bedriska federica fredericca frederika frederique fredrika friderika fridrika friederike fryderyka riikka ulrica ulrika
frederica ulrike ulrikke ulryka
frederick federico fred freddy frederic frederich frederig frederik frederiko frederikus fredrick fredrik fredy freerk fridolin
frederick friederich friedrich frigyes fryderyk rick ricky rik
frederik bedrich frederig frederiko fredrik freerk fridolin friederich friedrich frigyes fryderyk
fredrick federico frederich frederikus fredric fredrik friedrich
fredrik freark frederig frederiko fredric freerk friderik fridolin friederich friedrich frigyes fryderyk
freida frid
freya freja freyja
freyja freja
frida freda freida frid frieda fryda
frieda freda freida frid
fryderyk frederig frederiko freerk fridolin friederich friedrich frigyes
fuad fawad fouad
fynlay fyynlay
gabby gabbie gabrile gae gai gale
gabe gabby gabrile gae gai gale
gabor gabrijel gavriil gavril gavrilo
gabriel biel gabby gabe gabor gabriele gabriels gabrijel gabrile gae gai gale gavriil gavril gavrilo gibril hauryla havrylo
gabriel jibreel jibril kaapo
gabriela gabby gabriele gabrijela
gabriele gabby gabe gabi gabor gabrijel gabrijela gabrile gae gai gale gavriil gavril gavrilo lele
gabriella gabbie gabby gabi gabriela gabriele gabrielle gabrijela
gabrielle gabbie gabby gabi gabriela gabriele gabrijela gaby
gaia gaja
gail gayle
gaius cajus cayo gaio gaios gaj gajo gajus gajusz kajusz
gala galina
gareth gar gare garreth garth gary
garin guerin
garrett garret garreth garth
garry garik garri
garth gard garret garreth gart
gary gar gare garri garrie
gaspard gaspar gaspare gaspero kasperi
gavin gauvain gav gawain gawaine gwalchmai
gemma gema jemma
gene eugen eugene eugenijus eugenio eugeniusz eugeno evgen evzen gean jeno yevgeni yevgeny
genevieve genovefa genoveffa genoveva genowefa jen jenn jennie jenny jenovefa
gennaro genaro january jenaro
geoffrey galfridus galfryd gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffroy geoffry geofrey
geoffrey gioffre godfrey gotfredo gotfrids gottfried jefery jeff jefferey jefferie jeffery jefforey jeffory jeffre jeffree
geoffrey jeffreys jeffries jeffry jeof jofre
george chorche corc geordie georg georges georgi georgia georgie georgije georgina georgios georgius georgiy georgy gevorg
george dorde durad duro jorgen jorn juerg jur juraj jure jurg jurgen jurgens jurgis juri jurij juris juro jyri jyrki seoirse sior xurde
george gheorghe giorgi giorgio goran gorch gyorgy heorhiy jeorje jergus jerzy jiri jord jordi jorg jorge jorgen jori joris jorn
george xurxo yegor yehor yrjo yuri yurii yury
georges chorche corc georg georgije georgius georgiy georgy gevorg gheorghe giorgi giorgos goran gorch gyorgy heorhiy jergus jerzy
georges dorde jiri jord jorg jorgen jori jorn juerg jur juraj jure jurg jurgen jurgens jurgis juri jurij juro jyri jyrki
georges durad duro sior xurde xurxo yahor yegor yehor yrjo
georgette georgine jirina
georgi chorche corc georg georges georgije georgios georgius georgiy georgy gevorg gheorghe giorgi goran gorch gyorgy heorhiy
georgi dorde durad duro jurij juro jyri jyrki sior xurde xurxo yegor yehor yrjo yuri
georgi jergus jerzy jiri jord jordi jorg jorgen jori joris jorn juerg jur juraj jure jurg jurgen jurgens jurgis juri
georgia georgette georgina giorgia gogo jorga yiouli zeta
georgiana georgianna
georgina georgette georgie gherghina gina
georgios chorche corc georg georges georgije georgis georgius georgiy georgy gevorg gheorghe giorgi giorgis giorgos goran gorch
georgios dorde durad duro juri jurij juro jyri jyrki kokos sior xurde xurxo yegor yehor yrjo yuri
georgios gyorgy jergus jerzy jiri jockel jord jorg jorgen joris jorn juerg jur juraj jure jurg jurgen jurgens jurgis
georgy chorche corc georg georgije georgius georgiy gevorg giorgi goran gorch gyorgy jergus jiri jord jorg jorgen jori jorn
georgy dorde durad duro jorn juerg jur juraj jure jurg jurgen jurgens jurgis juri jurij juro jyri jyrki sior xurde xurxo yegor yehor
georgy yrjo
gerald geert gellert geraldine gerallt gerardo gerardus geraud gerhard gerold gerrit gerry gert giraldo girard gjert jerald jerard
geraldine geraud gerdien geri gerri gerry giraldo jerard jeri jerri
gerard garard gearoid ged geert gellert gerald geraldine gerallt gerardo gerardt gerardus geraud gerhard gerhardus gerold gerrit
gerard gerry gert giraldo girard gjert jerard jerry
gerda gerdina
gerry geraud gerrie giraldo jerard jerrie
gheorghe chorche corc georg georgije georgius georgiy georgy gevorg gica giorgi goran gorch gyorgy jord jorg jorgen jori jorn
gheorghe dorde durad duro jorgen jorn juerg jur juraj jure jurg jurgen jurgens jurgis juri jurij juro jyri jyrki sior xurde xurxo yegor
gheorghe yrjo
giacomo cob giacobo giacomino iacobus iacopo iacovo jaakko jacco jaco jacobe jacobie jacobo jacobs jacobus jacopo jakez jaume
giacomo jekabs jockel jokubas yacob yakiv yakov yakub yakup
gian erwann giannis giovan giuan hannes hanns hans honza ioann ioannes ion ivano ivashka iwo jaan janka janos jehan jhoao joannes
gian jogvan xoan yanka yann yanni yiannis yohannan yvan
giancarlo giovannicarlo jankarol jeancharles joancarles joaocarlos johncharles juancarlos
gianluca giovanniluca johnluke juanlucas
gianna giana johanne yianna
gianni geovanni gian giannino giovan giuan hanns hans honza ioann ioannes ioannis ion ivano iwo jaan janos joan joannes jogvan
gianni johann johannes xoan yann yannis yohannan
gideon gedeon gidon
gil aegidius egidio egidius gilberto gilford gilles gyles jilji
gilbert gil gilberth gilberto guibert
giles aegidius egid egidio egidius egyed gil gilles gyles idzi jilji
gillian gilian gilliane jilian jillian
gina geena gena regina
ginevra dzsenifer ginewra jennyfer
ginny ginevra
giorgia georgette jorga
giorgio chorche corc georg georges georgi georgije georgio georgios georgius georgiy georgy gevorg gheorghe giorgi giorgos goran
giorgio dorde durad duro jurgens jurgis juri jurij juro jyri jyrki sior xurde xurxo yegor yehor yrjo yuri
giorgio gorch gyorgy jeorje jergus jerzy jiri jord jordi jorg jorgen jori joris jorn juerg jur juraj jure jurg jurgen
giovanna geovanna giovana ivana ivanka ivanna janet janette janice janiece janine janis janne jannette jeanette jeanne johanne
giovanna jonna juana yana
giovanni erwann gian gianni giannis giovan giovanny giuan hannes hanns hans honza ifan ioann ioannes ioannis ion ionut ivano
giovanni ivashka ivo iwo jaan jacques janka janos jaques jean jehan jhoao joan joanjordi joannes joao jogvan johan johann johannes
giovanni johngeorge johnni johnnie juan juanjorge xoan yanka yann yanni yannis yiannis yohanan yohannan yuhanna yvan
gisele gisela gisella gizella
giselle gisela gisele gisella
giulia giuliana giulietta hulya jule juliana juliane julianna julienne julieta julietta julija julika july liane uliana yulia
giuliana giulietta hulya jule juliane julienne julieta julika liane uliana yulia
giulietta hulya jule juliane julika july julyetta uliana zhulieta
giulio giuliano iulian juliano julianus juliao julio juliusz juluan yulian
giuseppe gioxeppe giusepp guiseppe guzeppi husiy iosephus iosif iseppo jazep joep joie joosef jooseppi jos joseba josep josif
giuseppe josip joszef joze jozko jozsef juozapas juozas jusuf osip ossip osyp pino seff ze
gladys glad gwladys
gleb hlieb
glen glenice glenis glenn glenyce
glenn glenice glenis glenyce
gloria glorija glory
godfrey gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffry geofrey godofredo goffredo jefery
godfrey jefferey jefferie jefforey jeffory jeffre jeffree jeffreys jeffries jeffry jeof
golda zahava
goldie golda goldy
goncalo consalvo galo goncal goncalbo goncalvo gonzalbo gonzalo gonzalve gonzalvo gundisalvus
gonzalo consalvo goncal goncalvo gonsalvo gonsalwy gontzal gonzalve gonzalvo gozalo gundisalvo gundisalvus
goran chorche corc georg georgije georgius georgiy gevorg giorgi gorch gran gyorgy jergus joran jord jorg jorgen jori jorn
goran dorde durad duro jorn juerg jur juraj jure jurg jurgen jurgens jurgis juri jurij juro jyri jyrki sior xurde xurxo yegor yehor yrjo
gordon don gordie gordo gordy gurdon
grace gracia gracie gracija gracja gratia grazia
gracia gracija gracja gratia grazia
gracie greeicy
gracjan graziano
graham graeme grahame
gray grae grey
greg gredory gregery gregg greggory gregorie gregorio gregorius greig
gregg gredory gregery greggory gregorie gregorio gregorius greig
gregor gergely gredory greg greger gregers gregery gregg greggory gregorie gregorio gregorius greig grigori grzegorz hryhorii
gregor krikor reijo
gregory gergely gredory greg greger gregers gregery gregg greggory gregor gregorie gregorio gregorius greig grigalius grigori
gregory grigorios grigoris grzegorz hryhorii krikor rehor reijo ryhor
greta gret gretal gretchen grete gretel gretha grethe gretta madge maggi marg margareta margarita marge margery margie margo
greta margorie marguerita marguerite margurita marj marjorey marjorie marjory meg peg peggie peggy reeta reetta reta
gretchen gret grete gretha grethe gretta gritta
gretel gret gretchen grete gretha grethe gretl gretta grieta
grey grae
griffin gryffin
gruffudd griffith
gruffydd griffith gruffudd gruffyd
grzegorz gergely greger gregers gregorio gregorius grigori krikor reijo
guilherme ghilherme guglielmo guilhem guillaume guillem guillen guillermo gulielmus gwilherm gwyllym vilem vilhelm viljem vilmos
guilherme wilhelm wiliam
guillaume ghilherme guglielmo guilhem guillem guillen guillermo gulielmus gwilherm vilem vilhelm vilhelmo viljem vilmos wilhelm
guillermo ghilherme guglielmo guillem guillen guillerme gulielmus gwilherm gwyllym vilem vilhelm vilhelmo viljem vilmos wilhelm
guinevere guenievre
gunnar gonario guenter gunars gunnarus gunner gunter gunther
gus augustus gustav
gustav gosta gustaaf gustaf gustaff gustau gustave gustavus gustaw gusztav guustaaf kustaa kustav kustavi kusti kyosti
gustave gosta gustaaf gustaf gustau gustavus gusztav guustaaf kustaa
gustavo gosta gustaaf gustaf gustau gustav gustave gustavus gustaw gusztav kustaa
gustavs gustaw
gustaw gosta gustaf gustau gustave gustavus gusztav kustaa
guy gui guido guidotto gvidas gvido gvidonas gwidon gwijde quido
gwen gwenda gwendaline gwendoline gwendolyn gwendolyne gwenn
gwendoline guendalina gvendolin gwenda gwendaline gwendolen gwendolin gwendolyne gwyndolen
gwendolyn guendalina gvendolin gwenda gwendaline gwendolen gwendolin gwendoline gwendolyne
gwenno gwenn
gwilym bill guglielmo guilherme guillaume guillem guillen guillermo gulielmus gwyllym vilem viljem vilmos wilhelm wiliam
gwyn gweneth gwenith gwenneth gwenyth gwynn gwynne
gwyneth gweneth
habib alhabib
hadrian ad adriaan adriaen adrianu adrianus are arsi atro hadrianus
hagen haagen haakon hage hager
haider haidar
hakan haakon hakon
hal enrico hank harrie
haley hailee haylie
halina galina halyna
hallie hally
hamad hamada
hamid hamidu
hana ana anais aneta anete anette anja ann annaig annett annetta annette chana ganna hanah
hanan hanane hananiah
hani hanni
hank hanke henk
hanna ana anais aneta anete anette anja ann annaig annett annetta annette ganna hana hanah hanni
hannah ana anais aneta anete anette anja ann anna annaig anne annett annetta annette anya ganna hana hanna
hano hanno
hans ansis erwann giannis giovan giuan hannes hanns hannu honza ioann ioannes ion ivano ivashka iwo jaan janka janos jehan jhoao
hans joannes jogvan xoan yanka yann yanni yiannis yohannan yvan
hao hiroshi
hari enrico hal hank harold harrie
haris bampis champis charalambos charalampos charilaos charis pampis pampos theoharis
harlee harllee
harlow harloe harlowe
harlowe harloe
harmony harmonie
harold andrin eirik eirikur enric enrico enrique erich ericus eryk hal hank harald haroldo haroldus harrie hein heinrich heinz
harold hendric hendricus hendrik henk henke henkle henrich henricus henrih henrik henrikas henrique henryk hinnerk hinrich hynek
harold jindrich
haroun aronne
harri garri heikki henri henrik
harrie hank
harriet hallie hally hariet harriett hattie hendrika henrietta henriette hettie hetty
harriett hariett harriette
harriette hariette
harris enric enrique garri haris heinrich hendrick henri
harry andrin eirik eirikur enric enrico enrique eric erich ericus erik eryk garik garri garry gary hal hank harald hari harijs
harry harold harri harrie harris hein heinrich heinz hendric hendricus hendrik henk henke henkle henri henrich henricus henrih
harry henrik henrikas henrique henry henryk hinnerk hinrich hynek jindrich
harun aronne haroun
harvey harv harve
hasan hassaan
hassan hasan hassaan
hatice kadiatou
hattie hendrika henrietta henriette hettie hetty
hayden haden haiden
hayleigh haleigh
hayley ellina haylee haylie
heath heathcliff
hector ector ettore hec heitor hektor
heidi heddy
heitor ettore
hektor ettore heitor
helen alena alenka eleni helene helka jela jelena leena lene lenka lenke lenuta nell nellie nelly olena
helena alena alenka eleni ellina halina heleen helen helene helka ilona jela jelena leena lene lenie lenka lenke lenuta olena
helena yelenaelena
helene alenka elene ellina helka helle jela jelena lene lenka lenke lenuta olena yelenaelena
helin ellina
heloise heloisa heloiza
hema hemma
hendrik andrin eirik eirikur endrik enric erich ericus haimirich harald hein heinrich heinz henderik hendric hendricus henk henke
hendrik henkle henneke henrich henricus henrih henrikas hinnerk hinrich hinrik hynek jindrich
henri andrin eirik eirikur enric enrico enrique erich ericus eryk haimirich harald harold heikki hein heinrich heinz hendric
henri hendricus hendrik henk henke henkle henneke henrich henricus henrih henrijs henrik henrikas henrikki henrique henryk hinnerk
henri hinrich hinrik hynek jindrich
henrie haimirich
henrietta enrichetta etta hendrika henrica henriet henrieta henriett henriette henriqueta hettie hetty jindriska
henriette enrichetta enriqueta hendrika henrica henriet henrieta henriett henriqueta jindriska
henrik andrin eirik eirikur enric enzio erich ericus harald heikki hein heinrich heinz hendric hendricus hendrik henk henke henkle
henrik henneke henrich henricus henrih henrikas henrikh henrikki henriks henrique henryk hinnerk hinrich hinrik hynek jindrich
henrikas andrin eirik eirikur enric erich ericus harald hein heinrich heinz hendric hendricus henk henke henkle henrich henricus
henrikas henrih hinnerk hinrich hynek jindrich
henrique andrin eirik eirikur enric erich ericus harald hein heinrich heinz hendric hendricus hendrik henk henke henkle henrich
henrique henricus henrih henrikas hick hinnerk hinrich hynek jindrich
henry andrin eirik eirikur enric enrico enrique eric erich ericus erik errikos eryk haimirich hal hank harald hari harold harri
henry harrie harris hein heinrich heinz hendric hendricus hendrik henk henke henkle henneke henri henrich henricus henrih henrijs
henry henrik henrikas henrique henryk hinnerk hinrich hinrik hynek jindrich
henryk andrin eirik eirikur enric erich ericus harald hein heinrich heinz hendric hendricus hendrik henk henke henkle henneke
henryk henrich henricus henrih henrikas henrique hinnerk hinrich hinrik hynek jindrich
hera era
herbert bert erberto herb herberto herberts herbertus heribert heriberto
herbie herb herbert
hermione erminia ermioni hermiona
hero iro
hettie hendrika henriette hester hetty
hetty hendrika henriette hester
hezekiah ezekia
hilary hilari hilaria hilario hilarius hiliariy ilario
hilda hilde
hillary hilaria
hisham hecham hicham hischam
holly hollie
hong fang hiroshi
hope nada nadezhda nadica nadzieja spes
horace horacio horatiu horatius horrie
horatio horace horacio horatiu horatius orazio
howard haavard havard havardur howie ward
hubert bert huberto hubie huey hughey hughie huybrecht uberto
huda hoda
hudson udson
huey hughey uberto
hugh hauke hubert huey hughes hughey hughie hugues huguitio huw uberto ughino ugo ugone uguccione ugucon
hughie huey hughey uberto
hugo hubert huey hugh hughey hughie hugon hugues huw uberto ugo
hui hoe hwi hye xi
humphrey huffie wmffra
hunter hunt
husam hossam
huseyin hossein
hussein hossain hossein houcine husayn husein huseyin
huw hugues ugo xiu
hywel howell
iacob jacobo jakab jakov yaacov
iago jacobus yaacov yago
ian aian ean eoin eon gian gianni giannis giovan giovanni giuan hanns hans honza iaean ieuan ifan ioan ioann ioannes ioannis ion
ian ivan ivano ivo iwan jaan janos jean jehan jhoao joan joannes joao jogvan johan johann johannes johnny jon juan sion xoan yan
ian yanka yann yannis yohannan
ibrahim abraham avraham parham
ida iida
idris idriss
ieuan erwann gian gianni giannis giovan giovanni giuan hannes hanns hans honza ifan ioan ioann ioannes ioannis ion ivano ivashka
ieuan ivo iwan iwo jaan janka janos jean jehan jhoao joan joannes joao jogvan johan johann johannes johnny jon juan sion xoan
ieuan yanka yann yanni yannis yiannis yohannan yvan
ieva eeva evi evita jewa
ifan erwann gian gianni giannis giovan giuan hannes hanns hans honza ioann ioannes ioannis ion ivano ivashka ivo iwo jaan janka
ifan janos jehan jhoao joan joannes joao jogvan johan johann johannes juan xoan yanka yann yanni yannis yiannis yifan yohannan
ifan yvan
ignacio ennec ennecus ignac ignace ignaco ignasi ignaz ignazio ignjat inacio inaki inazio innicus nacho nacio ygnacio
ignacy hnat ignac ignace ignacio ignaco ignasi ignatius ignaz ignazio ignjat inacio
ignas ignaz
ignatius egnatius ignac ignace ignacio ignaco ignasi ignat ignaz ignazio ignjat inacio inazio
igor garik igors ihar ihor ingvar jgor ygor
ike iiro iisakki isacco ishak itzhak izsak yitzhak
ilaria hilaria hilary hillary
ileana ellina
ilham elham
ilia iliailiya ilja illia illya
iliana ellina
ilias eliasz elie elies ilie ilija illes illia ilya
ilie eliasz elies ilija ilja illes illia
iliya ilija ilja
ilona ellina iloona
ilsa alzbeta betina bettina ealisaid elesbed elisabet elisabetta elizabet elizabeta elizabeto elzbieta erzsebet eske ilse ilza
ilsa ilze liesbeth liese liesel liesl liisa liisi lise liz tine
ilya eliasz elie elies eliyahu ilia iliailiya ilie ilija iliyan ilja illes illia illya
ilyas alias elia ilia illia ilya
imelda irmhild
immanuel emanuele emmanouil mannie manny
imogen imogene
ina iina inessa inna
india indiana
indiana indy
ines agne agnesa agnese agnessa agnia agnieszka aines anezka iines inesa inessa inez
inesa inessa
inez iines
inga inge
ingrid ingrida ingryda inkeri inngrid
inigo eneko ennec ennecus ignacio ignaz inaki innicus ynigo
ioan erwann gian gianni giannis giovan giovanni giuan hannes hanns hans honza ifan ioann ioannes ioannis ion ionut ivano ivashka
ioan ivo iwan iwo jaan janka janos jean jehan jhoao joan joannes joao jogvan johan johann johannes johnny jon juan sion xoan yanka
ioan yann yanni yannis yiannis yohannan yvan
ioanna yianna yiannoula yoanna zanet zanneta zannetta
ioannis erwann gian giannis giovan giuan hannes hanns hans honza ioann ioannes ion ionut ivano ivashka iwo jaan janka janos jehan
ioannis jhoao joanis joannes jogvan johann xoan yanka yann yannakis yanni yannos yiangos yiannis yohannan yvan
ion erwann giannis giovan giuan hannes hanns honza ioann ioannes ivano ivashka iwo jaan janka janos jehan jhoao joannes jogvan
ion xoan yanka yanni yohannan yvan
iona yona
ione yone
ionut ioannes ion janos
iosif giusepp husiy ioseb iosephus jazep joep joosef jooseppi joseba josep josif josip joza joze jozko jozsef juozapas juozas
iosif jusuf osip ossip osyp seff vosip yosyp ze
irena iraina ireen iren
irene arina ena erina ira iraina ireen iren irena iria irina irini rena
irina ireen iren irena irini iryna
iris iiris irisa iryda
isaac icchak iiro iisakki ike is isaach isaack isaak isac isacco isach isak ishak issac itzhak izaac izaak izak izsak yitzhak
isaak icchak iiro iisakki ike isaach isac isacco isach isak ishak itzhak izak izsak yitzhak
isabel alzbeta bel bell bella belle betina betsy betty ealisaid elesbed elisabet elisabeth elisabetta elizabet elizabeta elizabeto
isabel elspeth elzbieta erzsebet eske ilsa ilse ilza ilze isa isabela isabelo isobel isobell isobelle issobell isy izabel izabela
isabel izabella izzie izzy liesbeth liesl liisa liisi lisa lise liz liza sabel sabela tina tine ysabel zabel
isabela isabelo
isabella alzbeta bel bell bella belle betina betsy betty ealisaid elesbed elisabet elisabeth elisabetta elizabet elizabeta
isabella elizabeth elizabeto elspeth elzbieta erzsebet eske ilsa ilse ilza ilze isabel isabela isabelle isabelo isobel isobelle
isabella isy izabel izabela izabella izzie izzy liesbeth liesl liisa liisi lisa lise liz liza sabel tina tine ysabella
isabelle alzbeta bel bell bella belle betina betsy betty ealisaid elesbed elisabet elisabeth elisabetta elizabet elizabeta
isabelle elizabeth elizabeto elspeth elzbieta erzsebet eske ilsa ilse ilza ilze isabel isabela isavella isobel isobelle isy izabel
isabelle izabela izabella izzie izzy liesbeth liesl liisa liisi lisa lise liz liza sabel tina tine yelyzaveta ysabelle
isac iisakki isacco izsak yitzhak
isadora isidora isidra izidora izydora
isaia esaias isaias yeshayahu
isaiah esa esaias ezsaias isaia isaias isaie izajasz yeshayahu
isak iiro iisakki ike isaach isac isacco isach ishak itzhak izsak yitzhak
isha eesha esha
ishak iiro iisakki isacco itzhak izsak yitzhak
isidora izidora izydora
isla aila ayla
ismael ishmael
ismail ishmael ismael
isobel bel bell bella belle isobell isobelle issobell isy izzie izzy
isobelle bel belle
isolde eseld esyllt iselda iseult iseut isilde isold isolda isotta izold izolda izolde yseult ysolde ysolt
israel ira is israele israil izrael
issac iisakki isaak isac isak izaac izaak izak
itai itay ittai
iulia yulia
iulian giuliano juliano julianus juliao juluan yulian
ivan erwann gian gianni giannis giovan giovani giovanni giuan hannes hanns hans honza hovhannes iban ieuan ifan ioan ioann ioannes
ivan ioannis iohannes ion ionut ivane ivano ivashka ivo iwan iwo jaan janka janos jean jehan jhoao joan joannes joao jogvan johan
ivan johann johannes johnny jon juan sion van xoan yanka yann yanni yannis yiannis yohannan yovko yvan
ivana ivane ivanka ivanna jeanne johanne jonna juana juanita yana
ivanna ivanka jeanne jonna juana
ivar iivari iivo ivari ivarr ivars
ivo erwan erwann gian gianni giannis giovan giuan hannes hanns hans honza ioann ioannes ioannis ion ivano ivashka iwo jaan janka
ivo janos jehan jhoao joan joannes jogvan johann johannes xoan yanka yann yanni yannis yiannis yohannan youenn yvan yves yvon
ivor eivor ejvor eyvor ifor oyvor
iwan erwan gian giannis giovanni giuan hanns hans honza ifan ioann ioannes ioannis ion ivano ivashka ivo jaan janos jean joan
iwan joannes joao jogvan johan johann johannes jon juan sion xoan yann yannis yohannan youenn yvan yves yvon
iwo erwan giovan honza jaan janka janos jehan jhoao jogvan yanka yanni yohannan youenn yvon
iya ija
izaac iisakki isaak isac isacco isak itzhak izak izsak yitzhak
izaak iiro iisakki ike isaak isac isacco isak ishak itzhak izaac izak izsak yitzhak
izabel alzbeta betina ealisaid elesbed elisabet elisabetta elizabet elizabeta elizabeto elzbieta erzsebet eske ilsa ilse ilza ilze
izabel liesbeth liesl liisa liisi lise liz liza sabel tine
izabela alzbeta betina ealisaid elesbed elisabet elisabetta elizabet elizabeta elizabeto elzbieta erzsebet eske ilsa ilse ilza
izabela ilze isabela iza izabel liesbeth liesl liisa liisi lise liz liza sabel tine
izabella alzbeta betina betty ealisaid elesbed elisabet elisabeth elisabetta elizabet elizabeta elizabeto elspeth elzbieta
izabella erzsebet eske ilsa ilse ilza ilze isabela izabel izabela liesbeth liesl liisa liisi lise liz liza sabel tina tine
izak iiro iisakki ike isac isacco isak ishak itzhak izsak yitzhak
izzy isidore
jaan erwann giannis giovan giuan hannes hanns honza ioann ioannes ivano ivashka janis janka janos jehan jhoao joannes jogvan xoan
jaan yanka yanni yohannan yvan
jac giovanni jacques jak jaques johnni johnnie johnny
jace jeison
jacek giacinto hiacynth hyacinthe jacenty jacinto
jacinta hiacynta jacinthe jacynta
jack evan gian gianni giannis giovan giovanni giuan hannes hanns hans honza ian ieuan ifan ioan ioann ioannes ioannis ion ivan
jack ivano ivashka iwan jaan jac jach jackie jacko jacky jacob jacques jak jan janka janos jaques jean jehan jhoao joan joannes
jack joao jogvan johan johann johannes john johnni johnnie johnny jon juan sean sion xoan yaacov yanka yann yanni yannis yiannis
jack yohannan yvan
jackie jacky jacotte jacoumeto jacquelyn jacqui jacquie jacquiline
jacob chaime cob diago diego diogo giacobo giacomo iacob iacopo iacovo iago jaakko jaap jac jacco jaco jacobe jacobie jacobo
jacob jacobs jacobus jacopo jacques jago jaime jakab jake jakez jakob jakov jakub jakue jaume jekabs jim jockel jokubas santiago
jacob seamus xacobe yaacov yacob yago yakau yakiv yakov yakub yakup
jacoby jakoby
jacopo chaime iacobus iacopo jaakko jacco jaco jacobo jacobus jakez jaume jiminy jockel yaacov yakup
jacqueline giacoma jackie jacky jacline jaclyn jacopa jacotte jacoumeto jacquelin jacquelyne jacqui jacquie jakobaa jaqueline line
jacqueline zaklina
jacques chaime giacomo iacobus iacopo jaakko jacco jaco jacobo jacobus jacopo jakab jakes jakez jakue jaques jaume jim jiminy
jacques jockel johnni johnnie jokubas thiago yaacov yacob yakiv yakov yakub yakup
jade jayde
jaden jaeden
jae zai
jafar cafar cafer dschafar dzafar xhafer xhaferr zafar
jago iago yago
jahangir cahangir jehangir
jaiden jai
jaime chaime giacomo iacob iago jacobus jacopo jacum jaimee jayme jaymes santiago tiago xacobe xaime yaacov yacob yago yakov
jak giovanni jacques jaques johnni johnnie
jakob chaime cob diego giacobo giacomo iacob iacobus iacopo iacovo iakoba jaakko jaakob jacco jaco jacobe jacobie jacobo jacobs
jakob jacobus jacopo jacques jaime jakab jakez jakov jakue jaume jekabs jim jiminy jockel jokubas santiago seamus yaacov yacob
jakob yakiv yakov yakub yakup
jakub diego giacomo iacob iacobus iacopo iakovos jaakko jacco jaco jacobo jacobus jacopo jacques jakab jakez jakob jakov jaume jim
jakub jiminy jockel jokubas kuba santiago seamus thiago yacob yakiv yakov yakub yakup
jalal celal galal jalalgalal
jaleel jahlil
jalil jahlil jaleel
jamal cemal
jamel jamelle
james chaime diego giacomo giuseppi iacobus iacopo jaakko jacco jaco jacob jacobo jacobus jacopo jacques jacum jakab jake jakez
james jakob jakub jamey jamie jas jaume jay jaymes jekabs jem jim jimbo jimi jiminy jimmer jimmie jimmy jockel jokubas santiago
james seamus thiago yacob yakiv yakov yakub yakup
jamie giuseppi jaime jamey jas jim jimmie yakov
jamil jamelle yamil
jamila jameela
jan erwann gian gianni giannis giovan giovanna giovanni giuan hannes hanns hans honza ian ieuan ifan ioan ioann ioannes ioannis
jan ion ivan ivano ivashka ivo iwan iwo jaan jane janelle janet janette janice janiece janine janis janka janne jannette janos
jan jean jeanette jeanne jehan jhoao joan joannes joao jogvan johan johann johannes johnny jon juan sion xoan yan yanka yann yanni
jan yannis yiannis yohannan yvan
jana giovanna ivana ivanka ivanna jani jean jeanne jonna juana juanita yana
janay janaye
jane giovanna ivana ivanka ivanna jana janed janelle janet janette janey janice janie janiece janine janis janne jannette jayne
jane jaynne jean jeanette jeanne jehanne jennie jian jonna juana yana
janelle giovanna janel janet janette janice janiece janine janis janne jannette jeanette jeanne jenelle jinelle
janet gianetti janette janice janiece janine janis janne jannette jeanette jeanne jeannette jennet jonet jonnet juanita shoned
janet zaneta zsanett
janey jany
janice janette janiece janine janis janne jannette jannike jeanette jeanne
janie janey jany
janina yanina
janine janette janiece janina janis janne jannette jeanette jeanne jennine yanina
janis janette janiece janne jannette jannis zanis
janna zhanna
janos erwann giannis giovan giuan hannes hanns honza ioann ioannes ivano ivashka janka jehan jhoao joannes jogvan xoan yanka yanni
janos yohannan yvan
japheth jafet jafeth japhet yaphet
jared jarod jarred jarrod
jarell jarrell
jaron jarron jielun yaron
jaroslav jaraslau jaroslaus jaroszlav yaraslaw yaroslav
jarred jarod
jarrod jarod jarred
jarvis jervis
jasmin gelsomina jasmina jasmyn jazmin jazmine yasmine
jasmina gelsomina
jasmine gelsomina jas jasmin jasmina jasmyn jaz jazmin jazmine yasmin yasmine
jason giasone iason iasonas jace jayson jazon jeison
jasper jesper jesperi
javier chabier jabier javi ksawery savelio saverio xabier xaver xaverius
jay jason jeh
jayden jaden jaeden
jaylen jalen
jayme chaime jaume jaymes
jaymes chaime
jayne jaynne
jayson jaison jaycen jeison
jazmin gelsomina jasmina jazmine
jazmine gelsomina jasmina
jazz jaz
jean erwann gean gian gianni giannis giovan giovanna giuan hannes hanns hans honza ifan ioann ioannes ioannis ion ionut ivana
jean ivanka ivanna ivano ivashka ivo iwo jaan janka janos jeanie jeanne jeannie jehan jhoao joan joanes joannes joao jogvan johan
jean johann johannes jonna juan juana xoan yana yanka yann yanni yannis yiannis yohannan yvan
jeanette gianetti janette janiece janis janne jannette jeanett jeannette shoned yineth zaneta zsanett
jeanne ivanka janed janette janiece janis janne jannette jeane jeanette jehanne jonna juana zanna zhanna
jeanpaul gianpaolo janpaul joaopaulo juanpablo
jeanpierre giampiero gianpiero hanspeter jannpeter joanpere johannpeter juanpedro yannber
jed jedediah jedidiah jett
jedidiah jedediah jedidja yedidia
jeff gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffry geofrey godfrey jef jefery jefferey
jeff jefferie jeffery jefforey jeffory jeffre jeffree jeffreys jeffries jeffry jeof jeph
jefferson jeferson
jeffery gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffry geofrey godfrey jefery jefferey
jeffery jefferie jefforey jeffory jeffre jeffree jeffreys jeffries jeffry jeof
jeffrey galfridus galfryd gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffrey geoffroy geoffry
jeffrey geofrey gioffre godfrey gotfredo gotfrids gottfried jef jefery jeff jefferey jefferie jeffery jefforey jeffory jeffre
jeffrey jeffree jeffreys jeffries jeffry jeof jofre
jelena alenka helka jela lene lenke lenuta olena yelenaelena
jemima jayme jem
jemma jem
jenna genevieve jen jenn jennah jenni jennie jenny joanna johanna jonna
jennie jen jenn jenni
jennifer dzsenifer genevieve ginebra ginevra ginewra jen jenifer jenn jenna jenni jennie jenniffer jenny jennyfer yeni
jenny geni jane jen jenn jenni jennie xeni zhenni
jeremi jerami
jeremiah geremia ieremia jem jeremia jeremias jeremiasz jeremie jeremy jerry jorma
jeremiasz geremia jeremias jorma
jeremie geremia geremy jereme jeremias jeremiasz jorma
jeremy dermot diarmaid diarmid diarmuid geramy geremia jarkko jarmo jem jerami jeramy jereme jeremi jeremias jeremiasz jeremie
jeremy jerome jerry jez jorma
jermaine germaine
jerome geramy girolamo hieronim hieronymus hyeronimus jeromin jeromos jeronim jeronimo jerry
jerry gerald geraldine gerrie gerry jerald jerilyn jerold jerrie jerrold
jerzy corc georg georgius georgiy georgy gheorghe goran gorch gyorgy jergus jiri jockel jorg jorgen jorn juerg jur juraj
jerzy dorde durad duro jure jurg jurgen jurgens jurgis juri jurij juro jyri jyrki sior yegor yehor yrjo
jesper esbjorn jesperi
jesse jess jessie yishai
jessica dzesika gessica iscah jasika jess jessie jessika jessikka
jessie janet jess jessy
jessika dzesika gessica iscah jasika jessikka
jessy jesy
jesus chesus gesu iesous jezus txus xesus yeshua yesus
jett jet
ji gye je ru
jia chia
jian chien gang gyeom kan
jibreel djibril
jibril djibril jibreel
jill ienken jilly jyll
jillian gilian gilliane jilian jilly
jim giacomo giuseppi iacobus iacopo jaakko jacco jaco jacobo jacobus jacopo jakez jas jaume jiminy jimmie jockel jokubas yacob
jim yakov yakub yakup
jimi jimy
jimmie giuseppi jas
jimmy jim jimi jimmi jimy yacob
jin geun qin tan zhen
jing gyeong jeong
jo joan jojo mariajosefina
joachim achim akim eoakim gioacchino ioachimus jachym joachin joacim joakim joaquim joaquin jochem jochen jockel jokin quim xuacu
joan dzhoan gian giannis giovan giuan hannelis hannelore hannes hannie hanns hans honza ioann ioannes ioannis iohanna ion ivano
joan ivashka jaan janos jehan jhoao joanes joannes jogvan johana johann johanne siwan xoan yanka yann yohannan yvan zuan
joana hannelis hannelore hannie iohanna joan johana siwan
joanie joani joannie
joanna hannelis hannelore hannie ioanna iohanna jana jo joan joana joanne joeanna johan johana johanna johanne jojo siobhan siwan
joanna yana yoanna
joanne dzhoan hannelis hannelore hannie iohanna joan joana joann johan johana johanna johanne jojo siwan
joao gian gianni giannis gioan giovan giuan hanns hans honza ioann ioannes ioannis ion ivano ivo jaan janos jehan jhoao joan
joao joannes joaozinho jogvan johann johannes xoan xohan yann yannis yohannan zuan
joaquim achim akim gioacchino ioachimus jachym joachin joakim jochem jochen jockel jokin quim xuacu
joaquin achim akim chino gioacchino ioachimus jachym joachin joakim joaquim jochem jochen jockel jokin quim xoaquin xuacu
jocelyn jo jocelin jocelyne joseline joselino josselin joyce
jodi jo jodee judith
jodie jo jodee jodi judith
jody jo judie judith
joe giuseppe iosif jo jody joel joelignacioyyaonakawewe joey joie jos josef joszef yosyp
joel gioele joelignacioyyaonakawewe
joely joelle
joey giuseppe joie jos josef joszef
johan erwann gian gianni giannis giovan giuan hannes hanns hans honza ioann ioannes ioannis ion ivano ivashka ivo iwo jaan janka
johan janos jehan jhoao joan joannes joao jogvan johann johannes juhana juhani jussi xoan xohan yanka yann yanni yannis yiannis
johan yohannan yvan
johann erwann gian giannis giovan giuan hannes hanns hans honza ioann ioannes ion ivano ivashka iwo jaan janis janka janos jehan
johann jhoao joannes jogvan xoan yanka yann yanni yiannis yohannan yvan zuan
johanna hannelis hannelore hannie iohanna joan joana johana johannah johanne siwan
johannes erwann gian giannis giovan giuan guanes hannes hanno hanns hannu hano hans hantsch henn honza hovhannes ioann ioannes
johannes ioannis iohannes ion ivano ivashka iwo jaan janka janos jehan jehannes jhoao joan joannes jogvan joh johann juhana juhani
johannes juho jussi xoan yanka yann yanni yiannis yohan yohanes yohannan yvan
john erwann evan gian gianni giannis gioan giovan giovanni giuan hannes hanns hans honza ian ieuan ifan ioan ioann ioannes ioannis
john ion ionut ivan ivano ivashka ivo iwan iwo jaan jac jackie jacky jacques jak jan janka janos jaques jean jehan jehannes jeno
john jhoao jno joan joannes joao jogvan johan johann johannes johnni johnnie johnny jon jonas juan juhana juhani jussi sean sion
john xoan yanka yann yanni yannis yiannis yohannan yona yuhanna yvan zuan
johnathan johnathon jonny jonty
johnjoseph jeanjoseph joanjosep joaojose johannjoseph juanjose
johnnie jaques johnni jonnie
johnny erwann gian gianni giannis giovan giovanni giuan hannes hanns hans honza ifan ioann ioannes ioannis ion ivano ivashka ivo
johnny iwan iwo jaan jacques jak janka janos jaques jean jehan jhoao joan joannes joao jogvan johan johann johannes johnni johnnie
johnny jon jonnie juan sion xoan yanka yann yanni yannis yiannis yohannan yvan
johnpaul gianpaolo jeanpaul joaopaulo juanpablo
jokubas iacobus iacopo jaakko jacco jaco jacobo jacobus jacopo jakez jaume jiminy yaacov yacob yakub yakup
jolan jolana violante
jolie july
jon erwann gian gianni giannis giovan giovanni giuan hannes hanns hans honza ifan ioann ioannes ioannis ion ivano ivashka ivo iwo
jon jaan janka janos jean jehan jhoao joan joannes joao jogvan johan johann johannes johnathan johnathon jonathon jonny juan sion
jon xoan yanka yann yanni yannis yiannis yohannan yvan
jonah giona johnathan johnathon jon jonas jonasz jonathon jonny yona
jonas giona jonasz
jonatan gionata joonatan
jonathan gionata ionatana johnathan johnathon jon jonah jonatan jonathon jonny jonty joonatan yehonatan yonatan yonathan
jonathon johnathan johnathon jonny
joni joan joani joannie
jonnie jonni
jonny johnathon jonnie
jonpaul gianpaolo jeanpaul
jordan giordano jordyn jourdain
jordi chorche corc georg georges georgije georgios georgius georgiy georgy gevorg gheorghe giorgi goran gorch gyorgy jergus jerzy
jordi dorde durad duro sior xurde xurxo yegor yehor yrjo yuri
jordi jiri jockel jord jorg jorgen joris jorn juerg jur juraj jure jurg jurgen jurgens jurgis juri jurij juro jyri jyrki
jorge chorche corc georg georges georgi georgije georgios georgius georgiy georgy gevorg gheorghe giorgi giorgio goran gorch
jorge dorde durad duro jurgis juri jurij juro jyri jyrki sior xurde xurxo yegor yehor yrjo yuri
jorge gyorgy jergus jerzy jiri jord jordi jorg jorgen jorginho jori joris jorn juerg jur juraj jure jurg jurgen jurgens
joris chorche corc georg georges georgije georgius georgiy georgy gevorg gheorghe giorgi goran gorch gyorgy jergus jerzy jiri jord
joris dorde durad jorg jorgen jori jorn jory juerg jur juraj jure jurg jurgen jurgens jurgis juri jurij juro jyri jyrki sior
joris duro xurde xurxo yegor yehor yrjo yury
jorja giorgia jorga
jory jori
jos joie joszef
jose chuse giusepp giuseppe husiy iosephus iosif jazep joep joosef jooseppi joseba joselito josep josif josip joze jozef jozko
jose jozsef juozapas juozas jusuf osip ossip osyp pepe pepito seff xose yosef ze zeze zezinho
josef giusepp giuseppe husiy iosephus iosif jazep joep joie joosef jooseppi jos jose joseba josep josif josip josseph joszef joza
josef joze jozef jozko jozsef juozapas juozas jusuf osip ossip osyp seff yosef yosyp ze
josefina iosephina josefa josefiina josefin josefine jozefina
josefine iosephina josefiina josefin jozefina
joselyn jaslyn
joseph giuse giusepp giuseppe husiy ioseb iosephus iosif jazep jazeps jo jody joe joep joey joie joosef jooseppi jos jose joseba
joseph josef josep josif josip josseph josy joszef joza joze jozef jozko jozsef juozapas juozas jusuf osip ossip osyp pepe seff
joseph seosamh yosef yosyp ze
josephina iosephina josefiina josefina josefine jozefina sophina
josephine giuseppa iosephina jo josa josefiina josefin josefina josefine josephina josie jozefina
josh giosue josua jozue
joshua giosue joosua josh joshuah josua josuah jozue yehoshua yosua
josiah giosia josias
joss joos jos josse
jotham yotam
jowita giovita jovita
joy joi joie joyce
joyce jo
jozef giusepp giuseppe husiy iosephus iosif jazep joep joosef jooseppi joseba josep josif josip josseph joze jozko jozsef juozapas
jozef juozas jusuf osip ossip osyp seff sjef ze
jozsef giusepp husiy iosephus jazep joep joosef jooseppi joseba josep josif josip joze jozko juozapas juozas jusuf osip ossip osyp
jozsef seff
juan erwann geovanni gian gianni giannis gioan giovan giuan hannes hanns hans honza huwan iban ioann ioannes ioannis iohannes ion
juan ionut ivano ivashka ivo iwo jaan janka janos jehan jhoao joan joannes joao jogvan johan johann johannes juanes jun xoan yanka
juan yann yanni yannis yeon yiannis yohannan yvan zuan
juanita jeanne johanne jonna juana
judah judas yehuda yehudah
judith giuditta judie judit judita judite judy judyta
judy judie
judyta giuditta judit judita
jules giuliano giulio iulian jahloul jule juliana juliano julianus juliao julien julio juliusz juluan yulian
julia giulia giuliana giulietta hulya jilly jule juley julian juliana juliane julianna julie julienne juliet julieta julietta
julia juliette julika july julya liana liane lili uliana yulia
julian giuliano giulio illan iulian jule jules juliano julians julianus juliao julien julio julius juliusz juluan yulian yuly
juliana giuliana giulietta jule juliane julianna julienne julieta julietta julika july liane uliana yulia
julianna giuliana giulietta hulya jule juliane julieanna julienne julieta julika liane uliana yulia
julianne iuliana julieanne
julie giulia giuliana giulietta hulya jolie jule julee juliana juliane julianna julienne julieta julietta julija julika july liane
julie uliana yulia
julieanne julieann
julien giuliano giulio iulian juliano julianus juliao julio juliusz juluan yulian
julienne giulietta hulya jule juliane julika uliana
juliet dzuljeta giulia giulietta juliana julie julieth julietta july
julieta giulietta hulya jule juliane julienne julika julyetta liane uliana yulia zhulieta
julietta giulietta julieth july
juliette giulia giuliana giulietta hulya jule juliana juliane julianna julie julienne juliet julieta julieth julika julyetta liana
juliette liane uliana yulia zhulieta
julija yulia yuliya
julio giuliano iulian jule juliano julianus juliao juliusz juluan yulian yuly
julita julitta
julius giuliano giulio iulian iulius jule jules juli juliano julianus juliao julien julijs julio juliusz juluan yulian yulii yuliy
julius yuly
juliusz giuliano iulian juliano julianus juliao juluan yulian yuly
jun zhun
june junia junie
junior jr theyounger
justas justs
justin giustino justino justinus justyn jusztin yostin
justina giustina justa justiina justyna jusztina
justine giustina justa justiina justina justyna jusztina
justyn giustino justino justinus jusztin
justyna giustina justa justiina jusztina
kacey kaci kacie kacy kasie
kaci kacie kacy kasie
kacie kacy kasie
kacper caspar casper gaspar gaspard gaspare gaspero kaspar kasper kasperi
kacy cacy
kaden caden
kady cady kadi
kaela kailey kalli keli kelli kely
kai jia kaj kay ky qi
kaia kaija kaja
kaila cayla
kailey kalli keli kelli kely
kain caim
kaitlyn cathleen catlyn kaitlin katelin katelyn kathleen katlin
kaja kaija
kajetan caetano caitano cajetan cayetano gaetan gaetano
kajus gaius
kal kalman
kale kayle
kalli keli kelli kely
kamal kamaljon kemal
kamil camillo camilo kamill kamilo
kamila camila kamilla
kane kayne
kara carina karen karin karina
karel carel carles carolus charlez kaarel karlo karoly siarl
karen carin carina catalina catarina caterina catharina catharine cathie cathrine cathryn chatrine ekaterina ekaterine jekaterina
karen kaaren kaarina kaisa kajsa kareen karin katalin katariina katarina katarzyna katerina katharina kathie kathrine katia katja
karen katri katriin katriina katrijn katrin katrine katya
kari kaare kare karri
karim kareem
karin carin catharina catharine cathie cathrine cathy chatrine ekaterine jekaterina kaarina kaisa kajsa kareen katalin katariina
karin katharina kathie kathrine kathy katja katri katriin katriina katrijn katrin katrine
karina caren carin carina carine caryn kareen karen karin karine karyn
karl carel carle carles carlo carlos carolus charlez chas chick chuck kaarle kaarlo karel karlis karlo karol karolis karoly siarl
karla carol carola carole karlee karola
karlie carlee carli carlye karlee
karlo carles carolus karoly
karly carlee carli karlee karlie
karmen carme karmele
karol carel carles carol carole carollyn carolus carolyn caryl charlez karel karlo karolis karoly siarl
karolina carlijn caroleena carolien carolin carolina carolyn carolyne karlijn karoliina karoline karolyn
karolis carel carles carolus charlez karel karlo karoly siarl
karsten carsten karstein
kasey kaycee kaycie kaysie
kasim kaseem kasem kazem
kaspar gaspar gaspard gaspare gaspero kaspars kasperi
kasper casparo gaspar gaspard gaspare gaspero kaspar kasperi
kassandra casandra kasandra kasundra
kassia casiana cassiana
kassim ghasem kacem kasem
katarina carin catalina catarina caterina catharina catharine cathie cathrine cathryn cathy chatrine ekaterina ekaterine
katarina jekaterina kaarina kaisa kajsa kareen karin katalin katariina katarzyna katharina kathie kathrine kathy katia katja katri
katarina katriin katriina katrijn katrin katrine katya
katarzyna carin catarina caterina catharina catharine cathie cathrine cathryn cathy chatrine ekaterina ekaterine jekaterina
katarzyna kaarina kaisa kajsa kareen karin kasia katalin katariina katharina kathie kathrine kathy katia katja katri katriin
katarzyna katriina katrijn katrin katrine
kate athrine cait caitlyn catalina catarina cate caterina cath catharina catharine catherine cathie cathline cathryn cathy
kate catriona ekaterina ekaterine jekaterina karin katalin katarina katarzyna katelin katerina katey kath katharina katharine
kate kathie kathleen kathlyn kathryn kathy katia katja katriin katriina katrijn katrin katrina katy kay kaye kit kitty
katelin athrine caterina cath cathie cathline cathy katelijne katelynn kath kathlyn kathy kaye
katelyn katelin katelynn
katerina aikaterina aikaterini carin catalina catarina caterina catharina catharine cathie cathrine cathryn cathy chatrine
katerina ekaterina ekaterine jekaterina kaarina kaisa kajsa kareen karin katalin katariina katarina katarzyna kateryna katharina
katerina kathie kathrin kathrine kathy katia katina katja katri katriin katriina katrijn katrin katrine katya keti rina
katey catie katee
katharina carin catharina catharine cathie cathrine cathy chatrine ekaterine jekaterina kaarina kaisa kajsa kareen katalin
katharina katariina kathie katri katriin katriina katrijn katrine
katharine athrine caterina cath cathie cathline cathy catriona kat katelin kath kathlyn kathy kay kaye
katherine athrine caitlyn carin catalina catarina caterina cath catharina catharine catherine cathie cathline cathrine cathryn
katherine cathy catrin catriona chatrine ekaterina ekaterine jekaterina kaarina kaisa kajsa kareen karen karin kat katalin
katherine katariina katarina katarzyna kate katelin katerina kateryna kath katharina katharine kathi kathie kathleen kathlyn
katherine kathrine kathryn kathryne kathy kati katia katja katlin katri katriin katriina katrijn katrin katrina katrine katsiaryna
katherine katy katya kay kaye kit kitty
kathleen athrine caterina cath cathie cathleen cathline cathy catriona katelin kath kathaleen katharine kathlyn kathy kay kaye
kathrine carin catharina catharine cathie cathrine chatrine ekaterine jekaterina kaarina kaisa kajsa kareen katalin katariina
kathrine katharina kathie katri katriin katriina katrijn katrine
kathryn athrine caterina cath catherina cathie cathline cathrin cathryn cathy catrin catriona kat katelin katerina kath katharine
kathryn katherina kathleen kathlyn kathrin kathryne kathy katrin katrina kay kaye kit kitty
kathy athrine cath catharina catharine cathie cathline cathy ekaterine jekaterina kat katalin kath katharina kathe kathi kathie
kathy kathlyn katriin katriina katrijn kaye
kati cathie caty
katia aikaterina aikaterini carin catharina catharine cathia cathie cathrine cathryn cathy chatrine ekaterina ekaterine jekaterina
katia kaarina kaisa kajsa kareen karin katalin katariina katharina kathie kathrine kathy katina katja katri katriin katriina
katia katrijn katrin katrine keti
katie athrine caitlin caitlyn carin catalina catarina caterina cath catharina catharine catherine cathie cathline cathrine cathryn
katie cathy catie catrin catriona caty chatrine ekaterina ekaterine jekaterina kaarina kaisa kajsa kareen karen karin kat katalin
katie katariina katarina katarzyna kate katee katelin katerina katey kath katharina katharine katherine kathie kathleen kathlyn
katie kathrine kathryn kathy kati katia katja katri katriin katriina katrijn katrin katrina katrine katy katya kay kaye kit kitty
katja carin catharina catharine cathia cathie cathrine cathy chatrine ekaterine jekaterina kaarina kaisa kajsa kareen katalin
katja katariina katharina kathie kathrine kathy katri katriin katriina katrijn katrine
katlyn katlijn katlin
katrin carin catharina catharine cathie cathrine cathy chatrine ekaterine jekaterina kaarina kaisa kajsa kareen katalin katariina
katrin katharina kathie kathrine kathy katja katri katriin katriina katrijn katrine
katrina athrine carin catalina catarina caterina cath catharina catharine cathie cathline cathrine cathryn cathy catrin catrina
katrina catriona chatrine ekaterina ekaterine jekaterina kaarina kaisa kajsa kareen karen karin kat katalin katariina katarina
katrina katarzyna katelin katerina kath katharina katharine kathie kathleen kathlyn kathrina kathrine kathy katia katja katri
katrina katriin katriina katrijn katrin katrine katya kay kaye
katy athrine carin catalina catarina caterina cath catharina catharine cathie cathline cathrine cathryn cathy catrin catriona
katy chatrine ekaterina ekaterine jekaterina kaarina kaisa kajsa kareen karen karin katalin katariina katarina katarzyna katee
katy katelin katerina katey kath katharina katharine kathie kathleen kathlyn kathrine kathryn kathy kati katia katja katri katriin
katy katriina katrijn katrin katrina katrine katya kay kaye kit kitty
katya carin catarina caterina catharina catharine cathie cathrine cathryn chatrine ekaterina ekaterine jekaterina kaarina kaisa
katya kajsa kareen karin katalin katariina katarzyna katharina kathie kathrine katia katja katri katriin katriina katrijn katrin
katya katrine
kay athrine caterina cath cathie cathline cathy katelin kath kathlyn kathy kaye
kaycee kaycie kaysie
kaycie kaysie
kaye athrine cath cathie cathline cathy kath kathlyn
kayla cayla kaila kaylee kayley koula kyah
kaylee caleigh caylee kaila kaley kayle
kayleigh caylee kaley kayla kaylee
kayley kaley kaylee koula kyah
kaylyn kaylynn
kazi qazi
kazimierz casimir casimiro kasimir kazimieras kazimir kazimiro kazmer kazys
ke ga kho
keeley keelin
keenan kenan
kei qi
keira ciara kiera
keisha keesha kezia
keith keef
kelli keli kely
kellie kellee kelley
kelly kaela kailey kalli keli kelley kelli kely
kellyann kellyanne
kelsea kelsy
kelsey kelsea kelsy
kelsie kelsi
kemal kamaljon
ken kenric kenrick
kenan conan cynan cynon
kendall kendal kendelle
kennedy ken kenny
kenneth ken kennet kenney kenny
kenny kenney
kerri keri
kerry carey cary keri kerri kez
kester christof christofer christoffer christofor christoph christophe christophorus christov cristobal cristoforo cristovao
kester kristaps kristof kristofer kristoffer krystof
kevan keven
kevin caoimhin caomhan coemgenus kev kevan keven kevyn kewin
keziah keisha kezia
khadija hatice kadiatou kadidja khadijah
khalil kahlil xelil
kia khia
kian cian
kiara kierra kiria kirra kirrah kyrah kyrra
kiera ciara kiara kierra kira kiria kirra kirrah kyra kyrah kyrra
kieran ciar ciaran kieren kirin
kierra kiria kirra kirrah kyrra
kiki aggelina aggelo alki angeliki antzela antzi atzela kicki koula kyriaki
kilian kelian
killian kelian kylian
kim kimbley kym
kimberley kim kimberlee kimberly kimbley kimmie kimmy kymberly
kimberly kim kimberlee kimbley kimmie kimmy kymberly
king jing
kinga cunegonda cunegunda kunegunda kunhuta kunigunda kunigunde
kiona kionna
kip kipling
kira kiara kierra kiria kirra kirrah kyra kyrah kyrra
kiril ciril cirill cirillo cirilo cyrill cyrille cyrillus cyryl kirils kyrillos kyrylo
kirill chiril ciril cirill cirillo cirilo cyril cyrill cyrille cyrillus cyryl kiril kirils kiryl kyrillos kyrylo
kirra kiria kirrah kyrra
kirsten christiana christiane christine cristiana cristina kerstin kirstjen kristeen kristen kristin kristine krystiana kyrsten
kirsten tina
kirstin kirstyn
kit athrine caterina cath cathie cathline cathy catriona katelin kath katharine kathleen kathlyn kathy katrina kay kaye kester
kitty athrine caterina cath cathie cathline cathy catriona katelin kath katharine kathleen kathlyn kathy katrina kay kaye kit
kitty kitti
klara klaara klaartje
klaudia klaudie klaudija
kobe cobe
kofi cuffee
konrad conrado conradt corrado koenraad konrads konradur kunz
konstantin coiseam con constanti constantijn constantino constantinus costantino kanstancin konsta konstantine konstantins
konstantin konstanty konstantyn kosta kostadin kosti kostiantyn
konstantinos constanti constantijn constantino constantinus konstantin konstantios konstantis konstanty konstantyn kosta kostakis
konstantinos kostas kostiantyn kostis kottas ntinos takis
konstanty constantijn constantino constantinus konstantyn kost kosta kostiantyn
kornel cees cornelio cornelis cornelius kees korneel kornelis kornelius
kornelia cornelia kornelie kornelija
kornelija kornelie
kourosh cirus kir koreshi
kris cristoforo khris kristofer
krista christa crista kirsti kristiina
kristal kristel
kristen chretien christen cristina kristeen kristin kristine
kristers christer krister
kristi cerstin christiane christin chryscina cristiane cristin kerstin kine kristiane kristiina kristyna krisztina krystiana
kristi krystyna
kristian chretien christen christiaan christianus chrystian cristian cristiano kristiano kristians kristijan kristjan krisztian
kristian krystian rain
kristians christiaan christianus kristiano kristijan kristjan krisztian
kristin cerstin christiane christin chryscina cristiana cristiane cristin kerstin kine kristeen kristi kristiane kristiina
kristin kristine kristyna krisztina krystiana krystyna
kristina cerstin christiana christiane christin chryscina cristiana cristiane cristin cristina kerstin kine kris krissie krissy
kristina kristi kristiane kristiina kristin kristine kristy kristyna krisztina krystiana krystyna ristiina
kristine cerstin christiane christin chryscina cristiana cristiane cristin kerstin kine krissy kristeen kristi kristiane kristiina
kristine kristyna krisztina krystiana krystyna
kristof christof christofer christoffer christofor christoph christophe christophorus christov cristobal cristoffaro cristofol
kristof cristoforo cristovao kristaps kristoffer krystof
kristofer christof christofer christoffer christofor christoph christophe christophorus christov cristobal cristoffaro cristofol
kristofer cristoforo cristovao kristaps kristof kristoffer krystof
kristoffer christof christofer christoffer christofor christoph christophorus christov cristobal cristoffaro cristofol cristoforo
kristoffer cristovao kristaps krystof
kristopher christophpher cristopher
kristy cerstin christiane christin chryscina cristiana cristiane cristin cristy kerstin kine kristi kristiane kristie kristiina
kristy kristin kristine kristyna krisztina krystiana krystyna
kristyna cerstin christiane christin chryscina cristiane cristin kerstin kine kristiane kristiina krisztina krystiana
krisztian christianus chrystian kristiano kristijan kristjan
krystal kristal kristel krystle
krystian christiaan christianus chrystian cristian cristiano kristiano kristians kristijan kristjan krisztian rain
krystyna cerstin christiane christin chryscina cristiane cristin kerstin khrystyna kine kristiane kristiina kristyna krisztina
krystyna krystiana
krzysztof christof christofer christoffer christofor christoph christophe christophorus christov cristobal cristofol cristoforo
krzysztof cristovao kester kristaps kristof kristofer kristoffer krystof
ksawery chabier saverio xabier xaver xaverius
ksenia aksiniya ksenija kseniya ksenja polikseni xenie
ksenija kseniya ksenja xenie
kurt curt kurts
kurtis kurt
kyah koula
kyle kayle kelian kyler
kylie kiley kylee
kyra kiara kierra kiria kirra kirrah kyrah kyrra
kyrah kierra kiria kirra kirrah kyrra
lacey laci
lachlan lachie lachy lochlan
ladislav laddie ladislaus ladizlao ulaszlo vladyslav wladislaus wladyslaw wlodzislaw
laetitia letizia lettice
laia eulalia eulalie olalla olaya
laila lajla leelah leila leilah leyla
laine lain
lama lamah
lamar lamarr
lana ellina
lance lancelot lanny
landon lanny
lara larisa larissa laurel loren lorenza
larisa larissza larysa laryssa
larissa larisa larissza larysa laryssa
larry lannie lary laurance laurens laurenz lawrie lawry lorence lorenz lorrie lourence
lars lannie larry lary lasse laurance laurens laurent laurentius laurenz lauri lawrie lawry llorenc lorence lorenz lorinc lorrie
lars lourence lourenco luregn
laszlo ladislaus ladislav ladizlao ulaszlo vladislav vladyslav wladislaus wladyslaw wlodzislaw
latoya latonya
laura lara laure laurel laurette lauri laurie laurine lora loren lorenza lorie lowri
laurel lorenza
lauren lara laura laurel laurence lawrence loren lorenza
laurence lannie larry lars lary laurance laurens laurent laurentius laurenz laurie law lawrie lawry llorenc lorence lorenz lorenzo
laurence lorinc lorrie lourence lourenco luregn
laurent lasse laurance laurentinopaja laurentius laurentz llorenc lorenz lorient lorinc lourenco luregn
laurie lannie larry lars lary laurance laurens laurenz lauri laurine lawrie lawry lorence lorenz lorie lorrie lourence
lavinia lawinia
lawrence lannie larry lars lary lasse laurance laurence laurens laurent laurentius laurenz lauri laurie law lawrie lawry llorenc
lawrence lorence lorenz lorenzo lorient lorinc lorrie lourence lourenco luregn
lawrie lannie lary laurance laurens laurenz lawry lorence lorenz lorrie lourence
layla laila leelah leila leilah leilia lela leyla lila
layne lain laine
layton leyton
lazar lasar lazare lazarus lazzaro
lazarus lasarus laz lazaros lazzaro
le yue
lea lahey leja
leah lahey lea lee leia leya
leander leandre
leandra leondra
leann leeann
leanne leeann leeanne lianne
lee lahey lea leigh leroy li limos
leeanne leeann
leelah lajla
leena alena alenka helene helka jela jelena lene lenita lenka lenke lenuta olena
leif leifur leiv
leila lajla layal leelah leilah leilia lejla lela leyla lila
leilah lajla leelah
lela jelena leilia nitsa
lemuel lem lemeul
lena alena alenka eleni elina ellina helen helena helene helka jela jelena leena lehna lela lene lenka lenke lenuta nitsa olena
lena yelenaelena
lenard len lenn lennart leonardus leonhard lleonard
lene alenka helka jela lenke lenuta olena
leni ellina
lenka alenka helka jela jelena lene lenke lenuta olena
lennard len lenard lenn leonhard
lennie ellina len lenard lenn lennard leonhard
lenny len lenard lenn lennard lennie leonard leonhard
leo lee len lenard lenn lennard lennie lenny leon leonard leonardo leone leonhard leonid leonidas leonide leopold leovigildo lev
leo lew lyon
leon len lenard lenn lennard lennie lenny leonard leonardo leone leonhard leonid leonidas leonide lev lew lyon
leonard len lenard lenn lennard lennart lennie leonardus leonhard leonhardt leonnade lleonard lyeanard
leonardo len lenard lenn lennard lennart lennie lenny leonard leonardus leonhard lleonard
leone leonid
leonel leonello leonillus lionell lyonel
leonid leanid leonide lew
leonidas leone leonid leonida leonide lev
leonie leoni
leonor eleonor eleonore leonore
leonora alienor eleanora eleanore eleonor eleonora eleonore elionor leanora lenora lenore leonor noortje
leopold leopoldo lipot luitpold
leroy leeroy roi
lesley les leslee leslei lesleigh leslie lesly
leslie les leslee leslei lesleigh lesly lez
lester leicester les
leticia laetitia letitia letizia letta lettice lettitia letty
letitia laetitia letizia letta lettice lettie lettitia letty letycja tish tisha titty
letty letta lettice lettitia
lev leone leonid leonide levko lew
levi leevi levy
lewin levin
lewis aloysius chlodwig clodoveo clovis lajos lew lewys lluis lodovico loeiz loic loick lou loui louie louis ludovic ludovico
lewis ludvig ludvik ludwig ludwik luigi luis
lewys chlodwig clovis lajos lluis loic ludovic ludovico ludvig ludwig ludwik luigi
lexi alec aleksandar aleksander aleksandr alessandro alexa alexandre alexandros alexandrovi alexi alexia alexis alexnder alick
lexie alexia alexis
leyla leelah leilah lejla
li ye
lia lil lili lilian lillianna olimpia olimpiada
lian lin ryeom ryeon
liana giulia giuliana giulietta hulya jule juliana juliane julianna julie julienne julieta julika liane uliana yulia
liane giulietta hulya jule juliane julienne julika uliana yulia
lianne leeann leeanne
libby babette bess bessie bessy bet betsey betsy bett bette bettie bettina betty bettye elisa elisabeth elisabetta elise elisha
libby elissa eliz elize elspeth lisa lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa
liberty libertad
lida leda lyda
lidia lidija lidiya lidziya liidia lydie lyydi lyydia
lila leilia lela lili lilia lilja
lili erzsebet karolina lil lilian lilja lillianna
lilia lili liliia lilja
lilian lil liliane lilianne liljan lillianna lillyn lilyan
liliana lilian liliane lilianna lilianne liljan liljana lillian lilyana
liliane lilianne liljan
lilith lilita
lillian lia lil lili lilian liliane lilianne liljan lillianna ljiljana
lillianna lil
lillie lia lil lili lilian lillian lillianna
lilly lia lil lila lili lilia lilian lilija lilja lillian lillianna lillie
lily lia lil lila lili lilia lilian liliia lilja lillian lillianna lillie lilly
lilyan liljan
lilyana liljana
lina erlinda evangelia karolina linda liudmila ljudmila ludmila ludmilla lynda lyudmila mirlinda stiliana stiliani
lincoln linc link
linda belinda erlinda lindie lindy ljudmila ludmila ludmilla lydie lynda lyudmila melinda mirlinda
linden lynden
lindsay lindie lindsy lindy linsay linsey lyndsay lynsay
lindsey lindsay lindsy linsay linsey lyndsey
linh ling
link linc
linsey linsay
lionel leonel leonello leonillus lionell lionella lionelle lionello lyonel
lisa alzbeta babette bess bessie bessy bet betina betsey bett bette bettie bettina betty bettye ealisaid elesbed elisa elisabet
lisa elisabeth elisabetta elissa eliz elizabet elizabeta elizabeto elize elspeth elzbieta erzsebet eske ilsa ilse ilza ilze izabel
lisa izabela izabella liesbeth liese liesel liesl liisa liisi liissa lisabeth lisbeth lise lisette lissa liz liza lizabeth lizbeth
lisa lizzie lizzy lyssa tina tine
liv liva
livia livie livija livvie liwia olivi
livvie olivi
liwia livija
liyana liana
liz alzbeta babette bessy bet betina bett bette bettina bettye ealisaid elesbed elisabet elizabet elizabeta elizabeto elzbieta
liz erzsebet eske ilse ilza ilze liesbeth liese liesel liesl liisa liisi lis lisbeth lise lisette liss lissa lizabeth lizbeth
liz lyssa lyz sabel tine
liza alzbeta babette bess bessie bessy bet betina betsey bett bette bettie bettina bettye ealisaid elesbed elisabet elisabetta
liza elisavet elissavet eliz elizabet elizabeta elizabeto elize elsi elzbieta erzsebet eske ilsa ilse ilza ilze liesbeth liese
liza liesel liesl liisa liisi lisbeth lise lisette lissa liz lizabeth lizbeth lizzie lizzy lyssa tine veta zeta zetta
lizzie babette bess bessy bet betsey bett bette bettie bettina bettye elisabetta elize lisbeth lisette lissa liz lizabeth lizbeth
lizzie lizzi lizzy lyssa
lizzy babette bessy bet betsey bett bette bettina bettye elisabetta lisbeth lisette lissa lissi liz lizabeth lizbeth lizzi lyssa
lleucu llucia luciane lucija lucilla lucja lutsia luzi luzia luzie
llewellyn llew llewellin llywelyn
llewelyn llewellin llewellyn llywelyn
lloyd loyd
llywelyn llewellin
loic chlodwig clodoveo clovis lajos lluis loeiz loick love ludovic ludovico ludvig ludvik ludwig ludwik
lois alois louisa luis luisa luise
lola delores dolores lolita mariadolores
lolita mariadolores
lonnie lon lonni lonny
lora loredana lorella lorina lorisa
loredana laurine
lorelei lorelay lureline lurleen lurline
loren laurel lorenza
lorenz lannie lary lasse laurance laurens laurentius laurenz lauri lawry llorenc lorence lorinc lorrie lourence luregn
lorenza renza
lorenzo enzo lars lasse laurance laurent laurentinopaja laurentius lauri lavrenti lavrentiy lavrin llorenc loren lorenz lorient
lorenzo lorinc lourenco luregn renzo
loreta loreto
loretta lora loreta
lori dolores laurine lora lory
loris lykourgos
lorraine loraine luraine
lotta loti
lotte lote loti lotta lotten
lottie carlotta
lou aloysius lew lodovico louane ludwig
louanna louann louanne
loui aloysius lew lodovico lou ludwig luigi
louie lois louise
louis aloysius chlodwig clodoveo clovis koldo lajos lew lewys ljudevit lluis lodovico loeiz loic loick loizos lou loui louie love
louis ludovic ludovico ludvig ludvik ludwig ludwik luig luigi luis
louisa loeiza loisa lou ludwiga luisa luise lula lulu
louise lluisa loeiza lois lou louisa lovise luisa luise luiza luize lujza lulu
loukas loukis lukasz luuk luukas
lourdes lorda lurdes
lourenco laurance laurentius llorenc lorenz lorinc luregn
love loeiz
lowri laure laurette
luan loan
lubna loubna
luc lic loukas lucius lucjusz lucky lukasz luuk luukas
luca lic loukas luc lucca lucian lucius lucjusz luka lukas lukasz lukian luuk luukas
lucas lic loukas luc luca lucian lucius lucjusz luka lukas lukasz luuk luukas
luci lleucu llucia luciane lucija lucilla lucja lutsia luzi luzia luzie
lucia lleucu llucia loukia luci luciane lucija lucilla lucille lucina lucja lutsia luzi luzia luzie
lucian lic luc lucien lucjan lukian lukijan
luciana luciane
luciano llucia
lucie cindy lleucu llucia luci lucia luciane lucija lucile lucilla lucille lucja lutsia luzi luzia luzie
lucien luciano mounir
lucille lleucu llucia luci luciane lucija lucile lucilla lucja lutsia luzi luzia luzie
lucinda cindy
lucio lucinho
lucius loukas lucio lucious lucjusz lukasz luuk luukas
lucrezia lucrece lucrecia lucretia lukrecia lukrecie lukrecja
lucy cindy lleucu llucia lu luci lucia luciane lucie lucija lucile lucilla lucille lucja lulu lutsia luzi luzia luzie
ludovic chlodwig clodoveo clovis lajos lluis loeiz loick ludovick ludovico ludovicus ludoviko ludovit ludvig ludvik ludwig ludwik
ludovico chlodwig clodoveo clovis lajos lluis lodovico loeiz loick ludvig ludvik ludwig ludwik
ludwik chlodwig clodoveo clovis lajos lluis loeiz loick ludvig ludvik ludwig
luigi aloysius chlodwig clodoveo clovis gigi lajos lew lluis lodovico loeiz loic loick lou ludovic ludovico ludvig ludvik ludwig
luigi ludwik luig luigge
luis chlodwig clodoveo clovis koldo lajos lewys lluis loeiz loic loick ludovic ludovico ludvig ludvik ludwig ludwik luig luigi
luis luisito luiz luizinho
luisa lluisa loeiza loisa luise luiza lujza
luiz luizinho
luiza lluisa luise lujza
luka lic luc lucian lucius lukasz
lukas lic loukas luc lucian lucius lucjusz luka lukasz luuk luukas
luke lic loukas luc luca lucas lucian lucius lucjusz lucky luka lukas lukasz luuk luukas
luna lluna loena
lydia liddy lidia lidija lidiya lidziya liidia lyda lydie lyydi lyydia
lynda erlinda liudmila ljudmila ludmila ludmilla lyudmila mirlinda
lyndon lindon lynden
lyndsay lynsay
lyndsey lyndsay lyndsy
lynette linette lyn lynnette
lynn linette lyn lynette lynne
lyra lera lira
maaria maarja
mabel amabel mabell mabelle mable mariaisabel
mabelle mabell
mac mak
maciej madis maffeo mate matej mateu mateus matfei matfij mathias mathieu mathijs mathis maties matija matityahu matjaz matteus
maciej matthaus matthieu matthijs matti mattia mattias mattis matus matvey matyas mazhev mazzeo
mack mak
mackenzie mackenzi makenzie mckenzie
macy macey
madalyn madelina magda maud
maddalena magdalen magdelaine magdolna
maddison madisen
maddy madalyn madelina magda magdalene maud
madelaine madalyn maddalena maddy madelina madelon magda magdelaine magdeleine malena marlene maud
madeleine madalyn maddalena maddy madelaine madelein madelina madeline magda magdalen magdalena magdalene magdelaine magdolna maud
madeline madalyn maddy madelaine madelina magda magdelaine maud
madison maddison madisen
mae margaret may
maelys maelle maylis
magda madelina magdalen magdolna majida
magdalena maddalena magda magdalen magdalene magdolna malena
magdalene maddalena magda magdalen magdolna
maggie greta gretal madge maggi mags maguy malgorzata marg margalida margaret margareta margarete margaretha margarida margarita
maggie marge marged margerita margery margherita margie margit margita margo margorie margot margret margrete margreth margrethe
maggie margrjet marguerita marguerite margurita marhata marieta marijeta marj marjeta marjetica marjetka marjorey marjorie marjory
maggie marketa meg megija miriam peg peggie peggy reta
magnus magno magnuss mans mauno mogens
mahbub mahboob mehboob
mahmud mahmut
mai maj
maia maaja maija maja
maija maaja
mairead malgorzata marcharid margalida margareta margarete margaretha margarida margarita margherita margita margret margrete
mairead margrethe margrjet marguerite marhata marjeta marketa
maisie greta gretal madge maggi maggie marg margaret margareta margarita marge margery margie margo margorie margot marguerita
maisie marguerite margurita marj marjorey marjorie marjory maysie meg miriam peg peggie peggy reta
maja maaja maija
majid madjid madschid
makayla mckayla micaela michela miguela miguelina mykayla
makenzie makenzi
maks maksimilijan massimiliano maximiliaan maximiliano maxmilian
maksim maksims maksym massimiliano massimo maxime maximo
maksymilian maks maksimilijan maxie maximiliaan maximiliano maximilien maxmilian
malachi malachia malachiasz malachy malakai malakias
malachy malachia malakias
malcolm mac mal malcom malkolm
malia emalia
malik malek malick
malvina malvin malvine
malwina malvina
mamie mame maree mayme moyra
mandy manda
manny mannie manolo
mansoor mansour
manu manoela
manuel emanuele emmanouil immanuel mane manel manny manolis manolo manos manousos manu manwel
manuela emanuela lele manoela manuella manuelle
mara marite
marc marcjan marcos marek markiyan markku marko markus
marcel marceau marceli marcell marcello marcellus markel marsel
marcela marcelle
marcelina marceline marcellina
marcell marceli marcello marcellus markel
marcella marcela marcelle
marcello marceau marceli marcelino marcellino marcellus marcelo markel
marcellus marceli markel
marcelo marcelinho marcelino
marcia marcella marsha marzia
marcie marcella marcia
marcin maarten mart marten marteno martijn martinius martino martinus marton morcen morten
marco marc marcos marek markku marko markus
marcos markku markos
marcus marc marco marcos marek markku marko markus marquinhos
marek marcos mareks markku marko
margaret greta gretal madge maggi mags mairead malgorzata marcharid marg margalida margareta margarete margareth margaretha
margaret margarett margarida margarita marge marged margerita margery margherita margie margit margita margo margorie margret
margaret margrete margreth margrethe margrjet marguerita marguerite margurita marhata marieta marijeta marj marjeta marjetica
margaret marjetka marjorey marjorie marjory marketa may meg meggie midge peg peggie peggy reta
margarida malgorzata marcharid margalida margareta margarete margaretha margarett margerita margit margita margret margrete
margarida margreth margrethe margrjet marhata marieta marijeta marjeta marjetica marjetka marketa
margarita gretal madge maggi malgorzata marcharid marg marga margalida margalit margareta margarete margaretha margarett margarida
margarita marge marged margerita margery margherita margie margit margita margorie margret margrete margreth margrethe margrjet
margarita marguerita marguerite margurita marharyta marhata marieta marijeta marj marjeta marjetica marjetka marjorey marjorie
margarita marjory marketa peg peggie reta riitta
marged malgorzata margalida margareta margarete margaretha margarida margerita margit margita margret margrete margreth margrethe
marged margrjet marhata marieta marijeta marjeta marjetica marjetka marketa
margherita malgorzata marcharid margalida margareta margarete margaretha margarida marged margerita margit margita margret margrete
margherita margreth margrethe margrjet marhata marieta marijeta marjeta marjetica marjetka marketa
margo gretal madge maggi marg margareta margarita marge margery margie margorie marguerita marguerite margurita marj marjorey
margo marjorie marjory peg peggie reta
margot greta gretal madge maggi malgorzata marcharid marg margalida margaret margareta margarete margaretha margarida margarita
margot marge marged margerita margery margherita margie margit margita margo margorie margret margrete margreth margrethe margrjet
margot marguerita marguerite margurita marhata marieta marijeta marj marjeta marjetica marjetka marjorey marjorie marjory marketa
margot meg peg peggie peggy reta
marguerite gretal madge maggi malgorzata marcharid marg margalida margareta margarete margaretha margarida marge margerita margery
marguerite margherita margie margit margita margorie margret margrete margrethe margrjet marguerita margueritte margurita marhata
marguerite marieta marijeta marj marjeta marjetica marjetka marjorey marjorie marjory marketa peg peggie reta
mari mair mariia marija my
maria mair mame mamie maree mari mariano marie marigo mariia marija marika marisia maritsa mariya marja marjatta marjo maro
maria maroula maru maruja marujita maruxa mary marya maryia maryja meri moira moyra my
mariam meriem miriam mirijam mirjam myriam
marian mariadelosangeles marien marijan marion marjan
mariana mariaana marian marianna marien marijan marion maryann
marianna mariaana marian marieanne marien marijan marion maryanna maryanne
marianne mariaana marian mariana mariane marianna marieanne marien marijan marijane marion marjan maryann maryanna maryanne
marie mame mamie maree mariia marija mariya marya moira moyra
mariella mariel marielle
marielle mariel
marigold mariegold
marija mariia my
marika marica
marilyn maralyn marilin marilyne marilynn marilynne marylin maryline marylon marylyn merrelyn merrilyn
marin marinko marino marinus marinusz maryn rinus
marina mariina marine marinna marinus maryna
marine maryna
mario marij mariu marius mariusz
marion marien marijan
marisa mariaisabel merissa
marissa marisa merissa
marius marij mariu mariuss mariusz marjan
mariusz marij mariu
mariya mari mariia marija maryia maryja meri my
marjan marijan marjane marjaneh
marjana marijana
marjorie gretal madge maggi marg margareta marge margery margie margorie marguerita margurita marj marjorey marjory peg peggie
marjorie reta
mark marc marco marcos marcus marek markku marko markus marky
marko marcos markko markku
markus marcos marek markku marko
marlee marleen marleigh marlene
marleigh marleen
marlena marleen marlene
marlene marleen marleigh marly merlene
marlowe marlow
marnie marni
marques marque
marsha marzia
marshall marshal
marta maartje marfa martie martine martyna
martha maartje marfa marta martie martina martine marty martyna maruta mattie matty
martin maarten marcin mart marten marteno marti martijn martino martins martinus marton marty martyn mertinas morcen morten
martina maartje marta martine marty martyna
martine maartje
martino maarten mart marten marteno martijn martinus marton morcen
martins maarten marten martijn
marton maarten mart marten marteno martijn martinus morcen
martyn maarten marcin mart marten marteno martijn martino martins martinus marton morcen morten
martyna maartje martine
marvin marv marwin
mary jo mae mair mame mamie maree mari marie mariia marija mariya marry marya marye may mayme meri merija moira moyra my polly
marya mame mamie maree moira moyra
maryam mariam meriem miriam mirijam mirjam myriam
maryann mariaana mariane marieanne maryanna maryanne
maryanne mariann maryanna
maryellen maryelle mel
marylou marilou
masa masha
masoud mesut
massimiliano maksimilijan massimilian maxie maximiliaan maximiliano maxmilian
massimo maksym maximo mossimo
masud masoud
matan mattan matthan
matas maciej matej mateus matfei mathieu matityahu matteus matthaus matthias matthieu matus
mate madis maffeo mateu matfei matfij mathijs maties matija matityahu matjaz matteus matthaus matthijs matti mattis matus matvey
mate mazhev mazzeo
matej madis maffeo mate mateu matfei matfij mathijs mathis maties matija matityahu matjaz matteus matthaus matthijs matti mattis
matej matus matvey matyas mazhev mazzeo
mateo maciej madis maffeo matas mate matej mateu mateus matfei matfij mathias mathieu mathijs mathis matias maties matija
mateo matityahu matjaz matteus matthaus matthias matthieu matthijs matti mattia mattias mattis matus matvey matyas mazhev mazzeo
mateus madis maffeo mate matej mateu matfei matfij mathieu mathijs matija matityahu matjaz matteus matthaus matthieu matthijs
mateus matti mattis matus matvey matyas mazhev mazzeo
mateusz maciej madis maffeo matas mate matej mateo mateu mateus matfei matfij mathias mathieu mathijs mathis matias maties matija
mateusz matityahu matjaz matteus matthaus matthias matthieu matthijs matti mattia mattias mattis matus matvey matyas mazhev mazzeo
matheus mat mathews mattheus
mathew maciej madis maffeo mat mate matej mateo mateu mateus mateusz matfei matfij matheus mathews mathias mathieu matias matija
mathew matjaz matt matteo matteus matthaus mattheus matthias matthieu matthijs matti mattia mattias mattis matus matvey matyas
mathew mazhev mazzeo
mathias madis maffeo mat mate matej mateu mateus matfei matfij matheus mathews mathieu mathijs mathis maties matija matiss
mathias matityahu matjaz matteus matthaus mattheus matthieu matthijs matti mattia mattias mattis matus matvey matyas mazhev mazzeo
mathieu madis maffeo masseot mate matej mateu matfei matfij mathijs matija matityahu matjaz matteus matthaus matthijs matti mattis
mathieu matus matvey matyas mazhev mazzeo
mathilda mathilde matilde matylda mechthild mechtylda tilda tillis
mathilde matilde matylda mechthild mechtild mechtilde mechtylda tilda tillis
mathis maffeo mate matfei matjaz matteus matthijs matti mattis mazzeo
matias maciej maffeo mate matej mateu mateus matfei matfij mathias mathieu maties matija matteus matthaus matthieu matthijs matti
matias mattias mattis matus matvey matyas mazhev mazzeo munir
matilda mat mathilda mathilde matild matilde mattie matty matylda mechthild mechtilde mechtylda tilda tillie tillis tilly
matilde maite mechthild mechtilde mechtylda tilda
matt mat matheus mathews mathias mattheus
matteo maciej madis maffeo mat mate matej mateo mateu mateus mateusz matfei matfij matheus mathews mathias mathieu mathijs mathis
matteo matias maties matija matityahu matjaz matt matteus matthaus mattheus matthias matthieu matthijs matti mattia mattias mattis
matteo matus matvey matyas mazhev mazzeo
matthew maciej madis mads maffeo maitiu mat matas mate matej mateo mateu mateus mateusz matfei matfij matheus mathew mathews
matthew mathias mathieu mathijs mathis matias maties matija matityahu matius matjaz matt matteo matteus matthaus mattheus matthias
matthew matthieu matthijs matti mattia mattias mattis matty matus matvei matvey matvii matyas mazhev mazzeo
matthias maciej madis maffeo mate matej mateja mateu mateus matfei matfij mathias mathieu mathijs mathis matias maties matija
matthias matityahu matjaz matteus matthaus matthieu matthijs matti mattia mattias mattis matus matvey matyas matz mazhev mazzeo
matthieu madis maffeo mate matej mateu matfei matfij mathieu mathijs matija matityahu matjaz matteus matthaus matthijs matti
matthieu mattis matus matvey matyas mazhev mazzeo
matti madis maffeo maitiu mateu matfei matfij mathijs maties matija matityahu matjaz matteus matthaus matthijs mattis mazhev
matti mazzeo
mattia macieja maffeo mate matej mateu mateus matfei matfij mathieu mathijs mathis maties matija matityahu matteus matthaus
mattia matthieu matthijs matti mattias mattis matus matvey matyas mazhev mazzeo
mattias madis maffeo mate matej mateu mateus matfei matfij mathieu mathijs mathis maties matija matityahu matjaz matteus matthaus
mattias matthieu matthijs matti mattis matus matvey matyas mazhev mazzeo
matty mattie
matus madis maffeo mateu matfei matfij mathijs matija matityahu matjaz matteus matthaus matthijs matti mattis matvey mazhev mazzeo
matvey madis maffeo mateu matfei matfij mathijs matija matityahu matjaz matteus matthaus matthijs matti mattis matvei matvii
matvey mazhev mazzeo
matyas madis maffeo mate mateu matfei matfij mathijs mathis maties matija matityahu matjaz matteus matthaus matthijs matti mattis
matyas matus matvey mazhev mazzeo
matylda matilde mechthild mechtylda tilda
maud madelina magda maude maudie
maude madie maudie
maura mareen maurine
maureen mareen maura maurine
maurice mariss maurici mauricio mauritius maurits mauritz maurizio maury maurycy mavricij meurig mo moe moric moritz mossie
mauricio maurici maurizio
mavis mamie
max mac mack maks maksim maksimilijan maksis maksymilian massimiliano maxie maxim maximiliaan maximilian maximiliano maximilien
max maximillan maximillian maxmilian maxwell maxx maxy
maxi maxey maxie
maxie maksimilijan maxey maximiliaan maxmilian
maxim maksim maksims maksym massimo maxime maximillan maximo
maxime maksym massimo
maximilian maks maksim maksimilijan maksymilian massimiliano maxie maximiliaan maximiliano maximilien maximillian maximus
maximilian maxmilian
maximiliano maksimilijan maxie maximiliaan maxmilian
maximilien maks maksimilijan massimiliano maxie maximiliaan maximiliano maxmilian
maximillian maks maksimilijan maksymilian massimiliano maxie maximiliaan maximiliano maximilien maxmilian
maximo maksym
maximus maksimilijan maksymilian massimiliano maximiliaan maximiliano maximilien maximillian maxmilian
maxine maxie maxy
maxwell maxim maximillan
may mai maj mea
maya maaja maia maija maja miya
mckayla michela miguela miguelina mykayla
meg gretal madge maggi marg margareta margarita marge margery margie margo margorie marguerita marguerite margurita marj marjorey
meg marjorie marjory peg peggie reta
megan maegan meagan meg meggie meghan meghann megyn meighan
meghan maegan margarita meagan meghann
mehmet mehmed
meir mayer meyer
melania melani melaniia melanija
melanie mel melania melaniia melanija melina
melanija melaniia
melia emalia
melina meline
melinda malinda mel mendy mindy
melis melios
melisa mellisa
melissa mel melisa mellisa mellissa missy
melody mel mellody melodie
melvin malvin mel melwin
melvyn mel
mena menas minni
menachem manny
menashe menasze
mendel mendy
mercedes merce mercedesz mercedez merche mertxe
meredith maredudd mere meredydd merry
meriem mirijam mirjam myriam
merle merrill
merlin merlino myrddin
mervyn merv
meryl maryla
mia miia mija mimma mya myriam
mica marija mike
micaela mckayla micaella michela michele miguela miguelina mihaela mikhaili mykayla
micah mica mike
micha maycon michail michal michas michea micheas micheasz michel michiel mickael mihael mihaly mihangel mihkel mikaelo mikeas
micha michal mikha mikko miqueas miquel mykhailo mykolas
michael lakis maycon mica micah micha michail michal michalakis michalis michas michel michele michiel mick mickael mickey
michael mickie micky migael miguel mihael mihai mihail mihaly mihangel mihhail mihkel mijael mika mikael mikaelo mikail mike mikel
michael mikey mikhael mikhail mikis mikkel mikkjel mikkjell mikko miquel missas mitchel mixail mykhailo mykolas
michaela makayla mckayla micaela michalina michela michele mickey micky miguela miguelina mihaela mijaela mikaela mikayla mikhaili
michaela mykayla
michail maycon michas michiel mickael mihael mihaly mihangel mihkel mikaelo mikes mikko miquel mykhailo mykolas
michal micha michail michel michiel miguel mihael mihai mihaly mihkel mikael mikail mikhail mikko miquel mychal mykhailo mykolas
michalina micaela michela michele miguela miguelina mihaela
michel maycon michail michas michelino michiel mickael mihael mihaly mihangel mihkel mikaelo mikkel mikko miquel mykhailo
michel mykolas
michela michella miguela miguelina mykayla
michele lele maycon micha michail michal michel michela michiel mickael miguela miguelina mihael mihaela mihaly mihangel mihkel mikaelo
michele mikkel mikko miquel mykhailo mykolas
michelle micaela michaela michalina michela michele micky miguela miguelina mihaela mikaela shell
mickey mick mickie micky mike
micky mick mickie
mieszko mecislovas mecys mesek mieczyslaw
miguel maycon micael micha michail michal michas michel michele michiel mickael migel mihael mihai mihaly mihangel mihkel mika
miguel mikael mikaelo mikail mikel mikhail mikko miquel mitchel mykhailo mykolas
mihaela michela miguela miguelina mihaella
mihai maycon micha michail michal michas michel michele michiel mickael mihael mihaly mihangel mihkel mikaelo mikko miquel
mihai mykhailo
mihail mykolas
mija miia
mika micha michail michal michel michiel mihael mihai mihaly mihkel mikael mikhail mikko miquel mykhailo
mikael maycon micael micha michail michal michas michel michele michiel mickael mihael mihai mihaly mihangel mihkel miika miikka
mikael mikaelo mikhail mikkel mikkjel mikkjell mikko miko miquel miska mykhailo mykolas
mikaela micaela michalina michela michele mickey micky miguela miguelina mihaela mikala mikhaili
mikail maycon micha michail michal michas michel michele michiel mickael mihael mihai mihaly mihangel mihkel mika mikael mikaelo
mikail mikhail mikko miquel mitchel mykhailo mykolas
mikayla micaela mikaela mikhaili
mike maik mayk meic micky
mikel mihkel miquel
mikey mike
mikhail maycon micha michail michal michas michel michele michiel mickael mihael mihai mihail mihails mihaly mihangel mihhail
mikhail mihkel mikaelo mikhael mikko miquel mixail mykhailo mykolas
mikkel mickel mikkjel mikkjell
mikolaj miki
mila erlinda lina linda liudmila ljudmila ludmila ludmilla lynda lyudmila mirlinda
milana mylene
mildred mildrid
milena milana mylene
miles myles
milla massimilla
millicent milicent
millie camilla mildred milli millicent milly
milly camilla mildred milli millicent
milos milous
milosz milos milous
milton milt
mina mena menas minni
mindy vilma
ming beng bing meng min myeong
minna minttu vilhelmina
minnie mena mina mindy minni minny vilma wilhelmina
mira miira myra
miranda mindy randy
mirela mireia mireille
mirella mireia mireille mirela
mireya mireia
miriam greta gretal madge maggi marg margaret margareta margarita marge margery margie margo margorie margot marguerita marguerite
miriam margurita marj marjorey marjorie marjory maryann meg meriem mimi miriama mirijam mirjam miryam myriam peg peggie peggy reta
miro miiro
miron mirone
miroslav mieroslav miraslau miroslavo miroslaw miroszlav myroslav
miroslava miloslava mirka miroslawa myroslava
mischa misja miska
misha mischa misja
missy missi
mitchel micha michail michal michel michiel mihael mihai mihaly mihkel mikael mikhail mikko miquel mykhailo mykolas
mitchell mitch mitchel
mohamad mahometus maometto mhamed muhamed
mohamed mahometus maometto mehmed mhamed mohamad muhamed
mohammad mahometus maometto mhamed mohamad mohamed mohd muhamed
mohammed mahometus mambet maometto md mehmed mhamed mhammed mohamad mohamed mohammad muhamed muhammad
moira mame mamie maree moyra
moise moisei moises mojzesz mose mozes
moises moisei mojzesz mose mozes
moishe mykhailo
mollie mary moly
molly mary mollie moly polly
mona moona mouna
monica mona monicadelmar moniek monika moniko monique moonika
monika mona moniek moniko moona moonika
monique monic moniek monika moniko moonika
montana montanna
monty montague montgomery
mordecai mardocheo mordechaj
mordechai mordecai mordechaj
morgane morgann
morris mo moe
morten maarten mart marten marteno martijn martinius martino martinus marton morcen
mortimer mort
moses mo moe moise moisei moises mojzesz mooses mose moshe movses mozes muuse
moshe moise moisei moises moishy mojzesz mosche mose mozes
mostafa mostapha moustafa moustapha musztafa
mounir monir
muhamed mahometus maometto mehmed mhamed
muhammad mahometus maometto md mehmed mhamed mohamad mohamed mohammad mouhamadou muhamed
munir mounir
munira monira mounira munire
munro munroe
murad morad
musa moses
mustafa mostafa mostapha moustafa moustapha mustapha musztafa
mustapha mostafa mostapha moustafa moustapha musztafa
my mariia
myer meyer
myra miira
myriam mirijam mirjam myriem
myron miron mirone
myrtle mertle mirta mirthe myrthe
nada nadezda nadezhda nadiia nadiya nadja
nadia nada nadezhda nadiia nadija nadiya nadja nadzieja
nadir nader nadhir
nadiya nadezhda nadiia nadja
nadya nadezhda
naftali naphtali neftali
naftoli naftali naphtali neftali
nahum nachman nachum nahman naum
naia nahia
naima najma noomi
najah naja
najib naguib
najwa najoua najwanagwa
nana ioanna panayiota yianna yiannoula yiota zanet zanneta zannetta
nancie nanci
nancy nan nance nanci nancie nancye
naomi mimi naemi neomi noam noemi noemie noomi
narcis narciso narcisse narcisszusz narcyz
nasir naser
natacha nastazja natasa natascia natasja
natali nataliia natalija natalja natallia
natalia nat natalee natali nataliia natalija nataliya natalja natallia nataly natalya nathalia nathalie
natalie nat natalee natali natalia nataliia natalija nataliya natalja natallia nataly natalya nathalia nathalie
nataliya natalee natali nataliia natalija natalja natallia nataly
nataly natalee nataliia natalija natalja
natalya nat natalee natali nataliia natalija nataliya natalja natallia nataly nathalia nathalie
natan nosson
natascha nastazja natacha natasa natascia natasja
natasha nastazja nat natacha natasa natascha natascia natasja nathasa tash tasha
natasja nastazja natasa natascia
nate nathanael nejc
nathalia nat natalee natali nataliia natalija nataliya natalja natallia
nathalie natalee natali nataliia natalija nataliya natalja natallia nataly nathalia
nathan nat natan nate nazhan nosson
nathanael nat natanael natanaele
nathaniel nat natanael nate nathanael
nazira nadzirah
neal gneil gniel neale neill niels njal
ned ed edd eddy edgar edmond edmund eduardo edw edwards edwark nedeljko
neha nehahirve
nehemiah nechemia neemia nehemia nehemias nehemie
neil gneil gniel neal neale neill niels njal
nel cornelia cornelis cornelius manel manuel petronella
nela antonela antonie nelli
nell elli elly elzie nel nela nelle nelli nelly
nelle nelli
nellie nelle nelly
nelly nel nela nelle nelli nellija
nerea nereo
nessa nessi
nestor nestore
neville nevil nevill
newton newt
niall neal neil njal njall
niamh neave neve nieve
niccolo miklavz miklos mikola mikolaj mikulas mykola nickel nicolaas nicolae nicolaes nicolau nicolino niels nikolaj nikolajs
niccolo nikolajus nikolaus nikolaz nikos
nichola nic nichole
nicholas claus cole coll klaas klaus mikalai miklavz miklaws miklos mikola mikolaj mikulas mykola nic niccolo nichalas nick nickel
nicholas nicklaas nicklas nicky nicol nicolaas nicolae nicolaes nicolas nicolau nicolay nicolhas nicolino nicolo niels nikolaj
nicholas nikola nikolai nikolaj nikolajs nikolajus nikolao nikolaos nikolas nikolaus nikolay nikolaz nikora nikos nikulas nils
nichole nicholle
nick claus klaus nic nichalas nicklaas nicklas nicol nicolaas nicolhas nicolo niks
nicki nickie nikkie
nicky nichola nichole nickie nikkie
nico niko
nicol claus klaus nic nichalas nicklaas nicklas nicolaas nicolhas nicolo
nicola nic niccola nichola nichole nicki nicky nicolaia nikki nikol nikola nikole
nicolae miklos mikolaj mikulas mykola nae nickel nicolaas nicolau nicu niculaie niels nikolaj nikolajus nikolaus nikolaz nikos
nicolai nicolay
nicolas claus klaus mikalai miklavz miklaws miklos mikola mikolaj mikulas mykola nic niccolo nichalas nick nickel nicklaas nicklas
nicolas nicol nicolaas nicolae nicolaes nicolau nicolay nicolhas nicolino nicolo niels niko nikola nikolai nikolaj nikolajs
nicolas nikolajus nikolao nikolaos nikolas nikolaus nikolay nikolaz nikos nikulas nils
nicole nic nichola nichole nicki nicky nicol nicola nicolaia nicoletta nicoline nicolle niki nikki nikol nikole nikoletta
nicoletta nicoline nikoletta
nicolette nicolete
nicolo claus klaus miklos mykola nic niccolo nichalas nicklaas nicklas nicolaas nicolaes nicolhas nicolino nikolajs nikolaus
nicolo nikolay nikolaz nikos
niels gneil gniel miklavz miklos mikola mikolaj mikulas mykola neale neill nickel nicolaas nicolaes nicolau nicolay nicolino niilo
niels nikolaj nikolajs nikolajus nikolaus nikolaz
niki feroniki nickie nicoletta nikkie nikoleta nikoletta nikolina nikolitsa
nikita mikita mykyta nikitas nikkita
nikki nichola nichole nicki nickie nicky niki nikkie nikky
niklas nicklas niklot nille
niko nicolau nicolaus niilo nikodemus nikolai nikolaos nikolaus nikos niku
nikodem nikodemus nikodim
nikol niki nikoleta nikoletta nikolina nikolitsa
nikola nicolae nikol nikolaos
nikolai mikalai miklavz miklaws miklos mikola mikolaj mikulas mykola niccolo nickel nicolaas nicolae nicolaes nicolai nicolau
nikolai nicolay nicolino nicolo niels niilo nikolaj nikolajs nikolajus nikolao nikolaos nikolaus nikolay nikolaz nikoloz
nikolai nikos nikulas nils
nikolaos miklavz miklos mikola mikolaj mikulas mykola niccolo nickel nicolaas nicolae nicolaes nicolau nicolino nicolo niels
nikolaos nikolaj nikolajs nikolajus nikolaus nikolay nikolaz nikos nils
nikolas miklavz miklos mikola mikolaj mikulas mykola niccolo nickel nicolaas nicolae nicolaes nicolau nicolay nicolino nicolo niels
nikolas nikolai nikolaj nikolaos nikolaus nikolay nikolaz nikos nils
nikolay miklos mikolaj mikulas mykola niccolo nickel nicolaas nicolae nicolaes nicolau nicolay niels nikolaj nikolajs nikolajus
nikolay nikolaus nikolaz nikos
nikole nicoletta nicoline nikoletta
nikos miklavz miklos mikola mikolaj mikulas mykola nickel nicolaas nicolaes nicolau nicolino niels nikolaj nikolajs nikolaus
nikos nikolaz
nils miklavz miklos mikola mikolaj mikulas mykola niccolo nickel nicolaas nicolae nicolaes nicolau nicolay nicolino niels niilas
nils niilo nikolaj nikolajs nikolajus nikolaus nikolay nikolaz nikos
nina anniina niina ninon
noa nooa
noah noa noe
noe noelia
noel nadau noelland noelle nolan
noelia noelie
noelle noeleen noelene noelia noelie noell
noemi naemi neomi noemie noomi
noemie naemi
nolan noelland nolann
noor nour nur
nora elaine elana eleanora eleanore leanora lenore leonora nohra noora norah
norah elaine elana eleanora eleanore leanora lenore leonora noora
norbert bert norberto norberts norbertus
noreen norine norrie
norman norm norrie
nour nur
nuno nunnius
nur nura
obadiah abdia
octavia octavie oktawia ottavia
octavian oktawian ottaviano
odette ode odett odetta
odin odinn
odysseas odysseus
ofelia ophelie
ola ole
olaf olafs olao olaus olav olavi oleifur oliff olof olov oluf
oleg aleh olegario olegs oleh oleq
olga olha olja volha
oli olie
olimpia olimpiada
olive livia livvie olivi oliwia
oliver oli olie olier olivar olivers olivier oliviero oliwer ollie olly
olivia livia livvie livvy olive olivi olivija oliwia ollie olly
olivier olier olivar oliviero oliwer
oliwer olier olivar oliviero
oliwier olivar
ollie oli olie olive olli olly olwen
olly oli
oluwaseyi oluseyi sheyi
olympia olimpia
omar amar omary omer umar umer
ondrej ander andor andras andrejs andreu andriejus andrii andrius androw anndra antti drejc
ophelia ofelia ophelie
ora orah
oren orin
orestis orest oreste
ori uri
oriana oriane
orlaith orfhlaith
orlando lorand lorant roalan roland rolando rolands rolland rollie rollo rolly
oscar anscharius oskar oskari oskars ossie oszkar ozzie
oshea oshay
osian oisin
osiris osiride
oskar oskari oszkar
osman athuman athumani osmany othman othmane otmane ousmane uthman
oswald osvald osvaldo osvat oswaldo
othman athuman athumani othmane
otilia odile odilia otilija
otis ottis
ottilie odile odilia otilia ottilia otylia
otto oddo odo othon oto oton ottbert otte ottmann ottmar udo
otylia odile odilia otilia
owen eoin owain
ozzie ossie oswald
ozzy oswald ozzie
pablo boghos paavo pal pall paol paolo pau pauli paulino paulo paulos pavel pavle pavlo pavlos pavol pawel poul povilas
paddy pat
padraic pat patriks patrycjusz phadrig
padraig padhraig padraic pat patrekur patrice patricio patricius patrikas patrizio patrycjusz phadrig
paige page
paloma palloma
pamela pam pamala pamella pammy
panagiotis notis panagiotaros panagis panajot panayot panicos panos takis totis yiotis
panayiota yiota
paola pabla pala paolina paule paulette pavla
paolo boghos paavo pal pall paol pau pauli paulino paulo paulos pavel pavle pavlo pavlos pavol pawel poul povilas
paris paraschos paraskevas paride parisio
pascal pascale paschal paschalis pascual pasquale paszkal
pascale pascaline paschal pascual pasquale paszkal
patrice padraic pat patrekur patricio patricius patrikas patrizio patrycjusz phadrig
patricia pat patrice patricie patricija patrizia patrycia patrycja patsy patti pattie patty paty tricia trish trisha trixie
patricija pat patricie patrizia patrycia pattie patty
patrick paddy padraic padraig pat patrekur patrice patricio patricius patrik patrikas patriks patrizio patrycjusz patryk patsy
patrick patty phadrig ricky
patrik padraig pat patrekur patrice patricio patricius patrikas patriks patrizio patrycjusz phadrig
patrycja pat patricie patricija patrizia patrycia patsy pattie patty
patryk padraig pat patrekur patrice patricio patricius patrik patrikas patriks patrizio patrycjusz phadrig
patsy pat patricie patricija patrizia patrycia pattie patty
paul boghos paavo pablo pal pall paol paolo pau pauli paulie paulino paulo paulos pauls pavel pavle pavlo pavlos pavol pawel
paul phaolo pol poul povilas povl
paula pabla paola paolina paulina pavla
paulina pabla palina paola paolina pauliina pauline pavlina polina
pauline palina paola paolina pavlina polina
paulius paulis
paulo boghos paavo pal pall paol pau pauli paulino paulos pavle pavlo pavlos pavol pawel poul povilas
pavel boghos paavo pal pall pau paulino paulo paulos pavle pavlo pavol pawel poul povilas
pavlos boghos paavo pal paol pau pauli paulino paulos pavle pavlo pavol pawel poul povilas
pavol boghos paavo pal paol pau pauli paulino paulos pavle pavlo pawel poul povilas
pawel boghos paavo pal pall paol paolo pau pauli paulino paulo paulos pavel pavle pavlo pavlos pavol poul povilas
pearce pierse
pearl pearlie perla
pedro kepa pedar peder peer peeter peetu pehr per pere pero perre peru petar pete petee petelo peteris petko petr petras petri
pedro petro petros petru petrus petter petteri petur piarres piedro pieri piero pierre piet pietari pieter pietro pjeter pjetur
peggy gretal madge maggi marg margareta margarita marge margery margie margo margorie marguerita marguerite margurita marj
peggy marjorey marjorie marjory meg peg peggie reta
penelope penelopa penny
percival perc perce perceval percivall peredur
percy perc perce perceval percival peredur
perry peregrine perri
petar kepa pedar peder peer peeter peetu pehr per pere pero peru petelo peteris petko petr petras petri petro petros petrus petter
petar petteri petur piero piet pietari pieter pjeter pjetur
pete perre petee petey petro piedro piet
peter boutros kepa pedar peder pedro peer peeter peetu pehr per pere pero perre peru petar pete petee petelo peteris petey petko
peter petr petras petri petro petros petru petrus pets petter petteri petur phero piarres piedro pieri piero pierre piet pietari
peter pieter pietro piotr pjeter pjetur pyotr
petr kepa pedar peder peer peeter peetu pehr per pere pero peru petelo peteris petko petras petri petro petrus pets petter petteri
petr petur piero piet pietari pjeter pjetur
petra pietra piotra
petros pedar peder peer peeter per pere pero peru petelo peteris petko petr petras petri petro petrus petter petteri petur piero
petros piet pieter pjeter pjetur pyotr
petru pedar peder peer peeter peetu per pere pero peru petar petelo peteris petko petr petras petri petro petros petrus petter
petru petteri petur piero piet pietari pieter pjeter pjetur pyotr
peyton payton
phebe feba febe
phil felip felipa philipp philipps phillipp phillipps
philip felip felipa felipe filipe filipp filippo filippus filips fulop phil philipo philipp philippe philippos philipps philippus
philip phillip phillipe phillipp phillipps phylip pilip pip pylyp
philipp felip felipa filipp filippus filips fulop philipps philippus phillipp phillipps phylip pilip pylyp
philippa felipa filipa filippa phil philippine phillipa phillippa pip
philippe filipp filippus filips fulop philipp philippos philippus phillipe phylip pylyp
philippos filipp filippus filips philipp phylip pylyp
phillip felip felipa felipe filipe filipp filippo filippus filips fulop phil philipp philippe philippos philipps phillipp
phillip phillipps phylip pip pylyp
phillipa felipa filipa philipa phillippa
phillippa felipa filipa
philomena phil
phineas finneas phinehas pinchas
phoebe feba febe phebe
phyllis phillis phyliss
pia piia
pierce pierse
pierre kepa pedar peder peer peeter peetu pehr peire per pere pero peru petar petelo peteris petko petr petras petri petro petros
pierre petru petrus petter petteri petur phero piarres piero piet pietari pieter pietro pieyre pjeter pjetur pyotr
piers peers
pieter kepa pedar peder peer peeter peetu pehr per pere pero perre peru pete petee petelo peteris petko petr petras petri petro
pieter petrus petter petteri petur piedro piero pierro pierrot piet pietari pjeter pjetur
pietro kepa pedar peder peer peeter peetu pehr per pere pero peru petar petelo peteris petko petr petras petri petro petros petru
pietro petrus petter petteri petur piero piet pietari pieter pjeter pjetur pyotr
pinchas phinehas
piotr kepa pedar peder pedro peer peeter pehr per pere pero peru petar petelo peteris petko petr petras petri petro petros petru
piotr petrus petter petteri petur piero pierre piet pieter pietro pjeter pjetur pyotr
pip fulop
piper pip
pippa philipa philippa phillipa phillippa
pola apolonia
polina apollinaria paolina pavlina
polly pollyanna
poppy poppi
prashant prashanta
prisca piroska priscah priska pryska
priscilla cilla prisca prissy
prosper prospero
prudence pru prue
ptolemy ptolemaios tolomeo
qasim ghasem kacem kaseem kasem kasim kassim
qi chil ci gi gye khi
queenie queeny
quentin caointean kintin kwintyn quincey quinten quinti quintian quintien quintin quintino quinton quintus
quincy quin
quinn quentin
quinten quintien quintin quintino quinto
quintin caointean kintin kwintyn quinti quintian quintien quinto quintus
quinton caointean kintin kwintyn quin quinten quinti quintian quintien quintin quintino quinto
rachael raquel raquelle
rachel raakel rachael rachela rachele rachelle rae rahel rahela rakel rakul raquel raquelle ray
rachelle rachela rachele rakel
radhika radha
radoslav radoslaw
radu radko
rae dannie raemonde raman ramie ramon ramond ray raye raymand raymen rayment raymon raymonde raymont raymund rey
raekwon raequan
rafa rafail rafal raffaello
rafael rafa rafail rafajil rafal rafayel rafel raffaele raffaello rafhael
rafaela rafaele rafaella raffaella raphaela raphaelle
rafaella rafaele raffaela raphaela raphaelle
raffaele lele rafa rafal raffaelle raffaello
raffaella rafaella raffaela raphaela raphaelle
rafi rafiq
ragnar regnar
rahel raakel
rain christiaan christianus chrystian kristiano kristians kristijan kristjan krisztian
raina rajna raynaraina reina
raisa iraida raissa
raj rajeeb
rajiv rajeeb rajeev
rakeem rahkeim
ralf raoul rauli
ralph ralf ralfs ralphie raoul raphael raul rauli rudolph
raman raemonde ramie ramon ramond raye raymand raymen rayment raymon raymonde raymont raymund rey romain
ramiro ramir
ramon monchi moncho raemonde raimo raimon raimondo raimund raimundo rajmond rajmondo rajmund ramie ramond raye raymand raymen
ramon rayment raymon raymonde raymont raymund raymundo redmond reima reymond
ramona raimunda
randall randal randell randolf randolph
randy randall randolph
raoul rauli
raphael rafa rafael rafajil rafal rafayel raffaele raffaello ralphael raph raphel
raphaelle rafaele rafaelle raffaela raphaele
raquel raakel rachela rachele rachelle rakel raquelle
rashaan rashan rashawn
rashad rashaad
rasheed rachid
rashid rachid rasheed rashidi rasit
rasmus erasme erasmo erasmus erazem erazm
raul ralf raoul rauli rauls
ray raemonde raman ramie ramon ramond raye raymand raymen rayment raymon raymonde raymont raymund rey
raye raemonde ramie ramond raymand raymen rayment raymon raymonde raymont raymund
raymond erramun rae raemonde raimo raimon raimond raimondo raimonds raimund raimundo rajmond rajmondo rajmund raman ramie ramon
raymond ramond ray raye raymand raymen rayment raymon raymonde raymont raymund raymundo redmond redmund reima reimond rey reymond
rayna raina raynaraina
rea reija
rebeca rebecka rebeka rebekka
rebecca becca becki becky beki rebeca rebecka rebeka rebekah rebekka rifka rivka rivkah
rebeka rebecka rebekka
rebekka rebecka
red redd
redmond raimo raimon raimondo rajmond rajmondo rajmund raymund raymundo reima reymond
regan reegan
reggie reg regginald reginal reginald reginold regional reinald renato rheinholdt rignold
regina regine reija reine
reginald reg regginald reginal reginaldo reginold regional reinald reinaldo renald renaldo renato renaud renold reynald reynold
reginald rheinholdt rignold
reily reilley rilly
reina reine
remi remigio remigius remigiusz remy
remigiusz remigio remigius
remus remo remusz
remy remigio remigius remigiusz
rena irena
renata renada renate renea
renato reg regginald reginal reginold regional reinald renat renatus renatusz rheinholdt rignold
rene irene rena renat renato renatus renatusz
renea renate
renee renata renate renea
reno moreno renaud
reuben reuven rouben rube ruben ruwen
rey raemonde ramie ramon ramond raye raymand raymen rayment raymon raymonde raymont raymund
reza aza
rhian rhianon
rhianna rhian rianna rihanna
rhiannon rhian rhianon
rhona rhonda
rhydian rhidian
rhys reece rees rice
ria eleftheria
ricardo rhisiart ricard ricardus riccardo richardas richardt richarzh rick rikhard riki rychaldus ryszard
ricards rihards
riccardo dick reich rhisiart ricard ricardus rich richardas richards richardt richarzh richerd rick rikhard ritch ritchad ritchard
riccardo rychaldus ryszard
richard dick dickey dickie dickon dicky hick reich rhisiart ricard ricardo ricards ricardus riccardo rich richardas richards
richard richardt richarzh richerd richey richie rick rickard rickey ricki rickie ricky rihard rihards rik rikhard rikki risards
richard ritch ritchad ritchard ritchie rychaldus ryszard
richie dick reich ricard riccardo rich richards richerd rick ritch ritchad ritchard
rick dick reich rhisiart ricard ricardus rich richardas richards richardt richarzh richerd rickie rikhard ritch ritchad ritchard
rick rychaldus
ricki rickie
ricky derrick ricardo rickey ricki rickie rikki roderick
rico enrico ricardo
rifka rivkah
rihanna rianna
rikki ricki
riley rilee ryley
rina aikaterina aikaterini katia katina keti
rita margarita riitta ryta
rivka rifka rivkah
rob robat robb robertas roberth robertus robh robi robrecht robt ropke
robbie bob rabbie rob robb robby roberto robt
robby rob robb robt
robert bert bob bobbi bobbie bobby rabbie rob robat robb robbie robby robertas roberth roberto roberts robertt robertus robi
robert robrecht robt rommert roope ropke rubert rupert ruprecht
roberta robbi robby roberte robertha
robertas robat roberth robertus robi robrecht ropke
roberto bert bob rob robat robb robby robertas roberth roberts robertus robi robrecht robt roope ropke
roberts bert rob robat robertas roberth robertus robi robrecht ropke
robin giuliano giulio iulian jules julian juliano julianus juliao julien julio julius juliusz juluan robbin robbins robyne roope
robin yulian yuliian
robyn robbyn robbyne robin robyne robynn robynne
robynne robynn
rocco roch rochus rocky rok rokus roque
roderick rod roderik roderyk rodrick ruderico rurik ruy
rodney rod rodrigue
rodrigo errodrigo roderic roderick rodericus roderigo roderik roderyk rodriguinho roi ruderico rudericus rudiger rui rurik ruy
roger hrodgeir rodger rog rogeli rogers rogier roxelio roxer roxerio rozher ruderico rudiger ruggero
rohan roan
roisin rosaleen
roksana roshanak rossana
roland lorand lorant roalan rolan rolando rolands rolandus rolland rollie rollo rolly
rollo roalan rolando rolf rolland rollie rolly
roma romain romano romanus
romain romane romano romanus
romaine romane romayne
roman raman roma romain romane romano romans romanus romao
romane romayne
romano romanus
ron ronie ronney
rona ronda ronna
ronald rajnald ron ronalds ronaldus ronie ronney ronny
ronaldo naldo
ronan renan
roni rooney
ronit ronitt
ronnie ron ronald ronie ronney ronny veronica
ronny roni ronney rony
rosa roos roosa rosalie rosalind rosalinda rosalyn rosamond rosamund roschen roseanna rosehannah roseline rosetta rosina rositta
rosa roza rozsa ruzena
rosalia rozalie rozalija
rosalie rosalia rosalind rosalinda rosalyn rosamond rosamund roseanna rosehannah roseline rosetta rosina rositta rozalia rozalie
rosalie rozalija ruzena
rosalind rosalinda rosalinde rosalyn rosamond rosamund roseanna rosehannah roselind roseline rosetta rosina rositta rozalinda
rosaline roseline
rosalyn rosalinda rosaline rosalynn rosamond rosamund rosehannah roseline rosetta rositta
rosamund rosalinda rosamond rosehannah roseline rosetta rositta rosmunda
rosanna roksana roseanna roshanak rossana roxana
rosanne rosane
rose rosa rosalie rosalind rosalinda rosalyn rosamond rosamund roschen roseanna rosehannah roseline rosetta rosette rosina rositta
rose roza rozsa ruzena
roseanna rosalinda rosalyn rosamond rosamund rosehannah roseline rosetta rosina rositta
roseanne roseann
roselyn roseline roselyne
rosemarie rosamaria rosmarie rozemarijn
rosemary rosamaria rosemarie rosmarie rozemarijn
rosetta rosalinda rosamond rosehannah roseline rositta
rosie rosa rosalie rosalind rosalinda rosalyn rosamond rosamund rose roseanna rosehannah roseline rosemary rosetta rosina rositta
rosina rosalinda rosalyn rosamond rosamund roschen rosehannah roseline rosetta rosine rositta ruzena
roxana roksana roshanak rossana
roxanne roksana rosanna roshanak rossana roxana roxann roxy
roxie roxcy
roxy roxana roxane roxcy roxie roxxxy
roy rojs
roza roos roosa roschen rozsa ruzena
rozalia rosalia rozalie
ruben reuven rubin ruwen
ruby rubie rubina
rudi dolf rolph rud ruddy rudolf rudolfo rudolph
rudolf bautistamarigliano dolf rodolphe roelof rolph rud ruddy rudolfo rudolfs rudolph ruedi ruf ruud
rudy rudolph
rufus ruf rufo rufusz
rui roderick roderik roderyk roi ruderico rurik ruy tae ye
rupert roope rupprecht ruprecht
ruqayyah ruqaiya ruqayya ruqia ruqiya rukaya rukia
russel rusell russ russyl
russell rusell russ russel russyl
rustam rustem
rut ruta ruut
ruta ruut
ruth rut ruta rute ruthie ruti ruut
ryder rider
ryszard rhisiart ricard ricardus richardas richardt richarzh rick rikhard rychaldus
saara sahra salla
saba sabbas sava savva sawa
sabina sabine szabina
sabine sabiene savina szabina
sabrin sabryn
sabrina sabine
sacha sasa sascha sasja saso sasza
sadie saara sady zarah
saeed said
saffron saffy
safiya safia
saga taru
sage saige
sahar zahar
sahin sahan
sahra salla
said saidi
saima saimi
saint santa santo
saleh salah salih
sali salimata
salim saleem selim slim
sally sal sali salli
sallyann sallyanne
salma salmah zalmay
salome salmine salomeja salomeya solomiia zelma
salvador chava sal salva salvatore salwator szalvator
salvatore salve salwator szalvator
sam samantha samie sammy samson samual sen
samanta szamanta
samantha samanta sammi sammie sammy szamanta
sami sampsa samu samuli samy samysami
samir sameer
sammy samie samual
samson sansone
samual samie
samuel sal sam samie samiylo sammie sammuel sammy samual samuele samuell samuil samuli shmuel
samy samysami
sana shana shena shenae
sandra alessandra alessandria alexanda alexanderia oleksandra sandie sandy sanna sanni szandra zandra
sandro aleksandras aleksandro aleksanteri alissandru lisandar lissander oleksandr sandor
sandy aleksandrs alessandria alexanda alexanderia oleksandra sandie sandor
sanjay sanjaya
sanna sanni
santiago chaime didac didacus diogo dydak giacomo iacobus iacopo iago jaakko jacco jaco jacobo jacobus jacopo jacques jakez jaume
santiago jayme jaymes jim jiminy jokubas santi seamus thiago tiago xacobe yaacov yacob yago yakov yakub yakup
sara saara sadie sahra salla sally zahra zarah
sarah saara sadie sahra salla sallie sally sara zara zarah
sascha sarsha sasa sasja saso sasza
sasha aleksandar aleksandr oleksandra sacha sasa sascha sasja saso sasza
saul sauli saulo saveliy shaul szawel
savannah savanna
scarlett scarlet
scott scottie scotty
seamus giacomo iacobus iacopo jaakko jacco jaco jacobo jacobus jacopo jacques jakez jaume jim jiminy jokubas seumas thiago yacob
seamus yakov yakub yakup
sean erwann evan gian gianni giannis giovan giovanni giuan hannes hanns hans honza ian ieuan ifan ioan ioann ioannes ioannis ion
sean ivan ivano ivashka ivo iwan iwo jaan jan janka janos jean jehan jhoao joan joannes joao jogvan johan johann johannes johnny
sean jon juan seann sion xoan yanka yann yanni yannis yiannis yohannan yvan
sebastiaan bas sebastia sebastiaen sebastianus sebastiao
sebastian bastian boscij seb sebastia sebastiaan sebastiaen sebastiano sebastians sebastianus sebastiao sebastien sebastjan
sebastian sebestyen sevastian
sebastiano sebastia sebastiaen sebastianus sebastiao sebestyen
sebastien sebastia sebastiaan sebastiaen sebastiano sebastianus sebastiao sebestyen
sefora zipporah
selena salena solene
selma salmine salome zelma
serafim makis seraphim
serafina serafiina
serena seraina sereina szerena
serge sergei sergej sergejs sergey sergi sergios sergiu sergius sergiusz serhii syarhey szergej
sergio serge sergei sergej sergey sergi sergios sergiu sergius sergiusz serhii syarhey szergej
seth set
seweryn severin severino severyn
shabnam sebnem
shadi chadi
shae shai
shahid shahidan
shakira schkirra
shamil samil
shana shena shenae
shane shaun shawn
shaquille shaquil
sharif shareef
sharon sharona sharron shaz szaron
shaun shawn
shauna seana
shawn deshawn
shayna shaina
sheila sheilagh sheyla
shelby shelbey
sheldon shel
shelley shelly shirley shirlie
shelly shelli
shenae shena
sheridan sherilyn
sherrie sherri
sherry sherie
sheryl sherilan sherilyn
shi kuo sa si sik sil
shimon semyon simeone simono
shirley shirl shirlie shirly
shlomo salomon schelomo schlomo shelomoh shloime sliman
shmuel samuele samuil shemuwel
shoshana sosana
shu shuk zhu zong
sia natasa tasia
siam sen
sian giovanna ivana ivanka ivanna jana jane jean jeanne jonna juana shan xian yana
sid cid sead siddharth siddhartha siddney syd sydenham sydmin
sidney cid seadna sid siddney sidnie syd sydenham sydmin sydnee
sidonie sidonia sydonia szidonia
sienna cienna seanna
silva silvestra sylvi
silvana silvestra sylvaine
silvia silvestra silvija sylvi szilvia
sima sema
simeon semyon shimon sim simeo simo simono
simon semyon shimon si sim simeon simion simo simone simono syamyon symon szymon
simona jimena ksymena simonette simonne szimona
simone jimena ksymena seimone semyon shimon simeo simeon simeone simo simona simonette simonne szimona
sindy cyndee cyndi
sinead gianetti janet janette jeanette jeannette shoned sioned zaneta zsanett
siobhan hannelis hannelore hannie iohanna joan joana joanne johana johanna siwan
sion erwann gian gianni giannis giovan giovanni giuan hannes hanns hans honza ifan ioann ioannes ioannis ion ivano ivashka ivo iwo
sion jaan janka janos jean jehan jhoao joan joannes joao jogvan johan johann johannes juan xoan yanka yann yanni yannis yiannis
sion yohannan yvan
sioned gianetti janet janette jeanette jeannette shoned zaneta zsanett
siwan hannelis hannelore hannie iohanna johana
sky skai sukai
skye sky
skylar schuyler skyler
skyler schuylar schuyler
soffia zsofia
sofia soffia sofi sofie sofiia sofiya sofya sohvi sonja sophy szofia zofia zofija zsofia
sofiane sophiane soufiane
sofie soffia szofia zofija zsofia
sofiya sofiia
sol sole soledad soleil
soleil sole
solomon salamoun salaun salo salomon salomone schelomo schlomo shlomo slimane sol solomontas solon solonas
sona szonja zona
sonia sona sonja sonya szonja
sonja sohvi sona sonjelle szonja
sonny sonnie
sonya sona sonja szonja
sophia soffia sofi sofia sofie sofiia sofya sophina sophy szofia zofia zofija zsofia
sophie soffia sofia sofie sofija sophia sophy szofia zofia zofija zsofia
soren severi szoreny
sorin soren
spencer spence
stacey eustacia stace
stacy staci
stan konstantin stanek stanford stanislas stanislaus stanislav stanjek stanko
stanislav estanislao estanislau stanislao stanislas stanislau stanislaus stanislavs stanislaw stanislovas stanko stas szaniszlo
stanislaw stan stanislau stanislav
stanley stan
star starr
stavros stauros
stefan esteban estevao esteve estevo etienne istvan staffan steeve stef stefano stefanos stefen steffan steffen stefko stefon
stefan stepan stepas stephan stephane stephanus stephene steponas stevan steve stevo stiven stjepan szczepan tapani
stefani estefania estiennette
stefania estefania estiennette stefani stefanie stefanija stephany
stefanie estefania estiennette stefani steffanie steph stephany
stefano esteban estevao esteve estevo istvan staffan steeve stef stefanos stefen steffen stepan stepas stephane stephanus stephene
stefano steponas stevan stevo stiven stjepan szczepan tapani
stefanos esteban estevao esteve estevo istvan staffan steeve stef stefen steffen stepan stepas stephane stephanos stephanus
stefanos steponas stevan stevo stiven stjepan szczepan tapani teppana
steffan esteban estevao estevo etienne istvan staffan steeve stef stefano stefanos stefen steffen stepan stepas stephan stephane
steffan stephanus steponas stevan steve stiven stjepan szczepan tapani
stelios stylianos
stella csilla estela estelle lina stela stiliana stiliani stjarna zvezda
stephan esteban estevao esteve estevo istvan staffan steeve stef stefano stefanos stefans stefen steffen stepan stepas stephane
stephan stephanus stephene steponas stevan stevo stiven stjepan szczepan tapani
stephane estevao esteve estevo istvan staffan steeve stef stefen steffen stepan stepas stephanus steponas stevan stevo stiven
stephane stjepan szczepan tapani
stephanie estefania estiennette stef stefani stefania stefanie steff steffanie steffi steffie steffy steph stephannie stephany
stephanie stephi stephie steve stevie
stephany estefania estiennette stefani
stephen esteban estevao esteve estevo etienne istvan staffan steenie steeve stef stefan stefano stefanos stefen steffan steffen
stephen stepan stepas stephan stephane stephanus stephene stephenn steponas stevan steve steven stevie stevo stiven stjepan
stephen szczepan tapani
steve esteban estevao esteve estevo istvan staffan steeve stef stefano stefanos stefen steffen stepan stepas stephan stephane
steve stephanus stephene steponas stevan stevens stevo stiven stjepan szczepan tapani
steven esteban estevao esteve estevo etienne istvan staffan steeve stef stefan stefano stefanos stefen steffan steffen stepan
steven stepas stephan stephane stephanus stephene steponas stevan steve stevens stevie stevo stiven stjepan szczepan tapani
stevie stevi stevland
stewart estuardo steuart stew steward stewie stu
stirling sterling
stuart estuardo steuart stew steward stewart stu
su shuai shui so sue suk suse
suki syukuro
suleiman selemani
sumeyye somayeh
summer haf
sunny sonnie
susan su sue susana susane susann susanna susanne suse susi susie susy suzan suzane suzann suzannah suzanne suzette suzi suzie
susan suzy zsuzsa zsuzsanna zuzana
susana sue susann susanne susi susy suzette zsuzsa zsuzsanna
susanna sanna sanni su sue susagna susana susann susanne suse susi susie susy suzan suzann suzannah suzanne suze suzette suzi
susanna suzie zsuzsa zsuzsanna zuzana
susannah sue susan susana susann susanna susanne susi susie susy suzan suzannah suzanne suzette suzi suzie zsuzsa zsuzsanna zuzana
susanne sue susane susann suse susi sussanne susy suzane suzann suzette zsuzsa zsuzsanna
susie su sue susana susann susanne suse susi susy suzan suzette suzi suzy zsuzsa zsuzsanna zuzana
suzan sue susana susann susanne susi susy suzann suzette zsuzsa zsuzsanna zuzana
suzannah sue susana susann susanne susi susie susy suzan suzann suzette suzi zsuzsa zsuzsanna zuzana
suzanne su sue susana susann susanne suse susi susie susy suzan suzann suzannah suze suzette suzi suzie zsuzsa zsuzsanna zuzana
suzi sue susana susann susanne susi susy suzan suzette zsuzsa zsuzsanna zuzana
suzie sue susana susann susanne susi susie susy suzan suzannah suzette suzi suzy zsuzsa zsuzsanna zuzana
sven svein sveinn svend svenn sveno svens swen
sybil cybill cybille sibila sibilla sibyl sibylla sibylle sybilla sybille szibilla
syd cid sead siddney sydenham sydmin
sydnee sidnie
sydney cydney sid sidney sidnie syd sydnee
sylvan silvain silvano sylvain
sylvester silvester silvestr silvestro sly syl sylfest sylvestr sylvestre sylwester szilveszter
sylvia silvia silvija syl sylvi
sylvie silvia sylvia
szymon semyon shimon simeon simone simono
tabatha tabata
tabita tabea
tabitha tabatha tabea tabita
tadas taddeo tade tadeas tadej tadeo tadeu tadevush tadija thaddaeus thaddee
tadeusz tadas taddeo tade tadeas tadej tadeo tadeu tadevush tadija thaddaeus thaddee
tae dui
tahlia talya
tahnee tahni
taiba taima toma tsuba tsuiba tsuima tsushima
talia taalia tahlia taliah talya thalia
taliah taalia
talitha talita
tallula talula
tallulah lula tallula talulah
talulah talula
tam tomasco
tamar thamar
tamara tamar tamera tamira tammie tammy tamra thamar thamara
tamas theumis thoma tomaso tomasso tomaz tome tomo tomy toomas
tamera tamira tamra
tamira tamra
tammie tammi
tammy tamar tammi tammie thamar
tamsin thomasina
tana tanna
tania tanja tatiana tatjana tatyana tetiana
tanya tania tanja tatiana tatjana tatyana
tara tarah tarra
tarek tareque
tarik tarek
tariq tarek tareque tarik
tasia natasa
tatiana taccjana taciana tanja tatana tatjana tatyana tetiana tetyana
tatjana taccjana taciana tanja tatana
tatyana taccjana tanja tatjana tetiana tetyana
taya tayah
tayla taylah tylah
taylah tylah
tayler tailor
taylor tailor tayla taylah tayler teylor tylah
ted ed edd eddie eddy edgar edmond edmund eduardo edw edwards edwark edwin ned teddie
teddie ed edd eddy edgar edmond edmund eduardo edw edwards edwark edwin ned
teddy teddie
tegan teagan
teodor fedor feodor fiodor fjodor fyodor teodoro teuvo theodor theodorus tivadar
teodora doria feodora
teodoro fedor feodor fiodor fjodor fyodor theodorus theodro tivadar
terence tarence tel terance terrance terrence terrens therence
teresa terese teresia teresita terexa terez tereza terezia terezija terri terrie theres theresa therese theresia tracie
tereza terese teresia teresita terez terezia terezija theres theresia
terrance terance terrens
terrence tarence terance terenzio terrance terrens therence
terry dieter dietrich terence teresa terri terrie terryl theresa thierry
tess teresa theresa therese tracie
tessa teresa tess theresa therese tracie
teya teia
thaddeus dadou faddey tad tadas taddeo tade tadeas tadej tadeo tadeu tadeusz tadevush tadija thad thaddaeus thaddee thady
thais taida taide taisia tajda
thandiwe thandie
thea tea
thelma telma
theo teo theodor theodora theodore theodorius theodorus theodourus theofilos
theodor fedor feodor fyodor teodoro teuvo theodorius theodoro theodorus theodourus theofilos tivadar
theodora dora doria feodore ntora teodora
theodore fedir fedor feodor fiodor fjodor fyodor ted teddie teddy teodor teodoro theodor theodorius theodoros theodorus theodourus
theodore theofilos tivadar
theodoros akis doros fedor fyodor teuvo theodoro thodoris thodoros
theophilus amadeus amadio amedee teofil teofilo teofilus theofiel theofilos theophil theophile
theresa terese teresia teresita tereza terezia terezija teri tessy theres therese theresia tracie
therese terese teresia teresita terez tereza terezia terezie terezija theres theresia tracie treasa
thiago chaime diogo iacopo jaakko jacobus jacopo jaume jim jokubas yaacov yakov yakub yakup
thibault thibaud thibauld thibaut
thierry didier didrik dieter dietrich theodoric
thom tamas thoma toma tomaso tomasso tomaz tome tomy toomas
thomas makis tam tamas themis theumis thom thoma thomes tom toma tomas tomasco tomasi tomaso tomass tomasso tomasz tomaz tome tomi
thomas tommaso tommi tommie tommy tomo tomos tomy toomas tuomas
thor or tor tord
thora tora
tia tatiana tiahana tianna
tiago chaime diogo jaume thiago yaacov
tiana teyonah tianna
tianna tiahana
tiberius tiberio tibor tiborc tiburtius
tibor tiberio tiborc tiburtius
tierney turney
tiffani tiffiny
tiffany tiff tiffani tiffeny tiffiny tiphaine
tilda clothilde clotilde mechthild mechtylda
tillie mathilda mathilde tillis
tilly tillie
tim timm timmy timon
timmy timmie
timofey timot timotej timoteo timoteus timotheos timotheus tsimafei tymofii
timon timone
timothee timofey timot timotej timoteo timoteus timotheos timotheus tymofii
timothy tim timmothy timmy timofey timot timotej timoteo timoteus timothee timothej timotheos timotheus timothey tymofii tymoteusz
tina alzbeta betina bettina cristina ealisaid elesbed elisabet elisabetta elizabet elizabeta elizabeto elzbieta erzsebet eske ilsa
tina ilse ilza ilze izabel izabela kristeen kristen kristin kristine liesbeth liese liesel liesl liisa liisi lise liz liza sabel
tina tiina tine tyna
tirzah thirza tirsa
tisha tish
titus tito titusz tytus
tobi thobias tobbe tobia tobiasz tobie tobit topi topias tuvia
tobias thobias tobbe tobi tobia tobiasz tobie tobit topi topias tuvia
tobiasz thobias tobbe tobia tobit topi topias tuvia
tobie thobias tobbe tobia tobiasz tobit topi topias tuvia
toby thobias tobbe tobi tobia tobiah tobias tobiasz tobie tobit topi topias tuvia
todd tod
tom tam tamas theumis thom thoma toma tomas tomasco tomaso tomasso tomasz tomaz tome tomi tommaso tommi tommie tomo tomos toms
tom tomy toomas
toma tamas thoma tomaso tomasso tomaz tome tomy toomas
tomas tamas thom thoma toma tomaso tomasso tomasz tomaz tome tomi tommaso tommi tommie tomo tomos tomy toomas
tomasz tam tamas theumis thom thoma toma tomasco tomaso tomasso tomaz tome tomi tommaso tommi tommie tomy toomas
tomi tamas thom thoma toma tomaso tomasso tomaz tome tommaso tommi tomo tomy toomas
tommaso tamas theumis thom thoma toma tomaso tomasso tomaz tomazos tome tomo tomy toomas tuomas
tommi tamas thom thoma toma tomaso tomasso tomaz tome tommaso tomo tomy toomas
tommie tam tamas theumis thom thoma toma tomasco tomaso tomasso tomaz tome tomi tommaso tommi tomy toomas
tommy tam tamas thom thoma tom toma tomas tomasco tomaso tomasso tomasz tomaz tome tomi tommaso tommi tommie tomo tomos tomy
tommy toomas
tomos tamas thom thoma toma tomaso tomasso tomasz tomaz tome tomi tommaso tommi tommie tomy toomas
toni antal anthon anthoney anthoni anthonie anthonious anthonius anthoy antin antionus antoine antoinette anton antone antonin
toni antonino antoninus antonio antonionus antonios antonius antono antony antun thony tonino tony
tony antin antoine anton thony tonie
tor tord
tori tory
torsten thorstein thorsteinn thorsten torstein
tracy trace tracey traci tracie
travis traver
trevor trefor trev
trey tre
trina triin triinu trine
trinity triniti
trisha tricia
tristan thristan tristano tristao tristram trisztan trystan
tristram thristan tristano tristao trisztan
trixie bee
troy troi
trudi geertruida geirthrudur geltrude gerti gertraud gertrud gertruda gertrude gertrudis gertruida gerty gesche gjertrud kerttu
trudi trudla
trudie gert gertie gertrude trudi
trudy geertruida geirthrudur geltrude gerti gertraud gertrud gertruda gertrude gertrudes gertrudis gertruida gerty gesche gjertrud
trudy kerttu trudi trudie trudla
trystan thristan tristano tristao tristram trisztan
tula toula
tully telly
ty tyron tyson
tyler ty
tymon timon timone
tymoteusz timofey timot timotej timoteo timoteus timothee timotheos timotheus tymek tymofii
tyra thyra
tyreece tyreese tyrice
tyreke tyreek
tyrese tyreese
tyrique tyreek tyreke
tyrone ty tyron
tytus tito titusz
uriah uria urias uriasz
uriel uriele
ursula orsola orsolya ulla ursa ursule urszula urzula
urszula orsola orsolya ulla
usman osman ousmane uthman
uthman othmane otmane ousmane
vadim vadym vadzim
valentin balint valda valente valenteno valenti valentins valentinus valentyn valiancin walenty
valentina alevtina valentine valentyna valyantsina walentyna
valentine alevtina val valda valentin valentyn valyantsina
valentino balint valente valenteno valenti valentin valentinus valentyn walenty
valeria val valerian valeriia valerija valeriu valeriya waleri waleria waleriusz waleska
valerie val valarie valeria valeriia valerija valeriya waleria waleska
valerija valeriia waleria waleska
van vance
vanesa vanessza
vanessa nessa nessi vanesa vanessza
vania vanja vanya wanja
vanya vanja wanja
vasco velasco
vasil basile basili basilide basilio basilius bazil bazilij bazilo bazyli bazylides pasi vasili vasilije vasilios vasilis vasily
vasil vassili vasyl vazul wasil wassil wassily wasyl
vasile basile basili basilide basilio basilius bazil bazilij bazilo bazyli bazylides pasi sile vasil vasili vasilije vasilios
vasile vasilis vasily vassili vasyl vazul wasil wassil wassily wasyl
vasiliki vasia vasilia vasilina vaso vasoula vivi
vasilisa basilissa bazylisa vasilia vasilina
vaughn lavaughn
veera viera vira
venus venere
vera veera viera vira wera xavera
vernon vern verne
veronica vera veranika veronic veronika veronique weronika
veronika veranika veronic veronique
veronique veranika veronic
vicente bixente bizente vicenc vicent vicentije vikentije vincas vincenc vincente vincentius vinzent vinzenz wincenty
vicki vickie vikki
vicky vasia vasilia vasiliki vasilina vaso vasoula vicki vickie vikki vivi
victoire victorine viktorie viktoriya
victor bittor vic vick victori victorin victorino vihtori vik viktar viktor viktoras viktoro viktors vitor vittore vittorio wictor
victor wiktor
victoria vic vickey vicki vickie vicky victoire victorine vikki viktoria viktorie viktoriia viktorija viktoriya vittoria wiktoria
viggo wiggo
vikki vickie
viktor bittor victori victorin victorino vihtori vikke viktar viktoras viktoro viktors vitor vittore vittorio
viktoria vicki vickie vicky victoire victorine vika vikki viktorie viktoriia viktorija viktoriya vittoria
viktorija victoire victorine vika viktorie viktoriya vittoria
vince vicenc vicent vicente vikentije vin vincas vincenc vincente vincentius vinzent vinzenz wincenty
vincent vicenc vicent vicente vikentije vin vincas vince vincenc vincente vincentius vincenzo vinnie vinzent vinzenz wincents
vincent wincenty
vincenzo vicenc vicent vicente vikentije vincas vince vincenc vincente vincentius vinzent vinzenz wincenty
vinnie lavinia
viola ibolya vi viole violeta violetta wiola
violet ibolya vi viola viole violeta violetta wiola
violeta ibolya viole wiola
violetta ibolya violeta wiola
violette violett
virginia ging ginny verginia virginie virginija wirginia
vita vytaute
vito veit vid vit vitus wit wito
vitor bittor victori victorin victorino vihtori viktar viktoras viktoro viktors vittore
vittoria victoire victorine viktorie viktoriya
vittorio victori victorin victorino vihtori viktar viktoras viktoro viktors vitor vitorio vittore
vivan viveka vivianne
vivian bibian bibiana bibiano vasia vasilia vasiliki vasilina vaso vasoula vicky viivi viv vivan vivi viviana viviane viviann
vivian vivianne viviano vivien
viviana viivi vivianna
vivianne viv
vivien bibian bibiana bibiano viv viviana viviane vivianne viviano
vivienne vivian vivien
vlad uladzimir vladimir vladimiras vladimiro vladimirus vladislav volodimir wladimir wlodzimierz wlodzimir
vladimir lado uladzimir vladimer vladimiras vladimiro vladimirs vladimirus vlado volodimir volodymyr wladimir wlodzimierz wlodzimir
vladislav ladislaus ladislav ladizlao lado uladzislaw ulaszlo vladislaus vladislavs vladyslav wladislaus wladislaw wladyslaw
vladislav wlodzislaw
waleed walid
wallace wal walch walley wallie wally walsh welch
wallis wal walch wallace walley wallie wally walsh welch
walt gualtiero
walter bhaltair gualter gualterius gualtiero valter valtero valters valtter valtteri waldhar wally walt walther waltteri woltje
wan yun
wanda vanda
warwick warrick
wei weihui
wen man mun van
wendy guendalina gwendolin gwendoline gwendolyn wanda wendie
weronika veranika veronic veronika veronique
wesley wes wess westleigh
whitney whit
wiktor victori vihtori viktar viktor viktoras viktoro vitor vittore vittorio
wiktoria victoire victorine viktoria viktorie viktoriia viktorija viktoriya vittoria
wil wilber wiley wilford wilheim wilhelm wilie willard willi
wilbur wil wilber
wilfred fred guifre wifred wil wilf wilfried will
wilhelmina guglielma guglielmina guillermina miina mindy minny vilhelmina vilhelmine vilma wilhelmine willie
wiliam guglielmo guillaume guillem guillen guillermo gulielmus gwyllym vilem viljam viljem vilmos wilhelm
will bill ghilherme guglielmo guilherme guillaume guillem guillen guillermo gulielmus gwilherm gwilym gwyllym vilem vilho viljem
will viljo vilmos wil wilber wilbur wiley wilford wilheim wilhelm wiliam wilie willard willem willi
willem bill ghilherme guglielmo guilherme guillaume guillem guillen guillermo gulielmus gwilherm gwilym gwyllym vilem vilhelm
willem vilhelmo viljem vilmos wil wiley wilheim wilhelm wiliam wilie willhelm willi willy
william bill billie billy ghilherme goulielmos guglielmo guilhem guilherme guillaume guillem guillen guillerme guillermo gulielmus
william gwilherm gwilym gwyllym vilem vilhelm vilhelmo vilho viliamu viljam viljami viljem viljo vilmos weilian wil wiley wilheim
william wilhelm wiliam wilie will willem willi williams willie willy wiremu
wilma vilma
winifred winefride winnifred
winnie winifred winston
winona wynona
witold vitold vitoldus vytautas vytovt
wojciech vojtech wojtek
wolf llop lobo lope loup lupo lupus ochoa otsoa otxoa ulf volk wulf zeev
wolfgang farkas volfango wolfango
woodrow woodie
woody woodie woodrow
xander xan
xavier chabier javier ksawery saverio xabier xaver xaverius xavi
xena ksenia ksenija ksenja xenia xenie
xenia ksenia ksenija kseniya ksenja xenie
xian ham heon hin hsien hyeon yin
xiao hyo so
xin heun him hsin makoto shin sim sin sum yam
ya ye
yaakov yaacov yacob
yacob chaime iacob iacobus iacopo jaakko jaako jaakob jacco jaco jacobo jacobus jacopo jakab jakez jakov jaume jekabs jockel santi
yacob xacobe xaime yaacov yakau yakiv yakup
yael giaele jael
yakov iacob iacobus iacopo iakov jaakko jacco jaco jacobo jacobus jacopo jakab jakez jakov jaume jiminy jockel jokubas yaacov
yakov yacob yakau yakiv yakub yakup
yakub iacobus iacopo jaakko jacco jaco jacobo jacobus jacopo jakab jakez jaume jiminy yaacov yacob yakiv yakup
yakup iacobus iacopo jaakko jacco jaco jacobo jacobus jakez jaume jiminy
yan eom eon gan ngan ngiam yeon yim yin
yana ivanka ivanna jeanne jonna juana
yanis iannis ionut yannis
yann erwann giannis giovan giuan hannes hanns honza ioann ioannes ion ivano ivashka iwo jaan janka janos jehan jhoao joannes
yann jogvan xoan yanka yanni yiannis yohannan yvan
yanni giannis honza ivano jogvan
yannick janek janic janick janik jannic jannick jannik yaneck yanek yanic yanick yanik yannic yannik
yannis erwann gian giannis giovan giuan hannes hanns hans honza iannis ioann ioannes ioannis ion ivano ivashka iwo jaan janis
yannis janka jannis janos jehan jhoao joan joannes jogvan johann johannes xoan yanka yann yannakis yanni yannos yiannis yohannan
yannis yvan
yasmin gelsomina jasmin jasmina jasmyn jazmin jazmine yasmine
yasmine gelsomina jasmina jasmyn jazmin jazmine
ye dui yeh
yechiel hilik
yehoshua giosue yeshua
yehuda jehuda judas yehudah
yehudah giuda judas
yelena ellina
yi ai er ge ji makoto ngai ni ui ye yee
yiannis giannis hanns honza ion ivano iwo jaan janos jogvan yanni yohannan
ying eng ing iong reng yeong yin
yoan yoann
yohan yoan
yolanda jolan jolande jolanta jolanthe violante yolande
yonatan yehonatan yonathan
yoni yony
yosef giusepp giuseppe husiy ioseb iosephus iosif jazep joep joosef jooseppi joseba josep josif josip joze jozef jozko jozsef
yosef juozapas juozas jusuf osip ossip osyp seff yossi ze
youcef youssouf yussuf
younes yunis
yousef youssef
youssef yosef youcef youssouf yousuff yussuf
ysabel ysabelle
ysabella ysabel ysabelle
yu ru uk ul yeo yong you
yuan gen nguyen won yeon
yue yeol
yulia giulietta hulya jule juliane julienne julika julya uliana yuliya
yun on un
yunus younes
yuri corc georg georges georgije georgius georgiy georgy gheorghe goran gorch gyorgy jergus jerzy jorg jorgen joris jorn jur
yuri dorde durad duro juraj jure jurg jurgen jurgis juri jurij juro jyri jyrki sior xurde xurxo yegor yehor youri yrjo yurii yury
yussuf youssouf
yusuf youcef youssef youssouf yousuff yussuf yusuph
yves erwan erwann iven ives ivonet iwo youenn yvon
yvette ivette
yvonne ivona ivonn iwona vonnie
zac zach zachariah zack
zach zachariah
zacharia sacharias sakari sakarias zacarias zaccaria zachariasz zacharie zakarias zechariah zekeriya
zachariah sacharias sakari sakarias zacarias zaccaria zacharia zacharias zachariasz zacharie zakaria zakarias zechariah zekeriya
zacharias sacharias sakari sakarias zacarias zaccaria zacharia zachariasz zacharie zackarias zakarias zechariah zekeriya
zacharie sacharias sakari sakarias zacarias zaccaria zachariasz zakarias zekeriya
zachary sacharias sakari sakarias zac zacarias zaccaria zach zacharia zachariah zacharias zachariasz zacharie zack zahari zak
zachary zakaria zakarias zechariah zekeriya
zack zach zachariah
zahid zahiddin
zahra saara sahra salla zarah
zainab zainabu zaynab zeinab zeynep
zak zac zach zachariah zack zakk
zakaria sacharias sakari sakarias zacarias zaccaria zacharia zacharias zachariasz zacharie zakarias zakariyya zechariah zekeriya
zakariya zakariyya
zaneta gianetti janette jeannette shoned zsanett
zanna zhanna
zara saara sadie sara zarah
zarah saara sahra salla
zaynab zeinab
ze joep jooseppi joseba josep josif josip jozko jozsef juozapas juozas osip ossip osyp taek
zebedee zebedayo zebedeo
zechariah sacharias sakari sakarias zacarias zaccaria zachariasz zacharie zakarias zekeriya
zed zedekiah
zenon zeno zianon zynovii
zephaniah sofonia
zephyr zephir
zeta elisavet elissavet gogo veta yiouli zetta
zev zeev
zhi chi ji jik ti
zi ja
zipporah cippora
ziva zywia
ziyad ziad
zlata zlatka zlatuse
zoe soja zoella zoey zoia zoila zoja zoya
zoey soja zoia zoja
zofia soffia sofie zofija zosia zsofia
zohair zouhair
zoja soja zoia
zoran stelian zorian
zoya soja zoey zoia zoja
zsofia szofia zofija
zuzana sue susana susann susanne susi susy suzette zsuzsa zsuzsanna
zuzanna sue susan susana susann susanna susannah susanne susi susie susy suzan suzannah suzanne suzette suzi suzie zsuzsa
zuzanna zsuzsanna zuzana
zvi zwi
"""

SURNAME_VARIANTS = """
adams adamson
allen allon
andersen anderson sanderson
anderson sanderson
ashford glassford lansford
atkins edkins edkinson elkins etkin
bailey bayles bayley
baker becker
bartey bates batey batley
bates batey batley
batey batley
bayles bayley
bell bellany
benet benett beney bennett
benett beney bennett
beney bennett
bourg bourke
bowen owen
boyle stoyle
bratt brett
bright right righten righton wright
brown browne
bruce spruce spruch
burnell burnett furnell
burnett furnell
butler putler
campbell combell
carter karter
chaffman chapman chatham
chan chen
chang cheung chong zhang
chapman chatham
clarke clarkson
coch cox
colborne colbourne
coling collings collins
collings collins
collington collinson
cook cooke cookson hook
cooke cookson hook
cookson hook
cooper hopper
crane cryan
crone krone
dagley daglish douglas
daglish douglas
danett janett
david davidson davis
davids davie davies
davidson davis
davie davies
ducker tucker
dutson dutton
eades eaves
edkins edkinson elkins etkin
edkinson elkins etkin
edward edwards
elkins etkin
ellis ellison
epsom epson
evans eving
filippou philips phillip phillips
fister foster
fox foxter
gilberts gilbertson
gillson tilson
glassford lansford
gray grey
green greep
griffin griffiths
hadson hudson hunts hutson
hagee hagues
hall halls
hamer hammer
hant hunt
harrin harris
hassle hall halls
hill hillson hilson hull
hillson hilson hull
hilson hull
holman holmes
hourston houston roulston
houston roulston
huang hwang ng wong
hudson hunts hutson
huges hughes
hunter shunter
hunts hutson
jackson jakes
james jameson
jarvis jervis
jason mason
jensen jenson johnson jonson
jenson johnson jonson
johns jones
johnson jonson
kahn khan
kellis kelly
kennedy kenny
king kingston kington
kingston kington
kitson pitson
knight knights
kuhn toon
landfort lashford
lathan nathan
lau liu
lawrence lawrenson
layton leiton leyton
lee leech
lee li
leiton leyton
lewes lewis louis
lewis louis
lloyd loyd
marchal marshall
martin martins martyn
martins martyn
mayne payne
mcmorrin mcmorrine mcmurray
mcmorrine mcmurray
michael mitchel mitchell
milah millan millar
millan millar
miller milner milnor myler
milner milnor myler
milnor myler
mitchel mitchell
moore moores
morison morris morrissey morrisson
morris morrissey morrisson
morrissey morrisson
ng wu
oakes oakley oaksey oakton
oakley oaksey oakton
oaksey oakton
omar omer umar umer
palmer plummer
parker parkin
pate patel
philips phillip phillips
phillip phillips
powell powles powley powls
powles powley powls
powley powls
price prine
rahman rahaman rehman
rand reid ryde ryder
rassell russell
raynaud reynolds
reid ryde ryder
right righten righton wright
righten righton wright
righton wright
robin robinson robinsons
robinson robinsons
rogers rogerson rogger
rogerson rogger
rose rosier
rosh ross
ryde ryder
saeed said sayed syed
saunders saunters
scotson scott
selway selwyn
shaw snow
shelton shenton
simpson simson
smith smiths smithson smyth smythson
smiths smithson smyth smythson
smithson smyth smythson
smyth smythson
spruce spruch
stephen stephens stephenson stevens stevenson
stephens stephenson stevens stevenson
stephenson stevens stevenson
stevens stevenson
steward stewart stuart
stewart stuart
taylor tyler tylor
terner turner
thoman thomas thomason tomas
thomas thomason tomas
thomason tomas
thompson thomsen
thomson tomson
tyler tylor
waite wight
walker wilker wolker
wallis walsh
walshaw walthall waltham walts
walthall waltham walts
waltham walts
wang wong
watchon watson
white whites
wiliam william williams willian
wilison willison wills wilson
wilker wolker
wilkes wilkin wilkins wilkinson wilks
wilkin wilkins wilkinson wilks
wilkins wilkinson wilks
wilkinson wilks
william williams willian
williams willian
willison wills wilson
wills wilson
wood woode woods
woodburn woodman
woode woods
yang young
"""

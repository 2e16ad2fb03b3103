"""Given names and surnames that one child may go by: short forms, nicknames, spellings in other languages.

One line: a name, then names that may stand for it. The relation holds in both directions and goes one step only: Jack may
be John and Evan may be John, but Jack is not Evan for that.

Source  distilled from sdglinkage 0.1.0 (UCL, MIT licence: `firstname_uk_variant`, `lastname_uk_variant`) and Wikidata (CC0:
        "said to be the same as", short forms, hypocorisms), kept where the names were given in England and Wales
        (ONS baby names 1996 to 2021, OGL v3: 30 births or more). Read November 2026.
"""

GIVEN_NAME_VARIANTS = """
aaliyah alaiyah
aaron aharon aron aronas arran arren harun
abbey abbi abi
abbie abbey abbi abby abi
abby abbey abbi abi
abdallah abdulla
abdulkadir abdulqadir
abdullah abdallah abdulla abdullahi
abdullahi abdulla
abe abram abramo
abel alberto avraham
abi abbi
abigael abigel avigail
abigail abbey abbi abbie abby abi abigael abigayle abigel avigail gail
abigayle avigail
abraham abe abie abram abramo avraham bram
abram abramo
abubakr aboubacar
ada adriana ida
adam adama adamo adan adas addam
adan adama
addie addy
adel addie addy
adela addie addy adel adella
adelaide addie addy adel adela adeline
adele addie addy adel adela adelaide adeline delia
adeline addie addy adel adela adelina
adil adel
adonis adon
adria arjen hadrian
adrian adria adriano adrians adrien ari arie arjan arjen hadrian
adriana adrianna adrienne
adrianna adrienne
adriano adria adrien arie arjen hadrian
adrien adria arie arjen hadrian
adrija adria
afonso alfonso
agata agathe
agatha agata agathe
agnes aggie agnieszka ines
ahmad ahmet amadou
ahmed ahmad ahmet
aidan aiden aidy aodhan
aila ailah
aimee aime amie
ainsley ainsly
aisha aicha asha
akim achim
akira rui
ala alla
alan al alain alano alen allan allen allie alun
alana alanah alanis alanna allana allanah allie ally
alanna alanis allana allanah allie ally
alannah alanah alanna
alasdair alister
alastair alasdair alister allister
albert abel al alberto allie bert bertie
alberto bert
albie alan alano alen allan
alby alban
alec aleksandar aleksandr alessandro alexandre alexandros alexandrovi alexi alexnder alick
alecia aliz
aleesha aleisha
alejandro aleks aleksandar aleksandr aleksandrs alexandr sandro
aleks aleksandr aleksandrs alexandr sandro
aleksandar aleks aleksandr aleksandrs alexandr alexandrovi alexnder alick sandro
aleksander alec alejandro alek aleks aleksandar aleksandr aleksandrs alessandro alexandr alexandre alexandros alexandrovi alexandru alexi alexnder alick sandro
aleksandr aleksandrs alexandr alexandrovi alexnder alick sandro
aleksandra alejandra alessandra ola
aleksandrs alexandr sandro
alen alano
alena aline aliona helene jelena lene lenka
alesia alecia aliz
alessandra alejandra alessandria alexanda alexanderia sandie sandy
alessandro alejandro aleks aleksandar aleksandr aleksandrs alexandr alexandre alexandros alexandrovi alexandru alexi alexnder alick sandro
alessia aleesha aleisha alysha
alessio aleksy alexei alexey
alex al alejandro aleks aleksandar aleksander aleksandr aleksandrs alekss alessandro alexandr alexandra alexandre alexandros alexandru alexis alexys lex sandro
alexa alessandra alessandria alexanda alexanderia alexandria alexia sandie sandra sandy
alexanda alessandria alexanderia sandie
alexander al alec alejandro aleks aleksandar aleksander aleksandr aleksandrs alessandro alex alexandr alexandre alexandros alexandrovi alexandru alexi alexnder alick alistair elsie lex lexi sander sandro sandy xander zander
alexandr sandro
alexandra alejandra aleksandra alessandra alessandria alexa alexanda alexanderia alexandrea alexandria alexia allie ally aly lexi lexie sandie sandra sandy sasha
alexandre alejandro aleks aleksandar aleksandr aleksandrs alexandr alexandros alexandrovi alexi alexnder alick sandro
alexandria alessandra alessandria alexanda alexanderia alexandrea sandie sandra sandy
alexandros aleksandar aleksandr alexandrovi alexi alexnder alick
alexandru alejandro aleks aleksandar aleksandr aleksandrs alexandr alexandre sandro
alexei aleksei alexey
alexey aleksei aleksy
alexi aleksandar aleksandr alexandrovi alexnder alick
alexia alessandra alessandria alessia alexanda alexanderia alexandria sandie sandra sandy
alexis aleksei alexandros alexey alexys
alf alfee alfreda fredo
alfie alf alfee alfonso alfred alfreda alfredo fred fredo
alfonso alf alfy
alfred al alf alfee alfreda alfredo alfy allie ally fred freddy fredo
alfredo alf alfee alfreda fredo
ali alison allie allison allyson aly alyson
alia aalia aliana
alice ailis alecia alesia alia alica alicia alicja aliki alisa alise alix aliz ally
alicia alecia alesia alicja alisa alisia aliz eleisha elisha
alicja ala alecia alesia alisa aliz
alina ala alena aline aliona alya halina
aline aliona
alisa ailis alecia alesia alissa aliz allison
alisha alisa alison alissa allison
alison ailis alisa alissa allie allison ally allyson aly alyson
alissa allison
alistair alasdair alastair alejandro aleksandr alexandr alexandre alexandru alister allie allister
alister allister
alix alisa
aliya aalia alia
aliyah alya
allan al alain alano alen allen alun
allana allanah allie ally
allanah allie
allen alain alun
allison allyson alyson
ally allanah allie aly
alonso alfonso alonzo
alonzo lonnie
alun alain
alvin al allie alveen alvie alwine
alysha aleesha aleisha
alyson allyson
alyssa aly alysa
amalia amalie malka
amalie malka
amanda amandine mandy
amber ambar ambra
amel emel
amelia amalia amalie amelie malka millie
amelie amalia amalie malka
amina aminah amine
amir amer emir
amira amyra
amy aimee amanda amie mandy
ana anais aneta anita anja ann anne annette stacia
anabel anabela anabella
anabella anabela
anabelle anabel anabela anabella
anais aneta anja ann annette
anastasia ana anastasija anastasiya anastazia anastazja sia stacia tasia
anastasija anastasiya anastazia
anastazia anastasiya
anastazja anastasija anastasiya anastazia
anders andras andrej andrzej ondrej
andi andie
andre anders andras andrea andreas andrei andrej andres andrey andrzej andy ondrej
andrea anders andi andie andras andreas andreia andrej andreja andres andrey andria andriana andrzej andy ondrej
andreas anders andi andras andrej andres andrey andrzej andy ondrej
andrei andrej andrey ondrej
andreia andreja
andrej andras ondrej
andres anders andras andrej andrey andrzej ondrej
andrew anders andi andras andre andrea andreas andrej andres andrey andrzej andy drew ondrej
andrey anders andras andrej andrzej ondrej
andriana andria
andrzej andras andrej ondrej
andy andi andie
aneurin aneirin
angel ange angela angelica angelo angie
angela ange angelica angelika angeline angelique angelo angie aniela anjelica
angelica ange angelika angelique angelo angie aniela anjelica
angelika angelique anjelica
angelina angela angeline angie
angelique anjelica
angelo ange angie
angelos evangelos
angie ange
angus angie gus
aniela angelika angelique anjelica
anika aneka annika
anita agneta neta netta
anja aneta annette
ann aneta anette anja annette jo
anna ana anabel anais aneta anette ania anja ann annabella anne anneli annette anni anya hana hanna
annabel anabel anabela anabella anabelle annabell annabella
annabella anabel anabela anabella anabelle
annabelle anabel anabela anabella anabelle annabel annabell annabella belle
annaleigh annalee
annaliese anneliese
annalise anneliese
annamaria anamaria annamarie
annamarie anamaria
anne anette ann annette
annelie annalie anneli
anneliese annalisa annelise
annelise annalisa
annemarie anamaria annamaria annamarie annmarie
annette aneta anette
annie aneka anika ann anne annika
annika aneka
anthony anthon anthoney anthoni anthonie anthonious anthonius anthoy antionus antoine anton antone antoni antonin antonino antonio antonios antony toni tony
antoine antonin antonino antonios antwone
anton anthon anthoney anthoni anthonie anthonious anthonius anthoy antionus antoine antone antonin antonino antonios
antoni anthon anthoney anthoni anthonie anthonious anthonius anthoy antionus antoine anton antone antonin antonino antonio antonios antony toni
antonia antonina toni tonia
antonino antonin antonios
antonio anthon anthoney anthoni anthonie anthonious anthonius anthoy antionus antoine anton antone antonin antonino antonios tony
antonios antonin
antony anthon anthoney anthoni anthonie anthonious anthonius anthoy antionus antoine anton antone antonin antonino antonio antonios
anya aanya ana anais aneta ania anja ann annette hana hanna
april abril
archibald arch archiebald
archie arch archibald archiebald
ari adria adriano adrien arie arjen aryeh hadrian
ariadne ariane
arianne ariadne ariane
arie adria arjen hadrian
ariel ariela ariele arielle
ariella ariel ariela
arjan adria adriano adrien ari arie arjen hadrian
arjen hadrian
armando armand
arnas arnaud arne
arne arnaud
arno arne
arnold arnas arnaud arne arney arnie arno
aron aronas arran arren arron
arran arren
art artie arturo athur auther
artem artjom artyom
arthur art artie artur arturo arturs arty athur auther
artie arturo athur auther
artur art artie arturo athur auther
arturo athur auther
artyom artjom
aryeh arie
ashlee ash ashli ashlie
ashleigh ash ashlee
ashley ash ashlea ashlee ashleigh ashli ashlie
ashlie ashli
ashlyn ashlynn
asia aasiya
athena athene athina
audrey audie audrie
august agosto augie auguste augustin augustine
auguste agosto augie augusta augustin
augustine agosto augie auguste
augustus agosto augie august auguste augustin augustine
aura hila
aurelia aurelie
aurelio aurelien aurelius
aurelius aurelien
austen agosto augie august auguste augustine augustus austyn
austin austen austyn
avigail abigel
avraham abram
axel aksel
ayda aida
ayla aila
ayse aicha
bailey bailee bailley bayley
barbara bab babb babs barb barbe barbie barbora
barnabas barnie
barnaby barnabas barney barnie
barney barnabas barnard benardus berhardt bernard bernardo bernhard bernhardt bernie berny
barry barrie
bartholomew bart barth bartie
basil basileus vasil vasile
bayley bayleigh
bea bee trixie
beatrice bea beatrix beatriz bee trixie
beatrix trixie
becky becca becki
belinda lindy lydie
bella annabella arabella bel belle isobelle
belle bel
ben benedek benedict benedikt benito benji benjy bennett benny benoit
benedek benedikt
benedict benedek benedetto benedikt benito bennett benoit ned
beniamin binyamin
benita benedicta
benito benedek benedikt bennett benoit
benjamin ben beniamin benjamen benji benjy bennie benny binyamin
benji benjy
bennett benedek benedikt benoit
benny benji benjy bernice
benoit benedek benedikt
bernadette bennie benny
bernard barnard benardus berhardt bernardo bernhard bernhardt bernie berny
bernardo barnard benardus berhardt bernhard bernhardt berny
bernice bennie berenice
bernie barnard benardus berhardt bernardo bernhard bernhardt berny
bert rob robertas
bertie alberto bert bertram
bertram bert bertrand
bess babette bessy bet betsey bett bette bettie bettina bettye elisabetta lisbeth lisette lissa liz lizabeth lizbeth lizzy lyssa
bessie babette bess bessy bet betsey bett bette bettie bettina bettye elisabetta eliz elize lisbeth lisette lissa liz lizabeth lizbeth lizzie lizzy lyssa
beth elisabeth
bethan beth
bethany beth bethan bethanie
betsey babette bessy bet bett bette bettina bettye lisbeth lisette lissa liz lizabeth lizbeth lyssa
betsi betsey
betsy babette bess bessie bessy bet betsey betsi bett bette bettie bettina betty bettye elisa elisabeth elisabetta elissa eliz elizabeta elize elspeth elzbieta ilsa izabel izabela izabella lisa lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa tina
bettie babette bessy bet betsey bett bette bettina bettye elisabetta lisbeth lisette lissa liz lizabeth lizbeth lizzy lyssa
bettina babette bessy bet bett bette bettye elizabeta elzbieta lisbeth lisette lissa lizabeth lizbeth lyssa
betty babette bess bessie bessy bet betsey bett bette bettie bettina bettye elisabetta eliz elizabeta elize elspeth elzbieta ilsa izabel izabela lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa tina
beverley beverly
beverly bev
bianca blanche
bianka blanche
bill guilherme guillaume guillermo wil wiley wilheim wilhelm wiliam wilie willi
billie bill wil wiley wilheim wilhelm wilie will willem willi
billy bill billie wil wiley wilheim wilhelm wilie will willem willi
bjorn bourne
blaise balazs blazej
blake blayke
blanca blanche
blaze blaize
blazej balazs
bo bao boe
bob bert rob robb robby robertas roberts robt
bobbi roberta
bobbie roberta
bobby bob rob robb robbie robby roberta roberto robt
bonnie bonita
boris borys
brad bradly bret
braden braeden
bradley brad
braedon bryden
braiden braedon bryden
brandan branden
branden brenden
brandon branden brendan
brayden braedon braiden braydon bryden
braydon braedon braiden bryden
bree breana breeanne brie
brendan branden
brendon branden
brett bred bret
brian brajan briant brien bryan
brianna bryanna
bridget biddy brigitte
brigitte birgit birgitte brigitta
briony breony bryoni bryonie
brodie brodee
brody brodie
bronwyn bronvyn
brooke brook
bruce bruse bryce
bryan briant brien
bryce brice
bryonie bryoni
bryony briony bryoni bryonie
caden cade
caesar cesar
cai si
cain cayn kain
caio gaius
caitlin athrine caitlyn caterina cath catherine cathie cathline cathy catriona kaitlyn kate katelin katelyn katelynn kath katharine katherine kathleen kathlyn kathryn kathy katrina katy kay kaye kit kitty
caitlyn athrine caterina cath cathie cathline cathy catriona katelin katelyn katelynn kath katharine kathleen kathlyn kathryn kathy katrina katy kay kaye kit kitty
caius gaius
caleb cal cale kaleb
callan calan kalan
callen cal
callie caroline colleen
calum cal mal malcolm malcom
calvin cal
cameron kameron
camila kamilla
camilla cami camila camille kamila kamilla
camille cami kamila kamilla
campbell cambell
candace candy
candice candy
cara carina carissa cherie cheryl kara karen karin karina
carey cary
carina karin
carissa karissa
carl carle carlo carlos chas chick chuck karel karl karlo karol karolis
carla carly carol karla
carley karley
carli carlee
carlie carlee carleigh carli karlie
carlo carle chas chick chuck karel karlo karol karolis
carlos carle carlo chas chick chuck karel karlo karlos karol karolis
carlotta carlota
carly carlee carleigh carli carlie karlie karly
carmel carmela
carmela carmella
carmen carmela karmen
carol carel carole carollyn carolyn caryl
carolina carel carol carole carollyn carolyn caryl karol
caroline cal carel carol carole carolina carollyn carolyn carrie cary caryl karol karolina
carolyn carel carole carollyn caryl
carrie carel carol carole carolina carollyn carolyn caryl karol kerri
carrieanne carrieann
caryl carel carole carollyn
carys carissa
casey kasey kaycee kaycie kaysey kaysie
caspar gaspard kaspar kasper
casper caspar gaspard kaspar kasper
cassandra cass kassandra
cassia kassia
cassidy kassidy
cassie cassandra
catalina catarina caterina catharine cathryn cathy ekaterina karin katalina katarzyna katharina kathrine kathy katia katja katrin katya
catarina caterina catharine cathryn cathy ekaterina karin katharina kathrine kathy katia katja katrin
caterina athrine cath catharine cathie cathline cathryn cathy ekaterina karin kath katharina kathlyn kathrine kathy katia katja katrin kaye
catherine athrine caitlyn catalina catarina cate caterina cath catharine cathie cathline cathryn cathy catie catrin catriona ekaterina karen karin katarina katarzyna katelin katerina kath katharina katharine kathleen kathlyn kathrine kathryn kathy katia katja katrin katrina katy katya kay kaye kit kitty
cathryn catharine cathy karin katharina kathrine kathy katja katrin
cathy athrine cath catharine cathie cathline kath kathlyn kati
catrin catalina catarina caterina catharine cathryn ekaterina karen karin katarina katarzyna katerina katharina kathrine katia katja katrin katya
catriona athrine caitriona caterina cath cathie cathline cathy katelin kath kathlyn kathy kay kaye
cecelia cece cissie
cecil cec
cecile cecilie
cecilia cecelia cecile cecilie celia celina celine cissie
cedric cedrick
celia cecelia cecile cecilie celina cissie
celina cecile cecilie
celine cecile cecilie celia celina
cezary caesar cesar
chana hani
chantal shantel
chantelle chantal chantel shantel
charlee charli
charlene sharlene
charles carl carle carlo carlos chad charley chas chaz chick chuck karel karl karlo karol karolis
charley carl carle carlo carlos charlee charleigh charlene charli charly chas chick chuck karl
charlie carl carle carlo carlos charlee charlene charles charley charli charlotte charly chas chick chuck karl
charlize charlise
charlotte carlota carlotta charley lotte lottie
chase chace
chava hava
chelsea chelsey chelsi chelsie
chelsey chelsi chelsie
chelsie chelsi
cherie carissa
cheryl carissa sheryl
chester ches
chevonne cheyonne
cheyanne shiann
chi ji qi
chiara clair clare klara
chloe cloe kloe
chris christos cristoforo kris kristofer
christelle christel
christiaan krisztian
christian chris christiaan cristian cristiano kris kristian kristians krisztian krystian rain
christiana cristiana cristina kristi kristiana kristin kristine kristy kristyna krystyna
christie christy kristi kristie kristy
christina chris chrissie chrissy christiana christine christy cristiana cristina kirsten kris kristeen kristen kristi kristie kristin kristina kristine kristy kristyna krystyna tina
christine chrissie chrissy christiana christie cristiana cristina kristeen kristen kristi kristin kristina kristine kristy kristyna krystyna tina
christo kristo
christophe kristoffer
christopher chris christie christophe christos cristoforo kester kit kris kristof kristofer kristofers kristoffer krzysztof
christos cristoforo kris kristofer
cillian kylian
cindy cynthia lucile lucille sindy
claire chiara clair clare klara
clara chiara clair claire clare klara
clare clair
clarice clarisse
clarissa clarice clarisse
clark clerk
claude claud claudio
claudia claudine klaudia
clayton clay
clemence clem
clement clem clemence clemmie
clementine clementina
clifford clif cliff
cloe kloe
coben koben
cobie cobi
coby cobi cobie
cody codi kody
cole claus klaus nic nichalas nick nicklaas nicklas nicol nicolaas nicolas nicolhas nicolo
colette collette
colin cailean collin
conan cynan
connie constance
connor conner conor
conrad cort konrad
constantin con konstantin konstantine konstantinos konstanty
constantine con constantin konstantin konstantine konstantinos konstanty
cora coral coralie corie corrie
coral coralie corie
coralie corie
corey corrie cory
corinna corina
corinne corina corinna corrie corrine
cornelia kornelija
cornelius corneilious
corrie cornelia
cory cori corrie
courtney courteney courtny kourtney
cristian christiaan cristiano kristians krisztian rain
cristiana kristi kristyna krystyna
cristiano christiaan christiano kristians krisztian rain
cristina cristiana kristeen kristi kristin kristine kristy kristyna krystyna
crystal cristal krystal krystle
curtis curt kurt
cynthia sindy
cyril cy kiril
cyrus cy kourosh
dafydd daoud dave davey davide davy dewi
dalia dahlia
damian damien
dan an danial daniele dannie
dana dan dena
dani dannie
danial daniele dannie
daniel dan dani danial daniele daniels daniil danil danilo danni dannie danny danyl deiniol
daniela daniele danni dannie
daniele daniil danil danilo dannie deiniol
daniella dani daniela daniele danni
danielle dani daniela daniele daniella danni danny
daniil danil danilo dannie
danika danica
danil dannie
danilo danil
danni dani dannie
danny dan dani danial daniela daniele daniella danni dannie
dante donte
darby derby
darcy darci darcie
daria darya
darian darien
dario dariusz
darius dario dariusz
darlene darryle
darrell darlene darrel darryle
darren daren
darryl darlene darrel darrell darryle
darya darija
daryl darrel darrell
daud dovid
dave daoud davide davie davy
davey daoud dave davide davy
david dafydd daoud dave davey davide davids davie davy dawid dewi dovid
davide daoud davy
davie davy
davy daoud
dawid dafydd daoud dave davey davide davy dewi
dayna daina
dean daen
deana dee dianna
deanna deana dee diane dianna
debbie deb debby debora debra
deborah deb debbie debby debora devorah
declan declen
dee dianna
deena dinah
dejan deyan
delila dalila
delilah delila
della dela
demetri demetrius
demetrios demitrios dimitr
demetrius demetrios demitrios dimitr dmitri dmitry dumitru
demie debie
demir damir
denis deni denisa denise denney dennie denny denys
denise denice denisa denni dennie
dennie denney denys
dennis denis denney dennie denny denys
denny denney dennie denys
deon deion
derek del derrick
dermot diarmuid
deshawn deshaun
desire desi
destiny destynii
devonte devante devontae
dewi daoud dave davey davide davy
diana deana deanna dee diane dianna dianne
diane deana dee dianna dianne
dianna dianne
diego dia diogo giacomo jacopo jacques jim jokubas santiago seamus thiago tiago yacob yakov yakub yakup
dimitar demetrios demetrius dimitris dmitri dmitry dumitru
dimitri demetri demetrios demetrius demitrios dimitar dimitr dimitrios dimitris dmitri dmitry dumitru
dimitrios demetrios demetrius demitrios dimitar dimitr dimitris dmitry dumitru
dimitris demetrios demetrius dmitry
dina deena dena dinah
dion deion
dmitry demetrios demitri dmitri dumitru
dollie doll doreen dorie doris dorotea dorothea dorthie dot
dolly doll dollie dolores dora doreen dorie doris dorotea dorothea dorthie dot dottie
dolores delores lolita
dominic dom domenico domenique dominik dominique
dominik domenico dominiks dominique
dominique domenico dominick
don donny
donald don donnie donny
donnie don donny
donovan donny
donte dontay
dora doll dollie doreen dorie doris dorotea dorothea dorthie dot
doreen doll dorie dorotea dorthie dot
doris doll doreen dorie dorotea dorthie dot
dorothea dea doll doreen dorie doris dorota dorotea dorthie dot
dorothy dea doll dollie dolly dora doreen dorie doris dorota dorotea dorothea dorthie dot dottie
dottie doll dollie dora doreen dorie doris dorotea dorothea dorthie dot
douglas doug dougie douglass
dumitru demetrios
dwayne duane
dylan dillon
eamon eamonn
earl errol
eben ebenezer
ebonie eboni
ed duarte edd edmond edouard edw edwards edwark
eddie ed edd eddy edgar edmond edmund eduardo edw edwards edwark edwin ned teddie
eddy duarte ed edd edmond edoardo edouard edw edwards edwark
edgar ed edd eddy edmond eduardo edw edwards edwark
edmond edd edw edwards edwark
edmund ed edd eddy edgar edmond eduardo edw edwards edwark
edoardo duarte ed edouard
edouard duarte
eduard duarte ed eddy edoardo edouard eduardo
eduardo duarte ed edd eddy edmond edoardo edouard edw edwards edwark
edward duarte ed edd eddie eddy edgar edmond edmund edoardo edouard eduard eduardo edw edwards edwark edwin ned ted teddie teddy
edwin ed edd eddy edgar edmond edmund eduardo edvin edw edwards edwark edwyn ned
efa evi evita ewa ieva
effie effy euphemia
effy euphemia
efraim efrem
eileen aileen eibhlin
eilish eilis
ekaterina catharine cathryn cathy karin katharina kathrine kathy katja katrin
ela jelena
elaine eleanora eleanore leanora lenore leonora
elana elaine eleanora eleanore leanora lenore leonora
elbie elbert
eleanor elaine elana eleanora eleanore eleonora eleonore leanora lenore leonora nell nellie nelly noora nora norah
eleanora eleanore leanora lenore
eleanore leanora lenore
elektra electra
elena alena eleni elina helen helena helene jelena leena lela lena lene lenka
eleni alena elina helene jelena leena lela lene lenka
eleonora eleonore leonor
eli elias ely
elia elie ilia
eliana elliana
eliane elianne
elias elia elie ilias ilie ilya
elie ilie
elija eliyahu
elijah eli elias elie elija eliyahu
elina lela
elinor ellinor
elisa babette bess bessie bessy bet betsey bett bette bettie bettina betty bettye elisabeth elisabetta elissa eliz elize elspeth lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa
elisabeth babette bess bessie bessy bet betsey bett bette bettie bettina betty bettye eilis eilish elisabetta elissa eliz elizabeta elizabete elize elspeth elzbieta ilsa izabel izabela lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa tina
elisabetta babette bessy bet betsey bett bette bettina bettye elizabeta elzbieta lisbeth lisette lissa liz lizabeth lizbeth lyssa
elise babette bess bessie bessy bet betsey betsy bett bette bettie bettina betty bettye elisa elisabeth elisabetta elisha eliska elissa eliz elize elspeth lisa lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa
elisha babette bess bessie bessy bet betsey betsy bett bette bettie bettina betty bettye eleisha elisa elisabeth elisabetta elissa eliz elize elspeth lisa lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa
elissa babette bess bessie bessy bet betsey bett bette bettie bettina betty bettye elisabetta eliz elize elspeth elyssa lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa
eliz babette bess bessy bet betsey bett bette bettie bettina bettye elisabetta elize lisbeth lisette lissa liz lizabeth lizbeth lizzie lizzy lyssa
eliza babette bess bessie bessy bet betsey betsy bett bette bettie bettina betty bettye elisa elisabeth elisabetta elise elisha elissa eliz elize elli elsi elspeth libby lisa lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa zeta
elizabeth babette bess bessie bessy bet beth betsey betsy bett bette bettie bettina betty bettye elisa elisabeth elisabetta elise elisha elisheva elissa eliz eliza elizabeta elize elspeth elzbieta ilsa isabel izabel izabela izabella izzy libby lisa lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa tina
elize babette bess bessy bet betsey bett bette bettie bettina bettye elisabetta lisbeth lisette lissa liz lizabeth lizbeth lizzy lyssa
ella elle ellen elli ellie elly elsa elsie elzie nell
elle elli elly elsa elzie nell
ellen alena elena eleni elle ellena elli elly elsa elzie helen helena helene jelena leena lena lene lenka nell
elli elsi elzie liza zeta
ellie eleanor elizabeth elle ellen elli elly elsa elsie elzie nell
elliot eliot elliott
elliott eliot
ellis eli elias elijah
elly elli elzie
eloisa heloise
eloise ellouise eloisa elouise heloise
elsa elli elly elza elzie nell
elsi zeta
elsie elle ellen elli elly elsa elsi elzie nell
elspeth babette bess bessie bessy bet betsey bett bette bettie bettina bettye elisabetta elisheva eliz elizabeta elize elzbieta ilsa izabel izabela lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa tina
elton elten
elzbieta elizabeta
ema em emelie emeline
emanuel emanuele emanuelle immanuel mannie manuel
emanuela manuella
emanuele emanuelle mannie
emelie em emeline
emeline em
emerson emmerson
emil emile emilio emils
emile emils
emilia aemilia em ema emelie emeline emili emilie emilija emmeline emmi emmie mimi
emiliano emilian
emilie em ema emelie emeline emmeline emmie
emilio emile
emily em ema emelie emeline emili emilia emilie emilija emma emmeline emmie emmy millie milly
emine emina
emir emyr
emma em ema emelie emeline emilia emilie emmeline emmi emmie emmy
emmanuel emanuel emanuele emanuelle immanuel mannie manny manuel
emmanuela emanuela
emmanuella emanuela emmanuelle manuela manuella
emmanuelle manuella
emmeline em ema emelie emeline
emmett emmet
emmie em ema emelie emeline emmeline emmy
emmy ema emmi
emrys ambrose
ena enna
enrico enrique hank harrie hendrik henrik henrikas henrique henryk
enrique hendrik henrik henrikas henrique henryk
enzo vincenzo
eoin aian ean eon
ephraim efraim efrem
eric enrico enrique erick erik eryk harold hendrik henri henrik henrikas henrique henryk ricky
erica erika eryka erykah
erik enrico enrique erick eryk harold hendrik henri henrik henrikas henrique henryk
erika eryka erykah
ernest earnest earnie ern ernesto ernie ernst
ernie earnest earnie ern ernst
ervin erwin
erwin irwin
eryk enrique hendrik henrik henrikas henrique henryk
erykah eryka
esa isaia
esha eesha
esme esmee esmerelda
esmee esmeralda esmerelda
esmeralda esmerelda
esra esraa
esteban stephane
estella estela
estelle estela estella
ester essie estera eszter
estera eszter
esther essie ester estera estere eszter etta ettie hettie hetty
etienne esteban stefano stefanos stephan stephane stephene stevan steve stiven
etta essie ester ettie
ettie essie ester
eugene eugen eugenia eugenie eugeniusz eugenusz
eugenia eugen eugeniusz eugenusz
eugenie eugen eugenia eugeniusz eugenusz
eunice eunie
eva chava efa eve eveline evelyn evi evita ewa ieva
evan evans ewan ewen gian gianni giovanni hans ian ieuan ifan ioan ioannis ion ivan ivo iwan iwo jaan jan janos jean joan joao johan johann johannes johnny jon juan sion yann yanni yannis yiannis yves
evangeline evangelina
eve chava efa eveline evi evita ewa ieva
evelina evelin eveline evelyne ewelina
eveline evelin evelyne
evelyn eve evelin evelina eveline ewelina
everett ev
evie eva evangeline eve eveline evelyn evy
evita evi
ewa chava evi evita ieva
ewan euan evans ewen
ewen evans yves
ezekiel zeke
fabian fabia fabien fabio
fabien fabia
fabienne fabiana
faith fay
faiza fiza
farida faridah
farouk farooq
fatima fatimah fatma fatuma
fatma fatuma
fawzia fouzia
faye fae fay
federico frederich frederik frederikus fredrik friedrich
felicia flick fliss
felicity felicia flick fliss
felipe filipe filippo philipp philippe philippos
felix feliks
fergus ferguss
fernando ferdinand
ffion fiona
filip felip felipa felipe filipe filippo phil philip philipp philippe philippos philipps phillip phillipp phillipps
filipe philipp philippe philippos
filippo felip felipa filipe phil philipp philippe philippos philipps phillipp phillipps
finlay findlay
finley findlay finlay
finn fin
flavio flavius
fleur florie
flora fleur flo florie florrie
florence fiorenza flo florencia florrie flossie
florian floria florin
florrie fiorenza
flynn flinn
forrest forest
fozia fawzia fouzia
frances fannie fanny fay fran francesco francie francine francisco franco francois francy franklin frans
francesca fannie fanny fran frances franceska francie francine francis francisca francy
francesco fannie fanny fran francie francisco franco francois francy frans frantisek franz
francie fannie fanny fran francy frans
francine fannie fanny fran francie francy
francis fannie fanny fran frances francesco francie francine francisco franciszek franco francois francy franklin frans frantisek franz
francisco fannie fanny fran francie franco francois francy frans frantisek franz
franciszek francesco francisco franco francois frantisek franz
franco francois frantisek franz
francois frantisek franz
frank fannie fanny fran frances francesco francie francis francisco franciszek franco francois francy franklin frans frantisek franz
frankie francis franklin
franklin fannie fanny fran francesco francie francisco franciszek franco francois francy franklyn frans frantisek franz
franz frantisek
fred alf alfee alfreda alfredo federico frederic frederik fredo fredrik fryderyk
freda freida
freddie alfred federico freddy frederich frederick frederikus fredrick friedrich
freddy federico frederica frederich frederikus fredrick friedrich
frederic federico frederik fredrik fryderyk
frederica federica fredericca
frederick federico fred freddy frederic frederich frederik frederikus fredrick fredrik friedrich fryderyk rick ricky
frederik fredrik fryderyk
fredrick federico frederich frederikus fredric fredrik friedrich
fredrik fredric fryderyk
freya freja freyja
freyja freja
frida freda freida frieda
frieda freda freida
fuad fawad
fynlay fyynlay
gabby gabbie gabrile gae gai gale
gabe gabby gabrile gae gai gale
gabriel gabby gabe gabor gabriele gabriels gabrile gae gai gale gibril jibreel jibril
gabriela gabby gabriele
gabriele gabby gabe gabor gabrile gae gai gale
gabriella gabbie gabby gabriela gabriele gabrielle
gabrielle gabbie gabby gabriela gabriele gaby
gaia gaja
gail gayle
gareth garth gary
garrett garth
garth gart
gary garrie
gemma jemma
gene eugene
genevieve jen jenn jennie jenny
geoffrey gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffry geofrey godfrey jefery jeff jefferey jefferie jeffery jefforey jeffory jeffre jeffree jeffreys jeffries jeffry jeof
george geordie georges georgi georgia georgie georgina georgios georgy gheorghe giorgio goran jeorje jerzy jordi jorge joris yuri
georges georgy gheorghe goran jerzy
georgi georges georgios georgy gheorghe goran jerzy jordi joris yuri
georgia georgette georgina giorgia zeta
georgiana georgianna
georgina georgette georgie gina
georgios georges georgy gheorghe goran jerzy joris yuri
georgy goran
gerald geraldine geraud gerry giraldo jerard
geraldine geraud geri gerry giraldo jerard
gerard ged gerald geraldine geraud gerry giraldo jerard jerry
gerry geraud giraldo jerard
gheorghe georgy goran
giacomo cob giacobo iacovo jacobe jacobie jacobs jacopo jekabs jokubas yacob yakov yakub yakup
gian hans ion iwo jaan janos yann yanni yiannis
gianna giana
gianni gian hans ioannis ion iwo jaan janos joan johann johannes yann yannis
gil gilberto
gilbert gil gilberto
giles gil
gillian gilian jilian jillian
gina geena regina
ginny ginevra
giorgia georgette
giorgio georges georgi georgio georgios georgy gheorghe goran jeorje jerzy jordi joris yuri
giovanna ivana ivanna janet janette janice janiece janine janis janne jannette jeanette jeanne yana
giovanni gian gianni hans ifan ioannis ion ionut ivo iwo jaan jacques janos jaques jean joan joao johan johann johannes johnni johnnie juan yann yanni yannis yiannis
giselle gisele
giulia giuliana giulietta juliana julianna julienne julieta julietta julija july liane yulia
giuliana giulietta julienne julieta liane yulia
giulietta july
giulio iulian julio juliusz
giuseppe iosif joie jos joszef jozsef ze
gladys glad
glen glenice glenis glenn glenyce
glenn glenice glenis glenyce
gloria glory
godfrey gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffry geofrey jefery jefferey jefferie jefforey jeffory jeffre jeffree jeffreys jeffries jeffry jeof
goldie golda goldy
goncalo gonzalo
gordon don gordie
grace gracia gracie
graham graeme
gray grey
greg gredory gregery gregg greggory gregorie gregorio gregorius
gregg gredory gregery greggory gregorie gregorio gregorius
gregor gredory greg gregery gregg greggory gregorie gregorio gregorius grzegorz
gregory gredory greg gregery gregg greggory gregor gregorie gregorio gregorius grzegorz
greta gretal gretchen gretel madge maggi marg margareta margarita marge margery margie margo margorie marguerita marguerite margurita marj marjorey marjorie marjory meg peg peggie peggy reta
gretel gretchen
griffin gryffin
gruffudd griffith
gruffydd griffith gruffudd
guilherme guillaume guillermo wiliam
guillaume guillermo
gus augustus gustav
gustav gustave gustaw
gustavo gustav gustave gustaw
gustavs gustaw
gustaw gustave
gwen gwenda gwendaline gwendoline gwendolyn gwendolyne
gwendoline gwenda gwendaline gwendolen gwendolyne
gwendolyn gwenda gwendaline gwendolen gwendoline gwendolyne
gwilym bill guilherme guillaume guillermo wiliam
gwyn gweneth gwenith gwenneth gwenyth
haider haidar
hal enrico hank harrie
haley hailee haylie
hana ana anais aneta anja ann annette chana hanah
hanna ana anais aneta anja ann annette hana hanah
hannah ana anais aneta anja ann anna anne annette anya hana hanna
hans ion iwo jaan janos yann yanni yiannis
hari enrico hal hank harold harrie
haris charis
harlow harlowe
harmony harmonie
harold enrico enrique eryk hal hank harrie hendrik henrik henrikas henrique henryk
harri henri henrik
harrie hank
harriet hallie harriett hattie hendrika henrietta henriette hettie hetty
harriett harriette
harris enrique haris henri
harry enrico enrique eric erik eryk garry gary hal hank hari harold harri harrie harris hendrik henri henrik henrikas henrique henry henryk
harun haroun
hasan hassaan
hassan hasan hassaan
hattie hendrika henrietta henriette hettie hetty
hayden haden haiden
hayley haylee haylie
heath heathcliff
hector heitor hektor
hektor heitor
helen alena eleni helene jelena leena lene lenka nell nellie nelly
helena alena eleni halina helen helene ilona jelena leena lene lenka
helene jelena lene lenka
hendrik henrikas
henri enrico enrique eryk harold hendrik henrik henrikas henrique henryk
henrietta etta hendrika henriette hettie hetty
henriette hendrika
henrik hendrik henrikas henrique henryk
henrique hendrik henrikas
henry enrico enrique eric erik eryk hal hank hari harold harri harrie harris hendrik henri henrik henrikas henrique henryk
henryk hendrik henrikas henrique
hera era
herbert bert herb
herbie herb herbert
hettie hendrika henriette hester hetty
hetty hendrika henriette hester
hilda hilde
holly hollie
hope nada
horatio horace
howard howie
hubert bert huey hughey hughie uberto
huda hoda
huey hughey uberto
hugh hubert huey hughey hughie huw uberto
hughie huey hughey uberto
hugo hubert huey hugh hughey hughie huw uberto
hui xi
hussein husayn huseyin
ian aian ean eoin eon gian gianni giovanni hans ieuan ifan ioan ioannis ion ivan ivo iwan jaan janos jean joan joao johan johann johannes johnny jon juan sion yan yann yannis
ibrahim abraham avraham
idris idriss
ieuan gian gianni giovanni hans ifan ioan ioannis ion ivo iwan iwo jaan janos jean joan joao johan johann johannes johnny jon juan sion yann yanni yannis yiannis
ieva evi evita
ifan gian gianni hans ioannis ion ivo iwo jaan janos joan joao johan johann johannes juan yann yanni yannis yiannis
ignacy ignacio ignatius
ignatius ignacio
igor igors
ike ishak
ilaria hilary hillary
ilham elham
ilias elie ilie ilya
iliya ilja
ilsa bettina elisabetta elizabeta elzbieta liz
ilya elie eliyahu ilia ilie
ilyas elia ilia ilya
immanuel emanuele manny
imogen imogene
india indiana
indiana indy
ines agnieszka inesa inez
inigo ignacio
ioan gian gianni giovanni hans ifan ioannis ion ionut ivo iwan iwo jaan janos jean joan joao johan johann johannes johnny jon juan sion yann yanni yannis yiannis
ioannis gian hans ion ionut iwo jaan janos johann yann yanni yiannis
ion iwo jaan janos yanni
iona yona
ionut ion janos
iosif jozsef ze
irene arina ena erina ira irena irina rena
irina irena
isaac ike isaak isac isak ishak issac izaac izaak izak
isaak ike isac isak ishak izak
isabel bel bella belle betsy betty elisabeth elisabetta elizabeta elspeth elzbieta ilsa isa isabela isobel isobell isobelle izabel izabela izabella izzie izzy lisa liz liza tina ysabel
isabella bel bella belle betsy betty elisabeth elisabetta elizabeta elizabeth elspeth elzbieta ilsa isabel isabela isabelle isobel isobelle izabel izabela izabella izzie izzy lisa liz liza tina ysabella
isabelle bel bella belle betsy betty elisabeth elisabetta elizabeta elizabeth elspeth elzbieta ilsa isabel isabela isobel isobelle izabel izabela izabella izzie izzy lisa liz liza tina ysabelle
isadora isidora
isaiah esa isaia
isak ike isac ishak
isha eesha esha
isla aila ayla
ismael ishmael
ismail ishmael ismael
isobel bel bella belle isobell isobelle izzie izzy
isobelle bel belle
isolde esyllt
israel ira
issac isaak isac isak izaac izaak izak
iulia yulia
ivan gian gianni giovani giovanni hans ieuan ifan ioan ioannis ion ionut ivo iwan iwo jaan janos jean joan joao johan johann johannes johnny jon juan sion van yann yanni yannis yiannis yvan
ivana ivanna jeanne juanita yana
ivanna jeanne
ivo gian gianni hans ioannis ion iwo jaan janos joan johann johannes yann yanni yannis yiannis yves
ivor ifor
iwan gian giovanni hans ifan ioannis ion ivo jaan janos jean joan joao johan johann johannes jon juan sion yann yannis yves
iwo jaan janos yanni
izaac isaak isac isak izak
izaak ike isaak isac isak ishak izaac izak
izabel elisabetta elizabeta elzbieta ilsa liz liza
izabela elisabetta elizabeta elzbieta ilsa isabela iza izabel liz liza
izabella betty elisabeth elisabetta elizabeta elspeth elzbieta ilsa isabela izabel izabela liz liza tina
izak ike isac isak ishak
jaan janis janos yanni
jac giovanni jacques jak jaques johnni johnnie johnny
jacinta jacynta
jack evan gian gianni giovanni hans ian ieuan ifan ioan ioannis ion ivan iwan jaan jac jackie jacky jacob jacques jak jan janos jaques jean joan joao johan johann johannes john johnni johnnie johnny jon juan sean sion yann yanni yannis yiannis
jackie jacky
jacob cob diego diogo giacobo giacomo iacob iacovo iago jac jacobe jacobie jacobs jacopo jacques jago jaime jake jakob jakub jekabs jim jokubas santiago seamus yacob yakov yakub yakup
jacopo yakup
jacqueline jackie jacky
jacques giacomo jacopo jaques jim johnni johnnie jokubas thiago yacob yakov yakub yakup
jade jayde
jaden jaeden
jafar zafar
jago iago
jaiden jai
jaime giacomo iacob iago jacopo jaimee jayme jaymes santiago tiago yacob yakov
jak giovanni jacques jaques johnni johnnie
jakob cob diego giacobo giacomo iacob iacovo jacobe jacobie jacobs jacopo jacques jaime jekabs jim jokubas santiago seamus yacob yakov yakub yakup
jakub diego giacomo iacob jacopo jacques jakob jim jokubas santiago seamus thiago yacob yakov yakub yakup
jalil jaleel
jamal cemal
james diego giacomo giuseppi jacob jacopo jacques jake jakob jakub jamey jamie jas jay jaymes jem jim jimi jimmie jimmy jokubas santiago seamus thiago yacob yakov yakub yakup
jamie giuseppi jaime jamey jas jim jimmie yakov
jamila jameela
jan gian gianni giovanna giovanni hans ian ieuan ifan ioan ioannis ion ivan ivo iwan iwo jaan jane janelle janet janette janice janiece janine janis janne jannette janos jean jeanette jeanne joan joao johan johann johannes johnny jon juan sion yan yann yanni yannis yiannis
jana giovanna ivana ivanna jean jeanne juanita yana
jane giovanna ivana ivanna jana janelle janet janette janey janice janie janiece janine janis janne jannette jayne jean jeanette jeanne jennie jian yana
janelle giovanna janet janette janice janiece janine janis janne jannette jeanette jeanne jenelle
janet janette janice janiece janine janis janne jannette jeanette jeanne juanita zaneta
janice janette janiece janine janis janne jannette jeanette jeanne
janie janey
janine janette janiece janina janis janne jannette jeanette jeanne
janis janette janiece janne jannette
janos yanni
jared jarod jarred jarrod
jarell jarrell
jarred jarod
jarrod jarod jarred
jarvis jervis
jasmin jasmina jasmyn jazmin jazmine yasmine
jasmine jasmin jasmina jasmyn jaz jazmin jazmine yasmin yasmine
jason jace jayson
jasper jesper
javier ksawery
jay jason
jayden jaden jaeden
jaylen jalen
jayme jaymes
jayson jaison
jazmin jasmina jazmine
jazmine jasmina
jazz jaz
jean gian gianni giovanna hans ifan ioannis ion ionut ivana ivanna ivo iwo jaan janos jeanie jeanne jeannie joan joao johan johann johannes juan yana yann yanni yannis yiannis
jeanette janette janiece janis janne jannette zaneta
jeanne janette janiece janis janne jannette jeanette zanna
jed jedidiah jett
jeff gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffry geofrey godfrey jefery jefferey jefferie jeffery jefforey jeffory jeffre jeffree jeffreys jeffries jeffry jeof
jeffery gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffry geofrey godfrey jefery jefferey jefferie jefforey jeffory jeffre jeffree jeffreys jeffries jeffry jeof
jeffrey gefery geff geffrey geof geoferry geoff geoffery geoffori geoffory geoffre geoffrey geoffry geofrey godfrey jefery jeff jefferey jefferie jeffery jefforey jeffory jeffre jeffree jeffreys jeffries jeffry jeof
jelena lene
jemima jayme jem
jemma jem
jenna genevieve jen jenn jennah jenni jennie jenny joanna johanna
jennie jen jenn jenni
jennifer genevieve ginevra jen jenifer jenn jenna jenni jennie jenny
jenny jane jen jenn jenni jennie
jeremiah jem jeremiasz jeremie jeremy jerry
jeremie jeremiasz
jeremy dermot diarmuid geramy jem jeremi jeremiasz jeremie jerome jerry jez
jerome geramy jerry
jerry gerald geraldine gerry
jerzy georgy gheorghe goran
jesse jess jessie yishai
jessica jess jessie jessika
jessie janet jess jessy
jett jet
jibreel djibril
jibril djibril jibreel
jillian gilian jilian
jim giacomo giuseppi jacopo jas jimmie jokubas yacob yakov yakub yakup
jimmie giuseppi jas
jimmy jim jimi jimmi yacob
jin zhen
jo joan jojo
joachim achim akim joaquim joaquin
joan gian hans ioannis ion jaan janos johann siwan yann
joana joan siwan
joanna ioanna jana jo joan joana joanne johan johanna jojo siobhan siwan yana
joanne joan joana johan johanna jojo siwan
joao gian gianni hans ioannis ion ivo jaan janos joan johann johannes yann yannis
joaquim achim akim
joaquin achim akim joaquim
jocelyn jo joyce
jodi jo judith
jodie jo jodi judith
jody jo judie judith
joe giuseppe iosif jo jody joel joey joie jos josef joszef
joely joelle
joey giuseppe joie jos josef joszef
johan gian gianni hans ioannis ion ivo iwo jaan janos joan joao johann johannes yann yanni yannis yiannis
johann gian hans ion iwo jaan janis janos yann yanni yiannis
johanna joan joana johannah siwan
johannes gian hano hans ioannis ion iwo jaan janos joan johann yann yanni yiannis yohan
john evan gian gianni giovanni hans ian ieuan ifan ioan ioannis ion ionut ivan ivo iwan iwo jaan jac jackie jacky jacques jak jan janos jaques jean joan joao johan johann johannes johnni johnnie johnny jon jonas juan sean sion yann yanni yannis yiannis yona
johnathan johnathon jonny jonty
johnnie jaques johnni jonnie
johnny gian gianni giovanni hans ifan ioannis ion ivo iwan iwo jaan jacques jak janos jaques jean joan joao johan johann johannes johnni johnnie jon jonnie juan sion yann yanni yannis yiannis
johnpaul jeanpaul
jokubas jacopo yacob yakub yakup
jon gian gianni giovanni hans ifan ioannis ion ivo iwo jaan janos jean joan joao johan johann johannes johnathan johnathon jonathon jonny juan sion yann yanni yannis yiannis
jonah johnathan johnathon jon jonas jonathon jonny yona
jonathan johnathan johnathon jon jonah jonatan jonathon jonny jonty yonatan
jonathon johnathan johnathon jonny
joni joan
jonny johnathon jonnie
jonpaul jeanpaul
jordan jordyn
jordi georges georgios georgy gheorghe goran jerzy joris yuri
jorge georges georgi georgios georgy gheorghe giorgio goran jerzy jordi joris yuri
joris georges georgy gheorghe goran jerzy jory
jorja giorgia
jos joie joszef
jose giuseppe iosif jozef jozsef yosef ze
josef giuseppe iosif joie jos jose joszef jozef jozsef yosef ze
josefina josefine
joselyn jaslyn
joseph giuseppe iosif jo jody joe joey joie jos jose josef joszef jozef jozsef yosef ze
josephina josefina josefine sophina
josephine giuseppa jo josefina josefine josephina josie
joshua josh joshuah yehoshua
joss jos
joy joyce
joyce jo
jozef giuseppe iosif jozsef ze
juan gian gianni hans ioannis ion ionut ivo iwo jaan janos joan joao johan johann johannes jun yann yanni yannis yiannis
juanita jeanne
judah yehuda yehudah
judith judie judy judyta
jules giulio iulian jule juliana julien julio juliusz
julia giulia giuliana giulietta julian juliana julianna julie julienne juliet julieta julietta juliette july liana liane lili yulia
julian giulio iulian jule jules julien julio julius juliusz
juliana giuliana giulietta julianna julienne julieta julietta july liane yulia
julianna giuliana giulietta julienne julieta liane yulia
julianne julieanne
julie giulia giuliana giulietta jolie juliana julianna julienne julieta julietta julija july liane yulia
julien giulio iulian julio juliusz
julienne giulietta
juliet giulia giulietta juliana julie julietta july
julieta giulietta julienne liane yulia
julietta giulietta july
juliette giulia giuliana giulietta juliana julianna julie julienne juliet julieta liana liane yulia
julija yulia
julio iulian jule juliusz
julius giulio iulian jule jules julien julio juliusz
juliusz iulian
justin justyn
justina justyna
justine justina justyna
kacey kaci kacie kacy kasie
kaci kacie kacy kasie
kacie kacy kasie
kacper caspar casper gaspard kaspar kasper
kaden caden
kady cady kadi
kaela kailey kalli keli kelli kely
kai jia kaj kay ky qi
kaia kaja
kaila cayla
kailey kalli keli kelli kely
kaitlyn kaitlin katelin katelyn kathleen katlin
kajus gaius
kale kayle
kalli keli kelli kely
kamal kemal
kamil camilo
kamila camila kamilla
kane kayne
kara carina karen karin karina
karel karlo
karen carina catalina catarina caterina catharine cathryn ekaterina karin katarina katarzyna katerina katharina kathrine katia katja katrin katya
karim kareem
karin catharine cathy katharina kathrine kathy katja katrin
karina carina karen karin
karl carle carlo carlos chas chick chuck karel karlo karol karolis
karla carol karlee
karlie carlee carli
karly carlee carli karlie
karol carel carol carole carollyn carolyn caryl karel karlo karolis
karolina carolina carolyn
karolis karel karlo
kasey kaycee kaycie kaysie
kaspar gaspard
kasper gaspard kaspar
katarina catalina catarina caterina catharine cathryn cathy ekaterina karin katarzyna katharina kathrine kathy katia katja katrin katya
katarzyna catarina caterina catharine cathryn cathy ekaterina karin kasia katharina kathrine kathy katia katja katrin
kate athrine cait caitlyn catalina catarina cate caterina cath catharine catherine cathie cathline cathryn cathy catriona ekaterina karin katarina katarzyna katelin katerina katey kath katharina katharine kathleen kathlyn kathryn kathy katia katja katrin katrina katy kay kaye kit kitty
katelin athrine caterina cath cathie cathline cathy katelynn kath kathlyn kathy kaye
katelyn katelin katelynn
katerina catalina catarina caterina catharine cathryn cathy ekaterina karin katarina katarzyna katharina kathrine kathy katia katja katrin katya rina
katey catie
katharina catharine cathy
katharine athrine caterina cath cathie cathline cathy catriona katelin kath kathlyn kathy kay kaye
katherine athrine caitlyn catalina catarina caterina cath catharine catherine cathie cathline cathryn cathy catrin catriona ekaterina karen karin katarina katarzyna kate katelin katerina kath katharina katharine kathleen kathlyn kathrine kathryn kathy kati katia katja katlin katrin katrina katy katya kay kaye kit kitty
kathleen athrine caterina cath cathie cathline cathy catriona katelin kath katharine kathlyn kathy kay kaye
kathrine catharine katharina
kathryn athrine caterina cath cathie cathline cathryn cathy catrin catriona katelin katerina kath katharine kathleen kathlyn kathy katrin katrina kay kaye kit kitty
kathy athrine cath catharine cathie cathline cathy kath katharina kathlyn kaye
katia catharine cathryn cathy ekaterina karin katharina kathrine kathy katja katrin
katie athrine caitlin caitlyn catalina catarina caterina cath catharine catherine cathie cathline cathryn cathy catie catrin catriona ekaterina karen karin katarina katarzyna kate katelin katerina katey kath katharina katharine katherine kathleen kathlyn kathrine kathryn kathy kati katia katja katrin katrina katy katya kay kaye kit kitty
katja catharine cathy katharina kathrine kathy
katlyn katlin
katrin catharine cathy katharina kathrine kathy katja
katrina athrine catalina catarina caterina cath catharine cathie cathline cathryn cathy catrin catrina catriona ekaterina karen karin katarina katarzyna katelin katerina kath katharina katharine kathleen kathlyn kathrine kathy katia katja katrin katya kay kaye
katy athrine catalina catarina caterina cath catharine cathie cathline cathryn cathy catrin catriona ekaterina karen karin katarina katarzyna katelin katerina katey kath katharina katharine kathleen kathlyn kathrine kathryn kathy kati katia katja katrin katrina katya kay kaye kit kitty
katya catarina caterina catharine cathryn ekaterina karin katarzyna katharina kathrine katia katja katrin
kay athrine caterina cath cathie cathline cathy katelin kath kathlyn kathy kaye
kaycee kaycie kaysie
kaycie kaysie
kaye athrine cath cathie cathline cathy kath kathlyn
kayla cayla kaila kaylee kayley koula kyah
kaylee caleigh caylee kaila kaley kayle
kayleigh caylee kaley kayla kaylee
kayley kaley kaylee koula kyah
kazi qazi
keeley keelin
keenan kenan
kei qi
keira ciara kiera
keisha keesha kezia
kelli keli kely
kelly kaela kailey kalli keli kelli kely
kellyann kellyanne
kelsea kelsy
kelsey kelsea kelsy
kelsie kelsi
kenan conan cynan
kendall kendal
kennedy ken kenny
kenneth ken kenny
kerri keri
kerry carey cary keri kerri
kester christophe kristof kristofer kristoffer
kevan keven
kevin kevan keven
keziah keisha kezia
khadija hatice khadijah
kia khia
kian cian
kiara kierra kiria kirra kirrah kyrah kyrra
kiera ciara kiara kierra kira kiria kirra kirrah kyra kyrah kyrra
kieran ciaran kieren
kierra kiria kirra kirrah kyrra
killian kylian
kim kimbley kym
kimberley kim kimberly kimbley
kimberly kim kimbley
king jing
kira kiara kierra kiria kirra kirrah kyra kyrah kyrra
kirill cyril kiril
kirra kiria kirrah kyrra
kirsten christiana christine cristiana cristina kristeen kristen kristin kristine tina
kirstin kirstyn
kit athrine caterina cath cathie cathline cathy catriona katelin kath katharine kathleen kathlyn kathy katrina kay kaye kester
kitty athrine caterina cath cathie cathline cathy catriona katelin kath katharine kathleen kathlyn kathy katrina kay kaye kit
kobe cobe
konstantin con konstantine konstanty
konstantinos konstantin konstanty
kornel cornelius
kornelia cornelia kornelija
kris cristoforo kristofer
krista christa
kristen cristina kristeen kristin kristine
kristi kristyna krystyna
kristian christiaan cristian cristiano kristians krisztian krystian rain
kristians christiaan krisztian
kristin cristiana kristeen kristi kristine kristyna krystyna
kristina christiana cristiana cristina kris kristi kristin kristine kristy kristyna krystyna
kristine cristiana kristeen kristi kristyna krystyna
kristof christophe kristoffer
kristofer christophe cristoforo kristof kristoffer
kristy cristiana kristi kristie kristin kristine kristyna krystyna
krystal kristal krystle
krystian christiaan cristian cristiano kristians krisztian rain
krystyna kristyna
krzysztof christophe kester kristof kristofer kristoffer
ksenia ksenija
kurt curt
kurtis kurt
kyah koula
kyle kayle kyler
kylie kylee
kyra kiara kierra kiria kirra kirrah kyrah kyrra
kyrah kierra kiria kirra kirrah kyrra
lacey laci
lachlan lochlan
laila leelah leila leilah leyla
lamar lamarr
lance lancelot
lara larisa larissa laurel loren lorenza
larissa larisa
larry lannie lary laurance laurens laurenz lawrie lawry lorence lorenz lorrie lourence
lars lannie larry lary laurance laurens laurent laurenz lawrie lawry lorence lorenz lorrie lourence lourenco
laszlo ladislav vladislav
laura lara laurel laurie lora loren lorenza lowri
laurel lorenza
lauren lara laura laurel laurence lawrence loren lorenza
laurence lannie larry lars lary laurance laurens laurent laurenz laurie lawrie lawry lorence lorenz lorenzo lorrie lourence lourenco
laurent lorenz lourenco
laurie lannie larry lars lary laurance laurens laurenz lawrie lawry lorence lorenz lorrie lourence
lawrence lannie larry lars lary laurance laurence laurens laurent laurenz laurie lawrie lawry lorence lorenz lorenzo lorrie lourence lourenco
lawrie lannie lary laurance laurens laurenz lawry lorence lorenz lorrie lourence
layla laila leelah leila leilah leilia lela leyla lila
layne laine
layton leyton
lazar lazarus
lazarus laz
le yue
lea lahey leja
leah lahey lea lee leia leya
leann leeann
leanne leeann leeanne lianne
lee lahey lea leigh leroy li
leeanne leeann
leena alena helene jelena lene lenka
leila layal leelah leilah leilia lejla lela leyla lila
leilah leelah
lela jelena leilia
lena alena eleni elina helen helena helene jelena leena lela lene lenka
lenard len lenn leonhard
lenka jelena lene
lennard len lenard lenn leonhard
lennie len lenard lenn lennard leonhard
lenny len lenard lenn lennard lennie leonard leonhard
leo lee len lenard lenn lennard lennie lenny leon leonard leonardo leone leonhard leonid leonidas leopold lev lyon
leon len lenard lenn lennard lennie lenny leonard leonardo leone leonhard leonid leonidas lev lyon
leonard len lenard lenn lennard lennie leonhard
leonardo len lenard lenn lennard lennie lenny leonard leonhard
leone leonid
leonidas leone leonid lev
leonie leoni
leonor eleonore
leonora eleanora eleanore eleonora eleonore leanora lenore leonor
leroy leeroy roi
lesley les leslee leslei lesleigh leslie
leslie les leslee leslei lesleigh
lester leicester
leticia laetitia letitia letta lettice lettitia letty
letitia laetitia letta lettice lettie lettitia letty tisha
letty letta lettice lettitia
lev leone leonid
levi leevi levy
lewin levin
lewis aloysius lew lewys lodovico loic lou loui louie louis ludovic ludovico ludwig ludwik luigi luis
lewys loic ludovic ludovico ludwik luigi
lexi alec aleksandar aleksander aleksandr alessandro alexa alexandre alexandros alexandrovi alexi alexia alexis alexnder alick
lexie alexia alexis
leyla leelah leilah lejla
li ye
lia lil lili lilian lillianna olimpia
lian lin
liana giulia giuliana giulietta juliana julianna julie julienne julieta liane yulia
liane giulietta julienne yulia
lianne leeann leeanne
libby babette bess bessie bessy bet betsey betsy bett bette bettie bettina betty bettye elisa elisabeth elisabetta elise elisha elissa eliz elize elspeth lisa lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa
lila leilia lela lili lilia lilja
lili karolina lil lilian lilja lillianna
lilia lili lilja
lilian lil liliane lillianna lilyan
liliana lilian liliane lilianna lillian lilyana
lillian lia lil lili lilian liliane lillianna
lillianna lil
lillie lia lil lili lilian lillian lillianna
lilly lia lil lila lili lilia lilian lilja lillian lillianna lillie
lily lia lil lila lili lilia lilian lilja lillian lillianna lillie lilly
lina evangelia karolina linda lynda
lincoln link
linda belinda lindy lydie lynda melinda
linden lynden
lindsay linsay linsey lyndsay
lindsey lindsay linsay linsey lyndsey
linsey linsay
lionel leonel
lisa babette bess bessie bessy bet betsey bett bette bettie bettina betty bettye elisa elisabeth elisabetta elissa eliz elizabeta elize elspeth elzbieta ilsa izabel izabela izabella lisbeth lisette lissa liz liza lizabeth lizbeth lizzie lizzy lyssa tina
livia livie livvie liwia olivi
livvie olivi
liyana liana
liz babette bessy bet bett bette bettina bettye elizabeta elzbieta lisbeth lisette lissa lizabeth lizbeth lyssa
liza babette bess bessie bessy bet betsey bett bette bettie bettina bettye elisabetta eliz elizabeta elize elsi elzbieta ilsa lisbeth lisette lissa liz lizabeth lizbeth lizzie lizzy lyssa zeta
lizzie babette bess bessy bet betsey bett bette bettie bettina bettye elisabetta elize lisbeth lisette lissa liz lizabeth lizbeth lizzy lyssa
lizzy babette bessy bet betsey bett bette bettina bettye elisabetta lisbeth lisette lissa liz lizabeth lizbeth lyssa
llewellyn llew llywelyn
llewelyn llewellyn llywelyn
loic love ludovic ludovico ludwik
lois louisa luis luisa luise
lola delores dolores lolita
lora loredana
loren laurel lorenza
lorenz lannie lary laurance laurens laurenz lawry lorence lorrie lourence
lorenzo enzo lars laurent loren lorenz lourenco renzo
loretta lora loreta
lori dolores lora
lorraine loraine
lotta loti
lotte loti lotta
lottie carlotta
lou aloysius lew lodovico ludwig
loui aloysius lew lodovico lou ludwig luigi
louie lois louise
louis aloysius lew lewys lodovico loic lou loui louie love ludovic ludovico ludwig ludwik luigi luis
louisa lou luisa luise lula lulu
louise lois lou louisa luisa luise luiza lulu
lourenco lorenz
luc lic loukas lucius lucky
luca lic loukas luc lucca lucian lucius luka lukas
lucas lic loukas luc luca lucian lucius luka lukas lukasz
luci lleucu
lucia lleucu luci lucille luzia
lucian lic luc lucien lucjan
lucie cindy lleucu luci lucia lucile lucille
lucien luciano mounir
lucille lleucu luci lucile
lucinda cindy
lucius loukas lucio lucious
lucy cindy lleucu luci lucia lucie lucile lucille lulu
ludovic ludovico ludwik
ludovico ludwik
luigi aloysius gigi lew lodovico loic lou ludovic ludovico ludwig ludwik
luis lewys loic ludovic ludovico ludwik luigi luiz
luisa luise luiza
luka lic luc lucian lucius
lukas lic loukas luc lucian lucius luka lukasz
luke lic loukas luc luca lucas lucian lucius lucky luka lukas
lydia lidia
lyndon lindon lynden
lyndsey lyndsay
lynette linette lyn
lynn linette lyn lynette
mabel amabel mabelle mable
maciej mate matej mateus mathias mathieu mathis matthieu matti mattia mattias matus matvey matyas
mackenzie mackenzi makenzie mckenzie
macy macey
madalyn madelina magda maud
maddison madisen
maddy madalyn madelina magda magdalene maud
madelaine madalyn maddalena maddy madelina magda malena marlene maud
madeleine madalyn maddalena maddy madelaine madelina madeline magda magdalena magdalene maud
madeline madalyn maddy madelaine madelina magda maud
madison maddison madisen
mae margaret may
maelys maelle
magda madelina
magdalena maddalena magda magdalene malena
magdalene maddalena magda
maggie greta gretal madge maggi marg margaret margareta margarida margarita marge marged margery margherita margie margo margorie margot marguerita marguerite margurita marj marjorey marjorie marjory meg miriam peg peggie peggy reta
mahmud mahmut
maia maija maja
mairead margarida margarita margherita marguerite
maisie greta gretal madge maggi maggie marg margaret margareta margarita marge margery margie margo margorie margot marguerita marguerite margurita marj marjorey marjorie marjory maysie meg miriam peg peggie peggy reta
maja maija
makayla mckayla micaela michela
makenzie makenzi
maks massimiliano maximiliano
maksim maksims maksym massimiliano massimo maxime maximo
maksymilian maks maxie maximiliano maximilien
malachi malachy malakai
malcolm mac mal malcom
malik malek malick
malwina malvina
mamie mame maree moyra
mansoor mansour
manuel emanuele immanuel manel manny manu
manuela emanuela manuella
marc marcos marek marko markus
marcel marcell marcello marcellus
marcelina marceline
marcell marcello marcellus
marcella marcela
marcello marcellus marcelo
marcia marcella marsha
marcie marcella marcia
marcin martino marton morten
marco marc marcos marek marko markus
marcos markos
marcus marc marco marcos marek marko markus
marek marcos marko
margaret greta gretal madge maggi mairead marg margareta margarida margarita marge marged margery margherita margie margo margorie marguerita marguerite margurita marj marjorey marjorie marjory may meg peg peggie peggy reta
margarita gretal madge maggi marg margareta margarida marge marged margery margherita margie margorie marguerita marguerite margurita marj marjorey marjorie marjory peg peggie reta
marged margarida
margherita margarida marged
margo gretal madge maggi marg margareta margarita marge margery margie margorie marguerita marguerite margurita marj marjorey marjorie marjory peg peggie reta
margot greta gretal madge maggi marg margaret margareta margarida margarita marge marged margery margherita margie margo margorie marguerita marguerite margurita marj marjorey marjorie marjory meg peg peggie peggy reta
marguerite gretal madge maggi marg margareta margarida marge margery margherita margie margorie marguerita margurita marj marjorey marjorie marjory peg peggie reta
mari mair marija my
maria mair mame mamie maree mari marie marija marika mariya mary marya moira moyra my
mariam meriem miriam myriam
marian marien marijan marion marjan
mariana marian marianna marien marijan marion maryann
marianna marian marien marijan marion maryanne
marianne marian mariana marianna marien marijan marion marjan maryann maryanne
marie mame mamie maree marija mariya marya moira moyra
mariella marielle
marija my
marilyn marylon marylyn
marina marine marinna
mario marius mariusz
marion marien marijan
marisa merissa
marissa marisa merissa
marius mariusz marjan
mariya mari marija my
marjorie gretal madge maggi marg margareta marge margery margie margorie marguerita margurita marj marjorey marjory peg peggie reta
mark marc marco marcos marcus marek marko markus
marko marcos
markus marcos marek marko
marlee marleen marleigh marlene
marleigh marleen
marlena marlene
marlene marleen marleigh marly
marlowe marlow
marnie marni
marshall marshal
marta martie martine martyna
martha marta martie martina martine marty martyna mattie matty
martin marcin marten marti martino martins marton marty martyn morten
martina marta martine marty martyna
martino marten marton
martyn marcin martino martins marton morten
martyna martine
mary jo mae mair mame mamie maree mari marie marija mariya marya may moira moyra my polly
marya mame mamie maree moira moyra
maryam mariam meriem miriam myriam
maryann maryanne
masa masha
massimiliano maxie maximiliano
massimo maksym maximo
masud masoud
matas maciej matej mateus mathieu matthias matthieu matus
mate matti matus matvey
matej mate mathis matti matus matvey matyas
mateo maciej matas mate matej mateus mathias mathieu mathis matias matthias matthieu matti mattia mattias matus matvey matyas
mateus mate matej mathieu matthieu matti matus matvey matyas
mateusz maciej matas mate matej mateo mateus mathias mathieu mathis matias matthias matthieu matti mattia mattias matus matvey matyas
matheus mat mathews mattheus
mathew maciej mat mate matej mateo mateus mateusz matheus mathews mathias mathieu matias matt matteo mattheus matthias matthieu matti mattia mattias matus matvey matyas
mathias mat mate matej mateus matheus mathews mathieu mathis mattheus matthieu matti mattia mattias matus matvey matyas
mathieu mate matej matti matus matvey matyas
mathilda mathilde matilde matylda tilda tillis
mathilde matilde matylda tilda tillis
mathis mate matti
matias maciej mate matej mateus mathias mathieu matthieu matti mattias matus matvey matyas munir
matilda mathilda mathilde matilde mattie matty matylda tilda tillie tillis tilly
matilde tilda
matt mat matheus mathews mathias mattheus
matteo maciej mat mate matej mateo mateus mateusz matheus mathews mathias mathieu mathis matias matt mattheus matthias matthieu matti mattia mattias matus matvey matyas
matthew maciej mat matas mate matej mateo mateus mateusz matheus mathew mathews mathias mathieu mathis matias matt matteo mattheus matthias matthieu matti mattia mattias matty matus matvey matyas
matthias maciej mate matej mateus mathias mathieu mathis matias matthieu matti mattia mattias matus matvey matyas
matthieu mate matej mathieu matti matus matvey matyas
mattia mate matej mateus mathieu mathis matthieu matti mattias matus matvey matyas
mattias mate matej mateus mathieu mathis matthieu matti matus matvey matyas
matty mattie
matus matti matvey
matvey matti
matyas mate mathis matti matus matvey
matylda matilde tilda
maud madelina magda maude
maude madie
maureen maura maurine
maurice mauricio maurits
mavis mamie
max mac mack maks maksim maksymilian massimiliano maxie maxim maximilian maximiliano maximilien maximillan maximillian maxwell maxx
maxi maxie
maxim maksim maksims maksym massimo maxime maximillan maximo
maxime maksym massimo
maximilian maks maksim maksymilian massimiliano maxie maximiliano maximilien maximillian maximus
maximiliano maxie
maximilien maks massimiliano maxie maximiliano
maximillian maks maksymilian massimiliano maxie maximiliano maximilien
maximo maksym
maximus maksymilian massimiliano maximiliano maximilien maximillian
maxine maxie
maxwell maxim maximillan
may mai mea
maya maia maija maja miya
mckayla michela
meg gretal madge maggi marg margareta margarita marge margery margie margo margorie marguerita marguerite margurita marj marjorey marjorie marjory peg peggie reta
megan maegan meagan meg meghan meghann
meghan maegan margarita meagan meghann
melania melani melanija
melanie melania melanija melina
melinda mel mendy mindy
melisa mellisa
melissa melisa mellisa mellissa missy
melody melodie
menachem manny
mendel mendy
mercedes mercedez
meredith mere merry
meriem myriam
merle merrill
mia mija mya myriam
mica marija mike
micaela mckayla michela michele mihaela mikhaili
micah mica mike
micha michail michel
michael mica micah micha michail michal michel michele mick mickey micky miguel mihai mihail mika mikael mikail mike mikel mikey mikhael mikhail mikkel mitchel
michaela makayla mckayla micaela michalina michela michele mickey micky mihaela mikaela mikayla mikhaili
michal micha michail michel miguel mihai mikael mikail mikhail
michalina micaela michela michele mihaela
michel michail mikkel
michele micha michail michel michela mihaela mikkel
michelle micaela michaela michalina michela michele micky mihaela mikaela
mickey mick micky mike
micky mick
miguel micha michail michel michele mihai mika mikael mikail mikel mikhail mitchel
mihaela michela
mihai micha michail michel michele
mika micha michail michel mihai mikael mikhail
mikael micha michail michel michele mihai mikhail mikkel
mikaela micaela michalina michela michele mickey micky mihaela mikala mikhaili
mikail micha michail michel michele mihai mika mikael mikhail mitchel
mikayla micaela mikaela mikhaili
mike micky
mikey mike
mikhail micha michail michel michele mihai mihail mikhael
mila lina linda lynda
milena milana
miles myles
millie camilla mildred milli millicent milly
milly camilla mildred milli millicent
milosz milos
mina mena
mindy vilma
ming min
minnie mena mina mindy vilma wilhelmina
mira myra
miranda mindy randy
mirella mirela
miriam greta gretal madge maggi marg margaret margareta margarita marge margery margie margo margorie margot marguerita marguerite margurita marj marjorey marjorie marjory maryann meg meriem mimi miryam myriam peg peggie peggy reta
misha mischa
mitchel micha michail michel mihai mikael mikhail
mitchell mitch mitchel
mohamad muhamed
mohamed mohamad muhamed
mohammad mohamad mohamed mohd muhamed
mohammed md mohamad mohamed mohammad muhamed muhammad
moira mame mamie maree moyra
moise moises
mollie mary moly
molly mary mollie moly polly
monica mona monika monique
monika mona
monique monic monika
montana montanna
monty montague montgomery
mordechai mordecai
morten martino marton
moses moise moises moshe
moshe moise moises moishy
muhammad md mohamad mohamed mohammad muhamed
munir mounir
musa moses
mustafa mostafa mustapha
mustapha mostafa
myron miron
nada nadiya
nadia nada nadiya
nadir nader
naftoli naftali
naima najma
nana ioanna panayiota
nancie nanci
nancy nan nance nanci nancie nancye
naomi mimi noam noemi noemie
natacha natasja
natalia nat natalee natali nataliya nataly natalya nathalia nathalie
natalie nat natalee natali natalia nataliya nataly natalya nathalia nathalie
nataliya natali nataly
natalya natali nataliya nataly nathalia nathalie
natan nosson
natascha natacha natasja
natasha natacha natascha natasja nathasa tasha
nate nathanael
nathalia nat natalee natali nataliya
nathalie natali nataliya nataly nathalia
nathan natan nate nosson
nathanael natanael
nathaniel natanael nate nathanael
neal gneil gniel neale neill niels
ned ed edd eddy edgar edmond edmund eduardo edw edwards edwark
neil gneil gniel neal neale neill niels
nel cornelia cornelius manel manuel
nela nelli
nell elli elly elzie nel nela nelle nelli nelly
nelle nelli
nellie nelle nelly
nelly nel nela nelle nelli
nessa nessi
neville nevil
niall neal neil
niamh neave neve nieve
niccolo nicolae niels nikos
nichola nichole
nicholas claus cole klaus nic niccolo nichalas nick nicklaas nicklas nicky nicol nicolaas nicolae nicolas nicolhas nicolo niels nikola nikolai nikolaos nikolas nikolay nikos nils
nick claus klaus nic nichalas nicklaas nicklas nicol nicolaas nicolhas nicolo
nicky nichola nichole
nico niko
nicol claus klaus nic nichalas nicklaas nicklas nicolaas nicolhas nicolo
nicola nichola nichole nicki nicky nikki nikol nikola nikole
nicolae niels nikos
nicolas claus klaus nic niccolo nichalas nick nicklaas nicklas nicol nicolaas nicolae nicolhas nicolo niels niko nikola nikolai nikolaos nikolas nikolay nikos nils
nicole nichola nichole nicki nicky nicol nicola nicoletta nicolle niki nikki nikol nikole
nicolo claus klaus nic niccolo nichalas nicklaas nicklas nicolaas nicolhas nikolay nikos
niels gneil gniel neale neill
niki nicoletta
nikita nikkita
nikki nichola nichole nicki nicky niki
niko nikolai nikolaos nikos
nikol niki
nikola nicolae nikol nikolaos
nikolai niccolo nicolae nicolai nicolo niels nikolaos nikolay nikos nils
nikolaos niccolo nicolae nicolo niels nikolay nikos nils
nikolas niccolo nicolae nicolo niels nikolai nikolaos nikolay nikos nils
nikolay niccolo nicolae niels nikos
nikole nicoletta
nikos niels
nils niccolo nicolae niels nikolay nikos
noah noa noe
noe noelia
noel noelland noelle nolan
noelle noeleen noelene noelia
noemi noemie
nolan noelland
noor nour nur
nora elaine elana eleanora eleanore leanora lenore leonora noora norah
norah elaine elana eleanora eleanore leanora lenore leonora noora
norbert bert
noreen norine
norman norm
nour nur
nur nura
ola ole
oli olie
olive livia livvie olivi oliwia
oliver oli olie olivers olivier oliwer ollie olly
olivia livia livvie livvy olive olivi olivija oliwia ollie olly
olivier oliwer
ollie oli olie olive olli olly olwen
olly oli
olympia olimpia
omar amar umar
ondrej andras
ophelia ofelia
oren orin
ori uri
orlando roalan roland rolando rolland rollie rollo rolly
oscar oskar oskars ossie ozzie
osian oisin
osman othman uthman
ottilie otilia ottilia otylia
otylia otilia
owen eoin owain
ozzie ossie oswald
ozzy oswald ozzie
pablo paolo paulo pavel pavlos pavol pawel
paddy pat
padraig padraic patrice
paige page
pamela pam
paola paolina
paolo paulo pavel pavlos pavol
pascal pascale
patrice padraic
patricia patrice patricija patrycja patsy pattie trisha trixie
patrick paddy padraic padraig pat patrice patrik patryk patsy ricky
patrik padraig patrice
patrycja patricija patsy
patryk padraig patrice patrik
patsy patricija pattie
paul pablo paolo paulie paulo pavel pavlos pavol pawel
paula paola paolina paulina
paulina paola pauline polina
pauline paola polina
paulo pavlos pavol
pavel paulo pavol
pavlos pavol
pawel paolo paulo pavel pavlos pavol
pearl pearlie perla
pedro perre petar pete petee petr petro petros petru piedro pierre pieter pietro
peggy gretal madge maggi marg margareta margarita marge margery margie margo margorie marguerita marguerite margurita marj marjorey marjorie marjory meg peg peggie reta
penelope penny
percival perc perceval
percy perc perceval percival
perry peregrine perri
petar petr petros pieter
pete perre petee petro piedro
peter pedro perre petar pete petee petr petro petros petru piedro pierre pieter pietro piotr
petros petr pieter
petru petar petr petros pieter
peyton payton
phil felip felipa philipp philipps phillipp phillipps
philip felip felipa felipe filipe filippo phil philipp philippe philippos philipps phillip phillipp phillipps pip
philipp felip felipa philipps phillipp phillipps
philippa filipa filippa phil phillipa phillippa pip
philippe philipp philippos
philippos philipp
phillip felip felipa felipe filipe filippo phil philipp philippe philippos philipps phillipp phillipps pip
phillipa filipa phillippa
phillippa filipa
philomena phil
phineas pinchas
phoebe phebe
pierre petar petr petros petru pieter pietro
pieter perre pete petee petr petro piedro
pietro petar petr petros petru pieter
piotr pedro petar petr petros petru pierre pieter pietro
piper pip
pippa philippa phillipa phillippa
pola apolonia
polly pollyanna
poppy poppi
priscilla cilla prisca
prudence prue
qasim kasim kassim
quentin quinten quintin quinton
quincy quin
quinn quentin
quinten quintin
quinton quin quinten quintin
rachael raquel raquelle
rachel rachael rachelle rae rahel rahela raquel raquelle ray
radhika radha
rae dannie raemonde raman ramie ramon ramond ray raye raymand raymen rayment raymon raymonde raymont raymund rey
rafael rafa raffaele
rafaela rafaella raffaella raphaela raphaelle
rafaella raphaela raphaelle
raffaele rafa
raffaella rafaella raphaela raphaelle
rafi rafiq
rain christiaan kristians krisztian
raina reina
raisa raissa
ralf raoul
ralph ralf ralfs ralphie raoul raphael raul
raman raemonde ramie ramon ramond raye raymand raymen rayment raymon raymonde raymont raymund rey romain
ramon raemonde ramie ramond raye raymand raymen rayment raymon raymonde raymont raymund redmond
randall randell randolf randolph
randy randall
raphael rafa rafael raffaele ralphael raphel
raquel rachelle raquelle
rashid rasheed
raul ralf raoul
ray raemonde raman ramie ramon ramond raye raymand raymen rayment raymon raymonde raymont raymund rey
raye raemonde ramie ramond raymand raymen rayment raymon raymonde raymont raymund
raymond rae raemonde raman ramie ramon ramond ray raye raymand raymen rayment raymon raymonde raymont raymund redmond rey
rayna raina
rebeca rebecka rebeka rebekka
rebecca becca becki becky rebeca rebecka rebeka rebekah rebekka rifka rivka rivkah
rebeka rebecka rebekka
rebekka rebecka
red redd
regan reegan
reggie reg regginald reginal reginald reginold regional reinald renato rheinholdt rignold
reginald reg regginald reginal reginold regional reinald renato rheinholdt rignold
reily reilley rilly
remi remigiusz remy
remy remigiusz
rena irena
renata renea
renato reg regginald reginal reginold regional reinald rheinholdt rignold
rene irene rena renato
renee renata renea
reuben ruben
rey raemonde ramie ramon ramond raye raymand raymen rayment raymon raymonde raymont raymund
rhian rhianon
rhianna rhian rianna rihanna
rhiannon rhian rhianon
rhona rhonda
rhydian rhidian
rhys rees
ria eleftheria
ricardo riccardo rick ryszard
riccardo dick reich ricard rich richards richerd rick ritch ritchad ritchard ryszard
richard dick reich ricard ricardo ricards riccardo rich richards richerd richie rick ricki rickie ricky rikki ritch ritchad ritchard ritchie ryszard
richie dick reich ricard riccardo rich richards richerd rick ritch ritchad ritchard
rick dick reich ricard rich richards richerd rickie ritch ritchad ritchard
ricki rickie
ricky derrick ricardo ricki rickie rikki roderick
rico enrico ricardo
rifka rivkah
rihanna rianna
rikki ricki
riley rilee ryley
rina katia
rita margarita
rivka rifka rivkah
rob robb robertas robt
robbie bob rob robb robby roberto robt
robby rob robb robt
robert bert bob bobbi bobbie bobby rob robb robbie robby robertas roberto roberts robt rupert
roberta robby
roberto bert bob rob robb robby robertas roberts robt
roberts bert rob robertas
robin giulio iulian jules julian julien julio julius juliusz robbin robyne
robyn robin robyne robynne
rocco rocky
rodney rod
rodrigo roderick rui
roger rodger
rohan roan
roisin rosaleen
roland roalan rolando rolland rollie rollo rolly
rollo roalan rolando rolland rollie rolly
roma romain romano
romain romane romano
romaine romane
roman raman roma romain romane romano
ron ronie ronney
rona ronda
ronald ron ronie ronney ronny
roni rooney
ronnie ron ronald ronie ronney ronny veronica
ronny roni
rosa rosalie rosalind rosalinda rosalyn rosamond rosamund roseanna rosehannah roseline rosetta rosina rositta roza
rosalie rosalia rosalind rosalinda rosalyn rosamond rosamund roseanna rosehannah roseline rosetta rosina rositta rozalia
rosalind rosalinda rosalyn rosamond rosamund roseanna rosehannah roseline rosetta rosina rositta
rosalyn rosalinda rosaline rosamond rosamund rosehannah roseline rosetta rositta
rosamund rosalinda rosamond rosehannah roseline rosetta rositta
rosanna roksana roseanna roxana
rose rosa rosalie rosalind rosalinda rosalyn rosamond rosamund roseanna rosehannah roseline rosetta rosina rositta roza
roseanna rosalinda rosalyn rosamond rosamund rosehannah roseline rosetta rosina rositta
roseanne roseann
rosemary rosemarie
rosetta rosalinda rosamond rosehannah roseline rositta
rosie rosa rosalie rosalind rosalinda rosalyn rosamond rosamund rose roseanna rosehannah roseline rosemary rosetta rosina rositta
rosina rosalinda rosalyn rosamond rosamund rosehannah roseline rosetta rositta
roxana roksana
roxanne roksana rosanna roxana roxy
roxy roxana roxane roxie
rozalia rosalia
ruben rubin
ruby rubie rubina
rudi dolf rolph rud ruddy rudolf rudolfo rudolph
rudolf dolf rolph rud ruddy rudolfo rudolph
rui roderick tae ye
russel rusell russ russyl
russell rusell russ russel russyl
rut ruta
ruth rut ruta ruthie
ryszard rick
saara sahra
sabina sabine
sabrina sabine
sacha sascha
sadie saara zarah
saeed said
safiya safia
sage saige
saleh salah salih
salim saleem selim
sally sali salli
sallyann sallyanne
salma salmah
salvador chava salvatore
sam samantha samie sammy samson samual
samantha samanta sammi sammie sammy
sami samy
samir sameer
sammy samie samual
samual samie
samuel sam samie sammie sammy samual samuele samuil shmuel
sana shana shena shenae
sandra alessandra alessandria alexanda alexanderia sandie sandy sanna
sandy aleksandrs alessandria alexanda alexanderia sandie
santiago diogo giacomo iago jacopo jacques jayme jaymes jim jokubas santi seamus thiago tiago yacob yakov yakub yakup
sara saara sadie sahra sally zahra zarah
sarah saara sadie sahra sally sara zara zarah
sascha sarsha
sasha aleksandar aleksandr sacha sascha
savannah savanna
scarlett scarlet
seamus giacomo jacopo jacques jim jokubas thiago yacob yakov yakub yakup
sean evan gian gianni giovanni hans ian ieuan ifan ioan ioannis ion ivan ivo iwan iwo jaan jan janos jean joan joao johan johann johannes johnny jon juan sion yann yanni yannis yiannis
sebastian bastian seb sebastiaan sebastiano sebastien
sebastien sebastiaan sebastiano
sefora zipporah
selena salena
selma salome
sergio serge
shae shai
shakira schkirra
shana shena shenae
shane shaun shawn
sharif shareef
sharon sharron
shaun shawn
shauna seana
shawn deshawn
shayna shaina
sheila sheilagh
shelby shelbey
shelley shelly shirley shirlie
shenae shena
shi si
shirley shirlie
shlomo shloime
shmuel samuele samuil
sia tasia
sian giovanna ivana ivanna jana jane jean jeanne shan xian yana
sid siddharth siddhartha siddney syd sydenham sydmin
sidney sid siddney syd sydenham sydmin sydnee
sienna cienna seanna
sima sema
simeon shimon
simon shimon si simeon simone szymon
simone shimon simeon simona
sinead janet jeanette sioned zaneta
siobhan joan joana joanne johanna siwan
sion gian gianni giovanni hans ifan ioannis ion ivo iwo jaan janos jean joan joao johan johann johannes juan yann yanni yannis yiannis
sioned janet jeanette zaneta
skye sky
skylar skyler
soffia zsofia
sofia soffia sofi sofie sofiya sofya sonja sophy szofia zofia zsofia
sofie soffia szofia zsofia
sol soleil
solomon shlomo sol
sonia sona sonja sonya
sonja sona
sonny sonnie
sonya sona sonja
sophia soffia sofi sofia sofie sofya sophina sophy szofia zofia zsofia
sophie soffia sofia sofie sofija sophia sophy szofia zofia zsofia
stacey eustacia
stan konstantin stanislav
stanislaw stan stanislav
stanley stan
star starr
stefan esteban etienne stefano stefanos steffan stephan stephane stephene stevan steve stiven
stefania stefani stefanie stephany
stefanie stefani steph stephany
stefano esteban stefanos stephane stephene stevan stiven
stefanos esteban stephane
steffan esteban etienne stefano stefanos stephan stephane steve
stella estela estelle lina stela
stephan esteban stefano stefanos stephane stephene stevan stiven
stephanie stefani stefania stefanie steffi steph stephany steve stevie
stephany stefani
stephen esteban etienne stefan stefano stefanos steffan stephan stephane stephene stevan steve steven stevie stiven
steve esteban stefano stefanos stephan stephane stephene stevan stiven
steven esteban etienne stefan stefano stefanos steffan stephan stephane stephene stevan steve stevie stiven
stevie stevi
stewart stew steward
stirling sterling
stuart stew steward stewart
su sue suse
summer haf
sunny sonnie
susan su sue susana susanna susanne suse susie suzan suzannah suzanne suzi suzie suzy zuzana
susana susanne
susanna sanna su sue susana susanne suse susie suzan suzannah suzanne suzi suzie zuzana
susannah susan susana susanna susanne susie suzan suzannah suzanne suzi suzie zuzana
susie su sue susana susanne suse suzan suzi suzy zuzana
suzan susana susanne zuzana
suzannah susana susanne susie suzan suzi zuzana
suzanne su sue susana susanne suse susie suzan suzannah suzi suzie zuzana
suzi susana susanne suzan zuzana
suzie susana susanne susie suzan suzannah suzi suzy zuzana
syd siddney sydenham sydmin
sydney cydney sid sidney syd sydnee
sylvester silvester
sylvia silvia
sylvie silvia sylvia
szymon shimon simeon simone
tabitha tabatha tabita
tadeusz tadas
tahlia talya
tahnee tahni
taiba toma
talia taalia tahlia taliah talya thalia
taliah taalia
tallula talula
tallulah lula tallula talulah
talulah talula
tam tomasco
tamara tamar tamera tamira tammie tammy
tamera tamira
tammie tammi
tammy tamar tammi tammie
tamsin thomasina
tania tatiana tatjana tatyana
tanya tania tatiana tatjana tatyana
tara tarah
tarik tarek
tariq tarek tarik
tatiana tatjana tatyana
tatyana tatjana
taya tayah
tayla taylah tylah
taylah tylah
tayler tailor
taylor tailor tayla taylah tayler tylah
ted ed edd eddie eddy edgar edmond edmund eduardo edw edwards edwark edwin ned teddie
teddie ed edd eddy edgar edmond edmund eduardo edw edwards edwark edwin ned
teddy teddie
tegan teagan
teodor teodoro theodor
terence terance terrance terrence terrens
teresa tereza terri terrie theresa therese tracie
terrance terance terrens
terrence terance terrance terrens
terry terence teresa terri terrie theresa thierry
tess teresa theresa therese tracie
tessa teresa tess theresa therese tracie
teya teia
thaddeus tad tadas tadeusz
thais taisia
thandiwe thandie
thea tea
theo teo theodor theodora theodore theodorius theodorus theodourus theofilos
theodor teodoro theodorius theodorus theodourus theofilos
theodora dora teodora
theodore ted teddie teddy teodor teodoro theodor theodorius theodoros theodorus theodourus theofilos
theophilus amadeus
theresa tereza teri therese tracie
therese tereza tracie
thiago diogo jacopo jim jokubas yakov yakub yakup
thom tamas toma
thomas tam tamas thom tom toma tomas tomasco tomass tomasz tomi tommaso tommi tommie tommy tomos
thor tor
thora tora
tia tatiana tiahana tianna
tiago diogo thiago
tiana tianna
tianna tiahana
tiberius tibor
tiffany tiff tiffani
tillie mathilda mathilde tillis
tilly tillie
tim timmy timon
timothee timofey
timothy tim timmy timofey timothee tymoteusz
tina bettina cristina elisabetta elizabeta elzbieta ilsa izabel izabela kristeen kristen kristin kristine liz liza
titus tytus
tobi tobiasz tobie
tobias tobi tobiasz tobie
tobie tobiasz
toby tobi tobiah tobias tobiasz tobie
todd tod
tom tam tamas thom toma tomas tomasco tomasz tomi tommaso tommi tommie tomos toms
toma tamas
tomas tamas thom toma tomasz tomi tommaso tommi tommie tomos
tomasz tam tamas thom toma tomasco tomi tommaso tommi tommie
tomi tamas thom toma tommaso tommi
tommaso tamas thom toma
tommi tamas thom toma tommaso
tommie tam tamas thom toma tomasco tomi tommaso tommi
tommy tam tamas thom tom toma tomas tomasco tomasz tomi tommaso tommi tommie tomos
tomos tamas thom toma tomasz tomi tommaso tommi tommie
toni anthon anthoney anthoni anthonie anthonious anthonius anthoy antionus antoine antoinette anton antone antonin antonino antonio antonios antony tony
tony antoine anton
tori tory
tracy tracey
travis traver
trey tre
trinity triniti
tristan tristram trystan
trixie bee
troy troi
trudie gert gertie gertrude trudi
trudy trudi trudie
trystan tristram
ty tyron tyson
tyler ty
tymon timon
tymoteusz timofey timothee
tyreece tyreese
tyreke tyreek
tyrese tyreese
tyrique tyreek tyreke
tyrone ty tyron
ursula urszula
usman osman uthman
valentin balint valda
valentina valentine
valentine valda valentin
valentino balint valentin
valeria val valerija
valerie val valeria valerija
vanessa nessa nessi vanesa
vania vanya
vasile vasil
vera veera
veronica vera veronika veronique weronika
veronika veronique
vicki vickie vikki
vicky vasiliki vicki vickie vikki
victor vic viktor vitor vittorio wiktor
victoria vicki vickie vicky victoire vikki viktoria viktorija vittoria wiktoria
vikki vickie
viktor vitor vittorio
viktoria vicki vicky victoire vikki viktorija vittoria
viktorija victoire vittoria
vince vicente vin vincente
vincent vicente vin vince vincente vincenzo vinnie
vincenzo vicente vince
vinnie lavinia
viola violeta violetta
violet vi viola violeta violetta
violetta violeta
virginia ginny
vittoria victoire
vittorio vitor
vivan vivianne
vivian bibiana vasiliki vicky viv vivan viviana vivianne vivien
vivianne viv
vivien bibiana viv viviana vivianne
vivienne vivian vivien
vlad vladimir vladislav
vladislav ladislav
waleed walid
wallace wal walch walley wallie wally walsh welch
wallis wal walch wallace walley wallie wally walsh welch
walt gualtiero
walter gualtiero walt
wan yun
warwick warrick
wen man van
wendy gwendoline gwendolyn wanda
weronika veronika veronique
wesley wes wess westleigh
wiktor viktor vitor vittorio
wiktoria victoire viktoria viktorija vittoria
wil wiley wilheim wilhelm wilie willi
wilbur wil
wilfred fred wil wilf will
wilhelmina mindy vilma
wiliam guillaume guillermo
will bill guilherme guillaume guillermo gwilym wil wilbur wiley wilheim wilhelm wiliam wilie willem willi
willem bill guilherme guillaume guillermo gwilym wil wiley wilheim wilhelm wiliam wilie willi
william bill billie billy guilherme guillaume guillermo gwilym wil wiley wilheim wilhelm wiliam wilie will willem willi
winifred winnifred
winnie winifred winston
woody woodrow
xavier javier ksawery xavi
xena ksenia ksenija xenia
xenia ksenia ksenija
ya ye
yaakov yacob
yacob iacob jacopo santi yakup
yael jael
yakov iacob jacopo jokubas yacob yakub yakup
yakub jacopo yacob yakup
yana ivanna jeanne
yanis ionut yannis
yann ion iwo jaan janos yanni yiannis
yannis gian hans ioannis ion iwo jaan janis janos joan johann johannes yann yanni yiannis
yasmin jasmin jasmina jasmyn jazmin jazmine yasmine
yasmine jasmina jasmyn jazmin jazmine
yehuda yehudah
yi ji ye
yiannis ion iwo jaan janos yanni
yohan yoan
yolanda jolan
yosef giuseppe iosif jozef jozsef yossi ze
youcef yussuf
younes yunis
yousef youssef
youssef yosef youcef yussuf
ysabel ysabelle
ysabella ysabel ysabelle
yulia giulietta julienne
yunus younes
yuri georges georgy gheorghe goran jerzy joris
yusuf youcef youssef yussuf
yves ives iwo
zac zach zachariah zack
zach zachariah
zacharia zacharie zechariah
zachariah zacharia zacharias zacharie zakaria zechariah
zacharias zacharia zacharie zechariah
zachary zac zach zacharia zachariah zacharias zacharie zack zak zakaria zechariah
zack zach zachariah
zahra saara sahra zarah
zainab zaynab zeinab zeynep
zak zac zach zachariah zack zakk
zakaria zacharia zacharias zacharie zakariyya zechariah
zakariya zakariyya
zara saara sadie sara zarah
zarah saara sahra
zaynab zeinab
ze jozsef
zechariah zacharie
zenon zeno
zhi chi ji
ziyad ziad
zoe zoey zoja zoya
zoey zoja
zofia soffia sofie zosia zsofia
zoya zoey zoja
zsofia szofia
zuzana susana susanne
zuzanna susan susana susanna susannah susanne susie suzan suzannah suzanne suzi suzie zuzana
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
hale hall halls
hall halls
hamer hammer
hant hunt
harrin harris
hill hillson hilson hull
hillson hilson hull
hilson hull
holman holmes
hourston houston roulston
houston roulston
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
lawrence lawrenson
layton leiton leyton
lee leech
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
oakes oakley oaksey oakton
oakley oaksey oakton
oaksey oakton
palmer plummer
parker parkin
pate patel
philips phillip phillips
phillip phillips
powell powles powley powls
powles powley powls
powley powls
price prine
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

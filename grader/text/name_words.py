"""Word lists by which names are told from other capitalised words, and persons from places and groups."""

_OPENERS = """
a about above according accordingly across actually after afterwards again against all almost along already also
although altogether always am among an and another any anyone anything are around as ask at away back basically be
because become before behind being below besides best better between beyond both but by can certainly choose clearly
compare consider could dear despite did do does don't during each earlier eight either eleven else especially even
eventually ever every everybody everyone everything everywhere except far few finally first five for four fortunately
from further furthermore generally given guess had has have having he hence her here hers herself hey him himself his
historically how however i if imagine in indeed initially inside instead into is isn't it its itself just last lastly
later least less let like likely long look looking luckily many may maybe me meanwhile might mine more moreover most
mostly much must my myself naturally near nearly neither never nevertheless next nine no nobody none nonetheless nor
not nothing notice now nowadays obviously of off often oh ok okay on once one only onto or originally other others
otherwise our ours out outside over overall own people perhaps personally please possibly presumably previously
probably quite rather read really recall recently remember said same say second secondly see seven several shall she
should show similarly simply since six slowly so some somebody someone something sometimes somewhere soon starting
still strangely such suddenly suppose supposedly surely take ten than thanks that the their theirs them then there
therefore these they thing things think third thirdly this those though three through throughout thus to today together
tomorrow too toward towards tried try twelve two typically ultimately under undoubtedly unfortunately unless unlike
until up upon us usually very was we well were what whatever when whenever where whereas wherever whether which while
who whoever whom whose why will with within without would yes yesterday yet you your yours
"""
_ORDINARY = """
ability absolute act action advantage affair age agent aid aim air alliance ally ancient anger animal answer apology
appeal argument arrest article artist attack attempt audience author authority bad balance ban battle beginning
behaviour belief big biography black body bold book border boss boy brave bread brother brutal building business
campaign camp capital career careful case cause central chance change chapter character chief child children choice
chorus church citizen city civil civilian class classic clever close cold collective colleague college colonel comment
common communism communist community company comparison comrade conclusion condition conference confession conflict
congress control cost council country courage course court courtroom creation cries crime crisis critic criticism cruel
culture danger daughter day death debate decade decision deep defeat delegate demand democracy detail device dictator
dictatorship difference director discussion doctor document dozen dream duty early earth eastern economic economy
editor education effect effort election empire end enemy energy engineer enough essay event evidence evil example
excellent execution exile experience expert explanation expulsion face fact factory failure faith fame family famine
famous farm farmer fast father fear feeling fellow fiction field fight film final finding fire five food force foreign
former freedom friend front fury future gang general ghost girl global goal god gold good government grain grand great
green greed group growth guard guest guilt guilty habit half hand happiness hard hate hatred head health heart heavy
help hero high historian history home honest hope hour house human hundred hunger husband idea illness image importance
important industrial industry influence information interest interview introduction iron issue jealousy job journalist
journey judge jury justice key killing king knowledge labour lack lady land language large late law lawyer leader
leadership leading lesson letter level liberty life light line list literature little local logic loss love loyal
loyalty luck machine main man manifesto march mass material matter meaning meeting member memory message method middle
military mine minister minor mistake modern moment money month moral morning mother motive movement murder music
mystery name nation national nature navy need new news newspaper night noise normal northern nothing novel number
office officer official old opening opinion opponent opportunity opposition order ordinary organisation origin outcome
outside page pain paper parent part partner party past patience peace peasant peasants perfect period permanent person
persuasion philosophy picture plan play player plenty plot poem poet point poison police policy political politician
politics poor popular population position possible post poverty power powerful practice praise present president press
pressure price pride priest prime prince principle prison prisoner private problem process production professor
programme progress promise proof propaganda property protest provisional public punishment pure purge purpose quality
quarrel question quick quiet quote quotation radical reader reading real reality reason rebel rebellion red reform
regime relation religion repression republic research respect response result revenge revolt revolution revolutionary
rich right rise rival river road role royal rule ruler rumour russian sabotage sad safe saint scene scholar school
science script secret secretary security sentence serious service shame short show sign silence silent similar simple
single sister situation slow small social socialism socialist society soldier solution son song source southern special
speech spy square stage state statement station step story strategy strength strike strong struggle student studio
study subject success suffering summary supporter suspicion system tactic talk task teacher temper terror test
testimony text thanks theory thesis thief thought thousand threat time title top torture total town trade tradition
traitor treason trial triumph trouble true trust truth twenty two type tyranny tyrant uncle unemployment union unity
university unknown upper use value version victim victory view village violence virtue vision voice vote voting war
warning watching water way weak weakness wealth week western white whole widow wife wild winter wise witness woman
women wonderful word work worker workers working world worse worst wrath writer writing wrong year years young youth
"""
_CALENDAR = """
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
"""
_TITLES = """
admiral archbishop archduke aunt baron baroness bishop brother captain cardinal chairman chairwoman chancellor chief
citizen colonel commander commissar commissioner comrade congressman constable corporal count countess dame deputy
detective doctor dr duchess duke earl emperor empress father field fr frau friar gen general governor grand herr
inspector judge justice kaiser khan king lady lieutenant lord lt madam madame major marquis marshal master mayor mgr
minister miss mister mlle mme monsieur mr mrs ms officer pastor pope premier president prime prince princess private
prof professor queen rabbi rev reverend saint secretary senator senor sergeant sgt sheikh sheriff shah sir sister
sultan st tsar tsarina czar uncle vice
"""
_GROUPS = """
administration agency airlines academy alliance armies army assembly association bank battalion board bolsheviks
brigade bureau cabinet cavalry church club coalition college comintern commission commissariat committee communists
company confederation conference confederacy congress convention cooperative corps council court department directorate
division duma federation fleet force forces foundation front gazette gestapo government group guard guardian guards
guild herald house institute international journal league legion mafia mail marines mensheviks militia ministry
movement museum navy news newspaper office opposition orchestra organisation organization parliament party platform
police politburo post press regiment reich review school secretariat senate service society soviet standard state
states syndicate team telegraph times tribunal tribune troops union unions university workers youth
"""
_PLACES = """
abbey airport archipelago avenue basin bay beach border bridge building camp canal cape castle cathedral cemetery city
coast colony country county creek desert district empire estate falls farm field fields forest fort garden gardens gate
gulf hall harbor harbour hill hills hospital hotel island islands isle isles kingdom kremlin lake lane mine mines
monastery mount mountain mountains ocean palace park pass peninsula port plant plaza prison province railway region
republic ridge river road sea seminary square station straits street territory theater theatre tower town valley
village wall woods
"""
_THINGS = """
act affair age agreement amendment assassination award battle bible bill campaign case charter civil code cold
communism congress conspiracy constitution crisis culture day days deal decree declaration depression doctrine
economics edition enlightenment experiment famine games gospel holocaust industrialisation leninism law laws manifesto
marxism massacre movement olympics order pact peace plan plot policy preface prize problem program project proletariat
purge purges quartet rebellion reconstruction reform reformation renaissance report resolution restoration revolt
revolution rights rising socialism speech stalinism strategy symphony system terror testament theory theses treaty
trial trials trust truth unity uprising war wars way week world year
"""
_OF_HEADS = """
academy archbishop army assembly bank battle bay bureau cape church city college commissar commissariat committee
council declaration department duchy federation foundations gulf house institute isle kingdom league ministry mount
museum order palace parliament people's prince principality proclamation republic revolution school siege society
soviet state states statue strait straits theatre tower treaty union university war
"""
_MALE = """
aaron abdul abel abraham adam adolf adrian ahmad ahmed akira alain alan albert alec alex alexander alexei alexey
alfonso alfred ali alistair alonzo alvin ambrose amos anastas anatoly andre andreas andrei andres andrew andrey angus
anthony anton antonio anwar archibald archie aristide arjun armando arne arnold arthur arturo ashok august augustus
barack barnaby barry bartholomew basil ben benedict benito benjamin benny bernard bernardo bert bertrand bill bjorn
blaise bob boris brad bradley brendan brett brian bruce bruno bryan byron calvin cameron carl carlos cecil cedric
cesar charles chester chidi chris christian christopher clarence claude claudio clement clifford clinton clive clyde
cole colin connor conrad constantine cornelius craig curtis cyril damian damien daniel darren daryl dave david dean
denis dennis denzel derek desmond diego dietrich dmitri dmitry dominic donald donovan dorian doug douglas duncan
dwight dylan ebenezer edgar edgardo edmund eduardo edvard edward edwin eli elias elijah elliot ellis elmer emil emile
emilio emmanuel emmett enrique enver enzo erasmus eric erich erik ernest ernesto ernst ervin erwin ethan eugene evan
ezekiel ezra fabio felipe felix ferdinand fernando fidel floyd francis francisco francois frank frankie franklin franz
fred frederick friedrich fritz fyodor gabriel gareth gary gaston gavin geoff geoffrey georg george georges georgi
georgy gerald gerard gerardo gerhard gianni gideon gilbert giorgio giovanni giuseppe godfrey gonzalo gottfried graham
greg gregory grigol grigori grigory guenther guillermo gunnar gunther gustav guy hakim hans harold harry haruki hassan
hector heinrich heinz helmut henri henrik henry herbert herman hermann hernando hideki hiroshi hjalmar ho homer horace
horatio howard hubert hugh hugo hussein ian ibrahim ignacio igor immanuel irving isaac isaiah isidore ismail ivan ivar
jack jackie jacob jacopo jacques jake jamal james jan jared jarvis jason jasper javier jawaharlal jean jed jeff jeremy
jerome jerry jesse jethro jim jimmy joachim joaquin joe joel johan johann johannes john johnny jonathan jorge jose
josef joseph josh joshua josip juan juergen jules julian julius justin kai karim karl kaspar kazuo keith kelvin ken
kenji kenneth kevin kieran kirk klaus kliment kofi konrad konstantin kristof kurt kwame kyle lars lavrenti lavrenty
lawrence lazar lech lee leif leo leon leonard leonardo leonid leopold leroy leslie lev levi lewis liam lionel lloyd
lorenzo lothar louis lucas luciano lucius ludwig luigi luis luiz luke luther lyndon magnus mahatma mahmoud malcolm
malik manuel marc marcel marcello marcellus marco marcus mario mark martemyan martin marvin mateo matteo matthew
matthias maurice mauricio max maxim maximilien melvin micah michael michel mick miguel mikhail miles milos mitch
mohamed mohammad mohammed mohandas moisei mordecai morris moses moshe muhammad mustafa naguib najib napoleon nathan
ned neil nelson nestor neville nicholas nick nickolai nicolas nicolaus niels nigel nikita nikola nikolai nikolay nils
noah noam norman obadiah octavio odysseus olaf olav oleg oliver omar orlando orrin orson orville osama oscar oskar
otis otto ottoman owen pablo pascal patrick paul pavel pedro percy peter petr phil philip philipp philippe phineas
pierre pieter porfirio primo pyotr quentin quincy rafael rajiv ralf ralph ramon ramsay randall randy rashid raul ray
raymond reginald reinhard rene reza ricardo richard rick rob robbie robert roberto robin rocco roderick rodney rodolfo
rodrigo roger roland rolf roman romeo ronald ronnie rory rosario roy ruben rudolf rudy rudyard rufus rupert russell
ryan sacha salvador salvatore sam samir samuel sandor sanjay saul sean sebastian selwyn serge sergei sergey sergio
sergo sergy seth sheikh sheldon shimon sidney siegfried sigmund silas silvio simeon simon solomon soren stanislav
stanley stefan stefano stepan stephen steve steven stewart stuart sven sylvester takeshi taras tariq ted terence
terrence terry thaddeus theodor theodore thomas thurgood tibor tim timothy tobias todd tom tomas tommy tony toussaint
trevor tristan tyrone ulrich ulysses umberto uri vaclav valentin valerian vasily vassily vernon vicente victor vikram
viktor vincent vinh virgil vissarion vito vittorio vladimir vyacheslav wallace walter warren wayne wendell werner
wesley wilbur wilfred wilhelm will william willie willy winston wolfgang woodrow wyatt xavier yakov yan yasser yevgeny
yitzhak yuri yusuf yves zachariah zachary zbigniew zeke
"""
_FEMALE = """
abigail ada adela adele adriana agatha agnes aisha alejandra alexandra alexis alice althea amanda amelia amina amy
anastasia andrea angela angelina anita anjali ann anna annabel anne annette annie antoinette antonia astrid audrey
ayesha barbara beatrice beatrix belinda bella benazir bernadette bernice bertha bessie beth bethany betty beverly
birgit blanche bonnie brenda bridget brigitte camila camilla candace carla carmen carol carole carolina caroline
carolyn cassandra catherine cecilia celeste celia charlotte chloe christina christine cindy clara clare clarissa
claudette claudia clementine cleopatra colette colleen connie consuelo cora cordelia coretta cornelia cynthia daphne
debbie deborah deirdre delia denise desdemona diana dolores dominique donna dora doris dorothea dorothy edith edna
eileen ekaterina elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsa elspeth emily emma emmeline enid
erica esmeralda estella estelle esther eugenia eunice eva evelyn fanny fatima felicia fiona flora florence frances
frederica frida gabriela gabriele gabriella gail galina genevieve georgina geraldine gerda gertrude gillian gina
gisela giulia gladys golda grace greta gwen gwendolyn hanna hannah harriet hattie hedda hedwig heidi helen helena
helga henrietta hester hetty hilda hillary hortense ida imogen indira ines inessa inge ingrid irene irina irma isabel
isabella isadora isolde jacqueline jana jane janet jeanne jemima jennifer jenny jessica jill joan joanna joanne
jocelyn johanna josephine josie joyce juanita judith judy julia juliana julie juliet karen karin karla kate katharina
katherine kathleen kathryn kathy katie katya kayla keiko kim kimberly kirsten klara lara larissa laura laurie lavinia
leah leila lena leni lenina leticia lidia liesel lila lillian lina linda lisa livia lois lola loretta lorna lorraine
louisa louise lucy ludmila luisa lupe lydia lynn mabel madeleine mae maggie malala malia mamie manuela marcia margaret
margarita margery margot marguerite maria marian mariana marianne marie mariko marilyn marina marjorie marla marta
martha mary matilda maud maureen mavis maxine maya megan melanie mercedes meryl michelle mildred millicent millie
minnie miranda miriam mollie molly mona monica monique muriel myra myrtle nadezhda nadia nadine nadya nancy nanette
naomi natalia natalie natasha nell nellie nelly nettie nicole nina noor nora norma odette ofelia olga olivia opal
ophelia pamela paola patricia patsy paula pauline peggy penelope petra philippa phoebe phyllis pilar polina polly
priscilla rachel raisa ramona rebecca renata renee rhoda rita rosa rosalie rosalind rosalinda rosalyn rosanna rose
rosemary rosie roxanne ruby ruth sabine sabrina sadie sally samantha sandra sarah serena sharon sheila shirin shirley
sigrid silvia simone sojourner solveig sonia sonya sophia sophie soraya stella stephanie susan svetlana sybil sylvia
tabitha tamara tania tara tatiana tatyana teresa tess tessa thelma theodora theresa tina toni trudy ursula valentina
valerie vanessa velma vera veronica victoria viola violet virginia vivian viviana wanda wendy wilhelmina wilma
winifred yelena yoko yolanda yuki yvonne zainab zelda zina zoe zora
"""
_PERSON_NOUNS = """
actor ally analyst author biographer boss brother cardinal commander composer comrade critic daughter economist emperor
engineer father friend general governor historian husband journalist judge king lawyer leader lieutenant marshal
minister mother named novelist officer painter philosopher playwright poet premier president priest prince princess
professor queen reporter researcher revolutionary rival scholar scientist secretary senator sister socialist soldier
son teacher tsar uncle widow wife writer
"""
_PARTICLES = "von van de da di del della der den du dos la le bin ibn al el zu af ten ter y"
_DEMOS = "people peoples worker workers peasant peasants soldier soldiers women woman children king queen men trader"

OPENERS, CALENDAR = frozenset(_OPENERS.split()), frozenset(_CALENDAR.split())
ORDINARY = frozenset(_ORDINARY.split()) | frozenset(_THINGS.split()) | OPENERS
TITLES, PERSON_NOUNS, PARTICLES = (
    frozenset(_TITLES.split()),
    frozenset(_PERSON_NOUNS.split()),
    frozenset(_PARTICLES.split()),
)
GROUP_HEADS, PLACE_HEADS, OF_HEADS = (
    frozenset(_GROUPS.split()),
    frozenset(_PLACES.split()),
    frozenset(_OF_HEADS.split()),
)
MALE, FEMALE = frozenset(_MALE.split()), frozenset(_FEMALE.split())
GIVEN_NAMES = MALE | FEMALE
DEMOS, THINGS = frozenset(_DEMOS.split()), frozenset(_THINGS.split())

/** Common words in standard spelling, roughly the most frequent first. No package has such a list. */
const FREQUENT = `
  mwen ou li nou yo pa nan ak pou ki sa se te gen ap yon tout moun fè ka pral vle konnen di ale vini la sou anpil
  bon bèl gran piti renmen bondye jezi lavi lanmou kè cheri ayiti ayisyen ayisyèn kreyòl peyi lakay kay manman
  papa pitit frè sè tifi gason fi fanm zanmi mèsi bonjou bonswa bònnwit orevwa souple padon wi non
  jodi demen maten midi aswè lannwit jou semèn mwa ane tan lè kounye konsa paske men epi oswa si kijan kote kiyès
  kisa konbyen poukisa tankou avèk san anba anwo devan dèyè dwat gòch lwen pre byen mal plis mwens
  toujou jamè deja ankò toutbon verite manti lapè lajwa kontan tris fache fatige grangou swaf dòmi leve
  manje bwè kwit ekri pale koute gade tande wè panse kwè sonje bliye chache jwenn pran bay mete retire
  achte vann peye lajan goud dola travay biwo patwon anplwaye lekòl etidye elèv pwofesè klas
  liv kaye kreyon papye lèt modpas kòd telefòn òdinatè entènèt imèl konekte koneksyon dekonekte
  sekretè direktè achiv administratè minis ministè leta gouvènman prezidan depite senatè lameri
  majistra komin depatman sosyete òganizasyon legliz pastè pè bib lapriyè priye beni benediksyon gras mesi senyè
  lespri lafwa espwa libète egalite fratènite inyon endepandans drapo desalin tousen kristòf petyon
  revolisyon solèy lalin zetwal syèl latè lanmè dlo lapli van loraj siklòn tranblemann flanm dife limyè
  kouran blakawout ble wouj vèt jòn nwa blan mawon wòz vyolèt gri koulè flè pyebwa bwa jaden plant
  mango zoranj sitwon bannann mayi diri pwa sòs poul bèf kochon kabrit pwason legim griyo joumou soup
  pikliz akasan tasso lanbi kafe sik sèl lwil pen ji byè wonm kleren machin moto taptap kamyon bis
  bato avyon wout lari pon pòt fenèt chèz tab kabann chanm kizin twalèt rad soulye chapo sak
  kle bòs mache maket boutik depo lopital doktè enfimyè medikaman maladi malad gerizon lasante
  tèt je zye nen bouch dan zòrèy pye janm vant do kò cheve figi fòs
  foutbòl boul jwe jwèt ekip match chanpyon mizik chante danse konpa rara kanaval fèt nwèl pak
  anivèsè maryaj lanmò lantèman granmoun timoun tibebe jenn vye marenn parenn tonton matant
  kouzen kouzin nyès neve granpè grann madan mari mesye mamzèl vwazen vwazin etranje dyaspora
  chèf polis jij avoka lalwa lajistis prizon vòlè lage batay zam sekirite danje pwoblèm
  solisyon èd sekou espere tann kite soti antre rive tounen monte desann kouri chita kanpe
  tonbe ouvri fèmen kòmanse fini kontinye rete chanje pote voye resevwa bezwen dwe kapab oblije eseye reyisi
  pèdi genyen menaj bebe doudou chouchou renmenw tanpri vrèman lespwa kèkontan
  youn de twa kat senk sis sèt uit nèf dis onz douz trèz kenz ven trant karant senkant mil milyon
  premye dezyèm twazyèm dènye lòt menm chak kèk anyen pèsonn nasyonal peri
  lendi madi mèkredi jedi vandredi samdi dimanch
  janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm prentan ete otòn ivè
`;

/** First names and family names that are frequent in Haiti, and late or missing in the French lists. */
const NAMES = `
  jan jak pyè pòl jozèf wozlò wozmari marirose widlin widlene guerda mirlande mirlene nadège islande
  fabiola roseline rosemene rosemond darline daphnée dieula dieuseul dieudonné dieunel dieumene dieufort
  jeanbaptiste jeancharles jeanlouis jeanpierre jeanjacques jeanrobert jeanclaude wilner wilson wisly wislande
  wilbert woodly woodson stevenson peterson anderson emmanuela evens evenson frantz fritz fritzner hantz herold
  herard josué judeline kervens kettly ketly lovely loveline lunise manouchka marckenson mackenson markenson michelet
  micheline myriame natacha nixon odilon olguine osnel pierrot prophète ralph renald reginald ronald rony
  saintil schneider sherline shelda smith sonson stanley sterling vladimir yolande yolette yvrose désir estimé
  exantus fleurimond florestal hyppolite jeudy laguerre legerme louissaint louisjean magloire mondésir narcisse
  orelus philogène saintfleur saintlouis sanon toussaint valcin valcourt vilmar volcy zamor célestin belizaire
  bazile charlestin cherestal clerveaux desrosiers destiné dorvil duvalier aristide préval martelly moïse
`;

/** Words of Haitian Creole and names of Haiti, in the order in which an attacker would try them. */
export const KREYOL_WORDS = `${FREQUENT} ${NAMES}`.trim().split(/\s+/);

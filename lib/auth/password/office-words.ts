/** Words of roles, work and greetings in the three languages. */
const OFFICE = `
  secrétaire secrétariat secretary sekretè sekretarya directeur directrice director direction direktè direksyon
  archives archive archiviste archivist achiv admin administrateur administratrice administrator administratè
  administration administrasyon responsable chef assistant assistante asistan comptable accountant kontab
  manager employé employée employee anplwaye personnel staff utilisateur user itilizatè invité guest test essai
  motdepasse password passphrase modpas modepas secret sekrè code kòd accès access aksè connexion connected connecter
  connect konekte koneksyon bienvenue welcome byenveni bonjour bonsoir hello bonjou bonswa salut merci thanks mèsi
  bureau office biwo travail work travay service sèvis ministère ministry ministè gouvernement government gouvènman
  état state leta mairie lameri école school lekòl université university inivèsite hôpital hospital lopital
  bibliothèque library centre center sant institut institution fondation foundation association asosyasyon
  organisation organization òganizasyon société company entreprise banque bank caisse trésor finances santé health
  lasante justice lajistis éducation education edikasyon
`;

/** Haiti: its departments, towns and quarters, and words that stand for it. */
const HAITI = `
  haïti ayiti haïtien haïtienne haitian ayisyen quisqueya kiskeya hispaniola ouest artibonite latibonit nord nordest
  nordouest sud sudest grandanse grandans nippes nip portauprince pòtoprens pap pétionville petyonvil delmas dèlma
  carrefour kafou tabarre taba citésoleil sitesolèy croixdesbouquets kwadèboukè kenscoff kenskòf gressier gresye
  léogâne leyogàn petitgoâve tigwav grandgoâve gonaïves gonayiv saintmarc senmak caphaïtien okap kapayisyen milot
  limbé fortliberté folibète ouanaminthe wanament portdepaix pòdepè hinche ench mirebalais mibalè lascahobas laskawobas
  jacmel jakmèl marigot lescayes okay jérémie jeremi miragoâne miragwàn aquin dessalines desdunes verrettes
  arcahaie lakayè cabaret thomassin furcy labadee labadi citadelle sitadèl laferrière sanssouci champdemars channmas
  belair martissant matisan bourdon canapevert turgeau bicentenaire lasaline gonâve lagonav latortue latòti
  louverture christophe pétion capois soupjoumou kompa konpa carnaval kanaval rara vodou vaudou barbancourt prestige
  gourde goud grenadiers grenadye
`;

/** Words that somebody who knows the office would try first. */
export const OFFICE_WORDS = `${OFFICE} ${HAITI}`.trim().split(/\s+/);

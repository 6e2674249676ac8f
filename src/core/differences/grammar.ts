import type { LanguageTag } from '../fact.ts';

/** A relation of two that loses its truth when they change places. `forward`: the doer stands before the verb. `inverse`:
    the doer stands after it, as in `got from`. */
export interface Relation {
  readonly role: Role;
  readonly forward: ReadonlySet<string>;
  readonly inverse: ReadonlySet<string>;
}
export const ROLES = ['pays', 'owns', 'builds', 'refuses', 'offers', 'asks', 'signs'] as const;
export type Role = (typeof ROLES)[number];

/** What can't be told from a dictionary: the few words of a language that turn a statement round. All folded. */
export interface Grammar {
  readonly months: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly multipliers: ReadonlyMap<string, number>;
  readonly atLeast: readonly string[];
  readonly atMost: readonly string[];
  readonly about: readonly string[];
  readonly negations: ReadonlySet<string>;
  /** They claim more than a source that lacks them: `all`, `still`; or somebody's own view: `we`, `should`. */
  readonly strong: ReadonlySet<string>;
  readonly hedges: ReadonlySet<string>;
  readonly being: ReadonlySet<string>;
  readonly by: ReadonlySet<string>;
  readonly listing: ReadonlySet<string>;
  readonly saying: ReadonlySet<string>;
  readonly accordingTo: ReadonlySet<string>;
  /** Words of a range: its start alone is not its whole. */
  readonly since: ReadonlySet<string>;
  readonly until: ReadonlySet<string>;
  readonly people: ReadonlyMap<string, string>;
  readonly relations: readonly Relation[];
  /** Each pair says the opposite of its other half. */
  readonly opposites: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[];
  /** Words that mean the same in what facts tell. */
  readonly same: readonly ReadonlySet<string>[];
  /** That money changed hands, which a ceiling, a pledge or an offer does not say. */
  readonly paying: ReadonlySet<string>;
  /** Beside a figure they say nothing of their own: `worth`. */
  readonly fillers: ReadonlySet<string>;
  /** What a question that takes its rest for granted begins with. */
  readonly asking: ReadonlySet<string>;
  /** A contract that is named says that its worth is no payment. */
  readonly agreeing: ReadonlySet<string>;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' ').filter((word) => word !== ''));
const list = (phrases: string): readonly string[] => phrases.split(',').map((phrase) => phrase.trim());
const relation = (role: Role, forward: string, inverse = ''): Relation => ({
  role,
  forward: set(forward),
  inverse: set(inverse),
});
const numbered = (words: string, first: number): readonly (readonly [string, number])[] =>
  words.split(' ').map((word, at) => [word, first + at]);

const english: Grammar = {
  months: list('january,february,march,april,may,june,july,august,september,october,november,december'),
  counts: new Map([
    ...numbered('two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen', 2),
    ...numbered('sixteen seventeen eighteen nineteen twenty', 16),
    ['thirty', 30],
    ['forty', 40],
    ['fifty', 50],
    ['hundred', 100],
    ['dozen', 12],
  ]),
  multipliers: new Map([
    ['thousand', 1e3],
    ['k', 1e3],
    ['grand', 1e3],
    ['million', 1e6],
    ['millions', 1e6],
    ['mil', 1e6],
    ['mn', 1e6],
    ['m', 1e6],
    ['billion', 1e9],
    ['billions', 1e9],
    ['bn', 1e9],
    ['b', 1e9],
    ['trillion', 1e12],
  ]),
  atLeast: list('more than,over,at least,above,upwards of,in excess of,no fewer than,no less than,beyond'),
  atMost: list('less than,fewer than,under,at most,up to,below,maximum of,no more than,not more than'),
  about: list('about,around,roughly,approximately,nearly,almost,some,close to,circa,an estimated'),
  negations: set(
    'not no never nor neither none nobody nothing without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt hasnt havent hadnt couldnt shouldnt',
  ),
  strong: set(
    'all every everyone everybody always only most entire entirely exclusively still anymore same should must ought lets i we us our my you your because first last',
  ),
  hedges: set(
    'may might could possibly possible possibility potential potentially perhaps future plan plans planned planning intend intends intended was-to were-to about-to due-to hopes aim aims aimed estimate estimated wants wanted ask asks asked asking urge urged',
  ),
  being: set('is are was were be been being get gets got gotten'),
  by: set('by'),
  listing: set('and or'),
  saying: set(
    'say says said write writes wrote report reports reported reporting argue argues argued describe describes described claim claims claimed state states stated tell tells told announce announces announced note notes noted disclose disclosed explain explained call calls called tweet tweeted put puts',
  ),
  accordingTo: set('according per'),
  since: set('since from between starting'),
  until: set('until till through'),
  people: new Map([
    ['employees', 'employees'],
    ['employee', 'employees'],
    ['staff', 'employees'],
    ['staffers', 'employees'],
    ['workers', 'employees'],
    ['customers', 'customers'],
    ['clients', 'customers'],
    ['activists', 'activists'],
  ]),
  relations: [
    relation(
      'pays',
      'pay pays paid paying spend spends spent spending award awards awarded give gives gave given buy buys bought buying purchase purchases purchased hire hires hired',
      'get gets got receive receives received win wins won sell sells sold selling earn earns earned collect collects collected supply supplies supplied',
    ),
    relation(
      'owns',
      'own owns owned buy buys bought buying acquire acquires acquired purchase purchases purchased',
      'belong belongs belonged part parts division within',
    ),
    relation('builds', 'build builds built develop develops developed make makes made create created'),
    relation(
      'refuses',
      'refuse refuses refused reject rejects rejected turn turns turned decline declines declined accept accepts accepted take takes took welcome welcomes welcomed',
    ),
    relation(
      'offers',
      'offer offers offered pledge pledges pledged donate donates donated pitch pitches pitched',
    ),
    relation('signs', 'sign signs signed signing'),
    relation(
      'asks',
      'ask asks asked asking demand demands demanded urge urges urged call calls called threaten threatened sue sued',
    ),
  ],
  opposites: [
    [
      set('refuse refuses refused refusal reject rejects rejected turned decline declines declined'),
      set('accept accepts accepted took take takes welcomed'),
    ],
    [
      set('deny denies denied denying denial'),
      set('admit admits admitted confirm confirms confirmed acknowledged'),
    ],
    [set('before'), set('after')],
    [
      set(
        'cancel cancels cancelled canceled cancellation end ends ended ending drop drops dropped terminate terminated',
      ),
      set('keep keeps kept continue continues continued renew renews renewed renewal extend extended'),
    ],
    [
      set('cancel cancels cancelled canceled cancellation terminate terminated'),
      set('reexamine reexamines review reconsider look-again'),
    ],
    [set('direct directly'), set('indirect indirectly contractors contractor third')],
    [
      set('criticise criticised criticize criticized oppose opposes opposed condemn condemned against'),
      set('praise praised support supports supported supporting backed defend defends defended'),
    ],
    [set('win wins won'), set('lose loses lost')],
    [set('largest biggest'), set('smallest')],
    [set('paused pause pauses'), set('resumed resume began begin launched expanded')],
    [set('opened open'), set('closed close')],
    [set('public publicly'), set('secret secretly')],
    [set('less fewer cut reduced decreased halve'), set('more increased doubled double raised')],
  ],
  same: [
    set(
      'refuse refuses refused refusal reject rejects rejected turn turned turns down decline declines declined',
    ),
    set('pay pays paid spend spends spent spending'),
    set('buy buys bought purchase purchased purchases acquire acquired acquires acquisition taken takeover'),
    set('own owns owned belong belongs belonged'),
    set('staff employees employee workers staffers'),
    set('accept accepts accepted take takes took'),
    set('sign signed signs signing signatories signatory signers'),
    set('use uses used users user using'),
    set('pilot pilots'),
    set('back backed backs stood behind'),
    set('reexamine examine look again'),
    set('ask asks asked asking called urge urged'),
    set('cut drop end'),
    set('build builds built develop developed'),
    set('contract contracts deal deals'),
    set('further more additional extra'),
  ],
  paying: set('pay pays paid paying spend spends spent spending receive receives received got cost earned'),
  fillers: set('worth value valued total sum amount amounts money figure dollars us'),
  asking: set('what which who whom whose when where how why'),
  agreeing: set(
    'contract contracts award awards awarded deal deals agreement agreements worth value valued ceiling',
  ),
};

const spanish: Grammar = {
  months: list('enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre'),
  counts: new Map([
    ...numbered('dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince', 2),
    ['veinte', 20],
    ['treinta', 30],
    ['cuarenta', 40],
    ['cincuenta', 50],
    ['cien', 100],
    ['docena', 12],
  ]),
  multipliers: new Map([
    ['mil millones', 1e9],
    ['mil', 1e3],
    ['millon', 1e6],
    ['millones', 1e6],
    ['billon', 1e12],
    ['billones', 1e12],
  ]),
  atLeast: list('mas de,al menos,por lo menos,como minimo,no menos de'),
  atMost: list('menos de,hasta,como maximo,a lo sumo,un maximo de,no mas de'),
  about: list('unos,unas,cerca de,alrededor de,aproximadamente,casi,en torno a'),
  negations: set('no nunca jamas ni ningun ninguna ninguno nadie nada sin tampoco'),
  strong: set(
    'todo toda todos todas siempre solo unicamente cada aun todavia sigue siguen debe deben deberia deberian deberiamos hay yo nosotros nosotras nuestro nuestra mi creo porque primero ultimo',
  ),
  hedges: set(
    'puede pueden podria podrian posible posiblemente quizas futuro plan planes planea iba iban seria pide piden pidio pidieron pidiendo estima estimado quiere queria',
  ),
  being: set('es son fue fueron era eran sido siendo esta ser'),
  by: set('por'),
  listing: set('y e o u'),
  saying: set(
    'dice dicen dijo dijeron escribe escribio escribieron informa informo informaron segun afirma afirmo describe describio anuncia anuncio cuenta conto explico declara declaro',
  ),
  accordingTo: set('segun'),
  since: set('desde entre'),
  until: set('hasta'),
  people: new Map([
    ['empleados', 'employees'],
    ['empleadas', 'employees'],
    ['trabajadores', 'employees'],
    ['trabajadoras', 'employees'],
    ['clientes', 'customers'],
    ['activistas', 'activists'],
  ]),
  relations: [
    relation(
      'pays',
      'paga pagan pago pagaron pagado gasta gasto gastaron gastado dio dieron concedio adjudico compra compro compraron comprado',
      'recibe recibio recibieron recibido gano ganaron cobro cobraron vende vendio vendieron vendido',
    ),
    relation(
      'owns',
      'posee compra compro compraron comprado comprada adquirio adquirieron adquirido adquirida',
      'pertenece pertenecen pertenecia parte',
    ),
    relation('builds', 'construye construyo construyeron construido desarrollado'),
    relation('refuses', 'rechaza rechazo rechazaron rechazado acepta acepto aceptaron aceptado'),
    relation('offers', 'ofrece ofrecio ofrecieron ofrecido prometio dono donaron donado'),
    relation('signs', 'firma firmo firmaron firmada firmado'),
    relation('asks', 'pide piden pidio pidieron pedido exige exigio exigieron exigido'),
  ],
  opposites: [
    [set('rechaza rechazo rechazaron rechazado'), set('acepta acepto aceptaron aceptado')],
    [set('niega nego negaron'), set('admite admitio confirmo confirma')],
    [set('antes'), set('despues')],
    [set('cancelo cancela cancelar termino'), set('mantuvo mantiene renovo renueva continuo')],
  ],
  same: [
    set('paga pago pagaron gasta gasto gastaron'),
    set('compra compro compraron adquirio adquirieron'),
    set('empleados empleadas trabajadores trabajadoras'),
    set('firmo firmaron firma firmas firmantes'),
  ],
  paying: set('paga pagan pago pagaron gasta gasto gastaron recibio recibieron cobro cobraron costo'),
  fillers: set('valor total suma importe dinero cifra dolares'),
  asking: set('que cual quien quienes cuando donde como cuanto cuantos cuanta cuantas'),
  agreeing: set('contrato contratos adjudicacion acuerdo acuerdos valor vale'),
};

const GRAMMARS: ReadonlyMap<LanguageTag, Grammar> = new Map([
  ['en', english],
  ['es', spanish],
]);

/** Undefined for a language whose turning words are not known: then nothing is said to be supported in it. */
export function grammarOf(tag: LanguageTag): Grammar | undefined {
  return GRAMMARS.get(tag);
}

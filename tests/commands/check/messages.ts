import type { Difference } from '../../../src/core/differences.ts';

/** What is expected of one sentence of a message: the verdict, and for a contradiction every kind of difference. */
export type Expected =
  | { readonly verdict: 'supported' | 'nothing' }
  | { readonly verdict: 'contradicted'; readonly kinds: readonly Difference['kind'][] };

export interface TestMessage {
  readonly text: string;
  /** One for each sentence. */
  readonly expected: readonly Expected[];
}

const supported: Expected = { verdict: 'supported' };
const nothing: Expected = { verdict: 'nothing' };
const differs = (...kinds: readonly Difference['kind'][]): Expected => ({ verdict: 'contradicted', kinds });
const one = (text: string, expected: Expected): TestMessage => ({ text, expected: [expected] });

/** Written on the real base before the rules were tuned; none is worded as a claim or a question of the base is. */
export const MESSAGES: readonly TestMessage[] = [
  // wrong in a detail
  one('Salesforce got $148 billion from ICE', differs('unit', 'agency')),
  one('CBP spent $184.5 million on Salesforce products from 2018 to July 2024.', differs('number')),
  one(
    'CBP spent $148.5 billion on Salesforce products and services from 2018 to July 2024.',
    differs('unit'),
  ),
  one('ICE spent $148.5 million on Salesforce products between 2018 and July 2024', differs('agency')),
  one('CBP spent $148.5 million on Salesforce products from 2016 to July 2024', differs('year')),
  one('Salesforce paid CBP $148.5 million', differs('direction')),
  one(
    'In June 2018 more than 850 Salesforce employees signed a letter to Marc Benioff about CBP.',
    differs('number'),
  ),
  one(
    'In June 2019 more than 650 employees of Salesforce signed a letter to Marc Benioff against the work for CBP.',
    differs('year'),
  ),
  one('RAICES accepted $250,000 from Salesforce in July 2018.', differs('direction')),
  one('RAICES refused $250 million from Salesforce in July 2018', differs('unit')),
  one('Salesforce refused $250,000 from RAICES in July 2018.', differs('direction')),
  one('RAICES turned down $250,000 from Salesforce in 2020', differs('year')),
  one('Slack bought Salesforce.', differs('direction')),
  one('Salesforce paid $7.5 billion for MuleSoft in 2018.', differs('number')),
  one('Salesforce bought Heroku in December 2010 for $212 billion.', differs('unit')),
  one('Salesforce paid $6.5 billion for MuleSoft in 2016', differs('year')),
  one(
    'In 2014 CBP gave Palantir a contract of over $41 million for its Investigative Case Management system',
    differs('agency'),
  ),
  one('Palantir got a contract of more than $41 billion from ICE in 2014', differs('unit')),
  one('The UIP has more than 53,000 users.', differs('number')),
  one('The Unified Immigration Portal belongs to ICE.', differs('agency')),
  one('Salesforce has an agreement with ICE, Marc Benioff wrote on Twitter on 8 July 2018.', nothing),
  one('Salesforce was founded in 1989', differs('year')),
  one(
    'Capgemini announced on 1 February 2024 that it was going to sell its US government business.',
    differs('year'),
  ),
  one(
    'La CBP gastó 148,5 mil millones de dólares en productos de Salesforce de 2018 a julio de 2024.',
    differs('unit'),
  ),
  one('Salesforce compró Slack en 2015', differs('year')),
  // right, in other words
  one('CBP paid $148.5 million for Salesforce products and services between 2018 and July 2024.', supported),
  one(
    'According to AFSC, Customs and Border Protection spent about $148 million more on Salesforce from 2018 to July 2024',
    supported,
  ),
  one('Over 650 Salesforce staff signed the letter to Marc Benioff in June 2018.', supported),
  one('RAICES turned down $250,000 from Salesforce in July 2018.', supported),
  one(
    'RAICES rejected $250k from Salesforce because of its work for Customs and Border Protection',
    supported,
  ),
  one('Slack belongs to Salesforce', supported),
  one('Salesforce bought MuleSoft for $6.5 billion in 2018', supported),
  one('Heroku was bought by Salesforce for $212 million in December 2010.', supported),
  one('More than 5,300 people use the UIP, a federal IT listing says.', supported),
  one('The UIP belongs to CBP', supported),
  one('In 2014 ICE gave Palantir a contract worth over $41 million to build and maintain ICM.', supported),
  one('GitHub is owned by Microsoft.', supported),
  one('AFSC says Deloitte built the UIP for CBP on the Salesforce platform.', supported),
  one('In July 2018, 22 Salesforce customers called on Benioff to cut the CBP contract.', supported),
  // The tweet says more, and of CBP something else: a denial is borne out only in the words of its scope.
  one('Salesforce has no agreement with ICE, Benioff wrote on Twitter on 8 July 2018.', nothing),
  one(
    'More than 1,400 employees of Salesforce backed a letter in February 2026 asking Benioff to drop business with ICE.',
    supported,
  ),
  one('Flock Safety paused its pilots with CBP and HSI in August 2025.', supported),
  one(
    'The June 2018 employee letter asks Salesforce to re-examine its contractual relationship with CBP.',
    supported,
  ),
  one('Salesforce fue fundada en 1999', supported),
  one('RAICES rechazó 250.000 dólares de Salesforce en julio de 2018.', supported),
  // not held, opinions, others, questions
  one('Salesforce has 73,000 employees.', nothing),
  one('Google got $148.5 million from CBP.', nothing),
  one('Oracle bought Slack in 2021', nothing),
  one('I think Salesforce is evil', nothing),
  one('Good morning everyone, lunch at noon?', nothing),
  one('How much did CBP pay Salesforce?', nothing),
  one('We should all boycott Salesforce.', nothing),
  one('Amazon paid $27.7 billion for Slack stickers', nothing),
  one('All Salesforce employees signed the letter of June 2018', nothing),
  one('Salesforce still has a contract with CBP today.', nothing),
  one('Salesforce stock fell 12% in 2025', nothing),
  one('Creo que Salesforce debería cambiar de rumbo', nothing),
  // several sentences
  {
    text: 'Hi all! CBP spent $148.5 million on Salesforce products from 2018 to July 2024. RAICES refused $500,000 from Salesforce in July 2018. See https://example.org/x?y=1. Thoughts?',
    expected: [nothing, supported, differs('number'), nothing, nothing],
  },
  {
    text: '- Slack belongs to Salesforce\n- The UIP belongs to ICE\n- Deloitte has nice offices',
    expected: [supported, differs('agency'), nothing],
  },
  {
    text: 'Salesforce was founded in 1999. Salesforce bought Tableau in 2018. Salesforce compró MuleSoft en 2018.',
    expected: [supported, differs('year'), supported],
  },
];

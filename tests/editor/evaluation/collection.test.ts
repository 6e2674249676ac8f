import { expect, it } from 'vitest';
import { type CollectionDoc, createEngine, SHORTLIST } from '../../../editor/evaluation/collection.ts';
import { plainEnglish, plainSpanish } from '../../retrieval/plain-languages.ts';

const doc = (id: string, text: string, title?: string, ...aliases: readonly string[]): CollectionDoc => ({
  id,
  text,
  aliases,
  ...(title !== undefined && { title }),
});

const TOLL_WAYS = 'How much is the harbour toll?|What does mooring cost?|Price of a berth|Berth fees'.split('|');
const PILOT_WAYS = 'Do I need a pilot?|Who steers tankers in?|Is pilotage compulsory?|Guide for my ship'.split('|');
const NIGHT_WAYS = 'When does the lock open?|Can I leave at night?|Opening hours|Is the lock closed now?'.split('|');
const TOLL = 'Ships of more than forty metres pay ninety crowns a day.';
const OTHERS = [
  doc('pilot', 'A pilot boards every tanker beyond the lighthouse.', undefined, ...PILOT_WAYS),
  doc('night', 'The lock stays shut from ten until five.', undefined, ...NIGHT_WAYS),
];
const HARBOUR = [doc('toll', TOLL, undefined, ...TOLL_WAYS), ...OTHERS];
const ARTICLES = [
  doc('crane-1', 'It lifts steel beams onto roofs.', 'Tower crane'),
  doc('crane-2', 'Four bolts hold its mast.', 'Tower crane'),
  doc('heron-1', 'It hunts fish in shallow water.', 'Grey heron'),
  doc('heron-2', 'Nests stand high in old trees.', 'Grey heron'),
  doc('note', 'Minutes of the council meeting about parking.'),
];
const SPANISH = [
  doc('tasa', 'Los buques pagan noventa coronas.', undefined, '¿Cuánto cuesta el amarre?'),
  doc('noche', 'La esclusa está cerrada de noche.', undefined, '¿Cuándo abren la esclusa?'),
  doc('años', 'El puerto cumplió cien años.', undefined, '¿Qué edad tiene el puerto?'),
];

const worded = createEngine(HARBOUR, plainEnglish);
const plain = createEngine(ARTICLES, plainEnglish);
const spanish = createEngine(SPANISH, plainSpanish);
const first = (engine: typeof worded, question: string): string | undefined => engine.find(question, 5).hits[0]?.id;

it('a collection is found by its questions, titles and texts', () => {
  for (const { id, aliases, text } of HARBOUR)
    for (const asked of [...aliases, text]) expect(first(worded, asked), asked).toBe(id);
  for (const { id, title, text } of ARTICLES) {
    expect(first(plain, text), text).toBe(id);
    if (title) expect(first(plain, title)?.slice(0, -2), title).toBe(id.slice(0, -2));
  }
});

it.each([
  [worded, 'how much to pay for a berth', 'toll'],
  [worded, 'harbuor tol', 'toll'],
  [worded, 'is pilotag complusory', 'pilot'],
  [plain, 'hunting in shalow watter', 'heron-1'],
  [plain, 'LIFTING A STEEL BEAM', 'crane-1'],
  // What the article is about tells which of its sentences is meant.
  [plain, 'where does a grey heron build nests', 'heron-2'],
  [plain, 'bolts of a tower crane', 'crane-2'],
  [spanish, 'cuanto cuestan los amarres', 'tasa'],
  [spanish, 'pagar coronas', 'tasa'],
  [spanish, '¿está cerrado? la eslcusa', 'noche'],
  [spanish, 'cien anos', 'años'],
])('a collection is found in other words, forms, capitals and accents, and misspelt: %# %s', (engine, question, id) => {
  expect(first(engine, question)).toBe(id);
});

it('a collection lets documents of one title speak for each other', () => {
  const ids = plain.find('heron fish', 10).hits.map(({ id }) => id);
  expect(ids.sort()).toEqual(['heron-1', 'heron-2']);
});

it('a collection finds nothing for a question without a word of it, and nothing in nothing', () => {
  for (const question of ['', ' ', '¿?', 'zzzqqq', '\u200b']) {
    const nothing = { hits: [], confidence: 0 };
    expect(worded.find(question, 5), question).toEqual(nothing);
  }
  for (const docs of [[], [doc('blank', '', '', '')]])
    expect(createEngine(docs, plainEnglish).find('anything', 5)).toMatchObject({ hits: [], confidence: 0 });
});

it('a collection gives as many hits as are asked for, the best first, and the same again', () => {
  const docs = Array.from({ length: 80 }, (_, at) => doc(`d${at}`, `crane ${'x'.repeat(1 + (at % 7))}`));
  const many = createEngine(docs, plainEnglish);
  expect(many.find('crane', 3).hits).toHaveLength(3);
  const { hits } = many.find('crane', 1000);
  expect(new Set(hits.map(({ id }) => id)).size).toBe(SHORTLIST);
  const scores = hits.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  const questions = ['harbour toll', 'lock at nihgt', 'pilot for my ship', ''];
  const again = createEngine(HARBOUR, plainEnglish);
  const before = questions.map((question) => worded.find(question, 5));
  expect(questions.toReversed().map((question) => again.find(question, 5))).toEqual(before.toReversed());
});

it('a collection is surer of what it holds than of what it does not', () => {
  const sure = HARBOUR.flatMap(({ aliases }) => aliases).map((alias) => worded.find(alias, 1).confidence);
  const strange = ['how much is a toaster', 'when was the moon landing', 'who can steer my dreams'];
  const unsure = strange.map((question) => worded.find(question, 1).confidence);
  expect(Math.min(...sure)).toBeGreaterThan(Math.max(...unsure));
});

it.each([
  ['worded', [3]],
  ['worded', [5, 1]],
  ['headed', [5, 0]],
  ['headed', [1, 0]],
  ['plain', [1, 0, 0]],
  ['plain', []],
])('a collection is %s with %j ways to ask its documents', (shape, counts) => {
  const ways = (count: number) => Array.from({ length: count }, (_, way) => `way ${way}`);
  const docs = counts.map((count, at) => doc(String(at), 'x', undefined, ...ways(count)));
  expect(createEngine(docs, plainEnglish).shape).toBe(shape);
});

it('a collection takes an alias that is given twice, or that is the text, for one, and a word said twice in a row', () => {
  const engineOf = (...aliases: readonly string[]) =>
    createEngine([doc('toll', TOLL, undefined, ...aliases), ...OTHERS], plainEnglish);
  const once = engineOf(...TOLL_WAYS, TOLL);
  const twice = engineOf(...TOLL_WAYS, TOLL, ...TOLL_WAYS, TOLL);
  for (const question of ['berth fees', 'crowns a day', 'opening hours'])
    expect(twice.find(question, 5)).toEqual(once.find(question, 5));
  expect(worded.find('harbour harbour toll toll', 5)).toEqual(worded.find('harbour toll', 5));
});

import { chanceOf, misspell } from '../editor/evaluation/perturb.ts';
import type { Fact, FactBase, FactId } from '../src/core/fact.ts';
import { completionsOf, createSuggest } from '../src/retrieval/suggest.ts';
import { type Part, percentile, type Row, rounded } from './figures.ts';
import { realBase } from './real-base.ts';
import { madeDocs } from './retrieval/made.ts';

/* How long one keystroke of an autocompletion takes, without any platform. The base is the real one, grown to a number of
   wordings by questions of its own in which every third word is another, so that the vocabulary grows as it does in real
   text. Typed are nothing at all; the first 1 to 40 characters of a question as somebody types it; the same with a slip in
   every third word; words from its middle in another order; words that nothing holds; names; ids. */

export interface SuggestSizes {
  /** How many wordings a base has, one after the other. */
  readonly wordings: readonly number[];
  /** Keystrokes of each kind. */
  readonly typed: number;
}

/** What Discord asks for at once. */
const LIMIT = 25;
/** Wordings of one made fact, about as many as a real one has. */
const OF_ONE = 10;
const LONGEST = 40;
type Among = 'questions' | 'companies' | 'ids';

export async function measureSuggestions({ wordings, typed }: SuggestSizes): Promise<Part> {
  const { knowledge } = await realBase();
  const rows = wordings.flatMap((count) => measured(grownBase(knowledge.facts, count), typed));
  return {
    part: 'suggest',
    rows,
    notes: [
      'p99 of best: each keystroke counts as the quickest of three, so that what else the machine does is left out.',
      'making: what making the index once takes. Each kind was typed once before it was measured.',
    ],
  };
}

function measured(facts: FactBase, typed: number): Row[] {
  const questions = questionsOf(facts);
  const before = performance.now();
  const suggest = createSuggest(completionsOf(facts));
  for (const among of ['questions', 'companies', 'ids'] as const) suggest('', among, 1);
  const making = performance.now() - before;
  return keystrokes(facts, questions, typed).map(([what, among, texts]) => {
    const timed = (text: string): number => {
      const started = performance.now();
      suggest(text, among, LIMIT, 'en');
      return performance.now() - started;
    };
    texts.forEach(timed);
    const times = texts.map(timed);
    const undisturbed = texts.map((text, at) => Math.min(times[at] ?? 0, timed(text), timed(text)));
    const found = texts.filter((text) => suggest(text, among, 1, 'en').length > 0).length;
    const at = (share: number): number => rounded(percentile(times, share));
    return {
      what: `${questions.length} wordings: ${what}`,
      keys: times.length,
      'answered %': Math.round((found * 100) / times.length),
      p50: at(0.5),
      p99: at(0.99),
      max: at(1),
      'p99 of best': rounded(percentile(undisturbed, 0.99)),
      making: rounded(making),
    };
  });
}

/** Every kind of thing that is typed, with what is completed. */
function keystrokes(
  { entities, facts }: FactBase,
  questions: readonly string[],
  count: number,
): readonly (readonly [what: string, among: Among, texts: readonly string[]])[] {
  const chance = chanceOf('keystrokes');
  const pick = <Thing>(all: readonly Thing[], at = chance()): Thing | undefined =>
    all[Math.floor(at * all.length)];
  const many = (make: () => string): string[] => Array.from({ length: count }, make);
  const begun = (text: string): string => text.slice(0, 1 + Math.floor(chance() * LONGEST));
  const wrong = (text: string): string =>
    text
      .split(' ')
      .map((word, at) => (at % 3 === 1 ? misspell(word, Math.floor(chance() * 1000)) : word))
      .join(' ');
  const question = (): string => pick(questions) ?? '';
  const names = [...entities.values()]
    .filter(({ kind }) => kind === 'company' || kind === 'brand')
    .flatMap(({ name, aliases }) => [name, ...aliases]);
  return [
    ['nothing', 'questions', many(() => '')],
    ['one or two characters', 'questions', many(() => question().slice(0, 1 + Math.floor(chance() * 2)))],
    ['the beginning of a question', 'questions', many(() => begun(question()))],
    ['the same, misspelt', 'questions', many(() => begun(wrong(question())))],
    ['words from its middle', 'questions', many(() => question().split(' ').slice(2, 6).reverse().join(' '))],
    [
      'words of nothing',
      'questions',
      many(() => begun(wrong(`${pick('bcdfghjklm'.split(''))}ozzyxq vrumbel krantilop`))),
    ],
    ['a name, misspelt', 'companies', many(() => begun(wrong(`x ${pick(names)}`).slice(2)))],
    ['an id', 'ids', many(() => begun(pick([...facts.keys()]) ?? ''))],
  ];
}

function questionsOf({ facts }: FactBase): readonly string[] {
  return [...facts.values()].flatMap(({ wordings }) =>
    [...wordings.values()].flatMap((one) => one.questions),
  );
}

/** The same base with further facts, so that it has so many wordings. */
function grownBase(base: FactBase, count: number): FactBase {
  const real = questionsOf(base);
  const missing = Math.max(0, count - real.length);
  const words = madeDocs(real, Math.ceil(missing / 5) + 1).flatMap(({ text }) => text.split(' '));
  const spoken = Array.from({ length: missing }, (_, at) =>
    (real[at % real.length] ?? '')
      .split(' ')
      .map((word, place) => (place % 3 === 2 ? (words[(at * 5 + place) % words.length] ?? word) : word))
      .join(' '),
  );
  const pattern = [...base.facts.values()];
  const made = Array.from({ length: Math.ceil(missing / OF_ONE) }, (_, at): Fact => {
    const like = pattern[at % pattern.length];
    if (!like) throw new Error('suggest: the base is empty');
    const questions = spoken.slice(at * OF_ONE, (at + 1) * OF_ONE);
    return {
      ...like,
      id: factId(`${like.id}-${at}`),
      wordings: new Map([['en', { claim: 'Made.', questions }]]),
    };
  });
  return { ...base, facts: new Map([...base.facts, ...made.map((fact) => [fact.id, fact] as const)]) };
}

function factId(text: string): FactId {
  const isId = (one: string): one is FactId => one.includes('.');
  if (!isId(text)) throw new Error(`suggest: no id: ${text}`);
  return text;
}

import { describe, expect, it } from 'vitest';
import type { Grammar } from '../../src/core/differences/grammar.ts';
import { loadFacts, readFacts } from '../../src/facts/load.ts';
import { compilePhrase, createSay } from '../../src/facts/phrases.ts';
import { ProblemCollector } from '../../src/facts/problems.ts';
import { dataFolder, everyPhrase, GERMAN, language, problemsOf } from './data-folder.ts';

function readWith(files: Parameters<typeof dataFolder>[0]) {
  const collector = new ProblemCollector();
  return { ...readFacts(dataFolder(files), collector), warnings: collector.problems };
}

function sayOf(english: Record<string, string>, spanish: Record<string, string> = {}) {
  const { languages, warnings } = readWith({
    'languages/en.yaml': language('en', everyPhrase(english)),
    'languages/es.yaml': language('es', spanish),
  });
  const [en, es] = [languages.get('en'), languages.get('es')];
  if (!en || !es) throw new Error('does not load');
  return { en: en.say, es: es.say, warnings };
}

describe('phrases', () => {
  it('are filled in, with plurals and choices', () => {
    const { en } = sayOf({
      companies: '{count, plural, one {# company} other {# companies}}',
      'listed-by': '{label, select, none {listed} other {listed as “{label}”}}',
    });
    expect(en('companies', { count: 1 })).toBe('1 company');
    expect(en('companies', { count: 1200 })).toBe('1,200 companies');
    expect(en('listed-by', { label: 'none' })).toBe('listed');
    expect(en('listed-by', { label: 'Verified' })).toBe('listed as “Verified”');
  });

  it('never read a value as a pattern or as markup', () => {
    const { en } = sayOf({ 'as-of': 'As of {date}' });
    for (const date of ['{date}', '{x, plural, other {#}}', '<b>x</b>', "'{", '#', '%s $1 $&'])
      expect(en('as-of', { date })).toBe(`As of ${date}`);
  });

  it('take angle brackets for text', () => {
    const { en } = sayOf({ 'help-ask': 'ask <question> of {name}' });
    expect(en('help-ask', { name: 'it' })).toBe('ask <question> of it');
  });

  it('leave the place of a missing value empty instead of throwing', () => {
    const { en } = sayOf({
      'as-of': 'As of {date}',
      companies: '{count, plural, one {# company} other {# companies}}',
    });
    expect(en('as-of')).toBe('As of ');
    expect(() => en('companies')).not.toThrow();
  });

  it('fall back to English, with a warning', () => {
    const { es, warnings } = sayOf({ sources: 'Sources', 'as-of': 'As of {date}' }, { sources: 'Fuentes' });
    expect(es('sources')).toBe('Fuentes');
    expect(es('as-of', { date: '2026' })).toBe('As of 2026');
    expect(warnings).toMatchObject([
      {
        level: 'warning',
        message: expect.stringMatching(/phrases are missing and are said in en: listed-by, .*, …$/),
      },
    ]);
  });

  it('format numbers as the language does', () => {
    const { es } = sayOf({ 'facts-in-base': '{count, number} facts' }, { 'facts-in-base': '{count, number} datos' });
    expect(es('facts-in-base', { count: 12345 })).toBe('12.345 datos');
  });

  it('say the key when nobody has the phrase', () => expect(createSay(new Map())('sources')).toBe('sources'));

  it.each(['{', '{a', '{a, plural, one {x}}', '{a b}', '{}', 'on {d, date, long}', 'at {t, time, short}'])(
    '%j is no message',
    (text) => {
      expect(compilePhrase(text, 'en')).toHaveProperty('fault');
    },
  );
});

const en = (phrases = {}, fields = {}) => ({
  'languages/en.yaml': language('en', everyPhrase(phrases), fields),
});
const broken =
  'tag: en\nname: en\nstemmer: english\nsmall: []\nasks: {}\nglossary: {}\nphrases:\n  sources: "{count, plural, one {x}"\n';

it.each([
  [/the phrase sources is missing → Write sources:/, en({ sources: undefined })],
  [/en\.yaml:8:12 the phrase sources is no ICU message/, { 'languages/en.yaml': broken }],
  [/the bot has no phrase source → Did you mean sources\?/, en({ source: 'x' })],
  [
    /the phrase sources uses \{n\} → It is given no values/,
    { 'languages/es.yaml': language('es', { sources: 'Fuentes {n}' }) },
  ],
  [/tag is fr, but the file is called es\.yaml/, { 'languages/es.yaml': language('fr', everyPhrase()) }],
  [/asks/, en({}, { asks: { colour: ['red'] } })],
  [/small\[0\] must be a text, and YAML reads true as something else/, en({}, { small: [true] })],
  [/en\.yaml:1:1 is missing/, { 'languages/en.yaml': undefined }],
])('what loading refuses in a language: %s', (message, files) =>
  expect(problemsOf(files)).toContainEqual(expect.stringMatching(message)),
);

it('words of a language are folded', () => {
  const { languages } = loadFacts(
    dataFolder({
      'languages/en.yaml': language('en', everyPhrase(), {
        small: ['The', 'qué'],
        asks: { amount: ['How much'] },
        glossary: { 'Border Patrol': ['CBP'] },
        strangers: ['Target'],
        ordinary: ['Café'],
      }),
    }),
  );
  const en = languages.get('en');
  expect([...(en?.small ?? [])]).toEqual(['the', 'que']);
  expect([...(en?.asks ?? [])]).toEqual([['how much', 'amount']]);
  expect([...(en?.glossary ?? [])]).toEqual([['border patrol', ['cbp']]]);
  expect([...(en?.strangers ?? [])]).toEqual(['target']);
  expect([...(en?.ordinary ?? [])]).toEqual(['cafe']);
});

it('words of a language that ask for two things are a warning, and the first counts', () => {
  const asks = { definition: ['who is'], person: ['Who is'] };
  const { languages, warnings } = readWith({
    'languages/en.yaml': language('en', everyPhrase(), { asks }),
  });
  expect(languages.get('en')?.asks.get('who is')).toBe('person');
  expect(warnings).toMatchObject([{ message: '"who is" already asks for person' }]);
});

function grammarOf(tag: string, grammar: Readonly<Record<string, unknown>> = GERMAN): Grammar | undefined {
  const file = { [`languages/${tag}.yaml`]: language(tag, tag === 'en' ? everyPhrase() : {}, { grammar }) };
  return loadFacts(dataFolder(file)).languages.get(tag)?.grammar;
}

it('the grammar of a language is folded', () => {
  const german = grammarOf('de');
  expect(german?.counts.get('zwolf')).toBe(12);
  expect(german?.multipliers.get('mio')).toBe(1e6);
  expect(german?.dollars).toContain('us dollar');
  expect([...(german?.modes ?? [])]).toEqual([
    ['plant', 'plan'],
    ['kann', 'may'],
    ['konnte', 'may'],
    ['soll-wohl', 'may'],
  ]);
  expect(german?.people.get('beschaftigte')).toBe('employees');
  expect(german?.relations).toEqual([
    {
      role: 'pays',
      forward: new Set(['zahlte', 'bezahlte']),
      inverse: new Set(['erhielt']),
      received: new Set(),
    },
  ]);
  expect(german?.ordinals).toEqual(['.']);
  expect(german?.abbreviations).toEqual(['Fa']);
});

it('the grammar of a language parts what an apostrophe joins where figures are looked for', () => {
  expect(grammarOf('fr', { ...GERMAN, atLeast: ['plus d’'], dollars: ["d'euros"] })).toMatchObject({
    atLeast: ['plus d'],
    dollars: ['d euros'],
  });
});

it.each([
  ['de', 'marz', 3],
  ['en', 'may', 5],
  ['en', 'sept', 9],
  ['es', 'enero', 1],
  ['fr', 'aout', 8],
  ['pl', 'styczen', 1],
  ['pl', 'stycznia', 1],
])('the grammar of a language knows months as Intl does: %s %s', (tag, name, month) =>
  expect(grammarOf(tag)?.months.get(name)).toBe(month),
);

it.each([
  [{ relations: { bribes: { forward: ['x'] } } }, /called bribes in grammar\.relations → It may have: pays, owns/],
  [{ people: { kings: ['Könige'] } }, /called kings in grammar\.people → It may have: employees/],
  [{ opposites: [{ one: ['vor'] }] }, /opposites\[0\]\.other is missing → Write \w+: and a list/],
  [{ opposites: [{ one: ['vor'], other: [] }] }, /other has 0 entries: at least 1/],
  [
    { opposites: [{ one: ['vor'], other: ['nach', 'Vor'] }] },
    /"Vor" is already one half of this pair, and can't be the other half as well → Keep it in one/,
  ],
  [
    { relations: { pays: { forward: ['zahlte'], inverse: ['zahlte'] } } },
    /"zahlte" is already forward of pays, and can't be inverse of pays as well/,
  ],
  [{ atMost: ['mehr als'] }, /"mehr als" is already atLeast/],
  [{ strong: ['auf jeden'] }, /strong\[0\] must be one word/],
  [{ modes: { may: ['es soll wohl'] } }, /modes\.may\[0\] must be one word or two/],
  [{ counts: { zwei: 'zwei' } }, /grammar\.counts\.zwei must be a number/],
  [{ verneinung: ['nicht'] }, /nothing here is called verneinung in grammar/],
  [{ same: [['zahlte']] }, /same\[0\] has 1 entries: at least 2/],
  // What is denied would pass for what is said.
  [{ negations: undefined }, /de\.yaml:\d+:\d+ grammar\.negations is missing → Write \w+: and a list/],
])('what loading refuses in a grammar: %j', (changes, message) => {
  const grammar = { ...GERMAN, ...changes };
  expect(problemsOf({ 'languages/de.yaml': language('de', {}, { grammar }) })).toContainEqual(
    expect.stringMatching(message),
  );
});

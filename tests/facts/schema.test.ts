import { expect, it } from 'vitest';
import { nearest } from '../../src/facts/problems.ts';
import { explain } from '../../src/facts/schema/explain.ts';
import { factSchema } from '../../src/facts/schema/fact.ts';
import { sourceSchema } from '../../src/facts/schema/pack.ts';
import {
  firstDay,
  isoDate,
  lastDay,
  looseDate,
  notPlain,
  urlTemplate,
  wrongUrl,
} from '../../src/facts/schema/values.ts';
import { fact, source } from './data-folder.ts';

function complaints(fields: Record<string, unknown>): string[] {
  const value = fact(fields);
  const { error } = factSchema.safeParse(value);
  return explain(error?.issues ?? [], value, Object.keys(factSchema.shape)).map(
    ({ message, tip }) => `${message} → ${tip}`,
  );
}

it.each([
  'https://example.org/',
  'https://a.example.org/b?c=d&e=%20f#g',
  'https://wiki.icelist.is/index.php?oldid=31492&title=Salesforce',
  'https://xn--bcher-kva.example/',
])('wrongUrl lets %s pass', (url) => expect(wrongUrl(url)).toBeUndefined());

it.each([
  ['http://example.org/', /https/],
  ['javascript:alert(1)', /https/],
  ['https://a.org/x> <!channel>', /no address may hold/],
  ['https://a.org/x|y', /no address may hold/],
  ['https://a.org/x y', /no address may hold/],
  ['https://a.org/\u202ex', /no address may hold/],
  ['https://user:pw@a.org/', /user name/],
  ['https://a.org:8443/', /port/],
  ['https://a.org:443/', /port/],
  ['https://a.org', /usual form: write https:\/\/a\.org\//],
  ['https://A.org/', /usual form/],
  ['https://a.org/b/../c', /usual form: write https:\/\/a\.org\/c/],
  ['https://127.0.0.1/', /public host/],
  ['https://[::1]/', /public host/],
  ['https://localhost/', /public host/],
  [new URL('https://s\u0430lesforce.example/').href, /several scripts/],
  [`https://a.org/${'x'.repeat(300)}`, /longer than 300/],
  ['https://', /is no address/],
])('wrongUrl refuses %s', (url, message) => expect(wrongUrl(url)).toMatch(message));

it('wrongUrl wants {fact} once in a template', () => {
  expect(urlTemplate.safeParse('https://a.org/new?title={fact}').success).toBe(true);
  expect(urlTemplate.safeParse('https://a.org/new').success).toBe(false);
  expect(urlTemplate.safeParse('https://a.org/{fact}/{fact}').success).toBe(false);
  expect(urlTemplate.safeParse('http://a.org/{fact}').success).toBe(false);
});

it.each(['2024-02-29', '2026-11-22'])('dates: %s is a day', (day) => expect(isoDate.safeParse(day).success).toBe(true));
it.each(['2023-02-29', '2026-13-01', '2026-1-1', '2026-11', '', 20261122])('dates: %s is none', (day) =>
  expect(isoDate.safeParse(day).success).toBe(false),
);
it('dates reads a year that YAML took for a number', () => {
  expect(looseDate.parse(2018)).toBe('2018');
  expect(looseDate.parse('2018-06')).toBe('2018-06');
});
it.each([18, 2018.5, '2018-00', '2018-06-31', 'June 2018', null])('dates: %s is no loose date', (date) =>
  expect(looseDate.safeParse(date).success).toBe(false),
);
it('dates knows the first and last day that a date can mean', () => {
  expect(['2018', '2018-06', '2018-06-25'].map((date) => firstDay(looseDate.parse(date)))).toEqual([
    '2018-01-01',
    '2018-06-01',
    '2018-06-25',
  ]);
  expect(['2018', '2018-06', '2018-06-25'].map((date) => lastDay(looseDate.parse(date)))).toEqual([
    '2018-12-31',
    '2018-06-31',
    '2018-06-25',
  ]);
});

it.each(['CBP spent $148.5 million (2018–2024), “not ICE’s”.', '3 < 4 and 5 > 4', 'Año: ¿cuánto?'])(
  'lets %j pass',
  (text) => expect(notPlain(text)).toBeUndefined(),
);
it.each([
  ['a\nb', /several lines/],
  ['a\u0007', /U\+0007/],
  ['a\u202eb', /U\+202E/],
  ['a\u200bb', /U\+200B/],
  ['a\u2066b', /U\+2066/],
  [' a', /spaces/],
  ['a  b', /spaces/],
  ['cafe\u0301', /accent/],
  ['see <@U123>', /mention/],
  ['<!channel> a', /mention/],
  ['<b>a</b>', /markup/],
  ['[a](b)', /Markdown link/],
  ['**a**', /Markdown/],
  ['`a`', /Markdown/],
  ['@everyone look', /everybody/],
  ['see https://a.org', /address/],
])('notPlain refuses %j', (text, message) => expect(notPlain(text)).toMatch(message));

it('factSchema fills in what may be left out', () => {
  expect(factSchema.parse(fact())).toMatchObject({
    status: 'stands',
    weight: 1,
    disagreesWith: [],
    corrections: [],
  });
});

it.each([
  [{ claim: 'x'.repeat(401) }, 'claim has 401 characters: at most 400 → Leave out 1 or more characters.'],
  [{ caveat: 'x'.repeat(91) }, /^caveat has 91 characters: at most 90/],
  [{ questions: ['x'.repeat(101)] }, /^questions\[0\] has 101 characters: at most 100/],
  [{ id: `acme.${'x'.repeat(60)}` }, /^id has 65 characters: at most 64/],
  [{ cites: [{ source: 'a', quote: 'x'.repeat(201) }] }, /^cites\[0\]\.quote has 201 characters: at most 200/],
  [{ cites: [] }, 'cites has 0 entries: at least 1 → Add 1 or more, or leave the key out.'],
  [{ about: [] }, /^about has 0 entries: at least 1/],
  [{ claim: undefined }, 'claim is missing → Write claim: and a text.'],
  [{ claim: null }, 'claim is empty → Write a text behind claim: or leave the key out.'],
  [{ claim: 404 }, 'claim must be a text, and YAML reads 404 as something else → Put it in quotes: "404".'],
  [{ kind: 'rumour' }, /^kind must be one of finding, report.* → Write kind: and the one that fits\.$/],
  [{ kind: 'reprot' }, /→ Did you mean report\?$/],
  [{ about: 'acme' }, 'about must be a list → Write a list behind about: such as [one, other].'],
  [{ kind: undefined }, /^kind is missing → Write kind: and one of finding/],
  [{ weight: 4 }, 'weight must be 1, 2 or 3 → Write one of them, or leave weight out.'],
  [{ asOf: '2026-02-30' }, 'asOf is no day of the calendar → Write it as 2026-11-22.'],
  [{ amount: { usd: 0, nature: 'paid' } }, /^amount\.usd must be/],
  [{ amount: { usd: 1, nature: 'bribe' } }, /^amount\.nature must be one of paid/],
  [{ reply: {} }, /^reply must say either/],
  [{ reply: { facts: ['a.b'], noneFound: '2026-11-22' } }, /^reply must say either/],
  [{ id: 'Acme.Founded' }, /^id is no fact id/],
  [{ asof: '2026-11-22' }, 'nothing here is called asof → Did you mean asOf?'],
  [{ colour: 'red' }, /^nothing here is called colour → It may have: id, kind/],
  [{ cites: [{ source: 'a', page: 3 }] }, /^nothing here is called page in cites\[0\]/],
])('factSchema says what is wrong with %j', (fields, message) => {
  expect(complaints(fields)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
});

it('factSchema lists everything that is wrong at once', () =>
  expect(complaints({ claim: undefined, questions: undefined, cites: undefined })).toHaveLength(3));

it('sourceSchema wants an address, who cites it, or why it is not linked', () => {
  const { url: _, ...nowhere } = source();
  expect(sourceSchema.safeParse(nowhere).error?.issues[0]?.message).toMatch(/has no url, via or unlinked/);
  expect(sourceSchema.safeParse({ ...nowhere, via: 'other' }).success).toBe(true);
  expect(sourceSchema.safeParse({ ...nowhere, unlinked: 'its address is not https' }).success).toBe(true);
});

it.each([
  ['asof', ['asOf', 'about'], 'asOf'],
  ['amce', ['acme', 'bolt'], 'acme'],
  ['salesforce.cbp-spending-2018', ['salesforce.cbp-spending-2024', 'salesforce.uip'], 'salesforce.cbp-spending-2024'],
  ['ice', ['cbp', 'dhs'], undefined],
  ['salesforce.no-ice-agreement', ['salesforce.gsa-agreement'], undefined],
  ['x', [], undefined],
])('of %j and %j it means %j', (typed, names, meant) => expect(nearest(typed, names)).toBe(meant));

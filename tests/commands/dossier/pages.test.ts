import { expect, it } from 'vitest';
import { asksForDossier, companyOf, dossierFacts } from '../../../src/commands/dossier/company.ts';
import type { Answer } from '../../../src/core/answer.ts';
import type { Fact } from '../../../src/core/fact.ts';
import { factId } from '../../../src/facts/schema/values.ts';
import {
  base,
  baseWith,
  changed,
  claimOf,
  contextOf,
  english,
  entity,
  fact,
  run,
  spanish,
  textOf,
  understood,
} from '../../base.ts';
import { brokenBy, unanswered } from '../../core/answer-rules.ts';

const companyFor = (id: string) => companyOf(entity(id).id, base);

it.each([
  ['norvane', 'norvane'],
  ['tallybird', 'norvane'],
  ['haulix', 'brasko'],
])('companyOf: %s is of %s, with the pack about it', (named, company) =>
  expect(companyFor(named)).toMatchObject({ named: { id: named }, company: { id: company }, pack: { id: company } }),
);

it('companyOf has no pack where nobody wrote one, and is none for an agency, a person, a system, a publication', () => {
  for (const id of ['pellworm', 'odrin']) {
    expect(companyFor(id)).toMatchObject({ company: { id } });
    expect(companyFor(id)).not.toHaveProperty('pack');
  }
  for (const id of ['ohi', 'vandermoor', 'hml', 'tidewater-post', 'dockside-watch'])
    expect(companyFor(id)).toBeUndefined();
});

it('companyOf gives a brand that has a pack of its own that pack', () => {
  const [brasko] = [...base.packs.values()].filter((pack) => pack.id === 'brasko');
  if (!brasko) throw new Error('the base has it');
  const own = { ...brasko, company: entity('tallybird').id };
  const facts = { ...base, packs: new Map([...base.packs, [own.id, own]]) };
  const found = companyOf(entity('tallybird').id, facts);
  expect(found).toMatchObject({ company: { id: 'tallybird' }, pack: { id: 'brasko' } });
});

it.each(['norvane', 'Norvane?', 'tell me about norvane please', 'tallybird', 'pellworm'])(
  'takes %j for a wish for one',
  (text) => expect(asksForDossier(understood(text), base)).toBeDefined(),
);

it.each(['norvane letters', 'who signed at norvane', 'norvane and brasko', 'ohi', 'norvane nvidia', 'why norvane', ''])(
  'asksForDossier does not take %j for one',
  (text) => expect(asksForDossier(understood(text), base)).toBeUndefined(),
);

const factsFor = (id: string) => {
  const company = companyFor(id);
  return company ? dossierFacts(company, base) : [];
};

it('dossierFacts are the weightiest first, then by id', () => {
  const keys = factsFor('norvane').map(({ weight, id }) => `${9 - weight} ${id}`);
  expect(keys).toEqual(keys.toSorted());
  expect(keys.length).toBeGreaterThan(12);
});

it('dossierFacts hold nothing withdrawn or superseded, and nothing whose subject is another company', () => {
  const ids = factsFor('norvane').map(({ id }) => id);
  const others = ['norvane.letter-withdrawn', 'norvane.old-slogan', 'norvane.pellworm-hosts', 'brasko.ohi-trucks'];
  expect(ids.filter((id) => others.includes(id))).toEqual([]);
  expect(ids).toEqual(expect.arrayContaining(['norvane.odrin-builds', 'norvane.hml-started-2017']));
  // Without a pack they are those of which it is the subject.
  expect(factsFor('pellworm').map(({ id }) => id)).toEqual(['norvane.pellworm-hosts']);
});

const { say } = english;

/** All pages of a list, by pressing *next* until there is none. */
async function pages(text: string) {
  const all = [await run('boycott', text)];
  for (;;) {
    const next = all.at(-1)?.actions.find((action) => action.label === say('button-next'));
    if (!next || !('call' in next) || all.length > 20) return all;
    all.push(await run(next.call.command, next.call.text));
  }
}

/** The base with so many letters more. */
function withLetters(length: number, changes: (at: number) => Partial<Fact>) {
  const letter = (at: number) => ({ ...changes(at), id: factId.parse(`norvane.letter-${at}`) });
  const many = Array.from({ length }, (_, at) => changed('norvane.letter-2022-signers', letter(at)));
  return contextOf(english, { facts: baseWith(...many) });
}

/** The facts that are listed, a line each. */
const listedIn = (all: readonly Answer[]) =>
  all.flatMap(({ body }) => body.flatMap(({ facts: [first], rank }) => (rank > 0 && first) || []));

it('every page keeps the promises of an answer, can be posted, and leads back to the dossier', async () => {
  for (const word of 'systems contracts letters response brands-owned timeline sources brands'.split(' ')) {
    for (const answer of await pages(`norvane ${word}`)) {
      expect([word, ...brokenBy(answer, base)]).toEqual([word]);
      expect(answer.share && (await run('boycott', answer.share.text))).toEqual(answer);
      expect(answer.actions.at(-1)).toEqual({ label: 'Norvane', call: { command: 'boycott', text: 'norvane' } });
    }
  }
});

it('every page says which of how many it is, and a number beyond the last gives the last', async () => {
  const all = await pages('norvane latest');
  expect(all.length).toBeGreaterThan(1);
  for (const [index, answer] of all.entries()) expect(answer.heading).toContain(`(${index + 1}/${all.length})`);
  expect(await run('boycott', 'norvane latest 99')).toEqual(all.at(-1));
  expect(await run('boycott', 'norvane latest 1')).toEqual(all[0]);
  expect((await run('boycott', 'norvane response')).heading).not.toMatch(/\(\d/);
});

it('a topic holds every fact of it once, the weightiest first and then the newest, below it what the company says', async () => {
  const all = await pages('norvane contracts');
  const weighed = 'ctb-spent ohi-ceiling award-2020 offer-refused pledge-fund estimate-savings'.split(' ');
  expect(listedIn(all).toSorted()).toEqual(weighed.map((id) => `norvane.${id}`).toSorted());
  expect(listedIn(all).slice(0, 2)).toEqual(['norvane.ctb-spent', 'norvane.ohi-ceiling']);
  for (const answer of all) expect(unanswered(answer, base, say)).toEqual([]);
});

it('a topic is six lines a page, each with its source, and opens each fact from a menu', async () => {
  const first = await run(
    'boycott',
    'norvane letters',
    withLetters(8, () => ({})),
  );
  expect(first.heading).toBe('Norvane: Letters of employees (1/2)');
  expect(listedIn([first])).toHaveLength(6);
  for (const { lines, rank } of first.body)
    if (rank > 0) expect(lines.map((line) => line.at(-1)?.kind)).toEqual(['cite']);
  expect(first.menu?.options.map(({ call }) => call)).toEqual(
    listedIn([first]).map((id) => ({ command: 'fact', text: id })),
  );
  expect(first.actions[0]).toMatchObject({ label: say('button-next'), replaces: true });
});

it('a topic is headed by the company and its title, in the language of the answer, and is no other company’s', async () => {
  expect((await run('boycott', 'norvane letters')).heading).toBe('Norvane: Letters of employees');
  expect((await run('boycott', 'norvane letters', contextOf(spanish))).heading).toBe('Norvane: Cartas del personal');
  expect((await run('boycott', 'brasko letters')).facts).toEqual(['brasko.letter-2019-signers']);
  expect((await run('boycott', 'norvane letters')).facts.filter((id) => id.startsWith('brasko'))).toEqual([]);
});

it('a timeline goes from the newest to the oldest, and holds what happened and nothing else', async () => {
  const ids = listedIn(await pages('norvane timeline'));
  const ends = ids.map((id) => fact(id).period).map((period) => period?.to ?? period?.from);
  expect(ends).toEqual(ends.toSorted().reverse());
  expect(ends).not.toContain(undefined);
  expect(ids.at(-1)).toBe('norvane.hml-started-2017');
  expect(new Set(ids).size).toBe(ids.length);
  // What was withdrawn, and what took years: a state is no event.
  for (const id of ['norvane.letter-withdrawn', 'norvane.ctb-spent']) expect(ids).not.toContain(id);
  const dated = ['norvane.letter-2019-signers', 'norvane.letter-2022-signers', 'norvane.award-2020'];
  expect(ids).toEqual(expect.arrayContaining(dated));
});

it('a timeline has each fact in a line after its date, with its source', async () => {
  const { body } = await run('boycott', 'norvane timeline');
  const letter = body.find(({ facts }) => facts[0] === 'norvane.letter-2019-signers');
  const [date] = letter?.lines[0] ?? [];
  expect([date, letter?.lines[0]?.at(-1)?.kind]).toEqual([{ kind: 'strong', text: 'May 2019' }, 'cite']);
  expect(JSON.stringify(letter?.lines)).toContain(claimOf('norvane.letter-2019-signers'));
});

it('a timeline leads by a menu to the facts of each year, the newest first', async () => {
  const { menu } = await run('boycott', 'norvane timeline');
  const years = menu?.options.map(({ label }) => label) ?? [];
  expect(years).toEqual(years.toSorted().reverse());
  expect(years).toContain('2022');
  for (const { call } of menu?.options ?? []) expect((await run(call.command, call.text)).share).toEqual(call);
});

it('a timeline has three pages at most, of what weighs most', async () => {
  const within = withLetters(50, (at) => ({ weight: at < 5 ? 3 : 1, period: { from: `${1950 + at}` as const } }));
  const last = await run('boycott', 'norvane timeline 99', within);
  expect(last.heading).toContain('(3/3)');
  expect(last.facts).toContain('norvane.letter-0');
});

it('the sources are every document that the dossier rests on, each once, grouped by the report that they repeat', async () => {
  const all = await pages('norvane sources');
  const ids = all.flatMap(({ citations }) => citations.map(({ source }) => source));
  expect(new Set(ids).size).toBe(ids.length);
  expect(all[0]?.heading).toContain(say('sources-of', { company: 'Norvane', documents: 9 }));
  const [repeated, own] = all.flatMap(({ body }) => body);
  expect(repeated?.title).toBe(say('sources-origin', { count: 2 }));
  expect(repeated?.lines[0]).toEqual([{ kind: 'strong', text: 'Meridian Wire, “Norvane staff write to their chief”' }]);
  expect(own?.title).toBe(say('sources-own', { count: ids.length - (repeated?.lines.length ?? 0) + 1 }));
  expect(ids[(repeated?.lines.length ?? 0) - 1]).toBe('watch-norvane');
  const some = ['ohi-order-book', 'radio-interview', 'gazette-letter-2019', 'norvane-statement'];
  expect(ids).toEqual(expect.arrayContaining(some));
  expect(ids).not.toContain('post-brasko');
});

it('the brands are all that the company owns, with the fact that says so', async () => {
  const answer = await run('boycott', 'norvane brands');
  expect(answer.body[0]?.lines[0]).toEqual([{ kind: 'text', text: 'Tallybird · Quillmesh' }]);
  expect(answer.facts).toEqual(['norvane.owns-brands']);
  expect(textOf(answer)).toContain(claimOf('norvane.owns-brands'));
});

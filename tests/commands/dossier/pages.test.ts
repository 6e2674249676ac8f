import { describe, expect, it } from 'vitest';
import { asksForDossier, companyOf, dossierFacts } from '../../../src/commands/dossier/company.ts';
import type { Answer } from '../../../src/core/answer.ts';
import { base, contextOf, english, entity, fact, run, spanish, textOf, understood } from '../../base.ts';
import { brokenBy, unanswered } from '../../core/answer-rules.ts';

const companyFor = (id: string) => companyOf(entity(id).id, base);

describe('companyOf', () => {
  it('is the company itself, or the owner of a brand, with the pack about it', () => {
    for (const [named, company] of [
      ['norvane', 'norvane'],
      ['tallybird', 'norvane'],
      ['haulix', 'brasko'],
    ] as const)
      expect(companyFor(named)).toMatchObject({
        named: { id: named },
        company: { id: company },
        pack: { id: company },
      });
  });

  it('has no pack where nobody wrote one', () => {
    for (const id of ['pellworm', 'odrin']) {
      expect(companyFor(id)).toMatchObject({ company: { id } });
      expect(companyFor(id)).not.toHaveProperty('pack');
    }
  });

  it('is none for an agency, a person, a system, a publication', () => {
    for (const id of ['ohi', 'vandermoor', 'hml', 'tidewater-post', 'dockside-watch'])
      expect(companyFor(id)).toBeUndefined();
  });

  it('gives a brand that has a pack of its own that pack', () => {
    const [brasko] = [...base.packs.values()].filter((pack) => pack.id === 'brasko');
    if (!brasko) throw new Error('the base has it');
    const own = { ...brasko, company: entity('tallybird').id };
    const facts = { ...base, packs: new Map([...base.packs, [own.id, own]]) };
    expect(companyOf(entity('tallybird').id, facts)).toMatchObject({
      company: { id: 'tallybird' },
      pack: { id: 'brasko' },
    });
  });
});

describe('asksForDossier', () => {
  it.each(['norvane', 'Norvane?', 'tell me about norvane please', 'tallybird', 'pellworm'])(
    'takes %j for a wish for one',
    (text) => {
      expect(asksForDossier(understood(text), base)).toBeDefined();
    },
  );

  it.each([
    'norvane letters',
    'who signed at norvane',
    'norvane and brasko',
    'ohi',
    'norvane nvidia',
    'why norvane',
    '',
  ])('does not take %j for one', (text) => {
    expect(asksForDossier(understood(text), base)).toBeUndefined();
  });
});

describe('dossierFacts', () => {
  const idsOf = (id: string) => {
    const company = companyFor(id);
    return company ? dossierFacts(company, base).map((one) => one.id) : [];
  };

  it('are the weightiest first, then by id', () => {
    const company = companyFor('norvane');
    const facts = company ? dossierFacts(company, base) : [];
    const keys = facts.map(({ weight, id }) => `${9 - weight} ${id}`);
    expect(keys).toEqual(keys.toSorted());
    expect(facts.length).toBeGreaterThan(12);
  });

  it('hold nothing withdrawn or superseded, and nothing whose subject is another company', () => {
    const ids = idsOf('norvane');
    for (const id of [
      'norvane.letter-withdrawn',
      'norvane.old-slogan',
      'norvane.pellworm-hosts',
      'brasko.ohi-trucks',
    ])
      expect(ids).not.toContain(id);
    expect(ids).toEqual(expect.arrayContaining(['norvane.odrin-builds', 'norvane.hml-started-2017']));
  });

  it('of a company without a pack are those of which it is the subject', () => {
    expect(idsOf('pellworm')).toEqual(['norvane.pellworm-hosts']);
  });
});

const { say } = english;
const claim = (id: string) => fact(id).wordings.get('en')?.claim ?? '?';
const noReply = (day: string) =>
  say('no-reply', { date: day === '2026-03-01' ? '1 March 2026' : '15 February 2026' });

/** All pages of a list, by pressing *next* until there is none. */
async function pages(text: string) {
  const all = [await run('boycott', text)];
  for (;;) {
    const next = all.at(-1)?.actions.find((action) => action.label === say('button-next'));
    if (!next || !('call' in next) || all.length > 20) return all;
    all.push(await run(next.call.command, next.call.text));
  }
}

/** The fact that each passage is about. */
const firstIn = (all: readonly Answer[]) =>
  all.flatMap(({ body }) => body.flatMap(({ facts: [first] }) => first ?? []));

describe('every page', () => {
  it('keeps the promises of an answer, can be posted, and leads back to the dossier', async () => {
    for (const word of 'systems contracts letters response brands-owned timeline sources brands'.split(' ')) {
      for (const answer of await pages(`norvane ${word}`)) {
        expect([word, ...brokenBy(answer, base)]).toEqual([word]);
        expect(answer.share && (await run('boycott', answer.share.text))).toEqual(answer);
        expect(answer.actions.at(-1)).toEqual({
          label: say('button-company', { company: 'Norvane' }),
          call: { command: 'boycott', text: 'norvane' },
        });
      }
    }
  });

  it('says which of how many it is, and a number beyond the last gives the last', async () => {
    const all = await pages('norvane timeline');
    expect(all.length).toBeGreaterThan(1);
    for (const [index, answer] of all.entries()) {
      expect(answer.heading).toContain(`(${index + 1}/${all.length})`);
    }
    expect(await run('boycott', 'norvane timeline 99')).toEqual(all.at(-1));
    expect(await run('boycott', 'norvane timeline 1')).toEqual(all[0]);
    expect((await run('boycott', 'norvane response')).heading).not.toMatch(/\(\d/);
  });
});

describe('a topic', () => {
  it('holds every fact of it once over its pages, the weightiest first, each with its reply', async () => {
    const all = await pages('norvane contracts');
    expect(all.map(({ body }) => body.length)).toEqual([2, 2, 2]);
    const weighed = 'ctb-spent ohi-ceiling award-2020 estimate-savings offer-refused pledge-fund'.split(' ');
    expect(firstIn(all)).toEqual(weighed.map((id) => `norvane.${id}`));
    for (const answer of all) expect(unanswered(answer, base, noReply)).toEqual([]);
  });

  it('is headed by the company and its title, in the language of the answer', async () => {
    expect((await run('boycott', 'norvane letters')).heading).toBe('Norvane: Letters of employees (1/2)');
    expect((await run('boycott', 'norvane letters', contextOf(spanish))).heading).toBe(
      'Norvane: Cartas del personal (1/2)',
    );
  });

  it('of one company is not the other’s, though both call it the same', async () => {
    expect((await run('boycott', 'brasko letters')).facts).toEqual(['brasko.letter-2019-signers']);
    expect((await run('boycott', 'norvane letters')).facts.filter((id) => id.startsWith('brasko'))).toEqual(
      [],
    );
  });
});

describe('a timeline', () => {
  it('goes from the oldest to the newest, and holds what has a date and nothing else', async () => {
    const ids = firstIn(await pages('norvane timeline'));
    const from = ids.map((id) => fact(id).period?.from);
    expect(from).toEqual(from.toSorted());
    expect(from).not.toContain(undefined);
    expect(ids[0]).toBe('norvane.hml-started-2017');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('norvane.letter-withdrawn');
    const dated = ['norvane.letter-2019-signers', 'norvane.letter-2022-signers', 'norvane.award-2020'];
    expect(ids).toEqual(expect.arrayContaining(dated));
  });

  it('stands each claim under its date, with its caveat and its sources', async () => {
    const { body } = await run('boycott', 'norvane timeline');
    const spent = body.find(({ facts }) => facts[0] === 'norvane.ctb-spent');
    expect(spent?.title).toBe('2019 – July 2023');
    expect(spent?.lines[0]?.[0]).toEqual({ kind: 'text', text: claim('norvane.ctb-spent') });
    expect(JSON.stringify(spent?.lines)).toContain("The money is the bureau's");
    expect(spent?.lines[0]?.some(({ kind }) => kind === 'cite')).toBe(true);
  });
});

describe('the sources', () => {
  it('are every document that the dossier rests on, each once, grouped by the report that they repeat', async () => {
    const all = await pages('norvane sources');
    const ids = all.flatMap(({ citations }) => citations.map(({ source }) => source));
    expect(new Set(ids).size).toBe(ids.length);
    const [repeated, own] = all.flatMap(({ body }) => body);
    expect(repeated?.title).toBe(say('sources-origin', { count: 2 }));
    expect(repeated?.lines[0]).toEqual([
      { kind: 'strong', text: 'Meridian Wire, “Norvane staff write to their chief”' },
    ]);
    expect(own?.title).toBe(say('sources-own', { count: ids.length - (repeated?.lines.length ?? 0) + 1 }));
    expect(ids[(repeated?.lines.length ?? 0) - 1]).toBe('watch-norvane');
    const some = ['ohi-order-book', 'radio-interview', 'gazette-letter-2019', 'norvane-statement'];
    expect(ids).toEqual(expect.arrayContaining(some));
    expect(ids).not.toContain('post-brasko');
  });

  it('are counted as documents and as original reports', async () => {
    const [first] = await pages('norvane sources');
    expect(first?.heading).toContain(say('sources-of', { company: 'Norvane', documents: 9, origins: 7 }));
  });
});

describe('the brands', () => {
  it('are all that the company owns, with the fact that says so', async () => {
    const answer = await run('boycott', 'norvane brands');
    expect(answer.body[0]?.lines[0]).toEqual([{ kind: 'text', text: 'Tallybird · Quillmesh' }]);
    expect(answer.facts).toEqual(['norvane.owns-brands']);
    expect(textOf(answer)).toContain(claim('norvane.owns-brands'));
  });
});

import { describe, expect, it } from 'vitest';
import { asksForDossier, companyOf, dossierFacts } from '../../../src/commands/dossier/company.ts';
import { base, entity, understood } from '../../base.ts';

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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { claimDocument, type JsonObject } from '../../site/linked-data.ts';
import { safeJson } from '../../site/markup.ts';
import { base, baseWith, changed, english, spanish, TODAY } from '../base.ts';

const all = [...base.facts.values()];
const options = { language: english, today: TODAY } as const;

/** What schema.org 30 has for each type, as far as we use it: its own properties and those of its parents. */
const WORK = 'name description publisher creditText url archivedAt datePublished inLanguage';
const PROPERTIES: Readonly<Record<string, string>> = {
  Claim: `identifier name text description inLanguage genre creativeWorkStatus about citation temporalCoverage
    contentReferenceTime expires mentions comment correction claimInterpreter license`,
  Report: WORK,
  NewsArticle: WORK,
  Article: WORK,
  CreativeWork: `${WORK} position isPartOf`,
  Quotation: 'position text isPartOf',
  Comment: 'text description author citation',
  CorrectionComment: 'datePublished text',
  Organization: 'name',
  GovernmentOrganization: 'name',
  Brand: 'name',
  Product: 'name',
  Person: 'name',
  Thing: 'name',
};

const record = z.record(z.string(), z.unknown());
const graph = (document: JsonObject) =>
  z.object({ '@context': z.literal('https://schema.org'), '@graph': z.array(record) }).parse(document)[
    '@graph'
  ];

/** Every node of a document, the nested ones too. */
function nodes(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  const read = record.safeParse(value);
  return read.success ? [read.data, ...Object.values(read.data).flatMap(nodes)] : [];
}

describe('a document of claims', () => {
  it('uses only types and properties that schema.org has', () => {
    for (const one of nodes(graph(claimDocument(all, base, options)))) {
      const type = z.string().optional().parse(one['@type']);
      const known = type === undefined ? [] : (PROPERTIES[type]?.split(/\s+/) ?? [`no type ${type}`]);
      expect(Object.keys(one).filter((key) => !key.startsWith('@') && !known.includes(key))).toEqual([]);
      expect(type ?? one['@id']).toBeDefined();
    }
  });

  it('holds whatever it points at, for one fact as for all, in every language, under the address it is given', () => {
    const address = (id: string) => `https://facts.example.org/${id}`;
    for (const language of [english, spanish]) {
      for (const facts of [all, ...all.map((one) => [one])]) {
        const document = claimDocument(facts, base, { language, today: TODAY, address });
        const defined = graph(document).map((one) => one['@id']);
        expect(new Set(defined).size).toBe(defined.length);
        const named = nodes(document).flatMap((one) => one['@id'] ?? []);
        expect(named.filter((id) => !defined.includes(id) || !String(id).startsWith('https://'))).toEqual([]);
      }
    }
  });

  it('never gives a claim without what it cites, its caveat and the words of the company', () => {
    for (const one of all.filter(({ status }) => status !== 'withdrawn')) {
      const [claim] = graph(claimDocument([one], base, options));
      expect(z.array(z.unknown()).parse(claim?.['citation'])).toHaveLength(one.cites.length);
      expect(claim?.['description']).toContain(one.wordings.get('en')?.caveat ?? '');
      if (!one.reply) continue;
      if ('noneFound' in one.reply) expect(claim?.['description']).toContain('No reply');
      else expect(z.array(z.unknown()).parse(claim?.['comment']).length).toBeGreaterThan(0);
    }
  });

  it('says of a figure what it is, and gives no text of a withdrawn fact', () => {
    const ceiling = changed('norvane.letter-2019-signers', { amount: { usd: 5, nature: 'ceiling' } });
    const [claim] = graph(claimDocument([ceiling], base, options));
    expect(claim?.['description']).toContain('$5: a ceiling, not a payment.');
    const corrections = [{ on: '2026-01-02', was: 'x', why: 'It was misread.' }] as const;
    const one = changed('norvane.letter-2019-signers', { status: 'withdrawn', corrections });
    expect(graph(claimDocument([one], baseWith(one), options))).toEqual([
      {
        '@type': 'Claim',
        '@id': `#fact/${one.id}`,
        identifier: one.id,
        creativeWorkStatus: 'withdrawn',
        correction: [{ '@type': 'CorrectionComment', datePublished: '2026-01-02', text: 'It was misread.' }],
      },
    ]);
  });
});

it('is written so that it closes no element of a page, and reads back the same', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('</script>', '<!--', '\u2028'));
  const property = fc.property(text, (one) => {
    expect(safeJson({ one })).not.toMatch(/[<\u2028\u2029]/);
    expect(JSON.parse(safeJson({ one }))).toEqual({ one });
  });
  fc.assert(property, { seed: 1 });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { claimDocument, type JsonObject, linkedDataText, withinDocument } from '../../site/linked-data.ts';
import { base, baseWith, changed, english, fact, spanish, TODAY } from '../base.ts';

const all = [...base.facts.values()];
const options = { language: english, today: TODAY } as const;

/** What schema.org 30 has for each type, as far as we use it: its own properties and those of its parents. */
const WORK = [
  'name',
  'description',
  'genre',
  'publisher',
  'creditText',
  'url',
  'archivedAt',
  'datePublished',
].concat(['contentReferenceTime', 'isBasedOn', 'subjectOf', 'inLanguage']);
const PART = ['position', 'text', 'isPartOf'];
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  Claim: [
    'identifier',
    'name',
    'text',
    'description',
    'inLanguage',
    'genre',
    'creativeWorkStatus',
    'about',
  ].concat([
    'appearance',
    'firstAppearance',
    'citation',
    'temporalCoverage',
    'contentReferenceTime',
    'expires',
    'mentions',
    'comment',
    'correction',
    'claimInterpreter',
    'license',
  ]),
  ClaimReview: ['claimReviewed', 'itemReviewed', 'author', 'datePublished', 'reviewRating'],
  Rating: ['alternateName'],
  Report: WORK,
  NewsArticle: WORK,
  Article: WORK,
  CreativeWork: [...WORK, ...PART],
  Quotation: PART,
  Comment: ['text', 'description', 'about', 'author', 'citation'],
  CorrectionComment: ['datePublished', 'text'],
  MonetaryAmount: ['currency', 'value', 'maxValue', 'description'],
  Organization: ['name', 'description', 'parentOrganization'],
  GovernmentOrganization: ['name'],
  Brand: ['name'],
  Product: ['name', 'manufacturer'],
  Person: ['name'],
  Thing: ['name'],
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

function node(document: JsonObject, id: string): Record<string, unknown> {
  const found = graph(document).find((one) => one['@id'] === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
}

describe('a document of claims', () => {
  it('uses only types and properties that schema.org has', () => {
    for (const one of nodes(graph(claimDocument(all, base, { ...options, claimReview: true })))) {
      const type = z.string().optional().parse(one['@type']);
      const known = type === undefined ? [] : (PROPERTIES[type] ?? [`no type ${type}`]);
      expect(Object.keys(one).filter((key) => !key.startsWith('@') && !known.includes(key))).toEqual([]);
      expect(type ?? one['@id']).toBeDefined();
    }
  });

  it('holds whatever it points at, for one fact as for all, in every language', () => {
    for (const language of [english, spanish]) {
      for (const facts of [all, ...all.map((one) => [one])]) {
        const document = claimDocument(facts, base, { language, today: TODAY });
        const defined = graph(document).map((one) => one['@id']);
        expect(new Set(defined).size).toBe(defined.length);
        const named = nodes(document).flatMap((one) => one['@id'] ?? []);
        expect(named.filter((id) => !defined.includes(id))).toEqual([]);
      }
    }
  });

  it('never gives a claim without what it cites, its caveat and the words of the company', () => {
    for (const one of all.filter(({ status }) => status !== 'withdrawn')) {
      const claim = node(claimDocument([one], base, options), withinDocument('fact', one.id));
      expect(z.array(z.unknown()).parse(claim['citation'])).toHaveLength(one.cites.length);
      const caveat = one.wordings.get('en')?.caveat;
      expect(claim['description']).toContain(caveat ?? '');
      if (!one.reply) continue;
      if ('noneFound' in one.reply) expect(claim['description']).toContain('No reply');
      else expect(z.array(z.unknown()).parse(claim['comment']).length).toBeGreaterThan(0);
    }
  });

  it('gives a ceiling as what could be reached, never as a value', () => {
    const one = changed('norvane.letter-2019-signers', { amount: { usd: 5, nature: 'ceiling' } });
    const claim = node(claimDocument([one], base, options), withinDocument('fact', one.id));
    expect(claim['mentions']).toEqual([
      {
        '@type': 'MonetaryAmount',
        currency: 'USD',
        maxValue: 5,
        description: '$5: a ceiling, not a payment.',
      },
    ]);
  });

  it('gives no text of a withdrawn fact, and says why it was withdrawn', () => {
    const corrections = [{ on: '2026-01-02', was: 'x', why: 'The source was misread.' }] as const;
    const one = changed('norvane.letter-2019-signers', { status: 'withdrawn', corrections });
    const document = claimDocument([one], baseWith(one), options);
    expect(graph(document)).toEqual([
      {
        '@type': 'Claim',
        '@id': '#fact/norvane.letter-2019-signers',
        identifier: 'norvane.letter-2019-signers',
        creativeWorkStatus: 'withdrawn',
        correction: [
          { '@type': 'CorrectionComment', datePublished: '2026-01-02', text: 'The source was misread.' },
        ],
      },
    ]);
  });

  it('reviews a claim only when asked to, and rates none', () => {
    const types = (document: JsonObject) => graph(document).map((one) => one['@type']);
    expect(types(claimDocument(all, base, options))).not.toContain('ClaimReview');
    const reviewed = claimDocument([fact('norvane.letter-2019-signers')], base, {
      ...options,
      claimReview: true,
    });
    expect(types(reviewed)).toContain('ClaimReview');
    expect(linkedDataText(reviewed)).not.toContain('ratingValue');
  });

  it('uses the addresses that it is given', () => {
    const address = (kind: string, id: string) => `https://facts.example.org/${kind}/${id}`;
    const document = claimDocument(all, base, { ...options, address });
    for (const one of nodes(document).filter((each) => '@id' in each))
      expect(one['@id']).toMatch(/^https:\/\/facts\.example\.org\//);
  });
});

it('writes text that closes no element of a page, and reads back the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('</script>', '<!--', '\u2028')), (text) => {
      const written = linkedDataText({ text });
      expect(written).not.toMatch(/[<\u2028\u2029]/);
      expect(JSON.parse(written)).toEqual({ text });
    }),
  );
});

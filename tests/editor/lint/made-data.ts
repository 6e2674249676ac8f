import { markWording } from '../../../editor/lint/wording.ts';
import { entity, everyPhrase, type Files, fact, language, otherFact, pack } from '../../facts/data-folder.ts';

type Fields = Readonly<Record<string, unknown>>;

export const FACTS = 'packs/acme/facts/history.yaml';
export const facts = (...list: Fields[]): Files => ({ [FACTS]: list });
export const claim = (text: string): Files => facts(fact({ claim: text }));
export const sources = (...list: Fields[]): Files => ({ 'packs/acme/sources.yaml': list });
export const entities = (...list: Fields[]): Files => ({ 'packs/acme/entities.yaml': list });
export const head = (fields: Fields): Files => ({ 'packs/acme/pack.yaml': pack(fields) });
export const topics = (aliases: string): Files => ({
  ...head({
    topics: [
      { id: 'history', titles: { en: 'History' }, aliases: ['past'] },
      { id: 'money', titles: { en: 'Money' }, aliases: [aliases] },
    ],
  }),
  'packs/acme/facts/money.yaml': [],
});
export const LISTER = { id: 'anvil-watch', kind: 'organisation', name: 'Anvil Watch' };
export const listing = (fields: Fields): Files => ({
  ...entities(entity(), LISTER),
  'packs/acme/listings.yaml': [
    {
      id: 'acme.anvil-watch',
      company: 'acme',
      by: 'anvil-watch',
      grounds: { en: 'sales of anvils to road builders' },
      cites: [{ source: 'post-acme' }],
      asOf: '2026-01-01',
      ...fields,
    },
  ],
});
export const BOTH = ['acme.founded-1949', 'acme.makes-anvils'];
export const place = (fields: Fields, ...list: Fields[]): Files => ({
  ...facts(...(list.length > 0 ? list : [fact(), otherFact()])),
  'packs/acme/disagreements.yaml': [{ place: 7, about: 'When Acme was founded.', facts: BOTH, ...fields }],
});
export const CLAIM = 'The Toledo Post reports that Acme was founded in Toledo in 1949.';
export const CAVEAT = 'The Post names no source.';
export const translated = (made: Fields, fields: Fields = {}): Files => ({
  'languages/es.yaml': language('es', everyPhrase()),
  ...head({ languages: ['en', 'es'] }),
  ...facts(fact(fields)),
  'packs/acme/facts/history.es.yaml': [
    {
      id: 'acme.founded-1949',
      of: markWording({ claim: CLAIM }),
      claim: 'El Post informa de 1949.',
      questions: ['a', 'b', 'c'],
      ...made,
    },
  ],
});
export const correction = (fields: Fields = {}) => ({
  on: '2026-11-02',
  was: 'The Toledo Post reports that Acme was founded in 1948.',
  why: 'The Post says 1949.',
  ...fields,
});
export const corrected = (fields: Fields): Files => facts(fact(fields), otherFact());
export const asked = (question: string): Files => ({
  'packs/acme/evaluation.yaml': [{ question, language: 'en', expects: ['acme.founded-1949'], split: 'tune' }],
});
export const quoting = (count: number): Files => ({
  ...entities(entity({ definedBy: 'acme.f0' })),
  ...facts(
    ...Array.from({ length: count }, (_, at) =>
      fact({ id: `acme.f${at}`, cites: [{ source: 'post-acme', quote: 'x'.repeat(200) }] }),
    ),
  ),
});
const { definedBy: _, ...rest } = entity();
export const UNDEFINED = rest;
export const BRAND = { id: 'anvilo', kind: 'brand', name: 'Anvilo', ownedBy: 'acme' };
export const ARCHIVE = 'https://web.archive.org/web/2024/https://post.example.org/acme';

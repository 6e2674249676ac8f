import { createHash } from 'node:crypto';
import type { Fact } from '../../../src/core/fact.ts';
import { evened, findQuote } from '../../links/quotes.ts';
import type { Found, Rule } from '../rule.ts';

const hashWords = (words: string): string => createHash('sha256').update(words).digest('hex');

export const extractsBear: Rule = {
  name: 'extracts-bear',
  why: 'What a claim rests on must stay what was read, and hold the figures and the quotations of the claim.',
  *check({ base: { facts, sources, entities } }) {
    for (const { id, extracts } of sources.values()) {
      for (const [index, { words, sha256 }] of extracts.entries()) {
        if (hashWords(words) === sha256) continue;
        yield {
          at: ['source', id, 'extracts', index, 'sha256'],
          message: `${id} keeps other words than were read`,
          tip: `Restore the words, or read them again and write sha256: "${hashWords(words)}"`,
        };
      }
    }
    for (const fact of facts.values()) {
      const kept = fact.cites.map(
        ({ source }) => sources.get(source)?.extracts.find((one) => one.fact === fact.id)?.words,
      );
      yield* quotationsOf(fact, kept);
      // `404 Media` is a name and no figure.
      const names = fact.about.map((id) => entities.get(id)?.name ?? '');
      if (kept.every((words) => words !== undefined)) yield* figuresOf(fact, [...kept, ...names].join(' '));
    }
  },
};

/** A quotation is of one passage, and so is the extract: one holds the other. */
function* quotationsOf({ id, cites }: Fact, kept: readonly (string | undefined)[]): Iterable<Found> {
  for (const [index, { quote }] of cites.entries()) {
    const words = kept[index];
    if (quote === undefined || words === undefined) continue;
    const within = findQuote(quote, evened(words)).kind === 'same' || findQuote(words, evened(quote)).kind === 'same';
    if (within) continue;
    yield {
      at: ['fact', id, 'cites', index, 'quote'],
      message: `${id} quotes what the words that are kept of its source do not hold`,
      tip: 'Keep the passage that is quoted, unchanged, or quote what is kept.',
    };
  }
}

/** Figures of the claim that none of its words holds. Years, days and small counts may come from a date or be spelled out. */
function* figuresOf({ id, wordings }: Fact, words: string): Iterable<Found> {
  const [wording] = wordings.values();
  const held = new Set(figures(words));
  for (const figure of figures(wording?.claim ?? '')) {
    if (held.has(figure)) continue;
    yield {
      at: ['fact', id, 'claim'],
      message: `${id} gives ${figure}, which none of the words that it rests on holds`,
      tip: 'Keep the words that hold it, or take the figure from them.',
    };
  }
}

const YEAR = /^(?:1[89]|20)\d\d$/;

function figures(text: string): readonly string[] {
  return (text.match(/\d[\d,]*(?:\.\d+)?/gu) ?? [])
    .map((one) => one.replace(/,/gu, ''))
    .filter((one) => Number(one) > 31 && !YEAR.test(one));
}

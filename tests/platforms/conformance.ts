import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Answer, Passage } from '../../src/core/answer.ts';
import type { Say } from '../../src/core/language.ts';
import { clean } from '../../src/core/text.ts';
import { anyAnswer } from './answers.ts';
import { say } from './say.ts';

/** What a reader, a client and a screen reader make of one rendered message; a platform's test works it out from the
    payload alone, by that platform's own rules. */
export interface Inspection {
  /** All text that is shown, in order, with the platform's escapes undone. */
  readonly visible: string;
  /** The text for notifications and screen readers, with escapes undone. */
  readonly plain: string;
  /** Where every link leads that the client would make clickable, buttons included. */
  readonly links: readonly string[];
  /** Every limit that the payload breaks, in words. */
  readonly overLimits: readonly string[];
  /** Everything that would notify somebody or make a client's mention, in words. */
  readonly pings: readonly string[];
}

/** Letters and digits only: what must survive any escaping and any line break. */
const squash = (text: string): string => clean(text).replace(/[^\p{L}\p{N}]/gu, '');

function whole(passage: Passage, text: string): boolean {
  return passage.lines
    .flat()
    .every((span) =>
      span.kind === 'text' || span.kind === 'strong' ? text.includes(squash(span.text)) : true,
    );
}

function hasWords(passage: Passage): boolean {
  return passage.lines
    .flat()
    .some((span) => (span.kind === 'text' || span.kind === 'strong') && squash(span.text).length > 40);
}

/** Whether a passage has words that stand nowhere else in the answer: only then does finding them mean that it is shown. */
function onlyHere(passage: Passage, answer: Answer): boolean {
  const words = (one: Passage): readonly string[] =>
    one.lines
      .flat()
      .flatMap((span) => ('text' in span ? [span.text] : span.kind === 'example' ? [span.call.text] : []));
  const cited = answer.citations.flatMap((one) => [
    one.publisher,
    one.title,
    ...one.details,
    one.via?.publisher ?? '',
    one.via?.title ?? '',
  ]);
  const others = answer.body.filter((one) => one !== passage);
  const titles = answer.body.map((one) => one.title ?? '');
  const elsewhere = squash(
    [answer.heading, answer.closing, ...titles, ...cited, ...others.flatMap(words)].join(''),
  );
  // A run of one character may be put together from neighbours that are shown.
  const telling = (text: string): boolean =>
    text.length > 40 && new Set(text).size > 9 && !elsewhere.includes(text);
  const claims = passage.lines.flat().filter((span) => span.kind === 'text' || span.kind === 'strong');
  return claims.some((span) => 'text' in span && telling(squash(span.text)));
}

/** The suite that every renderer passes, on answers with texts longer than any limit and full of markup and mentions.
    `runs` cases of each property; the seed is fast-check's own, printed when one fails. Nothing is
    shrunk: these answers are so large that it takes minutes. */
export function conformance<Message>(
  render: (answer: Answer, say: Say) => Message,
  inspect: (message: Message) => Inspection,
  runs = 300,
): void {
  const always = (check: (answer: Answer, seen: Inspection) => void): void =>
    fc.assert(
      // Some matchers return false where they pass, which fast-check takes for a failure.
      fc.property(anyAnswer, (answer) => {
        check(answer, inspect(render(answer, say)));
      }),
      { numRuns: runs, endOnFailure: true },
    );

  it('keeps every limit of the platform', () => always((_, seen) => expect(seen.overLimits).toEqual([])));

  it('pings nobody', () => always((_, seen) => expect(seen.pings).toEqual([])));

  it('makes no link that the answer does not hold', () =>
    always((answer, seen) => {
      const known = new Set([
        ...answer.citations.flatMap((one) => [one.url, one.via?.url, one.archivedUrl]),
        ...answer.actions.map((one) => ('url' in one ? one.url : undefined)),
      ]);
      expect(seen.links.filter((link) => !known.has(link))).toEqual([]);
    }));

  it('shows a claim whole or says that it did not fit', () =>
    always((answer, seen) => {
      const visible = squash(seen.visible);
      const missing = answer.body.filter((passage) => hasWords(passage) && !whole(passage, visible));
      const told = [
        say('did-not-fit'),
        ...answer.body.map((_, index) => say('left-out', { count: index + 1 })),
      ];
      if (missing.length > 0) expect(told.some((sentence) => visible.includes(squash(sentence)))).toBe(true);
    }));

  it('loses no source of a claim that it shows', () =>
    always((answer, seen) => {
      const visible = squash(seen.visible);
      const shown = answer.body.filter(
        (one) => hasWords(one) && whole(one, visible) && onlyHere(one, answer),
      );
      for (const passage of shown) {
        for (const span of passage.lines.flat()) {
          if (span.kind !== 'cite') continue;
          const citation = answer.citations[span.number - 1];
          expect(seen.links).toContain(citation?.url ?? citation?.via?.url);
        }
      }
    }));

  it('carries every shown claim in the plain text too', () =>
    always((answer, seen) => {
      const visible = squash(seen.visible);
      const plain = squash(seen.plain);
      for (const passage of answer.body.filter((one) => hasWords(one) && whole(one, visible))) {
        expect(whole(passage, plain)).toBe(true);
      }
    }));

  it('renders the same answer the same way', () =>
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(render(answer, say)).toEqual(render(answer, say));
      }),
      { numRuns: Math.min(runs, 50), endOnFailure: true },
    ));
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Answer, addressOf, type Citation, type Passage } from '../../src/core/answer.ts';
import type { Control } from '../../src/core/controls.ts';
import type { Say } from '../../src/core/language.ts';
import { clean } from '../../src/core/text.ts';
import { anyAnswer } from './answers.ts';
import { say } from './harness.ts';

/** What a reader, a client and a screen reader make of one rendered message; a platform's test works it out from the
    payload alone, by that platform's own rules. */
export interface Inspection {
  /** All text that is shown, in order, with the platform's escapes undone. */
  readonly visible: string;
  /** The text for notifications and screen readers, with escapes undone. */
  readonly plain: string;
  /** Where every link leads that the client would make clickable, buttons included. */
  readonly links: readonly string[];
  /** Each of those in the text: the words that lead there, or those that stand before an address on its line. */
  readonly leads: readonly (readonly [words: string, url: string])[];
  /** Every limit that the payload breaks, and whatever breaks its layout, in words. */
  readonly overLimits: readonly string[];
  /** Everything that would notify somebody or make a client's mention, in words. */
  readonly pings: readonly string[];
}

/** Letters and digits only: what must survive any escaping and any line break. */
export const squash = (text: string): string => clean(text).replace(/[^\p{L}\p{N}]/gu, '');

interface Claimed {
  readonly passage: Passage;
  readonly claims: readonly string[];
  /** Whether it has words that stand nowhere else in the answer: only then does finding them mean that it is shown. */
  readonly telling: boolean;
}

/** The passages with enough words to be looked for. */
function claimed(answer: Answer): readonly Claimed[] {
  return answer.body.flatMap((passage) => {
    const spans = passage.lines.flat();
    const claims = spans.flatMap((one) => (one.kind === 'text' || one.kind === 'strong' ? [squash(one.text)] : []));
    if (!claims.some((text) => text.length > 40)) return [];
    return [{ passage, claims, telling: claims.some((text) => onlyHere(text, passage, answer)) }];
  });
}

function onlyHere(text: string, passage: Passage, answer: Answer): boolean {
  // A run of one character may be put together from neighbours that are shown.
  if (text.length <= 40 || new Set(text).size <= 9) return false;
  const { citations, body, actions, menu, heading, closing } = answer;
  const words = (one: Passage): readonly string[] =>
    one.lines.flat().flatMap((span) => ('text' in span ? span.text : span.kind === 'example' ? span.call.text : []));
  const cited = citations.flatMap(({ label, publisher, title, details, via }) => [
    ...[label, publisher, title, ...details],
    ...(via ? [via.publisher, via.title] : []),
  ]);
  const titles = body.map((one) => one.title ?? '');
  const labels = [...actions, ...(menu ? [menu, ...menu.options] : [])].map(({ label }) => label);
  const others = body.filter((one) => one !== passage).flatMap(words);
  return !squash([heading, closing, ...titles, ...cited, ...labels, ...others].join('')).includes(text);
}

const isWhole = ({ claims }: Claimed, text: string): boolean => claims.every((claim) => text.includes(claim));

/** What turns the reading direction, is a control, or is half a character: with it a text shows something else than it
    holds. */
const FOOLING = /(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** What there is of that in a text, in words. */
export const fooling = (text: string): readonly string[] =>
  [...text.matchAll(FOOLING)].map(([one]) => `U+${one.charCodeAt(0).toString(16)}`);

/** Every address that may be linked. */
export function addressesOf(answer: Answer): ReadonlySet<string | undefined> {
  return new Set([
    ...answer.citations.flatMap((one) => [one.url, one.via?.url, one.archivedUrl]),
    ...answer.actions.map((one) => ('url' in one ? one.url : undefined)),
    answer.permalink,
  ]);
}

/** What a citation is shown as, letters and digits; no more of it than any renderer keeps. Where passages were left out,
    the numbers are others, and its publisher tells which it is. */
const nameOf = ({ number, label, publisher }: Citation, { sources }: Answer, isPart: boolean): string => {
  if (sources === 'listed') return squash(isPart ? publisher.slice(0, 90) : String(number));
  return squash(label.slice(0, 200));
};

/** Where a citation must lead: where every source is listed, to its archive too. */
function reached(citation: Citation, { sources }: Answer): readonly string[] {
  const listed = sources === 'listed' ? [citation.archivedUrl ?? []] : [];
  return [addressOf(citation) ?? [], ...listed].flat();
}

/** The links that are named as a citation is, `[AFSC 2024]` or `[1]`, and lead elsewhere. Where passages were left out,
    the numbers are others. */
function misled(answer: Answer, isPart: boolean, { leads }: Inspection): readonly string[] {
  return leads.flatMap(([words, url]) => {
    const [, name] = /\[([^[\]]*)\]?$/u.exec(clean(words)) ?? [];
    const cited = answer.citations.find(
      (one) => name !== undefined && [clean(one.label), ...(isPart ? [] : [String(one.number)])].includes(name),
    );
    return cited && addressOf(cited) !== url ? [`${words} ${url}`] : [];
  });
}

/** What one case breaks of the promises of every renderer, in words. `said`: the bot's sentences in its language. */
export function broken(answer: Answer, seen: Inspection, said: Say = say): readonly string[] {
  const known = addressesOf(answer);
  const visible = squash(seen.visible);
  const plain = squash(seen.plain);
  const passages = claimed(answer);
  const shown = passages.filter((one) => isWhole(one, visible));
  const missing = passages.length - shown.length;
  const told = [said('did-not-fit'), ...answer.body.map((_, index) => said('left-out', { count: index + 1 }))].some(
    (sentence) => visible.includes(squash(sentence)),
  );
  const links = new Set(seen.links);
  const citations = shown
    .filter((one) => one.telling)
    .flatMap(({ passage }) => passage.lines.flat())
    .flatMap((span) => (span.kind === 'cite' ? (answer.citations[span.number - 1] ?? []) : []));
  return [
    ...seen.overLimits.map((one) => `keeps a limit: ${one}`),
    ...seen.pings.map((one) => `pings nobody: ${one}`),
    ...fooling(seen.visible + seen.plain).map((one) => `fools no eye: ${one}`),
    ...seen.links.filter((link) => !known.has(link)).map((link) => `forges no link: ${link}`),
    ...(missing > 0 && !told ? ['shows a claim whole or says that it did not fit'] : []),
    ...citations
      .filter((one) => !reached(one, answer).every((url) => links.has(url)))
      .map(({ number }) => `loses no source of a claim that it shows, nor its archive in a list: ${number}`),
    ...citations
      .filter((one) => !visible.includes(nameOf(one, answer, told)))
      .map(({ number }) => `names the source of a claim that it shows: ${number}`),
    ...misled(answer, told, seen).map((words) => `leads from a citation to its own source: ${words}`),
    ...shown.filter((one) => !isWhole(one, plain)).map(() => 'carries every shown claim in the plain text too'),
  ];
}

/** The suite that every renderer passes, on answers full of markup, mentions and forged links, some with texts longer than
    any limit. One rendering is held against every promise. Nothing is shrunk: these answers are so large that it takes
    minutes. */
export function conformance<Message>(
  render: (answer: Answer, say: Say) => Message,
  inspect: (message: Message) => Inspection,
): void {
  it('keeps every promise: limits, pings, nothing that fools the eye, links, claims whole, their sources, the plain text', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(broken(answer, inspect(render(answer, say)))).toEqual([]);
      }),
      { endOnFailure: true },
    );
  });

  it('renders the same answer the same way', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(render(answer, say)).toEqual(render(answer, say));
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });
}

/** What can be pressed under an answer is what it says, each with its whole call, and whether what comes takes the place of
    the card: nothing is there that is not, and nothing is lost that every platform can carry. `read` gives what pressing
    asks for, as the platform's own reader understands it. */
export function pressing<Message>(
  render: (answer: Answer, say: Say) => Message,
  read: (message: Message) => readonly Pick<Exclude<Control, { kind: 'open' }>, 'kind' | 'call'>[],
): void {
  const plain = /^[a-z0-9.-]{1,64}$/u;
  it('everything to press asks for what the answer says', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const { actions, menu, share } = answer;
        const all = [...actions, ...(menu?.options ?? [])].flatMap((one) =>
          'url' in one ? [] : [{ kind: one.replaces ? 'replace' : 'ask', call: one.call }],
        );
        if (share) all.push({ kind: 'preview', call: share });
        const wanted = all.map((one) => JSON.stringify(one));
        const pressed = read(render(answer, say)).map((one) => JSON.stringify(one));
        expect(pressed.filter((one) => !wanted.includes(one))).toEqual([]);
        const carried = all.filter(({ call }) => plain.test(call.text)).map((one) => JSON.stringify(one));
        expect(carried.filter((one) => !pressed.includes(one))).toEqual([]);
      }),
      { endOnFailure: true },
    );
  });
}

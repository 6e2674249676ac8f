import { type Answer, cited, example, type Passage, type Span, text, unclaimed } from './answer.ts';
import type { FactId } from './fact.ts';
import type { Say } from './language.ts';
import { shorten } from './text.ts';

/** Lengths to which what may be shortened is shortened, step by step, when an answer is too long for a platform; UTF-16
    units. The last of a quote and of a title are enough to find them by. `lean`: citations keep only what they are never
    without: publisher, title, kind of witness, date, sort of copy, and where it leads. */
const STEPS = [
  { quote: 200, title: 100, lean: false },
  { quote: 200, title: 60, lean: true },
  { quote: 90, title: 40, lean: true },
];
const NAME = 100;
const DETAIL = 120;
const LABEL = 60;

/** Whether a platform can carry this answer whole, in one message. */
export type Fits = (answer: Answer) => boolean;

/** The longest part of an answer that a platform can carry. First quotes, titles and details are
    shortened; then citations keep only what they are never without; then quotes and titles only what tells which they are;
    then the link to its page goes; then whole passages are left out, the highest rank first and the later one among equals,
    with a sentence that says so. A claim is never cut, and a passage that is shown keeps every source it points at. When
    not even one passage fits, the answer is its heading and a sentence that says that it did not fit. */
export function fitInto(answer: Answer, say: Say, fits: Fits): Answer {
  if (fits(answer)) return answer;
  let short = answer;
  for (const step of STEPS) {
    short = shortened(short, step);
    if (fits(short)) return short;
  }
  if (fits(unlinked(short))) return unlinked(short);
  const firstToGo = short.body
    .map(({ rank }, index) => ({ rank, index }))
    .sort((a, b) => b.rank - a.rank || b.index - a.index);
  const gone = new Set<number>();
  for (const { index } of firstToGo.slice(0, -1)) {
    gone.add(index);
    const part = without(short, gone, say);
    const fitting = [part, unlinked(part)].find(fits);
    if (fitting) return fitting;
  }
  return bare(short, say);
}

/** A link to a page is no part of what is claimed: it goes before any passage does. */
const unlinked = ({ permalink: _, ...answer }: Answer): Answer => answer;

/** The answer with its quotes, titles and details at lengths that any platform can carry a few of. */
function shortened(answer: Answer, { quote, title: most, lean }: (typeof STEPS)[number]): Answer {
  const name = (text: string): string => shorten(text, NAME);
  const details = (all: readonly string[], most: number) => all.slice(0, most).map((one) => shorten(one, DETAIL));
  const withQuote = (span: Span): Span => (span.kind === 'quote' ? { ...span, text: shorten(span.text, quote) } : span);
  return {
    ...answer,
    heading: name(answer.heading),
    body: answer.body.map(({ title, ...passage }) => ({
      ...withSpans(passage, withQuote),
      ...(title !== undefined && { title: name(title) }),
    })),
    citations: answer.citations.map(({ via, ...one }) => ({
      ...one,
      publisher: name(one.publisher),
      title: shorten(one.title, most),
      details: details(lean ? one.essentials : one.details, lean ? 4 : 8),
      essentials: details(one.essentials, 4),
      ...(via && { via: { ...via, publisher: name(via.publisher), title: name(via.title) } }),
    })),
    closing: shorten(answer.closing, DETAIL * 2),
    actions: answer.actions.map((action) => ({ ...action, label: shorten(action.label, LABEL) })),
  };
}

function withSpans(passage: Passage, changed: (span: Span) => Span): Passage {
  return { ...passage, lines: passage.lines.map((line) => line.map(changed)) };
}

/** Drops the passages at these places, renumbers the citations that are still pointed at, and says what is missing. */
function without(answer: Answer, gone: ReadonlySet<number>, say: Say): Answer {
  const kept = answer.body.filter((_, index) => !gone.has(index));
  const missing = answer.body.filter((_, index) => gone.has(index)).flatMap((passage) => passage.facts);
  const shown = new Set(kept.flatMap((passage) => passage.facts));
  const numbers = new Map<number, number>();
  const renumber = (span: Span): Span => {
    if (span.kind !== 'cite') return span;
    const number = numbers.get(span.number) ?? numbers.size + 1;
    numbers.set(span.number, number);
    return cited(number);
  };
  const body = kept.map((passage) => withSpans(passage, renumber));
  const citations = [...numbers].flatMap(([old, number]) => {
    const cited = answer.citations[old - 1];
    return cited ? [{ ...cited, number }] : [];
  });
  return {
    ...answer,
    body: [...body, missingNote(say('left-out', { count: gone.size }), missing)],
    citations,
    facts: answer.facts.filter((id) => shown.has(id)),
    shown: answer.shown.filter((id) => shown.has(id)),
  };
}

function bare(answer: Answer, say: Say): Answer {
  const facts = answer.body.flatMap((passage) => passage.facts);
  return {
    ...answer,
    heading: shorten(answer.heading, LABEL),
    body: [missingNote(say('did-not-fit'), facts)],
    citations: [],
    closing: '',
    actions: answer.actions.slice(0, 5),
    facts: [],
    shown: [],
  };
}

/** A sentence about facts that are not shown, with how to ask for the first of them. */
function missingNote(sentence: string, [first]: readonly FactId[]): Passage {
  const ask = first !== undefined && first.length <= 64 ? [text(' '), example('fact', first)] : [];
  return unclaimed([[text(sentence), ...ask]]);
}

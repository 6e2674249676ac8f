import { type Answer, type Citation, cited, example, type Passage, type Span, text, unclaimed } from './answer.ts';
import type { FactId } from './fact.ts';
import type { Say } from './language.ts';
import { shorten } from './text.ts';

/** Lengths to which what may be shortened is shortened, when an answer is too long for a platform; UTF-16 units. */
const QUOTE = 200;
const TITLE = 100;
const DETAIL = 120;
const SHORT_TITLE = 60;
const LABEL = 60;
/** What a quote and a title keep before a whole passage goes: enough to find them by. */
const LEAST_QUOTE = 90;
const LEAST_TITLE = 40;

/** Whether a platform can carry this answer whole, in one message. Pure. */
export type Fits = (answer: Answer) => boolean;

/** The longest part of an answer that a platform can carry. First quotes, titles and details are
    shortened; then citations keep only what they are never without; then quotes and titles only what tells which they are;
    then the link to its page goes; then whole passages are left out, the highest rank first and the later one among equals,
    with a sentence that says so. A claim is never cut, and a passage that is shown keeps every source it points at. When
    not even one passage fits, the answer is its heading and a sentence that says that it did not fit. */
export function fitInto(answer: Answer, say: Say, fits: Fits): Answer {
  let short = answer;
  if (fits(short)) return short;
  for (const step of [shortened, lean, shortest]) {
    short = step(short);
    if (fits(short)) return short;
  }
  const whole = unlinked(short);
  if (fits(whole)) return whole;
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
function unlinked({ permalink: _, ...answer }: Answer): Answer {
  return answer;
}

/** The answer with its quotes, titles and details at lengths that any platform can carry a few of. */
function shortened(answer: Answer): Answer {
  return {
    ...answer,
    heading: shorten(answer.heading, TITLE),
    body: answer.body.map((passage) => ({
      ...withQuotes(passage, QUOTE),
      ...(passage.title !== undefined && { title: shorten(passage.title, TITLE) }),
    })),
    citations: answer.citations.map(shortCitation),
    closing: shorten(answer.closing, DETAIL * 2),
    actions: answer.actions.map((action) => ({ ...action, label: shorten(action.label, LABEL) })),
  };
}

function withQuotes(passage: Passage, limit: number): Passage {
  const short = (span: Span): Span =>
    span.kind === 'quote' ? { kind: 'quote', text: shorten(span.text, limit) } : span;
  return { ...passage, lines: passage.lines.map((line) => line.map(short)) };
}

function shortCitation(citation: Citation): Citation {
  const { publisher, title, details, essentials, via } = citation;
  const name = (text: string): string => shorten(text, TITLE);
  const detail = (text: string): string => shorten(text, DETAIL);
  return {
    ...citation,
    publisher: name(publisher),
    title: name(title),
    details: details.slice(0, 8).map(detail),
    essentials: essentials.slice(0, 4).map(detail),
    ...(via && { via: { ...via, publisher: name(via.publisher), title: name(via.title) } }),
  };
}

/** Of citations: publisher, a short title, kind of witness, date, sort of copy, and where it leads. */
function lean(answer: Answer): Answer {
  const citations = answer.citations.map((one) => ({
    ...one,
    title: shorten(one.title, SHORT_TITLE),
    details: one.essentials,
  }));
  return { ...answer, citations };
}

function shortest(answer: Answer): Answer {
  return {
    ...answer,
    body: answer.body.map((passage) => withQuotes(passage, LEAST_QUOTE)),
    citations: answer.citations.map((one) => ({ ...one, title: shorten(one.title, LEAST_TITLE) })),
  };
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
  const body = kept.map((passage) => ({
    ...passage,
    lines: passage.lines.map((line) => line.map(renumber)),
  }));
  const citations = answer.citations
    .flatMap((citation) => {
      const number = numbers.get(citation.number);
      return number === undefined ? [] : [{ ...citation, number }];
    })
    .sort((a, b) => a.number - b.number);
  return {
    ...answer,
    body: [...body, missingNote(say('left-out', { count: gone.size }), missing)],
    citations,
    facts: answer.facts.filter((id) => shown.has(id)),
    shown: answer.shown.filter((id) => shown.has(id)),
  };
}

/** What is said when not one passage fits. */
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

import type { Answer, Citation, Passage, Span } from './answer.ts';
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

/** The longest part of an answer that a platform can carry. First what is spare goes, then quotes, titles and details are shortened, then
    citations keep only what they are never without, then quotes and titles only what tells which they are, then the way to
    the answer's own page goes if a passage stays for it, then whole passages are left out, the highest rank first and the later one among equals, with a sentence that says so. A claim
    is never cut, and a passage that is shown keeps every source it points at. When not even one passage fits, the
    answer is its heading and a sentence that says that it did not fit. */
export function fitInto(answer: Answer, say: Say, fits: Fits): Answer {
  if (fits(answer)) return answer;
  const needed = { ...answer, body: answer.body.filter(({ spare }) => !spare) };
  if (fits(needed)) return needed;
  const spoken = shortened(needed);
  if (fits(spoken)) return spoken;
  const lean = { ...spoken, citations: spoken.citations.map(onlyEssentials) };
  if (fits(lean)) return lean;
  const short = shortest(lean);
  const whole = [short, withoutPage(short)].find(fits);
  if (whole) return whole;
  const firstToGo = short.body
    .map((passage, index) => ({ rank: passage.rank, index }))
    .sort((a, b) => b.rank - a.rank || b.index - a.index);
  const gone = new Set<number>();
  for (const { index } of firstToGo) {
    gone.add(index);
    if (gone.size === short.body.length) break;
    const left = without(short, gone, say);
    const part = [left, withoutPage(left)].find(fits);
    if (part) return part;
  }
  return bare(short, say);
}

/** The answer with its quotes, titles and details at lengths that any platform can carry a few of. */
function shortened(answer: Answer): Answer {
  return {
    ...answer,
    heading: shorten(answer.heading, TITLE),
    body: answer.body.map(shortPassage),
    citations: answer.citations.map(shortCitation),
    closing: shorten(answer.closing, DETAIL * 2),
    actions: answer.actions.map((action) => ({ ...action, label: shorten(action.label, LABEL) })),
  };
}

function shortPassage(passage: Passage): Passage {
  const lines = passage.lines.map((line) => line.map((span) => shortSpan(span, QUOTE)));
  return passage.title === undefined
    ? { ...passage, lines }
    : { ...passage, title: shorten(passage.title, TITLE), lines };
}

function shortSpan(span: Span, quote: number): Span {
  return span.kind === 'quote' ? { kind: 'quote', text: shorten(span.text, quote) } : span;
}

function shortest(answer: Answer): Answer {
  return {
    ...answer,
    body: answer.body.map((passage) => ({
      ...passage,
      lines: passage.lines.map((line) => line.map((span) => shortSpan(span, LEAST_QUOTE))),
    })),
    citations: answer.citations.map((one) => ({ ...one, title: shorten(one.title, LEAST_TITLE) })),
  };
}

function shortCitation(citation: Citation): Citation {
  const { via } = citation;
  return {
    ...citation,
    publisher: shorten(citation.publisher, TITLE),
    title: shorten(citation.title, TITLE),
    details: citation.details.slice(0, 8).map((detail) => shorten(detail, DETAIL)),
    essentials: citation.essentials.slice(0, 4).map((detail) => shorten(detail, DETAIL)),
    ...(via && {
      via: { ...via, publisher: shorten(via.publisher, TITLE), title: shorten(via.title, TITLE) },
    }),
  };
}

/** Publisher, a short title, kind of witness, date, sort of copy, and where it leads. */
function onlyEssentials(citation: Citation): Citation {
  return { ...citation, title: shorten(citation.title, SHORT_TITLE), details: citation.essentials };
}

function withoutPage({ permalink: _, ...rest }: Answer): Answer {
  return rest;
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
    return { kind: 'cite', number };
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
    body: [...body, note(say('left-out', { count: gone.size }), missing)],
    citations,
    closing: answer.closingOfPart ?? answer.closing,
    facts: answer.facts.filter((id) => shown.has(id)),
  };
}

/** What is said when not one passage fits. */
function bare(answer: Answer, say: Say): Answer {
  const facts = answer.body.flatMap((passage) => passage.facts);
  return {
    ...answer,
    heading: shorten(answer.heading, LABEL),
    body: [note(say('did-not-fit'), facts)],
    citations: [],
    closing: '',
    actions: answer.actions.slice(0, 5),
    facts: [],
  };
}

/** A sentence about facts that are not shown, with how to ask for the first of them. */
function note(sentence: string, missing: readonly FactId[]): Passage {
  const [first] = missing;
  const line: Span[] = [{ kind: 'text', text: sentence }];
  if (first !== undefined && first.length <= 64) {
    line.push({ kind: 'text', text: ' ' }, { kind: 'example', call: { command: 'fact', text: first } });
  }
  return { lines: [line], facts: [], rank: 0 };
}

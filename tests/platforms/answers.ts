import fc from 'fast-check';
import type { Action, Answer, Asking, Citation, Passage, Span } from '../../src/core/answer.ts';
import { SOURCE_KINDS } from '../../src/core/fact.ts';
import { factId, sourceId, wrongUrl } from '../../src/facts/schema/values.ts';
import { anyText, NASTY } from './hostile-text.ts';

const anyFactId = fc
  .stringMatching(/^[a-z]{1,8}\.[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,3}$/)
  .map((id) => factId.parse(id.slice(0, 64)));
const anySourceId = fc.stringMatching(/^[a-z]{3,12}$/).map((id) => sourceId.parse(id));

const plainUrl = fc
  .tuple(fc.stringMatching(/^[a-z]{3,12}$/), fc.stringMatching(/^[a-zA-Z0-9_()*~%&=?-]{0,60}$/), fc.boolean())
  .map(([host, path, long]) => `https://${host}.example/${encodeURI(path)}${long ? 'a'.repeat(200) : ''}`)
  .map((text) => (URL.canParse(text) ? new URL(text).href : 'https://plain.example/'));

/** Addresses in every form that the base's schema lets through: brackets, stars, `@`, `!`, quotes, a query, a fragment. */
const oddUrl = fc
  .tuple(
    fc.constantFrom('odd.example', 'xn--bcher-kva.example', 'a.b-c.example', 'discord.com'),
    fc.stringMatching(/^[a-z0-9_()*~%&=?;:@!$',.[\]+#/-]{0,40}$/),
  )
  .map(([host, path]) => `https://${host}/${path}`)
  .map((text) => (URL.canParse(text) ? new URL(text).href : text))
  .filter((text) => wrongUrl(text) === undefined);

const url = fc.oneof({ weight: 3, arbitrary: plainUrl }, { weight: 2, arbitrary: oddUrl });

/** How long texts may be, and how many parts there are. */
interface Size {
  readonly claim: number;
  readonly text: number;
  readonly passages: number;
  readonly citations: number;
}

/** Arbitraries are costly to make and cheap to use: all that do not depend on the citations are made once. */
interface Parts {
  readonly size: Size;
  readonly words: readonly fc.Arbitrary<Span>[];
  readonly text: fc.Arbitrary<string>;
  /** Numbered 0; whoever uses it numbers it. */
  readonly citation: fc.Arbitrary<Citation>;
  readonly action: fc.Arbitrary<Action>;
  readonly asking: fc.Arbitrary<Asking>;
}

function partsOf(size: Size): Parts {
  const text = anyText(size.text);
  const call = fc.record({ command: fc.constantFrom('ask', 'boycott', 'fact'), text: anyText(90) });
  const cited = {
    number: fc.constant(0),
    source: anySourceId,
    kind: fc.constantFrom(...SOURCE_KINDS),
    label: text,
    publisher: text,
    title: text,
    details: fc.array(text, { maxLength: 5 }),
    essentials: fc.array(text, { maxLength: 3 }),
  };
  const asking = fc.record(
    {
      label: text,
      call: fc.record({
        command: fc.constantFrom('ask', 'boycott', 'fact', 'cite'),
        text: fc
          .oneof(anyFactId.map(String), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom(...NASTY))
          .map((typed) => typed.slice(0, 80)),
      }),
      replaces: fc.constant(true as const),
    },
    { requiredKeys: ['label', 'call'] },
  );
  return {
    size,
    text,
    words: [
      fc.record({ kind: fc.constant('text' as const), text: anyText(size.claim) }),
      fc.record({ kind: fc.constant('strong' as const), text }),
      fc.record({ kind: fc.constant('quote' as const), text: anyText(size.claim) }),
      fc.record({ kind: fc.constant('example' as const), call }),
      fc.record({ kind: fc.constant('code' as const), text }),
    ],
    citation: fc.oneof(
      { weight: 4, arbitrary: fc.record({ ...cited, url }) },
      { weight: 1, arbitrary: fc.record({ ...cited, url, archivedUrl: url }) },
      { weight: 1, arbitrary: fc.record({ ...cited, via: fc.record({ publisher: text, title: text, url }) }) },
      { weight: 1, arbitrary: fc.record(cited) },
    ),
    action: fc.oneof(asking, fc.record({ label: text, url })),
    asking,
  };
}

const spelled = (one: Action): string => ('call' in one ? `${one.call.command} ${one.call.text}` : one.url);

const passageFacts = fc.array(anyFactId, { maxLength: 2 });

function passage({ size, words, text }: Parts, citations: number): fc.Arbitrary<Passage> {
  const cite = fc.record({
    kind: fc.constant('cite' as const),
    number: fc.integer({ min: 1, max: Math.max(1, citations) }),
  });
  const span = fc.oneof(...words, ...(citations > 0 ? [cite] : []));
  return fc.record(
    {
      title: text,
      lines: fc.array(fc.array(span, { minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: size.passages > 4 ? 4 : 3,
      }),
      facts: passageFacts,
      rank: fc.integer({ min: 0, max: 9 }),
    },
    { requiredKeys: ['lines', 'facts', 'rank'] },
  );
}

/** Renumbers so that the citations stand in the order in which the body first points at them, as an Answer promises;
    a citation that nothing points at is pointed at in a last passage. */
function inOrder(body: readonly Passage[], citations: readonly Citation[]): Pick<Answer, 'body' | 'citations'> {
  const numbers = new Map<number, number>();
  const place = (number: number): number => {
    const known = numbers.get(number) ?? numbers.size + 1;
    numbers.set(number, known);
    return known;
  };
  const renumbered = body.map((one) => ({
    ...one,
    lines: one.lines.map((line) =>
      line.map((part) => (part.kind === 'cite' ? { kind: 'cite' as const, number: place(part.number) } : part)),
    ),
  }));
  const loose = citations.filter((one) => !numbers.has(one.number));
  const last: Passage[] =
    loose.length === 0
      ? []
      : [{ lines: [loose.map((one) => ({ kind: 'cite' as const, number: place(one.number) }))], facts: [], rank: 3 }];
  return {
    body: [...renumbered, ...last],
    citations: citations.map((one) => ({ ...one, number: place(one.number) })).sort((a, b) => a.number - b.number),
  };
}

function answerWith(parts: Parts, count: number): fc.Arbitrary<Answer> {
  return fc
    .record({
      outcome: fc.constantFrom(
        'answered' as const,
        'nearest' as const,
        'choose' as const,
        'unknown' as const,
        'told' as const,
        'failed' as const,
      ),
      heading: parts.text,
      passages: fc.array(passage(parts, count), { minLength: 0, maxLength: parts.size.passages }),
      cited: fc.tuple(
        ...Array.from({ length: count }, (_, index) =>
          // No two labels of an answer are the same.
          parts.citation.map((one) => ({ ...one, number: index + 1, label: `${one.label} ${index}n` })),
        ),
      ),
      sources: fc.constantFrom('labelled' as const, 'labelled' as const, 'listed' as const),
      closing: parts.text,
      actions: fc.uniqueArray(parts.action, { maxLength: 5, selector: spelled }),
      menu: fc.option(
        fc.record({
          label: parts.text,
          options: fc.oneof(
            fc.uniqueArray(parts.asking, { maxLength: 5, selector: spelled }),
            fc.uniqueArray(parts.asking, { maxLength: 25, selector: spelled }),
          ),
        }),
        { nil: undefined },
      ),
      offered: fc.uniqueArray(anyFactId, { maxLength: 3 }),
      share: fc.option(
        anyFactId.map((id) => ({ command: 'fact', text: id })),
        { nil: undefined },
      ),
      permalink: fc.option(
        anyFactId.map((id) => `https://site.example/receipts/facts/${id}.html`),
        { nil: undefined },
      ),
      audience: fc.constantFrom('everyone' as const, 'asker' as const),
    })
    .map(({ passages, cited, menu, share, permalink, ...rest }): Answer => {
      const { body, citations } = inOrder(passages, cited);
      const facts = [...new Set(body.flatMap((one) => one.facts))];
      const isClaimed = rest.outcome !== 'nearest' && rest.outcome !== 'choose';
      return {
        ...rest,
        body,
        citations,
        facts: isClaimed ? facts : [],
        shown: isClaimed ? [] : facts,
        language: 'en',
        ...(menu && { menu }),
        ...(share && { share }),
        ...(permalink !== undefined && { permalink }),
      };
    });
}

function answersOf(size: Size): fc.Arbitrary<Answer> {
  const parts = partsOf(size);
  return fc.oneof(...Array.from({ length: size.citations + 1 }, (_, count) => answerWith(parts, count)));
}

const usual = answersOf({ claim: 300, text: 120, passages: 3, citations: 4 });
const huge = answersOf({ claim: 14_000, text: 3_000, passages: 14, citations: 12 });

/** A usual answer with 100,000 characters in one place. */
const monstrous = fc
  .tuple(usual, fc.constantFrom(...NASTY, 'word '), fc.integer({ min: 0, max: 4 }))
  .map(([answer, unit, place]): Answer => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length)).slice(0, 100_000);
    const [first] = answer.citations;
    const line = { lines: [[{ kind: 'text' as const, text }]], facts: [], rank: 1 };
    const cited = first && { ...first, title: text, label: text, details: [text] };
    const changes: readonly Partial<Answer>[] = [
      { heading: text },
      { closing: text },
      { body: [...answer.body, line] },
      { actions: [{ label: text, url: 'https://monster.example/' }] },
      cited
        ? { citations: [cited, ...answer.citations.slice(1)] }
        : { body: [{ title: text, lines: [[{ kind: 'quote', text }]], facts: [], rank: 0 }] },
    ];
    return { ...answer, ...changes[place] };
  });

/** Any answer that keeps the promises of core/answer.ts, full of markup: most as long as answers are, one in 50 with texts
    longer than every limit, one in 500 with a text of 100,000 characters. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 489, arbitrary: usual },
  { weight: 10, arbitrary: huge },
  { weight: 1, arbitrary: monstrous },
);

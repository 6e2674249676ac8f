import fc from 'fast-check';
import type { Action, Answer, Citation, Passage, Span } from '../../src/core/answer.ts';
import type { FactId, SourceId } from '../../src/core/fact.ts';
import { SOURCE_KINDS } from '../../src/core/fact.ts';

/** What hurts: markup of both platforms, mentions, forged links, escapes, direction marks, long runs. */
const NASTY = [
  '<!channel>',
  '<!here|here>',
  '<@U012AB3CD>',
  '<#C012AB3CD|general>',
  '<https://evil.example|https://good.example>',
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<t:1700000000:R>',
  '</ask:123456789012345678>',
  '[x](javascript:alert(1))',
  '[good](https://evil.example)',
  '**bold** __under__ ~~gone~~ ||spoiler||',
  '# heading\n-# small\n> quote\n>>> all\n- list\n1. list',
  '```js\ncode\n```',
  '`'.repeat(300),
  '*_~|`'.repeat(60),
  '& < > &amp; &lt;!channel&gt;',
  '\u001b[31mred\u001b[0m\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007',
  '\u0000\u0007\u0008',
  '\u202egnp.exe\u202c',
  '‏‎​⁦',
  '👩‍👩‍👧‍👦🏳️‍🌈é́́́',
  '   ',
  'www.evil.example http://evil.example discord.gg/evil',
];

/** Any text, often nasty, sometimes longer than every limit of every platform. */
export function anyText(max = 14_000): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.lorem({ maxCount: 12 }) },
    { weight: 2, arbitrary: fc.constantFrom(...NASTY) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 12 }).map((all) => all.join(' ')),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('word ', 'x', '& ', '<', '*', '`', '👩‍👧 ', 'é', '|'),
          fc.integer({ min: 1, max }),
        )
        .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)),
    },
  );
}

const factId: fc.Arbitrary<FactId> = fc
  .stringMatching(/^[a-z]{1,8}\.[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,3}$/)
  .map((id) => id.slice(0, 64))
  .filter(isFactId);
function isFactId(id: string): id is FactId {
  return id.length > 0;
}
function isSourceId(id: string): id is SourceId {
  return id.length > 0;
}

const url = fc
  .tuple(fc.stringMatching(/^[a-z]{3,12}$/), fc.stringMatching(/^[a-zA-Z0-9_()*~%&=?-]{0,60}$/), fc.boolean())
  .map(([host, path, long]) => `https://${host}.example/${encodeURI(path)}${long ? 'a'.repeat(200) : ''}`)
  .map((text) => (URL.canParse(text) ? new URL(text).href : 'https://plain.example/'));

const citationParts = {
  number: fc.constant(0),
  source: fc.stringMatching(/^[a-z]{3,12}$/).filter(isSourceId),
  kind: fc.constantFrom(...SOURCE_KINDS),
  publisher: anyText(3_000),
  title: anyText(3_000),
  details: fc.array(anyText(600), { maxLength: 5 }),
  essentials: fc.array(anyText(600), { maxLength: 3 }),
};
/** Numbered 0; whoever uses it numbers it. */
const citation: fc.Arbitrary<Citation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ ...citationParts, url }) },
  { weight: 1, arbitrary: fc.record({ ...citationParts, url, archivedUrl: url }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...citationParts,
      via: fc.record({ publisher: anyText(500), title: anyText(500), url }),
    }),
  },
);

/** Arbitraries are costly to make and cheap to use: all that do not depend on the citations are made once. */
const wordSpans: readonly fc.Arbitrary<Span>[] = [
  fc.record({ kind: fc.constant('text' as const), text: anyText() }),
  fc.record({ kind: fc.constant('strong' as const), text: anyText(400) }),
  fc.record({ kind: fc.constant('quote' as const), text: anyText(2_000) }),
  fc.record({
    kind: fc.constant('example' as const),
    call: fc.record({ command: fc.constantFrom('ask', 'boycott', 'fact'), text: anyText(90) }),
  }),
  fc.record({ kind: fc.constant('code' as const), text: anyText(1_200) }),
];
const passageTitle = anyText(200);
const passageFacts = fc.array(factId, { maxLength: 2 });

function span(citations: number): fc.Arbitrary<Span> {
  const spans: fc.Arbitrary<Span>[] = [...wordSpans];
  if (citations > 0) {
    spans.push(
      fc.record({ kind: fc.constant('cite' as const), number: fc.integer({ min: 1, max: citations }) }),
    );
  }
  return fc.oneof(...spans);
}

function passage(citations: number): fc.Arbitrary<Passage> {
  return fc.record(
    {
      title: passageTitle,
      lines: fc.array(fc.array(span(citations), { minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: 4,
      }),
      facts: passageFacts,
      rank: fc.integer({ min: 0, max: 9 }),
    },
    { requiredKeys: ['lines', 'facts', 'rank'] },
  );
}

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    label: anyText(120),
    call: fc.record({
      command: fc.constantFrom('ask', 'boycott', 'fact', 'cite'),
      text: fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.slice(0, 80)),
    }),
  }),
  fc.record({ label: anyText(120), url }),
);

/** Renumbers so that the citations stand in the order in which the body first points at them, as an Answer promises;
    a citation that nothing points at is pointed at in a last passage. */
function inOrder(
  body: readonly Passage[],
  citations: readonly Citation[],
): Pick<Answer, 'body' | 'citations'> {
  const numbers = new Map<number, number>();
  const place = (number: number): number => {
    const known = numbers.get(number) ?? numbers.size + 1;
    numbers.set(number, known);
    return known;
  };
  const renumbered = body.map((one) => ({
    ...one,
    lines: one.lines.map((line) =>
      line.map((part) =>
        part.kind === 'cite' ? { kind: 'cite' as const, number: place(part.number) } : part,
      ),
    ),
  }));
  const loose = citations.filter((one) => !numbers.has(one.number));
  const last: Passage[] =
    loose.length === 0
      ? []
      : [
          {
            lines: [loose.map((one) => ({ kind: 'cite' as const, number: place(one.number) }))],
            facts: [],
            rank: 3,
          },
        ];
  return {
    body: [...renumbered, ...last],
    citations: citations
      .map((one) => ({ ...one, number: place(one.number) }))
      .sort((a, b) => a.number - b.number),
  };
}

const answerText = anyText(400);

function answerWith(count: number): fc.Arbitrary<Answer> {
  return fc
    .record({
      outcome: fc.constantFrom(
        'answered' as const,
        'choose' as const,
        'unknown' as const,
        'told' as const,
        'failed' as const,
      ),
      heading: answerText,
      passages: fc.array(passage(count), { minLength: 0, maxLength: 14 }),
      cited: fc.tuple(
        ...Array.from({ length: count }, (_, index) =>
          citation.map((one) => ({ ...one, number: index + 1 })),
        ),
      ),
      closing: answerText,
      actions: fc.uniqueArray(action, {
        maxLength: 5,
        selector: (one) => ('call' in one ? `${one.call.command} ${one.call.text}` : one.url),
      }),
      offered: fc.uniqueArray(factId, { maxLength: 3 }),
      share: fc.option(
        factId.map((id) => ({ command: 'fact', text: id })),
        { nil: undefined },
      ),
      audience: fc.constantFrom('everyone' as const, 'asker' as const),
    })
    .map(({ passages, cited, share, ...rest }): Answer => {
      const { body, citations } = inOrder(passages, cited);
      const facts = [...new Set(body.flatMap((one) => one.facts))];
      return { ...rest, body, citations, facts, language: 'en', ...(share && { share }) };
    });
}

/** Any answer that keeps the promises of core/answer.ts, with texts longer than every limit and full of markup. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  ...Array.from({ length: 13 }, (_, count) => answerWith(count)),
);

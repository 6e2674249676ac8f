import fc from 'fast-check';
import { type Action, type Answer, type Citation, cited, type Passage, unclaimed } from '../../src/core/answer.ts';
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

const spelled = (one: Action): string => ('call' in one ? `${one.call.command} ${one.call.text}` : one.url);

/** Renumbers so that the citations stand in the order in which the body first points at them, as an Answer promises;
    a citation that nothing points at is pointed at in a last passage. */
function inOrder(body: readonly Passage[], citations: readonly Citation[]): Pick<Answer, 'body' | 'citations'> {
  const numbers = new Map<number, number>();
  const place = (number: number): number => {
    const known = numbers.get(number) ?? numbers.size + 1;
    numbers.set(number, known);
    return known;
  };
  const renumbered = body.map((one) => {
    const lines = one.lines.map((line) =>
      line.map((span) => (span.kind === 'cite' ? cited(place(span.number)) : span)),
    );
    return { ...one, lines };
  });
  const loose = citations.filter((one) => !numbers.has(one.number)).map((one) => cited(place(one.number)));
  return {
    body: [...renumbered, ...(loose.length === 0 ? [] : [unclaimed([loose], 3)])],
    citations: citations.map((one) => ({ ...one, number: place(one.number) })).sort((a, b) => a.number - b.number),
  };
}

function answersOf(size: Size): fc.Arbitrary<Answer> {
  // Arbitraries are costly to make and cheap to use: all that do not depend on the citations are made once.
  const [text, claim] = [anyText(size.text), anyText(size.claim)];
  const call = fc.record({ command: fc.constantFrom('ask', 'boycott', 'fact'), text: anyText(90) });
  const words = [
    fc.record({ kind: fc.constant('text'), text: claim }),
    fc.record({ kind: fc.constant('strong'), text }),
    fc.record({ kind: fc.constant('quote'), text: claim }),
    fc.record({ kind: fc.constant('example'), call }),
    fc.record({ kind: fc.constant('code'), text }),
  ];
  const about = {
    number: fc.constant(0),
    source: anySourceId,
    kind: fc.constantFrom(...SOURCE_KINDS),
    label: text,
    publisher: text,
    title: text,
    details: fc.array(text, { maxLength: 5 }),
    essentials: fc.array(text, { maxLength: 3 }),
  };
  const via = fc.record({ publisher: text, title: text, url });
  const citation = fc.oneof(
    { weight: 4, arbitrary: fc.record({ ...about, url }) },
    { weight: 1, arbitrary: fc.record({ ...about, url, archivedUrl: url }) },
    { weight: 1, arbitrary: fc.record({ ...about, via }) },
    { weight: 1, arbitrary: fc.record(about) },
  );
  const typed = fc.oneof(
    anyFactId.map(String),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(...NASTY),
  );
  const pressed = fc.record({
    command: fc.constantFrom('ask', 'boycott', 'fact', 'cite'),
    text: typed.map((words) => words.slice(0, 80)),
  });
  const asking = fc.record(
    { label: text, call: pressed, replaces: fc.constant(true) },
    { requiredKeys: ['label', 'call'] },
  );
  const action = fc.oneof(asking, fc.record({ label: text, url }));
  const options = (maxLength: number) => fc.uniqueArray(asking, { maxLength, selector: spelled });
  const given = {
    outcome: fc.constantFrom('answered', 'nearest', 'choose', 'unknown', 'told', 'failed'),
    heading: text,
    sources: fc.constantFrom('labelled', 'labelled', 'listed'),
    closing: text,
    actions: fc.uniqueArray(action, { maxLength: 5, selector: spelled }),
    offered: fc.uniqueArray(anyFactId, { maxLength: 3 }),
    audience: fc.constantFrom('everyone', 'asker'),
  } as const;
  const more = fc.record(
    {
      menu: fc.record({ label: text, options: fc.oneof(options(5), options(25)) }),
      share: anyFactId.map((id) => ({ command: 'fact', text: id })),
      permalink: anyFactId.map((id) => `https://site.example/receipts/facts/${id}.html`),
    },
    { requiredKeys: [] },
  );
  const facts = fc.array(anyFactId, { maxLength: 2 });
  const rank = fc.integer({ min: 0, max: 9 });

  const answerWith = (count: number): fc.Arbitrary<Answer> => {
    const cite = fc.integer({ min: 1, max: Math.max(1, count) }).map(cited);
    const line = fc.array(fc.oneof(...words, ...(count > 0 ? [cite] : [])), { minLength: 1, maxLength: 5 });
    const lines = fc.array(line, { minLength: 1, maxLength: size.passages > 4 ? 4 : 3 });
    const passage = fc.record({ title: text, lines, facts, rank }, { requiredKeys: ['lines', 'facts', 'rank'] });
    const citations = Array.from({ length: count }, (_, at) =>
      // No two labels of an answer are the same.
      citation.map((one) => ({ ...one, number: at + 1, label: `${one.label} ${at}n` })),
    );
    const passages = fc.array(passage, { maxLength: size.passages });
    return fc
      .tuple(fc.record({ ...given, passages, citations: fc.tuple(...citations) }), more)
      .map(([{ passages, citations, ...rest }, added]): Answer => {
        const told = inOrder(passages, citations);
        const facts = [...new Set(told.body.flatMap((one) => one.facts))];
        const isClaimed = rest.outcome !== 'nearest' && rest.outcome !== 'choose';
        const held = isClaimed ? { facts, shown: [] } : { facts: [], shown: facts };
        return { ...rest, ...told, ...held, language: 'en', ...added };
      });
  };
  return fc.oneof(...Array.from({ length: size.citations + 1 }, (_, count) => answerWith(count)));
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

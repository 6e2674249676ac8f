import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Span } from '../../../src/core/answer.ts';
import { factId } from '../../../src/facts/schema/values.ts';
import { renderAnswer, renderNotice, safeName } from '../../../src/platforms/slack/render.ts';
import { conformance } from '../conformance.ts';
import { say } from '../harness.ts';
import { anyText } from '../hostile-text.ts';
import { answer, formatCommand } from './cards.ts';
import { field, inspect, list } from './inspect.ts';

const options = { formatCommand, postable: true };
const preview = {
  call: { command: 'fact', text: 'acme.founded-1949' },
  notes: [say('post-preview'), say('post-shared-maybe')],
};
const posted = say('posted-by', { name: 'somebody' });
const shouted = say('posted-by', { name: '&<!channel>'.repeat(9) });
const FORMS = { 'in a channel': {}, 'as a preview': { preview }, 'as a post': { posted: shouted } };

describe.each(Object.entries(FORMS))('every answer %s', (_, more) => {
  conformance((one, words) => renderAnswer(one, words, { ...options, ...more }), inspect);
});

const { links } = inspect(renderAnswer(answer(), say, options));

it('whatever somebody is called, and whatever a notice says pings nobody, links nothing and fits', () => {
  fc.assert(
    fc.property(anyText(6_000), (text) => {
      const name = text.slice(0, 300);
      const line = (called: string) => say('posted-by', { name: called });
      for (const message of [
        renderNotice(line(text)),
        renderAnswer(answer(), say, { ...options, posted: line(name) }),
        renderAnswer(answer(), say, { ...options, posted: line(safeName(text)) }),
        renderAnswer(answer(), say, { ...options, preview: { ...preview, notes: [line(name), name] } }),
      ]) {
        const seen = inspect(message);
        expect([...seen.pings, ...seen.overLimits]).toEqual([]);
        expect(seen.links.filter((link) => !links.includes(link))).toEqual([]);
      }
      expect(safeName(text)).toMatch(/^[\p{L}\p{M}\p{N}'’ …-]{1,40}$/u);
    }),
    { endOnFailure: true },
  );
});

it('whatever somebody is called, and whatever a notice says is read as people write it', () => {
  expect(safeName('anna.maría_o’neil-2')).toBe('anna maría o’neil-2');
  expect(safeName('<!channel>')).toBe('channel');
  expect(safeName('evil.example/x @here')).toBe('evil example x here');
  for (const empty of [undefined, '', '🎉', '@#<>']) expect(safeName(empty)).toBe('…');
});

function buttonsOf(message: unknown): readonly unknown[] {
  const actions = list(field(message, 'blocks')).find((block) => field(block, 'type') === 'actions');
  return list(field(actions, 'elements'));
}
const idsOf = (message: unknown): unknown[] => buttonsOf(message).map((one) => field(one, 'action_id'));
/** An answer that says this alone, with these sources. */
const saying = (lines: readonly (readonly Span[])[], citations: Answer['citations'] = []): Answer =>
  answer({ body: [{ lines, facts: [], rank: 0 }], citations });

describe('a card', () => {
  const card = renderAnswer(answer(), say, options);

  it('has a heading, the passages, a last line and buttons, in this order, and unfurls nothing', () => {
    expect(card.blocks.map(({ type }) => type)).toEqual(['header', 'rich_text', 'context', 'actions']);
    expect(card).toMatchObject({ unfurl_links: false, unfurl_media: false });
    expect(buttonsOf(card)).toMatchObject([
      { action_id: 'ask-0', accessibility_label: 'Who owns Acme?' },
      { action_id: 'open-1', accessibility_label: 'Something wrong? (acme.example)' },
      { action_id: 'post', accessibility_label: 'Post here' },
    ]);
  });

  it('shows a claim letter by letter, a quotation set off, each source as a link, and where they lead', () => {
    const { visible, leads } = inspect(card);
    for (const words of [
      'The Daily says Acme & Sons was founded in 1949 <sic>. [The Daily 2018]',
      '“We have *always* been here”[Acme, by The Daily]',
      'daily.example · As of 2018-06-25',
    ])
      expect(visible).toContain(words);
    expect(leads).toEqual([
      ['[The Daily 2018]', 'https://daily.example/acme?a=1&b=2'],
      ['[Acme, by The Daily]', 'https://daily.example/acme'],
    ]);
    const quoted = { elements: [{ type: 'rich_text_section' }, { type: 'rich_text_quote' }] };
    expect(card.blocks[1]).toMatchObject(quoted);
  });

  it('says all of it in plain words, escaped', () => {
    for (const words of [
      'Acme &amp; Sons was founded in 1949 &lt;sic&gt;. [The Daily 2018]',
      '[The Daily 2018] https://daily.example/acme?a=1&amp;b=2',
      'As of 2018-06-25',
    ])
      expect(card.text).toContain(words);
  });

  it('lists every source under its number where all is told of them', () => {
    const listed = renderAnswer(answer({ sources: 'listed' }), say, options);
    const types = ['header', 'rich_text', 'divider', ...Array(3).fill('rich_text'), 'context', 'actions'];
    expect(listed.blocks.map(({ type }) => type)).toEqual(types);
    for (const words of [
      '<sic>. [1]',
      '[1] The Daily, “Acme | a history” · press · 25 June 2018 · archived: archive.example',
      '[2] Acme, “About us” · the company itself · cited by The Daily',
    ])
      expect(inspect(listed).visible).toContain(words);
    expect(inspect(listed).links).toContain('https://archive.example/daily/acme');
  });

  it('gives room before what others and the company say, which begin in bold', () => {
    const said = (kind: 'text' | 'strong', text: string): readonly Span[] => [{ kind, text }];
    const lines = [said('text', 'A claim.'), said('text', 'Its caveat.'), said('strong', 'Acme, 2018: no.')];
    const { blocks } = renderAnswer(saying(lines), say, options);
    expect(blocks.filter(({ type }) => type === 'rich_text')).toHaveLength(2);
  });

  it('says of a source without an address that it has none, where the text is read aloud too', () => {
    const citations = answer().citations.map(({ url: _, via: __, ...one }) => one);
    const { visible, plain, links } = inspect(renderAnswer(answer({ citations, actions: [] }), say, options));
    expect(links).toEqual([]);
    expect(visible).toContain('[The Daily 2018]');
    expect(plain).toContain(`[The Daily 2018] ${say('no-address')}`);
  });

  it('spells what to type as Slack has it, and keeps the lines of what is copied elsewhere', () => {
    const calls = ['fact acme.owner', 'ask who owns acme?', 'boycott '].map((typed): Span[] => {
      const [command = '', ...text] = typed.split(' ');
      return [{ kind: 'example', call: { command, text: text.join(' ') } }];
    });
    const { visible, plain } = inspect(renderAnswer(saying(calls), say, options));
    for (const words of [visible, plain])
      expect(words).toContain('/boycott fact acme.owner\n/ask who owns acme?\n/boycott\n');
    const text = '@misc{acme,\n  title = {`Acme` *history*}\n}';
    expect(renderAnswer(saying([[{ kind: 'code', text }]]), say, options).blocks[1]).toMatchObject({
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
    });
  });

  it('offers to post only where that may be, and only what can be given again', () => {
    expect(idsOf(renderAnswer(answer(), say, { formatCommand, postable: false }))).not.toContain('post');
    const { share: _, ...private_ } = answer();
    expect(idsOf(renderAnswer(private_, say, options))).not.toContain('post');
  });

  it.each(['javascript:alert(1)', 'http://acme.example/', 'data:text/html,x', 'acme'])(
    'leads nowhere but to https: %s',
    (url) => {
      const citations = answer().citations.map((one) => ({ ...one, url, archivedUrl: url }));
      const message = renderAnswer(answer({ citations, actions: [{ label: 'x', url }] }), say, options);
      expect(idsOf(message)).toEqual(['post']);
      expect(inspect(message).links.filter((link) => link === url)).toEqual([]);
    },
  );
});

it('a preview says so, shows the card as it will be posted, and asks', () => {
  const card = renderAnswer(answer({ actions: [] }), say, { formatCommand, postable: false, posted });
  const shown = renderAnswer(answer(), say, { formatCommand, postable: false, preview, posted });
  expect(idsOf(shown)).toEqual(['confirm', 'cancel']);
  expect(shown.blocks.slice(1, -1)).toEqual(card.blocks);
  expect(shown.text).toBe(`${preview.notes.join('\n\n')}\n\n${card.text}`);
  expect(card.text).toMatch(/Posted by somebody$/u);
  expect(card.blocks.at(-1)).toMatchObject({ type: 'context', elements: [{ text: posted }] });
});

const WORDS = 'A long claim, every word of which counts. ';
const claim = WORDS.repeat(80).trim();
const words = (length: number): string =>
  WORDS.repeat(Math.ceil(length / WORDS.length))
    .slice(0, length)
    .trim();

/** An answer of claims of these lengths, each with a source; of each source as much is said as `about` says. */
function sized(lengths: readonly number[], sources = 1, about = 0): Answer {
  const [first] = answer().citations;
  if (!first) throw new Error('the answer has no sources');
  const said = about === 0 ? {} : { title: words(about), details: [words(about), words(about)] };
  return answer({
    sources: 'listed',
    body: lengths.map((length, rank) => ({
      lines: [
        [
          { kind: 'text', text: words(length) },
          { kind: 'cite', number: 1 + (rank % sources) },
        ],
      ],
      facts: [factId.parse(`acme.claim-${rank}`)],
      rank,
    })),
    citations: Array.from({ length: sources }, (_, at) => ({ ...first, ...said, number: at + 1 })),
  });
}
const upTo = (count: number, make: (at: number) => Answer): readonly Answer[] =>
  Array.from({ length: count }, (_, at) => make(at));

// They grow by a little each, so that one of them stands on either side of every limit.
it.each([
  ['one long claim', upTo(200, (at) => sized([2_800 + at * 8]))],
  ['sources of which much is said', upTo(60, (at) => sized([60, 12, 12], 18, 90 + at * 2))],
  ['many sources', upTo(300, (at) => sized([60 + (at % 10) * 190, 12, 12], 1 + Math.floor(at / 10)))],
])('every size of an answer is within the limits in each form: %s', (_, answers) => {
  let shown = 0;
  for (const one of answers) {
    for (const more of Object.values(FORMS)) {
      const seen = inspect(renderAnswer(one, say, { ...options, ...more }));
      expect(seen.overLimits).toEqual([]);
      if (seen.visible.includes('A long claim')) shown += 1;
    }
  }
  expect(shown).toBeGreaterThan(50);
});

const shown = (one: Answer) => inspect(renderAnswer(one, say, options));

it('a long answer parts a claim longer than a run between words, and loses none', () =>
  expect(shown(sized([claim.length])).visible.replace(/\n/gu, '')).toContain(claim));

it('a long answer leaves whole passages out, the last in rank first, and says how to get them', () => {
  const { visible, plain } = shown(sized([1_500, 1_500, 1_500]));
  for (const seen of [visible, plain]) expect(seen).toContain('did not fit here. /boycott fact acme.claim-2');
  expect(visible.split(words(1_500)).length).toBe(3);
});

it('a long answer gives up the details of sources in the plain words, then their titles, before it leaves a claim out', () => {
  const detailed = shown(sized([60, 12, 12], 12, 180));
  expect(detailed.visible).toContain(`[12] The Daily, “${words(180)}” · ${words(180)}`);
  expect(detailed.plain).toContain(`[12] The Daily, “${words(180)}” · https://daily.example/acme`);
  const titled = shown(sized([2_800, 12, 12], 10, 150));
  expect(titled.plain).toContain('[10] The Daily: https://daily.example/acme');
  expect(titled.visible).toContain(`[10] The Daily, “${words(150)}”`);
});

it('a long answer keeps the address by which somebody else cites a source, in its shortest form too', () => {
  const [, citing] = answer().citations;
  const one = sized([2_000, 12, 12], 10, 100);
  const citations = one.citations.map(({ url: _, archivedUrl: __, ...source }) => ({
    ...source,
    publisher: 'Acme',
    ...(citing?.via && { via: citing.via }),
  }));
  const { plain } = shown({ ...one, citations });
  const shortest = [...plain.matchAll(/^\[\d+\] Acme: (.+)$/gm)].map(([, address]) => address);
  expect(new Set(shortest)).toEqual(new Set(['https://daily.example/acme']));
});

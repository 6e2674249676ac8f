import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factId } from '../../../src/facts/schema/ids.ts';
import { renderAnswer, renderNotice } from '../../../src/platforms/slack/render.ts';
import { conformance } from '../conformance.ts';
import { anyText } from '../hostile-text.ts';
import { say } from '../say.ts';
import { answer, formatCommand } from './cards.ts';
import { inspect } from './inspect.ts';
import { field, list } from './rules.ts';

const options = { formatCommand, postable: true };
const preview = {
  call: { command: 'fact', text: 'acme.founded-1949' },
  notes: [say('post-preview'), say('post-shared-maybe')],
};
const posted = say('posted-by', { name: 'somebody' });
const shouted = say('posted-by', { name: '&<!channel>'.repeat(9) });

describe('every answer in a channel', () => {
  conformance((one, words) => renderAnswer(one, words, options), inspect);
});

describe('every preview of a post', () => {
  conformance((one, words) => renderAnswer(one, words, { ...options, preview }), inspect);
});

describe('every card that somebody posted', () => {
  conformance((one, words) => renderAnswer(one, words, { ...options, posted: shouted }), inspect);
});

describe('who posted a card, and what stands above its preview', () => {
  it('pings nobody and links nothing, whatever it is', () => {
    const { links } = inspect(renderAnswer(answer(), say, options));
    fc.assert(
      fc.property(anyText(300), (name) => {
        const sentence = say('posted-by', { name });
        const notes = { ...preview, notes: [sentence, name] };
        const seen = [
          inspect(renderAnswer(answer(), say, { ...options, posted: sentence })),
          inspect(renderAnswer(answer(), say, { ...options, preview: notes })),
        ];
        expect(seen.flatMap((one) => [...one.pings, ...one.overLimits])).toEqual([]);
        expect(seen.flatMap((one) => one.links.filter((link) => !links.includes(link)))).toEqual([]);
      }),
      { endOnFailure: true },
    );
  });
});

describe('every notice', () => {
  it('pings nobody and links nothing, whatever stands in it', () => {
    fc.assert(
      fc.property(anyText(6_000), (text) => {
        const seen = inspect(renderNotice(`Posted by ${text}.`));
        expect([...seen.pings, ...seen.links, ...seen.overLimits]).toEqual([]);
      }),
      { endOnFailure: true },
    );
  });
});

const types = (blocks: readonly { type: string }[]): string[] => blocks.map((block) => block.type);
function buttonsOf(message: unknown): readonly unknown[] {
  const actions = list(field(message, 'blocks')).find((block) => field(block, 'type') === 'actions');
  return list(field(actions, 'elements'));
}
const idsOf = (message: unknown): unknown[] => buttonsOf(message).map((one) => field(one, 'action_id'));

describe('a card', () => {
  const card = renderAnswer(answer(), say, options);

  it('has a heading, the passages, the sources, a last line and buttons, in this order', () => {
    expect(types(card.blocks)).toEqual(['header', 'rich_text', 'divider', 'rich_text', 'context', 'actions']);
    expect(idsOf(card)).toEqual(['ask-0', 'open-1', 'post']);
  });

  it('unfurls nothing', () => {
    expect(card).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });

  it('shows a claim letter by letter, and the source under its number', () => {
    const { visible, links } = inspect(card);
    expect(visible).toContain('The Daily says Acme & Sons was founded in 1949 <sic>. [1]');
    expect(visible).toContain('“We have *always* been here”[2]');
    expect(visible).toContain(
      '[1] The Daily, “Acme | a history” · press · 25 June 2018 · archived: archive.example',
    );
    expect(visible).toContain('[2] Acme, “About us” · the company itself · cited by The Daily');
    expect(links).toEqual([
      'https://daily.example/acme?a=1&b=2',
      'https://archive.example/daily/acme',
      'https://daily.example/acme',
      'https://acme.example/wrong',
    ]);
  });

  it('sets the words of a source off as a quotation', () => {
    expect(card.blocks[1]).toMatchObject({
      elements: [{ type: 'rich_text_section' }, { type: 'rich_text_quote' }],
    });
  });

  it('says all of it in plain words, escaped', () => {
    expect(card.text).toContain('Acme &amp; Sons was founded in 1949 &lt;sic&gt;. [1]');
    expect(card.text).toContain('https://daily.example/acme?a=1&amp;b=2');
    expect(card.text).toContain('As of 2018-06-25');
  });

  it('spells what to type as Slack has it', () => {
    const body = [
      {
        lines: [
          [{ kind: 'example' as const, call: { command: 'fact', text: 'acme.owner' } }],
          [{ kind: 'example' as const, call: { command: 'ask', text: 'who owns acme?' } }],
          [{ kind: 'example' as const, call: { command: 'boycott', text: '' } }],
        ],
        facts: [],
        rank: 0,
      },
    ];
    const { visible, plain } = inspect(renderAnswer(answer({ body, citations: [] }), say, options));
    for (const words of [visible, plain]) {
      expect(words).toContain('/boycott fact acme.owner\n/ask who owns acme?\n/boycott\n');
    }
  });

  it('keeps the lines of what is copied elsewhere', () => {
    const code = '@misc{acme,\n  title = {`Acme` *history*}\n}';
    const body = [{ lines: [[{ kind: 'code' as const, text: code }]], facts: [], rank: 0 }];
    const message = renderAnswer(answer({ body, citations: [] }), say, options);
    expect(message.blocks[1]).toMatchObject({
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: code }] }],
    });
  });

  it('offers to post only where that may be, and only what can be given again', () => {
    expect(idsOf(renderAnswer(answer(), say, { formatCommand, postable: false }))).not.toContain('post');
    const { share: _, ...private_ } = answer();
    expect(idsOf(renderAnswer(private_, say, options))).not.toContain('post');
  });

  it('gives every button a label for screen readers', () => {
    expect(buttonsOf(card)).toMatchObject([
      { accessibility_label: 'Who owns Acme?' },
      { accessibility_label: 'Something wrong? (acme.example)' },
      { accessibility_label: 'Post here' },
    ]);
  });

  it.each(['javascript:alert(1)', 'http://acme.example/', 'data:text/html,x', 'acme'])(
    'does not lead to %s: nowhere but to https',
    (url) => {
      const citations = answer().citations.map((one) => ({ ...one, url, archivedUrl: url }));
      const message = renderAnswer(answer({ citations, actions: [{ label: 'x', url }] }), say, options);
      expect(idsOf(message)).toEqual(['post']);
      expect(inspect(message).links.filter((link) => link === url)).toEqual([]);
    },
  );
});

describe('a preview', () => {
  it('says so, shows the card as it will be posted, and asks', () => {
    const card = renderAnswer(answer({ actions: [] }), say, { formatCommand, postable: false, posted });
    const shown = renderAnswer(answer(), say, { formatCommand, postable: false, preview, posted });
    expect(idsOf(shown)).toEqual(['confirm', 'cancel']);
    expect(shown.blocks.slice(1, -1)).toEqual(card.blocks);
    expect(shown.text).toBe(`${preview.notes.join('\n\n')}\n\n${card.text}`);
    expect(card.text).toMatch(/Posted by somebody$/u);
    expect(card.blocks.at(-1)).toMatchObject({ type: 'context', elements: [{ text: posted }] });
  });
});

describe('a long answer', () => {
  const claim = 'A long claim, every word of which counts. '.repeat(80).trim();
  const long = (count: number, words = claim): ReturnType<typeof answer> =>
    answer({
      body: Array.from({ length: count }, (_, index) => ({
        lines: [
          [
            { kind: 'text' as const, text: words },
            { kind: 'cite' as const, number: 1 },
          ],
        ],
        facts: [factId.parse(`acme.claim-${index}`)],
        rank: index,
      })),
      citations: answer().citations.slice(0, 1),
    });

  it('parts a claim longer than a run between words, and loses none', () => {
    const message = renderAnswer(long(1), say, options);
    const texts = message.blocks.flatMap((block) => (block.type === 'rich_text' ? block.elements : []));
    expect(claim.length).toBeGreaterThan(3_000);
    expect(texts.length).toBeGreaterThan(2);
    expect(inspect(message).visible.replace(/\n/gu, '')).toContain(claim);
  });

  it('leaves whole passages out, the last in rank first, and says how to get them', () => {
    const { visible, plain } = inspect(renderAnswer(long(3, claim.slice(0, 1_500)), say, options));
    expect(visible).toContain('did not fit here. /boycott fact acme.claim-2');
    expect(visible.split(claim.slice(0, 1_500)).length).toBe(3);
    expect(plain).toContain('did not fit here. /boycott fact acme.claim-2');
  });

  it('keeps claims and addresses in the plain words when the details of many sources are too long for them', () => {
    const [first] = answer().citations;
    if (!first) throw new Error('no citation');
    const citations = Array.from({ length: 12 }, (_, index) => ({
      ...first,
      number: index + 1,
      details: [
        'research by a campaigning organisation',
        'interest: '.padEnd(180, 'x'),
        'valid as of 12 July 2024',
      ],
    }));
    const line = [
      { kind: 'text' as const, text: 'A claim.' },
      ...citations.map(({ number }) => ({ kind: 'cite' as const, number })),
    ];
    const message = renderAnswer(
      answer({ body: [{ lines: [line], facts: [], rank: 0 }], citations }),
      say,
      options,
    );
    const { visible, plain } = inspect(message);
    expect(visible).toContain('[12] The Daily, “Acme | a history” · research by a campaigning organisation');
    expect(plain).toContain('[12] The Daily, “Acme | a history” · https://daily.example/acme');
    expect(plain).not.toContain('interest:');
  });

  it('gives up the titles of sources in the plain words before it leaves a claim out', () => {
    const [first] = answer().citations;
    if (!first) throw new Error('no citation');
    const citations = Array.from({ length: 10 }, (_, index) => ({
      ...first,
      number: index + 1,
      title: 'T'.repeat(150),
    }));
    const line = [
      { kind: 'text' as const, text: claim.slice(0, 2_800) },
      ...citations.map(({ number }) => ({ kind: 'cite' as const, number })),
    ];
    const message = renderAnswer(
      answer({ body: [{ lines: [line], facts: [], rank: 0 }], citations }),
      say,
      options,
    );
    const { visible, plain } = inspect(message);
    expect(plain).toContain(claim.slice(0, 2_800));
    expect(plain).toContain('[10] The Daily: https://daily.example/acme');
    expect(plain.endsWith('As of 2018-06-25 · acme.founded-1949')).toBe(true);
    expect(visible).toContain(`[10] The Daily, “${'T'.repeat(150)}”`);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Span } from '../../../src/core/answer.ts';
import { readCustomId } from '../../../src/platforms/discord/buttons.ts';
import { signature } from '../../../src/platforms/discord/deliver.ts';
import { type ActionRow, escapeText, link, type Message } from '../../../src/platforms/discord/message.ts';
import { renderAnswer, renderPlain, renderSentence } from '../../../src/platforms/discord/render.ts';
import { conformance, type Inspection, pressing, squash } from '../conformance.ts';
import { say } from '../harness.ts';
import { anyText } from '../hostile-text.ts';
import { card, plainMessage } from './cards.ts';
import { inspect } from './inspect.ts';

/** Formatting that is not ours, and a second heading, break the layout. */
function inspectLayout(message: Message): Inspection {
  const seen = inspect(message);
  const headings = seen.headings > 1 ? [`${seen.headings} headings`] : [];
  return { ...seen, overLimits: [...seen.overLimits, ...seen.foreign, ...headings] };
}

type Render = Parameters<typeof conformance<Message>>[0];

describe.each<[string, Render]>([
  ['the card', (answer, by) => renderAnswer(answer, by)],
  ['the plain form', (answer, by) => renderPlain(answer, by)],
  ['a small answer in a channel', (answer, by) => renderAnswer(answer, by, { small: true, buttons: 'public' })],
  [
    'a preview',
    (answer, by) => {
      const notice = `${by('post-preview')} @everyone <@1> [x](https://evil.example)`;
      return renderAnswer(answer, by, { buttons: 'preview', notice });
    },
  ],
])('%s', (_, render) => conformance(render, inspectLayout));

const KINDS = { ask: 'ask', pick: 'replace', preview: 'preview' } as const;
pressing(
  (answer, by) => renderAnswer(answer, by),
  (message) =>
    pressable(message).flatMap((id) => {
      const pressed = readCustomId(id);
      const { kind } = pressed;
      return kind === 'ask' || kind === 'pick' || kind === 'preview' ? [{ kind: KINDS[kind], call: pressed.call }] : [];
    }),
);

it('what can be pressed has its menu in a row of its own below the buttons, with its name', () => {
  const options = [{ label: 'Cite', call: { command: 'cite', text: 'acme.owner' } }];
  const rows = rowsOf(renderAnswer({ ...card(), menu: { label: 'More', options } }, say));
  expect(rows.at(-1)).toEqual({
    type: 1,
    components: [
      { type: 3, custom_id: '1m', placeholder: 'More', options: [{ label: 'Cite', value: '1a.en:cite acme.owner' }] },
    ],
  });
  expect(rows).toHaveLength(2);
});

function rowsOf(message: Message): readonly ActionRow[] {
  return message.components
    .flatMap((one) => (one.type === 17 ? one.components : [one]))
    .flatMap((one) => (one.type === 1 ? [one] : []));
}

/** What Discord sends back of each button, and of each entry of a menu. */
const pressable = (message: Message): readonly string[] =>
  rowsOf(message)
    .flatMap((row) => row.components)
    .flatMap((one) =>
      one.type === 3 ? one.options.map(({ value }) => value) : 'custom_id' in one ? [one.custom_id] : [],
    );

/** A card that says this alone. */
const saying = (...lines: readonly (readonly Span[])[]): Answer => ({
  ...card(),
  citations: [],
  actions: [],
  closing: '',
  body: [{ lines, facts: [], rank: 0 }],
});
/** Everything in a message that is live, and none of ours. */
const live = (message: Message) => {
  const { links, pings, foreign } = inspect(message);
  return [...links, ...pings, ...foreign];
};

it('a card reads as heading, claims with their sources as links, where those lead, last line, buttons', () => {
  const message = renderAnswer(card(), say);
  expect(message.flags).toBe(32_768 | 4);
  const { visible, leads } = inspect(message);
  expect(visible).toBe(
    [
      'Unified Immigration Portal (UIP)',
      'What is reported',
      'AFSC Investigate says that Salesforce systems underpin the portal. [AFSC 2024]',
      'investigate.afsc.org · As of 2024-07-12',
      '',
    ].join('\n'),
  );
  expect(leads).toEqual([['[AFSC 2024', 'https://investigate.afsc.org/company/salesforce']]);
  expect(JSON.stringify(message)).toContain('"label":"Post here"');
});

it('a card lists every source under its number where all is told of them', () => {
  const { visible, leads } = inspect(renderAnswer({ ...card(), sources: 'listed' }, say));
  expect(visible).toContain(
    [
      'the portal. [1]',
      'Sources',
      '[1] AFSC Investigate, “Salesforce Inc” (investigate.afsc.org) · research · valid as of 12 July 2024',
      'As of 2024-07-12',
      '',
    ].join('\n'),
  );
  expect(leads[0]).toEqual(['[1', 'https://investigate.afsc.org/company/salesforce']);
});

it('a card shows an example as it is typed and a code block with its newlines, and lets nothing out of it', () => {
  const code = '@misc{a,\n  title = {B_C}\n}';
  const call = { command: 'boycott', text: 'salesforce' };
  const text = JSON.stringify(renderAnswer(saying([{ kind: 'example', call }], [{ kind: 'code', text: code }]), say));
  expect(text).toContain('`/boycott salesforce`');
  expect(text).toContain('```\\n@misc{a,\\n  title = {B_C}\\n}\\n```');
  const nasty = 'x\n```\n@everyone <@1> [a](https://evil.example)\n```\ny';
  expect(live(renderAnswer(saying([{ kind: 'code', text: nasty }]), say))).toEqual([]);
});

it('a card drops a button whose call can not travel, and never two with one custom_id', () => {
  const actions = ['x'.repeat(120), 'x', 'x'].map((text) => ({
    label: text.slice(0, 9),
    call: { command: 'ask', text },
  }));
  const message = renderAnswer({ ...card(), actions }, say);
  expect(pressable(message).map((id) => id.split(':')[1])).toEqual(['ask x', 'fact salesforce.uip-runs-on']);
  expect(inspect(message).overLimits).toEqual([]);
});

it('a sentence shows just its words, whatever stands in them', () => {
  fc.assert(
    fc.property(anyText(300), fc.boolean(), (text, rich) => {
      const forms = renderSentence(`Posted by ${text}.`);
      const message = rich ? forms.card : forms.plain();
      expect([...live(message), ...inspect(message).overLimits]).toEqual([]);
      expect(squash(inspect(message).visible)).toBe(squash(`Posted by ${text}.`));
    }),
    { endOnFailure: true },
  );
});

it('who posted a card is said in its last line, whatever they are called: it pings nobody, links nowhere and is on one line', () => {
  fc.assert(
    fc.property(anyText(300), fc.constantFrom('card', 'plain'), (name, form) => {
      const options = { buttons: 'none', signature: signature(name, say) } as const;
      const render = form === 'card' ? renderAnswer : renderPlain;
      const plain = inspect(render(card(), say, { buttons: 'none' }));
      const seen = inspect(render(card(), say, options));
      expect([...seen.pings, ...seen.overLimits]).toEqual([]);
      expect([seen.links, seen.foreign]).toEqual([plain.links, plain.foreign]);
      expect(seen.visible.split('\n').length - plain.visible.split('\n').length).toBeLessThanOrEqual(1);
      expect(options.signature.length).toBeLessThanOrEqual('Posted by '.length + 80);
    }),
    { endOnFailure: true },
  );
  expect(signature('  \u202e ', say)).toBe('');
});

const markup = [
  '# heading|-# small|> quote|>>> all|- list|+ list|* list|1. list|12) list|~~gone~~|`code`|@everyone and @here',
  '[x](https://evil.example)|<https://evil.example>|https://evil.example|discord.gg/evil',
  'https://discord.com/invite/evil|<t:1700000000:R>|<@123456789012345678>|<@&123456789012345678>',
  '<#123456789012345678>|</ask:123456789012345678>|<:name:123456789012345678>|__under__ *em* _em_',
];
it.each([...markup.join('|').split('|'), '||spoiler||', 'back\\slash \\*not em\\*'])('shows %s as it is', (text) => {
  const message = plainMessage(escapeText(text));
  expect(inspect(message).visible).toBe(`${text}\n`);
  expect(live(message)).toEqual([]);
});

it('escaping holds across two spans of one line', () => {
  const evil = ['http:|//evil.example', 'discord.|gg/evil', '<|@123456789012345678>'];
  for (const pair of [...evil, '1|. list', '|# heading']) {
    const texts = pair.split('|');
    const message = renderAnswer(saying(texts.map((text) => ({ kind: 'text', text }))), say);
    expect(inspect(message).visible).toContain(texts.join(''));
    expect(live(message)).toEqual([]);
  }
});

it('escaping takes milliseconds for 100,000 of anything', () => {
  for (const unit of ['`', '*_', '[', '](', '<@', '||', ' ', '\\', '. ', '1']) {
    const text = unit.repeat(100_000 / unit.length);
    const start = performance.now();
    escapeText(text);
    link(text, 'https://a.example/');
    expect(performance.now() - start).toBeLessThan(500);
  }
});

it('escaping takes out controls, direction marks and halves of characters, and makes one line of many', () =>
  expect(escapeText('a\u202eb\u0000c\ud800d\u200be\nf')).toBe('abcde f'));

it('escaping makes a masked link only where Discord would show it as one', () => {
  fc.assert(
    fc.property(anyText(300), (label) => {
      const url = 'https://a.example/x_y*z';
      expect(inspect(plainMessage(link(label, url))).links).toEqual([url]);
    }),
  );
  // An open bracket in a label would leave the link as its source.
  expect(inspect(plainMessage(link('NYT [2025', 'https://a.example/'))).leads).toEqual([
    ['NYT (2025', 'https://a.example/'],
  ]);
  expect(link('evil', 'https://a.example/b(c')).toBe('evil <https://a.example/b(c>');
  expect(link('https://good.example', 'https://a.example/')).toBe('https\\://good\\.example <https://a.example/>');
});

import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { sourceId } from '../../../src/facts/schema/values.ts';
import {
  type ConsoleMessage,
  formatCommand,
  renderAnswer,
  textOf,
} from '../../../src/platforms/console/render.ts';
import type { Look } from '../../../src/platforms/console/terminal.ts';
import { conformance, type Inspection } from '../conformance.ts';
import { say } from '../harness.ts';
import { answer as short } from './session.ts';

const ESCAPE = '\u001b';
const HYPERLINK = new RegExp(`${ESCAPE}\\]8;;([\\x21-\\x7e]*)${ESCAPE}\\\\`, 'g');
const NAMED = new RegExp(
  `${ESCAPE}\\]8;;([\\x21-\\x7e]+)${ESCAPE}\\\\(.*?)${ESCAPE}\\]8;;${ESCAPE}\\\\`,
  'g',
);
const COLOUR = new RegExp(`${ESCAPE}\\[(?:0|1|2|22|36|39)m`, 'g');

const bare = (text: string): string => text.replace(HYPERLINK, '').replace(COLOUR, '');

/** What a terminal makes of the lines: every escape code that is not one of ours could ring, retitle or forge. */
const inspectFor =
  (look: Look) =>
  ({ lines }: ConsoleMessage): Inspection => {
    const visible = lines.map((line) => bare(line.text)).join('\n');
    const addresses = lines.filter((line) => line.kind === 'address');
    const linked = addresses.flatMap((line) =>
      [...line.text.matchAll(HYPERLINK)].map((match) => match[1] ?? ''),
    );
    return {
      visible,
      plain: visible,
      leads: lines.flatMap(({ text }) => [
        ...[...text.matchAll(NAMED)].map(([, url = '', words = '']): [string, string] => [bare(words), url]),
        ...[...bare(text).matchAll(/^ (.*\S) (https:\/\/\S+)$/g)].map(
          ([, words = '', url = '']): [string, string] => [words.replace(/^\[\d+\] (.*)$/, '[$1]'), url],
        ),
      ]),
      links: look.links
        ? linked.filter((url) => url !== '')
        : addresses.flatMap((line) => /(?:^|\s)(https:\/\/\S+)$/.exec(line.text)?.[1] ?? []),
      overLimits: lines.flatMap((line) => [
        ...(line.kind === 'text' &&
        look.width !== Number.POSITIVE_INFINITY &&
        stringWidth(bare(line.text)) > look.width
          ? [`wider: ${line.text}`]
          : []),
        ...(line.text.includes('\n') ? ['a line break inside a line'] : []),
        ...(line.kind === 'address' && !bare(line.text).includes('https://')
          ? ['the address is not shown']
          : []),
      ]),
      pings: (look.colour || look.links
        ? lines.map((line) => bare(line.text))
        : lines.map((line) => line.text)
      ).flatMap((text) => text.match(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu) ?? []),
    };
  };

describe.each<[string, Look]>([
  ['in colour with links, 80 columns', { width: 80, colour: true, links: true }],
  ['in a narrow terminal', { width: 24, colour: true, links: false }],
  ['in a pipe', { width: Number.POSITIVE_INFINITY, colour: false, links: false }],
])('%s', (_, look) => {
  conformance((answer, words) => renderAnswer(answer, words, look), inspectFor(look));
});

const answer: Answer = {
  ...short,
  body: [
    {
      title: 'What is reported',
      lines: [
        [
          { kind: 'text', text: 'AFSC says that it runs on the platform of the company.' },
          { kind: 'text', text: ' ' },
          { kind: 'cite', number: 1 },
        ],
        [{ kind: 'code', text: '@misc{afsc,\n  title = {Salesforce}\n}' }],
      ],
      facts: [],
      rank: 0,
    },
  ],
  citations: [
    {
      number: 1,
      source: sourceId.parse('afsc'),
      kind: 'research',
      label: 'AFSC, undated',
      publisher: 'AFSC',
      title: 'Salesforce Inc',
      details: ['research', 'undated'],
      essentials: ['research', 'undated'],
      url: 'https://afsc.example/salesforce',
      archivedUrl: 'https://archive.example/1',
    },
  ],
};

describe('renderAnswer', () => {
  const plain = { width: 40, colour: false, links: false };
  const lines = (changes: Partial<Answer> = {}) =>
    textOf(renderAnswer({ ...answer, ...changes }, say, plain));

  it('lays an answer out in reading order: under it each source by its number, its label and its address', () => {
    expect(lines()).toBe(
      `What is the UIP?

What is reported
  AFSC says that it runs on the platform
  of the company. [1]
  @misc{afsc,
    title = {Salesforce}
  }

 [1] AFSC, undated https://afsc.example/salesforce

As of 2026-11-22

 1) Timeline
 2) Something wrong?
    https://report.example/
`,
    );
  });

  it('tells all of the sources where they are listed, and says of one without an address that it has none', () => {
    expect(lines({ sources: 'listed' })).toContain(`
Sources
 [1] AFSC, “Salesforce Inc” · research ·
     undated
     https://afsc.example/salesforce
     archived: https://archive.example/1
`);
    const citations = answer.citations.map(({ url: _, ...one }) => one);
    expect(lines({ citations }).replace(/\s+/g, ' ')).toContain(`[1] AFSC, undated: ${say('no-address')}`);
  });

  it('links an address and shows it all the same, and leads there from the number', () => {
    const text = textOf(renderAnswer(answer, say, { width: 80, colour: false, links: true }));
    const url = 'https://afsc.example/salesforce';
    for (const shown of [url, '[1]'])
      expect(text).toContain(`\u001b]8;;${url}\u001b\\${shown}\u001b]8;;\u001b\\`);
  });

  it('numbers what its menu holds after its buttons', () => {
    const call = { command: 'cite', text: 'salesforce.uip' };
    expect(lines({ menu: { label: 'More', options: [{ label: 'Cite', call }] } })).toContain(' 3) Cite\n');
  });

  it('spells calls as they are typed here', () => {
    expect(formatCommand({ command: 'boycott', text: 'salesforce' })).toBe('boycott salesforce');
    expect(formatCommand({ command: 'help', text: '' })).toBe('help');
    expect(formatCommand({ command: 'ask', text: 'what is the UIP?\u001b[2J' })).toBe('what is the UIP?[2J');
  });
});

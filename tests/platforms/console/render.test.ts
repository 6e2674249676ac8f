import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { sourceId } from '../../../src/facts/schema/values.ts';
import { formatCommand, renderAnswer, textOf } from '../../../src/platforms/console/render.ts';
import type { Look } from '../../../src/platforms/console/terminal.ts';
import { conformance } from '../conformance.ts';
import { say } from '../harness.ts';
import { inspectFor } from './inspect.ts';
import { answer as short } from './session.ts';

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
  const lines = (changes: Partial<Answer> = {}) => textOf(renderAnswer({ ...answer, ...changes }, say, plain));

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
    for (const shown of [url, '[1]']) expect(text).toContain(`\u001b]8;;${url}\u001b\\${shown}\u001b]8;;\u001b\\`);
  });

  it('numbers what its menu holds after its buttons, and keeps a list together', () => {
    const options = ['2026', '2025'].map((label) => ({ label, call: { command: 'boycott', text: label } }));
    expect(lines({ menu: { label: 'Years', options } })).toContain('\n Years: 3) 2026  4) 2025\n');
    const line = (text: string) => ({ lines: [[{ kind: 'text' as const, text }]], facts: [], rank: 1 });
    expect(lines({ body: [line('• one'), line('• two')], citations: [] })).toContain('\n\n• one\n• two\n\n');
  });

  it('spells calls as they are typed here', () => {
    expect(formatCommand({ command: 'boycott', text: 'salesforce' })).toBe('boycott salesforce');
    expect(formatCommand({ command: 'help', text: '' })).toBe('help');
    expect(formatCommand({ command: 'ask', text: 'what is the UIP?\u001b[2J' })).toBe('what is the UIP?[2J');
  });
});

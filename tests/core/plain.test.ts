import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { plainCitation, plainSpan, plainText } from '../../src/core/plain.ts';
import { english, fact, run, textOf } from '../base.ts';

const spell = ({ command, text }: { readonly command: string; readonly text: string }) =>
  `/${command} ${text}`;

describe('plainSpan', () => {
  it('says each kind of span in words', () => {
    expect(plainSpan({ kind: 'text', text: 'a' }, spell)).toBe('a');
    expect(plainSpan({ kind: 'strong', text: 'b' }, spell)).toBe('b');
    expect(plainSpan({ kind: 'code', text: '{\n}' }, spell)).toBe('{\n}');
    expect(plainSpan({ kind: 'quote', text: 'we ask' }, spell)).toBe('“we ask”');
    expect(plainSpan({ kind: 'cite', number: 3 }, spell)).toBe('[3]');
    expect(plainSpan({ kind: 'example', call: { command: 'fact', text: 'a.b' } }, spell)).toBe('/fact a.b');
  });
});

describe('plainText', () => {
  it('holds every claim, every source with its address, and the last line, in reading order', async () => {
    const answer: Answer = await run('fact', 'norvane.ohi-ceiling');
    const text = plainText(answer, english.say, spell);
    const parts = [
      answer.heading,
      fact('norvane.ohi-ceiling').wordings.get('en')?.claim ?? '?',
      fact('norvane.says-licences').wordings.get('en')?.claim ?? '?',
      english.say('sources'),
      '[1] Office of Harbour Inspection (OHI), “Order book 2021”',
      'https://post.example.org/norvane-letter',
      '[2] Dockside Watch, “Norvane profile”',
      'https://watch.example.org/norvane',
      'https://archive.example.org/watch-norvane',
      'https://norvane.example.org/statement',
      answer.closing,
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('leaves out headings of what is not there', async () => {
    const answer = await run('privacy', '');
    expect(textOf(answer)).not.toContain(`${english.say('sources')}:`);
    expect(textOf(answer).split('\n\n')).toHaveLength(2);
  });
});

describe('plainCitation', () => {
  it('leads to the document that cites one without an address', async () => {
    const { citations } = await run('fact', 'norvane.ohi-ceiling');
    const [first] = citations;
    expect(first?.url).toBeUndefined();
    expect(first && plainCitation(first, english.say)).toContain(
      `${english.say('via', { publisher: 'Tidewater Post', title: 'Letter stirs Norvane' })} https://post.example.org/norvane-letter`,
    );
  });
});

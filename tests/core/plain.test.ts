import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { plainCitation, plainSpan, plainText } from '../../src/core/plain.ts';
import { english, fact, run, textOf } from '../base.ts';
import { anyAnswer } from '../platforms/answers.ts';
import { squash } from '../platforms/conformance.ts';
import { say } from '../platforms/harness.ts';

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

describe('the plain text of any answer', () => {
  /** What it must be made of: so many lines, of which only code has more than one of its own. */
  function linesOf(answer: Answer): number {
    const body = answer.body.map((passage) => {
      const own = passage.lines.map((line) =>
        line.reduce(
          (sum, span) => sum + (span.kind === 'code' ? plainSpan(span, spell).split('\n').length - 1 : 0),
          1,
        ),
      );
      return own.reduce((sum, one) => sum + one, passage.title ? 1 : 0);
    });
    const sources = answer.citations.length > 0 ? [answer.citations.length + 1] : [];
    const parts = [1, ...body, ...sources, ...(answer.closing || answer.permalink ? [1] : [])];
    return parts.reduce((sum, one) => sum + one, 0) + parts.length - 1;
  }

  it('holds every claim and every address, forges no line and holds no control', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const text = plainText(answer, say, spell);
        const squashed = squash(text);
        const claims = answer.body
          .flatMap((passage) => passage.lines.flat())
          .flatMap((span) => (span.kind === 'text' || span.kind === 'strong' ? [squash(span.text)] : []));
        expect(claims.filter((claim) => !squashed.includes(claim))).toEqual([]);
        const cited = answer.citations.flatMap((one) => [one.url, one.via?.url, one.archivedUrl]);
        expect(cited.filter((url) => url !== undefined && !text.includes(url))).toEqual([]);
        expect(text.match(/(?!\n)\p{Cc}|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu)).toBeNull();
        expect(text.split('\n')).toHaveLength(linesOf(answer));
      }),
      { endOnFailure: true },
    );
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

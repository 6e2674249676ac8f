import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutToWidth,
  displayWidth,
  fold,
  type Piece,
  printable,
  wrap,
} from '../../../src/platforms/console/width.ts';

const plain = (text: string): Piece[] => [{ text, look: 'plain' }];
const lines = (text: string, columns: number): string[] =>
  wrap(plain(text), columns).map((line) => line.map((piece) => piece.text).join(''));

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['ñandú', 5],
    ['日本語', 6],
    ['한국어', 6],
    ['（全角）', 8],
    ['👍', 2],
    ['👩‍👩‍👧‍👦', 2],
    ['🇪🇸', 2],
    ['❤️', 2],
    ['“…”', 3],
    ['\u200b', 0],
  ])('%s takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe('printable', () => {
  it('takes out everything that could steer a terminal', () => {
    expect(printable('\u001b[31mred\u001b[0m\u009b1m\u0000\u0007\u202egnp')).toBe('[31mred[0m1mgnp');
    expect(printable('a\r\nb\tc\u2028d  e')).toBe('a b c d e');
  });

  it('leaves everything else', () => {
    for (const text of ['$148.5 million…', 'Señor ½ ™', '日本語', '👩‍👩‍👧‍👦', 'می‌خواهم'])
      expect(printable(text)).toBe(text);
  });
});

describe('wrap', () => {
  it('breaks at spaces', () => {
    expect(lines('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });

  it('keeps a citation on the line of what it stands behind', () => {
    const pieces: Piece[] = [...plain('aaa bbb.'), { text: '[1]', look: 'accent' }];
    expect(wrap(pieces, 9).map((line) => line.map((piece) => piece.text).join(''))).toEqual([
      'aaa',
      'bbb.[1]',
    ]);
  });

  it('keeps what has one look together, spaces and all', () => {
    const pieces: Piece[] = [
      { text: 'one two', look: 'strong' },
      { text: ' three ', look: 'plain' },
      { text: 'four five', look: 'dim' },
    ];
    expect(wrap(pieces, 80)).toEqual([
      [
        { text: 'one two', look: 'strong' },
        { text: ' three ', look: 'plain' },
        { text: 'four five', look: 'dim' },
      ],
    ]);
  });

  it('breaks a word only when no line holds it', () => {
    expect(lines('ab cdefghijkl m', 5)).toEqual(['ab cd', 'efghi', 'jkl m']);
    expect(lines('日本語日本語', 5)).toEqual(['日本', '語日', '本語']);
  });

  it('does not break where there is no width', () => {
    expect(lines('word '.repeat(1000).trim(), Number.POSITIVE_INFINITY)).toHaveLength(1);
  });

  it('loses no character and is never wider than it may be', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 2, max: 40 }),
        (raw, columns) => {
          const text = printable(raw);
          const broken = lines(text, columns);
          expect(broken.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
          expect(broken.filter((line) => displayWidth(line) > columns)).toEqual([]);
        },
      ),
    );
  });

  it('breaks 100,000 characters within a second', () => {
    const started = performance.now();
    expect(lines('x'.repeat(100_000), 80)).toHaveLength(1250);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('fold', () => {
  const link = `https://api.slack.com/apps?manifest=${'x'.repeat(50)}`;

  it('breaks each line between words, and leaves one that fits as it is', () => {
    expect(fold('one two three\nTry:  a  |  b\n\nfour', 20)).toBe('one two three\nTry:  a  |  b\n\nfour');
    expect(fold('Slack is off, Discord is off: type setup\nnow', 20)).toBe(
      'Slack is off,\nDiscord is off: type\nsetup\nnow',
    );
  });

  it('leaves an address whole, on a line of its own when it is too long', () => {
    expect(fold(`Open ${link} and install it there`, 20)).toBe(`Open\n${link}\nand install it there`);
    expect(fold('Go to https://a.example/ now', 24)).toBe('Go to https://a.example/\nnow');
  });

  it('breaks nothing where there is no width', () => {
    const text = `${'word '.repeat(100)}${link}`;
    expect(fold(text, Number.POSITIVE_INFINITY)).toBe(text);
  });
});

describe('cutToWidth', () => {
  it('cuts at the end, by columns', () => {
    expect(cutToWidth('What is it?', 20)).toBe('What is it?');
    expect(cutToWidth('What is it?', 8)).toBe('What is…');
    expect(cutToWidth('日本語', 5)).toBe('日本…');
    expect(cutToWidth('What', 1)).toBe('');
  });
});

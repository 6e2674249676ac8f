import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beginning, clean, cutTyped, fold, shorten } from '../../src/core/text.ts';

/** Any text at all: whole characters, code points of every block, and halves of surrogate pairs. */
const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(' ', ..."k m bn grand , . - $ 1 25 148 ' é e\u0301 İ ß \u200b \u202e 한 ﷺ 👩‍👧 x".split(' ')),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);
const limit = fc.integer({ min: 1, max: 80 });

const halves = (text: string): boolean => /[\ud800-\udfff]/u.test(text);

/** Runs a property on any text, and any limit. */
const always = (holds: (text: string, most: number) => void, numRuns = 500): void =>
  fc.assert(
    fc.property(anything, limit, (text, most) => void holds(text, most)),
    { numRuns },
  );

it('clean changes nothing the second time', () => always((text) => expect(clean(clean(text))).toBe(clean(text))));

it('clean leaves no control, no direction mark, no half of a character and no double space', () => {
  const nasty = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
  always((text) => {
    const cleaned = clean(text);
    expect(cleaned).not.toMatch(nasty);
    expect(cleaned).not.toMatch(/\s{2}|^\s|\s$/);
    expect(halves(cleaned)).toBe(false);
  });
});

it.each([
  ['a\u0000b', 'ab', 'null byte'],
  ['\u202egnp.exe', 'gnp.exe', 'right-to-left override'],
  ['\u001b[31mred', '[31mred', 'escape'],
  ['ｓａｌｅ\u00a0\n\tx', 'sale x', 'full width, spaces of all sorts'],
  ['cafe\u200b\u0301', 'café', 'an accent behind an invisible character'],
  ['a\ud83d', 'a', 'half of a pair'],
])('clean makes %j %j: %s', (text, cleaned) => expect(clean(text)).toBe(cleaned));

it('fold changes nothing the second time', () => always((text) => expect(fold(fold(text))).toBe(fold(text)), 1_000));

it('fold gives words of letters and digits with one space between them', () => {
  always((text) => {
    expect(fold(text)).toMatch(/^(?:[\p{L}\p{N}.]+(?: [\p{L}\p{N}.]+)*)?$/u);
  });
});

it('fold makes no difference between large and small letters, or accents', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z ]{0,30}$/), (text) => fold(text.toUpperCase()) === fold(text)));
  expect(fold('¿Cuántos EMPLEADOS firmaron?')).toBe('cuantos empleados firmaron');
});

it.each([
  ["what's", 'whats'],
  ['what’s', 'whats'],
  ['$148.5 million', '148.5 million'],
  ['148,5', '148.5'],
  ['250,000', '250000'],
  ['1,234,567', '1234567'],
  ['250k', '250000'],
  ['250 grand', '250000'],
  ['$2.01k', '2010'],
  ['40m', '40 million'],
  ['1.5bn', '1.5 billion'],
  ['1000000000000k', '1000000000000k'],
  ['h264 and mp3', 'h264 and mp3'],
  ['end. Start', 'end start'],
  ['.5', '5'],
  ['!?…', ''],
  ['<!channel>', 'channel'],
  ['AT&T', 'at t'],
])('fold folds %j to %j', (text, folded) => expect(fold(text)).toBe(folded));

it('shorten keeps to its limit, and leaves alone what is short enough', () => {
  always((text, most) => {
    const short = shorten(text, most);
    expect(short.length).toBeLessThanOrEqual(most);
    expect(shorten(short, most)).toBe(short);
    if (text.length <= most) expect(short).toBe(text);
    else expect(short).toMatch(/…$/);
  });
});

it('shorten splits no character as a reader sees it', () => {
  const segments = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  const whole = fc.array(fc.constantFrom('a', ' ', 'é', 'e\u0301\u0302', '👩‍👩‍👧‍👦', '🏳️‍🌈', '한', '🇪🇸'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(whole, limit, (parts, most) => {
      const text = parts.join('');
      const short = shorten(text, most);
      const kept = segments(short.endsWith('…') && text.length > most ? short.slice(0, -1) : short);
      expect(segments(text).slice(0, kept.length)).toEqual(kept);
    }),
    { numRuns: 300 },
  );
});

it('shorten cuts between words where a word ends near, and inside one where none does', () => {
  expect(shorten('one two three four', 15)).toBe('one two three…');
  expect(shorten('abcdefghijklmnopqrst', 10)).toBe('abcdefghi…');
});

it('cutTyped gives at most so many code points, clean, and changes nothing the second time', () => {
  always((text, most) => {
    const cut = cutTyped(text, most);
    expect([...cut].length).toBeLessThanOrEqual(most);
    expect(halves(cut)).toBe(false);
    expect(cutTyped(cut, most)).toBe(cut);
    expect(clean(text).startsWith(cut)).toBe(true);
  });
});

it('cutTyped keeps what is short enough whole', () =>
  expect(cutTyped('who signed the letter?', 200)).toBe('who signed the letter?'));

it('cutTyped is cut before it is cleaned, however much one character stands for', () =>
  expect([...cutTyped('ﷺ'.repeat(100_000), 200)]).toHaveLength(200));

it('the beginning of a text is the text itself where that is short enough in NFKC, else at most so much', () => {
  const texts = fc.oneof(anything, fc.string({ unit: 'binary', minLength: 200, maxLength: 900 }));
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 1_000 }), (text, most) => {
      const seen = beginning(text, most);
      if (seen !== text) expect(seen.length).toBeLessThanOrEqual(most);
      if (seen !== text) expect(clean(text).startsWith(clean(seen.slice(0, -1)))).toBe(true);
    }),
  );
  expect(beginning('½ of it\n', 20)).toBe('½ of it\n');
});

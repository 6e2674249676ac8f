import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evened, findQuote } from '../../../editor/links/quotes.ts';
import { htmlText, pageText } from '../../../editor/links/texts.ts';

const find = (quote: string, text: string) => findQuote(quote, evened(text));

const TEXT = `Dear Marc, “given the inhumane separation of children from their parents — currently taking place at the
border — we believe that our core value of Equality is at stake”, the letter says. It isn't over.`;

it.each([
  'given the inhumane separation of children from their parents',
  'parents - currently taking   place at the border',
  'It isn’t over.',
  'It isn\u0092t over.',
  '"given the inhumane',
  "isn\u200b't\u00a0over",
])('a quotation is the same: %s', (quote) => expect(find(quote, TEXT)).toEqual({ kind: 'same' }));

it.each([
  ['Given the inhumane separation of children', 'given the inhumane separation of children'],
  ['our core values of Equality is at stake', 'our core value of Equality is at stake'],
  ['separation of child', 'separation of children'],
  ['humane separation', 'inhumane separation'],
])('a quotation that differs by one letter or ends within a word is shown with the place: %s', (quote, theirs) =>
  expect(find(quote, TEXT)).toMatchObject({ kind: 'differs', theirs: expect.stringContaining(theirs) }),
);

it('a quotation may stand within a longer word in one place, when it stands alone in another', () =>
  expect(find('cut the contract', 'They cut the contracts. We say: cut the contract!').kind).toBe('same'));

it('a quotation of which nothing is there is absent', () => {
  expect(find('the moon is made of the finest cheese', TEXT)).toEqual({ kind: 'absent' });
  expect(find('', TEXT)).toEqual({ kind: 'absent' });
  expect(find('anything', '')).toEqual({ kind: 'absent' });
});

it('a quotation with another comma, digit, capital or missing word is never the same', () => {
  const text = 'At 1,500 people, the plant was closed in 2019 without notice.';
  for (const quote of [
    'At 1.500 people, the plant was closed in 2019',
    'At 1,500 people the plant was closed in 2019',
    'the plant was closed in 2018 without notice',
    'The plant was closed in 2019 without notice',
    'the plant closed in 2019 without notice',
    'the plant was not closed in 2019 without notice',
  ]) {
    expect(find(quote, text).kind).toBe('differs');
  }
});

const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnop'), minLength: 1, maxLength: 9 });
const sentence = fc.array(word, { minLength: 4, maxLength: 20 }).map((words) => words.join(' '));

it('whatever is quoted is found again, however it is typeset', () => {
  const space = fc.constantFrom('\n', '  ', '\u00a0', ' \t ', '\u2003');
  fc.assert(
    fc.property(sentence, sentence, sentence, space, (before, quote, after, gap) => {
      const typeset = [...quote.replaceAll(' ', gap)].join(gap === '  ' ? '\u00ad' : '');
      expect(find(quote, `${before}. ${typeset}, ${after}`)).toEqual({ kind: 'same' });
    }),
  );
});

const words = (html: string) => htmlText(html).replace(/\s+/g, ' ').trim();

it('reads what a reader sees', () => {
  const html = `<html><head><title>The &ldquo;letter&rdquo;</title><style>p{}</style></head><body class="a>b">
    <script>if (a < b) document.write("<p>no</p>")</script><!-- <p>no</p> -->
    <p>We can<b>not</b> cede<br>responsibility</p><p>for&nbsp;the use&hellip; &#8220;a&#x201d; &amp;amp;</p>
    <noscript>no</noscript><svg><title>no</title></svg>1 < 2 it&#146;s <img alt="x > y">end &nosuch; AT&T`;
  expect(words(html)).toBe('We cannot cede responsibility for the use… “a” &amp; 1 < 2 it’s end &nosuch; AT&T');
});

it.each([
  ['<P>İİİİ<SCRIPT>no</SCRIPT>yes</P>', 'İİİİyes'],
  ['<p>one<script>two', 'one'],
  ['<p>one<!-- two', 'one'],
  ['<p>one<a href="two', 'one'],
  ['<head><p>one', 'one'],
  ['<title>one', ''],
])('reads pages that are odd or cut short: %s', (html, text) => expect(words(html)).toBe(text));

it.each(['<!--', '<script>', '&', '<div>'])(
  'takes a hostile page of %s without end',
  (piece) => expect(typeof htmlText(piece.repeat(400_000))).toBe('string'),
  20_000,
);

it.each([
  ['it\x92s caf\xe9', 'text/plain; charset=iso-8859-1'],
  ['<meta charset="windows-1252"><p>it\x92s caf\xe9', 'text/html'],
  [Buffer.from('it’s café').toString('latin1'), 'text/plain; charset=none'],
])('decodes by what the answer or the page says: %s as %s', (text, contentType) => {
  const bytes = Buffer.from(`${text}${' and so on'.repeat(40)}`, 'latin1');
  expect(pageText({ bytes, contentType })).toMatchObject({ words: expect.stringMatching(/^it's café/) });
});

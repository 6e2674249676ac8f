import { expect, it } from 'vitest';
import { htmlText, pageText } from '../../../editor/links/texts.ts';

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

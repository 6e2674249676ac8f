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

it('decodes by what the answer or the page says, and leaves Windows’ signs to the comparison', () => {
  const latin = (text: string, contentType: string) => pageText({ bytes: Buffer.from(text, 'latin1'), contentType });
  expect(latin('it\x92s caf\xe9', 'text/plain; charset=iso-8859-1')).toMatchObject({
    // Node 20 leaves the sign as it is, later ones read it.
    text: expect.stringMatching(/^it[\u0092’]s café$/),
  });
  expect(latin('<meta charset="windows-1252"><p>caf\xe9', 'text/html')).toMatchObject({
    text: expect.stringContaining('café'),
  });
  expect(pageText({ bytes: Buffer.from('café'), contentType: 'text/plain; charset=none' })).toMatchObject({
    text: 'café',
  });
});

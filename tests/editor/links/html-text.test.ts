import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeEntities, htmlText } from '../../../editor/links/html-text.ts';

const words = (html: string) => htmlText(html).text.replace(/\s+/g, ' ').trim();

it('reads what a reader sees', () => {
  const html = `<html><head><title>The &ldquo;letter&rdquo;</title><style>p{}</style></head><body class="a>b">
    <script>if (a < b) document.write("<p>no</p>")</script><!-- <p>no</p> -->
    <p>We can<b>not</b> cede<br>responsibility</p><p>for&nbsp;the use&hellip; &#8220;a&#x201d; &amp;amp;</p>
    <noscript>no</noscript><svg><title>no</title></svg>1 < 2 <img alt="x > y">end`;
  expect(htmlText(html).title).toBe('The “letter”');
  expect(words(html)).toBe('We cannot cede responsibility for the use… “a” &amp; 1 < 2 end');
});

it('reads on where capitals take more room in lower case', () => {
  expect(words('<P>İİİİ<SCRIPT>no</SCRIPT>yes</P>')).toBe('İİİİyes');
});

it('reads pages that are cut short', () => {
  expect(words('<p>one<script>two')).toBe('one');
  expect(words('<p>one<!-- two')).toBe('one');
  expect(words('<p>one<a href="two')).toBe('one');
  expect(words('<p>one<')).toBe('one<');
  expect(words('<title>one')).toBe('one');
});

it('leaves entities that nobody knows', () => {
  expect(decodeEntities('&nosuch; &; &#0; &#x110000; AT&T &eacute;&#146;')).toBe(
    '&nosuch; &; &#0; &#x110000; AT&T é’',
  );
});

it('takes any text', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '</',
    'script',
    'p',
    '"',
    "'",
    '=',
    '&',
    '#',
    '<!--',
    '-->',
    'a',
    ' ',
    'İ',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
      ),
      (html) => {
        expect(typeof htmlText(html).text).toBe('string');
      },
    ),
  );
});

it('reads a hostile page in one pass', () => {
  for (const piece of ['<', '<a ', '<!--', '<script>', '</script', '&', '<a "', '<title>']) {
    expect(typeof htmlText(piece.repeat(200_000)).text).toBe('string');
  }
});

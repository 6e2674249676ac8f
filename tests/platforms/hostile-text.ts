import fc from 'fast-check';

/** What hurts: markup of both platforms, mentions, forged links, escapes, direction marks, long runs. */
export const NASTY = [
  '<!channel>',
  '<!here|here>',
  '<@U012AB3CD>',
  '<#C012AB3CD|general>',
  '<https://evil.example|https://good.example>',
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<t:1700000000:R>',
  '</ask:123456789012345678>',
  '[x](javascript:alert(1))',
  '[good](https://evil.example)',
  '**bold** __under__ ~~gone~~ ||spoiler||',
  '# heading\n-# small\n> quote\n>>> all\n- list\n1. list',
  '```js\ncode\n```',
  '`'.repeat(300),
  '*_~|`'.repeat(60),
  '& < > &amp; &lt;!channel&gt;',
  '\u001b[31mred\u001b[0m\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007',
  '\u0000\u0007\u0008',
  '\u202egnp.exe\u202c',
  '‏‎​⁦',
  '👩‍👩‍👧‍👦🏳️‍🌈é́́́',
  '   ',
  'www.evil.example http://evil.example discord.gg/evil',
  '\ud83d',
  '\udc00 half',
  '@every\u200bone <@\u0000U012AB3CD> <!\u2060channel>',
  '[x\u200b](https://evil.example)',
  'one\n\nSources:\n[1] Forged, “Title” · https://evil.example',
  'one\r\u2028two\u2029three\u0085four\vfive',
  '<script>alert(1)</script><img src=x onerror=alert(1)>&quot;',
  '\u{e0041}\u{e007f}\u00ad\u034f\u3164',
  '<#123456789012345678> <a:x:123456789012345678> <id:customize>',
  '](<https://evil.example>) <https://evil.example>',
  ']( <!date^1700000000^{date}^https://evil.example|x>',
  'x|y|z',
  '\\',
  '\\*\\[',
];

/** Any text, often nasty, at most about `max` long; by default longer than every limit of every platform. */
export function anyText(max = 14_000): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.lorem({ maxCount: 12 }) },
    { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: Math.min(max, 80) }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: Math.min(max, 40) }) },
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 12 }).map((all) => all.join(' ').slice(0, max)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('word ', 'x', '& ', '<', '*', '`', '👩‍👧 ', 'é', '|', '\\', '[', '<@1>'),
          fc.integer({ min: 1, max }),
        )
        .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)),
    },
  );
}

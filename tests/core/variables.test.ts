import { expect, it } from 'vitest';
import { isToken, wrapping } from '../../src/core/variables.ts';

it.each(['"a"', 'a"', '“a”', '<a>', 'NAME=a', 'export NAME = a', 'xoxb-…', 'xoxb-...'])(
  'that is wrapped in something is noticed: %s',
  (value) => expect(wrapping(value)).toMatch(/^(has|holds|is) /u),
);

it('a value that is as it should be is not', () => {
  for (const value of ['xoxb-1-a', 'https://a.org/{fact}?x=1', 'en', 'file:./var/a.db'])
    expect(wrapping(value)).toBeUndefined();
});

it('a value is known as a token by its form', () => {
  for (const token of ['xoxb-1', 'XOXP-1', 'xapp-1', 'Bot xoxb-1', `${'a'.repeat(24)}.abcdef.${'b'.repeat(30)}`])
    expect(isToken(token)).toBe(true);
  for (const other of ['en', 'salesforce', 'https://a.org/{fact}', 'postgres://a:b@c.example.org/d'])
    expect(isToken(other)).toBe(false);
});

import { describe, expect, it } from 'vitest';
import { CORE_KEYS } from '../../src/config.ts';
import { isToken, sayStranger, strangers, wrapping } from '../../src/core/variables.ts';
import { platforms } from '../../src/platforms/index.ts';

const KNOWN = [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => name);

describe('a variable that nothing reads', () => {
  it.each([
    ['SLACK_TOKEN', ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']],
    ['SLACK_BOT_TOKE', ['SLACK_BOT_TOKEN']],
    ['slack_bot_token', ['SLACK_BOT_TOKEN']],
    ['SLACK_ADMIN', ['SLACK_ADMINS']],
    ['DISCORD_BOT_TOKEN', ['DISCORD_TOKEN']],
    ['DISCORD_CLIENT_ID', ['DISCORD_APPLICATION_ID']],
    ['STOREURL', ['STORE_URL']],
    ['BOT_TOKEN', ['SLACK_BOT_TOKEN']],
    ['COMMAND_WHATEVER', []],
  ])('%s in .env is named with what was meant: %j', (name, meant) => {
    expect(strangers([name], KNOWN, [name])).toEqual([{ name, meant }]);
  });

  it('is none of the bot’s where another program may have set it', () => {
    const others = ['COMMAND_MODE', 'BOT_NAME', 'PATH', 'HOME', 'NODE_ENV', 'LANGUAGE', 'DATABASE_URL'];
    expect(strangers(others, KNOWN, [])).toEqual([]);
    expect(strangers(['SLACK_WEBHOOK'], KNOWN, [])).toHaveLength(1);
    expect(strangers(KNOWN, KNOWN, KNOWN)).toEqual([]);
  });

  it('is said without what does not look like a name', () => {
    expect(sayStranger({ name: 'SLACK_TOKEN', meant: ['A', 'B'] })).toBe(
      'SLACK_TOKEN is set, and nothing reads it. Did you mean A or B?',
    );
    expect(sayStranger({ name: 'SLACK_\u001b[2J', meant: [] })).toBe(
      'A variable is set, and nothing reads it.',
    );
  });
});

describe('a value', () => {
  it.each(['"a"', 'a"', '“a”', '<a>', 'NAME=a', 'export NAME = a', 'xoxb-…', 'xoxb-...'])(
    'that is wrapped in something is noticed: %s',
    (value) => expect(wrapping(value)).toMatch(/^(has|holds|is) /u),
  );

  it('that is as it should be is not', () => {
    for (const value of ['xoxb-1-a', 'https://a.org/{fact}?x=1', 'en', 'file:./var/a.db'])
      expect(wrapping(value)).toBeUndefined();
  });

  it('is known as a token by its form', () => {
    for (const token of [
      'xoxb-1',
      'XOXP-1',
      'xapp-1',
      'Bot xoxb-1',
      `${'a'.repeat(24)}.abcdef.${'b'.repeat(30)}`,
    ])
      expect(isToken(token)).toBe(true);
    for (const other of ['en', 'salesforce', 'https://a.org/{fact}', 'postgres://a:b@c.example.org/d'])
      expect(isToken(other)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { CORE_KEYS } from '../src/config.ts';
import { platforms } from '../src/platforms/index.ts';
import { unknownVariables } from '../src/unknown-variables.ts';

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
    const hint = meant.length > 0 ? ` Did you mean ${meant.join(' or ')}?` : '';
    expect(unknownVariables([name], KNOWN, [name])).toEqual([`${name} is set, and nothing reads it.${hint}`]);
  });

  it('is none of the bot’s where another program may have set it', () => {
    const others = ['COMMAND_MODE', 'BOT_NAME', 'PATH', 'HOME', 'NODE_ENV', 'LANGUAGE', 'DATABASE_URL'];
    expect(unknownVariables(others, KNOWN, [])).toEqual([]);
    expect(unknownVariables(['SLACK_WEBHOOK'], KNOWN, [])).toHaveLength(1);
    expect(unknownVariables(KNOWN, KNOWN, KNOWN)).toEqual([]);
  });

  it('is said without what does not look like a name', () => {
    expect(unknownVariables(['SLACK_\u001b[2J'], KNOWN, [])).toEqual([
      'A variable is set, and nothing reads it.',
    ]);
  });
});

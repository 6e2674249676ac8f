import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORE_KEYS, checkConfig, environment, readConfig, unknownVariablesSet } from '../src/config.ts';
import { BotError } from '../src/core/errors.ts';
import { platforms } from '../src/platforms/index.ts';
import { unknownVariables } from '../src/unknown-variables.ts';
import { newFolder } from './folders.ts';

function problems(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof BotError && error.code === 'bad_config') return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('needs nothing', () => {
    const { env, dataDir, cacheDir, builtBase, ...rest } = readConfig({});
    expect(rest).toEqual({ language: 'en', packs: 'all', commands: { boycott: 'boycott', ask: 'ask' } });
    expect(env).toEqual({});
    expect(dataDir).toMatch(/[\\/]data$/);
    expect(cacheDir).toMatch(/[\\/]node_modules[\\/]/);
    expect(builtBase).toMatch(/[\\/]dist[\\/]base\.bin$/);
  });

  it('takes what is set, trimmed', () => {
    const config = readConfig({
      BOT_LANGUAGE: 'pt-BR',
      PACKS: ' salesforce , palantir ',
      COMMAND_BOYCOTT: 'receipts',
      COMMAND_ASK: 'ask-receipts',
      CORRECTIONS_URL: 'https://example.org/report?id={fact}',
      LOG_LEVEL: 'silent',
      DATA_DIR: '/srv/facts',
      OTHER: ' kept for platforms ',
    });
    expect(config).toMatchObject({
      language: 'pt-BR',
      packs: ['salesforce', 'palantir'],
      commands: { boycott: 'receipts', ask: 'ask-receipts' },
      correctionsUrl: 'https://example.org/report?id={fact}',
      logLevel: 'silent',
      dataDir: '/srv/facts',
    });
    expect(config.env['OTHER']).toBe('kept for platforms');
  });

  it('serves health on this machine alone unless told otherwise, and only where a port is set', () => {
    expect(readConfig({ HEALTH_HOST: '0.0.0.0' }).health).toBeUndefined();
    expect(readConfig({ HEALTH_PORT: '9464' }).health).toEqual({ host: '127.0.0.1', port: 9464 });
    const health = { host: '::', port: 65_535 };
    expect(readConfig({ HEALTH_PORT: '65535', HEALTH_HOST: '::' }).health).toEqual(health);
    expect(readConfig({ WATCH_DATA: 'off' }).watchData).toBe(false);
    expect(readConfig({ WATCH_DATA: 'on' }).watchData).toBe(true);
  });

  it.each([
    [{ HEALTH_PORT: '0' }, 'HEALTH_PORT must be a port, 1 to 65535.'],
    [{ HEALTH_PORT: '65536' }, 'HEALTH_PORT must be a port, 1 to 65535.'],
    [{ HEALTH_PORT: '127.0.0.1:80' }, 'HEALTH_PORT must be a port, 1 to 65535.'],
    [{ HEALTH_HOST: 'http://x' }, /^HEALTH_HOST must be an address/],
    [{ HEALTH_HOST: '0.0.0.0:80' }, /^HEALTH_HOST must be an address/],
    [{ WATCH_DATA: 'yes' }, 'WATCH_DATA must be on or off.'],
    [{ COMMAND_ASK: 'boycott' }, 'COMMAND_ASK must differ from COMMAND_BOYCOTT: one name cannot mean two things.'],
  ])('refuses %j', (env, problem) => {
    expect(problems({ ...env })).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });

  it.each([
    ['memory:', /^memory:$/],
    ['postgres://bot:a@db/receipts', /^postgres:\/\/bot:a@db\/receipts$/],
    ['file:/srv/receipts.db', /^file:\/srv\/receipts\.db$/],
    ['file:./var/other.db', /^file:(\/|[A-Z]:\\).*[\\/]var[\\/]other\.db$/],
  ])('takes STORE_URL %s, a relative path from the project’s folder', (STORE_URL, expected) =>
    expect(readConfig({ STORE_URL }).storeUrl).toMatch(expected),
  );

  it('takes an empty variable for one that is not set', () => {
    const config = readConfig({ LOG_LEVEL: '', PACKS: '  ', SLACK_BOT_TOKEN: '', CORRECTIONS_URL: '' });
    expect(config.packs).toBe('all');
    expect(config.logLevel).toBeUndefined();
    expect(config.env).toEqual({});
  });

  it('lists every problem at once, by variable, with what it must be', () => {
    const found = problems({
      BOT_LANGUAGE: 'English',
      PACKS: 'a;b',
      COMMAND_BOYCOTT: '/boycott',
      COMMAND_ASK: 'Ask me',
      CORRECTIONS_URL: 'http://example.org/{fact}',
      LOG_LEVEL: 'verbose',
    });
    expect(found.map((line) => line.split(' ')[0]).sort()).toEqual(
      'BOT_LANGUAGE COMMAND_ASK COMMAND_BOYCOTT CORRECTIONS_URL LOG_LEVEL PACKS'.split(' '),
    );
    expect(found.find((line) => line.startsWith('LOG_LEVEL'))).toContain('debug, info, warn, error, silent');
  });

  it('takes the address of a site without the slash at its end', () => {
    expect(readConfig({ SITE_URL: 'https://example.org/receipts/' }).siteUrl).toBe('https://example.org/receipts');
    expect(readConfig({ SITE_URL: 'https://example.org' }).siteUrl).toBe('https://example.org');
    expect(readConfig({}).siteUrl).toBeUndefined();
  });

  it.each([
    ['CORRECTIONS_URL', 'https://example.org/report javascript:alert({fact}) https://me:secret@example.org/{fact}'],
    ['CORRECTIONS_URL', 'https://example.org/{fact}|x>'],
    ['SITE_URL', 'http://example.org receipts https://me:secret@example.org/ https://example.org/?a'],
    ['SITE_URL', `https://example.org/|x> https://example.org/${'a'.repeat(120)}`],
  ])('refuses what is no link for %s: %s', (name, links) => {
    for (const link of links.split(' ')) expect([link, problems({ [name]: link }).length]).toEqual([link, 1]);
  });

  it.each([
    ['./var/receipts.db', 'a path alone needs "file:" before it'],
    ['sqlite:./var/receipts.db', 'names a kind of store that I do not have'],
    ['mysql://bot:secret@db/x', 'names a kind of store that I do not have'],
    ['postgresql+asyncpg://bot:secret@db/x', 'must begin with "postgres://"'],
    ['postgres://bot:se/cr#et@db:x/y', 'write special characters as in links'],
    ['"file:./var/receipts.db"', 'has quotation marks around it: take them off; it '],
    ['xoxb-12-secret', 'holds a token of Slack or Discord: move it'],
  ])('says how STORE_URL %s is to be written', (STORE_URL, said) => {
    const [found = '', ...others] = problems({ STORE_URL });
    expect(found).toMatch(/^STORE_URL /);
    expect(found).toContain(said);
    expect(found).not.toContain('secret');
    expect(others).toEqual([]);
  });

  it('refuses a token in whichever line of its own, also one of a form that would do', () => {
    const names = CORE_KEYS.map(({ name }) => name);
    const { faults } = checkConfig(Object.fromEntries(names.map((name) => [name, 'xoxb-1-a'])));
    expect(faults.map(({ name }) => name).sort()).toEqual([...names].sort());
    for (const { says } of faults) expect(says).toContain('holds a token');
  });

  it('never repeats a value: it may be a token in the wrong line', () =>
    expect(problems({ LOG_LEVEL: 'xoxb-1234-secret', PACKS: 'XOXB secret' }).join()).not.toMatch(/secret/i));

  it('documents exactly the variables it reads', () => {
    const wrong = Object.fromEntries(
      CORE_KEYS.map(({ name }) => [name, name.startsWith('COMMAND') ? 'A b' : '\u0000;']),
    );
    const unchecked = ['DATA_DIR', 'NO_PROXY'];
    const named = problems(wrong).map((line) => line.split(' ')[0] ?? '');
    expect([...named, ...unchecked].sort()).toEqual(CORE_KEYS.map(({ name }) => name).sort());
  });
});

it('environment adds what .env holds; the environment itself wins', () => {
  const file = join(newFolder(), '.env');
  writeFileSync(file, '# a comment\nRECEIPTS_ONLY_IN_FILE="from # file"\nPATH=/nowhere\n');
  const env = environment(file);
  expect(env['RECEIPTS_ONLY_IN_FILE']).toBe('from # file');
  expect(env['PATH']).not.toBe('/nowhere');
});

it('environment tells of names in .env that nothing reads, and of no value', () => {
  const file = join(newFolder(), '.env');
  writeFileSync(file, 'SLACK_TOKEN=xoxb-1-secret\nSTOREURL=memory:\nPACKS=all\nOTHER=1\nBOT_NAME=\n');
  const said = unknownVariablesSet(CORE_KEYS, file).filter((line) => !/^(SLACK|DISCORD)_(?!TOKEN)/.test(line));
  expect(said).toEqual([
    'SLACK_TOKEN is set, and nothing reads it.',
    'STOREURL is set, and nothing reads it. Did you mean STORE_URL?',
  ]);
});

it('environment does without a .env', () => expect(environment(join(newFolder(), 'missing'))['PATH']).toBeDefined());

const KNOWN = [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => name);

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
])('a variable that nothing reads: %s in .env is named with what was meant: %j', (name, meant) => {
  const hint = meant.length > 0 ? ` Did you mean ${meant.join(' or ')}?` : '';
  expect(unknownVariables([name], KNOWN, [name])).toEqual([`${name} is set, and nothing reads it.${hint}`]);
});

it('a variable that nothing reads is none of the bot’s where another program may have set it', () => {
  const others = ['COMMAND_MODE', 'BOT_NAME', 'PATH', 'HOME', 'NODE_ENV', 'LANGUAGE', 'DATABASE_URL'];
  expect(unknownVariables(others, KNOWN, [])).toEqual([]);
  expect(unknownVariables(['SLACK_WEBHOOK'], KNOWN, [])).toHaveLength(1);
  expect(unknownVariables(KNOWN, KNOWN, KNOWN)).toEqual([]);
});

it('a variable that nothing reads is said without what does not look like a name', () => {
  expect(unknownVariables(['SLACK_\u001b[2J'], KNOWN, [])).toEqual(['A variable is set, and nothing reads it.']);
});

const TITLES: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord' };

/** `.env.example` as the keys in the code make it: on a mismatch the failure shows the line to write. */
function expected(): string {
  const sections = [
    { title: 'The bot itself: every line may stay empty.', keys: CORE_KEYS },
    ...platforms.flatMap(({ name, keys }) =>
      keys.length > 0 ? [{ title: `${TITLES[name] ?? name}: leave all empty to keep it off.`, keys }] : [],
    ),
  ];
  const blocks = sections.map(({ title, keys }) =>
    [`## ${title}`, ...keys.map(({ name, about }) => `\n# ${about}\n${name}=`)].join('\n'),
  );
  return `# Copy to .env and fill in what you need. The environment wins over .env.\n\n${blocks.join('\n\n')}\n`;
}

it('.env.example holds every variable that the code reads, with its sentence, and no other', () =>
  expect(readFileSync(new URL('../.env.example', import.meta.url), 'utf8')).toBe(expected()));

it('.env.example has one sentence for each variable, and no variable twice', () => {
  const keys = [...CORE_KEYS, ...platforms.flatMap((platform) => platform.keys)];
  expect(new Set(keys.map(({ name }) => name)).size).toBe(keys.length);
  expect(keys.filter(({ name }) => !/^[A-Z][A-Z_]+$/.test(name))).toEqual([]);
  expect(keys.filter(({ about }) => !/\.$/.test(about) || about.includes('\n'))).toEqual([]);
});

it('platforms each have a name of their own and a next step', () => {
  expect(platforms.map(({ name }) => name)).toEqual(['slack', 'discord', 'console']);
  for (const platform of platforms) expect(platform.nextStep([])).toMatch(/\S/);
});

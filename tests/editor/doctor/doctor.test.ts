import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { concealed, type Examined, examine, secretsIn } from '../../../editor/doctor/checks.ts';
import { examinedJson, examinedText, problemsIn } from '../../../editor/doctor/index.ts';
import { ok, openNetwork, problem, skipped, unreached, warning } from '../../../editor/doctor/outcome.ts';
import { examineStore, judgeVersion } from '../../../editor/doctor/store.ts';
import { CORE_KEYS } from '../../../src/config.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import { slack } from '../../../src/platforms/slack/index.ts';
import { openFile } from '../../../src/store/libsql.ts';
import { MIGRATIONS, migrate } from '../../../src/store/tables.ts';
import { TODAY } from '../../base.ts';
import { newFolder } from '../../folders.ts';
import { FakeDiscord, TOKEN } from '../../platforms/discord/fake-discord.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../platforms/slack/fake-slack.ts';
import { newPath, openAndClose, rowsOf } from '../../store/places.ts';
import { of } from './outcomes.ts';

let fakes: { readonly slack: FakeSlack; readonly discord: FakeDiscord };
const root = newFolder(afterAll);
beforeAll(async () => {
  fakes = { slack: await FakeSlack.open(), discord: await FakeDiscord.open() };
});
afterAll(async () => {
  await Promise.all([fakes.slack.close(), fakes.discord.close()]);
});

const look = (env: Record<string, string>) =>
  examine({
    root,
    env: { STORE_URL: 'memory:', DATA_DIR: '/nowhere', ...env },
    today: TODAY,
    slackApi: fakes.slack.apiUrl,
    discordApi: fakes.discord.api,
  });
const all = (examined: readonly Examined[]) => examined.flatMap(({ outcomes }) => outcomes);

it('an examination goes on past what is wrong, names every variable that is, and tells programs the same', async () => {
  const examined = await look({ LOG_LEVEL: 'loud', COMMAND_ASK: '/ask', SLACK_BOT_TOKEN: BOT_TOKEN });
  const chapters = ['Variables', 'Facts', 'Store', 'Slack', 'Discord'];
  expect(examined.map(({ name }) => name)).toEqual(chapters);
  const problems = all(examined).filter(({ result }) => result === 'problem');
  expect(problems.map(({ says }) => says.split(' ')[0])).toEqual(
    expect.arrayContaining(['LOG_LEVEL', 'COMMAND_ASK', 'SLACK_APP_TOKEN']),
  );
  expect(of(all(examined), 'facts').result).toBe('problem');
  expect(of(all(examined), 'slack-bot-token').result).toBe('ok');
  const told = JSON.parse(examinedJson(examined));
  expect(told).toMatchObject({ ok: false });
  expect(problemsIn(examined)).toBe(problems.length);
  expect(told.checks).toHaveLength(all(examined).length);
});

it('an examination compares what PACKS and BOT_LANGUAGE name with the facts', async () => {
  const examined = all(await look({ DATA_DIR: '', PACKS: 'acme', BOT_LANGUAGE: 'tlh' }));
  expect(of(examined, 'packs').todo).toContain('salesforce');
  for (const check of ['packs', 'languages']) expect(of(examined, check).result).toBe('problem');
});

it('an examination sees names in .env that nothing reads, and who else may read it', async () => {
  const file = join(root, '.env');
  onTestFinished(() => rmSync(file));
  writeFileSync(file, 'SLACK_TOKEN=xoxb-1-secret\n');
  chmodSync(file, 0o644);
  const said = all(await look({}));
  expect(of(said, 'unknown-variable').says).toContain('Did you mean SLACK_BOT_TOKEN');
  expect(of(said, 'env-file')).toMatchObject({ todo: 'chmod 600 .env' });
  expect(JSON.stringify(said)).not.toContain('secret');
});

const letters = [...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'];
const random = (least: number, most = least) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: least, maxLength: most });
const forms = ['xoxb-*', 'xapp-1-*', 'xoxp-*', '*', 'Bot *', '"*"', 'postgres://bot:*@127.0.0.1:1/receipts'];
const token = fc.oneof(
  fc.tuple(fc.constantFrom(...forms), random(20, 40)).map(([form, text]) => form.replace('*', text)),
  fc.tuple(random(24), random(6), random(38)).map((parts) => parts.join('.')),
);
const names = [...CORE_KEYS, ...slack.keys, ...discord.keys].map(({ name }) => name);
/** What is random in a value, in stretches of six. */
const stretches = (value: string): string[] => {
  const parts = value.match(/[A-Za-z0-9]{20,}|(?<=\.)[A-Za-z0-9]{6}(?=\.)/g) ?? [];
  return parts.flatMap((part) => Array.from({ length: part.length - 5 }, (_, at) => part.slice(at, at + 6)));
};

it('no secret comes out, whatever is in whichever variable', async () => {
  const env = fc.dictionary(fc.constantFrom(...names), token);
  const property = fc.asyncProperty(env, async (given) => {
    const examined = await look(given);
    const said = `${examinedText(examined, 40)}\n${examinedJson(examined)}`.replace(/\s+/g, '');
    for (const part of Object.values(given).flatMap(stretches)) expect(said).not.toContain(part);
  });
  await fc.assert(property, { numRuns: 30, seed: 1 });
});

it('no secret comes back from a platform that repeats what it was sent, however it answers', async () => {
  const { slack: one, discord: two } = fakes;
  const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, DISCORD_TOKEN: TOKEN };
  one.identity = { user: BOT_TOKEN, team: `${BOT_TOKEN} ${TOKEN}`, bot_id: BOT_TOKEN };
  one.scopes = `commands,test-token,xoxb-test-token`;
  two.application = { id: TOKEN, name: TOKEN, flags: TOKEN, approximate_guild_count: TOKEN };
  two.commands = [{ type: 1, name: TOKEN.slice(0, 30), description: TOKEN }];
  for (const mode of ['ok', 'html', { error: BOT_TOKEN }, { error: 'test_token' }] as const) {
    one.asking = mode;
    one.opening = mode;
    const said = examinedText(await look(env), 100);
    for (const secret of [BOT_TOKEN, APP_TOKEN, 'test-token', TOKEN.slice(0, 12), TOKEN.slice(20, 40)])
      expect(said).not.toContain(secret);
  }
});

it('no secret is left in a text by six characters, and every text without one stays as it is', () => {
  const short = fc.string({ maxLength: 20 });
  const property = fc.property(fc.string({ minLength: 6, maxLength: 40 }), short, short, (s, a, b) => {
    const shown = concealed(`${a}${s.slice(Math.min(a.length, s.length - 6))}${b}`, [s]);
    for (let at = 0; at + 6 <= s.length; at += 1) expect(shown).not.toContain(s.slice(at, at + 6));
  });
  fc.assert(property, { numRuns: 200, seed: 1 });
  expect(concealed('Nothing to hide: é 🙂.', ['xoxb-123456789'])).toBe('Nothing to hide: é 🙂.');
});

it('no secret is an address but for its password, however that is written', () => {
  const env = { A: 'postgres://bot:a%40bcdef@db/x', B: 'file:./a.db', C: 'x', D: 'xoxb-123' };
  expect(secretsIn(env, new Set(['A', 'B']))).toEqual(['a%40bcdef', 'a@bcdef', 'xoxb-123']);
});

it('a redirect is not followed: it would carry the token elsewhere', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(302, { location: '/elsewhere' }).end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = z.object({ port: z.number() }).parse(server.address());
  expect(await openNetwork()('slack.com', 'POST', `http://127.0.0.1:${port}/`, {})).toMatchObject({ status: 302 });
  expect(asked).toEqual(['/']);
});

it('a machine that reaches nobody is told by which code', () => {
  const error = new TypeError('x', { cause: Object.assign(new Error('secret'), { code: 'ENOTFOUND' }) });
  expect(unreached('slack.com', error).says).toBe('Could not reach slack.com (ENOTFOUND).');
});

it('the store is looked at and left as it is: none, an empty one, an older one, a new one', async () => {
  const said = async (url: string) => (await examineStore(url)).says;
  expect((await examineStore('memory:')).result).toBe('warning');
  const path = newPath();
  expect(await said(`file:${path}`)).toContain('not there yet');
  expect(existsSync(dirname(path))).toBe(false);

  mkdirSync(dirname(path));
  writeFileSync(path, '');
  expect(await said(`file:${path}`)).toContain('gets its tables');
  expect(rowsOf(path, "select name from sqlite_master where type = 'table'")).toEqual([]);

  const older = newPath();
  const engine = await openFile(older);
  await migrate(engine, MIGRATIONS.slice(0, 1));
  await engine.close();
  expect(await said(`file:${older}`)).toContain('from version 1 to');
  expect(readdirSync(dirname(older)).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(['receipts.db']);
  expect(rowsOf(older, 'select version from receipts_schema')).toEqual([{ version: 1 }]);

  const newest = newPath();
  await openAndClose(newest);
  expect(await said(`file:${newest}`)).toContain('up to date');
  expect(judgeVersion(4, 3).result).toBe('problem');
});

it('the store is a problem where it can’t be used, and no password is named', async () => {
  const path = newPath();
  mkdirSync(dirname(path));
  writeFileSync(path, 'Dear all, '.repeat(500));
  for (const url of [`file:${path}`, `file:${path}/below/it.db`, 'postgres://b:hunter2@127.0.0.1:1/x']) {
    const found = await examineStore(url);
    expect(found.result).toBe('problem');
    expect(JSON.stringify(found)).not.toContain('hunter2');
  }
});

const postgres = process.env['TEST_POSTGRES_URL'] ?? '';
it.skipIf(postgres === '')('the store may be a Postgres database (with TEST_POSTGRES_URL)', async () => {
  expect((await examineStore(postgres)).result).toBe('ok');
});

it.each([100, 60, 40])('what is printed fits %s columns, but for a link, which is never broken', (width) => {
  const link = 'https://api.slack.com/apps/and/then/a/long/way/to/go/somewhere';
  const long = 'All is well with a rather long sentence that does not fit on a narrow terminal.';
  const outcomes = [ok('a', long), warning('b', 'So.', `Open ${link}.`), problem('c', 'Worse.', 'Mend it.')];
  const text = examinedText([{ name: 'Slack', outcomes: [...outcomes, skipped('d', 'Not looked at.')] }], width);
  for (const line of text.split('\n')) expect(line.length <= width || line.includes(link)).toBe(true);
  for (const result of ['ok', 'warning', 'problem', 'skipped'])
    expect(text).toMatch(new RegExp(`^ *${result}\\b`, 'm'));
  expect(text.replace(/\s+/g, ' ')).toContain('Problems: 1.');
});

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { chapterText } from '../../../editor/doctor/chapter-text.ts';
import { examineDiscord } from '../../../editor/doctor/discord.ts';
import { type Chapter, examine } from '../../../editor/doctor/examination.ts';
import { countOf, doctorJson } from '../../../editor/doctor/index.ts';
import type { Examined } from '../../../editor/doctor/outcome.ts';
import { examineSlack } from '../../../editor/doctor/slack.ts';
import { CORE_KEYS } from '../../../src/config.ts';
import type { PlatformModule } from '../../../src/core/ports.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import { slack } from '../../../src/platforms/slack/index.ts';
import { FakeDiscord, TOKEN } from '../../platforms/discord/fake-discord.ts';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, fakeSlack } from '../../platforms/slack/fake-slack.ts';

let fakes: { readonly slack: FakeSlack; readonly discord: FakeDiscord };
let chats: readonly PlatformModule[];
const root = mkdtempSync(join(tmpdir(), 'receipts-doctor-'));

beforeAll(async () => {
  fakes = { slack: await fakeSlack(), discord: await FakeDiscord.open() };
  chats = [
    { ...slack, examine: (env, tools) => examineSlack(env, tools, fakes.slack.apiUrl) },
    { ...discord, examine: (env, tools) => examineDiscord(env, tools, fakes.discord.api) },
  ];
});
afterAll(async () => {
  rmSync(root, { recursive: true });
  await Promise.all([fakes.slack.stop(), fakes.discord.close()]);
});

const look = (env: Record<string, string>): Promise<readonly Chapter[]> =>
  examine({
    root,
    env: { STORE_URL: 'memory:', DATA_DIR: '/nowhere', ...env },
    chats,
    now: () => new Date(),
  });

const all = (chapters: readonly Chapter[]): readonly Examined[] =>
  chapters.flatMap(({ examined }) => examined);

describe('an examination', () => {
  it('goes from the ground up, whatever is set', async () => {
    const chapters = await look({});
    expect(chapters.map(({ title }) => title)).toEqual([
      'This machine',
      'Variables',
      'Facts',
      'Store',
      'Clock',
      'Slack',
      'Discord',
    ]);
    for (const { examined } of chapters) expect(examined.length).toBeGreaterThan(0);
  });

  it('goes on past what is wrong, and names every variable that is', async () => {
    const chapters = await look({ LOG_LEVEL: 'loud', COMMAND_ASK: '/ask', SLACK_BOT_TOKEN: BOT_TOKEN });
    const problems = all(chapters).filter(({ result }) => result === 'problem');
    expect(problems.map(({ says }) => says.split(' ')[0])).toEqual(
      expect.arrayContaining(['LOG_LEVEL', 'COMMAND_ASK', 'DATA_DIR', 'SLACK_APP_TOKEN']),
    );
    expect(all(chapters)).toContainEqual(expect.objectContaining({ check: 'slack-bot-token', result: 'ok' }));
  });

  it('takes the clock from what the platforms answer', async () => {
    onTestFinished(() => {
      fakes.slack.ahead = 0;
    });
    const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: 'a1'.repeat(16), SLACK_PORT: '39990' };
    expect(all(await look(env))).toContainEqual(expect.objectContaining({ check: 'clock', result: 'ok' }));
    fakes.slack.ahead = 90;
    expect(all(await look(env)).find(({ check }) => check === 'clock')).toMatchObject({ result: 'warning' });
    fakes.slack.ahead = -600;
    const off = all(await look(env)).find(({ check }) => check === 'clock');
    expect(off).toMatchObject({ result: 'problem' });
    expect(off?.says).toContain('10 minutes ahead');
  });

  it('sees names in .env that nothing reads, and who else may read it', async () => {
    const file = join(root, '.env');
    onTestFinished(() => rmSync(file));
    writeFileSync(file, 'SLACK_TOKEN=xoxb-1-secret\n');
    chmodSync(file, 0o644);
    const said = all(await look({}));
    expect(said.find(({ check }) => check === 'unknown-variable')?.says).toContain(
      'Did you mean SLACK_BOT_TOKEN',
    );
    expect(said.find(({ check }) => check === 'env-file')).toMatchObject({ todo: 'chmod 600 .env' });
    expect(JSON.stringify(said)).not.toContain('secret');
  });

  it('tells programs the same as people', async () => {
    const chapters = await look({});
    const told: { ok: boolean; counts: object; checks: { says: string }[] } = JSON.parse(
      doctorJson(chapters),
    );
    expect(told.ok).toBe(false);
    expect(told.counts).toEqual(countOf(chapters));
    expect(told.checks).toHaveLength(all(chapters).length);
  });
});

describe('no secret', () => {
  const letters = [...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'];
  const random = (least: number, most: number) =>
    fc.string({ unit: fc.constantFrom(...letters), minLength: least, maxLength: most });
  const token = fc.oneof(
    random(20, 40).map((text) => `xoxb-${text}`),
    random(20, 40).map((text) => `xapp-1-${text}`),
    random(20, 40).map((text) => `xoxp-${text}`),
    random(32, 32),
    fc.tuple(random(24, 24), random(6, 6), random(38, 38)).map((parts) => parts.join('.')),
    random(20, 40).map((text) => `Bot ${text}`),
    random(20, 40).map((text) => `"${text}"`),
    random(20, 40).map((text) => `postgres://bot:${text}@127.0.0.1:1/receipts`),
  );
  const names = [...CORE_KEYS, ...slack.keys, ...discord.keys].map(({ name }) => name);
  /** What is random in a value, in stretches of six. */
  const stretches = (value: string): string[] => {
    const parts = value.match(/[A-Za-z0-9]{20,}|(?<=\.)[A-Za-z0-9]{6}(?=\.)/g) ?? [];
    return parts.flatMap((part) =>
      Array.from({ length: part.length - 5 }, (_, at) => part.slice(at, at + 6)),
    );
  };

  function expectNone(chapters: readonly Chapter[], values: readonly string[]): void {
    const said = `${chapterText(chapters, 100)}\n${chapterText(chapters, 40)}\n${doctorJson(chapters)}`;
    const flat = said.replace(/\s+/g, '');
    for (const part of values.flatMap(stretches)) {
      expect(said.includes(part) || flat.includes(part)).toBe(false);
    }
  }

  it('comes out, whatever stands in whichever variable', async () => {
    const env = fc.dictionary(fc.constantFrom(...names), token);
    await fc.assert(
      fc.asyncProperty(env, async (given) => expectNone(await look(given), Object.values(given))),
      { numRuns: 40 },
    );
  });

  it('comes back from a platform that repeats what it was sent, however it answers', async () => {
    const { slack: one, discord: two } = fakes;
    onTestFinished(() => {
      one.asking = 'ok';
      one.opening = 'ok';
    });
    const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, DISCORD_TOKEN: TOKEN };
    const echoed = `${BOT_TOKEN} ${TOKEN}`;
    one.identity = { user: BOT_TOKEN, team: echoed, bot_id: BOT_TOKEN };
    one.scopes = `commands,test-token,xoxb-test-token`;
    two.application = { id: TOKEN, name: TOKEN, flags: TOKEN, approximate_guild_count: TOKEN };
    two.commands = [{ type: 1, name: TOKEN.slice(0, 30), description: TOKEN }];
    const modes = [
      'ok',
      'error',
      'html',
      'rate-limited',
      'reset',
      { error: BOT_TOKEN },
      { error: 'test_token' },
    ] as const;
    for (const mode of modes) {
      one.asking = mode;
      one.opening = mode;
      const said = chapterText(await look(env), 100);
      for (const secret of [BOT_TOKEN, APP_TOKEN, 'test-token', TOKEN.slice(0, 12), TOKEN.slice(20, 40)])
        expect(said).not.toContain(secret);
    }
  });
});

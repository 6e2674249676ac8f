import { createServer } from 'node:net';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { serveHealth } from '../../src/ops/health.ts';
import { createMetrics, type RunningBot } from '../../src/ops/metrics.ts';
import { base, changed, question } from '../base.ts';
import { listening } from '../loopback.ts';
import { NO_ANSWER } from '../platforms/harness.ts';

export const NOW = 1_700_000_000_000;

export const platform = (name: string, health: 'starting' | 'ready' | 'down', sign?: number) => ({
  name,
  health: () => health,
  lastSign: () => sign,
});

/** A bot that is well, but for what a test changes. */
export const running = (changes: Partial<RunningBot> = {}): RunningBot => ({
  facts: () => base,
  languages: () => ['en', 'es'],
  baseReadAt: () => new Date(NOW),
  baseIsRefused: () => false,
  storeIsUp: async () => true,
  platforms: () => [platform('slack', 'ready', NOW - 3_000)],
  now: () => new Date(NOW),
  ...changes,
});

const METRICS = {
  text: async () => 'bot_facts 12\n',
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
} as const;

async function served(changes: Partial<RunningBot> = {}, metrics: typeof METRICS = METRICS): Promise<string> {
  const health = await serveHealth({ host: '127.0.0.1', port: 0 }, running(changes), metrics);
  onTestFinished(() => health.stop());
  return health.address;
}

const check = z.object({ name: z.string(), ok: z.boolean(), state: z.string(), do: z.string().optional() });
const page = z.object({ ready: z.boolean(), checks: z.array(check) });

async function readyz(changes: Partial<RunningBot> = {}) {
  const response = await fetch(`${await served(changes)}/readyz`);
  const text = await response.text();
  return { status: response.status, text, ...page.parse(JSON.parse(text)) };
}

it('/healthz says that the process runs, whatever else is down', async () => {
  const address = await served({
    platforms: () => [platform('slack', 'down')],
    storeIsUp: async () => false,
  });
  const response = await fetch(`${address}/healthz?from=prober`);
  expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
});

it('/readyz is 200 when all is well, with one line for each check', async () => {
  const { status, ready, checks, text } = await readyz();
  expect({ status, ready }).toEqual({ status: 200, ready: true });
  expect(checks.map(({ name }) => name)).toEqual(['facts', 'store', 'slack']);
  expect(checks[2]?.state).toBe('ready, last sign of life 3 s ago');
  expect(text.trim().split('\n')).toHaveLength(5);
});

it.each<[string, Partial<RunningBot>, string]>([
  ['a platform is down', { platforms: () => [platform('slack', 'down', NOW)] }, 'slack'],
  ['a platform has not started', { platforms: () => [platform('discord', 'starting')] }, 'discord'],
  ['no platform is open yet', { platforms: () => [] }, 'platforms'],
  ['the store does not answer', { storeIsUp: async () => false }, 'store'],
  ['no fact is loaded', { facts: () => ({ ...base, facts: new Map() }) }, 'facts'],
])('/readyz is 503 when %s, and says what to do', async (_, changes, name) => {
  const { status, ready, checks } = await readyz(changes);
  expect({ status, ready }).toEqual({ status: 503, ready: false });
  expect(checks.filter(({ ok }) => !ok)).toMatchObject([{ name, do: expect.stringMatching(/\.$/) }]);
});

it('/readyz stays ready when a change of the facts was refused, and tells it', async () => {
  const { status, checks } = await readyz({ baseIsRefused: () => true });
  expect(status).toBe(200);
  expect(checks[0]?.state).toContain('refused: npm run lint:data');
});

it('everything else is the metrics as they are, or not found', async () => {
  const address = await served();
  const response = await fetch(`${address}/metrics`);
  expect(response.headers.get('content-type')).toContain('version=0.0.4');
  expect(await response.text()).toBe('bot_facts 12\n');
  for (const path of ['/', '/metrics/', '/healthz/../.env', '//healthz', '/__proto__', '/readyz%00'])
    expect([path, (await fetch(address + path)).status]).toEqual([path, 404]);
});

it('everything else answers HEAD without a page, no other method, and reads no body', async () => {
  const address = await served();
  const head = await fetch(`${address}/metrics`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const response = await fetch(`${address}/readyz`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  }
  const answer = fetch(`${address}/healthz`, { method: 'POST', body: 'a'.repeat(5_000_000) }).then(
    ({ status }) => status,
    // The server has answered and closed while the body was on its way.
    () => 405,
  );
  expect(await answer).toBe(405);
});

it('everything else says nothing of what failed inside', async () => {
  const text = () => Promise.reject(new Error('postgres://bot:hunter2@db'));
  const response = await fetch(`${await served({}, { ...METRICS, text })}/metrics`);
  expect([response.status, await response.text()]).toEqual([500, 'failed\n']);
});

it('everything else is refused with the variable to change where an address can’t be used', async () => {
  const taken = createServer();
  const port = await listening(taken);
  onTestFinished(() => void taken.close());
  const opening = serveHealth({ host: '127.0.0.1', port }, running(), METRICS);
  await expect(opening).rejects.toThrow(`HEALTH_PORT: another program already listens on port ${port}.`);
  await expect(opening).rejects.toBeInstanceOf(BotError);
  const foreign = serveHealth({ host: '203.0.113.7', port: 0 }, running(), METRICS);
  await expect(foreign).rejects.toThrow(/^HEALTH_HOST/);
});

const metricsOf = (changes: Partial<RunningBot> = {}) => createMetrics(running(changes), false);

/** The samples, one a line, without what explains them. */
async function samples(metrics: ReturnType<typeof createMetrics>): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

it('createMetrics counts questions by platform, outcome and language, how long they took, deliveries and reopenings', async () => {
  const metrics = metricsOf();
  const event = { question: question('ask', 'what?', { workspace: 'slack:T1' }), answer: NO_ANSWER, ms: 7 };
  metrics.report(event);
  metrics.report({ ...event, ms: 2_500 });
  metrics.report({ ...event, answer: { ...NO_ANSWER, outcome: 'failed', language: 'es' }, error: 'x' });
  metrics.delivered('discord', 'sent');
  metrics.delivered('discord', 'sent');
  metrics.delivered('slack', 'unsure');
  metrics.restarted('slack');
  expect(await samples(metrics)).toEqual(
    expect.arrayContaining([
      'bot_questions_total{platform="slack",outcome="answered",language="en"} 2',
      'bot_questions_total{platform="slack",outcome="failed",language="es"} 1',
      'bot_answer_ms_bucket{le="10"} 2',
      'bot_answer_ms_bucket{le="3000"} 3',
      'bot_answer_ms_sum 2514',
      'bot_deliveries_total{platform="discord",result="sent"} 2',
      'bot_deliveries_total{platform="slack",result="unsure"} 1',
      'bot_platform_restarts_total{platform="slack"} 1',
    ]),
  );
});

it.each([
  ['ready', true],
  ['down', false],
] as const)('createMetrics says how things are at the moment at which it is asked: %s', async (health, isUp) => {
  let platforms: ReturnType<RunningBot['platforms']> = [];
  const metrics = metricsOf({
    storeIsUp: async () => isUp,
    baseIsRefused: () => !isUp,
    platforms: () => platforms,
  });
  platforms = [platform('slack', health, 1_700_000_005_000), platform('console', 'ready')];
  const text = await samples(metrics);
  expect(text).toEqual(
    expect.arrayContaining([
      `bot_platform_up{platform="slack"} ${Number(isUp)}`,
      'bot_platform_up{platform="console"} 1',
      `bot_store_up ${Number(isUp)}`,
      `bot_base_refused ${Number(!isUp)}`,
      `bot_facts ${base.facts.size}`,
      'bot_base_read_timestamp_seconds 1700000000',
      'bot_platform_last_sign_timestamp_seconds{platform="slack"} 1700000005',
    ]),
  );
  expect(text.join('\n')).not.toContain('last_sign_timestamp_seconds{platform="console"}');
});

it('createMetrics counts what should have been looked at again, and not what was withdrawn', async () => {
  const [one = '', two = '', three = ''] = base.facts.keys();
  const facts = [
    changed(one, { reviewBy: '2023-11-13', status: 'stands' }),
    changed(two, { reviewBy: '2023-11-14', status: 'stands' }),
    changed(three, { reviewBy: '2020-01-01', status: 'withdrawn' }),
  ];
  const few = { ...base, facts: new Map(facts.map((fact) => [fact.id, fact] as const)) };
  expect(await samples(metricsOf({ facts: () => few }))).toContain('bot_facts_overdue 1');
});

it('createMetrics makes no label of anything that people wrote', async () => {
  const text = fc.string({ minLength: 1 });
  await fc.assert(
    fc.asyncProperty(text, text, text, async (typed, workspace, language) => {
      const metrics = metricsOf();
      const asked = { ...question('ask', typed), workspace: `console:${workspace}` as const };
      metrics.report({ question: asked, answer: { ...NO_ANSWER, language: `${language}~` }, ms: 1 });
      metrics.delivered(`${workspace}~`, 'sent');
      const lines = await samples(metrics);
      expect(lines).toContain('bot_questions_total{platform="console",outcome="answered",language="other"} 1');
      expect(lines).toContain('bot_deliveries_total{platform="other",result="sent"} 1');
      expect(lines.join('')).not.toContain('~');
    }),
    { numRuns: 50, seed: 20261122 },
  );
});

it('createMetrics has a registry of its own, and says how the process does where that is wanted', async () => {
  const [one, other] = [createMetrics(running(), true), metricsOf()];
  one.restarted('slack');
  expect(await samples(other)).not.toContain('bot_platform_restarts_total{platform="slack"} 1');
  expect(await one.text()).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(await other.text()).not.toContain('process_');
  expect(one.contentType).toMatch(/^text\/plain/);
});

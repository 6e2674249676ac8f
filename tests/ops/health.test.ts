import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { probeOf, serveHealth } from '../../src/ops/health.ts';
import type { RunningBot } from '../../src/ops/metrics.ts';
import { base } from '../base.ts';
import { listening } from '../loopback.ts';
import { NOW, platform, running } from './running-bot.ts';

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

describe('/readyz', () => {
  it('is 200 when all is well, with one line for each check', async () => {
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
  ])('is 503 when %s, and says what to do', async (_, changes, name) => {
    const { status, ready, checks } = await readyz(changes);
    expect({ status, ready }).toEqual({ status: 503, ready: false });
    expect(checks.filter(({ ok }) => !ok)).toMatchObject([{ name, do: expect.stringMatching(/\.$/) }]);
  });

  it('stays ready when a change of the facts was refused, and tells it', async () => {
    const { status, checks } = await readyz({ baseIsRefused: () => true });
    expect(status).toBe(200);
    expect(checks[0]?.state).toContain('refused: npm run lint:data');
  });
});

describe('everything else', () => {
  it('gives the metrics as they are', async () => {
    const response = await fetch(`${await served()}/metrics`);
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(await response.text()).toBe('bot_facts 12\n');
  });

  it('is not found', async () => {
    const address = await served();
    for (const path of ['/', '/metrics/', '/healthz/../.env', '//healthz', '/__proto__', '/readyz%00'])
      expect([path, (await fetch(address + path)).status]).toEqual([path, 404]);
  });

  it('answers HEAD without a page, no other method, and reads no body', async () => {
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

  it('says nothing of what failed inside', async () => {
    const text = () => Promise.reject(new Error('postgres://bot:hunter2@db'));
    const response = await fetch(`${await served({}, { ...METRICS, text })}/metrics`);
    expect([response.status, await response.text()]).toEqual([500, 'failed\n']);
  });

  it('is refused with the variable to change where an address can’t be used', async () => {
    const taken = createServer();
    const port = await listening(taken);
    onTestFinished(() => void taken.close());
    const opening = serveHealth({ host: '127.0.0.1', port }, running(), METRICS);
    await expect(opening).rejects.toThrow(`HEALTH_PORT: another program already listens on port ${port}.`);
    await expect(opening).rejects.toBeInstanceOf(BotError);
    const foreign = serveHealth({ host: '203.0.113.7', port: 0 }, running(), METRICS);
    await expect(foreign).rejects.toThrow(/^HEALTH_HOST/);
  });
});

describe('probeOf', () => {
  it('asks a store that hangs once, and does not wait for it', async () => {
    let asked = 0;
    const ping = (): Promise<void> => {
      asked += 1;
      return new Promise(() => undefined);
    };
    const probe = probeOf({ ping }, 20);
    expect(await Promise.all([probe(), probe(), probe()])).toEqual([false, false, false]);
    expect(asked).toBe(1);
    expect(await probe()).toBe(false);
    expect(asked).toBe(2);
  });

  it('tells one that answers from one that refuses', async () => {
    expect(await probeOf({ ping: async () => undefined })()).toBe(true);
    expect(await probeOf({ ping: () => Promise.reject(new Error('x')) })()).toBe(false);
  });
});

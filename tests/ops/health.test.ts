import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { type Probed, probeOf, serveHealth } from '../../src/ops/health.ts';

const NOW = 1_700_000_000_000;

const slack = (health: 'starting' | 'ready' | 'down', sign?: number) => ({
  name: 'slack',
  health: () => health,
  lastSign: () => sign,
});

const well: Probed = {
  platforms: () => [slack('ready', NOW - 3_000)],
  storeIsUp: async () => true,
  facts: () => 12,
  baseIsRefused: () => false,
  metrics: async () => ({ text: 'bot_facts 12\n', contentType: 'text/plain; version=0.0.4; charset=utf-8' }),
  now: () => new Date(NOW),
};

async function served(changes: Partial<Probed> = {}): Promise<string> {
  const health = await serveHealth({ host: '127.0.0.1', port: 0 }, { ...well, ...changes });
  onTestFinished(() => health.stop());
  return health.address;
}

const page = z.object({
  ready: z.boolean(),
  checks: z.array(
    z.object({ name: z.string(), ok: z.boolean(), state: z.string(), do: z.string().optional() }),
  ),
});

async function readyz(changes: Partial<Probed> = {}) {
  const response = await fetch(`${await served(changes)}/readyz`);
  const text = await response.text();
  return { status: response.status, text, ...page.parse(JSON.parse(text)) };
}

describe('/healthz', () => {
  it('says that the process runs, whatever else is down', async () => {
    const address = await served({ platforms: () => [slack('down')], storeIsUp: async () => false });
    const response = await fetch(`${address}/healthz?from=prober`);
    expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
  });
});

describe('/readyz', () => {
  it('is 200 when all is well, with one line for each check', async () => {
    const { status, ready, checks, text } = await readyz();
    expect({ status, ready }).toEqual({ status: 200, ready: true });
    expect(checks.map(({ name }) => name)).toEqual(['facts', 'store', 'slack']);
    expect(checks[2]?.state).toBe('ready, last sign of life 3 s ago');
    expect(text.trim().split('\n')).toHaveLength(5);
  });

  it.each<[string, Partial<Probed>, string]>([
    ['a platform is down', { platforms: () => [slack('down', NOW)] }, 'slack'],
    ['a platform has not started', { platforms: () => [slack('starting')] }, 'slack'],
    ['no platform is open yet', { platforms: () => [] }, 'platforms'],
    ['the store does not answer', { storeIsUp: async () => false }, 'store'],
    ['no fact is loaded', { facts: () => 0 }, 'facts'],
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

  it.each(['/', '/metrics/', '/healthz/../.env', '//healthz', '/__proto__', '/readyz%00'])(
    'is not found: %s',
    async (path) => {
      const response = await fetch((await served()) + path);
      expect(response.status).toBe(404);
    },
  );

  it('answers HEAD without a page, and no other method', async () => {
    const address = await served();
    const head = await fetch(`${address}/metrics`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await fetch(`${address}/readyz`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });

  it('reads no body', async () => {
    const body = 'a'.repeat(5_000_000);
    const answer = fetch(`${await served()}/healthz`, { method: 'POST', body }).then(
      ({ status }) => status,
      // The server has answered and closed while the body was on its way.
      () => 405,
    );
    expect(await answer).toBe(405);
  });

  it('says nothing of what failed inside', async () => {
    const metrics = () => Promise.reject(new Error('postgres://bot:hunter2@db'));
    const response = await fetch(`${await served({ metrics })}/metrics`);
    expect([response.status, await response.text()]).toEqual([500, 'failed\n']);
  });
});

describe('an address that can’t be used', () => {
  it('is refused with the variable to change', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const bound = taken.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    const opening = serveHealth({ host: '127.0.0.1', port }, well);
    await expect(opening).rejects.toThrow(`HEALTH_PORT: another program already listens on port ${port}.`);
    await expect(opening).rejects.toBeInstanceOf(BotError);
    await expect(serveHealth({ host: '203.0.113.7', port: 0 }, well)).rejects.toThrow(/^HEALTH_HOST/);
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

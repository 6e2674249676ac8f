import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, start } from '../../../editor/preview/index.ts';
import { dataCopy } from './data-copy.ts';

const data = dataCopy();
const TRUCKS = 'brasko.ohi-trucks';
const FILE = 'packs/brasko/facts/fleet.yaml';
let running: Running;

beforeAll(async () => {
  running = await start(data.dir, 0);
});
afterAll(async () => {
  await running.stop();
  data.remove();
});

interface Reply {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** As a client sends it that keeps to no rule of browsers. */
function ask(path: string, { method = 'GET', host = '' } = {}): Promise<Reply> {
  const { hostname, port } = new URL(running.server.address);
  const headers = host === '' ? {} : { host };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the server', () => {
  it('shows a fact, the list, and what both are made of', async () => {
    const page = await ask(`/fact/${TRUCKS}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('How many trucks does Brasko lease to the OHI?');
    const list = await ask('/');
    expect(list.body).toContain(`/fact/${TRUCKS}`);
    const links = [...`${page.body}${list.body}`.matchAll(/(?:src|<link[^>]* href)="(\/[^"]*)"/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, path = ''] of links) expect((await ask(path)).status).toBe(200);
  });

  it('lets a page fetch nothing from elsewhere and run nothing but its own', async () => {
    const { headers } = await ask('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  it.each(['evil.example', '127.0.0.1', 'localhost:1', '[::1]:80'])('refuses the name %s', async (host) => {
    const reply = await ask(`/fact/${TRUCKS}`, { host });
    expect(reply.status).toBe(421);
    expect(reply.body).not.toContain('Brasko');
  });

  it('takes its own name', async () => {
    const { port } = new URL(running.server.address);
    expect((await ask('/', { host: `localhost:${port}` })).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect(await ask('/', { method })).toMatchObject({ status: 405, headers: { allow: 'GET' } });
  });

  it('leads to the fact that was meant, or names the nearest', async () => {
    expect(await ask('/fact/ohi-trucks')).toMatchObject({
      status: 302,
      headers: { location: `/fact/${TRUCKS}` },
    });
    const mistyped = await ask('/fact/brasko.oih-trucks');
    expect(mistyped.status).toBe(404);
    expect(mistyped.body).toContain(`href="/fact/${TRUCKS}"`);
  });

  it.each([
    '/fact/',
    '/fact/%00',
    '/fact/..%2f..%2fetc%2fpasswd',
    '/../package.json',
    '/<script>',
    '//',
    '/fact/%',
    `/fact/${'a'.repeat(300)}`,
  ])('has nothing at %s', async (path) => {
    const reply = await ask(path);
    expect(reply.status).toBe(404);
    expect(reply.body).not.toMatch(/<script>|\bat .*\.ts:/);
  });

  it('is on the loopback address alone, and names a port that is taken', async () => {
    const { hostname, port } = new URL(running.server.address);
    expect(hostname).toBe('127.0.0.1');
    await expect(start(data.dir, Number(port))).rejects.toMatchObject({
      code: 'bad_config',
      message: `Port ${port} can not be used.`,
    });
  });

  it('tells an open page what was saved: the card, what is broken, that it is mended', async () => {
    const stop = new AbortController();
    const news = await fetch(`${running.server.address}/news?page=/fact/${TRUCKS}`, { signal: stop.signal });
    expect(news.headers.get('content-type')).toContain('text/event-stream');
    const heard = listen(news);
    await heard.until((text) => text.includes('"standing":"ok"'));
    data.edit(FILE, 'leases 60 trucks', 'leases 61 trucks');
    await heard.until((text) => text.includes('leases 61 trucks'));
    data.edit(FILE, 'asOf: 2021-02-28', 'asOf: 2021-02-30');
    const broken = await heard.until((text) => text.includes('"standing":"broken"'));
    expect(broken).toContain('data/packs/brasko/facts/fleet.yaml:');
    expect(broken).not.toContain(data.dir);
    data.edit(FILE, 'asOf: 2021-02-30', 'asOf: 2021-02-28');
    await heard.until((text) => text.includes('"problems":""'));
    data.edit(FILE, `id: ${TRUCKS}`, 'id: brasko.ohi-lorries');
    const gone = await heard.until((text) => text.includes('"standing":"gone"'));
    expect(gone).toContain('/fact/brasko.ohi-lorries');
    data.edit(FILE, 'id: brasko.ohi-lorries', `id: ${TRUCKS}`);
    await heard.until((text) => text.includes('"standing":"ok"'));
    stop.abort();
  });
});

/** Reads events until what came since the last call holds something. */
function listen({ body }: Response): { until(holds: (text: string) => boolean): Promise<string> } {
  if (!body) throw new Error('no news');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async until(holds) {
      while (!holds(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the news ended with ${text.slice(-200)}`);
        text += value;
      }
      const held = text;
      text = '';
      return held;
    },
  };
}

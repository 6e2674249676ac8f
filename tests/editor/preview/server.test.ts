import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PreviewServer, servePreview } from '../../../editor/preview/server.ts';
import { dataCopy } from './data-copy.ts';

const data = dataCopy();
const PATH = '/?q=brasko.ohi-trucks';
const FILE = 'packs/brasko/facts/fleet.yaml';
let server: PreviewServer;

beforeAll(async () => {
  server = await servePreview(data.dir, 20);
});
afterAll(() => server.stop());

interface Reply {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** As a client sends it that keeps to no rule of browsers. */
function ask(path: string, { method = 'GET', host = '' } = {}): Promise<Reply> {
  const { hostname, port } = new URL(server.address);
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
  it('shows a fact and what its page is made of, and lets it fetch and run nothing else', async () => {
    const { status, body, headers } = await ask(PATH);
    expect([status, body]).toEqual([200, expect.stringContaining('How many trucks does Brasko lease')]);
    expect(await ask('/style.css')).toMatchObject({ status: 200, headers: { 'content-type': /css/ } });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it.each(['evil.example', '127.0.0.1', 'localhost:1', '[::1]:80'])('refuses the name %s', async (host) => {
    const reply = await ask(PATH, { host });
    expect(reply.status).toBe(421);
    expect(reply.body).not.toContain('Brasko');
  });

  it('takes its own name, GET alone, and has nothing anywhere else', async () => {
    const { port } = new URL(server.address);
    expect((await ask('/', { host: `localhost:${port}` })).status).toBe(200);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await ask('/', { method })).status).toBe(405);
    }
    for (const path of [
      '/..%2f..%2fetc%2fpasswd',
      '/../package.json',
      '/<script>',
      '/fact/%',
      '/%00',
      '//',
    ]) {
      const { status, body } = await ask(path);
      expect([404, 405]).toContain(status);
      expect(body).not.toMatch(/<script>|\bat .*\.ts:/);
    }
  });

  it('is on the loopback address alone', () => {
    expect(new URL(server.address).hostname).toBe('127.0.0.1');
  });

  it('tells an open page when something was saved, and shows it', async () => {
    const stop = new AbortController();
    const { body, headers } = await fetch(`${server.address}/saved`, { signal: stop.signal });
    expect(headers.get('content-type')).toContain('text/event-stream');
    const news = body?.pipeThrough(new TextDecoderStream()).getReader();
    const saved = async (from: string, to: string): Promise<string> => {
      data.edit(FILE, from, to);
      for (let text = ''; !text.includes('data: saved'); ) text += (await news?.read())?.value ?? '';
      return (await ask(PATH)).body;
    };
    expect(await saved('leases 60 trucks', 'leases 61 trucks')).toContain('leases 61 trucks');
    const broken = await saved('asOf: 2021-02-28', 'asOf: 2021-02-30');
    expect(broken).toContain('role="alert"');
    expect(broken).toContain('leases 61 trucks');
    expect(await saved('asOf: 2021-02-30', 'asOf: 2021-02-28')).not.toContain('role="alert"');
    stop.abort();
  });
});

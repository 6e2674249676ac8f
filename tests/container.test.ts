import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CORE_KEYS } from '../src/config.ts';
import { platforms } from '../src/platforms/index.ts';
import { listening } from './loopback.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');

const KEYS = [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)];
const SECRETS = KEYS.filter(({ secret }) => secret).map(({ name }) => name);
/** Read by Node and its packages, not by us; HEALTH_PORT and HEALTH_HOST are the health page's. */
const KNOWN = [...KEYS.map(({ name }) => name), 'NODE_ENV'];

const scripts = z
  .object({ scripts: z.record(z.string(), z.string()), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(read('package.json')));

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The Dockerfile without comments, one instruction each, and the stage that the image is made of. */
const instructions: readonly Instruction[] = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const stages = instructions.filter(({ name }) => name === 'FROM');
const image = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const all = (name: string, among: readonly Instruction[] = image): readonly string[] =>
  among.flatMap((one) => (one.name === name ? [one.rest] : []));
const ignored = read('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

it('the image stands on one Node, pinned by its minor version, that the bot supports', () => {
  const [, tag = ''] = /^NODE=(\S+)$/.exec(all('ARG', instructions)[0] ?? '') ?? [];
  expect(tag).toMatch(/^\d+\.\d+-slim$/);
  expect(stages.map(({ rest }) => rest.split(' ')[0])).toEqual(stages.map(() => `node:$\{NODE}`));
  const [least = 0, , below = 0] = (scripts.engines.node.match(/\d+/g) ?? []).map(Number);
  expect(Number.parseInt(tag, 10)).toBeGreaterThanOrEqual(least);
  expect(Number.parseInt(tag, 10)).toBeLessThan(below);
  expect(read('src/ops/small-server.md')).toContain(` node:${tag} `);
  expect(`${read('Dockerfile')}${read('compose.yaml')}`).not.toMatch(/:latest\b/);
});

it('the image is not root’s, and writes into its volume alone', () => {
  expect(all('USER')).toEqual(['1000:1000']);
  expect(image.findIndex(({ name }) => name === 'USER')).toBeGreaterThan(
    image.findLastIndex(({ name }) => name === 'RUN' || name === 'COPY'),
  );
  expect(all('VOLUME')).toEqual(['/app/var']);
  expect(all('CMD')).toEqual(['["node", "dist/main.js"]']);
});

it('the image holds production’s packages, the built code, and no variable that is a secret', () => {
  expect(all('RUN', instructions)).toContain('npm ci --omit=dev --ignore-scripts');
  expect(all('COPY').filter((rest) => rest.startsWith('--from=build'))).toEqual(['--from=build /app/dist ./dist']);
  const set = all('ENV', instructions).flatMap((rest) => [...rest.matchAll(/(\w+)=/g)].map(([, name]) => name));
  expect(set.filter((name) => !KNOWN.includes(name ?? ''))).toEqual([]);
  for (const secret of SECRETS) expect(read('Dockerfile')).not.toContain(secret);
});

it('the image copies only what is there, and what .dockerignore lets in', () => {
  const copied = all('COPY', instructions)
    .filter((rest) => !rest.startsWith('--from='))
    .flatMap((rest) => rest.split(' ').slice(0, -1))
    .filter((path) => path !== '.');
  expect(copied.length).toBeGreaterThan(3);
  for (const path of copied) {
    expect(existsSync(`${ROOT}${path}`), path).toBe(true);
    expect(
      ignored.filter((line) => [`!${path.split('/')[0]}`, `!${path}`].includes(line)),
      path,
    ).toHaveLength(1);
  }
});

it('the image is built from a list of what may come in: no .env, no store, no history', () => {
  expect(ignored[0]).toBe('*');
  const letIn = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  for (const name of letIn) expect(existsSync(`${ROOT}${name}`), name).toBe(true);
  for (const name of ['.env', '.env.example', 'var', '.git', 'node_modules', 'dist', 'tests'])
    expect(letIn).not.toContain(name);
  // The last that fits counts: also below src and data.
  expect(ignored.indexOf('**/.env*')).toBeGreaterThan(ignored.lastIndexOf(`!${letIn.at(-1)}`));
});

it('the image calls itself well as /healthz does, and where nobody serves it', async () => {
  const [, json = ''] = /CMD (\[.*\])$/.exec(all('HEALTHCHECK')[0] ?? '') ?? [];
  const [command = '', ...args] = z.array(z.string()).parse(JSON.parse(json));
  expect(command).toBe('node');
  let status = 200;
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(status).end();
  });
  const port = String(await listening(server));
  onTestFinished(() => void server.close());
  const run = (HEALTH_PORT: string): Promise<number | null> =>
    new Promise((resolve) => {
      spawn(process.execPath, args, { env: { HEALTH_PORT } }).on('close', resolve);
    });
  expect(await run(port)).toBe(0);
  status = 503;
  expect(await run(port)).toBe(1);
  expect(asked).toEqual(['/healthz', '/healthz']);
  expect(await run('')).toBe(0);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await run(port)).toBe(1);
});

const service = z.looseObject({
  image: z.string(),
  environment: z.record(z.string(), z.string()),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  volumes: z.array(z.string()),
  stop_grace_period: z.string(),
});
const compose = z
  .object({
    services: z.object({
      bot: service.extend({ read_only: z.literal(true), init: z.literal(true), tmpfs: z.array(z.string()) }),
      postgres: service.extend({ profiles: z.tuple([z.literal('postgres')]), healthcheck: z.object({}) }),
    }),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
    volumes: z.record(z.string(), z.null()),
  })
  .loose()
  .parse(parse(read('compose.yaml'), { merge: true }));

const { bot, postgres } = compose.services;

it('compose gives neither service a right that it does not need', () => {
  for (const one of [bot, postgres]) {
    expect(one.cap_drop).toEqual(['ALL']);
    expect(one.security_opt).toEqual(['no-new-privileges:true']);
    expect(one['privileged']).toBeUndefined();
    expect(one['ports']).toBeUndefined();
  }
  expect(postgres.image).toMatch(/^postgres:\d+\.\d+-\w+$/);
});

it('compose keeps the store where the image writes it, and lets answers under way finish', () => {
  expect(bot.volumes).toEqual([`store:${all('VOLUME')[0]}`]);
  expect(Object.keys(compose.volumes)).toEqual(['store', 'postgres']);
  expect(Number.parseInt(bot.stop_grace_period, 10)).toBeGreaterThan(12);
});

it('compose names no variable that nobody reads, and holds no secret', () => {
  expect(Object.keys(bot.environment).filter((name) => !KNOWN.includes(name))).toEqual([]);
  for (const secret of SECRETS) expect(read('compose.yaml')).not.toContain(`${secret}:`);
  expect(Object.keys(postgres.environment)).toContain('POSTGRES_PASSWORD_FILE');
  expect(Object.keys(postgres.environment)).not.toContain('POSTGRES_PASSWORD');
  for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/var\//);
  expect(read('.gitignore')).toMatch(/^var\/$/m);
});

const unit = read('src/ops/receipts.service');
const settings = new Map([...unit.matchAll(/^([A-Za-z]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
const hasSystemd = spawnSync('systemd-analyze', ['--version'], { stdio: 'ignore' }).status === 0;

it('the systemd unit runs what the image runs, as nobody special, and stops as slowly', () => {
  expect(settings.get('ExecStart')).toBe('/usr/bin/env node dist/main.js');
  expect(settings.get('User')).toBe('receipts');
  expect(Number(settings.get('TimeoutStopSec'))).toBeGreaterThan(12);
  expect(Number(settings.get('RestartSec'))).toBeGreaterThanOrEqual(60);
  expect(settings.get('ProtectSystem')).toBe('strict');
  expect(settings.get('CapabilityBoundingSet')).toBe('');
  expect(settings.get('MemoryDenyWriteExecute')).toBeUndefined();
});

it('the systemd unit sets no variable that nobody reads, and no secret but the place of the file', () => {
  const set = [...unit.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name = '', value]) => [name, value]);
  expect(set.filter(([name = '']) => !KNOWN.includes(name))).toEqual([]);
  expect(set.filter(([name = '']) => SECRETS.includes(name))).toEqual([
    ['STORE_URL', 'file:/var/lib/receipts/receipts.db'],
  ]);
  expect(settings.get('StateDirectory')).toBe('receipts');
});

it.skipIf(!hasSystemd)('the systemd unit is understood by systemd, in full (with systemd-analyze)', () => {
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', `${ROOT}src/ops/receipts.service`]);
  expect({ status, said: stderr.toString() }).toEqual({ status: 0, said: '' });
});

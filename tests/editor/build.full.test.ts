import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../../editor/build.ts';
import { CORE_KEYS } from '../../src/config.ts';
import { platforms } from '../../src/platforms/index.ts';
import { copyBase, newFolder } from '../folders.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Below node_modules, so that a build finds the packages that it leaves outside. */
const CACHE = join(ROOT, 'node_modules', '.cache');

/** A process with it ends with an error as soon as anything asks for one of these. */
const REFUSING = `data:text/javascript,${encodeURIComponent(
  "export const resolve = (name, context, next) => { if (/^(yaml|tsx|esbuild|commander)(\\/|$)/.test(name)) throw new Error('asked for ' + name); return next(name, context); };",
)}`;
const REFUSER = `data:text/javascript,${encodeURIComponent(
  `import { register } from 'node:module'; register(${JSON.stringify(REFUSING)});`,
)}`;

let home = '';
let dataDir = '';
let said = '';
const builtBase = () => join(home, 'dist', 'base.bin');

beforeAll(async () => {
  mkdirSync(CACHE, { recursive: true });
  home = mkdtempSync(join(CACHE, 'built-'));
  dataDir = join(home, 'data');
  copyBase(dataDir);
  cpSync(join(ROOT, 'manifest.yml'), join(home, 'manifest.yml'));
  said = await build({ dataDir, builtBase: builtBase() });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const serve = (input: string) => run('main.js', input);

function run(program: string, input = '', args: readonly string[] = [], root = home) {
  const none = [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => [name, '']);
  const command = ['--import', REFUSER, join(root, 'dist', program), ...args];
  const env = { ...process.env, ...Object.fromEntries(none) };
  const {
    status: code,
    stdout: out,
    stderr: err,
  } = spawnSync(process.execPath, command, { env, input, encoding: 'utf8' });
  return { code, out, err };
}

it('a build says what it made', () => {
  expect(said).toMatch(/^dist\/base\.bin +\d+\.\d MB: \d+ facts from \d+ sources, with their index$/m);
  expect(said).toMatch(/^dist\/main\.js +\d\.\d MB of code in \d+ files; dist\/doctor\.js/m);
});

it('a build answers from standard input without YAML, a loader of TypeScript or anything else that only the source needs', async () => {
  const { code, out, err } = serve('who signed the letter of norvane employees in 2019\nsetup\n');
  expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/^Receipts: \d+ facts from \d+ sources\./) });
  expect(out).toMatch(/\[1\][\s\S]*https:\/\//);
  // The install link holds the manifest, which lies beside dist/.
  expect(out + err).toContain('https://api.slack.com/apps?new_app=1');
  for (const name of readdirSync(join(home, 'dist')).filter((one) => one.endsWith('.js'))) {
    expect(readFileSync(join(home, 'dist', name), 'utf8')).not.toMatch(/from ?["'](yaml|tsx|esbuild|commander)/);
  }
});

it('a build holds a doctor that looks at what was built, and needs no more than the bot', async () => {
  const { code, out, err } = run('doctor.js', '', ['--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const told: { ok: boolean; checks: { check: string; says: string }[] } = JSON.parse(out);
  expect(told.ok).toBe(true);
  expect(told.checks).toContainEqual(
    expect.objectContaining({ check: 'facts', says: expect.stringMatching(/^\d+ facts from \d+ sources\.$/) }),
  );
  expect(told.checks).toContainEqual(expect.objectContaining({ check: 'platforms', result: 'warning' }));
});

it('a build names a package that is not installed, in the bot and in the doctor', async () => {
  const bare = newFolder();
  cpSync(join(home, 'dist'), join(bare, 'dist'), { recursive: true });
  writeFileSync(join(bare, 'package.json'), '{"type":"module"}');
  for (const program of ['main.js', 'doctor.js']) {
    const { code, out, err } = run(program, '', [], bare);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^The package \S+ is not installed, or this user may not read it\.\n-> Run npm ci;.*\n$/);
  }
});

it('a build refuses to serve a base that was cut short, and says what to do', async () => {
  const whole = readFileSync(builtBase());
  writeFileSync(builtBase(), whole.subarray(0, 1_000));
  const { code, out, err } = serve('who signed the letter\n');
  writeFileSync(builtBase(), whole);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(
    'The compiled base, dist/base.bin, is damaged, or was built by another version.\n-> Run npm run build; where the bot runs in a container, build its image anew.\n',
  );
});

it('a build stops at data that can not be used, and leaves what was built before as it was', async () => {
  const before = readFileSync(builtBase());
  const file = join(dataDir, 'languages', 'en.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, 'tag: [');
  await expect(build({ dataDir, builtBase: builtBase() })).rejects.toMatchObject({ code: 'bad_data' });
  writeFileSync(file, text);
  expect(readFileSync(builtBase()).equals(before)).toBe(true);
  expect(readdirSync(home).sort()).toEqual(['data', 'dist', 'manifest.yml']);
  expect(existsSync(join(home, 'dist', 'main.js'))).toBe(true);
});

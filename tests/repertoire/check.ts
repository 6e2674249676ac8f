import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Payload } from './payload.ts';

/* `tsx tests/repertoire/check.ts FILE` holds every payload that `npm run payloads` wrote to FILE, and manifest.yml, against
   the platforms' own rules: validate-slack.mjs, validate-discord.mjs and the schema of Slack's manifest, in the folder
   that VALIDATORS names. What is not at hand is skipped by name. Prints counts and every problem with the name of its
   payload; ends with 1 when there is any. */

const FOLDER = resolve(process.env['VALIDATORS'] ?? '../shared/validators');
const MANIFEST_SCHEMA = 'slack-manifest.schema.2.0.0.json';

/** What the validators call a payload's kind, where that is another word. Undefined: shows nothing, nothing to check. */
const KINDS: Readonly<Record<string, string | undefined>> = {
  ephemeral: 'message',
  removal: undefined,
  call: undefined,
};

type Check = (kind: string, body: unknown) => readonly string[];

const found = z.array(z.looseObject({ path: z.string(), msg: z.string() }));
const payload: z.ZodType<Payload> = z.object({
  platform: z.enum(['slack', 'discord']),
  kind: z.string(),
  name: z.string(),
  body: z.unknown(),
});

/** Undefined when the validator is not at hand. */
async function validator(file: string): Promise<Check | undefined> {
  const path = `${FOLDER}/${file}`;
  if (!existsSync(path)) {
    process.stdout.write(`skipped: ${file} is not in ${FOLDER}\n`);
    return undefined;
  }
  const { check } = z
    .object({ check: z.custom<(kind: string, body: unknown) => unknown>((one) => typeof one === 'function') })
    .parse(await import(pathToFileURL(path).href));
  return (kind, body) =>
    found.parse(check(kind, body)).map(({ path: at, msg }) => `${at === '' ? '/' : at}: ${msg}`);
}

function manifestProblems(): readonly string[] | undefined {
  const path = `${FOLDER}/${MANIFEST_SCHEMA}`;
  if (!existsSync(path)) {
    process.stdout.write(`skipped: ${MANIFEST_SCHEMA} is not in ${FOLDER}\n`);
    return undefined;
  }
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const valid = ajv.compile(z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8'))));
  valid(parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')));
  return (valid.errors ?? []).map((error) => `${error.instancePath || '/'}: ${error.message ?? ''}`);
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('name the file that `npm run payloads -- --out FILE` wrote');
const checks = {
  slack: await validator('validate-slack.mjs'),
  discord: await validator('validate-discord.mjs'),
};
const counts = new Map<string, number>();
let problems = 0;

function count(what: string, name: string, broken: readonly string[]): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
  problems += broken.length;
  for (const one of broken) process.stdout.write(`✗ ${what} · ${name} · ${one}\n`);
}

for await (const line of createInterface({ input: createReadStream(file) })) {
  const { platform, kind, name, body } = payload.parse(JSON.parse(line));
  const known = kind in KINDS ? KINDS[kind] : kind;
  const check = checks[platform];
  if (check) count(`${platform} ${kind}`, name, known === undefined ? [] : check(known, body));
}
for (const [platform, check] of Object.entries(checks)) {
  const seen = [...counts.keys()].some((what) => what.startsWith(platform));
  if (check && !seen) count(platform, file, ['nothing to check']);
}
const manifest = manifestProblems();
if (manifest) count('slack manifest', 'manifest.yml', manifest);

for (const [what, number] of [...counts].sort())
  process.stdout.write(`${String(number).padStart(6)} ${what}\n`);
process.stdout.write(problems === 0 ? 'no problem\n' : `${problems} problems\n`);
process.exitCode = problems === 0 ? 0 : 1;

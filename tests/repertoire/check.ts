import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Payload } from '../../editor/preview/payloads.ts';
import { commandCards } from '../../src/commands/index.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { commandsFor } from '../../src/platforms/discord/commands.ts';
import { textIn } from '../../src/platforms/slack/render.ts';
import { callbackProblems, messageProblems } from '../platforms/discord/inspect.ts';
import { blockProblems, field, viewProblems } from '../platforms/slack/inspect.ts';

/** The commands as they are registered with Discord. */
export function commandPayload({ languages }: Knowledge): Payload {
  const body: unknown = JSON.parse(JSON.stringify(commandsFor(commandCards({}, languages))));
  return { platform: 'discord', kind: 'bulk_set_application_commands', name: 'registered commands', body };
}

/** Every limit of the platform that a payload breaks, in words, by our own reading of its documentation. A kind that
    nothing is known of is a problem too. */
export function broken({ platform, kind, body }: Payload): readonly string[] {
  switch (`${platform} ${kind}`) {
    case 'slack message':
    case 'slack ephemeral':
      return blockProblems(body, textIn(field(body, 'blocks')));
    case 'slack modal':
    case 'slack home':
      return viewProblems(body);
    case 'discord bulk_set_application_commands':
      return [];
    case 'discord create_interaction_response':
      return callbackProblems(body);
    case 'discord create_message':
      return messageProblems(body, 'channel');
    default:
      return [`no rules for ${platform} ${kind}`];
  }
}

/* Programs that know nothing of this bot hold what it sends against the platforms' own rules. They lie in the folder that
   VALIDATORS names, beside this repository where nothing is named, and are no part of it: who has none goes without. */

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const FOLDER = process.env['VALIDATORS'] ?? at('../../../shared/validators');
const FILES = { slack: 'validate-slack.mjs', discord: 'validate-discord.mjs' } as const;
const SCHEMA = `${FOLDER}/slack-manifest.schema.2.0.0.json`;

/** What is not there of them. */
export const notAtHand: readonly string[] = [...Object.values(FILES).map((file) => `${FOLDER}/${file}`), SCHEMA].filter(
  (path) => !existsSync(path),
);

const found = z.array(z.looseObject({ path: z.string(), msg: z.string() }));
type Check = (kind: string, body: unknown) => unknown;

async function validator(file: string): Promise<Check> {
  const path = `${FOLDER}/${file}`;
  if (!existsSync(path)) return () => [];
  // Where validate-discord.mjs looks for ajv.
  process.env['PEERS_MODULES'] ??= at('../../node_modules');
  const check = z.custom<Check>((one) => typeof one === 'function');
  return z.object({ check }).parse(await import(pathToFileURL(path).href)).check;
}

const checks = { slack: await validator(FILES.slack), discord: await validator(FILES.discord) };

/** What is wrong with a payload by the platform's own rules, in words; nothing where they are not at hand. */
export function officialProblems({ platform, kind, body }: Payload): readonly string[] {
  return found
    .parse(checks[platform](kind === 'ephemeral' ? 'message' : kind, body))
    .map(({ path, msg }) => `${path === '' ? '/' : path}: ${msg}`);
}

/** The same for manifest.yml. */
export function manifestProblems(): readonly string[] {
  if (!existsSync(SCHEMA)) return [];
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const valid = ajv.compile(z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(SCHEMA, 'utf8'))));
  valid(parse(readFileSync(at('../../manifest.yml'), 'utf8')));
  return (valid.errors ?? []).map((error) => `${error.instancePath || '/'}: ${error.message ?? ''}`);
}

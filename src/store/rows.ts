import { z } from 'zod';
import type { EntityId, FactId, PackId } from '../core/fact.ts';
import { FEEDBACK_REASONS, type Feedback } from '../core/fact.ts';
import type { Mark, Post } from '../core/posting.ts';
import type { Schedule } from '../core/schedule.ts';
import { AUDIENCES, POSTERS, type Settings } from '../core/settings.ts';
import { TASK_KINDS, TASK_STATES, type Task } from '../core/tasks.ts';
import { readZone, SCHEDULE_DAYS } from '../core/when.ts';

const packId = z.string().min(1).pipe(z.custom<PackId>());
const factId = z.string().min(1).pipe(z.custom<FactId>());

/** Each field falls back by itself: a row of an older version lacks some, and a newer one may mean what we don't know. */
const settingsRow = (defaults: Settings): z.ZodType<Settings> =>
  z
    .object({
      language: z.string().min(2).catch(defaults.language),
      packs: z.union([z.literal('all'), z.array(packId).readonly()]).catch(() => defaults.packs),
      audience: z.enum(AUDIENCES).catch(defaults.audience),
      posting: z.enum(POSTERS).catch(defaults.posting),
      channels: z.union([z.literal('all'), z.array(z.string()).readonly()]).catch(() => defaults.channels),
      paused: z.boolean().catch(defaults.paused),
    })
    .catch(() => defaults);

/** Never throws: what can't be read is as if it had not been set. */
export function readSettings(text: string, defaults: Settings): Settings {
  return settingsRow(defaults).parse(parsed(text));
}

/** `before` is what the row held: its fields that this version does not know stay in it. */
export function writeSettings(settings: Settings, before: string | undefined): string {
  const kept = z.record(z.string(), z.unknown()).safeParse(parsed(before));
  return JSON.stringify({ ...kept.data, ...settings });
}

const json = z.string().transform(parsed);
const workspace = z.templateLiteral([z.string(), ':', z.string()]);
const milliseconds = z.coerce.number().transform((at) => new Date(at));

/** Gives none or one: a row that can't be read must not hide the others, and stays as it is. */
const reader =
  <Thing>(schema: z.ZodType<Thing>) =>
  (row: unknown): Thing[] => {
    const read = schema.safeParse(row);
    return read.success ? [read.data] : [];
  };

export const readPost = reader<Post>(
  z
    .object({
      id: z.string(),
      workspace,
      channel: z.string(),
      message: z.string().nullable(),
      call: json.pipe(z.object({ command: z.string(), text: z.string() })),
      facts: json.pipe(z.array(factId)),
      language: z.string(),
      at: milliseconds,
    })
    .transform(({ message, ...post }): Post => ({ ...post, ...(message !== null && { message }) })),
);

export const readMark = reader<readonly [FactId, Mark]>(
  z.object({ fact: factId, mark: z.string() }).transform(({ fact, mark }) => [fact, mark]),
);

export const readSchedule = reader<Schedule>(
  z.object({
    workspace,
    channel: z.string(),
    company: z.string().min(1).pipe(z.custom<EntityId>()),
    days: z.enum(SCHEDULE_DAYS),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    zone: z.string().refine((zone) => readZone(zone) === zone),
    language: z.string(),
    since: milliseconds,
  }),
);

export const readTask = reader<Task>(
  z
    .object({
      id: z.string(),
      kind: z.enum(TASK_KINDS),
      workspace,
      channel: z.string(),
      due: milliseconds,
      state: z.enum(TASK_STATES),
      open: z.number().transform((open) => open === 1),
      next: milliseconds,
      tries: z.number().int(),
      why: z.string().nullable(),
      post: z.string().nullable(),
    })
    .transform(({ why, post, ...task }): Task => ({ ...task, ...(why && { why }), ...(post && { post }) })),
);

export const readFeedback = reader<Feedback>(
  z.object({ fact: factId, reason: z.enum(FEEDBACK_REASONS), count: z.number().int().positive() }),
);

/** Undefined where it is no JSON. */
function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a log line may hold besides its event: these names, and values of these forms. None of the forms has a space,
    so no sentence passes; codes and reasons must look like codes (`invalid_auth`, `ECONNRESET`, `not-a-member`). */

export type SafeValue = string | number | boolean | readonly string[];

/** A check takes any value and gives it back when its form is safe. */
type Check = (value: unknown) => SafeValue | undefined;

/** Entries of a list, and characters of a string, at most. */
const LIST = 20;

const matching =
  (form: RegExp): Check =>
  (value) =>
    typeof value === 'string' && form.test(value) ? value : undefined;

const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? value : undefined;

const number: Check = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? Math.round(value * 100) / 100 : undefined;

const flag: Check = (value) => (typeof value === 'boolean' ? value : undefined);

const FACT_ID = /^[a-z0-9-]{1,30}\.[a-z0-9-]{1,62}$/;
const factIds: Check = (value) =>
  Array.isArray(value)
    ? value.filter((id): id is string => typeof id === 'string' && FACT_ID.test(id)).slice(0, LIST)
    : undefined;

/** `invalid_auth`, `ECONNRESET`, `UND_ERR_SOCKET`, and the codes of one word that Slack and our own errors have. */
const CODE = /^(?:[a-z0-9]{1,20}(?:_[a-z0-9]{1,20}){1,6}|E[A-Z0-9_]{3,30}|[A-Z0-9]+(?:_[A-Z0-9]+){1,6})$/;
const WORDS = ['ratelimited', 'timeout', 'unknown', 'registered', 'unchanged', 'dispatch'];
export const code: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value)
    ? value
    : typeof value === 'string' && value.length <= 60 && (CODE.test(value) || WORDS.includes(value))
      ? value
      : undefined;

const CHECKS: Readonly<Record<string, Check>> = {
  platform: oneOf('slack', 'discord', 'console'),
  outcome: oneOf('answered', 'nearest', 'choose', 'unknown', 'told', 'failed'),
  facts: factIds,
  offered: factIds,
  language: matching(/^[a-z]{2,3}(-[A-Z]{2})?$/),
  code,
  /** A second code, inside the first: Slack's own inside its SDK's. */
  detail: code,
  /** Why, in a code of two words or more: `not-a-member`. */
  reason: matching(/^[a-z]{1,20}(-[a-z]{1,20}){1,6}$/),
  /** Of an API: `chat.postMessage`. */
  method: matching(/^[a-z]{1,20}(\.[a-zA-Z]{1,30}){1,3}$/),
  /** Of a delivery: how it went. */
  result: oneOf('sent', 'refused', 'retried', 'dropped', 'expired'),
  error: matching(/^[A-Z][A-Za-z]{0,39}Error$|^Error$|^DiscordAPIError(\[\d+\])?$/),
  /** The first of our own files on the stack: `src/core/decide.ts:44`. */
  where: matching(/^src\/[a-z/-]{1,60}\.ts:\d{1,5}$/),
  /** Of the facts: the place of the first problem, `packs/acme/facts/history.yaml:12:3`. */
  place: matching(/^(?:packs|languages)(?:\/[A-Za-z0-9_.-]{1,60}){1,4}:\d{1,7}:\d{1,7}$/),
  /** What was tried when a delivery failed. */
  action: oneOf('reply', 'defer', 'update', 'edit', 'publish', 'choices', 'send'),
  status: number,
  retryAfter: number,
  attempt: number,
  ms: number,
  count: number,
  score: number,
  shard: number,
  /** Since a platform gave its last sign of life, or since it was down. */
  seconds: number,
  ok: flag,
  mended: flag,
};

/** The names that a log line may hold besides `level`, `time`, `event`, `hint` and `stack`. */
export const FIELD_NAMES: readonly string[] = Object.keys(CHECKS);

/** The fields whose names are on the list and whose values have their form; all others are gone. Never throws. */
export function safeFields(fields: Readonly<Record<string, unknown>>): Record<string, SafeValue> {
  const safe: Record<string, SafeValue> = {};
  for (const [name, check] of Object.entries(CHECKS)) {
    const value = check(fields[name]);
    if (value !== undefined) safe[name] = value;
  }
  return safe;
}

import type { z } from 'zod';
import { nearest } from '../nearest.ts';

/** What is wrong with one value, in words for its author. */
export interface Explanation {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly tip?: string;
}

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** `cites[0].quote`, or `the entry` for the whole. */
function nameOf(path: readonly PropertyKey[]): string {
  let name = '';
  for (const step of path) {
    if (typeof step === 'number') name += `[${step}]`;
    else name += name === '' ? String(step) : `.${String(step)}`;
  }
  return name === '' ? 'the entry' : name;
}

/** Every issue that zod has with `value`, said so that an author knows what to write. `keys` are those that the thing
    may have. */
export function explain(issues: readonly Issue[], value: unknown, keys: readonly string[]): Explanation[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      // A schema that knows what may stand there says so itself.
      const own = issue.message.startsWith('Unrecognized') ? undefined : issue.message;
      return issue.keys.map((key) => ({
        ...unknownKey(key, issue.path, keys),
        ...(own !== undefined && { tip: own }),
      }));
    }
    const said = say(issue, valueAt(value, issue.path));
    return [{ path: issue.path, ...said, message: `${nameOf(issue.path)} ${said.message}` }];
  });
}

function unknownKey(key: string, path: readonly PropertyKey[], keys: readonly string[]): Explanation {
  const meant = path.length === 0 ? nearest(key, keys) : undefined;
  const place = path.length === 0 ? '' : ` in ${nameOf(path)}`;
  const tip = meant
    ? `Did you mean ${meant}?`
    : path.length === 0
      ? `It may have: ${keys.join(', ')}.`
      : 'Leave it out, or look how other entries spell it.';
  return { path: [...path, key], message: `nothing here is called ${key}${place}`, tip };
}

function say(issue: Issue, value: unknown): { message: string; tip?: string } {
  switch (issue.code) {
    case 'invalid_type':
      // A schema that knows better what to write says so itself.
      return issue.message.startsWith('Invalid')
        ? wrongType(issue.expected, value)
        : { message: issue.message };
    case 'invalid_value':
      return value === undefined
        ? { message: `is missing: write one of ${issue.values.join(', ')}` }
        : { message: `must be one of ${issue.values.join(', ')}` };
    case 'too_big':
      return { message: size(issue.origin, issue.maximum, value, 'at most') };
    case 'too_small':
      return { message: size(issue.origin, issue.minimum, value, 'at least') };
    case 'invalid_key':
      return {
        message: `has a key that may not stand there: ${issue.issues.map(({ message }) => message).join('; ')}`,
      };
    case 'invalid_union':
      return value === undefined ? { message: 'is missing' } : { message: issue.message };
    default:
      return { message: issue.message };
  }
}

function wrongType(expected: string, value: unknown): { message: string; tip?: string } {
  const wanted = KINDS[expected] ?? expected;
  if (value === undefined) return { message: `is missing: write ${wanted}` };
  if (value === null) return { message: `is empty: write ${wanted}, or leave the key out` };
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return {
      message: `must be a text, and YAML reads ${value} as something else`,
      tip: `Put it in quotes: "${value}".`,
    };
  }
  return { message: `must be ${wanted}` };
}

function size(origin: string, limit: number | bigint, value: unknown, bound: string): string {
  if (origin === 'string') return `has ${String(value).length} characters: ${bound} ${limit}`;
  if (origin === 'array') return `has ${Array.isArray(value) ? value.length : 0} entries: ${bound} ${limit}`;
  return `must be ${bound} ${limit}`;
}

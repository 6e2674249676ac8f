import type { z } from 'zod';
import { nearest } from '../problems.ts';
import { pathName, valueAt } from '../yaml.ts';

/** What is wrong with one value, in words for its author. */
export interface Explanation {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** What to type instead. */
  readonly tip: string;
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
    return [{ path: issue.path, ...said, message: `${pathName(issue.path)} ${said.message}` }];
  });
}

function unknownKey(key: string, path: readonly PropertyKey[], keys: readonly string[]): Explanation {
  const meant = path.length === 0 ? nearest(key, keys) : undefined;
  const place = path.length === 0 ? '' : ` in ${pathName(path)}`;
  const tip = meant
    ? `Did you mean ${meant}?`
    : path.length === 0
      ? `It may have: ${keys.join(', ')}.`
      : 'Leave it out, or look how other entries spell it.';
  return { path: [...path, key], message: `nothing here is called ${key}${place}`, tip };
}

type Said = Omit<Explanation, 'path'>;

function say(issue: Issue, value: unknown): Said {
  const key = String(issue.path.findLast((step) => typeof step !== 'number') ?? 'it');
  switch (issue.code) {
    case 'invalid_type':
      // A schema that knows better what to write says so itself.
      return issue.message.startsWith('Invalid') ? wrongType(issue.expected, value, key) : parted(issue.message, key);
    case 'invalid_value': {
      const known = issue.values.map(String);
      const meant = typeof value === 'string' ? nearest(value, known) : undefined;
      const what = known.join(', ');
      if (value === undefined) return { message: 'is missing', tip: `Write ${key}: and one of ${what}.` };
      const message = `must be one of ${what}`;
      return { message, tip: meant ? `Did you mean ${meant}?` : `Write ${key}: and the one that fits.` };
    }
    case 'too_big':
      return size(issue.origin, issue.maximum, value, 'at most');
    case 'too_small':
      return size(issue.origin, issue.minimum, value, 'at least');
    case 'invalid_key': {
      const why = issue.issues.map(({ message }) => parted(message, key));
      return {
        message: `has a key that may not stand there: it ${why.map(({ message }) => message).join('; ')}`,
        tip: why.map(({ tip }) => tip).join(' '),
      };
    }
    default:
      if (issue.code !== 'invalid_union' || value !== undefined) return parted(issue.message, key);
      return { message: 'is missing', tip: `Write ${key}: and its value.` };
  }
}

/** Schemas say what is wrong and what to write in one sentence with a colon and a space between the two. */
function parted(text: string, key: string): Said {
  const at = text.indexOf(': ');
  if (at < 0) return { message: text, tip: `Look how other entries write ${key}.` };
  const tip = text.slice(at + 2);
  // A full stop behind an address would be typed with it.
  const end = /https:\S+$/.test(tip) ? '' : '.';
  return { message: text.slice(0, at), tip: `${tip.charAt(0).toUpperCase()}${tip.slice(1)}${end}` };
}

function wrongType(expected: string, value: unknown, key: string): Said {
  const wanted = KINDS[expected] ?? expected;
  if (value === undefined) return { message: 'is missing', tip: `Write ${key}: and ${wanted}.` };
  if (value === null) return { message: 'is empty', tip: `Write ${wanted} behind ${key}: or leave the key out.` };
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return {
      message: `must be a text, and YAML reads ${value} as something else`,
      tip: `Put it in quotes: "${value}".`,
    };
  }
  return { message: `must be ${wanted}`, tip: `Write ${wanted} behind ${key}:${EXAMPLES[wanted] ?? '.'}` };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  'a list': ' such as [one, other].',
  'keys with values': ' such as { key: value }.',
};

function size(origin: string, limit: number | bigint, value: unknown, bound: 'at most' | 'at least'): Said {
  if (origin !== 'string' && origin !== 'array')
    return { message: `must be ${bound} ${limit}`, tip: `Write a number that is ${bound} ${limit}.` };
  const have = Array.isArray(value) ? value.length : String(value).length;
  const away = `${Math.abs(have - Number(limit))} or more${origin === 'string' ? ' characters' : ''}`;
  return {
    message: `has ${have} ${origin === 'string' ? 'characters' : 'entries'}: ${bound} ${limit}`,
    tip: bound === 'at most' ? `Leave out ${away}.` : `Add ${away}, or leave the key out.`,
  };
}

import type { Env } from '../../src/config.ts';
import { isToken } from '../../src/core/variables.ts';

/** Shorter stretches than this occur in words and tell nobody anything. */
const SHORTEST = 6;

/** The last wall before anything is printed: takes every stretch of six characters or more that is also in a secret out
    of a text. Our own sentences hold none; what a driver, a platform or a path brings along might. */
export function concealed(text: string, secrets: readonly string[]): string {
  const hidden = new Array<boolean>(text.length).fill(false);
  for (const secret of secrets) {
    for (let at = 0; at + SHORTEST <= secret.length; at += 1) {
      const part = secret.slice(at, at + SHORTEST);
      for (let found = text.indexOf(part); found >= 0; found = text.indexOf(part, found + 1))
        hidden.fill(true, found, found + SHORTEST);
    }
  }
  return [...hidden].map((is, at) => (!is ? text[at] : hidden[at - 1] ? '' : '…')).join('');
}

/** What must not be shown of variables: the values of `secret` ones, and tokens that are in the line of another; of an
    address only its password. */
export function secretsIn(env: Env, secret: ReadonlySet<string>): readonly string[] {
  return Object.entries(env).flatMap(([name, given]) => {
    const value = given?.trim() ?? '';
    if (value === '' || !(secret.has(name) || isToken(value))) return [];
    const [, password] = /^[a-z0-9+]+:\/\/[^/]*?:(.*)@/isu.exec(value) ?? [];
    if (password !== undefined) return [password, decoded(password)];
    return /^(?:file:|memory:)/u.test(value) ? [] : [value];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

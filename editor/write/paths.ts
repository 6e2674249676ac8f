import type { Path } from '../../src/facts/yaml.ts';

/** `claim`, `cites[0].quote`; `the entry` for the whole: how a place is called where no file holds it yet. */
export function pathName(path: Path): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return name === '' ? 'the entry' : name.replace(/^\./, '');
}

/** What is at the end of a path; undefined where it leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((at, step) => (at === undefined ? undefined : Reflect.get(Object(at), step)), value);
}

/** Puts a value at the end of a path, and makes what is missing on the way to it. */
export function putAt(value: object, [step = '', ...rest]: Path, told: unknown): void {
  const inner: unknown = Reflect.get(value, step) ?? (typeof rest[0] === 'number' ? [] : {});
  Reflect.set(value, step, rest.length === 0 ? told : inner);
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) putAt(inner, rest, told);
}

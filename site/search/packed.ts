import type { FactBase } from '../../src/core/fact.ts';
import type { LanguageEntry } from '../../src/facts/schema/language.ts';

/** What a browser answers from. */
export interface Packed {
  readonly base: FactBase;
  readonly languages: readonly LanguageEntry[];
  /** Where to say that a fact is wrong, when its pack names no place; `{fact}` stands for the id. */
  readonly reports?: string;
}

const MARK = '$map';

/** As JSON, in which a map is a list under a mark of its own. */
export function pack(packed: Packed): string {
  return JSON.stringify(packed, (_key, value: unknown) =>
    value instanceof Map ? { [MARK]: [...value] } : value,
  );
}

/** What `pack` made. Throws a plain Error for anything else; only its outline is looked at. */
export function unpack(text: string): Packed {
  const value: unknown = JSON.parse(text, revive);
  if (!isPacked(value)) throw new Error('this is no packed base');
  return value;
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(MARK in value)) return value;
  const list = value[MARK];
  return Array.isArray(list) ? new Map(list) : value;
}

function isPacked(value: unknown): value is Packed {
  if (typeof value !== 'object' || value === null) return false;
  return 'base' in value && 'languages' in value && Array.isArray(value.languages);
}

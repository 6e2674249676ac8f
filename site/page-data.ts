import type { FactBase } from '../src/core/fact.ts';
import type { LanguageEntry } from '../src/facts/schema/language.ts';
import type { IndexData } from '../src/retrieval/retriever.ts';

/** What a page answers from: the facts with the index that was made of them once. */
export interface PageData {
  readonly base: FactBase;
  readonly languages: readonly LanguageEntry[];
  readonly index: IndexData;
  /** Where to say that a fact is wrong, when its pack names no place; `{fact}` stands for the id. */
  readonly reports?: string;
}

const ARRAYS = { Uint8Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array } as const;

/** As JSON, in which a map is `{$map: entries}`, and numbers are `{$Uint16Array: base64}` and so on. */
export function pack(data: PageData): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (value instanceof Map) return { $map: [...value] };
    if (!ArrayBuffer.isView(value)) return value;
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { [`$${value.constructor.name}`]: bytes.toString('base64') };
  });
}

/** What `pack` made. Throws a plain Error for anything else; only its outline is looked at. */
export function unpack(text: string): PageData {
  const value: unknown = JSON.parse(text, revived);
  if (!isPageData(value)) throw new Error('this is no base for a page');
  return value;
}

function revived(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$map' in value && Array.isArray(value.$map)) return new Map(value.$map);
  for (const [name, Numbers] of Object.entries(ARRAYS)) {
    const text: unknown = Reflect.get(value, `$${name}`);
    if (typeof text !== 'string') continue;
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return new Numbers(bytes.buffer);
  }
  return value;
}

function isPageData(value: unknown): value is PageData {
  return (
    typeof value === 'object' && value !== null && ['base', 'languages', 'index'].every((key) => key in value)
  );
}

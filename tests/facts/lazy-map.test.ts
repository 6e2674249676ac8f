import { describe, expect, it } from 'vitest';
import { tableOf } from '../../src/core/sections.ts';
import { LazyMap } from '../../src/facts/lazy-map.ts';

function counted() {
  const read: string[] = [];
  const map = new LazyMap<string, { value: number }>(
    () => ['a', 'b', 'c'],
    tableOf(['1', '2', '3']),
    (text) => {
      read.push(text);
      return { value: Number(text) };
    },
  );
  return { map, read };
}

describe('a lazy map', () => {
  it('reads nothing before it is asked, and each thing once', () => {
    const { map, read } = counted();
    expect([map.size, map.has('b'), map.has('z'), ...map.keys()]).toEqual([3, true, false, 'a', 'b', 'c']);
    expect(map.get('z')).toBeUndefined();
    expect(read).toEqual([]);
    expect(map.get('b')).toEqual({ value: 2 });
    expect(map.get('b')).toBe(map.get('b'));
    expect(read).toEqual(['2']);
  });

  it('is walked through like any other map', () => {
    const { map, read } = counted();
    const plain = new Map([
      ['a', { value: 1 }],
      ['b', { value: 2 }],
      ['c', { value: 3 }],
    ]);
    expect(new Map(map)).toEqual(plain);
    expect([...map.entries()]).toEqual([...plain.entries()]);
    expect([...map.values()]).toEqual([...plain.values()]);
    const seen: unknown[] = [];
    map.forEach((value, key) => {
      seen.push([key, value]);
    });
    expect(seen).toEqual([...plain]);
    expect(read).toEqual(['1', '2', '3']);
  });

  it('reads no further than somebody looks', () => {
    const { map, read } = counted();
    for (const value of map.values()) if (value.value === 2) break;
    expect(read).toEqual(['1', '2']);
  });
});

/** Whole numbers, in 16 bits each where all of them fit. */
export type Ints = Uint16Array | Int32Array;

/** Lists of numbers, one after the other, and where each begins; one more start than lists. */
export interface Lists {
  readonly starts: Ints;
  readonly all: Ints;
}

const LARGEST_SHORT = 0xffff;

export function ints(numbers: readonly number[] | Ints): Ints {
  const fits = numbers.every((one: number) => one >= 0 && one <= LARGEST_SHORT);
  return fits ? Uint16Array.from(numbers) : Int32Array.from(numbers);
}

/** Lists one after the other, and where each begins. */
export function inOneRow(lists: readonly ArrayLike<number>[]): readonly [starts: Ints, all: Ints] {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, at) => {
    starts[at + 1] = (starts[at] ?? 0) + list.length;
  });
  const all = new Int32Array(starts[lists.length] ?? 0);
  lists.forEach((list, at) => {
    all.set(list, starts[at] ?? 0);
  });
  return [ints(starts), ints(all)];
}

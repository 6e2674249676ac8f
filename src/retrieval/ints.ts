/** Whole numbers, in 16 bits each where all of them fit. */
export type Ints = Uint16Array | Int32Array;

const LARGEST_SHORT = 0xffff;

export function ints(numbers: readonly number[] | Ints): Ints {
  const fits = numbers.every((one: number) => one >= 0 && one <= LARGEST_SHORT);
  return fits ? Uint16Array.from(numbers) : Int32Array.from(numbers);
}

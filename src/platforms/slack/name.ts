import { clean, shorten } from '../../core/text.ts';

/** UTF-16 units of a name that are shown. */
const LONGEST = 40;

/** A person's name as a card may carry it: letters, digits, spaces, apostrophes and hyphens, so that it is neither a
    mention nor a link nor markup wherever it stands. Never empty. */
export function nameOf(given: string | undefined): string {
  const words = clean((given ?? '').slice(0, 400))
    .replace(/[^\p{L}\p{M}\p{N}'’ -]+/gu, ' ')
    .replace(/ +/gu, ' ')
    .trim();
  return shorten(words, LONGEST) || '…';
}

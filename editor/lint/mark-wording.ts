import { createHash } from 'node:crypto';
import type { Wording } from '../../src/core/fact.ts';

/** Eight letters that change when the claim or the caveat does: what a translation says it was made from. Letters only,
    because YAML reads `12345678` and `5e123456` as numbers. */
export function markWording({ claim, caveat = '' }: Pick<Wording, 'claim' | 'caveat'>): string {
  const hex = createHash('sha256').update(`${claim}\n${caveat}`).digest('hex').slice(0, 8);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

import type { Named } from '../../src/facts/register.ts';
import type { Path } from '../../src/facts/yaml.ts';
import type { Finding, Written } from './rule.ts';

/** A thing that a rule looks at, and the part of it that is wrong. */
export interface Spot {
  readonly kind: Named;
  readonly id: string;
  readonly path?: Path;
}

/** What a rule found at a spot: an error, unless it is only worth a look. */
export function find(
  written: Written,
  { kind, id, path }: Spot,
  message: string,
  tip: string,
  level: Finding['level'] = 'error',
): Finding {
  return { level, where: written.where(kind, id, path), message, tip, about: id };
}

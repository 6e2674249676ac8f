import type { CommandCard } from '../../src/core/ports.ts';

/** A command as a platform registers it, with nothing but what is given. */
export function commandCard(
  name: string,
  description: string,
  changes: Partial<CommandCard> = {},
): CommandCard {
  return { name, typed: name, description, options: [], localized: new Map(), ...changes };
}

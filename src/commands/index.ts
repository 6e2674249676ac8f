import type { Command } from '../core/command.ts';
import type { CommandCard } from '../core/ports.ts';
import { ask } from './ask.ts';
import { boycott } from './boycott.ts';
import { check } from './check.ts';
import { cite } from './cite.ts';
import { fact } from './fact.ts';
import { help } from './help.ts';
import { privacy } from './privacy.ts';

/** Everything that people can say to it. */
export const commands: readonly Command[] = [boycott, ask, fact, cite, check, help, privacy];

/** The commands as platforms register them; `typed` renames some, since two apps may claim one name. */
export function commandCards(typed: Readonly<Record<string, string>> = {}): readonly CommandCard[] {
  return commands.map(({ name, description, hint, option, slash, configures }) => ({
    name,
    typed: typed[name] ?? name,
    description,
    ...(hint !== undefined && { hint }),
    ...(option && { option }),
    ...(slash && { slash }),
    ...(configures && { configures }),
  }));
}

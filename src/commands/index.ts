import type { Command } from '../core/command.ts';
import type { Language } from '../core/language.ts';
import type { CommandCard } from '../core/ports.ts';
import { ask } from './ask.ts';
import { boycott } from './boycott.ts';
import { check } from './check.ts';
import { cite } from './cite.ts';
import { corrections } from './corrections.ts';
import { details, fact } from './fact.ts';
import { feedback } from './feedback.ts';
import { help } from './help.ts';
import { forget, privacy } from './privacy.ts';
import { schedule } from './schedule.ts';
import { settings } from './settings.ts';

export const commands: readonly Command[] = [
  boycott,
  ask,
  fact,
  details,
  cite,
  check,
  corrections,
  help,
  privacy,
  settings,
  schedule,
  forget,
  feedback,
];

/** The commands as platforms register them, with what they are called in `languages`; `typed` renames some, since two
    apps may claim one name. */
export function commandCards(
  typed: Readonly<Record<string, string>> = {},
  languages: readonly Language[] = [],
): readonly CommandCard[] {
  return commands.map((command) => ({
    ...command,
    typed: typed[command.name] ?? command.name,
    localized: new Map(
      languages.flatMap((language) => {
        const local = language.commands.get(command.name);
        return local ? [[language.tag, local] as const] : [];
      }),
    ),
  }));
}

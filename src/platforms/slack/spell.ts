import type { Spell } from '../../core/plain.ts';
import type { CommandCard } from '../../core/ports.ts';

/** How a call is typed on Slack: `/ask what is the UIP?`; a command without a slash of its own after the first that has
    one: `/boycott fact salesforce.uip`. */
export function spellWith(commands: readonly CommandCard[]): Spell {
  const first = commands.find((card) => card.slash);
  return ({ command, text }) => {
    const card = commands.find(({ name, slash }) => slash && name === command);
    const words = card ? [`/${card.typed}`, text] : [`/${first?.typed ?? 'boycott'}`, command, text];
    return words.filter((word) => word !== '').join(' ');
  };
}

/** The core's name for what was typed after the slash; undefined for a command that is not ours. */
export function commandTyped(typed: string, commands: readonly CommandCard[]): string | undefined {
  const bare = typed.replace(/^\//u, '');
  return commands.find((card) => card.slash && card.typed === bare)?.name;
}

import type { REST } from 'discord.js';
import type { LanguageTag } from '../../core/fact.ts';
import type { LocalCommand } from '../../core/language.ts';
import type { FormatCommand } from '../../core/plain.ts';
import type { CommandCard, CommandOption } from '../../core/ports.ts';
import { shorten } from '../../core/text.ts';
import { LIMITS } from './limits.ts';
import { isFields } from './payload.ts';

/** Only those who manage the server see commands that configure: the bit of that permission, as a decimal string. */
const MANAGE_GUILD = '32';

/** Of the commands in the menu of a message (interactions/application-commands). */
export const MESSAGE_MENU = 3 as const;

/** Text in other locales of Discord, by locale; null where there is none, as Discord gives it back. */
export type Localized = Readonly<Record<string, string>> | null;

/** Discord's view of our commands: those that are typed, in the order of the cards, then those of the message menu. Pure. */
export function commandsFor(cards: readonly CommandCard[]) {
  const names = localNames(
    // A name that the operator chose is meant to be typed as it is, in every language.
    cards.map((card) => ({
      own: card.typed,
      local: card.typed === card.name ? localized(card, ({ name }) => name) : null,
    })),
    isName,
  );
  const typed = cards.map((card, at) => ({
    type: 1 as const,
    name: card.typed,
    name_localizations: names[at] ?? null,
    description: shorten(card.description, LIMITS.commandDescription),
    description_localizations: shortened(localized(card, ({ description }) => description)),
    options: optionsOf(card),
    ...whereOf(card),
  }));
  const picked = cards.flatMap((card) =>
    card.onMessage === undefined
      ? []
      : [{ card, own: card.onMessage, local: localized(card, ({ onMessage }) => onMessage) }],
  );
  const titles = localNames(picked, isTitle);
  const menu = picked.map(({ card, own }, at) => ({
    type: MESSAGE_MENU,
    name: own,
    name_localizations: titles[at] ?? null,
    ...whereOf(card),
  }));
  return [...typed, ...menu];
}

/** A server is set up by who manages it, there, and where it has the bot. Everything else works everywhere. */
function whereOf({ configures }: CommandCard) {
  return {
    default_member_permissions: configures ? MANAGE_GUILD : null,
    /** 0 a server, 1 a user. */
    integration_types: configures ? [0] : [0, 1],
    /** 0 a server's channels, 1 direct messages with the bot, 2 other direct messages. */
    contexts: configures ? [0] : [0, 1, 2],
  };
}

function optionsOf(card: CommandCard) {
  const options = [...card.options].sort((a, b) => Number(b.required) - Number(a.required));
  const local = ({ name }: CommandOption, key: 'name' | 'about'): Localized =>
    localized(card, (one) => one.options.get(name)?.[key]);
  const names = localNames(
    options.map((option) => ({ own: option.name, local: local(option, 'name') })),
    isName,
  );
  return options.map((option, at) => ({
    type: 3,
    name: option.name,
    name_localizations: names[at] ?? null,
    description: shorten(option.about, LIMITS.commandDescription),
    description_localizations: shortened(local(option, 'about')),
    required: option.required,
    // Discord takes one of the two.
    autocomplete: option.suggests && !option.choices,
    max_length: option.choices ? undefined : lengthOf(option),
    choices: option.choices?.slice(0, LIMITS.optionChoices).map((value) => choice(card, option, value)),
  }));
}

/** Characters that an option takes: what can be completed or chosen is short, all else may be pasted. */
export function lengthOf({ suggests, choices }: CommandOption): number {
  return suggests || choices ? LIMITS.option : LIMITS.passage;
}

function choice(card: CommandCard, option: CommandOption, value: string) {
  const local = localized(card, (one) => one.options.get(option.name)?.choices?.[value]);
  return { name: value.replaceAll('-', ' '), name_localizations: shortened(local), value };
}

/** By locale, in an order of its own. A tag that is a locale itself, `pt-BR`, goes before its language, `pt`. */
function localized(card: CommandCard, text: (local: LocalCommand) => string | undefined): Localized {
  const tags = [...card.localized].sort(([a], [b]) => a.length - b.length);
  const found = new Map<string, string>();
  for (const [tag, local] of tags) {
    const said = text(local);
    if (said === undefined) continue;
    for (const locale of localesOf(tag)) found.set(locale, said);
  }
  return found.size === 0 ? null : Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Without those that Discord would refuse, or that two would share: it refuses all commands for one such name. */
function localNames(
  all: readonly { readonly own: string; readonly local: Localized }[],
  isGood: (name: string) => boolean,
): readonly Localized[] {
  const taken = new Set<string>();
  return all.map(({ own, local }, at) => {
    const others = new Set(all.filter((_, index) => index !== at).map((one) => one.own));
    const kept = Object.entries(local ?? {}).filter(([locale, name]) => {
      const key = `${locale} ${name}`;
      const good = name !== own && isGood(name) && !others.has(name) && !taken.has(key);
      if (good) taken.add(key);
      return good;
    });
    return kept.length === 0 ? null : Object.fromEntries(kept);
  });
}

function shortened(local: Localized): Localized {
  const all = Object.entries(local ?? {}).map(([locale, text]) => [locale, shorten(text, LIMITS.commandDescription)]);
  return local && Object.fromEntries(all);
}

/** Names of what is typed: letters, digits, `-`, `_`, `'`, in lower case (application-commands: naming). */
const isName = (name: string): boolean =>
  /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u.test(name) && name === name.toLowerCase();

const isTitle = (name: string): boolean =>
  name.trim() === name && name.length >= 1 && name.length <= LIMITS.commandName;

/** `/boycott company:salesforce page:timeline`: as Discord's own message box shows it, by the names that a client in
    the reader's language shows. A call has one text, and the options' values are joined to it, so every way to cut it
    works. It is cut only where the last word is plainly the last option's: one of its choices, or the second of two
    ids. Anything else is whole in the first option, since `company:geo page:group` would read as nonsense. */
export function formatCommandFor(commands: readonly CommandCard[], reader?: LanguageTag): FormatCommand {
  const registered = commandsFor(commands);
  const [locale = ''] = reader === undefined ? [] : localesOf(reader);
  const shown = (one: { readonly name: string; readonly name_localizations: Localized }): string =>
    one.name_localizations?.[locale] ?? one.name;
  return ({ command, text }) => {
    const typed = commands.find((one) => one.name === command)?.typed;
    const known = registered.find((one) => one.type === 1 && one.name === typed);
    const name = `/${known ? shown(known) : command}`;
    const [first, ...others] = known?.type === 1 ? known.options : [];
    if (!first || text === '') return `${name} ${text}`.trim();
    const last = others.at(-1);
    const cut = text.lastIndexOf(' ');
    const [before, word] = [text.slice(0, cut), text.slice(cut + 1)];
    const isIds = /^[a-z\d][a-z\d.-]* [a-z\d][a-z\d.-]*$/u.test(text);
    const isLast = cut > 0 && (last?.choices ? last.choices.some(({ value }) => value === word) : isIds);
    return last && isLast
      ? `${name} ${shown(first)}:${before} ${shown(last)}:${word}`
      : `${name} ${shown(first)}:${text}`;
  };
}

/** Every locale that Discord shows itself in (reference: locales). */
const LOCALES = (
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th ' +
  'zh-CN ja zh-TW ko'
).split(' ');

/** The locales of Discord in which a language is shown: `es` → `es-ES`, `es-419`. Empty for one that Discord lacks. */
function localesOf(tag: LanguageTag): readonly string[] {
  return LOCALES.filter((locale) => locale === tag || locale.split('-')[0] === tag);
}

/** The language of a locale: `es-ES` and `es-419` are `es`. Undefined for what is no locale. */
export function languageOf(locale: string | undefined): LanguageTag | undefined {
  const tag = locale?.split('-')[0];
  return tag !== undefined && /^[a-z]{2,3}$/u.test(tag) ? tag : undefined;
}

/** Tells Discord our commands when what it holds differs. Rejects with the REST client's error: not to be logged whole. */
export async function registerCommands(
  rest: Pick<REST, 'get' | 'put'>,
  applicationId: string,
  cards: readonly CommandCard[],
): Promise<'unchanged' | 'registered'> {
  const wanted = commandsFor(cards);
  // Without this Discord gives back one language only, and every start would look like a change.
  const query = new URLSearchParams({ with_localizations: 'true' });
  const held: unknown = await rest.get(`/applications/${applicationId}/commands`, { query });
  const known = Array.isArray(held) ? held.filter(isFields) : [];
  const isHeld = (one: (typeof wanted)[number]): boolean =>
    known.some((other) => other['name'] === one.name && (other['type'] ?? 1) === one.type && holds(other, one));
  if (known.length === wanted.length && wanted.every(isHeld)) return 'unchanged';
  await rest.put(`/applications/${applicationId}/commands`, { body: wanted });
  return 'registered';
}

/** Whether Discord holds each field that we set: it leaves defaults out, adds fields, and has its own order of places. */
function holds(held: unknown, wanted: unknown, key = ''): boolean {
  if (isDefault(wanted)) return isDefault(held);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(held) || held.length !== wanted.length) return false;
    if (typeof wanted[0] === 'number') return wanted.every((one) => held.includes(one));
    return wanted.every((one, at) => holds(held[at], one));
  }
  if (!isFields(wanted) || !isFields(held)) return held === wanted;
  // A language that went is a change; other fields are Discord's own.
  if (key.endsWith('_localizations') && Object.keys(held).length !== Object.keys(wanted).length) return false;
  return Object.entries(wanted).every(([name, one]) => holds(held[name], one, name));
}

function isDefault(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === false || value === '';
}

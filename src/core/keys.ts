import type { PlatformKey } from './ports.ts';
import { wrapping } from './variables.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export interface KeyForm<Name extends string> extends PlatformKey {
  readonly name: Name;
  readonly form: RegExp;
  /** Why a value has not this form, as the end of a sentence that begins with the name, where more can be said than what it
      looks like. */
  readonly fault?: (value: string) => string | undefined;
}

/** What is wrong with a variable, and `about`: what it should be, and where to get it. No value is in it. */
export interface KeyFault<Name extends string> {
  readonly name: Name;
  readonly says: string;
  readonly about: string;
}

export interface Keys<Name extends string> {
  readonly wanted: boolean;
  readonly faults: readonly KeyFault<Name>[];
  /** Undefined when it is missing or has not the right form. */
  sound(name: Name): string | undefined;
}

/** `needed`: those that must be set when any is. Pure. */
export function readKeys<Name extends string>(forms: readonly KeyForm<Name>[], env: Env, needed: readonly Name[]) {
  const value = (name: Name): string => env[name]?.trim() ?? '';
  const wanted = forms.some(({ name }) => value(name) !== '');
  const faults = forms.flatMap(({ name, about, form, fault }): KeyFault<Name>[] => {
    const set = value(name);
    if (set === '') return needed.includes(name) ? [{ name, says: `${name} is missing.`, about }] : [];
    if (form.test(set)) return [];
    const why = wrapping(set) ?? fault?.(set) ?? looksLike(name, set) ?? 'does not look right';
    return [{ name, says: `${name} ${why}.`, about }];
  });
  const formOf = new Map<string, RegExp>(forms.map(({ name, form }) => [name, form]));
  const sound = (name: Name) => (formOf.get(name)?.test(value(name)) ? value(name) : undefined);
  return { wanted, faults: wanted ? faults : [], sound } satisfies Keys<Name>;
}

/** What Slack and Discord hand out, and what each is called on their pages. `home`: the variable that wants it. */
const HANDED_OUT: readonly (readonly [form: RegExp, is: string, home?: string])[] = [
  [/^xoxb-/iu, 'a bot token (xoxb-…)', 'SLACK_BOT_TOKEN'],
  [/^xapp-/iu, 'an app token (xapp-…)', 'SLACK_APP_TOKEN'],
  [/^xoxp-/iu, 'a user token (xoxp-…), which would act as a person'],
  [/^xoxe[.-]/iu, 'a token that expires (xoxe…): turn token rotation off for this app'],
  [/^xox[a-z]-/iu, 'a token of another kind'],
  [/^[0-9a-f]{32}$/iu, 'a secret of 32 letters and digits, such as Slack’s signing secret or the client secret'],
  [/^[\w-]{32}$/u, 'the client secret of Discord’s page OAuth2'],
  [/^[0-9a-f]{64}$/iu, 'the application’s public key'],
  [/^\d{8,}\.\d{8,}$/u, 'the client id'],
  [/^A[0-9A-Z]{8,12}$/u, 'the app’s id'],
  [/^\d{17,20}$/u, 'an application’s id', 'DISCORD_APPLICATION_ID'],
  [/^https?:/iu, 'a link'],
  [/^[\w-]{17,}\.[\w-]{6,}\.[\w-]{20,}$/u, 'a token of Discord', 'DISCORD_TOKEN'],
];

function looksLike(name: string, value: string): string | undefined {
  if (/^(?:Bot|Bearer)\s/iu.test(value)) return 'begins with the word “Bot” or “Bearer”: leave it out';
  if (/\s/u.test(value)) return 'has a space or a line break in it: copy it again, alone';
  const [, is, home] = HANDED_OUT.find(([form]) => form.test(value)) ?? [];
  if (is === undefined) return undefined;
  if (home === name) return 'was cut, or has characters in it that do not belong there';
  return `holds ${is}${home === undefined ? '' : `, which belongs in ${home}`}`;
}

/** Where an API is: https, or a server on this machine. */
const API_URL = /^(?:https:\/\/[\w.-]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(?:\/[\w.~-]+)*\/?$/u;

export const apiAddress = { form: API_URL, fault: () => 'is no address that begins with https://' };

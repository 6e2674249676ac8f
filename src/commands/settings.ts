import { type Answer, button, example, note, text, unclaimed } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { sayList } from '../core/dates.ts';
import type { FactBase } from '../core/fact.ts';
import type { Language, PhraseKey } from '../core/language.ts';
import type { Context } from '../core/ports.ts';
import { AUDIENCES, POSTERS, type Settings } from '../core/settings.ts';
import { isLost, told } from './told.ts';

/** Channels that one setting may name; a platform's id of one is letters and digits. */
const CHANNELS = 50;
const CHANNEL = /^[A-Za-z0-9]{2,24}$/;

type Change = (typed: string, context: Context, here: string | undefined) => Partial<Settings> | undefined;

/** What a word and what is typed after it change; undefined for what can't be understood. */
const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  [
    'language',
    (typed, { languages }) => {
      const isMeant = (one: string) => one.toLowerCase() === typed.toLowerCase();
      const found = languages.find(({ tag, name, speaks }) => speaks && (isMeant(tag) || isMeant(name)));
      return found && { language: found.tag };
    },
  ],
  ['packs', (typed, { everyPack }) => packsIn(typed.toLowerCase(), everyPack)],
  ['audience', (typed) => AUDIENCES.flatMap((one) => (one === typed.toLowerCase() ? { audience: one } : []))[0]],
  ['posting', (typed) => POSTERS.flatMap((one) => (one === typed.toLowerCase() ? { posting: one } : []))[0]],
  ['channels', (typed, _, here) => channelsIn(typed, here)],
  ['pause', () => ({ paused: true })],
  ['resume', () => ({ paused: false })],
]);

/** What holds in this workspace, each with what to type to change it; `settings language es` and the like change it,
    for those who may. */
export const settings: Command = {
  name: 'settings',
  description: 'What holds in this workspace: language, companies, who may post, pause.',
  hint: 'language es | posting admins | channels here | pause',
  takes: [...CHANGES.keys()],
  options: [
    { name: 'change', about: 'What to change: language es, posting admins, pause.', required: false, suggests: true },
  ],
  configures: true,
  async run({ text, channel, workspace, asker }, context) {
    const { say } = context.language;
    if (text.trim() === '') return shown(context, channel);
    if (!asker.mayConfigure) return shown(context, channel, say('settings-who', { platform: context.platform }));
    const [name = '', ...rest] = text.trim().split(/[\s:]+/);
    const change = CHANGES.get(name.toLowerCase())?.(rest.join(' '), context, channel);
    if (!change) return shown(context, channel, say('settings-not-understood'), 'unknown');
    const changed = { ...context.settings, ...change };
    const lost = await isLost(context.store.saveSettings(workspace, changed));
    if (lost) return shown(context, channel, say('settings-lost'), 'failed');
    const spoken = context.languages.find(({ tag, speaks }) => tag === changed.language && speaks);
    const language = changed.language !== context.settings.language && spoken ? spoken : context.language;
    return shown({ ...context, language, settings: changed }, channel, language.say('settings-saved'));
  },
  suggest: ({ text }, context, limit) =>
    changes(context)
      .filter((one) => one.startsWith(text.trim().toLowerCase()))
      .slice(0, limit),
};

/** All that can be typed, without the lists of packs and channels that each workspace makes its own. */
function changes({ everyPack, languages, settings: now }: Context): readonly string[] {
  return [
    ...languages.filter(({ speaks }) => speaks).map(({ tag }) => `language ${tag}`),
    ...POSTERS.map((who) => `posting ${who}`),
    'channels all',
    'channels here',
    ...AUDIENCES.map((who) => `audience ${who}`),
    'packs all',
    ...[...everyPack.keys()].map((id) => `packs ${id}`),
    now.paused ? 'resume' : 'pause',
  ];
}

/** `all`, or packs with commas or spaces between them, each of which there is. */
function packsIn(value: string, packs: FactBase['packs']): Pick<Settings, 'packs'> | undefined {
  if (value === 'all') return { packs: 'all' };
  const wanted = value.split(/[\s,]+/).filter((one) => one !== '');
  const known = [...packs.keys()].filter((id) => wanted.includes(id));
  return known.length > 0 && wanted.every((one) => known.some((id) => id === one)) ? { packs: known } : undefined;
}

/** `all`, `here`, or ids as the platform writes them. */
function channelsIn(value: string, here: string | undefined): Pick<Settings, 'channels'> | undefined {
  const words = value.split(/[\s:,]+/).filter((one) => one !== '');
  if (words.length === 1 && words[0]?.toLowerCase() === 'all') return { channels: 'all' };
  const ids = words.map((one) => (one.toLowerCase() === 'here' ? (here ?? '') : one));
  const isAll = ids.length > 0 && ids.length <= CHANNELS && ids.every((id) => CHANNEL.test(id));
  return isAll ? { channels: [...new Set(ids)] } : undefined;
}

/** What holds, below a sentence that says what came of the change. */
function shown(context: Context, here: string | undefined, first = '', outcome: Answer['outcome'] = 'told'): Answer {
  const { language, settings: now, everyPack, languages } = context;
  const { say } = language;
  const other = languages.find(({ tag, speaks }) => speaks && tag !== now.language)?.tag ?? now.language;
  const spoken = languages.find(({ tag }) => tag === now.language)?.name ?? now.language;
  const [firstPack = 'all'] = everyPack.keys();
  const seenBy = now.audience === 'everyone' ? 'asker' : 'everyone';
  const rows: readonly (readonly [key: PhraseKey, value: string, change: string])[] = [
    ['settings-language', spoken, `language ${other}`],
    ['settings-packs', packNames(now.packs, context), now.packs === 'all' ? `packs ${firstPack}` : 'packs all'],
    ['settings-audience', say(`setting-${now.audience}`), `audience ${seenBy}`],
    ['settings-posting', say(`setting-${now.posting}`), `posting ${now.posting === 'admins' ? 'everyone' : 'admins'}`],
    ['settings-channels', channelNames(now, here, language), `channels ${now.channels === 'all' ? 'here' : 'all'}`],
    ['settings-paused', say(now.paused ? 'setting-yes' : 'setting-no'), now.paused ? 'resume' : 'pause'],
  ];
  const lines = rows.map(([key, value, change]) => [text(`${say(key, { value })} `), example('settings', change)]);
  const actions = (['privacy', 'forget'] as const).map((name) => button(say(`${name}-heading`), name, ''));
  const body = [...(first === '' ? [] : [note(first)]), unclaimed(lines)];
  return told(context, say('settings-heading'), body, { outcome, actions });
}

function packNames(packs: Settings['packs'], { everyPack, facts, language }: Context): string {
  if (packs === 'all') return language.say('setting-all');
  const companies = packs.flatMap((id) => everyPack.get(id)?.company ?? []);
  const names = companies.map((id) => facts.entities.get(id)?.name ?? id);
  return sayList(names, language.tag);
}

/** Channels are counted, not named: a name is the platform's to know. */
function channelNames({ channels }: Settings, here: string | undefined, { say }: Language): string {
  if (channels === 'all') return say('setting-all');
  const isHere = channels.length === 1 && channels[0] === here;
  return isHere ? say('settings-here') : say('settings-channels-count', { count: channels.length });
}

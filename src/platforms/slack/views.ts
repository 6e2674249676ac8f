import type { types } from '@slack/bolt';
import type { Answer } from '../../core/answer.ts';
import type { LanguageTag } from '../../core/fact.ts';
import type { PhraseKey, Say } from '../../core/language.ts';
import type { FormatCommand } from '../../core/plain.ts';
import { AUDIENCES, POSTERS, type Settings } from '../../core/settings.ts';
import { searchButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import type { Payload } from './payload.ts';
import { renderAnswer } from './render.ts';
import { passageBlocks, plainObject } from './rich-text.ts';

/* What Slack shows outside of messages: the search in a modal, and the app's own page with the settings. */

/** The id of the search's field, whose picked value is a question. */
export const SEARCH_FIELD = 'asked';

/** A field that offers questions while somebody types, and below it the answer to what was picked, or a sentence.
    Within Slack's limits for every Answer. No *Post here*: a modal belongs to no channel. Pure, never throws. */
export function renderModal(say: Say, formatCommand: FormatCommand, shown?: Answer | string): types.ModalView {
  const field: types.ExternalSelect = {
    type: 'external_select',
    action_id: SEARCH_FIELD,
    placeholder: plainObject(say('search-hint'), LIMITS.header),
    min_query_length: 0,
    ...(shown === undefined && { focus_on_load: true }),
  };
  const text = plainObject(say('search-text'), LIMITS.run);
  const blocks: types.KnownBlock[] = [{ type: 'section', block_id: SEARCH_FIELD, text, accessory: field }];
  if (shown !== undefined) blocks.push({ type: 'divider' });
  if (typeof shown === 'string') blocks.push({ type: 'section', text: plainObject(shown, LIMITS.run) });
  else if (shown) blocks.push(...renderAnswer(shown, say, { formatCommand, postable: false }).blocks);
  return {
    type: 'modal',
    title: plainObject(say('search-heading'), LIMITS.title),
    close: plainObject(say('button-close'), LIMITS.title),
    blocks,
  };
}

/** What the app's own page shows, from top to bottom. */
export interface HomePage {
  readonly help: Answer;
  readonly companies: Answer;
  /** The dossier of the first company: its topics become buttons. */
  readonly dossier?: Answer | undefined;
  readonly settings: Answer;
  /** Set for those who may change the settings: they get controls instead of text. */
  readonly controls?: { readonly settings: Settings; readonly languages: readonly LanguageTag[] } | undefined;
  readonly changed?: Answer | undefined;
  readonly privacy: Answer;
}

/** Within Slack's limits for every Answer: where the page is too long, its longest section goes; it can be asked for. */
export function renderHome(page: HomePage, say: Say, formatCommand: FormatCommand): types.HomeView {
  const cardOf = (answer: Answer, buttons: boolean): types.KnownBlock[] =>
    renderAnswer(answer, say, { formatCommand, postable: false }).blocks.filter(
      (block) => buttons || block.type !== 'actions',
    );
  const sections = [
    [...cardOf(page.help, false), { type: 'actions', elements: searchButton(say) }] satisfies types.KnownBlock[],
    cardOf(page.companies, true),
    // The name of a company, how new what is held on it is, and the buttons below its dossier.
    page.dossier?.actions.length ? cardOf(page.dossier, true).filter(({ type }) => type !== 'rich_text') : [],
    page.controls ? settings(page, page.controls, say, formatCommand) : cardOf(page.settings, false),
    cardOf(page.privacy, false),
  ].filter((section) => section.length > 0);
  while (sections.reduce((sum, section) => sum + section.length + 1, 0) > LIMITS.viewBlocks) {
    const lengths = sections.map((section) => section.length);
    sections.splice(lengths.indexOf(Math.max(...lengths)), 1);
  }
  const blocks = sections.flatMap((section, index): types.KnownBlock[] =>
    index === 0 ? section : [{ type: 'divider' }, ...section],
  );
  return { type: 'home', blocks };
}

/** Channels that may be picked; as many as the command `settings` takes. */
const CHANNELS = 50;
/** What the id of a channel looks like; nothing else is passed on. */
const CHANNEL = /^[CG][A-Z0-9]{2,24}$/u;
const CONTROL = 'set-';

type Option = readonly [label: string, change: string];
type Setting = (typeof AUDIENCES | typeof POSTERS)[number];

/** The settings as controls, for those who may change them. Each control holds what to say to the command `settings`. */
function settings(
  page: Pick<HomePage, 'settings' | 'changed'>,
  { settings: now, languages }: NonNullable<HomePage['controls']>,
  say: Say,
  formatCommand: FormatCommand,
): types.KnownBlock[] {
  const shown = { formatCommand, citations: [], sources: 'labelled' as const };
  const title = { title: page.settings.heading, lines: [], facts: [], rank: 0 };
  const row = (key: PhraseKey, value: string, accessory: types.SectionBlockAccessory): types.SectionBlock => {
    return { type: 'section', text: plainObject(say(key, { value }), LIMITS.run), accessory };
  };
  const spoken = [...new Set([now.language, ...languages])].map(
    (tag): Option => [languageName(tag), `language ${tag}`],
  );
  const channels = now.channels === 'all' ? [] : now.channels.filter((id) => CHANNEL.test(id));
  const chosen = (name: 'posting' | 'audience', values: readonly Setting[]): types.SectionBlock => {
    const options = values.map((one): Option => [say(`setting-${one}`), `${name} ${one}`]);
    return row(`settings-${name}`, say(`setting-${now[name]}`), select(name, options, now[name]));
  };
  const picked =
    now.channels === 'all' ? say('setting-all') : say('settings-channels-count', { count: channels.length });
  return [
    ...[title, ...(page.changed?.body.slice(0, 1) ?? [])].flatMap((passage) => passageBlocks(passage, shown)),
    row('settings-language', languageName(now.language), select('language', spoken, now.language)),
    chosen('audience', AUDIENCES),
    chosen('posting', POSTERS),
    row('settings-channels', picked, {
      type: 'multi_conversations_select',
      action_id: `${CONTROL}channels`,
      placeholder: plainObject(say('setting-all'), LIMITS.header),
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      max_selected_items: CHANNELS,
      ...(channels.length > 0 && { initial_conversations: channels.slice(0, CHANNELS) }),
    }),
    row('settings-paused', say(now.paused ? 'setting-yes' : 'setting-no'), pauseButton(now.paused, say)),
  ];
}

/** What a changed control says to the command `settings`; undefined for anything else. */
export function changeOf(action: Payload<'block_actions'>['actions'][number]): string | undefined {
  if (!action.action_id.startsWith(CONTROL)) return undefined;
  const ids = action.selected_conversations?.filter((id) => CHANNEL.test(id)).slice(0, CHANNELS);
  if (ids) return `channels ${ids.length === 0 ? 'all' : ids.join(',')}`;
  return action.selected_option?.value ?? action.value;
}

function select(name: string, options: readonly Option[], now: string): types.StaticSelect {
  const written = options
    .slice(0, LIMITS.options)
    .map(([label, value]): types.PlainTextOption => ({ text: plainObject(label, LIMITS.option), value }));
  const initial_option = written.find(({ value }) => value === `${name} ${now}`);
  const action_id = `${CONTROL}${name}`;
  return { type: 'static_select', action_id, options: written, ...(initial_option && { initial_option }) };
}

function pauseButton(paused: boolean, say: Say): types.Button {
  const text = plainObject(say(paused ? 'button-resume' : 'button-pause'), LIMITS.button);
  const value = paused ? 'resume' : 'pause';
  return { type: 'button', action_id: `${CONTROL}pause`, text, value, accessibility_label: text.text };
}

/** A language in its own name, `español`; its tag where that is not known here. */
function languageName(tag: LanguageTag): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

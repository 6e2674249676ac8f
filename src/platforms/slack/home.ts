import type { types } from '@slack/bolt';
import type { Answer } from '../../core/answer.ts';
import type { LanguageTag } from '../../core/fact.ts';
import type { Say } from '../../core/language.ts';
import type { Spell } from '../../core/plain.ts';
import type { Bot, Store } from '../../core/ports.ts';
import type { Settings } from '../../core/settings.ts';
import { settingsControls } from './home-settings.ts';
import { LIMITS } from './limits.ts';
import { attempt, type DeliverTools, type Outlet } from './outlet.ts';
import type { Received } from './received.ts';
import { renderAnswer, searchButton } from './render.ts';
import { passageBlocks } from './rich-text.ts';

/** What the app's own page shows, from top to bottom. */
export interface HomePage {
  readonly help: Answer;
  readonly companies: Answer;
  /** The dossier of the first company: its topics become buttons. */
  readonly dossier?: Answer;
  readonly settings: Answer;
  /** Set for those who may change the settings: they get controls instead of text. */
  readonly controls?: { readonly settings: Settings; readonly languages: readonly LanguageTag[] };
  /** What came of the change that was just made. */
  readonly changed?: Answer;
  readonly privacy: Answer;
}

export interface HomeTools extends DeliverTools {
  readonly store: Pick<Store, 'settings'>;
}

/** Asks the bot for everything that its own page shows, after a change if one was made, and shows it. Never rejects. */
export async function showHome(
  { question, change }: Extract<Received, { kind: 'home' }>,
  bot: Bot,
  outlet: Outlet,
  tools: HomeTools,
): Promise<void> {
  const ask = (command: string, text: string): Promise<Answer> =>
    bot.answer({ ...question, command, text, id: `${question.id}:${command}` });
  const changed = change === undefined ? undefined : await ask('settings', change);
  const help = await ask('help', '');
  const companies = await ask('boycott', 'list');
  const first = companies.actions.flatMap((action) => ('call' in action ? action.call : []))[0];
  const page: HomePage = {
    help,
    companies,
    settings: changed ?? (await ask('settings', '')),
    privacy: await ask('privacy', ''),
    ...(first && { dossier: await ask(first.command, first.text) }),
    ...(changed && { changed }),
    ...(await controlsFor(question, bot, tools)),
  };
  const view = renderHome(page, tools.say(help.language), tools.spell);
  await attempt(() => outlet.publishHome(question.asker.id, view), tools);
}

/** Nothing when the asker may not change the settings, or when they can't be known. */
async function controlsFor(
  { asker, workspace }: Extract<Received, { kind: 'home' }>['question'],
  bot: Bot,
  { store }: HomeTools,
): Promise<Pick<HomePage, 'controls'>> {
  if (!asker.mayConfigure) return {};
  try {
    const settings = await store.settings(workspace);
    const offered = await bot.suggest({ command: 'settings', text: 'language' }, workspace, LIMITS.options);
    const languages = offered.flatMap((one) => /^language ([A-Za-z0-9-]{2,35})$/u.exec(one)?.[1] ?? []);
    return { controls: { settings, languages } };
  } catch {
    return {};
  }
}

/** Pure, never throws. Within Slack's limits for every Answer: where the page would be too long, its longest section is
    left out whole; all that it shows can be asked for. */
export function renderHome(page: HomePage, say: Say, spell: Spell): types.HomeView {
  const cardOf = (answer: Answer, buttons: boolean): types.KnownBlock[] =>
    renderAnswer(answer, say, { spell, postable: false }).blocks.filter(
      (block) => buttons || block.type !== 'actions',
    );
  const sections = [
    [
      ...cardOf(page.help, false),
      { type: 'actions', elements: searchButton(say) },
    ] satisfies types.KnownBlock[],
    cardOf(page.companies, true),
    page.dossier ? topics(page.dossier, cardOf(page.dossier, true)) : [],
    page.controls
      ? settings(page.settings, page.controls, page.changed, say, spell)
      : cardOf(page.settings, false),
    cardOf(page.privacy, false),
  ].filter((section) => section.length > 0);
  while (blocksIn(sections) > LIMITS.viewBlocks) {
    const longest = Math.max(...sections.map((section) => section.length));
    sections.splice(
      sections.findIndex((section) => section.length === longest),
      1,
    );
  }
  const blocks = sections.flatMap((section, index): types.KnownBlock[] =>
    index === 0 ? section : [{ type: 'divider' }, ...section],
  );
  return { type: 'home', blocks };
}

const blocksIn = (sections: readonly (readonly unknown[])[]): number =>
  sections.reduce((sum, section) => sum + section.length + 1, 0);

/** The name of a company, how new what is held on it is, and the buttons below its dossier. */
function topics({ actions }: Answer, card: readonly types.KnownBlock[]): types.KnownBlock[] {
  if (actions.length === 0) return [];
  return card.filter(({ type }) => type !== 'rich_text');
}

function settings(
  { heading }: Answer,
  controls: NonNullable<HomePage['controls']>,
  changed: Answer | undefined,
  say: Say,
  spell: Spell,
): types.KnownBlock[] {
  const [told] = changed?.body ?? [];
  const title = passageBlocks({ title: heading, lines: [], facts: [], rank: 0 }, spell);
  return [
    ...title,
    ...(told ? passageBlocks(told, spell) : []),
    ...settingsControls(controls.settings, controls.languages, say),
  ];
}

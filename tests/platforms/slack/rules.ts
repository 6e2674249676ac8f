/** Slack's limits as its documentation states them, checked on a payload as Slack would get it; written apart from the
    renderer's own table, so that a mistake there is seen here. Characters are code points. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const count = (value: unknown): number => (typeof value === 'string' ? [...value].length : 0);
export const field = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

/** Every limit that a message breaks, in words. `blockText`: all of its text, which Slack limits near 9,600. */
export function blockProblems(message: unknown, blockText: number): string[] {
  const problems: string[] = [];
  const between = counter(problems);
  const blocks = list(field(message, 'blocks'));
  between('text', field(message, 'text'), 1, 4_000);
  between('blocks', blocks, 0, 50);
  if (blockText > 9_500) problems.push(`all text: ${blockText}`);
  for (const block of blocks) look(block, between, problems);
  return problems;
}

/** Every limit that a modal or a Home tab breaks, in words. */
export function viewProblems(view: unknown): string[] {
  const problems: string[] = [];
  const between = counter(problems);
  const blocks = list(field(view, 'blocks'));
  between('blocks', blocks, 1, 100);
  if (field(view, 'type') === 'modal') {
    between('title', field(field(view, 'title'), 'text'), 1, 24);
    between('close', field(field(view, 'close'), 'text'), 1, 24);
  } else if (field(view, 'type') !== 'home' || field(view, 'title') !== undefined) {
    problems.push('neither a modal nor a Home tab');
  }
  for (const block of blocks) look(block, between, problems);
  const ids = blocks.map((block) => field(block, 'block_id')).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) problems.push('two blocks with one block_id');
  if (JSON.stringify(view).length > 250_000) problems.push('view_too_large');
  return problems;
}

/** Every limit that the options of a list break, in words. */
export function optionProblems(options: unknown): string[] {
  const problems: string[] = [];
  const between = counter(problems);
  between('options', list(options), 0, 100);
  for (const option of list(options)) optionLimits(option, between);
  return problems;
}

function counter(problems: string[]): Between {
  return (what, value, least, most) => {
    const size = Array.isArray(value) ? value.length : count(value);
    if (size < least || size > most) problems.push(`${what}: ${size} is not between ${least} and ${most}`);
  };
}

function look(block: unknown, between: Between, problems: string[]): void {
  const elements = list(field(block, 'elements'));
  switch (field(block, 'type')) {
    case 'header':
      between('header', field(field(block, 'text'), 'text'), 1, 150);
      return;
    case 'context':
      between('context', elements, 1, 10);
      for (const one of elements) between('context text', field(one, 'text'), 1, 3_000);
      return;
    case 'rich_text':
      between('rich text', elements, 1, 1_000);
      for (const part of elements) {
        between('rich text part', list(field(part, 'elements')), 1, 10_000);
        for (const leaf of list(field(part, 'elements'))) richText(leaf, between);
      }
      return;
    case 'actions':
      between('actions', elements, 1, 25);
      problems.push(...buttonProblems(elements, between));
      return;
    case 'section':
      between('section', field(field(block, 'text'), 'text'), 1, 3_000);
      accessory(field(block, 'accessory'), between, problems);
      return;
    case 'divider':
      return;
    default:
      problems.push(`unknown block ${String(field(block, 'type'))}`);
  }
}

function accessory(one: unknown, between: Between, problems: string[]): void {
  if (one === undefined) return;
  between('action_id', field(one, 'action_id'), 1, 255);
  switch (field(one, 'type')) {
    case 'button':
      problems.push(...buttonProblems([one], between));
      return;
    case 'static_select': {
      const options = list(field(one, 'options'));
      between('options', options, 1, 100);
      for (const option of options) optionLimits(option, between);
      const first = field(one, 'initial_option');
      const known = options.map((option) => JSON.stringify(option));
      if (first !== undefined && !known.includes(JSON.stringify(first)))
        problems.push('not one of the options');
      return;
    }
    case 'external_select':
    case 'multi_conversations_select':
      between('placeholder', field(field(one, 'placeholder'), 'text'), 1, 150);
      return;
    default:
      problems.push(`unknown element ${String(field(one, 'type'))}`);
  }
}

function optionLimits(option: unknown, between: Between): void {
  between('option', field(field(option, 'text'), 'text'), 1, 75);
  between('value of an option', field(option, 'value'), 1, 150);
}

type Between = (what: string, value: unknown, least: number, most: number) => void;

function richText(leaf: unknown, between: Between): void {
  between('rich text run', field(leaf, 'text'), 1, 3_000);
  if (field(leaf, 'type') === 'link') between('link', field(leaf, 'url'), 1, 3_000);
}

function buttonProblems(buttons: readonly unknown[], between: Between): string[] {
  for (const button of buttons) {
    between('button', field(field(button, 'text'), 'text'), 1, 75);
    between('button for screen readers', field(button, 'accessibility_label'), 1, 75);
    between('action_id', field(button, 'action_id'), 1, 255);
    if (field(button, 'value') !== undefined) between('value', field(button, 'value'), 1, 2_000);
    if (field(button, 'url') !== undefined) between('url', field(button, 'url'), 1, 3_000);
  }
  const ids = buttons.map((button) => field(button, 'action_id'));
  return new Set(ids).size === ids.length ? [] : ['two buttons with one action_id'];
}

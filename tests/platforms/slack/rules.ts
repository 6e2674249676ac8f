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
  const between = (what: string, value: unknown, least: number, most: number): void => {
    const size = Array.isArray(value) ? value.length : count(value);
    if (size < least || size > most) problems.push(`${what}: ${size} is not between ${least} and ${most}`);
  };
  const blocks = list(field(message, 'blocks'));
  between('text', field(message, 'text'), 1, 4_000);
  between('blocks', blocks, 0, 50);
  if (blockText > 9_500) problems.push(`all text: ${blockText}`);
  for (const block of blocks) {
    const elements = list(field(block, 'elements'));
    switch (field(block, 'type')) {
      case 'header':
        between('header', field(field(block, 'text'), 'text'), 1, 150);
        break;
      case 'context':
        between('context', elements, 1, 10);
        for (const one of elements) between('context text', field(one, 'text'), 1, 3_000);
        break;
      case 'rich_text':
        between('rich text', elements, 1, 1_000);
        for (const part of elements) {
          between('rich text part', list(field(part, 'elements')), 1, 10_000);
          for (const leaf of list(field(part, 'elements'))) richText(leaf, between);
        }
        break;
      case 'actions':
        between('actions', elements, 1, 25);
        problems.push(...buttonProblems(elements, between));
        break;
      default:
        problems.push(`unknown block ${String(field(block, 'type'))}`);
    }
  }
  return problems;
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

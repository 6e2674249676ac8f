import { field, isRecord, list } from './rules.ts';

/** What Slack refuses in a modal or a Home tab (docs.slack.dev/reference/views), apart from what single blocks hold. */
export function viewProblems(view: unknown): readonly string[] {
  if (!isRecord(view)) return ['no view'];
  const { type } = view;
  const problems: string[] = type === 'modal' || type === 'home' ? [] : [`a view of type ${String(type)}`];
  const blocks = list(view['blocks']);
  if (blocks.length < 1 || blocks.length > 100) problems.push(`${blocks.length} blocks`);
  for (const part of ['title', 'submit', 'close']) {
    const words = field(view[part], 'text');
    const needed = type === 'modal' && part === 'title';
    if (view[part] === undefined && !needed) continue;
    if (type === 'home') problems.push(`${part} in a Home tab`);
    if (typeof words !== 'string' || [...words].length < 1 || [...words].length > 24)
      problems.push(`${part}: "${String(words)}" is not 1 to 24 characters`);
  }
  if (
    type === 'modal' &&
    view['submit'] === undefined &&
    blocks.some((one) => field(one, 'type') === 'input')
  )
    problems.push('something to type into and nothing to submit it with');
  const kept = view['private_metadata'];
  if (typeof kept === 'string' && [...kept].length > 3_000) problems.push('private_metadata over 3,000');
  if (JSON.stringify(view).length > 250_000) problems.push('over 250 kB');
  return problems;
}

import { button, note } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { isLost, told } from './told.ts';

const PLATFORMS = new Map(Object.entries({ slack: 'Slack', discord: 'Discord', console: 'your terminal' }));

export const privacy: Command = {
  name: 'privacy',
  description: 'What happens to your question: nothing is kept.',
  takes: 'nothing',
  options: [],
  run(question, context) {
    const { say } = context.language;
    const platform = PLATFORMS.get(question.workspace.split(':')[0] ?? '') ?? '';
    return told(context, say('privacy-heading'), [note(say('privacy-text', { platform }))]);
  },
};

/** What must be typed, or pressed, for something to be forgotten. */
const CONFIRMED = 'everything';

/** Says what is kept of a workspace, and forgets it for those who may. Nothing is ever kept of a person. */
export const forget: Command = {
  name: 'forget',
  description: 'What I keep of this workspace, and forgetting it.',
  takes: [CONFIRMED],
  hint: CONFIRMED,
  options: [{ name: 'what', about: 'Type everything, to forget what I keep here.', required: false, suggests: true }],
  configures: true,
  async run(question, context) {
    const { say } = context.language;
    const heading = say('forget-heading');
    const { mayConfigure } = question.asker;
    if (question.text.trim().toLowerCase() !== CONFIRMED || !mayConfigure) {
      const who = mayConfigure ? [] : [note(say('settings-who', { platform: context.platform }))];
      const actions = mayConfigure ? [button(say('forget-confirm'), 'forget', CONFIRMED)] : [];
      return told(context, heading, [note(say('forget-text')), ...who], { actions });
    }
    const lost = await isLost(context.store.forget(question.workspace));
    return told(
      context,
      heading,
      [note(say(lost ? 'settings-lost' : 'forget-done'))],
      lost ? { outcome: 'failed' } : {},
    );
  },
  suggest: (_typed, _context, limit) => [CONFIRMED].slice(0, limit),
};

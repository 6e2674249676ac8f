import { note } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { told } from './told.ts';

const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  slack: 'Slack',
  discord: 'Discord',
  console: 'your terminal',
};

export const privacy: Command = {
  name: 'privacy',
  description: 'What happens to your question: nothing is kept.',
  takes: 'nothing',
  options: [],
  run(question, context) {
    const { say } = context.language;
    const platform = PLATFORM_NAMES[question.workspace.split(':')[0] ?? ''] ?? '';
    return told(context, say('privacy-heading'), [note(say('privacy-text', { platform }))]);
  },
};

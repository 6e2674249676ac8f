import type { Payload } from '../../editor/preview/payloads.ts';
import { textIn } from '../../src/platforms/slack/render.ts';
import { callbackProblems, messageProblems } from '../platforms/discord/rules.ts';
import { blockProblems, field, optionProblems, viewProblems } from '../platforms/slack/rules.ts';

/** Every limit of the platform that a payload breaks, in words, by our own reading of its documentation. A kind that
    nothing is known of is a problem too. */
export function broken({ platform, kind, body }: Payload): readonly string[] {
  switch (`${platform} ${kind}`) {
    case 'slack message':
    case 'slack ephemeral':
      return field(body, 'blocks') === undefined
        ? blockProblems({ blocks: [], text: field(body, 'text') }, 0)
        : blockProblems(body, textIn(field(body, 'blocks')));
    case 'slack modal':
    case 'slack home':
      return viewProblems(body);
    case 'slack removal':
      return field(body, 'delete_original') === true ? [] : ['neither a text nor a removal'];
    case 'slack options':
      return optionProblems(field(body, 'options'));
    case 'slack call':
    case 'discord call':
    case 'discord bulk_set_application_commands':
      return [];
    case 'discord create_interaction_response':
      return callbackProblems(body);
    case 'discord create_message':
      return messageProblems(body, 'channel');
    case 'discord execute_webhook':
      return messageProblems(body, 'webhook');
    case 'discord update_message':
    case 'discord update_webhook_message':
    case 'discord update_original_webhook_message':
      return messageProblems(body, 'edit');
    default:
      return [`no rules for ${platform} ${kind}`];
  }
}

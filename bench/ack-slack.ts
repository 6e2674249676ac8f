import { fakeSlack } from '../tests/platforms/slack/fake-slack.ts';

/* The process of the ack benchmark that takes the answers: the fake Slack. Says its addresses over the channel to its
   parent, and ends with it; asked with any message, says how many answers it took and what was wrong with them. */

const slack = await fakeSlack();
process.on('disconnect', () => process.exit(0));
process.on('message', () =>
  process.send?.({ taken: slack.calls.length, problems: [...new Set(slack.problems)] }),
);
process.send?.({ apiUrl: slack.apiUrl, responseUrl: slack.responseUrl });

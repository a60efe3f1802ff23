import { agent, AGENT_IMAGE } from '@podwright/core';
import { defineEntry } from './catalogue-entry';

export { agent } from '@podwright/core';

/** The catalogue's entry of the agent. */
export const agentEntry = defineEntry({
  name: 'agent',
  kind: 'agent',
  level: 'restricted',
  image: AGENT_IMAGE,
  summary: 'The Jenkins agent, container `jnlp`. Every pod template has one without being asked.',
  options: {},
  create: agent,
});

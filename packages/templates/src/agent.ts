import {
  agent,
  AGENT_CONTAINER_NAME,
  AGENT_IMAGE,
  InvalidPodTemplateError,
  type AgentFields,
  type ContainerDefinition,
} from '@podwright/core';
import type { CatalogueEntry } from './catalogue-entry';

export { agent } from '@podwright/core';

/** The catalogue's entry of the agent. */
export const agentEntry: CatalogueEntry = Object.freeze({
  name: 'agent',
  kind: 'agent',
  level: 'restricted',
  image: AGENT_IMAGE,
  // Published on Docker Hub alone.
  mirrors: [],
  summary: 'The Jenkins agent, container `jnlp`. Every pod template has one without being asked.',
  options: {},
  smoke: 'java -version',
  create: agentOf,
});

/** The catalogue knows a name for every template; Jenkins knows its agent by one name only. */
function agentOf({ name, ...fields }: AgentFields & { readonly name?: unknown }): ContainerDefinition {
  if (name === undefined || name === AGENT_CONTAINER_NAME) return agent(fields);
  const remedy = `leave it out: the agent is the container ${AGENT_CONTAINER_NAME}`;
  throw new InvalidPodTemplateError(
    'agent',
    [{ path: 'name', value: name, message: 'is no name of the agent', remedy }],
    'agent',
  );
}

import { agentContainerName } from '../../model/pod-template';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** What the plugin itself writes where it injects the agent. */
const INJECTED = '/jenkins-agent/jenkins-agent';

/** Arguments that the images of agents take: their secret and name, options, and the address of the controller. */
const AGENT_ARGUMENT = /^(?:\$\(JENKINS_\w+\)|-.*|https?:\/\/.*)$/;

/** The entry point of the agent's image is the agent: in its place nothing connects to the controller. */
export const agentCommand = defineRule({
  id: 'agent-command',
  severity: 'error',
  summary: "Reports a command on the agent's container, and arguments that are none of the agent's",
  why: "The entry point of the agent's image connects to the controller. With a command in its place no agent ever comes online, and the build waits until it is given up.",
  help: "leave command and args of the agent's container out; an idle command belongs to the containers of tools",
  scope: 'container',
  check: ({ pod, settings }) => {
    // The plugin puts its own command in the place of that of a container it injects the agent into.
    if (settings.agentInjection === true) return [];
    return podContainers(pod.spec).flatMap(({ container: { name, command, args }, path }) => {
      if (name !== agentContainerName(settings)) return [];
      const own = command?.length && command[0] !== INJECTED ? [{ field: 'command', value: command }] : [];
      const foreign = args?.some((argument) => !AGENT_ARGUMENT.test(argument)) ? [{ field: 'args', value: args }] : [];
      return [...own, ...foreign].map(({ field, value }) => ({
        path: `${path}.${field}`,
        container: name,
        value,
        message: `container ${JSON.stringify(name)} has ${field === 'args' ? 'arguments' : 'a command'} that ${field === 'args' ? 'keep' : 'keeps'} the agent from connecting`,
      }));
    });
  },
  admission: () => ({
    subject: 'container',
    broken: `c.name == 'jnlp' && ((has(c.command) && size(c.command) > 0 && c.command[0] != '${INJECTED}') || (has(c.args) && c.args.exists(a, !a.matches(r'^(\\$\\(JENKINS_\\w+\\)|-.*|https?://.*)$'))))`,
    message: 'the agent cannot connect, because its container has a command',
  }),
});

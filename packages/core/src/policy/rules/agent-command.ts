import { AGENT_CONTAINER_NAME, agentContainerName } from '../../model/pod-template';
import { celMatches } from '../cel';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** What a command that starts the agent names: the script of its images, old or new, or the program itself. */
const STARTS_AGENT = /jenkins-(?:agent|slave)|(?:agent|slave|remoting)[\w.-]*[.]jar/;

/** How arguments of the agent begin: with an option, which has a name of two letters and more. */
const OPTION = /^--?[A-Za-z]{2}/;
/** Or, written by hand, with what stands for its secret, or with the address of the controller. */
const POSITIONAL = /^(?:[$][(]JENKINS_\w+[)]|https?:)/;

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
      const at = { container: name };
      const says = `container ${JSON.stringify(name)} has`;
      // The arguments are those of the command, where there is one.
      if (command?.length)
        return STARTS_AGENT.test([...command, ...(args ?? [])].join(' '))
          ? []
          : [
              {
                ...at,
                path: `${path}.command`,
                value: command,
                message: `${says} a command that keeps the agent from connecting`,
              },
            ];
      return args?.length && !areOfAgent(args)
        ? [
            {
              ...at,
              path: `${path}.args`,
              value: args,
              message: `${says} arguments that keep the agent from connecting`,
            },
          ]
        : [];
    });
  },
  admission: () => ({
    subject: 'container',
    broken: `c.name == '${AGENT_CONTAINER_NAME}' && (has(c.command) && size(c.command) > 0 ? !${celMatches("(c.command + (has(c.args) ? c.args : [])).join(' ')", STARTS_AGENT)} : has(c.args) && size(c.args) > 0 && !(${celMatches('c.args[0]', OPTION)} || (size(c.args) > 1 && ${celMatches('c.args[0]', POSITIONAL)})))`,
    message: 'the agent cannot connect, because its container has a command, or arguments, of another program',
  }),
});

/** A single argument that is no option is a command: the images run it in the place of the agent. */
function areOfAgent(args: readonly string[]): boolean {
  const [first = ''] = args;
  return OPTION.test(first) || (args.length > 1 && POSITIONAL.test(first));
}

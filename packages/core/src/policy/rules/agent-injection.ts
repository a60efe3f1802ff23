import { defineRule } from '../rule';

/** The plugin's own init container has neither a security context nor resources, and no YAML can give it any. */
export const agentInjection = defineRule({
  id: 'agent-injection',
  severity: 'error',
  summary: 'Reports a template that lets the plugin inject the agent into its container',
  why: 'The plugin adds an init container of its own, with neither a security context nor resources, and no YAML can give it any.',
  help: 'use an agent image as jnlp; or exempt the template and switch on restrictedPssSecurityContext of the cloud',
  scope: 'pod',
  check: ({ settings }) =>
    settings.agentInjection === true
      ? [{ path: 'agentInjection', value: true, message: 'the plugin adds an init container that nothing hardens' }]
      : [],
});

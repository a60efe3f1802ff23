import type { JenkinsSettings, WorkspaceVolume } from '../model/jenkins-settings';
import { groovyParameters, groovyValue } from './groovy-literal';

/** A parameter of the plugin: its name, and its value as a Groovy expression. */
export interface PluginParameter {
  readonly name: string;
  readonly value: string;
}

type Form = 'scripted' | 'declarative';

const symbol = (name: string): string => `${name}()`;

/** How each setting is written, in this order; a setting that a form does not know is left to the other. */
const WRITERS: readonly {
  readonly name: keyof JenkinsSettings;
  readonly only?: Form;
  readonly write: (value: never) => string;
}[] = [
  { name: 'cloud', write: groovyValue },
  { name: 'label', write: groovyValue },
  { name: 'inheritFrom', write: groovyValue },
  { name: 'yamlMergeStrategy', write: symbol },
  { name: 'inheritYamlMergeStrategy', write: groovyValue },
  { name: 'agentContainer', write: groovyValue },
  { name: 'agentInjection', write: groovyValue },
  { name: 'workspaceVolume', write: workspaceCode },
  { name: 'instanceCap', write: groovyValue },
  { name: 'idleMinutes', write: groovyValue },
  { name: 'slaveConnectTimeout', write: groovyValue },
  { name: 'podRetention', write: symbol },
  { name: 'nodeUsageMode', only: 'scripted', write: groovyValue },
  { name: 'defaultContainer', only: 'declarative', write: groovyValue },
  { name: 'customWorkspace', only: 'declarative', write: groovyValue },
  { name: 'showRawYaml', write: groovyValue },
];

/** The settings of a template that YAML cannot carry, as parameters of a form, correctly typed. */
export function pluginParameters(settings: JenkinsSettings, form: Form): readonly PluginParameter[] {
  return WRITERS.flatMap(({ name, only, write }) => {
    const value = settings[name];
    // Each writer stands beside the name whose values it takes.
    return value === undefined || (only !== undefined && only !== form) ? [] : [{ name, value: write(value as never) }];
  });
}

function workspaceCode(volume: WorkspaceVolume): string {
  const [name, parameters] = Object.entries(volume)[0] as [string, { readonly [parameter: string]: string | boolean }];
  return `${name}(${groovyParameters(name === 'emptyDirWorkspaceVolume' ? { memory: false, ...parameters } : parameters)})`;
}

/**
 * Settings of the Kubernetes plugin that no Pod can carry, under the plugin's own names. Everything else of a pod template
 * is in its Pod, because parameters and YAML lose each other's security settings when they are merged.
 *
 * @see https://github.com/jenkinsci/kubernetes-plugin
 */
export interface JenkinsSettings {
  /** Name of the cloud. @default the first Kubernetes cloud of the controller */
  readonly cloud?: string | undefined;
  /** Label of the agents. @default a generated one, handed over as `POD_LABEL` */
  readonly label?: string | undefined;
  /** Names of templates of the controller to inherit from, separated by spaces; `''` inherits from none. */
  readonly inheritFrom?: string | undefined;
  /** Name of the container that runs the agent. @default jnlp */
  readonly agentContainer?: string | undefined;
  /** Whether the plugin puts the agent into `agentContainer`, by an init container of its own that nothing hardens. @default false */
  readonly agentInjection?: boolean | undefined;
  /** How inherited YAML and this one combine. Under `merge` the hardening of a same-named child container is lost. */
  readonly yamlMergeStrategy?: 'merge' | 'override' | undefined;
  /** Whether templates that inherit from this one take over `yamlMergeStrategy`. @default false */
  readonly inheritYamlMergeStrategy?: boolean | undefined;
  /** The volume at the agents' working directory. @default an emptyDir with a size limit */
  readonly workspaceVolume?: WorkspaceVolume | undefined;
  /** Most agents at a time. @default no limit */
  readonly instanceCap?: number | undefined;
  /** Minutes an idle agent is kept for the next build; 0 means an agent for each build. @default 0 */
  readonly idleMinutes?: number | undefined;
  /** Seconds to wait for the pod and for the agent. @default 1000 */
  readonly slaveConnectTimeout?: number | undefined;
  /** When the pod outlives its build. @default the cloud's, which is never */
  readonly podRetention?: 'never' | 'onFailure' | 'always' | 'evicted' | undefined;
  /** Whether the build log shows the pod's YAML. @default true; false for a pod that refers to a Secret */
  readonly showRawYaml?: boolean | undefined;
  /** `NORMAL` lets other jobs use the agent. Scripted only. @default EXCLUSIVE */
  readonly nodeUsageMode?: 'NORMAL' | 'EXCLUSIVE' | undefined;
  /** Container that steps run in when they name none. Declarative only. @default the agent's */
  readonly defaultContainer?: string | undefined;
  /** Directory of the checkout. Declarative only. */
  readonly customWorkspace?: string | undefined;
}

/** What the plugin mounts at the agents' working directory, under the plugin's own symbols. */
export type WorkspaceVolume =
  | {
      readonly emptyDirWorkspaceVolume: {
        readonly memory?: boolean | undefined;
        readonly sizeLimit?: string | undefined;
      };
    }
  | {
      readonly genericEphemeralVolume: {
        readonly accessModes?: 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | undefined;
        readonly requestsSize?: string | undefined;
        readonly storageClassName?: string | undefined;
      };
    }
  | {
      readonly persistentVolumeClaimWorkspaceVolume: {
        readonly claimName: string;
        readonly readOnly?: boolean | undefined;
      };
    }
  | {
      readonly nfsWorkspaceVolume: {
        readonly serverAddress: string;
        readonly serverPath: string;
        readonly readOnly?: boolean | undefined;
      };
    };

/** Types of the settings as values are checked at run time: the name of a type of JavaScript, or the values allowed. */
export const JENKINS_SETTINGS: {
  readonly [Setting in keyof JenkinsSettings]-?: 'string' | 'number' | 'boolean' | 'object' | readonly string[];
} = {
  cloud: 'string',
  label: 'string',
  inheritFrom: 'string',
  agentContainer: 'string',
  agentInjection: 'boolean',
  yamlMergeStrategy: ['merge', 'override'],
  inheritYamlMergeStrategy: 'boolean',
  workspaceVolume: 'object',
  instanceCap: 'number',
  idleMinutes: 'number',
  slaveConnectTimeout: 'number',
  podRetention: ['never', 'onFailure', 'always', 'evicted'],
  showRawYaml: 'boolean',
  nodeUsageMode: ['NORMAL', 'EXCLUSIVE'],
  defaultContainer: 'string',
  customWorkspace: 'string',
};

/** Parameters of each workspace volume; `!` marks what must be there. */
export const WORKSPACE_VOLUMES: {
  readonly [symbol: string]: { readonly [parameter: string]: 'string' | 'boolean' | 'string!' };
} = {
  emptyDirWorkspaceVolume: { memory: 'boolean', sizeLimit: 'string' },
  genericEphemeralVolume: { accessModes: 'string', requestsSize: 'string', storageClassName: 'string' },
  persistentVolumeClaimWorkspaceVolume: { claimName: 'string!', readOnly: 'boolean' },
  nfsWorkspaceVolume: { serverAddress: 'string!', serverPath: 'string!', readOnly: 'boolean' },
};

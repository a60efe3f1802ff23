import {
  podTemplate,
  type ContainerDefinition,
  type PodTemplate,
  type PodTemplateBuilder,
  type Resources,
} from '@podwright/core';
import {
  dotnet,
  go,
  gradle,
  kaniko,
  maven,
  mongo,
  mysql,
  node,
  php,
  postgres,
  python,
  redis,
  ruby,
  rust,
} from '@podwright/templates';
import { TEAMS, type Team } from './teams';

type Database = ContainerDefinition<string, 'restricted', never, 'service'>;
type Tool = (options: { readonly resources: Resources; readonly uses: readonly Database[] }) => ContainerDefinition;

const TOOLS: { readonly [stack in Team['stack']]: Tool } = {
  'java-maven': maven,
  'java-gradle': gradle,
  node,
  python,
  go,
  rust,
  dotnet,
  php: (options) => php({ ...options, variant: 'composer' }),
  ruby,
};
const DATABASES: { readonly [database in NonNullable<Team['database']>]: () => Database } = {
  postgres,
  mysql,
  mongo,
  redis,
};

/** What the platform decides for all of them: where images come from, how the world is reached, where pods run. */
function base(team: Team): PodTemplateBuilder {
  return podTemplate(team.name, {
    podSecurity: team.image === true ? 'baseline' : 'restricted',
    namespace: `builds-${team.name}`,
    images: { mirrors: { 'docker.io': 'registry.example.com/docker-hub', 'ghcr.io': 'registry.example.com/ghcr' } },
    network: {
      proxy: { url: 'http://proxy.example.com:3128', noProxy: ['.example.com'] },
      certificateAuthority: { configMap: 'organisation-trust', trustStore: 'trust.p12' },
    },
    imagePullSecrets: [{ name: 'registry-pull' }],
    nodeSelector: { 'node-pool': 'builds' },
  }).label('team', team.name);
}

/** The pod template of a team. */
export function templateOf(team: Team): PodTemplate {
  const databases = team.database === undefined ? [] : [DATABASES[team.database]()];
  const tool = TOOLS[team.stack]({ resources: { cpu: 1, memory: team.memory }, uses: databases });
  const builders = team.image === true ? [kaniko({ registrySecret: `${team.name}-push` })] : [];
  return base(team)
    .containers([tool, ...databases, ...builders])
    .build();
}

/** The pod templates of all teams. */
export const TEMPLATES: readonly PodTemplate[] = TEAMS.map(templateOf);

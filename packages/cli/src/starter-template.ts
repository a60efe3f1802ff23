import { findEntry, functionNameOf } from '@podwright/templates';

/** What a first stage of each tool does. */
const STEPS: { readonly [tool: string]: { readonly stage: string; readonly step: string } } = {
  maven: { stage: 'Test', step: "sh('mvn -B verify')" },
  node: { stage: 'Test', step: "sh('npm ci && npm test')" },
  go: { stage: 'Test', step: "sh('go test ./...')" },
  python: {
    stage: 'Test',
    step: "sh('python -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python -m unittest')",
  },
  gradle: { stage: 'Test', step: "sh('./gradlew --no-daemon check')" },
  rust: { stage: 'Test', step: "sh('cargo test')" },
  dotnet: { stage: 'Test', step: "sh('dotnet test')" },
  php: { stage: 'Test', step: "sh('composer install && composer test')" },
  ruby: { stage: 'Test', step: "sh('bundle install && bundle exec rake test')" },
  terraform: { stage: 'Plan', step: "sh('terraform init && terraform plan -out=plan')" },
  kaniko: { stage: 'Image', step: "kanikoBuild({ destination: 'registry.example.com/team/NAME:${GIT_COMMIT}' })" },
  buildah: { stage: 'Image', step: "buildahBuild({ destination: 'registry.example.com/team/NAME:${GIT_COMMIT}' })" },
};

/** Tools whose first step wants another image than the usual one. */
const CALLS: { readonly [tool: string]: string } = { php: "php({ variant: 'composer' })" };

/** The text of a first `podwright.ts`. */
export function starterTemplate(name: string, tools: readonly string[]): string {
  const entries = tools.flatMap((tool) => findEntry(tool) ?? []);
  const builders = entries.filter(({ kind }) => kind === 'builder');
  const steps = entries.filter(({ name: tool }) => tool in STEPS);
  const imports = [...tools.map(functionNameOf), ...builders.map(({ name: tool }) => `${tool}Build`)].sort();
  const level = builders.length > 0 ? ", { podSecurity: 'baseline' }" : '';
  const core = [
    'podTemplate',
    ...(steps.length > 0 ? ['pipeline'] : []),
    ...(steps.length > builders.length ? ['sh'] : []),
  ];
  const call = (tool: string): string =>
    builders.some((entry) => entry.name === tool)
      ? `${tool}({ registrySecret: 'registry-push' })`
      : (CALLS[tool] ?? `${functionNameOf(tool)}()`);
  const numbered = (stage: string, i: number): string =>
    steps.filter(({ name: tool }) => STEPS[tool]?.stage === stage).length > 1 ? `${stage} ${steps[i]?.name}` : stage;
  const stages = steps.map(
    ({ name: tool }, i) =>
      `  .stage('${numbered(STEPS[tool]?.stage ?? '', i)}', '${tool}', ${STEPS[tool]?.step.replace('NAME', name) ?? ''})`,
  );
  return [
    `import { ${core.sort().join(', ')} } from '@podwright/core';`,
    `import { ${imports.join(', ')} } from '@podwright/templates';`,
    '',
    `const build = podTemplate('${name}'${level})`,
    ...tools.map((tool) => `  .container(${call(tool)})`),
    '  .build();',
    '',
    stages.length === 0 ? 'export default build;' : `export default pipeline(build)\n${stages.join('\n')};`,
    '',
  ].join('\n');
}

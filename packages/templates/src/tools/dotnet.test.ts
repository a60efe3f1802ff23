import { type ContainerDefinition } from '@podwright/core';
import { containerOf } from '../container-of';
import { dotnet } from './dotnet';

const variable = (definition: ContainerDefinition, name: string) =>
  containerOf(definition)?.env?.find((one) => one.name === name)?.value;

describe('dotnet', () => {
  it.each([
    [8, '8.0.424-bookworm-slim', '/home/jenkins'],
    [9, '9.0.317-bookworm-slim', '/home/jenkins'],
    [10, '10.0.400-noble', '/home/ubuntu'],
  ] as const)('has of version %d the image that is known, and the home that fits it', (version, tag, home) => {
    const made = dotnet({ version });
    expect(made.image).toBe(`mcr.microsoft.com/dotnet/sdk:${tag}`);
    expect(variable(made, 'HOME')).toBe(home);
    expect(containerOf(made)?.volumeMounts?.map(({ mountPath }) => mountPath)).toContain(home);
  });

  it('says who uid 1000 is only where the image does not', () => {
    expect(variable(dotnet({ version: 8 }), 'USER')).toBe('jenkins');
    expect(variable(dotnet({ version: 10 }), 'USER')).toBeUndefined();
  });

  it('tells nobody of itself, and leaves no process behind', () => {
    expect(variable(dotnet(), 'DOTNET_CLI_TELEMETRY_OPTOUT')).toBe('1');
    expect(variable(dotnet(), 'DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE')).toBe('true');
    expect(variable(dotnet(), 'MSBUILDDISABLENODEREUSE')).toBe('1');
  });

  it('refuses a version that it does not have', () => {
    // @ts-expect-error -- 7
    expect(() => dotnet({ version: 7 })).toThrow('dotnet: version: 7 is no choice; use one of 8, 9, 10');
  });
});

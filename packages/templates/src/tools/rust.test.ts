import { containerOf } from '../container-of';
import { rust } from './rust';

describe('rust', () => {
  it('makes its tag from the version', () => {
    expect(rust().image).toBe('docker.io/library/rust:1.98.0-bookworm');
    expect(rust({ version: '1.97.0' }).image).toBe('docker.io/library/rust:1.97.0-bookworm');
  });

  it('is at home where the copy of the Rust project is named too', () => {
    expect(rust.entry.mirrors).toContain('ghcr.io/rust-lang/rust');
  });

  it('moves what Cargo writes into HOME, and leaves the toolchain where it is', () => {
    const { env = [], volumeMounts = [] } = containerOf(rust()) ?? {};
    const cargo = env.find(({ name }) => name === 'CARGO_HOME')?.value ?? '';
    expect(volumeMounts.some(({ mountPath }) => cargo.startsWith(`${mountPath}/`))).toBe(true);
    expect(env.map(({ name }) => name)).not.toContain('RUSTUP_HOME');
  });

  it('finds the toolchain first, and then what a step installs', () => {
    const folders = containerOf(rust())
      ?.env?.find(({ name }) => name === 'PATH')
      ?.value?.split(':');
    expect(folders?.slice(0, 2)).toEqual(['/usr/local/cargo/bin', '/home/jenkins/.cargo/bin']);
    expect(folders).toContain('/usr/bin');
  });

  it('refuses a channel', () => {
    // @ts-expect-error -- a channel
    expect(() => rust({ version: 'stable' })).toThrow('rust: version: "stable" is no version');
  });
});

import { AGENT_HOME, env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

const CARGO_HOME = `${AGENT_HOME}/.cargo`;

/**
 * Rust with Cargo, git and a C compiler, without clippy and rustfmt.
 *
 * @example rust({ version: '1.98.0', resources: { cpu: 4, memory: '8Gi' } })
 */
export const rust = defineTool({
  name: 'rust',
  summary: 'Rust with Cargo, git and a C compiler, without clippy and rustfmt.',
  image: {
    repository: 'docker.io/library/rust',
    // The older Debian: what is built on it runs on more systems.
    tag: ({ version }) => `${version}-bookworm`,
    mirrors: [...officialMirrors('rust'), 'ghcr.io/rust-lang/rust'],
  },
  options: { version: { type: 'string', format: 'version', default: '1.98.0', text: 'Version of Rust.' } },
  resources: { cpu: '1', memory: '4Gi' },
  smoke: 'cargo new --vcs none /tmp/smoke && cargo build --offline --manifest-path /tmp/smoke/Cargo.toml',
  recipe: () => ({
    env: [
      // The image's own is read-only. RUSTUP_HOME stays: the toolchain is in it.
      env('CARGO_HOME', CARGO_HOME),
      env(
        'PATH',
        `/usr/local/cargo/bin:${CARGO_HOME}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
      ),
    ],
  }),
});

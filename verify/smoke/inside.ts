import type { CatalogueEntry } from '@podwright/templates';
import type { SmokePod } from './smoke-pod';

/** What a container is like from inside, by name. */
export type Facts = ReadonlyMap<string, string>;

/** What the `sh` step calls; without one of these it hangs or fails. */
const NEEDED = ['sh', 'nohup', 'sleep', 'cat', 'env'];
const USEFUL = ['git', 'curl'];

/** A file that no image has. */
export const IN_ROOT = '/.podwright-smoke';

/** A script that any POSIX shell runs, which prints a fact a line: `name=value`. */
export const LOOK_AROUND = `LC_ALL=C; export LC_ALL
say() { echo "$1=$2"; }
say id "$(id)"
say uid "$(id -u)"
say HOME "$HOME"
if (: >"$HOME/.podwright-smoke") 2>/dev/null; then rm -f "$HOME/.podwright-smoke"; say home writable; else say home read-only; fi
for name in ${[...NEEDED, ...USEFUL].join(' ')}; do say "command $name" "$(command -v "$name")"; done
if why=$( (: >${IN_ROOT}) 2>&1); then rm -f ${IN_ROOT}; say root writable; else say root "$why"; fi
if command -v java >/dev/null 2>&1; then
  say user.home "$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *user\\.home = //p')"
fi
`;

/** Reads what `LOOK_AROUND` printed. */
export function factsOf(output: string): Facts {
  const pairs = output.split('\n').flatMap((line) => {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(line) ?? [];
    return name === '' ? [] : [[name, value] as const];
  });
  return new Map(pairs);
}

/** Everything that is not as the pod says, a sentence each. */
export function faultsInside(facts: Facts, { kind }: CatalogueEntry, { container, manifest }: SmokePod): string[] {
  const fact = (name: string): string => facts.get(name) ?? '';
  const context = { ...manifest.spec.securityContext, ...container.securityContext };
  const home = container.env?.find(({ name }) => name === 'HOME')?.value;
  const missing = kind === 'service' ? [] : NEEDED.filter((name) => fact(`command ${name}`) === '');
  return [
    ...(context.runAsUser === undefined || fact('uid') === String(context.runAsUser)
      ? []
      : [`runs as uid ${fact('uid') || '?'}, meant is ${context.runAsUser}`]),
    ...(home === undefined || fact('HOME') === home ? [] : [`HOME is ${fact('HOME') || 'empty'}, meant is ${home}`]),
    ...(fact('home') === 'writable' ? [] : [`HOME ${fact('HOME')} cannot be written`]),
    ...(missing.length === 0 ? [] : [`the sh step needs ${missing.join(', ')}`]),
    ...(context.readOnlyRootFilesystem === true && !facts.has('root') ? ['nothing known of its root'] : []),
    ...(context.readOnlyRootFilesystem === true && fact('root') === 'writable' ? ['its root can be written'] : []),
  ];
}

/** What is worth a line of a container that is right. */
export function summaryOf(facts: Facts): string {
  const useful = USEFUL.filter((name) => (facts.get(`command ${name}`) ?? '') !== '');
  const userHome = facts.get('user.home');
  return [
    `uid ${facts.get('uid')}`,
    `HOME ${facts.get('HOME')}`,
    ...(userHome === undefined ? [] : [`user.home ${userHome}`]),
    ...(useful.length === 0 ? [] : [`has ${useful.join(' and ')}`]),
  ].join(', ');
}

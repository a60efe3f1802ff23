import type { Container } from '../model/kubernetes.generated';

/** Programs that do nothing but last. */
const WAITS = /^(?:sleep|cat|tail|pause|Start-Sleep)$/i;
/** Programs that read what is typed, and end where nobody types. */
const READS = /^(?:cat|sh|ash|bash|dash|ksh|zsh)$/;
/** Programs that start another. */
const STARTERS = /^(?:sh|ash|bash|dash|ksh|zsh|busybox|env|tini|dumb-init|powershell|pwsh)(?:\.exe)?$/;
/** What stands before the program in a script. */
const WORDS = /^(?:exec|do|then|else|[!{(]|\w+=\S*)$/;

/** Whether a container is told to wait for steps: its command ends in one that only lasts. */
export function isIdle({ command, args }: Partial<Container>): boolean {
  const script = [...(command ?? []), ...(args ?? [])].join(' ');
  // `server & sleep infinity` waits; `until pg_isready; do sleep 1; done; server` serves.
  const parts = script.split(/[;&|\n]+/).map((part) => part.trim());
  const last = parts.filter((part) => part !== '' && !/^(?:done|fi|[)}]|wait)(?:\s|$)/.test(part)).at(-1) ?? '';
  return WAITS.test(programOf(last));
}

/** Whether a container ends as soon as it starts: its command waits for input, and it has none. */
export function endsWithoutInput({ command, args, stdin, tty }: Partial<Container>): boolean {
  if (stdin === true || tty === true) return false;
  // Arguments alone are read by whatever the image starts.
  const [program = '', ...rest] = command?.length ? [...command, ...(args ?? [])].join(' ').trim().split(/\s+/) : [];
  // `sh -c cat` waits for input as `cat` does.
  const script = /^-\w*c$/.test(rest[0] ?? '') && STARTERS.test(nameOf(program)) ? rest.slice(1) : [program, ...rest];
  return script.length === 1 && READS.test(nameOf(script[0] ?? ''));
}

/** The program of a simple command, behind what starts it and its options. */
function programOf(command: string): string {
  const words = command.split(/\s+/).map(nameOf);
  return words.find((word) => !STARTERS.test(word) && !WORDS.test(word) && !word.startsWith('-')) ?? '';
}

function nameOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

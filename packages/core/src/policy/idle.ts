import type { Container } from '../model/kubernetes.generated';

/** Commands that do nothing but last. */
const IDLE = /(?:^|[\s/;&|])(?:sleep|cat|tail|pause)(?:$|[\s;&|])/;

/** Whether a container is told to wait for steps: a command that only lasts. */
export function isIdle({ command, args }: Partial<Container>): boolean {
  return IDLE.test([...(command ?? []), ...(args ?? [])].join(' '));
}
